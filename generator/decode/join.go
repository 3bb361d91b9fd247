package decode

import (
	"cmp"
	"encoding/hex"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
	"github.com/plaudit/plaudit/generator/source"
)

// All decodes the files of a site, at most jobs at once (0: one for each core), and adds what is wrong in them. The
// pictures and static files are listed by size; who reads them adds more.
func All(tree *source.Tree, jobs int, problems *diag.List) *record.Records {
	return Together(tree, Parts(tree, Files(tree), jobs), problems)
}

// Files are those of a site that records are made of, by path.
func Files(tree *source.Tree) []source.File {
	var files []source.File
	for _, f := range tree.Files {
		switch top, _, _ := strings.Cut(f.Path, "/"); top {
		case "content", "data", "plaudit.yaml", "plaudit.lock":
			files = append(files, f)
		}
	}
	return files
}

// Parts decodes files, which are sorted by path, at most jobs at once. The part of a file that could not be read has no Path; the tree's
// problems say why.
func Parts(tree *source.Tree, files []source.File, jobs int) []Part {
	place := make(map[string]int, len(files))
	for i, f := range files {
		place[f.Path] = i
	}
	parts := make([]Part, len(files)) // by place: every goroutine writes its own
	var rooms sync.Pool               // for as many files as are read at once
	tree.Each(files, jobs, func(f source.File, data []byte) {
		r, _ := rooms.Get().(*room)
		if r == nil {
			r = new(room)
		}
		parts[place[f.Path]] = fileIn(r, f.Path, data)
		rooms.Put(r)
	})
	return parts
}

// Together makes the records of a site of the parts of its files, which it does not change.
func Together(tree *source.Tree, parts []Part, problems *diag.List) *record.Records {
	records := Join(parts, problems)
	if _, ok := tree.Lookup("plaudit.yaml"); !ok {
		problems.Add(diag.MissingConfig.New(diag.Position{File: "plaudit.yaml"}, "the site has no plaudit.yaml").
			WithHint("`plaudit init` makes a site; --site names the folder of one"))
	}
	for _, top := range []string{"assets", "static"} {
		for _, f := range tree.Under(top) {
			info := record.FileInfo{Size: f.Size}
			if f.Digested() {
				info.Digest = hex.EncodeToString(f.Digest[:])
			}
			records.Files[f.Path] = info
		}
	}
	return records
}

// Join puts the parts of a site together, which are in the order of their paths, and adds their problems and those that
// only several files show.
func Join(parts []Part, problems *diag.List) *record.Records {
	j := joiner{problems: problems, all: &record.Records{Files: map[string]record.FileInfo{}}}
	for _, p := range parts {
		if c, ok := p.Value.(*record.Config); ok {
			j.all.Config = *c
		}
	}
	j.languages()
	used := valueFiles(parts)
	for _, p := range parts {
		if path.Ext(p.Path) == ".csv" && !used[p.Path] {
			if r, _ := routeOf(p.Path); r.form == values {
				problems.Add(unknownFile(p.Path))
				continue
			}
		}
		problems.Add(p.Problems...)
		if p.Value != nil {
			j.put(p)
		}
	}
	j.results()
	j.values(parts)
	j.rootPages()
	lock := j.all.Lock
	slices.SortStableFunc(lock, func(a, b record.LockLine) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Record, b.Record))
	})
	j.all.Lock = slices.CompactFunc(lock, func(a, b record.LockLine) bool {
		return a.Path == b.Path && a.Kind == b.Kind && a.Record == b.Record
	})
	return j.all
}

type joiner struct {
	problems *diag.List
	all      *record.Records
	tags     []string // of the site's further languages
	main     string
	late     []Part // results in files of their own, for when all editions are there
}

// languages notes which translations the site has.
func (j *joiner) languages() {
	j.main = j.all.Config.Language.S
	for _, l := range j.all.Config.Languages {
		j.tags = append(j.tags, l.Tag.S)
	}
}

// into gives the records that a part belongs to: those of the site, or of one of its translations. It gives nil after a problem.
func (j *joiner) into(p Part) *record.Records {
	if p.Language == "" {
		return j.all
	}
	at := diag.Position{File: p.Path}
	tag, err := locale.Canonical(p.Language)
	if err != nil || !slices.Contains(j.tags, tag) {
		d := diag.UnknownLanguage.New(at, "the site has no language %s", quote(p.Language))
		switch near := diag.Nearest(p.Language, j.tags); {
		case err == nil && tag == j.main && tag != "":
			d = d.WithHint("this is the site's own language: take the tag out of the file's name")
		case near != "" && near != tag:
			d = d.WithHint("did you mean %q?", near)
		case err != nil:
			d = d.WithHint("what stands after the first dot of a name is a language, and an id has no dot")
		default:
			d = d.WithHint("add it to `languages:` of plaudit.yaml")
		}
		j.problems.Add(d)
		return nil
	}
	if j.all.Translations == nil {
		j.all.Translations = map[string]*record.Records{}
	}
	if j.all.Translations[tag] == nil {
		j.all.Translations[tag] = &record.Records{}
	}
	return j.all.Translations[tag]
}

