package kit

import (
	"strconv"

	"github.com/plaudit/plaudit/generator/certificate"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/view"
)

// Citation is the length of a citation on a certificate, in characters.
const Citation = 500

func year(w *site.Award) string { return strconv.Itoa(w.Edition.Date.Year) }

func (l *Language) text(t site.Text) certificate.Text { return certificate.Text{S: t.S, Lang: t.Lang} }

func (l *Language) plain(s string) certificate.Text { return certificate.Text{S: s} }

// date is a date in words; empty without one.
func (l *Language) date(d site.Date) string {
	day := locale.Day{Year: d.Year, Month: d.Month, Day: d.Day}
	switch d.Precision {
	case record.NoDate:
		return ""
	case record.Year:
		day.Month, day.Day = 0, 0
	case record.Month:
		day.Day = 0
	}
	return l.Locale.Date(day)
}

func standing(w *site.Award) certificate.Standing {
	return certificate.Standing{Rank: w.Level.Rank, Rescinded: w.Status == site.Rescinded, Expired: w.Status == site.Expired}
}

// level is what an award amounts to, and how it is shared.
func (l *Language) level(w *site.Award) certificate.Text {
	name := l.text(w.Level.Name)
	switch {
	case w.Shortlisted:
		name = l.plain(l.T("view.proof.shortlisted"))
	case w.Tie:
		name.S += " · " + l.T("view.proof.tie")
	case w.Joint:
		name.S += " · " + l.T("view.proof.joint")
	}
	return name
}

func (l *Language) category(w *site.Award) certificate.Text {
	name := l.text(w.CategoryName)
	if w.Region != nil {
		name.S += " · " + w.Region.Name.S
	}
	return name
}

// status says what became of an award; empty for one that holds.
func (l *Language) status(w *site.Award) string {
	var s string
	switch w.Status {
	case site.Rescinded:
		s = l.T("view.proof.rescinded")
	case site.Expired:
		s = l.T("view.proof.expired")
	default:
		return ""
	}
	if w.StatusOn.Given() {
		s += " " + l.date(w.StatusOn)
	}
	if w.StatusWhy.Given() {
		s += ": " + w.StatusWhy.S
	}
	return s
}

// award is what a certificate says, of all recipients or of one.
func (l *Language) award(f *File, w *site.Award, recipient int) *certificate.Award {
	id := ""
	all := w.Recipients
	if recipient >= 0 {
		id = w.Recipients[recipient].ID
		all = w.Recipients[recipient : recipient+1]
	}
	serial := view.Serial(w.ID, id)
	verify := l.Addresses.Absolute(l.Addresses.Check(serial))
	a := &certificate.Award{
		Standing: standing(w), ID: w.ID + "/" + id, Kind: l.T("view.certificate"), Edition: l.text(w.Edition.Name), Date: l.date(w.Edition.Date),
		Level: l.level(w), Category: l.category(w), Status: l.plain(l.status(w)),
		Citation: certificate.Text{S: markdown.Plain(w.Citation.S, Citation), Lang: w.Citation.Lang},
		Serial:   l.T("view.proof.serial", "serial", serial), VerifyAt: l.T("view.proof.verify"), Verify: verify, CodeAlt: l.T("view.proof.code", "address", verify),
	}
	if w.ExpiresOn.Given() && w.Status == site.Active {
		a.ValidUntil = l.T("view.proof.valid", "date", l.date(w.ExpiresOn))
	}
	for i := range all {
		r := &all[i]
		a.Names = append(a.Names, l.text(r.Name))
		if r.Logo != "" {
			f.use(r.Logo, r.Name.S, func(p *certificate.Picture) { a.Logos = append(a.Logos, *p) })
		}
	}
	if len(a.Names) == 0 { // all are withheld
		a.Names = []certificate.Text{l.plain(l.T("view.recipients.further", "count", w.Withheld))}
	} else if recipient < 0 && w.Withheld > 0 {
		a.Names = append(a.Names, l.plain(l.T("view.recipients.further", "count", w.Withheld)))
	}
	if n := len(a.Names); n > 1 {
		names := make([]string, n)
		for i := range a.Names {
			names[i] = a.Names[i].S
		}
		a.Together = l.Locale.List(names)
	}
	if len(all) == 1 && all[0].Person {
		a.Of = l.text(all[0].PartnerName)
	}
	if others := l.others(w, recipient); others != "" {
		a.Jointly = l.plain(l.T("view.proof.jointly", "recipients", others))
	}
	for _, s := range l.Site.Options.Certificate.Signatories {
		a.Signed = append(a.Signed, certificate.Signatory{Name: s.Name, Role: l.text(s.Role)})
		at := len(a.Signed) - 1
		f.use(s.Signature, "", func(p *certificate.Picture) { a.Signed[at].Signature = p })
	}
	return a
}

