package audit

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// Consent is an entry of the ledger: what one party allows of one kind, and what of theirs is published or withheld for it.
type Consent struct {
	Kind      string // partner, client or person
	ID, Name  string // a person has no ID
	What      string // listed, logo, quotes, metrics or people; person, of a person
	State     string // one of the states below
	Until     time.Time
	EndsSoon  bool          // within 90 days
	Given, By string        // when and how it was given, as written
	At        diag.Position // where it stands, or where to write it
	Published []Use         // today, among other things by it
	Withheld  []Use         // that nobody may see as long as it is so
}

// The states of a consent. They do not change.
const (
	ConsentYes      = "yes"     // without an end
	ConsentUntil    = "until"   // until the day before Until
	ConsentAssumed  = "assumed" // the record does not say, and the site does not ask
	ConsentAbsent   = "missing" // the record does not say, and the site asks
	ConsentNo       = "refused"
	ConsentHasEnded = "ended"
)

// Holds says whether something may be shown by it.
func (c *Consent) Holds() bool {
	return c.State == ConsentYes || c.State == ConsentUntil || c.State == ConsentAssumed
}

// Use is what a consent is needed for.
type Use struct {
	Kind string // logo, profile, award or case-study
	ID   string // of the partner, client, award or case study
	Name string // for people
}

// Ledger lists every consent that a record gives or refuses, or that something in the sources needs: those of partners by name, then of
// clients, then of people who received an award. The records are all that the site was linked from.
func Ledger(whole *site.Whole, records *record.Records, now time.Time) []Consent {
	l := &ledger{finder: newFinder(whole.Sites[0], records, now), needs: map[needed][]need{}, awards: map[diag.Position]*site.Award{}, ids: map[diag.Position]string{}}
	for _, e := range l.site.Editions {
		for _, a := range e.Awards {
			l.awards[a.At] = a
		}
	}
	for _, w := range whole.Withheld {
		if w.Kind == "award" && w.ID != "" {
			l.ids[w.At] = w.ID
		}
	}
	l.gather()
	for _, x := range l.partners {
		l.ofPartner(x)
	}
	l.inOrder(0)
	from := len(l.all)
	seen := map[string]bool{}
	for _, r := range records.Clients {
		if r.Id.S != "" && !seen[r.Id.S] { // of a second one the diagnostics speak
			seen[r.Id.S] = true
			l.ofClient(r)
		}
	}
	l.inOrder(from)
	l.ofPeople()
	return l.all
}

// ledger gathers consents.
type ledger struct {
	*finder
	awards map[diag.Position]*site.Award // by the place of the result
	ids    map[diag.Position]string      // of results that are withheld
	needs  map[needed][]need
	all    []Consent
}

// needed is whose consent to what: of a partner or client, by its id.
type needed struct{ kind, id, what string }

// need is something that needs a consent, and whether it is shown.
type need struct {
	Use
	shown bool
}

// awardUse is a result as something that needs consent.
func (l *ledger) awardUse(e *record.Edition, r *record.Result) (Use, *site.Award) {
	a := l.awards[r.Position()]
	u := Use{Kind: "award", ID: l.ids[r.Position()], Name: cmp.Or(l.categories[r.Category.S], r.Category.S) + " " + e.Id.S}
	if a != nil {
		u.ID = a.ID
	}
	return u, a
}

// gather notes what needs whose consent.
func (l *ledger) gather() {
	l.claims(func(c claim) {
		n := l.need(c)
		for _, x := range c.partners {
			k := needed{"partner", x.ID, c.what}
			l.needs[k] = append(l.needs[k], n)
		}
		for _, id := range c.clients {
			k := needed{"client", id, c.what}
			l.needs[k] = append(l.needs[k], n)
		}
	})
}

// need is a claim as an entry of the ledger tells it.
func (l *ledger) need(c claim) need {
	if c.study != nil {
		s := l.site.CaseStudyByID[c.study.Id.S]
		shown := s != nil && (c.what == "quotes" && s.Quote != nil || c.what == "metrics" && len(s.Metrics) > 0)
		return need{Use{Kind: "case-study", ID: c.study.Id.S, Name: c.study.Title.S}, shown}
	}
	u, a := l.awardUse(c.edition, c.result)
	switch c.what {
	case "quotes":
		return need{u, a != nil && a.Quote != nil}
	case "metrics":
		return need{u, a != nil && len(a.Metrics) > 0}
	}
	u.Name = c.person + " (" + u.Name + ")"
	return need{u, names(a, c.person)}
}

// partnerOf is the partner of a person who received an award; nil: none.
func (l *ledger) partnerOf(p record.RecipientRef) *entry { return l.finder.partner[p.Partner.S] }

