package generator

import (
	"fmt"
	"path"
	"slices"

	"github.com/plaudit/plaudit/generator/check"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/kit"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Handout is a site as those see it who hand out what stands for its awards.
type Handout struct {
	p      *prepared
	proofs *proofs
}

// UnknownError says that the site has nothing of a name, with what it has that is like it.
type UnknownError struct{ What, Name, Near string }

func (e *UnknownError) Error() string {
	text := fmt.Sprintf("there is no %s %q", e.What, e.Name)
	if e.Near != "" {
		text += "; " + e.Near
	}
	return text
}

// OpenHandout reads a site. With problems that would stop a build the handout is nil, and the result says what they are.
func OpenHandout(in Input) (*Handout, *Result, error) {
	p, err := prepare(in)
	if err != nil {
		return nil, nil, err
	}
	p.needBaseURL()
	if r := p.result(); r.Failed(false) {
		p.cache.Close()
		return nil, r, nil
	}
	p.files.sink, p.files.base = nowhere{}, plan.AddressesOf(p.whole.Sites[0]).Base()
	m := &producer{prepared: p, book: check.NewBook(), speech: map[*site.Site]*speech{}}
	m.proofs = newProofs(m)
	for _, s := range p.whole.Sites {
		m.speech[s] = m.speak(s)
	}
	m.exports = newExports(m) // a kit has credentials
	return &Handout{p, m.proofs}, p.result(), nil
}

// nowhere takes the files that texts show: what is handed out has none of them.
type nowhere struct{}

func (nowhere) Write(string, []byte) error { return nil }

// Close ends the use of a handout.
func (h *Handout) Close() { h.p.cache.Close() }

// Problems are those found so far.
func (h *Handout) Problems() []diag.Diagnostic { return h.p.result().Problems }

// Line is a line of the site's sources.
func (h *Handout) Line(file string, line int) string { return h.p.line(file, line) }

// Certificate draws the certificate of an award as PDF; of a recipient's own the name is <award>/<recipient>. language is a language of the site,
// empty for the original.
func (h *Handout) Certificate(name, paper, language string) ([]byte, error) {
	l, err := h.language(language)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, o := range h.p.plan.Outputs {
		if o.Kind != plan.Certificate || o.Site != l.Site {
			continue
		}
		if o.Record != name {
			names = append(names, o.Record)
			continue
		}
		f := h.proofs.file(h.proof(o, paper))
		if f == nil {
			return nil, nil // the problems say why
		}
		return f.Draw()
	}
	return nil, &UnknownError{"certificate of the award", name, diag.DidYouMean(name, names)}
}

// proof is a certificate as an output on a paper, whether the site publishes it or not.
func (h *Handout) proof(page *plan.Output, paper string) *plan.Output {
	p := plan.Proof{Recipient: -1, Form: paper}
	switch s := page.Subject.(type) {
	case plan.Own:
		p.Award, p.Recipient = s.Award, s.Recipient
	case *site.Award:
		p.Award = s
	}
	return &plan.Output{Kind: plan.CertificatePDF, Site: page.Site, Subject: p, Path: page.Path}
}

func (h *Handout) language(tag string) (*kit.Language, error) {
	var tags []string
	for _, l := range h.proofs.ordered {
		if l.Site.Language == tag || tag == "" {
			return l, nil
		}
		tags = append(tags, l.Site.Language)
	}
	return nil, &UnknownError{"language", tag, diag.DidYouMean(tag, tags)}
}

// edition finds an edition in a language.
func (h *Handout) edition(l *kit.Language, id string) (*site.Edition, error) {
	if e := l.Site.EditionByID[id]; e != nil {
		return e, nil
	}
	var ids []string
	for _, e := range l.Site.Editions {
		ids = append(ids, e.ID)
	}
	return nil, &UnknownError{"edition", id, diag.DidYouMean(id, ids)}
}

// Print draws all certificates of an edition as one PDF for a print shop: of a joint award each recipient's own, in the order of the results. bleed is
// in points. n is how many there are.
func (h *Handout) Print(edition, paper, language string, bleed float64, marks bool) (pdf []byte, n int, err error) {
	l, err := h.language(language)
	if err != nil {
		return nil, 0, err
	}
	e, err := h.edition(l, edition)
	if err != nil {
		return nil, 0, err
	}
	doc := drawing.Document{Title: l.Site.Title.S + ", " + e.Name.S, Author: l.Site.Organization.Name.S, Lang: l.Site.Language, Bleed: bleed, Marks: marks}
	for _, o := range h.certificates(l, e) {
		f := h.proofs.file(h.proof(o, paper))
		if f == nil {
			continue // the problems say why
		}
		page, err := f.Page(paper)
		if err != nil {
			return nil, 0, err
		}
		doc.Pages = append(doc.Pages, page)
	}
	if len(doc.Pages) == 0 {
		return nil, 0, nil
	}
	return doc.PDF(), len(doc.Pages), nil
}

// certificates are the pages of an edition's certificates, one for each recipient, in the order of the results.
func (h *Handout) certificates(l *kit.Language, e *site.Edition) []*plan.Output {
	var out []*plan.Output
	for _, w := range e.Awards {
		if !w.HasCertificate || w.Status == site.Rescinded {
			continue
		}
		addresses := []string{l.Addresses.Certificate(w.ID)}
		if w.Joint {
			addresses = nil
			for i := range w.Recipients {
				addresses = append(addresses, l.Addresses.RecipientCertificate(w.ID, w.Recipients[i].ID))
			}
		}
		for _, address := range addresses {
			if o, ok := h.p.plan.At(plan.OutputOf(address)); ok {
				out = append(out, o)
			}
		}
	}
	return out
}

// Kits makes the kits of an edition, a folder for each of them. With embargoed the texts carry until when nothing may be said.
func (h *Handout) Kits(edition string, embargoed bool, write func(name string, data []byte) error) (n int, err error) {
	l := h.proofs.ordered[0]
	e, err := h.edition(l, edition)
	if err != nil {
		return 0, err
	}
	embargo := ""
	if embargoed {
		until := e.Embargo.In(l.Site.Zone)
		zone, _ := until.Zone()
		embargo = l.Locale.Instant(until, zone)
	}
	for _, o := range h.certificates(l, e) {
		p := h.proof(o, "").Subject.(plan.Proof)
		folder := p.Award.ID
		if p.Recipient >= 0 {
			folder = path.Join(folder, p.Award.Recipients[p.Recipient].ID)
		}
		parts := kit.Parts(&plan.Output{Kind: plan.Kit, Site: l.Site, Subject: p}, h.p.plan, h.proofs.ordered, embargo)
		if err := kit.Files(parts, h.proofs.bytes, func(name string, data []byte) error { return write(path.Join(folder, name), data) }); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// Papers are the names of papers for certificates.
var Papers = []string{"a4", "letter"}

// Paper says whether a name is one of a paper.
func Paper(name string) bool { return slices.Contains(Papers, name) }
