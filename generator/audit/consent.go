package audit

import (
	"cmp"
	"fmt"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// counts is how many quotes, sets of metrics and people need somebody's consent.
type counts struct{ quotes, metrics, people int }

func (c *counts) add(what string) {
	switch what {
	case "quotes":
		c.quotes++
	case "metrics":
		c.metrics++
	case "people":
		c.people++
	}
}

// ask is one consent of a partner, a client or a person.
type ask struct {
	of      string // whose, when not the partner's own
	what    string // listed, logo, quotes, metrics or people, as in consent.required
	consent record.Consent
	file    string
	record  diag.Position // where to write it when it is missing
	needed  bool          // something in the sources needs it
	why     string        // what needs it, as a sentence; may be empty
}

// deeds are what consent is asked for.
var deeds = map[string]string{"listed": "to be listed", "logo": "to show the logo", "quotes": "to publish quotes", "metrics": "to publish metrics",
	"people": "to name people", "person": "to be named"}

// consent finds out whether a consent is missing, was refused, ends or has ended.
func (f *finder) consent(to []*entry, a ask) {
	c := a.consent
	item := Item{At: c.In(a.file)}
	text := ""
	switch {
	case !c.Given():
		if !a.needed || !f.required[a.requirement()] { // mostly
			return
		}
		item.What, item.At, text = ConsentMissing, a.record, "There is no consent %s."
	case !c.Allowed:
		if !a.needed {
			return
		}
		item.What, text = ConsentRefused, "The consent %s was refused."
	case !given(c.Until):
		return
	default:
		item.At, item.Until = c.Until.In(a.file), c.Until.End(f.zone)
		switch {
		case f.past(item.Until):
			item.What, text = ConsentEnded, "The consent %s ended: it held until "+f.date(c.Until)+"."
		case f.soon(item.Until):
			item.What, text = ConsentEnds, "The consent %s holds until "+f.date(c.Until)+" only."
		default:
			return
		}
	}
	item.Text = fmt.Sprintf(text, a.deed())
	if a.why != "" {
		item.Text += " " + a.why
	}
	f.tell(to, item)
}

// deed is whose consent it is, when not the partner's own, and to what.
func (a ask) deed() string {
	if a.of == "" {
		return deeds[a.what]
	}
	return "of " + a.of + " " + deeds[a.what]
}

// requirement is what the site's policy calls it.
func (a ask) requirement() string {
	if a.what == "person" {
		return "people"
	}
	return a.what
}

// needs counts what needs whose consent.
func (f *finder) needs() {
	for _, r := range f.records.Clients {
		if r.Id.S != "" && f.client[r.Id.S] == nil {
			f.client[r.Id.S] = &counts{}
		}
	}
	f.claims(func(c claim) {
		for _, x := range c.partners {
			x.needs.add(c.what)
		}
		for _, id := range c.clients {
			if n := f.client[id]; n != nil {
				n.add(c.what)
			}
		}
	})
}

// partnerConsent looks at what a partner allows.
func (f *finder) partnerConsent(x *entry) {
	r, to := x.record, []*entry{x}
	at := at(r.Head, r.Consent.At)
	_, logo := r.AnyLogo()
	f.consent(to, ask{what: "listed", consent: r.Consent.Listed, file: r.File, why: "Without it nothing of the partner is published."})
	f.consent(to, ask{what: "logo", consent: r.Consent.Logo, file: r.File, record: at, needed: logo,
		why: "Without it a monogram stands in the logo's place."})
	f.countedConsent(to, "", r.File, at, r.Consent.Quotes, r.Consent.Metrics, x.needs)
	f.consent(to, ask{what: "people", consent: r.Consent.People, file: r.File, record: at, needed: x.needs.people > 0,
		why: needing(x.needs.people, "One person needs it.", "%d people need it.")})
}

// clientConsent looks at what clients allow.
func (f *finder) clientConsent() {
	for _, r := range f.records.Clients {
		needs := f.client[r.Id.S]
		if needs == nil {
			continue // the diagnostics say so
		}
		delete(f.client, r.Id.S) // a second record of the id is a mistake
		at, name := at(r.Head, r.Consent.At), cmp.Or(r.Name.S, r.Id.S)
		f.consent(nil, ask{of: name, what: "listed", consent: r.Consent.Listed, file: r.File, why: "Without it the client is named nowhere."})
		f.consent(nil, ask{of: name, what: "logo", consent: r.Consent.Logo, file: r.File, record: at, needed: r.Logo.S != "" || r.LogoDark.S != "",
			why: "Without it the logo is not shown."})
		f.countedConsent(nil, name, r.File, at, r.Consent.Quotes, r.Consent.Metrics, *needs)
	}
}

// countedConsent is that to quotes and metrics, of which everybody who takes part has to say yes.
func (f *finder) countedConsent(to []*entry, of, file string, at diag.Position, quotes, metrics record.Consent, needs counts) {
	f.consent(to, ask{of: of, what: "quotes", consent: quotes, file: file, record: at, needed: needs.quotes > 0,
		why: needing(needs.quotes, "One quote needs it.", "%d quotes need it.")})
	f.consent(to, ask{of: of, what: "metrics", consent: metrics, file: file, record: at, needed: needs.metrics > 0,
		why: needing(needs.metrics, "The metrics of one award or case study need it.", "The metrics of %d awards and case studies need it.")})
}

// personConsent looks at what a recipient allows. Without a word of her own, her partner's counts.
func (f *finder) personConsent(r *record.Result, p record.RecipientRef) {
	var to []*entry
	if x := f.partner[p.Partner.S]; x != nil {
		if to = []*entry{x}; !p.Consent.Given() {
			return
		}
	}
	f.consent(to, ask{of: p.Name.S, what: "person", consent: p.Consent, file: r.File, record: r.Pos(p.At), needed: true})
}