// others are those with whom a recipient holds an award.
func (l *Language) others(w *site.Award, recipient int) string {
	if recipient < 0 {
		return ""
	}
	var names []string
	for i := range w.Recipients {
		if i != recipient {
			names = append(names, w.Recipients[i].Name.S)
		}
	}
	if w.Withheld > 0 {
		names = append(names, l.T("view.recipients.further", "count", w.Withheld))
	}
	return l.Locale.List(names)
}

// holders names whom an award, or a recipient's own certificate, is for.
func (l *Language) holders(w *site.Award, recipient int) string {
	if recipient >= 0 {
		return w.Recipients[recipient].Name.S
	}
	var names []string
	for i := range w.Recipients {
		names = append(names, w.Recipients[i].Name.S)
	}
	if w.Withheld > 0 {
		names = append(names, l.T("view.recipients.further", "count", w.Withheld))
	}
	return l.Locale.List(names)
}

// BadgeAlt is what a badge says to those who cannot see it.
func (l *Language) BadgeAlt(w *site.Award, recipient int) string {
	level := l.level(w).S
	if s := l.status(w); s != "" {
		level = s
	}
	return l.T("view.proof.badge", "programme", l.Site.Title.S, "year", year(w), "level", level, "category", l.category(w).S, "recipients", l.holders(w, recipient))
}

func (l *Language) badge(w *site.Award, recipient int) *certificate.Badge {
	b := &certificate.Badge{Standing: standing(w), Year: year(w), Level: l.level(w), Category: l.category(w), Name: l.plain(l.holders(w, recipient)), Alt: l.BadgeAlt(w, recipient)}
	switch w.Status {
	case site.Rescinded:
		b.Status.S = l.T("view.proof.rescinded")
	case site.Expired:
		b.Status.S = l.T("view.proof.expired")
	}
	return b
}

// share is what a share image says of the record that it is about.
func (l *Language) share(f *File, o *plan.Output) *certificate.Share {
	p := &certificate.Share{}
	logo := func(sitePath, name string) {
		f.use(sitePath, name, func(of *certificate.Picture) { p.Logo = of })
	}
	switch s := o.Subject.(type) {
	case *site.Award:
		p.Standing, p.ID, p.Year = standing(s), s.ID, year(s)
		p.Kicker, p.Title, p.Line, p.Small = l.text(s.Edition.Name), l.plain(l.holders(s, -1)), l.category(s), l.level(s)
		if status := l.status(s); status != "" {
			p.Small = l.plain(status)
		}
		if len(s.Recipients) == 1 {
			logo(s.Recipients[0].Logo, s.Recipients[0].Name.S)
		}
	case *site.Partner:
		p.ID, p.Title, p.Line = s.ID, l.text(s.Name), l.text(s.Summary)
		p.Kicker = l.plain(l.T("view.proof.partner", "organization", l.Site.Organization.Name.S))
		if n := s.Wins; n > 0 {
			p.Small = l.plain(l.T("view.proof.wins", "count", n))
		}
		logo(s.Logo, s.Name.S)
	case *site.Edition:
		p.ID, p.Year, p.Kicker, p.Title = s.ID, strconv.Itoa(s.Date.Year), l.plain(l.Site.Title.S), l.text(s.Name)
		p.Line = l.plain(l.date(s.Date))
		if n := len(s.Awards); n > 0 {
			p.Small = l.plain(l.T("view.proof.results", "count", n))
		}
	case *site.CaseStudy:
		p.ID, p.Kicker, p.Title = s.ID, l.plain(l.T("view.proof.study")), l.text(s.Title)
		var names []string
		for _, partner := range s.Partners {
			names = append(names, partner.Name.S)
		}
		line := l.Locale.List(names)
		if s.Client != nil {
			line = s.Client.Name.S + " × " + line
		}
		p.Line = l.plain(line)
	}
	p.Alt = p.Kicker.S + ": " + p.Title.S
	if p.Line.S != "" {
		p.Alt += ", " + p.Line.S
	}
	return p
}
