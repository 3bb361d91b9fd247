package view

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) governance(o *plan.Output) *Governance {
	v := &Governance{}
	file := &b.s.Programme.Governance
	names := map[string]Link{}
	for _, p := range b.s.Policies {
		names[p.ID.S] = Link{Label: b.words(p.Name), URL: "#policy-" + p.ID.S}
	}
	// Changes are numbered from the oldest on, so that an anchor stays when one is added.
	changes := newestFirst(b, file.Changes, func(c record.PolicyChange) record.Date { return c.Date })
	for i, c := range changes {
		v.Changes = append(v.Changes, PolicyChange{Anchor: "change-" + strconv.Itoa(len(changes)-i), Date: b.when(c.Date), Policy: names[c.Policy.S],
			Summary: b.words(c.Summary), Reason: b.words(c.Reason)})
	}
	for i := range b.s.Policies {
		v.Policies = append(v.Policies, b.policyOf(o, &b.s.Policies[i], changes))
	}
	audits := newestFirst(b, file.Audits, func(a record.Audit) record.Date { return a.Date })
	for i, a := range audits {
		v.Audits = append(v.Audits, Audit{Anchor: "audit-" + strconv.Itoa(len(audits)-i), Date: b.when(a.Date), By: a.By.S, Result: b.words(a.Result), URL: b.siteURL(a.URL.S)})
	}
	v.Complaints = b.complaints(file.Complaints)
	for _, x := range file.Bodies {
		body := GovernanceBody{Name: b.words(x.Name), Role: b.words(x.Role)}
		for _, m := range x.Members {
			body.Members = append(body.Members, m.S)
		}
		v.Bodies = append(v.Bodies, body)
	}
	v.Page, v.Intro = b.programmePage(o)
	return v
}

func (b *Builder) policyOf(o *plan.Output, p *site.Policy, changes []record.PolicyChange) GovernancePolicy {
	h, anchor := b.s.Programme.Governance.Head, "policy-"+p.ID.S
	version := func(anchor string, number record.Text, effective record.Date, text record.Markdown) PolicyVersion {
		x := PolicyVersion{Anchor: anchor, Version: number.S, Effective: b.when(effective), Text: b.writing(o, h, text, 4, anchor+"-"),
			URL: b.a.Absolute(o.Address) + "#" + anchor}
		x.Cite = b.cite(p.Name, x)
		return x
	}
	out := GovernancePolicy{ID: p.ID.S, Name: b.words(p.Name), Future: p.Future, Current: version(anchor, p.Version, p.Effective, p.Text)}
	for _, e := range newestFirst(b, p.Earlier, func(e record.PolicyVersion) record.Date { return e.Effective }) {
		x := version(anchor+"-"+locale.Slug(e.Version.S), e.Version, e.Effective, e.Text)
		x.InForce = p.InForce >= 0 && e.At == p.Earlier[p.InForce].At
		out.Earlier = append(out.Earlier, x)
	}
	for _, c := range changes {
		if c.Policy.S == p.ID.S {
			out.Changes = append(out.Changes, PolicyChange{Date: b.when(c.Date), Summary: b.words(c.Summary), Reason: b.words(c.Reason)})
		}
	}
	return out
}

// cite is how a version is named elsewhere, with its lasting address.
func (b *Builder) cite(name record.Text, v PolicyVersion) string {
	title := name.S
	if v.Version != "" {
		title = b.t.T("view.governance.version", "policy", name.S, "version", v.Version)
	}
	if v.Effective.Text == "" {
		return b.t.T("view.governance.cite", "policy", title, "site", b.s.Title.S, "address", v.URL)
	}
	return b.t.T("view.governance.cite.dated", "policy", title, "date", v.Effective.Text, "site", b.s.Title.S, "address", v.URL)
}

// complaints are those of each year, with the awards that were rescinded in it; a year may have only these.
func (b *Builder) complaints(list []record.Complaints) []Complaints {
	years := map[int]*Complaints{}
	of := func(year int) *Complaints {
		if years[year] == nil {
			years[year] = &Complaints{Year: year}
		}
		return years[year]
	}
	for _, c := range list {
		x := of(int(c.Year.V))
		x.Given, x.Received, x.Upheld, x.Note = true, int(c.Received.V), int(c.Upheld.V), b.words(c.Note)
	}
	for _, e := range b.s.Editions {
		for _, a := range e.Awards {
			if a.Status != site.Rescinded {
				continue
			}
			year := e.Date.Year
			if a.StatusOn.Given() {
				year = a.StatusOn.Year
			}
			of(year).Rescinded = append(of(year).Rescinded, Link{Label: b.say("view.award.name", "category", a.CategoryName.S, "edition", e.Name.S),
				URL: b.a.Href(b.a.Award(a))})
		}
	}
	var out []Complaints
	for _, x := range years {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(x, y Complaints) int { return cmp.Compare(y.Year, x.Year) })
	return out
}
