package view

import (
	"html"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Embed is /embed/<award-id>/: an award as a card in a frame of another site. It has a template without the common parts, neither script
// nor form, and a policy of its own, under which any site may frame it. Its links open outside of the frame.
type Embed struct {
	Page
	Award       *AwardCard
	Holds       bool   // neither declined nor rescinded
	Certificate string // address; empty without
	ExpiresOn   Date
}

// EmbedCode is what a recipient pastes into its own site. All is empty for an award that was declined or rescinded.
type EmbedCode struct {
	URL      string // the card
	Frame    string // markup of a frame with the card
	Fragment string // markup that needs nothing of this site
}

func (b *Builder) embed(o *plan.Output, a *site.Award) *Embed {
	v := &Embed{Award: b.awardCard(a), Holds: a.Holds(), ExpiresOn: b.date(a.ExpiresOn)}
	if a.HasCertificate && v.Holds {
		v.Certificate = b.a.Href(b.a.Certificate(a.ID))
	}
	holders := b.holders(a)
	v.Page = b.page(o, head{heading: holders, description: b.awardSentence(a, holders.S),
		title: b.t.T("view.embed.title", "title", b.t.T("view.award.title", "recipients", holders.S, "category", a.CategoryName.S, "edition", a.Edition.Name.S))})
	v.CSP = embedPolicy
	return v
}

// frameWidth and frameHeight have room for a name of two lines with its logo, and what is to be said of it.
const frameWidth, frameHeight = "360", "360"

func (b *Builder) embedCode(a *site.Award, title string) EmbedCode {
	if !a.Holds() {
		return EmbedCode{}
	}
	card, page := b.a.Absolute(b.a.Embed(a.ID)), b.a.Absolute(b.a.Award(a))
	level := a.Level.Name.S
	if a.Shortlisted {
		level = b.t.T("award.shortlisted")
	}
	line := b.t.T("view.embed.fragment", "level", level, "category", a.CategoryName.S, "edition", a.Edition.Name.S)
	return EmbedCode{
		URL: b.a.Href(b.a.Embed(a.ID)),
		Frame: element("iframe", "src", card, "title", title, "width", frameWidth, "height", frameHeight, "loading", "lazy",
			"sandbox", "allow-popups allow-popups-to-escape-sandbox", "style", "border: 0; max-width: 100%") + "</iframe>",
		Fragment: element("p", "lang", b.s.Language) + element("strong") + html.EscapeString(b.holders(a).S) + "</strong><br>\n" +
			element("a", "href", page) + html.EscapeString(line) + "</a><br>\n" + html.EscapeString(b.s.Title.S) + "</p>",
	}
}

// element is the start tag of an element with its attributes, names and values in turn.
func element(name string, attributes ...string) string {
	var out strings.Builder
	out.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		out.WriteString(" " + attributes[i] + `="` + html.EscapeString(attributes[i+1]) + `"`)
	}
	out.WriteString(">")
	return out.String()
}
