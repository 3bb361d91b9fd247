package generator

import (
	"encoding/hex"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// Linked is a site before its pages, for the tools of those who run it: what is published at the instant of the clock, at which addresses,
// and the records that it is made of, withheld ones included.
type Linked struct {
	Whole   *site.Whole
	Plan    *plan.Plan
	Records *record.Records
	Result  *Result // what is wrong in the sources; the theme and the pages are not looked at

	p *prepared
}

// Link reads, decodes, links and plans a site. The theme is not loaded, and nothing is rendered.
func Link(in Input) (*Linked, error) {
	in.Cache = "" // there is nothing to keep
	p, err := read(in)
	if err != nil {
		return nil, err
	}
	p.begin("decode")
	p.records = decode.All(p.tree, in.Jobs, &p.problems)
	records := p.records
	p.link()
	return &Linked{Whole: p.whole, Plan: p.plan, Records: records, Result: p.result(), p: p}, nil
}

// Site is the site in its own language.
func (l *Linked) Site() *site.Site { return l.Whole.Sites[0] }

// Now is the instant of the clock.
func (l *Linked) Now() time.Time { return l.p.in.Now }

// Files are the digests of what is below assets/, static/ and themes/, by path: of pictures, of what is copied, and of the site's own theme.
func (l *Linked) Files() map[string]string {
	digests := map[string]string{}
	for _, folder := range []string{"assets", "static", "themes"} {
		l.p.tree.Digests(l.p.tree.Under(folder), l.p.in.Jobs, nil)
		for _, f := range l.p.tree.Under(folder) {
			digests[f.Path] = hex.EncodeToString(f.Digest[:])
		}
	}
	return digests
}

// Has says whether the site's folder has a file or folder at a path.
func (l *Linked) Has(path string) bool {
	if _, ok := l.p.tree.Lookup(path); ok {
		return true
	}
	return len(l.p.tree.Under(strings.TrimSuffix(path, "/"))) > 0
}
