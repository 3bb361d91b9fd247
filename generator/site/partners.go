package site

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

func digits(n int64) string { return strconv.FormatInt(n, 10) }

// tiers are in the order of their file.
func (l *linker) tiers() {
	for i, r := range l.records.Tiers {
		t := &Tier{ID: r.Id.S, At: r.Position(), Rank: i, Name: l.name(r.Name), Summary: l.text(r.Summary), ReviewEvery: l.text(r.Review.Every),
			ReviewNext: l.date(r.Review.Next), Color: r.Color.S}
		for _, c := range r.Criteria {
			t.Criteria = append(t.Criteria, l.prose(r.Head, c))
		}
		for _, b := range r.Benefits {
			t.Benefits = append(t.Benefits, Benefit{Kind: b.Kind.S, Text: l.text(b.Text)})
		}
		t.Translated = l.translated()
		l.site.Tiers = append(l.site.Tiers, t)
		l.tierByID[t.ID] = t
	}
}

// partners makes the visible ones, in order.
func (l *linker) partners() {
	s := l.site
	s.PartnerByID = make(map[string]*Partner, len(l.records.Partners))
	s.Partners = make([]*Partner, 0, len(l.records.Partners))
	for _, r := range l.records.Partners {
		l.partnerRecord[r.Id.S] = r
		if !l.allows(r.Consent.Listed, "") {
			l.withhold(l.unlisted(r))
			continue
		}
		p := l.partner(r)
		s.Partners = append(s.Partners, p)
		s.PartnerByID[p.ID] = p
	}
	slices.SortFunc(s.Partners, byTier)
	for _, p := range s.Partners {
		if !p.Former && p.Tier != nil {
			p.Tier.Partners = append(p.Tier.Partners, p)
		}
	}
}

// byTier is the order of partners: tier rank (none last), collated name, id.
func byTier(a, b *Partner) int {
	return cmp.Or(cmp.Compare(rankOf(a.Tier), rankOf(b.Tier)), bytes.Compare(a.SortKey, b.SortKey), strings.Compare(a.ID, b.ID))
}

func rankOf(t *Tier) int {
	if t == nil {
		return 1 << 30
	}
	return t.Rank
}

// unlisted is a partner that wants to be in no output.
func (l *linker) unlisted(r *record.Partner) Withheld {
	w := hideOf("partner", r.Head, reasonUnlisted, time.Time{})
	w.Name = r.Name.S
	var ws words
	ws.name(r.Name.S)
	ws.id(r.Id.S)
	for _, i := range r.Identities {
		ws.name(i.Name.S)
	}
	ws.phrases(r.Summary.S)
	ws = append(ws, r.Private.Words...)
	w.Words = ws
	return w
}

