// Package render turns views into HTML with the templates of a theme, in the syntax and with the escaping of html/template. Only it and
// package compile, which makes the same bytes faster, know that one.
//
// A theme's files are merged by the caller (the site's own over the built-in ones). Load parses every page template together with
// base.html and the partials, checks each against the static type of its view, takes white space out, and puts a budget
// into it: a template that does not end is stopped with a diagnostic.
package render

import (
	"bytes"
	"cmp"
	"html/template"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"github.com/plaudit/plaudit/generator/compile"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/view"
)

// File is a file of a theme. Name is how diagnostics call it.
type File struct {
	Name string
	Data []byte
}

// Theme is a set of checked templates. It does not change; workers render with it.
type Theme struct {
	pages   map[string]*page // by template name: "partner"
	library *compile.Library
	files   map[string]parsed // what was parsed, by the names of files
}

// page is base.html with the partials and one page template.
type page struct {
	sources map[string]*source // by template name
	first   string             // where the page begins
	view    reflect.Type

	program *compile.Program // nil: html/template renders the page
}

// Asset is a published file of the theme, as templates see it.
type Asset struct{ URL, Integrity string }

// Env is what the functions of templates answer in one language.
type Env struct {
	Text   func(key string, args ...any) string // an interface text
	Has    func(key string) bool                // whether there is such a text
	Asset  func(name string) (Asset, bool)
	Number func(n int) string
	Option func(name string) string // the value of a theme option
	Memo   *Memo                    // of the language; nil: no part of a page is shared
}

// Names says which interface texts, assets and options there are, for templates that name them literally.
type Names struct {
	Text, Asset, Option func(name string) bool
	// Near gives a hint at the nearest one, or "", for "text", "asset" and "option"; it may be nil.
	Near func(what, name string) string
}

func (n Names) near(what, name, otherwise string) string {
	if n.Near != nil {
		return cmp.Or(n.Near(what, name), otherwise)
	}
	return otherwise
}

// Load reads the templates of a theme: templates/base.html, templates/partials/*.html, templates/pages/*.html. views gives the
// zero view of each page template; a page template without one is a layout that records may ask for (`layout:`), and
// is checked where it is asked for.
func Load(files map[string]File, views map[string]any, names Names, problems *diag.List) *Theme {
	return parseAll(files, views, names, problems, nil)
}

// Draft is Load for who wants to see a page at once: templates are parsed, and neither checked nor compiled. What they write is the same,
// more slowly; a mistake in one is told by the page that meets it, or not at all. Of an earlier theme it takes the files that are the same. ok is
// false when a template cannot even be parsed.
func Draft(files map[string]File, views map[string]any, earlier *Theme) (t *Theme, ok bool) {
	var problems diag.List
	t = parseAll(files, views, Names{}, &problems, earlier)
	return t, problems.Len() == 0
}

// parseAll loads a theme: as a draft, if an earlier one is given.
func parseAll(files map[string]File, views map[string]any, names Names, problems *diag.List, earlier *Theme) *Theme {
	draft := earlier != nil
	l := loader{names: names, problems: problems, library: &compile.Library{Funcs: programFuncs(), Shares: view.Shares}, files: map[string]parsed{}}
	if draft {
		l.earlier = earlier.files
	}
	base, ok := files["templates/base.html"]
	if !ok {
		problems.Add(diag.BadTemplate.New(diag.Position{File: "theme.yaml"}, "the theme has no templates/base.html").WithHint("add it, or name a `parent`"))
		return nil
	}
	shared := map[string]*source{}
	first := "base.html" // where a page begins
	whole := l.parse(base, first, shared)
	if !whole {
		first = "main" // the pages are checked all the same, and named in the same run
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if dir, file := path.Split(name); dir == "templates/partials/" && strings.HasSuffix(file, ".html") {
			if called := strings.TrimSuffix(file, ".html"); !l.parse(files[name], called, shared) {
				shared[called] = emptySource(files[name]) // it is there, and its mistake has been named
			}
		}
	}
	l.shared = shared
	theme := &Theme{pages: map[string]*page{}, library: l.library, files: l.files}
	for _, kind := range slices.Sorted(maps.Keys(views)) {
		own := maps.Clone(shared)
		file, ok := files["templates/pages/"+kind+".html"]
		if !ok {
			problems.Add(diag.UnknownPartial.New(diag.Position{File: base.Name}, "the theme has no template pages/%s.html", kind).
				WithHint("add it; what it sees is described in docs/themes.md"))
			continue
		}
		if !l.parse(file, "pages/"+kind, own) {
			continue
		}
		if draft {
			theme.pages[kind] = &page{sources: own, first: first, view: reflect.TypeOf(views[kind])}
			continue
		}
		if !l.check(own, first, reflect.TypeOf(views[kind])) || !whole {
			continue
		}
		if p := l.build(own, first, reflect.TypeOf(views[kind])); p != nil {
			theme.pages[kind] = p
		}
	}
	return theme
}