// names says whether an award names a person.
func names(a *site.Award, name string) bool {
	return a != nil && slices.ContainsFunc(a.Recipients, func(r site.Recipient) bool { return r.Person && r.Name.S == name })
}

// ofPartner writes the consents of a partner.
func (l *ledger) ofPartner(x *entry) {
	r, c := x.record, x.record.Consent
	about := Consent{Kind: "partner", ID: x.ID, Name: x.Name, Given: c.GivenOn.Text(), By: c.By.S, At: at(r.Head, c.At)}
	p := l.site.PartnerByID[x.ID]
	if c.Listed.Given() {
		l.add(about, "listed", c.Listed, r.File, []need{{Use{"profile", x.ID, x.Name}, p != nil}})
	}
	var logo []need
	if _, has := r.AnyLogo(); has {
		shown := p != nil && (p.Logo != "" || p.LogoDark != "" || slices.ContainsFunc(p.Identities, func(i site.Identity) bool { return i.Logo != "" }))
		logo = []need{{Use{"logo", x.ID, x.Name}, shown}}
	}
	l.add(about, "logo", c.Logo, r.File, logo)
	l.add(about, "quotes", c.Quotes, r.File, l.needs[needed{"partner", x.ID, "quotes"}])
	l.add(about, "metrics", c.Metrics, r.File, l.needs[needed{"partner", x.ID, "metrics"}])
	l.add(about, "people", c.People, r.File, l.needs[needed{"partner", x.ID, "people"}])
}

// ofClient writes the consents of a client.
func (l *ledger) ofClient(r *record.Client) {
	c, id := r.Consent, r.Id.S
	about := Consent{Kind: "client", ID: id, Name: cmp.Or(r.Name.S, id), At: at(r.Head, c.At)}
	known := l.site.ClientByID[id]
	if c.Listed.Given() {
		l.add(about, "listed", c.Listed, r.File, []need{{Use{"profile", id, about.Name}, known != nil}})
	}
	var logo []need
	if r.Logo.S != "" || r.LogoDark.S != "" {
		logo = []need{{Use{"logo", id, about.Name}, known != nil && (known.Logo != "" || known.LogoDark != "")}}
	}
	l.add(about, "logo", c.Logo, r.File, logo)
	l.add(about, "quotes", c.Quotes, r.File, l.needs[needed{"client", id, "quotes"}])
	l.add(about, "metrics", c.Metrics, r.File, l.needs[needed{"client", id, "metrics"}])
}

// ofPeople writes the consents of people who received an award. Without a word of her own, her partner's counts.
func (l *ledger) ofPeople() {
	for _, e := range l.records.Editions {
		for i := range e.Results {
			r := &e.Results[i]
			for _, p := range r.Recipients {
				if p.Name.S == "" || l.partnerOf(p) != nil && !p.Consent.Given() {
					continue
				}
				u, a := l.awardUse(e, r)
				l.add(Consent{Kind: "person", Name: p.Name.S, At: r.Pos(p.At)}, "person", p.Consent, r.File, []need{{u, names(a, p.Name.S)}})
			}
		}
	}
}

// add writes an entry, if the record says something or something needs it.
func (l *ledger) add(c Consent, what string, said record.Consent, file string, uses []need) {
	if !said.Given() && len(uses) == 0 {
		return
	}
	c.What = what
	switch {
	case !said.Given() && l.required[ask{what: what}.requirement()]:
		c.State = ConsentAbsent
	case !said.Given():
		c.State = ConsentAssumed
	case !said.Allowed:
		c.State = ConsentNo
	case !given(said.Until):
		c.State = ConsentYes
	default:
		c.State, c.Until = ConsentUntil, said.Until.End(l.zone).In(l.zone)
		if l.past(c.Until) {
			c.State = ConsentHasEnded
		}
		c.EndsSoon = l.soon(c.Until)
	}
	if said.Given() {
		c.At = said.In(file)
	} else {
		c.Given, c.By = "", "" // of other consents
	}
	for _, u := range uses {
		switch {
		case !c.Holds():
			c.Withheld = append(c.Withheld, u.Use)
		case u.shown:
			c.Published = append(c.Published, u.Use)
		}
	}
	l.all = append(l.all, c)
}

// inOrder sorts the entries from a place on by name, as the site's own language does, then id; those of one party stay as they are.
func (l *ledger) inOrder(from int) {
	language := l.language()
	keys := map[string][]byte{}
	for _, c := range l.all[from:] {
		if keys[c.Name] == nil {
			keys[c.Name] = language.Key(c.Name)
		}
	}
	slices.SortStableFunc(l.all[from:], func(a, b Consent) int {
		return cmp.Or(bytes.Compare(keys[a.Name], keys[b.Name]), strings.Compare(a.ID, b.ID))
	})
}
