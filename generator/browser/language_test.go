package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/generator/plan"
)

// place is where a visitor is, and where the language menu leads to.
type place struct {
	URL, Canonical, Language, Kind string
	Switch                         map[string]string // language → address, of the menu
	Alternates                     map[string]string // language → address, of the head
	Indexed                        bool
}

const where = `(() => {
  const links = (selector) => Object.fromEntries([...document.querySelectorAll(selector)].map(a => [a.getAttribute('hreflang'), a.href]))
  return {
    URL: location.href,
    Canonical: document.querySelector('link[rel="canonical"]')?.href ?? '',
    Language: document.documentElement.lang,
    Kind: document.body.className,
    Switch: links('.languages a'),
    Alternates: links('link[rel="alternate"][hreflang]'),
    Indexed: !document.querySelector('meta[name="robots"][content~="noindex"]') && document.querySelector('link[rel="canonical"]')?.href === location.href,
  }
})()`

// TestLanguages sees that the language menu leads to the same page in the other language and back, and that what a page says to
// search engines of its translations is said by each of them, too.
func TestLanguages(t *testing.T) {
	b := open(t)
	seen := map[string]place{}
	look := func(address string) place {
		if p, ok := seen[address]; ok {
			return p
		}
		if err := chromedp.Do(b.ctx, chromedp.Navigate(address)); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		seen[address] = evaluate[place](b, where)
		return seen[address]
	}
	for _, p := range samples() {
		here := look(p.url())
		if here.Language != p.language {
			t.Errorf("%s is in %q, not %q", p, here.Language, p.language)
		}
		if p.kind == plan.NotFound || p.kind == plan.Gone || p.kind == plan.Withheld || p.kind == plan.Email || p.kind == plan.Embed {
			continue // what is not there has no translation: the menu leads home; a mail has no menu
		}
		if len(here.Switch) < 2 {
			t.Errorf("%s has no language menu", p)
		}
		if here.Canonical != p.url() { // an untranslated copy: it names the original, and is nobody's translation
			if p.language == "en" || here.Canonical != here.Switch["en"] || len(here.Alternates) > 0 {
				t.Errorf("%s: canonical is %s, and it has %d translations", p, here.Canonical, len(here.Alternates))
			}
		}
		for language, address := range here.Switch {
			there := look(address)
			if there.Language != language || there.Kind != here.Kind || there.URL != address || there.Switch[here.Language] != p.url() {
				t.Errorf("%s: the menu leads to %s for %s, which is %s in %s and leads back to %s", p, address, language, there.Kind, there.Language, there.Switch[here.Language])
			}
		}
		if standard := here.Alternates["x-default"]; standard != here.Alternates["en"] {
			t.Errorf("%s: who speaks neither language is led to %q", p, standard)
		}
		delete(here.Alternates, "x-default")
		for language, address := range here.Alternates {
			there := look(address)
			if there.Language != language || there.Alternates[here.Language] != p.url() || !there.Indexed {
				t.Errorf("%s: its translation %s (%s) is in %s, indexed %v, and names %s in return", p, address, language, there.Language, there.Indexed, there.Alternates[here.Language])
			}
		}
	}
}

// TestLanguageMenu follows the menu with a click.
func TestLanguageMenu(t *testing.T) {
	b := open(t)
	p := ofKind(plan.Award)[0]
	b.visit(p)
	if err := chromedp.Do(b.ctx,
		chromedp.Click(chromedp.CSS(`.languages a:not([aria-current])`)),
		chromedp.WaitReady(chromedp.CSS(`html:not([lang="`+p.language+`"]) main`))); err != nil {
		t.Fatal(err)
	}
	if there := evaluate[place](b, where); there.Switch[p.language] != p.url() {
		t.Errorf("from %s the menu leads to %s", p, there.URL)
	}
}