// Has says whether there is a page template of a name.
func (t *Theme) Has(name string) bool { return t.pages[name] != nil }

// Files are the names of the files that the pages of a template are made of, sorted.
func (t *Theme) Files(name string) []string {
	p := t.pages[name]
	if p == nil {
		return nil
	}
	var files []string
	for template := range p.reached() {
		files = append(files, p.sources[template].file.Name)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// Names are the page templates, sorted.
func (t *Theme) Names() []string { return slices.Sorted(maps.Keys(t.pages)) }

// Takes says what each template of a theme is handed, by its name: the pages' views for base.html and its blocks, and what partials are called
// with. The types are sorted by name; one that is not known beforehand is left out.
func Takes(files map[string]File, views map[string]any) map[string][]reflect.Type {
	anything := func(string) bool { return true }
	var problems diag.List
	l := loader{names: Names{Text: anything, Asset: anything, Option: anything}, problems: &problems, files: map[string]parsed{}}
	shared := map[string]*source{}
	l.parse(files["templates/base.html"], "base.html", shared)
	for name, f := range files {
		if dir, file := path.Split(name); dir == "templates/partials/" {
			l.parse(f, strings.TrimSuffix(file, ".html"), shared)
		}
	}
	takes := map[string][]reflect.Type{}
	for kind, v := range views {
		own := maps.Clone(shared)
		l.parse(files["templates/pages/"+kind+".html"], "pages/"+kind, own)
		c := checker{loader: &l, sources: own, seen: map[visit]bool{}, ok: true}
		c.template("base.html", reflect.TypeOf(v))
		for seen := range c.seen {
			if seen.dot != nil && !slices.Contains(takes[seen.name], deref(seen.dot)) {
				takes[seen.name] = append(takes[seen.name], deref(seen.dot))
			}
		}
	}
	for _, types := range takes {
		slices.SortFunc(types, func(a, b reflect.Type) int { return cmp.Compare(describe(a), describe(b)) })
	}
	return takes
}

// source is one parsed template with the file that it stands in.
type source struct {
	file File
	tree *parse.Tree // as written, to check
	lean *parse.Tree // minified and with a budget, to execute
}

// emptySource stands for a file that cannot be parsed.
func emptySource(f File) *source {
	empty := func() *parse.Tree { return &parse.Tree{Root: &parse.ListNode{NodeType: parse.NodeList}} }
	return &source{file: f, tree: empty(), lean: empty()}
}

type loader struct {
	names    Names
	problems *diag.List
	library  *compile.Library
	shared   map[string]*source // base.html and the partials, that pages may define anew
	files    map[string]parsed  // what was parsed, by the names of files
	earlier  map[string]parsed  // and what an earlier theme had
}

// common says which templates of a page are those that all pages have, and call no others.
func (l *loader) common(own map[string]*source) func(name string) bool {
	known := map[string]bool{}
	return func(name string) bool {
		same, done := known[name]
		if !done {
			same = l.sameEverywhere(own, name, map[string]bool{})
			known[name] = same
		}
		return same
	}
}

func (l *loader) sameEverywhere(own map[string]*source, name string, seen map[string]bool) bool {
	if seen[name] {
		return true
	}
	seen[name] = true
	s := own[name]
	return s != nil && s == l.shared[name] && !slices.ContainsFunc(calls(nil, s.lean.Root), func(callee string) bool {
		return !l.sameEverywhere(own, callee, seen)
	})
}

// calls appends the names of the templates that a list calls.
func calls(names []string, list *parse.ListNode) []string {
	if list == nil {
		return names
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TemplateNode:
			names = append(names, n.Name)
		case *parse.IfNode:
			names = calls(calls(names, n.List), n.ElseList)
		case *parse.WithNode:
			names = calls(calls(names, n.List), n.ElseList)
		case *parse.RangeNode:
			names = calls(calls(names, n.List), n.ElseList)
		}
	}
	return names
}

// parse adds a file's templates (itself under name, and those that it defines) to a set.
func (l *loader) parse(f File, name string, into map[string]*source) bool {
	p, known := l.earlier[f.Name]
	if !known || !bytes.Equal(p.data, f.Data) {
		var err error
		if p, err = parseFile(f); err != nil {
			l.problems.Add(l.syntax(f, err))
			return false
		}
	}
	l.files[f.Name] = p
	for _, d := range p.definitions {
		defined := d.name
		if defined == f.Name {
			if parse.IsEmptyTree(d.tree.Root) && into[name] != nil {
				continue
			}
			defined = name
		}
		// A `block` is a definition with a default: what is defined later, by a page, comes instead of it.
		into[defined] = d.source
	}
	return true
}

// parsed is a file of templates that was read. Nothing in it is changed any more.
type parsed struct {
	data        []byte
	definitions []definition // by name
}

// definition is a template of a file, or with the file's name what stands outside of those.
type definition struct {
	name string
	*source
}

func parseFile(f File) (parsed, error) {
	trees := map[string]*parse.Tree{}
	tree := parse.New(f.Name)
	tree.Mode = parse.ParseComments | parse.SkipFuncCheck // the check names unknown functions, with all else that is wrong
	if _, err := tree.Parse(string(f.Data), "{{", "}}", trees, builtins, stubs); err != nil {
		return parsed{}, err
	}
	p := parsed{data: f.Data}
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		lean := trees[name].Copy()
		minify(lean)
		limit(lean, f)
		p.definitions = append(p.definitions, definition{name, &source{file: f, tree: trees[name], lean: lean}})
	}
	return p, nil
}

