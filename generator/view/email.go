package view

import (
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Email is /awards/<edition>/email.html: an edition as a newsletter, to be pasted into a mail. Every address in it is absolute. Mail programs
// know neither style sheets nor scripts, so it is the one page with style attributes, under a policy of its own.
type Email struct {
	Page
	Edition string // absolute address of the edition
	Date    Date
	Venue   Text
	Summary Text
	Groups  []EmailGroup
}

// EmailGroup is a group of categories.
type EmailGroup struct {
	Name       Text
	Categories []EmailCategory
}

// EmailCategory is a category with its winners in full, and the other levels by name.
type EmailCategory struct {
	Name    Text
	URL     string
	None    bool
	Reason  Text
	Winners []EmailResult
	Others  []EmailLevel
}

// EmailResult is a result. Note says what is to be said of it beside its level: its region, whether it is joint or tied, its status.
type EmailResult struct {
	Names    Text
	URL      string
	Note     Text
	Citation Text
	Clients  Text
	Void     bool // declined or rescinded
}

// EmailLevel is the results of a lower level.
type EmailLevel struct {
	Level   Text
	Results []EmailResult
}

// How long texts in a newsletter are, in characters: mail programs cut long mails.
const (
	emailSummary  = 600
	emailCitation = 220
)

func (b *Builder) email(o *plan.Output, e *site.Edition) *Email {
	v := &Email{Edition: b.a.Absolute(b.a.Edition(e.ID)), Date: b.date(e.Date), Venue: b.text(e.Venue), Summary: b.shortened(e.Summary, emailSummary)}
	for _, y := range e.Categories {
		c := b.emailCategory(y)
		if !c.None && len(c.Winners)+len(c.Others) == 0 {
			continue
		}
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].Name.S != y.Category.Group.S {
			v.Groups = append(v.Groups, EmailGroup{Name: b.text(y.Category.Group)})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Categories = append(g.Categories, c)
	}
	h := head{heading: b.text(e.Name), title: b.t.T("view.email.title", "edition", e.Name.S), crumbs: b.editionCrumbs(e), crumb: b.say("view.email"), published: e.Date,
		description: b.t.T("view.email.description", "edition", e.Name.S, "site", b.s.Title.S)}
	v.Page = b.page(o, h)
	v.CSP = emailPolicy
	return v
}

func (b *Builder) emailCategory(y *site.CategoryYear) EmailCategory {
	c := EmailCategory{Name: b.text(y.Name), URL: b.a.Absolute(b.a.EditionCategory(y.Edition.ID, y.Category.ID)), None: y.None, Reason: b.text(y.Reason)}
	for _, a := range y.Awards {
		switch {
		case a.Shortlisted:
		case a.Level.Rank == 0:
			c.Winners = append(c.Winners, b.emailResult(a))
		default:
			if n := len(c.Others); n == 0 || c.Others[n-1].Level.S != a.Level.Name.S {
				c.Others = append(c.Others, EmailLevel{Level: b.text(a.Level.Name)})
			}
			l := &c.Others[len(c.Others)-1]
			l.Results = append(l.Results, b.emailResult(a))
		}
	}
	return c
}

func (b *Builder) emailResult(a *site.Award) EmailResult {
	note := b.circumstances(a)
	if a.Region != nil {
		note = append([]string{a.Region.Name.S}, note...)
	}
	return EmailResult{Names: b.holders(a), URL: b.a.Absolute(b.a.Award(a)), Note: plain(strings.Join(note, " · ")), Citation: b.shortened(a.Citation, emailCitation),
		Clients: plain(b.joined(linksOf(a.Clients, b.clientLink))), Void: !a.Holds()}
}

// newsletter leads to an edition as a newsletter; empty when nothing of it has been announced.
func (b *Builder) newsletter(e *site.Edition) string { return b.answered(b.a.Newsletter(e.ID)) }

// resultsText is an edition's results as plain text, to copy: a block of lines for each category.
func (b *Builder) resultsText(e *site.Edition) string {
	var out strings.Builder
	out.WriteString(e.Name.S + ", " + b.date(e.Date).Text)
	if e.Venue.Given() {
		out.WriteString(", " + e.Venue.S)
	}
	out.WriteString("\n")
	for _, y := range e.Categories {
		var lines []string
		if y.None {
			line := b.t.T("results.none")
			if y.Reason.Given() {
				line += ": " + y.Reason.S
			}
			lines = append(lines, line)
		}
		for _, a := range y.Awards {
			if !a.Shortlisted {
				lines = append(lines, b.resultLine(a))
			}
		}
		if len(lines) > 0 {
			out.WriteString("\n" + y.Name.S + "\n" + strings.Join(lines, "\n") + "\n")
		}
	}
	return out.String()
}

// resultLine is a result on one line: "Winner, Europe: A (San Diego, United States) and B – Tied".
func (b *Builder) resultLine(a *site.Award) string {
	var names []string
	for i := range a.Recipients {
		r := &a.Recipients[i]
		name := r.Name.S
		switch {
		case r.Person && r.PartnerName.Given():
			name += " (" + r.PartnerName.S + ")"
		case r.Partner != nil && !r.Person:
			if at := b.placeOf(r.Partner.City.S, r.Partner.Country); at != "" {
				name += " (" + at + ")"
			}
		}
		names = append(names, name)
	}
	if a.Withheld > 0 {
		names = append(names, b.t.T("view.recipients.further", "count", a.Withheld))
	}
	line := a.Level.Name.S
	if a.Region != nil {
		line += ", " + a.Region.Name.S
	}
	line += ": " + b.l.List(names)
	if more := b.circumstances(a); len(more) > 0 {
		line += " – " + strings.Join(more, ", ")
	}
	return line
}
