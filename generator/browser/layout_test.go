package browser_test

import (
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestLayout sees that no page has to be scrolled sideways, on a narrow phone and on a wide screen, in the light and the dark.
func TestLayout(t *testing.T) {
	b := open(t)
	for _, p := range samples() {
		b.visit(p)
		for _, width := range []int64{320, 360, 768, 1280} {
			for _, dark := range []bool{false, true} {
				s := screen{width: width, dark: dark}
				b.emulate(s)
				b.findings(p, s.String(), `(`+sideways+`)()`)
			}
		}
	}
}

// TestReflow sees that no page has to be scrolled sideways when a reader asks for more: text twice as large, more space in the text
// (WCAG 1.4.12), and lines from right to left.
func TestReflow(t *testing.T) {
	b := open(t)
	for _, p := range samples() {
		b.emulate(screen{width: 1280})
		b.visit(p)
		b.findings(p, "1280 pixels, text of 200 per cent", `(document.documentElement.style.fontSize = '200%', (`+sideways+`)())`)
		b.emulate(screen{width: 320})
		b.findings(p, "320 pixels, spaced text", `(document.documentElement.style.fontSize = '', (`+space+`)(), (`+sideways+`)())`)
		b.findings(p, "320 pixels, right to left", `(document.adoptedStyleSheets = [], document.dir = 'rtl', (`+sideways+`)())`)
	}
}

// sideways lists the elements that make a page wider than its window, the outermost first.
const sideways = `() => {
  const page = document.scrollingElement, width = page.clientWidth
  if (page.scrollWidth <= innerWidth) return []
  const wrong = ['the page is ' + page.scrollWidth + ' pixels wide']
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect()
    if (box.right > width + 1 || box.left < -1) wrong.push(element.cloneNode(false).outerHTML + ' from ' + box.left + ' to ' + box.right)
  }
  return wrong
}`

// space sets the distances in text that a reader may ask for.
const space = `() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }')
  document.adoptedStyleSheets = [sheet]
}`

// TestPoints sees that what stands in a line with points between has room for them.
func TestPoints(t *testing.T) {
	b := open(t)
	seen := 0
	for _, p := range samples() {
		b.visit(p)
		for _, width := range []int64{360, 1280} {
			b.emulate(screen{width: width})
			b.findings(p, screen{width: width}.String(), `(`+crowded+`)()`)
		}
		seen += evaluate[int](b, `document.querySelectorAll('.dots > * + *, .run > * + *').length`)
	}
	if seen < 50 {
		t.Errorf("%d points are too few to be all", seen)
	}
	b.visit(page{kind: plan.Awards})
	evaluate[string](b, `document.querySelectorAll('.dots, .run').forEach((e) => e.style.columnGap = 0), ''`)
	if found := evaluate[[]string](b, `(`+crowded+`)()`); len(found) == 0 {
		t.Error("points without room were not found")
	}
}

// crowded lists what stands close behind what is before it in the same line.
const crowded = `() => {
  const wrong = []
  for (const line of document.querySelectorAll('.dots, .run')) {
    let last
    for (const item of line.children) {
      const box = item.getBoundingClientRect()
      if (!box.width) continue
      const together = last && box.top < last.bottom && last.top < box.bottom
      if (together && Math.max(box.left - last.right, last.left - box.right) < 8) wrong.push(line.outerHTML.slice(0, 200))
      last = box
    }
  }
  return wrong
}`

// TestLongWords sees that no page gets wider than a narrow phone by a word without an end, such as an address, wherever it stands.
func TestLongWords(t *testing.T) {
	b := open(t)
	b.emulate(screen{width: 320})
	for _, p := range samples() {
		b.visit(p)
		b.findings(p, "320 pixels, long words", `((`+longWords+`)(), (`+sideways+`)())`)
	}
}

// longWords puts a word of 90 letters before each text of a page, but for tables and what is scrolled in its own box.
const longWords = `() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    if (text.data.trim() && !text.parentElement.closest('table, pre, select, script, .hidden')) text.data = 'Donaudampfschiff'.repeat(6) + ' ' + text.data
  }
}`

// TestSideways sees that TestLayout and TestReflow would find what is too wide.
func TestSideways(t *testing.T) {
	b := open(t)
	b.emulate(screen{width: 320})
	b.visit(page{kind: plan.Home})
	evaluate[string](b, `document.querySelector('h1').style.width = '330px'`)
	if found := evaluate[[]string](b, `(`+sideways+`)()`); len(found) < 2 {
		t.Errorf("an element that is too wide was not found: %q", found)
	}
}