var (
	errorLine = regexp.MustCompile(`^template: (.*?):(\d+)(?::(\d+))?: (.*)$`)
)

// syntax makes a diagnostic of an error of the parser.
func (l *loader) syntax(f File, err error) diag.Diagnostic {
	at, text := diag.Position{File: f.Name}, err.Error()
	if m := errorLine.FindStringSubmatch(text); m != nil {
		at.Line, _ = strconv.Atoi(m[2])
		text = m[4]
	}
	what, hint := inWords(text)
	at.Line = min(at.Line, lines(f.Data)) // what is never closed is found behind the last one
	return diag.BadTemplate.New(at, "%s", what).WithHint("%s", hint)
}

// inWords says the common errors of the parser in our words, with what to do.
func inWords(text string) (what, hint string) {
	switch {
	case text == "unexpected EOF":
		return "the template ends before an {{end}} that it needs", "close each {{if}}, {{range}}, {{with}}, {{block}} and {{define}} with {{end}}"
	case strings.HasPrefix(text, "unexpected {{end}}"):
		return "an {{end}} that closes nothing", "take it out, or add the {{if}}, {{range}} or {{with}} before it"
	case strings.HasPrefix(text, "unclosed action"):
		return "an action that is never closed", "close it with }}"
	case strings.HasPrefix(text, "unterminated"):
		return "a quote that is never closed", "close it in the same line"
	case strings.HasPrefix(text, "undefined variable"):
		return text, "a variable begins with $ and holds from where it is set to the {{end}} of its block"
	}
	return text, "the syntax is that of Go's html/template"
}

// lines is how many lines a text has.
func lines(data []byte) int {
	n := strings.Count(string(data), "\n")
	if len(data) == 0 || data[len(data)-1] != '\n' {
		n++
	}
	return n
}

// build makes a page of templates that are minified and have a budget. html/template finds their contexts at the first execution; a mistake
// there is one of the template, whatever the data.
func (l *loader) build(sources map[string]*source, first string, viewType reflect.Type) *page {
	p := &page{sources: sources, first: first, view: viewType}
	set, err := p.set(&state{env: noEnv})
	if err == nil {
		err = escapeError(set.Execute(discard{}, reflect.New(viewType.Elem()).Interface()))
	}
	if err != nil {
		l.problems.Add(p.diagnose(err))
		return nil
	}
	if program, err := l.library.Compile(set, first, viewType, l.common(sources)); err == nil {
		p.program = program
	}
	return p
}

// set makes the templates of the page that are called from its first one. Executing them changes them, so who executes them has a set of
// his own.
func (p *page) set(s *state) (*template.Template, error) {
	set := template.New(p.first).Funcs(funcs(s))
	for name := range p.reached() {
		tree := p.sources[name].lean.Copy()
		tree.Name = name
		if _, err := set.AddParseTree(name, tree); err != nil {
			return nil, err
		}
	}
	return set.Lookup(p.first), nil
}

// reached are the templates that the first one calls, itself included.
func (p *page) reached() map[string]bool {
	reached := map[string]bool{p.first: true}
	for next := []string{p.first}; len(next) > 0; {
		name := next[len(next)-1]
		next = next[:len(next)-1]
		for _, callee := range calls(nil, p.sources[name].lean.Root) {
			if !reached[callee] && p.sources[callee] != nil {
				reached[callee] = true
				next = append(next, callee)
			}
		}
	}
	return reached
}
