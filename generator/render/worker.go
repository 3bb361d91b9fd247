package render

import (
	"bytes"
	"errors"
	"html/template"
	"strconv"
	"strings"
	"text/template/parse"

	"github.com/plaudit/plaudit/generator/compile"
	"github.com/plaudit/plaudit/generator/diag"
)

// Worker renders pages, one at a time. Each goroutine has its own: the functions of its templates are bound to its state.
type Worker struct {
	theme *Theme
	state *state
	ready map[string]*template.Template
}

// NewWorker makes a worker.
func (t *Theme) NewWorker() *Worker {
	return &Worker{theme: t, state: &state{}, ready: map[string]*template.Template{}}
}

// Page is room for a page, and the page with the shared parts that it has.
type Page = compile.Page

// Memo keeps what partials wrote for values that many pages share. It belongs to one language of one site.
type Memo = compile.Memo

// NewMemo makes the memo of a language. note is asked once for each part that pages share what is to be known of it: the pages' spans
// have that.
func (t *Theme) NewMemo(note func(html []byte) any) *Memo { return t.library.NewMemo(note) }

// Render writes the page of a view with a template of the theme over what page held before. A failure is a diagnostic with the
// template's file and line.
func (w *Worker) Render(page *Page, name string, view any, env Env) (problem diag.Diagnostic, ok bool) {
	p := w.theme.pages[name]
	if p == nil {
		return diag.UnknownPartial.New(diag.Position{}, "the theme has no template pages/%s.html", name), false
	}
	done, err := w.compiled(page, p, view, env)
	if err != nil {
		return p.diagnose(err), false
	}
	if done {
		return problem, true
	}
	t := w.ready[name]
	if t == nil {
		if t, err = p.set(w.state); err != nil {
			return diag.TemplateFailed.New(diag.Position{}, "%v", err), false
		}
		w.ready[name] = t
	}
	w.state.reset(env)
	buf := bytes.NewBuffer(page.HTML[:0])
	err = t.Execute(&limitedBuffer{buf}, view)
	page.HTML, page.Spans = buf.Bytes(), page.Spans[:0]
	if err != nil {
		return p.diagnose(err), false
	}
	return problem, true
}

// limitedBuffer stops a page that never ends.
type limitedBuffer struct{ *bytes.Buffer }

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxBytes {
		return 0, errBytes
	}
	return b.Buffer.Write(p)
}

func (b *limitedBuffer) WriteString(s string) (int, error) {
	if b.Len()+len(s) > maxBytes {
		return 0, errBytes
	}
	return b.Buffer.WriteString(s)
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// escapeError keeps of an error of a trial what html/template says of contexts; that a nil pointer was met says nothing about the
// template.
func escapeError(err error) error {
	var e *template.Error
	if errors.As(err, &e) {
		return err
	}
	return nil
}

// diagnose makes a diagnostic of an error of html/template, whose text begins "template: name:line:column: " or
// "html/template:name:line:column: ".
func (p *page) diagnose(err error) diag.Diagnostic {
	for _, budget := range []error{errSteps, errDepth, errBytes, errString} {
		if errors.Is(err, budget) {
			at := p.place(err)
			if over := (*overBudget)(nil); errors.As(err, &over) {
				at = over.at
			}
			return diag.TemplateBudget.New(at, "the template does not end: %v", budget).
				WithHint("look for a partial that includes itself, or a range inside a range over long lists")
		}
	}
	var e *template.Error
	if errors.As(err, &e) {
		at := diag.Position{File: p.file(e.Name), Line: e.Line}
		if e.Node != nil {
			place, _ := (*parse.Tree)(nil).ErrorContext(e.Node)
			at = p.place(errors.New(place + ":"))
		}
		return diag.BadTemplate.New(at, "%s", e.Description).WithHint("html/template must know where in the page each value stands")
	}
	at := p.place(err)
	text := err.Error()
	if i := strings.LastIndex(text, ">: "); i >= 0 {
		text = text[i+3:]
	}
	if call, why, ok := strings.Cut(text, ": "); ok && strings.HasPrefix(call, "error calling ") {
		text = why
	}
	return diag.TemplateFailed.New(at, "the template fails: %s", text).WithHint("test the value with {{with}} or {{if}} before it is used")
}

// place reads name, line and column of an execution error.
func (p *page) place(err error) diag.Position {
	text := strings.TrimPrefix(strings.TrimPrefix(err.Error(), "html/"), "template: ")
	text = strings.TrimPrefix(text, "template:")
	// Where the error went through several templates the first one named is where it happened.
	parts := strings.SplitN(text, ":", 4)
	if len(parts) < 3 {
		return diag.Position{File: p.file(parts[0])}
	}
	line, err1 := strconv.Atoi(parts[1])
	col, err2 := strconv.Atoi(strings.TrimSpace(parts[2]))
	if err1 != nil {
		return diag.Position{File: p.file(parts[0])}
	}
	if err2 != nil {
		col = -1
	}
	return diag.Position{File: p.file(parts[0]), Line: line, Column: col + 1}
}

func (p *page) file(name string) string {
	if s := p.sources[name]; s != nil {
		return s.file.Name
	}
	return name
}
