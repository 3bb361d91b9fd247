package generator

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"html"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/check"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/publish"
	"github.com/plaudit/plaudit/generator/render"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
	"github.com/plaudit/plaudit/generator/view"
)

// producer makes the bytes of every output of a plan.
type producer struct {
	*prepared
	sink   sink
	speech map[*site.Site]*speech
	book   *check.Book
	pages  []check.PageFacts // in the order of the plan
	number []int32           // of the plan's outputs: which page each is; other files have none
	read   []bool            // which of the pages have been made, or kept
	at     map[string]int    // index of a page by its path

	last     *recall             // of the build before; nil: nothing is kept
	world    [sha256.Size]byte   // see worldOf
	keys     [][sha256.Size]byte // of the pages; nil: nothing will be remembered
	kept     []bool              // which of the pages were kept
	index    *check.Index
	joint    check.Whole // what the pages are held together with
	withheld *check.Words
	exports  *exports
	proofs   *proofs
}

// speech is what a language needs.
type speech struct {
	locale *locale.Locale
	views  *view.Builder
	env    render.Env
}

// produce renders every output, in parallel, each alone, hands it to the sink and lets its bytes go; what the pages say of
// themselves is kept and judged together in the end. Mistakes are added to the problems; the error is the machine's.
func (p *prepared) produce(ctx context.Context, to sink) error {
	if p.theme == nil {
		return nil // the problems say why
	}
	p.begin("render")
	p.files.sink, p.files.base = to, plan.AddressesOf(p.whole.Sites[0]).Base()
	m := &producer{prepared: p, sink: to, book: check.NewBook(), speech: map[*site.Site]*speech{}}
	m.withheld = m.newWords()
	if m.expect(); ctx.Err() != nil {
		return ctx.Err() // a preview's check is ended by the next change, which waits for it
	}
	m.proofs = newProofs(m)
	for _, s := range p.whole.Sites {
		m.speech[s] = m.speak(s)
	}
	m.exports = newExports(m)
	if m.remember(); ctx.Err() != nil {
		return ctx.Err()
	}
	readers, err := m.all(ctx)
	if p.files.encodings.left() > 0 {
		p.begin("pictures")
	}
	if err := p.files.encodings.finish(err); err != nil {
		return err
	}
	if err := p.files.failed(); err != nil {
		return fmt.Errorf("writing: %w", err)
	}
	m.count()
	p.begin("check")
	if m.keys != nil {
		p.recall = m.recallNow(readers)
	}
	m.judge()
	return nil
}

// speak makes what a language needs.
func (p *producer) speak(s *site.Site) *speech {
	catalog := p.look.catalogs[s.Language]
	// Direction, dates, numbers and names are of the page's language, even where the theme's texts are of another: of German for
	// Austria, or of English for want of any.
	l, err := locale.For(s.Language)
	if err != nil {
		l = catalog.Locale() // decode has said what is wrong with the tag
	}
	return &speech{
		locale: l,
		views: view.New(s, p.plan, view.Env{Locale: l, Catalog: catalog, Picture: p.files.picture, File: p.files.other,
			Proof: p.proofs.version, Embed: p.proofs.embed(s)}, &p.problems),
		env: render.Env{
			Text: catalog.T,
			Has:  catalog.Has,
			Asset: func(name string) (render.Asset, bool) {
				one := p.files.asset(name)
				return render.Asset{URL: one.src, Integrity: one.integrity}, one.src != ""
			},
			Number: l.Integer,
			Option: p.look.option,
			Memo:   p.theme.NewMemo(func(html []byte) any { return part{check.NewPart(p.book, html), p.withheld.Quiet(html)} }),
		},
	}
}

// part is what is known of a part that pages share.
type part struct {
	facts *check.Part
	quiet bool // no withheld word begins in it
}

// expect notes the pages that will be made.
func (m *producer) expect() {
	n := 0
	for _, o := range m.plan.Outputs {
		if o.HTML {
			n++
		}
	}
	m.pages, m.number, m.at = make([]check.PageFacts, 0, n), make([]int32, len(m.plan.Outputs)), make(map[string]int, n)
	m.read, m.kept = make([]bool, n), make([]bool, n)
	for i, o := range m.plan.Outputs {
		if o.HTML {
			m.number[i], m.at[o.Path] = int32(len(m.pages)), len(m.pages)
			m.pages = append(m.pages, check.PageFacts{Path: o.Path, Address: o.Address, Kind: string(o.Kind), Same: m.same(o), Alone: alone(o), At: o.Position()})
		}
	}
	m.joint = m.together()
	m.book.Origin = m.joint.Origin
	m.index = check.NewIndex(m.joint)
}