func (l *linker) partner(r *record.Partner) *Partner {
	p := &Partner{ID: r.Id.S, At: r.Position(), Name: l.name(r.Name), Former: r.Status.S == "former", Website: r.Website.S, LogoAlt: l.text(r.LogoAlt),
		Summary: l.text(r.Summary), Description: l.prose(r.Head, r.Description), Cover: l.image(r.Cover), Country: r.Country.S, City: l.name(r.City),
		Founded: l.date(r.Founded), TeamSize: r.TeamSize.S, Size: l.sizeOf(r.TeamSize), Since: l.date(r.Since),
		BudgetFrom: r.Budget.From.V, BudgetCurrency: r.Budget.Currency.S, Email: r.Contact.Email.S, Phone: r.Contact.Phone.S, ContactURL: r.Contact.URL.S,
		Verified: l.date(r.Verified), Params: r.Params, SortKey: l.locale.Key(r.Name.S)}
	p.Description.Untrusted = true
	if !p.LogoAlt.Given() {
		p.LogoAlt = p.Name
	}
	if r.Accepting.Given() {
		p.Accepting = new(r.Accepting.V) // a copy: the site holds no record
	}
	p.Type = l.term("type", r.File, r.Type)
	p.Specialties = l.termsOf("specialty", r.File, r.Specialties)
	p.Industries = l.termsOf("industry", r.File, r.Industries)
	p.Products = l.termsOf("product", r.File, r.Products)
	l.places(p, r)
	l.logos(p, r)
	l.tierHistory(p, r)
	for _, tag := range r.Languages {
		if tag.S != "" && !slices.Contains(p.Languages, tag.S) {
			p.Languages = append(p.Languages, tag.S)
		}
	}
	for _, i := range r.Integrations {
		x := Integration{Name: i.Name.S, Docs: i.Docs.S, Version: i.Version.S, Status: i.Status.S, ReplacedBy: i.ReplacedBy.S}
		for _, d := range i.DataShared {
			x.DataShared = append(x.DataShared, l.name(d))
		}
		p.Integrations = append(p.Integrations, x)
	}
	for _, c := range r.Certifications {
		if !l.over(c.Expires) {
			p.Certifications = append(p.Certifications, Certification{Name: c.Name.S, URL: c.URL.S, Issued: l.date(c.Issued), Expires: l.date(c.Expires)})
		}
	}
	for _, x := range r.Social {
		p.Social = append(p.Social, Social{Network: x.Network.S, URL: x.URL.S})
	}
	for _, a := range r.Aliases {
		p.Aliases = append(p.Aliases, a.S)
	}
	if p.Verified.Given() {
		p.VerifiedLongAgo = l.clock.Reached(p.Verified.Time.AddDate(1, 0, 0))
	}
	l.featuredNow(p, r)
	if r.Private.Given() {
		l.hidePart("private", p.ID, "", r.Pos(r.Private.At), reasonPrivate, time.Time{}, r.Private.Words)
	}
	p.Translated = l.translated()
	return p
}

// places gives a partner its offices, the countries where it works, and the regions that follow from all of them.
func (l *linker) places(p *Partner, r *record.Partner) {
	work := func(code string) {
		if code != "" && !slices.Contains(p.Serves, code) {
			p.Serves = append(p.Serves, code)
		}
	}
	work(p.Country)
	for _, c := range r.Serves {
		work(c.S)
	}
	for _, o := range r.Offices {
		p.Offices = append(p.Offices, Office{City: l.name(o.City), Country: o.Country.S})
	}
	region := func(t *Term) {
		if !slices.Contains(p.Regions, t) {
			p.Regions = append(p.Regions, t)
		}
	}
	for _, code := range countriesOf(p) {
		for _, t := range l.regionsOf[code] {
			region(t)
		}
	}
	for _, t := range l.termsOf("region", r.File, r.Regions) {
		region(t)
	}
}

// countriesOf are the countries where a partner sits, works or has an office: its facets.
func countriesOf(p *Partner) []string {
	if len(p.Offices) == 0 {
		return p.Serves
	}
	all := slices.Clone(p.Serves)
	for _, o := range p.Offices {
		if o.Country != "" && !slices.Contains(all, o.Country) {
			all = append(all, o.Country)
		}
	}
	return all
}

// logos gives a partner its logos, old and new, if it agrees to their use.
func (l *linker) logos(p *Partner, r *record.Partner) {
	show := l.allows(r.Consent.Logo, forLogo)
	if show {
		p.Logo, p.LogoDark = picture(r.Logo), picture(r.LogoDark)
	} else if at, has := r.AnyLogo(); has {
		l.hidePart("logo", p.ID, p.Name.S, r.Pos(at), reasonConsent, time.Time{}, nil)
	}
	for _, i := range r.Identities {
		if !given(i.Until) {
			continue // decode has said so
		}
		x := Identity{Name: i.Name.S, Until: i.Until.End(l.zone)}
		if show {
			x.Logo = picture(i.Logo)
		}
		p.Identities = append(p.Identities, x)
	}
	slices.SortStableFunc(p.Identities, func(a, b Identity) int { return a.Until.Compare(b.Until) })
	for i := len(p.Identities) - 1; i >= 0; i-- {
		if n := p.Identities[i].Name; n != p.Name.S && !slices.Contains(p.FormerNames, n) {
			p.FormerNames = append(p.FormerNames, n)
		}
	}
}

