package decode

import (
	"path"
	"reflect"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// form is how the records of a kind of file are written.
type form uint8

const (
	oneRecord form = iota // keys with values
	entries               // a list of records
	markdown              // front matter and body
	lines                 // plaudit.lock
	redirects             // redirects.csv
	values                // another CSV file below data/
)

// route is what a path says about a file.
type route struct {
	form     form
	typ      reflect.Type
	id       string // of the record, by the file's name; "" for entries
	kind     sitepath.Kind
	language string // as written between the name and the ending; "" for an original
	edition  string // of a result in a file of its own
}

// fixed are the files with a fixed name below data/.
var fixed = map[string]route{
	"data/partners":                {form: entries, typ: reflect.TypeFor[record.Partner]()},
	"data/clients":                 {form: entries, typ: reflect.TypeFor[record.Client]()},
	"data/tiers":                   {form: entries, typ: reflect.TypeFor[record.Tier]()},
	"data/terms":                   {form: oneRecord, typ: reflect.TypeFor[record.Terms]()},
	"data/awards/categories":       {form: entries, typ: reflect.TypeFor[record.Category]()},
	"data/programme/featured":      {form: oneRecord, typ: reflect.TypeFor[record.FeaturedRule]()},
	"data/programme/journey":       {form: oneRecord, typ: reflect.TypeFor[record.JourneyFile]()},
	"data/programme/roadmap":       {form: oneRecord, typ: reflect.TypeFor[record.RoadmapFile]()},
	"data/programme/opportunities": {form: entries, typ: reflect.TypeFor[record.Opportunity]()},
	"data/programme/surveys":       {form: entries, typ: reflect.TypeFor[record.Survey]()},
	"data/programme/benchmarks":    {form: oneRecord, typ: reflect.TypeFor[record.BenchmarkFile]()},
	"data/programme/governance":    {form: oneRecord, typ: reflect.TypeFor[record.GovernanceFile]()},
	"data/programme/scorecard":     {form: oneRecord, typ: reflect.TypeFor[record.ScorecardFile]()},
	"data/programme/press":         {form: oneRecord, typ: reflect.TypeFor[record.PressFile]()},
}

// folder is a folder whose files are one record each.
type folder struct {
	path string // with a slash at its end
	ext  string
	typ  reflect.Type
	kind sitepath.Kind
}

var folders = []folder{
	{"data/partners/", ".yaml", reflect.TypeFor[record.Partner](), sitepath.Partner},
	{"data/awards/", ".yaml", reflect.TypeFor[record.Edition](), sitepath.Edition},
	{"content/awards/", ".md", reflect.TypeFor[record.Result](), sitepath.AnyKind},
	{"content/case-studies/", ".md", reflect.TypeFor[record.CaseStudy](), sitepath.CaseStudy},
	{"content/updates/", ".md", reflect.TypeFor[record.Update](), sitepath.AnyKind},
	{"content/resources/", ".md", reflect.TypeFor[record.Resource](), sitepath.AnyKind},
	{"content/events/", ".md", reflect.TypeFor[record.Event](), sitepath.AnyKind},
	{"content/pages/", ".md", reflect.TypeFor[record.Page](), sitepath.RootPage},
}

// routeOf says what a file is by its path alone. It says false for a file that no rule of the contract names.
func routeOf(file string) (route, bool) {
	switch file {
	case "plaudit.yaml":
		return route{form: oneRecord, typ: reflect.TypeFor[record.Config]()}, true
	case "plaudit.lock":
		return route{form: lines}, true
	case "data/redirects.csv":
		return route{form: redirects}, true
	}
	if strings.HasPrefix(file, "data/") && path.Ext(file) == ".csv" {
		return route{form: values}, true
	}
	ext := path.Ext(file)
	dir, name := path.Split(strings.TrimSuffix(file, ext))
	name, language, _ := strings.Cut(name, ".")
	stem := dir + name
	if r, ok := fixed[stem]; ok && ext == ".yaml" {
		r.language = language
		if r.form == oneRecord {
			r.id = name
		}
		return r, true
	}
	for _, f := range folders {
		below, ok := strings.CutPrefix(stem, f.path)
		if !ok || ext != f.ext {
			continue
		}
		r := route{form: markdown, typ: f.typ, id: name, kind: f.kind, language: language}
		if ext == ".yaml" {
			r.form = oneRecord
		}
		switch f.path {
		case "content/pages/":
			r.id = below
		case "data/awards/":
			if strings.Contains(below, "/") {
				return route{}, false
			}
		case "content/awards/":
			edition, _, nested := strings.Cut(below, "/")
			if !nested || strings.Count(below, "/") != 1 {
				return route{}, false
			}
			r.edition, r.id = edition, ""
		}
		return r, true
	}
	return route{}, false
}

// unknownFile says that nothing reads a file, with the nearest name that something reads.
func unknownFile(file string) diag.Diagnostic {
	d := diag.UnknownFile.New(diag.Position{File: file}, "nothing reads this file")
	if near := nearestFile(file); near != "" {
		return d.WithHint("did you mean %s?", near)
	}
	switch ext := path.Ext(file); {
	case ext == ".csv":
		return d.WithHint("name it as `values_file:` of a benchmark, or take it out")
	case ext != ".yaml" && ext != ".md":
		return d.WithHint("pictures belong into assets/, files to be copied into static/")
	}
	return d.WithHint("the layout of a site names the folders; take the file out or move it")
}

// nearestFile is a path near to one that a rule of the contract names, or "".
func nearestFile(file string) string {
	for _, wrong := range [][2]string{{".yml", ".yaml"}, {".markdown", ".md"}, {".mdx", ".md"}, {".yaml", ".md"}, {".md", ".yaml"}} {
		if stem, ok := strings.CutSuffix(file, wrong[0]); ok {
			if _, known := routeOf(stem + wrong[1]); known {
				return stem + wrong[1]
			}
		}
	}
	segments := strings.Split(file, "/")
	if len(segments) == 2 { // data/x.yaml
		ext := path.Ext(file)
		var names []string
		for _, name := range []string{"clients", "partners", "terms", "tiers"} {
			names = append(names, name+ext)
		}
		if near := diag.Nearest(segments[1], append(names, "redirects.csv")); near != "" && segments[0] == "data" {
			if _, known := routeOf("data/" + near); known {
				return "data/" + near
			}
		}
		return ""
	}
	inner := map[string][]string{
		"data":    {"awards", "partners", "programme"},
		"content": {"awards", "case-studies", "events", "pages", "resources", "updates"},
	}[segments[0]]
	if near := diag.Nearest(segments[1], inner); near != "" {
		segments[1] = near
		if guess := strings.Join(segments, "/"); guess != file {
			if _, known := routeOf(guess); known {
				return guess
			}
		}
		if near == "programme" && len(segments) == 3 {
			var names []string
			for _, name := range []string{"benchmarks", "featured", "governance", "journey", "opportunities", "press", "roadmap", "scorecard", "surveys"} {
				names = append(names, name+".yaml")
			}
			if near := diag.Nearest(segments[2], names); near != "" {
				return "data/programme/" + near
			}
		}
	}
	return ""
}