// all makes the outputs with as many workers as there are cores.
func (m *producer) all(ctx context.Context) ([]*check.Reader, error) {
	readers, err := m.each(ctx, (*worker).safely)
	if err != nil {
		return nil, err
	}
	check.NoteLinked(m.pages, readers)
	if m.last == nil || m.linked() {
		return readers, nil
	}
	// Of some page it cannot be told whether a kept one links to it: those are read again, and not written.
	again, err := m.each(ctx, (*worker).readKept)
	check.NoteLinked(m.pages, again)
	return append(readers, again...), err
}

// each does something with every output, with as many workers as there are cores.
func (m *producer) each(ctx context.Context, do func(w *worker, i int, o *plan.Output) error) ([]*check.Reader, error) {
	jobs := m.in.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var next, done atomic.Int64
	var wg sync.WaitGroup
	errs, readers := make([]error, jobs), make([]*check.Reader, jobs)
	for j := range jobs {
		readers[j] = m.index.NewReader(m.keys != nil)
		wg.Go(func() {
			w := worker{producer: m, render: m.theme.NewWorker(), reader: readers[j]}
			for {
				i := int(next.Add(1)) - 1
				if i >= len(m.plan.Outputs) || ctx.Err() != nil {
					return
				}
				if err := do(&w, i, m.plan.Outputs[i]); err != nil {
					errs[j] = err
					next.Store(int64(len(m.plan.Outputs))) // nobody begins another
					return
				}
				if n := done.Add(1); m.in.Progress != nil && n%64 == 0 {
					m.in.Progress("render", int(n), len(m.plan.Outputs))
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return readers, ctx.Err()
}

// worker makes one output after the other.
type worker struct {
	*producer
	render *render.Worker
	reader *check.Reader
	html   render.Page
	placed []check.Placed
}

// safely makes an output. A panic, which is a mistake of the program, becomes an error here and nowhere else: it would end the
// process from a goroutine without a word about which page it was.
func (w *worker) safely(i int, o *plan.Output) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error while making %s: %v\n%s", o.Path, r, debug.Stack())
		}
	}()
	if w.in.Measure {
		err = w.stats.measured(o, func() error { return w.make(i, o) })
	} else {
		err = w.make(i, o)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", o.Path, err)
	}
	return nil
}

func (w *worker) make(i int, o *plan.Output) error {
	switch {
	case o.HTML:
		return w.page(int(w.number[i]), o)
	case o.Kind == plan.Static:
		return w.static(o)
	case isSigned(o.Kind):
		return w.signed(o)
	case plan.Drawn(o.Kind):
		return w.proof(o)
	}
	for _, f := range w.exports.make(o) {
		if err := w.write(f.Path, f.Bytes); err != nil {
			return err
		}
	}
	return nil
}

func (w *worker) page(i int, o *plan.Output) error {
	if !w.theme.Has(o.Template) {
		return nil // loading the theme has said why
	}
	s := w.speech[o.Site]
	if w.last != nil && w.keep(i, o, w.keyOf(o, s.views.Key(o))) {
		return nil
	}
	before := w.problems.Len()
	v := s.views.View(o)
	problem, ok := w.render.Render(&w.html, o.Template, v, s.env)
	if !ok {
		w.problems.Add(problem)
		return nil
	}
	w.place()
	w.pages[i].Facts, w.read[i] = w.reader.Read(i, w.html.HTML, w.placed), true
	w.leaks(o.Path, w.html.HTML, w.withheld.FindIn(w.html.HTML, w.placed))
	to, ok := w.sink.(keeper)
	// A page that a diagnostic may be about is made each time: what another worker said meanwhile counts, too.
	if !ok || w.keys == nil || w.problems.Len() != before {
		return w.sink.Write(o.Path, w.html.HTML)
	}
	w.keys[i] = w.keyOf(o, s.views.Digest(v))
	return to.WriteMade(o.Path, w.html.HTML, publish.Key(w.keys[i]))
}

// place notes where the parts stand that the page has in common with others.
func (w *worker) place() {
	w.placed = w.placed[:0]
	for _, span := range w.html.Spans {
		known := span.Note.(part)
		w.placed = append(w.placed, check.Placed{At: span.At, Len: span.Len, Part: known.facts, Quiet: known.quiet})
	}
}

// readKept reads a page that was kept: it is made again for that, and not written.
func (w *worker) readKept(output int, o *plan.Output) error {
	i := int(w.number[output])
	if !o.HTML || !w.kept[i] {
		return nil
	}
	s := w.speech[o.Site]
	if _, ok := w.render.Render(&w.html, o.Template, s.views.View(o), s.env); ok {
		w.place()
		w.reader.Read(i, w.html.HTML, w.placed)
	}
	return nil
}

// count tells how many pages were kept and how many made.
func (m *producer) count() {
	kept, made := 0, 0
	for i := range m.read {
		switch {
		case m.kept[i]:
			kept++
		case m.read[i]:
			made++
		}
	}
	m.stats.count(kept, made)
}

// alone says whether a page is complete without a link to it: a former partner keeps its profile, and leaves every list.
func alone(o *plan.Output) bool {
	p, ok := o.Subject.(*site.Partner)
	return ok && p.Former
}

// same is what a page's copies in other languages have in common.
func (m *producer) same(o *plan.Output) string {
	if o.Site.Original {
		return o.Address
	}
	return strings.TrimPrefix(o.Address, plan.AddressesOf(o.Site).Home())
}

func (w *worker) static(o *plan.Output) error {
	name := "static/" + o.Path
	data, err := w.tree.ReadFile(name)
	if err != nil {
		w.problems.Add(source.Problem(name, err))
		return nil
	}
	return w.write(o.Path, data)
}

// write hands an output over, and searches it for what is withheld.
func (m *producer) write(path string, data []byte) error {
	m.leaks(path, data, m.withheld.Find(data))
	return put(m.sink, path, data)
}

// leaks names the withheld words that an output contains.
func (m *producer) leaks(path string, data []byte, words []string) {
	for _, word := range words {
		m.problems.Add(diag.WithheldWord.New(m.leaked(path, data, word), "the output contains %q, which is withheld", word).
			WithWidth(utf8.RuneCountInString(word)).
			WithHint("take it out of the text or the static file that names it, or wait until it may be seen"))
	}
}

// judge holds the facts of all pages together.
func (m *producer) judge() {
	for i := range m.pages {
		if !m.read[i] {
			m.pages[i].Path = "" // it could not be made, and that has been said
		}
	}
	m.joint.Pages = slices.DeleteFunc(m.pages, func(f check.PageFacts) bool { return f.Path == "" })
	if title := m.whole.Sites[0].Title; !title.Given() {
		for i := range m.joint.Pages {
			p := &m.joint.Pages[i]
			p.Title = cmp.Or(p.Title, p.Path) // that the site has none has been said
		}
	}
	check.Join(m.joint, &m.problems)
}

// together is what the pages are held together with.
func (m *producer) together() check.Whole {
	a := plan.AddressesOf(m.whole.Sites[0])
	redirects := map[string]string{}
	var patterns []string
	for _, r := range m.plan.Redirects {
		from := strings.TrimPrefix(r.From, "/")
		if prefix, ok := strings.CutSuffix(from, "*"); ok {
			patterns = append(patterns, prefix)
		} else if o, taken := m.plan.At(plan.OutputOf(from)); taken && o.Kind != plan.Redirect {
			continue // it has been refused
		} else if _, known := redirects[from]; !known {
			redirects[from] = r.To
		}
	}
	return check.Whole{
		Origin: a.Origin(), Base: a.Base(), Book: m.book, Pages: m.pages,
		Exists: func(path string) bool {
			_, planned := m.plan.At(path)
			return planned || m.files.made(path)
		},
		Redirects: redirects,
		Redirected: func(address string) bool {
			return slices.ContainsFunc(patterns, func(prefix string) bool { return strings.HasPrefix(address, prefix) })
		},
		FromBody: m.fromBody,
		Written:  m.written,
	}
}

// fromBody says whether a link of a page comes from an editor's text: the page's view is made again and its prose searched. It
// is asked of broken links only.
func (m *producer) fromBody(path, href string) bool {
	o, ok := m.plan.At(path)
	if !ok || !o.HTML {
		return false
	}
	link := `href="` + html.EscapeString(href) + `"`
	found := false
	eachProse(reflect.ValueOf(m.speech[o.Site].views.View(o)), func(p view.Prose) {
		found = found || strings.Contains(string(p.HTML), link)
	})
	return found
}

// eachProse calls fn for every view.Prose in a view.
func eachProse(v reflect.Value, fn func(view.Prose)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachProse(v.Elem(), fn)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachProse(v.Index(i), fn)
		}
	case reflect.Struct:
		if p, ok := v.Interface().(view.Prose); ok {
			fn(p)
			return
		}
		for i := range v.NumField() {
			eachProse(v.Field(i), fn)
		}
	}
}