// put adds a part to its records.
func (j *joiner) put(p Part) {
	to := j.into(p)
	if to == nil {
		return
	}
	switch v := p.Value.(type) {
	case *record.Partner:
		to.Partners = append(to.Partners, v)
	case *[]record.Partner:
		to.Partners = pointers(to.Partners, *v)
	case *[]record.Client:
		to.Clients = pointers(to.Clients, *v)
	case *[]record.Tier:
		to.Tiers = pointers(to.Tiers, *v)
	case *record.Terms:
		to.Terms = *v
	case *[]record.Category:
		to.Categories = pointers(to.Categories, *v)
	case *record.Edition:
		to.Editions = append(to.Editions, v)
	case *record.Result:
		j.late = append(j.late, p)
	case *record.CaseStudy:
		to.CaseStudies = append(to.CaseStudies, v)
	case *record.Page:
		to.Pages = append(to.Pages, v)
	case *record.Update:
		to.Updates = append(to.Updates, v)
	case *record.Resource:
		to.Resources = append(to.Resources, v)
	case *record.Event:
		to.Events = append(to.Events, v)
	case *[]record.Redirect:
		to.Redirects = append(to.Redirects, *v...)
	case *[]record.LockLine:
		to.Lock = append(to.Lock, *v...)
	default:
		programme(&to.Programme, p.Value)
	}
}

func programme(to *record.Programme, value any) {
	switch v := value.(type) {
	case *record.FeaturedRule:
		to.Featured = *v
	case *record.JourneyFile:
		to.Journey = *v
	case *record.RoadmapFile:
		to.Roadmap = *v
	case *[]record.Opportunity:
		to.Opportunities = *v
	case *[]record.Survey:
		to.Surveys = *v
	case *record.BenchmarkFile:
		to.Benchmarks = *v
	case *record.GovernanceFile:
		to.Governance = *v
	case *record.ScorecardFile:
		to.Scorecard = *v
	case *record.PressFile:
		to.Press = *v
	}
}

func pointers[T any](to []*T, list []T) []*T {
	for i := range list {
		to = append(to, &list[i])
	}
	return to
}

// results gives each result in a file of its own to its edition, behind those of the edition's file.
func (j *joiner) results() {
	var known []string
	for _, e := range j.all.Editions {
		known = append(known, e.Id.S)
	}
	type place struct {
		in    *record.Records
		index int // of an edition
	}
	further := map[place][]*record.Result{}
	for _, p := range j.late {
		to := j.into(p)
		i := slices.IndexFunc(to.Editions, func(e *record.Edition) bool { return e.Id.S == p.Edition })
		if i < 0 && p.Language != "" && slices.Contains(known, p.Edition) {
			// A translation of results only: the edition's overlay is made for them.
			e := &record.Edition{}
			e.File, e.Id.S, e.Here = p.Path, p.Edition, record.At{Line: 1, Column: 1}
			to.Editions, i = append(to.Editions, e), len(to.Editions)
		}
		if i < 0 {
			d := diag.UnknownReference.New(diag.Position{File: p.Path}, "there is no edition %s", quote(p.Edition))
			if near := diag.Nearest(p.Edition, known); near != "" {
				d = d.WithHint("did you mean %q? the folder's name is the edition", near)
			} else {
				d = d.WithHint("write data/awards/%s.yaml with its date", p.Edition)
			}
			j.problems.Add(d)
			continue
		}
		further[place{to, i}] = append(further[place{to, i}], p.Value.(*record.Result))
	}
	for at, list := range further {
		e := *at.in.Editions[at.index] // a copy: the part may be put together again
		e.Results = append(make([]record.Result, 0, len(e.Results)+len(list)), e.Results...)
		for _, r := range list {
			e.Results = append(e.Results, *r)
		}
		at.in.Editions[at.index] = &e
	}
}

// valueFiles are the CSV files that benchmarks name.
func valueFiles(parts []Part) map[string]bool {
	used := map[string]bool{}
	for _, p := range parts {
		if b, ok := p.Value.(*record.BenchmarkFile); ok && p.Language == "" {
			for _, m := range b.Metrics {
				if m.ValuesFile.Given() {
					used["data/"+m.ValuesFile.S] = true
				}
			}
		}
	}
	return used
}

// values adds the values of CSV files to their benchmarks.
func (j *joiner) values(parts []Part) {
	byPath := map[string][]record.ValueOf{}
	var names []string
	for _, p := range parts {
		if v, ok := p.Value.(*[]record.ValueOf); ok {
			byPath[p.Path] = *v
			names = append(names, strings.TrimPrefix(p.Path, "data/"))
		}
	}
	b := &j.all.Programme.Benchmarks
	b.Metrics = slices.Clone(b.Metrics)
	for i := range b.Metrics {
		m := &b.Metrics[i]
		if !m.ValuesFile.Given() {
			continue
		}
		list, ok := byPath["data/"+m.ValuesFile.S]
		if !ok {
			d := diag.UnreadableFile.New(b.Pos(m.ValuesFile.At), "there is no file data/%s", m.ValuesFile.S).WithWidth(len(m.ValuesFile.S))
			if near := diag.Nearest(m.ValuesFile.S, names); near != "" {
				d = d.WithHint("did you mean %q?", near)
			} else {
				d = d.WithHint("its path is written from data/ on")
			}
			j.problems.Add(d)
			continue
		}
		m.Values = append(slices.Clip(m.Values), list...)
	}
}

// rootPages refuses pages that would stand where a language begins.
func (j *joiner) rootPages() {
	for _, p := range j.all.Pages {
		first, _, _ := strings.Cut(p.Id.S, "/")
		for _, tag := range append(slices.Clone(j.tags), j.main) {
			if lower := strings.ToLower(tag); first == lower && !sitepath.Reserved(sitepath.RootPage, first) {
				j.problems.Add(diag.ReservedID.New(diag.Position{File: p.File}, "the address /%s/ belongs to a language of the site", first).
					WithHint("choose another name, such as %s", quote(path.Base(first)+"-1")))
			}
		}
	}
}
