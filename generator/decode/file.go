// Package decode turns the bytes of a site's files into records, each value with its place. It alone knows YAML, front
// matter and CSV.
//
// The schema is the record types: their tags name the keys (see package record), their field types say how a text is read. A
// scalar is always read from its text by the type of its field, never by what YAML takes it for, so `country: NO` is Norway and
// `version: 1.10` keeps its zero.
//
// One file's records are a function of its path and its bytes (File); what needs several files, such as translations, is
// done when they are put together (Join). Everything that is wrong is a diagnostic, and decoding goes on behind it.
package decode

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
	"github.com/plaudit/plaudit/generator/source"
)

// maxProblems is how many diagnostics one file may have; what is broken in more places is not that kind of file.
const maxProblems = 1000

// Part is what one file says.
type Part struct {
	Path     string
	Language string // of a translation, as the file's name has it; "" for an original
	Edition  string // of a result in a file of its own
	// Value is a pointer to a record type, or to a slice of one: *record.Partner, *[]record.Client, *[]record.LockLine …;
	// nil for a file that says nothing.
	Value    any
	Problems []diag.Diagnostic
}

// File decodes one file. It is a function of the path, below the site's folder, and the bytes, which it does not keep.
func File(file string, data []byte) Part { return fileIn(new(room), file, data) }

// fileIn is File in a room that may have been used before; nothing of the Part stays in it.
func fileIn(room *room, file string, data []byte) Part {
	p := Part{Path: file}
	r, known := routeOf(file)
	if !known {
		p.Problems = []diag.Diagnostic{unknownFile(file)}
		return p
	}
	p.Language, p.Edition = r.language, r.edition
	text, _, err := source.Text(data)
	if err != nil {
		problem := diag.BadEncoding.New(diag.Position{File: file}, "%v", err)
		if e, ok := err.(*source.EncodingError); ok {
			problem = e.Diagnostic(file)
		}
		p.Problems = []diag.Diagnostic{problem}
		if r.typ != nil {
			p.Value = (&decoder{file: file, translation: r.language != ""}).stub(r)
		}
		return p
	}
	d := decoder{file: file, room: room, src: newOriginal(text), translation: r.language != ""}
	d.fileName(r)
	switch r.form {
	case lines:
		p.Value = d.lock(text)
	case redirects:
		p.Value = d.redirects(text)
	case values:
		p.Value = d.values(text)
	case entries:
		p.Value = d.entries(r, text)
	case markdown:
		p.Value = d.markdown(r, text)
	default:
		p.Value = d.one(r, text)
	}
	if len(d.problems) > maxProblems {
		d.problems = d.problems[:maxProblems]
		last := &d.problems[maxProblems-1]
		*last = last.WithNote(diag.Position{File: file}, "the file has more problems than are shown")
	}
	p.Problems = d.problems
	return p
}

// fileName checks the ids that a file's name gives.
func (d *decoder) fileName(r route) {
	ids := strings.Split(r.id, "/")
	if r.edition != "" {
		ids = []string{r.edition}
	}
	if r.typ == nil || r.id == "" && r.edition == "" {
		return
	}
	for i, id := range ids {
		kind := r.kind
		if i > 0 {
			kind = sitepath.AnyKind
		}
		problem, hint := sitepath.CheckID(id)
		at := diag.Position{File: d.file}
		switch {
		case problem != "" && !sitepath.Reserved(sitepath.AnyKind, id):
			d.add(diag.BadID.New(at, "the file's name is an id, and %s", problem).WithHint("%s", hint))
		case problem != "" || sitepath.Reserved(kind, id):
			d.add(diag.ReservedID.New(at, "the file's name is an id, and %s is reserved", quote(id)).WithHint("choose another, such as %s", quote(id+"-1")))
		}
	}
}

func (d *decoder) parse(text []byte, line int) *node {
	if d.room == nil {
		d.room = new(room)
	}
	return parseIn(d.room, d.file, text, line, &d.problems)
}

// root parses a file's text, or its front matter, and says what is missing in an empty one.
func (d *decoder) root(text []byte, before int, empty string) *node {
	count := len(d.problems)
	n := d.parse(text, before)
	if n == nil && len(d.problems) == count {
		d.add(diag.EmptyFile.New(diag.Position{File: d.file}, "the file has no data").WithHint("%s", empty))
	}
	if n != nil && n.kind == null {
		d.add(diag.EmptyFile.New(diag.Position{File: d.file}, "the file has no data").WithHint("%s", empty))
		return nil
	}
	return n
}

// one decodes a file that is one record.
func (d *decoder) one(r route, text []byte) any {
	v := reflect.New(r.typ)
	hint := "write its keys, or take the file out"
	if r.typ == reflect.TypeFor[record.Config]() {
		hint = "write at least `title:` and `organization:` with a `name:`"
	}
	n := d.root(text, 0, hint)
	if n == nil || !d.record(tableOf(r.typ), &field{key: path.Base(d.file), whole: true}, n, v.Elem(), inFile) {
		return d.stub(r)
	}
	d.named(r, v)
	switch record := v.Interface().(type) {
	case *record.Config:
		d.config(n, record)
	case *record.Terms:
		d.terms(n, record)
	}
	return v.Interface()
}