// tierHistory gives a partner its tiers, up to today's. What is to come is nobody's business yet: neither the next tier nor
// that today's ends.
func (l *linker) tierHistory(p *Partner, r *record.Partner) {
	for _, x := range r.Tier {
		t := l.tierByID[x.ID.S]
		if t == nil {
			continue
		}
		if !l.started(x.From) {
			l.hidePart("tier", p.ID, t.Name.S, r.Pos(x.At), reasonScheduled, x.From.Start(l.zone), nil)
			continue
		}
		span := TierSpan{Tier: t, FromDate: l.date(x.From)}
		if given(x.From) {
			span.From = x.From.Start(l.zone)
		}
		if l.over(x.Until) {
			span.Until, span.UntilDate = x.Until.End(l.zone), l.date(x.Until)
		} else {
			p.Tier = t
		}
		p.Tiers = append(p.Tiers, span)
	}
	slices.SortStableFunc(p.Tiers, func(a, b TierSpan) int { return a.From.Compare(b.From) })
	for _, span := range p.Tiers {
		if span.Until.IsZero() {
			p.Tier = span.Tier // of spans that overlap the later one
		}
	}
}

// tierOn is a partner's tier at an instant; of spans that overlap the later one.
func (p *Partner) tierOn(t time.Time) *Tier {
	var found *Tier
	for _, span := range p.Tiers {
		if !t.Before(span.From) && (span.Until.IsZero() || t.Before(span.Until)) {
			found = span.Tier
		}
	}
	return found
}

// asOf is the name and the logo that a partner had at an instant; earlier is false when they are today's.
func (p *Partner) asOf(t time.Time) (name Text, logo string, earlier bool) {
	for _, i := range p.Identities {
		if t.Before(i.Until) {
			return Text{S: i.Name}, i.Logo, true
		}
	}
	return p.Name, p.Logo, false
}

// successors ties partners to those they were merged into or bought by.
func (l *linker) successors() {
	for _, r := range l.records.Partners {
		p, next := l.site.PartnerByID[r.Id.S], l.site.PartnerByID[r.Successor.S]
		if p != nil && next != nil && p != next {
			p.Successor = next
			next.Predecessors = append(next.Predecessors, p)
		}
	}
	for _, p := range l.site.Partners {
		slices.SortFunc(p.Predecessors, byTier)
	}
}

// clients makes the visible ones, in order.
func (l *linker) clients() {
	s := l.site
	s.ClientByID = make(map[string]*Client, len(l.records.Clients))
	for _, r := range l.records.Clients {
		l.clientRecord[r.Id.S] = r
		if !l.allows(r.Consent.Listed, "") {
			w := hideOf("client", r.Head, reasonUnlisted, time.Time{})
			w.Name = r.Name.S
			var ws words
			ws.name(r.Name.S)
			ws.id(r.Id.S)
			w.Words = ws
			l.withhold(w)
			continue
		}
		c := &Client{ID: r.Id.S, At: r.Position(), Name: l.name(r.Name), Website: r.Website.S, Industry: l.term("industry", r.File, r.Industry),
			Country: r.Country.S, SortKey: l.locale.Key(r.Name.S), Translated: true}
		if l.allows(r.Consent.Logo, forLogo) {
			c.Logo, c.LogoDark = picture(r.Logo), picture(r.LogoDark)
		} else if r.Logo.S != "" || r.LogoDark.S != "" {
			l.hidePart("logo", c.ID, c.Name.S, r.Pos(r.Logo.At), reasonConsent, time.Time{}, nil)
		}
		s.Clients = append(s.Clients, c)
		s.ClientByID[c.ID] = c
	}
	slices.SortFunc(s.Clients, func(a, b *Client) int {
		return cmp.Or(bytes.Compare(a.SortKey, b.SortKey), strings.Compare(a.ID, b.ID))
	})
	for _, id := range l.records.Config.ClientsShown {
		if c := s.ClientByID[id.S]; c != nil && !slices.Contains(s.ClientsShown, c) {
			s.ClientsShown = append(s.ClientsShown, c)
		}
	}
}
