// Package generator builds a site: the pipeline of ARCHITECTURE.md, readable from top to bottom. Files become records, records a
// site at one instant, the site a plan of every output, each output bytes and facts about them; the facts are
// checked, and then the bytes are published in one step.
package generator

import (
	"context"
	"fmt"
	"time"

	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/publish"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/render"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

// Input is what a build depends on, beside the site's files.
type Input struct {
	Dir     string    // the site's folder
	Now     time.Time // the clock
	BaseURL string    // overrides base_url; empty: as configured
	Drafts  bool      // drafts are shown, too
	Future  bool      // what only the clock withholds is shown, too
	Jobs    int       // how much is done at once; 0: one for each core
	Version string    // of the program
	Program string    // tells the program from every other one, such as by its digest; empty: no build is remembered
	Cache   string    // folder for what later builds may use again; empty: none
	// VerifyCache reads every source file, whatever its times say.
	VerifyCache bool
	// CodeCache is a folder for machine code that is made of what the program embeds; empty: none. It must not be part of a site, nor
	// may anybody else write to it: what is in it is run.
	CodeCache string
	// Secret gets the text of the signing key from the place that credentials.key names (env:NAME or file:PATH). Its errors are
	// ErrNoSecret, ErrSecretInSite or one that may be shown. nil: nothing is signed.
	Secret   func(place string) (string, error)
	Measure  bool                               // Stats names the templates and outputs that took longest
	Progress func(step string, done, total int) // called now and then, from any goroutine; may be nil

	sketch bool // for tests that are about what is drawn of what, and not about the drawing: see sketches
}

// Result is what a run found out.
type Result struct {
	Problems  []diag.Diagnostic // sorted, with the levels that the site sets
	Kinds     []KindCount       // planned outputs by kind, most first
	Fresh     int               // permanent addresses that plaudit.lock does not have
	Next      time.Time         // when the same sources give another site; zero: never
	Unsigned  bool              // there are certificates, and plaudit.yaml names no key to sign them
	Published *publish.Report   // nil when nothing was published
	Hashed    *publish.Hasher   // of Discard
	Stats     Stats
	Line      func(file string, line int) string // a source line, for the printer of diagnostics
}

// KindCount is how many outputs of a kind there are.
type KindCount struct {
	Kind  plan.Kind
	Count int
}

// Failed says whether a problem stops publishing: an error, or with strict a warning.
func (r *Result) Failed(strict bool) bool {
	for _, d := range r.Problems {
		if strict || d.Severity() == diag.Error {
			return true
		}
	}
	return false
}

// Build builds a site and publishes it to the folder out, unless there are errors (or with strict warnings): then the folder
// stays as it is. The error is the machine's or the operator's; mistakes in the site are in the result.
func Build(ctx context.Context, in Input, out string, strict bool) (*Result, error) {
	p, err := read(in)
	if err != nil {
		return nil, err
	}
	defer p.cache.Close()
	if r := p.unchanged(out, strict); r != nil {
		return r, nil
	}
	p.prepare()
	p.needBaseURL()
	if r := p.result(); r.Failed(strict) {
		p.sketch = true
		return p.rest(ctx) // what only the pages tell is named in the same run
	}
	stage, err := publish.Open(in.Dir, out)
	if err != nil {
		return nil, err
	}
	defer stage.Discard() // harmless after Commit
	if err := p.produce(ctx, stage); err != nil {
		return nil, err
	}
	r := p.result()
	if r.Failed(strict) {
		return r, nil
	}
	p.begin("publish")
	report, err := stage.Commit()
	if err != nil {
		return nil, fmt.Errorf("publishing: %w", err)
	}
	if p.recall != nil {
		p.cache.Put(p.recallKey(), p.recall.encode())
	}
	r = p.result()
	r.Published = &report
	p.stand(out, r)
	return r, nil
}

// CacheLimit is how many bytes the cache may have after a build.
const CacheLimit = 1 << 30

// Check does everything but publishing.
func Check(ctx context.Context, in Input) (*Result, error) {
	return discard(ctx, in, false)
}

// Discard renders and hashes everything, and writes nothing: for measuring.
func Discard(ctx context.Context, in Input) (*Result, error) {
	return discard(ctx, in, true)
}

func discard(ctx context.Context, in Input, whole bool) (*Result, error) {
	p, err := prepare(in)
	if err != nil {
		return nil, err
	}
	defer p.cache.Close()
	p.sketch = !whole
	if whole && p.result().Failed(false) {
		r := p.result()
		r.Hashed = &publish.Hasher{}
		return r, nil
	}
	return p.rest(ctx)
}

// rest renders, hashes and checks what can be, and keeps nothing but the problems and the digest.
func (p *prepared) rest(ctx context.Context) (*Result, error) {
	var sink publish.Hasher
	if p.plan != nil && p.theme != nil {
		if err := p.produce(ctx, &sink); err != nil {
			return nil, err
		}
	}
	r := p.result()
	r.Hashed = &sink
	return r, nil
}

// Plan gives the plan of a site, and what is wrong so far.
func Plan(in Input) (*plan.Plan, *Result, error) {
	p, err := prepare(in)
	if err != nil {
		return nil, nil, err
	}
	defer p.cache.Close()
	return p.plan, p.result(), nil
}

// prepared is a site before anything of it is rendered.
type prepared struct {
	in       Input
	tree     *source.Tree
	records  *record.Records
	clock    *site.Clock
	whole    *site.Whole
	plan     *plan.Plan
	theme    *render.Theme
	look     *look
	signer   *signer // nil: nothing is signed
	files    *files
	problems diag.List
	stats    stats

	cache  *cache.Cache // nil: there is none
	recall *recall      // what there is to remember
	before *checked     // of a preview: the check before this one
	sketch bool         // what is drawn is not drawn, since nobody will have it; see sketches
	shelf  *shelf       // of a preview: what pages ask for, made when it is asked for
}

// prepare reads, decodes, links and plans a site, and loads its theme.
func prepare(in Input) (*prepared, error) {
	p, err := read(in)
	if err != nil {
		return nil, err
	}
	p.prepare()
	return p, nil
}

// read lists the files of a site.
func read(in Input) (*prepared, error) {
	p := &prepared{in: in, clock: site.NewClock(in.Now), look: &look{}}
	p.begin("read")
	root, err := source.Open(in.Dir)
	if err != nil {
		return nil, fmt.Errorf("reading the site: %w", err)
	}
	if p.tree, err = source.Read(root, in.Jobs, &p.problems); err != nil {
		return nil, fmt.Errorf("reading the site: %w", err)
	}
	p.openCache()
	return p, nil
}

// openCache opens the cache. A folder that cannot be used, such as one of a site that may only be read, is none: it would only
// save time.
func (p *prepared) openCache() {
	if p.in.Cache == "" {
		return
	}
	if c, err := cache.Open(p.in.Cache, CacheLimit); err == nil {
		p.cache = c
	}
}

// prepare decodes, links and plans a site, and loads its theme.
func (p *prepared) prepare() {
	in := p.in
	p.begin("decode")
	p.records = decode.All(p.tree, in.Jobs, &p.problems)
	p.link()
	p.begin("theme")
	p.files = newFiles(p)
	p.loadTheme()
}

// link makes the site of its records, and the plan of the site.
func (p *prepared) link() {
	in := p.in
	p.requires()
	p.begin("link")
	p.findSigner()
	p.whole = site.Link(p.records, site.Input{Clock: p.clock, Drafts: in.Drafts, Future: in.Future, BaseURL: in.BaseURL, Issuer: p.signer.issuer()}, &p.problems)
	p.retire()
	p.records = &record.Records{Config: p.records.Config, Lock: p.records.Lock} // the others have become the site
	p.begin("plan")
	p.plan = plan.New(p.whole.Sites, p.staticFiles(), &p.problems)
}

// begin notes that a step begins.
func (p *prepared) begin(step string) {
	p.stats.begin(step)
	if p.in.Progress != nil {
		p.in.Progress(step, 0, 0)
	}
}

// staticFiles are the paths below static/.
func (p *prepared) staticFiles() []string {
	var paths []string
	for _, f := range p.tree.Under("static") {
		paths = append(paths, f.Path[len("static/"):])
	}
	return paths
}

// needBaseURL says that publishing needs base_url. Of a plaudit.yaml that is missing or cannot be read more than that is said already.
func (p *prepared) needBaseURL() {
	if p.whole.Sites[0].BaseURL == "" && p.records.Config.File != "" {
		p.problems.Add(diag.NoBaseURL.New(p.records.Config.Head().Position(), "the site has no base_url, and publishing needs one").
			WithHint("add `base_url: https://…/` to plaudit.yaml, or give --base-url"))
	}
}

// result gathers what is known so far.
func (p *prepared) result() *Result {
	r := p.verdict()
	r.Line, r.Stats = p.line, p.readStats()
	if next, ok := p.clock.Next(); ok {
		r.Next = next.In(p.whole.Sites[0].Zone)
	}
	if p.plan != nil {
		r.Kinds = countKinds(p.plan)
		r.Fresh = len(p.plan.NewAddresses())
		r.Unsigned = p.keyless() && plan.HasVerify(p.whole.Sites[0])
	}
	return r
}

// verdict is a result of the problems alone: a preview asks after each change, and of a large site the rest takes long.
func (p *prepared) verdict() *Result {
	return &Result{Problems: p.problems.Sorted(levels(&p.records.Config))}
}

// line gives a line of a source file, or of a built-in theme's file.
func (p *prepared) line(file string, n int) string {
	if _, ok := p.tree.Lookup(file); ok {
		return p.tree.Line(file, n)
	}
	return p.look.line(file, n)
}

// levels are the severities that plaudit.yaml sets.
func levels(c *record.Config) map[string]diag.Severity {
	m := map[string]diag.Severity{}
	for _, rule := range c.Diagnostics {
		switch rule.Level.S {
		case "off":
			m[rule.Code.S] = diag.Off
		case "warning":
			m[rule.Code.S] = diag.Warning
		case "error":
			m[rule.Code.S] = diag.Error
		}
	}
	return m
}
