package view

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/plaudit/plaudit/generator/plan"
)

func TestEmbed(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	v := at[Embed](b, "embed/2026-newcomer-together/")
	equal(t, "holds", v.Holds, true)
	equal(t, "certificate", v.Certificate, "/certificates/2026-newcomer-together/")
	equal(t, "policy", v.CSP, embedPolicy)
	equal(t, "in search engines", v.NoIndex, true)
	rescinded := at[Embed](b, "de/embed/2026-craft-beta/")
	equal(t, "rescinded", rescinded.Holds, false)
	equal(t, "certificate of it", rescinded.Certificate, "")
	o, _ := b.plan.At("embed/2026-craft-beta/index.html")
	equal(t, "policy of the host", OwnPolicy(o), embedPolicy+"; frame-ancestors *")
	equal(t, "indexed", Indexed(o), false)
	for _, o := range b.plan.Outputs {
		if o.Kind == plan.Award && strings.Contains(o.Path, "craft/beta") && at[Award](b, o.Address).Embed != (EmbedCode{}) {
			t.Errorf("%s hands out a card of what was rescinded", o.Path)
		}
	}
}

// What is handed out is well-formed, and says what names say, whatever stands in them.
func TestEmbedCode(t *testing.T) {
	b := build(t, strings.Replace(whole, "name: Beta,", `name: "B\"><script>alert(1)</script>&amp;",`, 1), "2026-06-01")
	v := at[Award](b, "awards/2026/newcomer/together/")
	frame := elements(t, v.Embed.Frame)
	equal(t, "elements", strings.Join(frame.names, " "), "iframe")
	equal(t, "src", frame.attributes["src"], "https://partners.example.com/embed/2026-newcomer-together/")
	if !strings.Contains(frame.attributes["title"], `B"><script>alert(1)</script>&amp;`) {
		t.Errorf("the title is %q", frame.attributes["title"])
	}
	fragment := elements(t, v.Embed.Fragment)
	equal(t, "elements", strings.Join(fragment.names, " "), "p strong br a br")
	equal(t, "href", fragment.attributes["href"], "https://partners.example.com/awards/2026/newcomer/together/")
	if !strings.Contains(fragment.text, `B"><script>alert(1)</script>&amp;`) || !strings.Contains(fragment.text, "Newcomer of the Year, Awards 2026") {
		t.Errorf("the text is %q", fragment.text)
	}
}

type fragment struct {
	names      []string
	attributes map[string]string
	text       string
}

// elements reads markup with a parser that is not ours.
func elements(t *testing.T, markup string) fragment {
	t.Helper()
	f := fragment{attributes: map[string]string{}}
	for z := html.NewTokenizer(strings.NewReader(markup)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return f
		case html.StartTagToken:
			token := z.Token()
			f.names = append(f.names, token.Data)
			for _, a := range token.Attr {
				f.attributes[a.Key] = a.Val
			}
		case html.TextToken:
			f.text += z.Token().Data
		}
	}
}
