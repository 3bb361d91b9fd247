package audit

import (
	"slices"

	"github.com/plaudit/plaudit/generator/record"
)

// claim is something in the sources that is shown only if all whom it concerns allow it.
type claim struct {
	what     string            // quotes, metrics or people, as in consent.required
	edition  *record.Edition   // with result; nil: it stands in study
	result   *record.Result    //
	study    *record.CaseStudy //
	person   string            // of people, who is named
	partners []*entry
	clients  []string // ids, each once; some may be of no client
}

// claims calls fn for every quote, every set of metrics, and every person whose partner speaks for her: one with a word of her own needs no other.
func (f *finder) claims(fn func(claim)) {
	for _, e := range f.records.Editions {
		for i := range e.Results {
			r := &e.Results[i]
			if said(r.Quote, r.Metrics) {
				claim{edition: e, result: r, partners: f.holders(r), clients: distinct(r.Clients)}.each(r.Quote, r.Metrics, fn)
			}
			for _, p := range r.Recipients {
				if x := f.partner[p.Partner.S]; x != nil && !p.Consent.Given() {
					fn(claim{what: "people", edition: e, result: r, person: p.Name.S, partners: []*entry{x}})
				}
			}
		}
	}
	for _, r := range f.records.CaseStudies {
		if said(r.Quote, r.Metrics) {
			claim{study: r, partners: f.those(r.Partners), clients: distinct([]record.ID{r.Client})}.each(r.Quote, r.Metrics, fn)
		}
	}
}

func said(q record.Quote, metrics []record.Metric) bool { return q.Text.S != "" || len(metrics) > 0 }

// each calls fn for the quote and for the metrics of one result or case study, where it has them.
func (c claim) each(q record.Quote, metrics []record.Metric, fn func(claim)) {
	if q.Text.S != "" {
		c.what = "quotes"
		fn(c)
	}
	if len(metrics) > 0 {
		c.what = "metrics"
		fn(c)
	}
}

// distinct are the ids of a list of references, each once.
func distinct(refs []record.ID) []string {
	var ids []string
	for _, ref := range refs {
		if ref.S != "" && !slices.Contains(ids, ref.S) {
			ids = append(ids, ref.S)
		}
	}
	return ids
}
