package compare

import (
	"fmt"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// partner tells what has a sentence of its own of a partner, and gives the keys that are told by it.
func (d *differ) partner(old, new item) []string {
	a, b := old.value.(*site.Partner), new.value.(*site.Partner)
	c := Change{Kind: "partner", ID: b.ID, Name: b.Name.S, Address: slash(new.address)}
	tell := func(what, was, is, text string) {
		c.What, c.Old, c.New, c.Text = what, was, is, text
		d.add(c)
	}
	if a.Name.S != b.Name.S {
		tell(PartnerRenamed, a.Name.S, b.Name.S, fmt.Sprintf("The partner %q is called %q now.", a.Name.S, b.Name.S))
	}
	if was, is := tierName(a.Tier), tierName(b.Tier); tierID(a.Tier) != tierID(b.Tier) {
		tell(TierChanged, was, is, tierText(b.Name.S, was, is))
	}
	switch {
	case !a.Former && b.Former:
		tell(PartnerFormer, "active", "former", fmt.Sprintf("The partner %q has left the programme: it leaves the directory, and its profile and awards stay.", b.Name.S))
	case a.Former && !b.Former:
		tell(PartnerActive, "former", "active", fmt.Sprintf("The partner %q is back in the programme.", b.Name.S))
	}
	if was, is := partnerName(a.Successor), partnerName(b.Successor); was != is && b.Successor != nil {
		tell(PartnerMerged, was, is, fmt.Sprintf("The successor of the partner %q is %q.", b.Name.S, is))
	} else if was != is {
		tell(PartnerMerged, was, is, fmt.Sprintf("The partner %q names no successor any more.", b.Name.S))
	}
	d.logo(c, "partner", a.Logo+"\n"+a.LogoDark, b.Logo+"\n"+b.LogoDark)
	return []string{"logo", "logo_dark", "logo_alt"}
}

func tierText(name, was, is string) string {
	switch {
	case was == "":
		return fmt.Sprintf("The partner %q has the tier %s now.", name, is)
	case is == "":
		return fmt.Sprintf("The partner %q has no tier any more; it had %s.", name, was)
	}
	return fmt.Sprintf("The partner %q has the tier %s now, and no longer %s.", name, is, was)
}

func tierID(t *site.Tier) string {
	if t == nil {
		return ""
	}
	return t.ID
}

func tierName(t *site.Tier) string {
	if t == nil {
		return ""
	}
	return t.Name.S
}

func partnerName(p *site.Partner) string {
	if p == nil {
		return ""
	}
	return p.Name.S
}

// logo tells of a logo that came, changed or went.
func (d *differ) logo(c Change, kind, was, is string) {
	const none = "\n"
	if was == is {
		return
	}
	c.Old, c.New, c.Keys = "", "", []string{"logo"}
	switch {
	case was == none:
		c.What, c.Text = RecordChanged, fmt.Sprintf("The %s %q has a logo now.", kind, c.Name)
	case is != none:
		c.What, c.Text = RecordChanged, fmt.Sprintf("The %s %q has another logo.", kind, c.Name)
	default:
		why, consent := d.why("logo", c.ID)
		if c.What = RecordChanged; consent {
			c.What = ConsentWithdrawn
		}
		c.Text = sentence(fmt.Sprintf("The logo of %q is not shown any more. ", c.Name), why)
	}
	d.add(c)
}

// client tells of a client's logo.
func (d *differ) client(old, new item) []string {
	a, b := old.value.(*site.Client), new.value.(*site.Client)
	d.logo(Change{Kind: "client", ID: b.ID, Name: b.Name.S, Address: slash(new.address)}, "client", a.Logo+"\n"+a.LogoDark, b.Logo+"\n"+b.LogoDark)
	return []string{"logo", "logo_dark"}
}

// edition tells where a call for entries stands.
func (d *differ) edition(old, new item) []string {
	a, b := old.value.(*site.Edition), new.value.(*site.Edition)
	if a.Nominations == nil || b.Nominations == nil || a.Nominations.State == b.Nominations.State {
		return nil
	}
	text := map[string]string{"before": "has not begun", "open": "is open now", "closed": "is closed now", "": "has no dates any more"}[b.Nominations.State]
	d.add(Change{What: CallChanged, Kind: "edition", ID: b.ID, Name: b.Name.S, Address: slash(plan.AddressesOf(d.b).Root("nominate/")),
		Old: a.Nominations.State, New: b.Nominations.State, Text: fmt.Sprintf("The call for entries of %q %s.", b.Name.S, text)})
	return nil
}

// study tells of a case study's quote and metrics.
func (d *differ) study(old, new item) []string {
	a, b := old.value.(*site.CaseStudy), new.value.(*site.CaseStudy)
	c := Change{Kind: "case-study", ID: b.ID, Name: b.Title.S, Address: slash(new.address)}
	d.said(c, fmt.Sprintf("the case study %q", b.Title.S), a.Quote, b.Quote, a.Metrics, b.Metrics)
	return []string{"quote", "metrics"}
}

// said tells of a quote and metrics that came, changed or went.
func (d *differ) said(c Change, of string, wasQuote, isQuote *site.Quote, was, is []site.Metric) {
	part := func(what string, had, has, same bool) {
		c := c
		c.Keys, c.What = []string{what}, RecordChanged
		if c.Kind == "award" {
			c.What = ResultChanged
		}
		switch {
		case had && !has:
			why, consent := d.why(what, c.ID)
			if consent {
				c.What = ConsentWithdrawn
			}
			c.Text = sentence(fmt.Sprintf("%s of %s %s not shown any more. ", map[string]string{"quote": "The quote", "metrics": "The metrics"}[what], of,
				map[string]string{"quote": "is", "metrics": "are"}[what]), why)
		case !had && has:
			c.Text = fmt.Sprintf("%s shows %s now.", capital(of), map[string]string{"quote": "a quote", "metrics": "metrics"}[what])
		case !same:
			c.Text = fmt.Sprintf("%s of %s changed.", map[string]string{"quote": "The quote", "metrics": "The metrics"}[what], of)
		default:
			return
		}
		d.add(c)
	}
	part("quote", wasQuote != nil, isQuote != nil, same(wasQuote, isQuote))
	part("metrics", len(was) > 0, len(is) > 0, same(was, is))
}
