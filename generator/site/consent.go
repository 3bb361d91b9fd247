package site

import (
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// What consent is asked for, beside being listed at all.
const (
	forLogo    = "logo"
	forQuotes  = "quotes"
	forMetrics = "metrics"
	forPeople  = "people"
)

// allows says whether a consent holds today. What a record leaves open follows the site's policy; what is not in the
// policy (being listed) is allowed.
func (l *linker) allows(c record.Consent, what string) bool {
	if !c.Given() {
		return !l.required[what]
	}
	return c.Allowed && !l.over(c.Until)
}

// everyone says whether all partners and clients that take part in something allow it, withheld ones included.
func (l *linker) everyone(what string, partners []*record.Partner, clients []*record.Client) bool {
	of := func(p record.PartnerConsent) record.Consent {
		if what == forQuotes {
			return p.Quotes
		}
		return p.Metrics
	}
	ofClient := func(c record.ClientConsent) record.Consent {
		if what == forQuotes {
			return c.Quotes
		}
		return c.Metrics
	}
	all := true
	for _, p := range partners {
		all = l.allows(of(p.Consent), what) && all // ask each: the clock is to know every end
	}
	for _, c := range clients {
		all = l.allows(ofClient(c.Consent), what) && all
	}
	return all
}

// quoteAndMetrics gives those of a record that everybody concerned allows.
func (l *linker) quoteAndMetrics(id string, at diag.Position, q record.Quote, m []record.Metric, partners []*record.Partner, clients []*record.Client) (*Quote, []Metric) {
	var quote *Quote
	var metrics []Metric
	if q.Text.S != "" {
		if l.everyone(forQuotes, partners, clients) {
			quote = l.quote(q)
		} else {
			var w words
			w.name(q.Name.S)
			w.phrases(q.Text.S)
			l.hidePart("quote", id, q.Name.S, at, reasonConsent, time.Time{}, w)
		}
	}
	if len(m) > 0 {
		if l.everyone(forMetrics, partners, clients) {
			metrics = l.metrics(m)
		} else {
			var w words
			for _, x := range m {
				w.phrases(x.Label.S)
			}
			l.hidePart("metrics", id, "", at, reasonConsent, time.Time{}, w)
		}
	}
	return quote, metrics
}
