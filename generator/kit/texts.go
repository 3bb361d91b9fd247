package kit

import (
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/view"
)

// maxPost is how many characters a post on X may have; an address counts as 23 of them, whatever its length.
const (
	maxPost   = 280
	perTweet  = 23
	boundary  = 600 // characters of the boilerplate of a press release
	paragraph = "\n\n"
)

// text is a text file of a kit.
type text struct{ name, body string }

// texts are what a winner can say, ready to be pasted: on LinkedIn, on X, in a message, to the press. embargo is until when nothing of it may be
// said; empty: it may be.
func (l *Language) texts(w *site.Award, recipient int, embargo string) []text {
	address := l.Addresses.Absolute(l.Addresses.Award(w))
	who := l.holders(w, recipient)
	sentence := l.sentence(w, who, recipient)
	citation := ""
	if w.Citation.Given() {
		citation = l.Locale.Quote(markdown.Plain(w.Citation.S, Citation)) + paragraph
	}
	title := l.T("view.award.title", "recipients", who, "category", l.category(w).S, "edition", w.Edition.Name.S)
	id := ""
	if recipient >= 0 {
		id = w.Recipients[recipient].ID
	}
	verify := l.Addresses.Absolute(l.Addresses.Check(view.Serial(w.ID, id)))
	return []text{
		{"linkedin.txt", sentence + paragraph + citation + address + "\n"},
		{"x.txt", cut(sentence, maxPost-perTweet-1) + " " + address + "\n"},
		{"email.txt", l.T("view.kit.mail", "title", title, "sentence", sentence, "citation", citation, "address", address, "verify", verify) + "\n"},
		{"press-release.txt", l.release(w, title, sentence, citation, address, embargo)},
	}
}

// sentence says who got what.
func (l *Language) sentence(w *site.Award, who string, recipient int) string {
	n := 1
	if recipient < 0 {
		n = len(w.Recipients) + w.Withheld
	}
	key := "view.award.won"
	if w.Level.Rank > 0 || w.Shortlisted {
		key = "view.award.level"
	}
	s := l.T(key, "recipients", who, "count", n, "level", l.level(w).S, "category", l.category(w).S, "edition", w.Edition.Name.S)
	if others := l.others(w, recipient); others != "" {
		s += " " + l.T("view.proof.jointly", "recipients", others) + "."
	}
	return s
}

// release is a press release.
func (l *Language) release(w *site.Award, title, sentence, citation, address, embargo string) string {
	stamp := l.T("view.kit.release")
	if embargo != "" {
		stamp = l.T("view.kit.embargo", "until", embargo)
	}
	var b strings.Builder
	b.WriteString(stamp + paragraph + title + paragraph + l.date(w.Edition.Date) + paragraph + sentence + paragraph)
	if citation != "" {
		b.WriteString(l.T("view.kit.jury") + "\n" + citation)
	}
	b.WriteString(l.T("view.kit.more", "address", address) + "\n")
	p := l.Site.Press
	if p.Boilerplate.Given() {
		b.WriteString("\n" + l.T("view.kit.about", "organization", l.Site.Organization.Name.S) + "\n" + markdown.Plain(p.Boilerplate.S, boundary) + "\n")
	}
	var contact []string
	for _, s := range []string{p.Name, p.Email, p.Phone, p.URL} {
		if s != "" {
			contact = append(contact, s)
		}
	}
	if len(contact) == 0 && l.Site.Organization.Email != "" {
		contact = []string{l.Site.Organization.Email}
	}
	if len(contact) > 0 {
		b.WriteString("\n" + l.T("view.kit.contact") + "\n" + strings.Join(contact, "\n") + "\n")
	}
	return b.String()
}

// cut shortens a text to so many characters at the end of a word.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	short := string([]rune(s)[:most-1])
	if i := strings.LastIndexByte(short, ' '); i > 0 {
		short = short[:i]
	}
	return short + "…"
}