// stub is the record of a file that cannot be read: known by its id, so that one mistake in it does not make every
// reference to it dangle. Its file has an error, so nothing is published with it.
func (d *decoder) stub(r route) any {
	t := tableOf(r.typ)
	if d.translation || t.head == nil || r.id == "" {
		return nil
	}
	v := reflect.New(r.typ)
	head := v.Elem().FieldByIndex(t.head).Addr().Interface().(*record.Head)
	head.File, head.Here = d.file, record.At{Line: 1, Column: 1}
	d.named(r, v)
	return v.Interface()
}

// named sets the id that a file's name gives.
func (d *decoder) named(r route, v reflect.Value) {
	if t := tableOf(r.typ); t.head != nil && r.id != "" {
		v.Elem().FieldByIndex(t.head).Addr().Interface().(*record.Head).Id.S = r.id
	}
}

// entries decodes a file that is a list of records.
func (d *decoder) entries(r route, text []byte) any {
	n := d.root(text, 0, "write [] for an empty list, or take the file out")
	if n == nil {
		return nil
	}
	f := field{key: path.Base(d.file), typ: reflect.SliceOf(r.typ)}
	f.inner()
	v := reflect.New(f.typ)
	if !readList(d, &f, n, v.Elem()) {
		return nil
	}
	return v.Interface()
}

// markdown decodes front matter and body.
func (d *decoder) markdown(r route, text []byte) any {
	if len(strings.TrimSpace(string(text[:min(len(text), 1000)]))) == 0 && isBlank(string(text)) {
		d.add(diag.EmptyFile.New(diag.Position{File: d.file}, "the file is empty").WithHint("begin it with front matter between two lines ---"))
		return d.stub(r)
	}
	p, problem := split(d.file, text)
	if problem != nil {
		d.add(*problem)
		return d.stub(r)
	}
	v := reflect.New(r.typ)
	count := len(d.problems)
	n := d.parse(p.matter, p.matterLine)
	if n == nil && len(d.problems) > count {
		return d.stub(r)
	}
	if n == nil {
		n = &node{kind: mapping, line: 1, column: 1}
	}
	from := inFile
	if r.edition != "" {
		from = inKey
	}
	if !d.record(tableOf(r.typ), &field{key: "the front matter", whole: true}, n, v.Elem(), from) {
		return d.stub(r)
	}
	d.named(r, v)
	if body := bodyText(p.body); !isBlank(body) {
		d.body(v.Interface(), record.Markdown{Text: record.Text{S: body, At: record.At{Line: uint32(p.bodyLine) + 1, Column: 1}}})
	}
	return v.Interface()
}

// body puts a file's body where the record keeps it.
func (d *decoder) body(v any, body record.Markdown) {
	switch r := v.(type) {
	case *record.CaseStudy:
		r.Body = body
	case *record.Page:
		r.Body = body
	case *record.Update:
		r.Body = body
	case *record.Resource:
		r.Body = body
	case *record.Event:
		r.Body = body
	case *record.Result:
		if r.Citation.Given() {
			d.add(diag.TwoAlternatives.New(r.Citation.In(d.file), "the citation stands in the front matter and in the body").
				WithNote(body.In(d.file), "the body begins here").WithHint("keep one of the two"))
			return
		}
		r.Citation = body
	}
}

// config finishes plaudit.yaml.
func (d *decoder) config(n *node, c *record.Config) {
	c.File = d.file
	n = n.resolved()
	for i := 0; i+1 < len(n.children); i += 2 {
		if options := n.children[i+1].resolved(); n.children[i].text == "theme_options" && options.kind == mapping {
			c.OptionsAt = make(map[string]record.At, len(options.children)/2)
			for j := 0; j+1 < len(options.children); j += 2 {
				c.OptionsAt[strings.Clone(options.children[j].text)] = place(&options.children[j])
			}
		}
	}
	for i := range c.Redirects {
		c.Redirects[i].File = d.file
	}
	d.diagnosticRules(c)
}

// diagnosticRules checks that only warnings are changed, and to what.
func (d *decoder) diagnosticRules(c *record.Config) {
	var warnings []string
	for _, code := range diag.Codes {
		if code.Severity == diag.Warning {
			warnings = append(warnings, code.ID)
		}
	}
	kept := c.Diagnostics[:0]
	for _, rule := range c.Diagnostics {
		at := &node{line: rule.Code.Line, column: rule.Code.Column, text: rule.Code.S}
		if !slices.Contains(warnings, rule.Code.S) {
			p := d.fault(diag.BadChoice, at, "%s is the code of no warning, and only warnings can be changed", quote(rule.Code.S))
			if near := diag.Nearest(rule.Code.S, warnings); near != "" && len(rule.Code.S) != len(near) {
				p = p.WithHint("did you mean %q?", near)
			}
			d.add(p)
			continue
		}
		at = &node{line: rule.Level.Line, column: rule.Level.Column, text: rule.Level.S}
		if d.choice([]string{"off", "warning", "error"}, rule.Code.S, at, rule.Level.S) {
			kept = append(kept, rule)
		}
	}
	c.Diagnostics = kept
}

// terms notes which lists stand in the file: those taxonomies are closed.
func (d *decoder) terms(n *node, t *record.Terms) {
	t.File, t.Closed = d.file, map[string]bool{}
	n = n.resolved()
	for i := 0; i+1 < len(n.children); i += 2 {
		if n.children[i+1].resolved().kind == list {
			t.Closed[strings.Clone(n.children[i].text)] = true
		}
	}
}
