package browser_test

import (
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestTypeface sees that the theme's web font is fetched once, for the page's title, and that small letters stay in the system's faces.
func TestTypeface(t *testing.T) {
	b := open(t)
	b.visit(ofKind(plan.Home)[0])
	b.eventually("the font is there", `[...document.fonts].every(f => f.status === 'loaded')`)
	if got := evaluate[[]string](b, `performance.getEntriesByType('resource').filter(e => e.name.endsWith('.woff2')).map(e => e.initiatorType)`); len(got) != 1 || got[0] != "link" {
		t.Errorf("fonts are fetched by %q, not once by the element that tells of it", got)
	}
	const family = `e => getComputedStyle(e).fontFamily.split(',')[0].replaceAll('"', '')`
	if got := evaluate[string](b, `(`+family+`)(document.querySelector('h1'))`); got != "Noto Serif Display" {
		t.Errorf("the title is in %s", got)
	}
	if got := evaluate[[]string](b, `[...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).
filter(e => parseFloat(getComputedStyle(e).fontSize) < 22 && (`+family+`)(e) === 'Noto Serif Display').map(e => e.outerHTML.slice(0, 100))`); len(got) > 0 {
		t.Errorf("letters are too small for their face: %q", got)
	}
}
