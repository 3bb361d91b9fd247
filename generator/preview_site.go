package generator

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/audit"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/export"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// OutputOf is the path of the file that answers an address below base_url.
func OutputOf(address string) string { return plan.OutputOf(address) }

// Title is the site's.
func (s *Snapshot) Title() string {
	s.world.RLock()
	defer s.world.RUnlock()
	return s.p.whole.Sites[0].Title.S
}

// Base is the path of base_url, with a slash at both ends.
func (s *Snapshot) Base() string { return s.addresses().Base() }

func (s *Snapshot) addresses() plan.Addresses { return plan.AddressesOf(s.p.whole.Sites[0]) }

// Next is when the same sources give another site; zero: never.
func (s *Snapshot) Next() time.Time {
	next, _ := s.p.clock.Next()
	return next
}

// Instant reads a day or an instant; without a zone it is the site's.
func (s *Snapshot) Instant(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02"} {
		if at, err := time.ParseInLocation(layout, text, s.p.whole.Sites[0].Zone); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

// Line gives a line of a file of the site or its theme.
func (s *Snapshot) Line(file string, n int) string { return s.p.line(file, n) }

// Has says whether the site has an output at a path below the output folder.
func (s *Snapshot) Has(name string) bool {
	_, ok := s.p.plan.At(name)
	return ok
}

// IsPage says whether an output is a page.
func (s *Snapshot) IsPage(name string) bool {
	o, ok := s.p.plan.At(name)
	return ok && o.HTML
}

// Status is the status (RFC 9110) that a host answers an output with: 410 for the notice of something withheld or given up, else 200.
func (s *Snapshot) Status(name string) int {
	if o, ok := s.p.plan.At(name); ok && (o.Kind == plan.Withheld || o.Kind == plan.Gone) {
		return 410
	}
	return 200
}

// NotFound is the path of the page that answers for an address without one: of its language, if there is one.
func (s *Snapshot) NotFound(address string) string {
	below := strings.TrimPrefix(address, s.Base())
	for _, of := range s.p.whole.Sites[1:] {
		if home := plan.AddressesOf(of).Home(); strings.HasPrefix(below, home) && s.Has(home+"404.html") {
			return home + "404.html"
		}
	}
	return "404.html"
}

// Redirect is where an address below base_url leads that moved, as a root-relative or absolute address.
func (s *Snapshot) Redirect(below string) (to string, ok bool) {
	a := s.addresses()
	for _, r := range s.p.plan.Redirects {
		from, splat := strings.CutSuffix(strings.TrimPrefix(r.From, "/"), "*")
		to := r.To
		switch {
		case splat && strings.HasPrefix(below, from):
			if start, onward := strings.CutSuffix(to, "*"); onward {
				to = start + below[len(from):]
			}
		case below != from:
			continue
		}
		if rest, inside := strings.CutPrefix(to, "/"); inside {
			return a.Href(escapePath(rest)), true
		}
		return to, true
	}
	return "", false
}

// Header is a field of an answer.
type Header struct{ Name, Value string }

// Headers are what a host that reads _headers sends with an output.
func (s *Snapshot) Headers(name string) []Header {
	options := headerOptions(s.p.whole.Sites[0])
	o, _ := s.p.plan.At(name)
	var all []Header
	for _, line := range export.HeadersOf(name, o, export.PageFolders(s.p.plan, options), options) {
		field, value, _ := strings.Cut(line, ": ")
		all = append(all, Header{field, value})
	}
	return all
}

// Listed is an output in a list of them.
type Listed struct {
	Path, Address, Language string // Address is root-relative
	Kind                    plan.Kind
	Template                string // of a page: its file in the theme
	Source                  diag.Position
}

func (s *Snapshot) listed(o *plan.Output) Listed {
	l := Listed{Path: o.Path, Address: s.addresses().Href(o.Address), Language: o.Site.Language, Kind: o.Kind, Source: o.Position()}
	if o.HTML {
		l.Template = s.p.look.files["templates/pages/"+o.Template+".html"].Name
	}
	return l
}

// At gives the output at a path.
func (s *Snapshot) At(name string) (Listed, bool) {
	o, ok := s.p.plan.At(name)
	if !ok {
		return Listed{}, false
	}
	return s.listed(o), true
}

// Outputs lists outputs whose path or source file contains words, of a kind (empty: of any), without the first offset ones and at most n. total is
// how many there are without these bounds.
func (s *Snapshot) Outputs(words string, kind plan.Kind, offset, n int) (list []Listed, total int) {
	asked := strings.Fields(strings.ToLower(words))
	for _, o := range s.p.plan.Outputs {
		if kind != "" && o.Kind != kind {
			continue
		}
		text := o.Path
		if len(asked) > 0 {
			text = strings.ToLower(o.Path + " " + o.Position().File)
		}
		if slices.ContainsFunc(asked, func(word string) bool { return !strings.Contains(text, word) }) {
			continue
		}
		if total >= offset && len(list) < n {
			list = append(list, s.listed(o))
		}
		total++
	}
	return list, total
}

// Kinds counts the outputs, the most first.
func (s *Snapshot) Kinds() []KindCount { return countKinds(s.p.plan) }

// PageOf is the root-relative address of the page that a source file is about, for who has saved it: a record's own page before a list, that of
// an edition before its categories; for a translation the one in its language, and else the original's. What has no record of its own, such as
// data/tiers.yaml and content/pages/jury.md, is about the single page of that name. Empty: there is none, or as of plaudit.yaml it is about all.
func (s *Snapshot) PageOf(file string) string {
	if file == "plaudit.yaml" {
		return ""
	}
	file, language := s.originalOf(file)
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	var best *plan.Output
	for _, o := range s.p.plan.Outputs {
		at := o.Position().File
		if !o.HTML || slices.Contains(besides, o.Kind) || at != file && (at != "" || string(o.Kind) != name || o.Number > 1) {
			continue
		}
		if best == nil || cmp.Or(compareBool(at == file, best.Position().File == file), compareBool(o.Site.Language == language, best.Site.Language == language),
			compareBool(o.Site.Original, best.Site.Original), compareBool(o.Kind == plan.Edition, best.Kind == plan.Edition)) < 0 {
			best = o
		}
	}
	if best == nil {
		return ""
	}
	return s.addresses().Href(best.Address)
}

// besides are the kinds of pages that are not what a file is about: another form of a page, or an address that leads away from it.
var besides = []plan.Kind{plan.Certificate, plan.Embed, plan.Email, plan.Redirect, plan.Gone}

// originalOf is the file that a translation stands beside, and its language; of what is no translation, the file itself and the original's.
func (s *Snapshot) originalOf(file string) (original, language string) {
	ending := path.Ext(file)
	for _, translated := range s.p.whole.Sites[1:] {
		if stem, ok := strings.CutSuffix(file, "."+translated.Language+ending); ok {
			return stem + ending, translated.Language
		}
	}
	return file, s.p.whole.Sites[0].Language
}

// compareBool puts true before false.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// ListOf is the nearest address above one that the site answers: the list that a page was in.
func (s *Snapshot) ListOf(address string) string {
	below := strings.Trim(strings.TrimPrefix(address, s.Base()), "/")
	for below != "" {
		below = below[:max(0, strings.LastIndexByte(below, '/'))]
		if above := below + "/"; below != "" && s.Has(plan.OutputOf(above)) {
			return s.addresses().Href(above)
		}
	}
	return s.Base()
}

// Templates are the files of the theme that pages of a kind's template may be made of.
func (s *Snapshot) Templates(page string) []string {
	o, ok := s.p.plan.At(page)
	if !ok || !o.HTML || s.p.theme == nil {
		return nil
	}
	return s.p.theme.Files(o.Template)
}

// Sheet is a style sheet or script of the theme, by its name there, with its published address.
func (s *Snapshot) Sheet(name string) string {
	if s.p.theme == nil {
		return ""
	}
	s.world.RLock()
	defer s.world.RUnlock()
	return s.outputs().files.asset(name).src
}

// Sheets are the names of the theme's style sheets.
func (s *Snapshot) Sheets() []string {
	var names []string
	for name := range s.p.look.files {
		if rest, ok := strings.CutPrefix(name, "assets/"); ok && strings.HasSuffix(rest, ".css") {
			names = append(names, rest)
		}
	}
	slices.Sort(names)
	return append(names, optionsSheet)
}

// Withheld is what exists in the sources and is not shown, and why.
func (s *Snapshot) Withheld() []site.Withheld { return s.p.whole.Withheld }

// Zone is the programme's time zone.
func (s *Snapshot) Zone() *time.Location { return s.p.whole.Sites[0].Zone }

// Languages are those of the site, the original first.
func (s *Snapshot) Languages() []string { return s.p.whole.Sites[0].Languages }

// LanguageName is a language's name for itself.
func (s *Snapshot) LanguageName(tag string) string { return locale.Autonym(tag) }

// Source says whether the site, or a theme in it, has a file.
func (s *Snapshot) Source(file string) bool {
	_, ok := s.p.tree.Lookup(file)
	return ok
}

// Work is what is to do, by partner.
func (s *Snapshot) Work() []audit.Partner {
	s.world.RLock()
	defer s.world.RUnlock()
	return audit.Work(s.p.whole, s.records, s.Now)
}

// Translations are the texts that languages do not have.
func (s *Snapshot) Translations() []audit.Translation {
	return audit.Translations(s.p.whole, s.records)
}

// PartnerPage is the address of a partner's profile; empty without one.
func (s *Snapshot) PartnerPage(id string) string {
	if s.p.whole.Sites[0].PartnerByID[id] == nil {
		return ""
	}
	a := s.addresses()
	return a.Href(a.Partner(id))
}
