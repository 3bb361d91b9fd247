package site

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
)

// peopleAndClientsOfAwards gives partners and clients their awards and case studies, and counts (rule 10 of the contract).
func (l *linker) peopleAndClientsOfAwards() {
	s := l.site
	for _, e := range s.Editions {
		for _, a := range e.Awards {
			for _, p := range partnersOf(a) {
				p.Awards = append(p.Awards, a)
				p.count(a)
			}
			for _, c := range a.Clients {
				c.Awards = append(c.Awards, a)
				c.work(partnersOf(a))
			}
		}
	}
	for _, c := range s.CaseStudies {
		for _, p := range c.Partners {
			p.CaseStudies = append(p.CaseStudies, c)
		}
		if c.Client != nil {
			c.Client.CaseStudies = append(c.Client.CaseStudies, c)
			c.Client.work(c.Partners)
		}
	}
	for _, p := range s.Partners {
		slices.SortStableFunc(p.LevelCounts, func(a, b LevelCount) int { return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.ID, b.ID)) })
	}
	for _, c := range s.Clients {
		slices.SortFunc(c.Partners, byTier)
		c.Partners = slices.Compact(c.Partners)
	}
}

// partnersOf are the partners that hold an award, directly or through people, each once.
func partnersOf(a *Award) []*Partner {
	out := make([]*Partner, 0, len(a.Recipients))
	for _, r := range a.Recipients {
		if r.Partner != nil && !slices.Contains(out, r.Partner) {
			out = append(out, r.Partner)
		}
	}
	return out
}

// count adds an award to a partner's wins or to those of its lower level. The newest edition's name of a level is shown.
func (p *Partner) count(a *Award) {
	switch {
	case !a.Holds():
	case a.Counts():
		p.Wins++
	case a.Level.Rank > 0:
		i := slices.IndexFunc(p.LevelCounts, func(c LevelCount) bool { return c.ID == a.Level.ID })
		if i < 0 {
			i = len(p.LevelCounts)
			p.LevelCounts = append(p.LevelCounts, LevelCount{Level: a.Level.Name, ID: a.Level.ID, rank: a.Level.Rank})
		}
		p.LevelCounts[i].Count++
	}
}

func (c *Client) work(partners []*Partner) { c.Partners = append(c.Partners, partners...) }

// terms gives the terms their partners and case studies and puts them in order.
func (l *linker) terms() {
	s := l.site
	add := func(p *Partner, terms ...*Term) {
		for _, t := range terms {
			if t != nil {
				t.Partners = append(t.Partners, p)
			}
		}
	}
	for _, p := range s.Partners {
		if p.Former {
			continue
		}
		add(p, p.Type, p.Size)
		add(p, p.Specialties...)
		add(p, p.Industries...)
		add(p, p.Products...)
		add(p, p.Regions...)
		for _, code := range countriesOf(p) {
			add(p, l.country(code))
		}
		for _, tag := range p.Languages {
			add(p, l.language(tag))
		}
	}
	tell := func(c *CaseStudy, terms []*Term) {
		for _, t := range terms {
			t.CaseStudies = append(t.CaseStudies, c)
		}
	}
	for _, c := range s.CaseStudies {
		tell(c, c.Industries)
		tell(c, c.Specialties)
		tell(c, c.Products)
		if c.Country != "" {
			tell(c, []*Term{l.country(c.Country)})
		}
	}
	sorted := func(name string) []*Term {
		list := l.taxonomies[name].list
		for _, t := range list {
			if t.SortKey == nil {
				t.SortKey = l.locale.Key(t.Name.S)
			}
		}
		slices.SortFunc(list, func(a, b *Term) int { return cmp.Or(bytes.Compare(a.SortKey, b.SortKey), strings.Compare(a.ID, b.ID)) })
		return list
	}
	s.Specialties, s.Industries, s.Products, s.Types = sorted("specialty"), sorted("industry"), sorted("product"), sorted("type")
	s.Regions, s.CountryTerms, s.LanguageTerms = sorted("region"), sorted("country"), sorted("language")
	s.Sizes = l.taxonomies["size"].list
	slices.SortStableFunc(l.bands, func(a, b band) int { return cmp.Compare(a.from, b.from) })
	for i, b := range l.bands {
		s.Sizes[i] = b.term
	}
	for _, p := range s.Partners {
		for _, list := range [][]*Term{p.Regions} { // they follow from countries, so they have no order of their own
			slices.SortFunc(list, func(a, b *Term) int { return cmp.Or(bytes.Compare(a.SortKey, b.SortKey), strings.Compare(a.ID, b.ID)) })
		}
	}
}

// landing makes the combined facet pages.
func (l *linker) landing() {
	c := &l.records.Config
	term := func(taxonomy, id string) *Term {
		return l.taxonomies[taxonomy].byID[id]
	}
	for _, r := range c.Landing {
		x := &Landing{ID: r.ID.S, At: r.At.In(c.File), Title: l.text(r.Title), Text: l.prose(c.Head(), r.Text), Specialty: term("specialty", r.Specialty.S),
			Region: term("region", r.Region.S), Country: term("country", strings.ToLower(r.Country.S)), Industry: term("industry", r.Industry.S), Product: term("product", r.Product.S)}
		conditions, empty := 0, false
		for _, pair := range []struct {
			asked string
			found *Term
		}{{r.Specialty.S, x.Specialty}, {r.Region.S, x.Region}, {r.Country.S, x.Country}, {r.Industry.S, x.Industry}, {r.Product.S, x.Product}} {
			if pair.asked == "" {
				continue
			}
			if pair.found == nil {
				empty = true
				continue
			}
			if conditions == 0 {
				x.Partners = slices.Clone(pair.found.Partners)
			} else {
				x.Partners = slices.DeleteFunc(x.Partners, func(p *Partner) bool { return !slices.Contains(pair.found.Partners, p) })
			}
			conditions++
		}
		if empty {
			x.Partners = nil
		}
		if len(x.Partners) == 0 {
			l.problems.Add(diag.BadLanding.New(x.At, "no partner fits the page %q", x.ID).WithHint("correct its terms, or take it out"))
		}
		x.Translated = l.translated()
		l.site.Landing = append(l.site.Landing, x)
	}
}

func (l *linker) press() {
	r := &l.records.Programme.Press
	if r.File == "" {
		return
	}
	p := Press{Given: true, Boilerplate: l.prose(r.Head, r.Boilerplate), Name: r.Contact.Name.S, Email: r.Contact.Email.S, Phone: r.Contact.Phone.S,
		URL: r.Contact.URL.S, BadgeRules: l.prose(r.Head, r.BadgeRules)}
	for _, x := range r.Logos {
		p.Logos = append(p.Logos, PressLogo{Src: picture(x.Src), Alt: l.text(x.Alt), Label: l.name(x.Label)})
	}
	l.translated()
	l.site.Press = p
}
