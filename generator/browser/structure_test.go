package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestStructure sees that a page has one heading of the first rank that can be seen, and the landmarks by which people who do not
// see it find their way.
func TestStructure(t *testing.T) {
	b := open(t)
	for _, p := range samples() {
		if p.language != original() || p.kind == plan.Email || p.kind == plan.Embed {
			continue // the template is the same; a mail and a card have no menus
		}
		b.visit(p)
		b.findings(p, "structure", `(`+structure+`)()`)
	}
}

const structure = `() => {
  const wrong = []
  const one = (selector, what) => {
    const found = [...document.querySelectorAll(selector)].filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 1)
    if (found.length !== 1) wrong.push(found.length + ' × ' + what)
  }
  one('h1', 'h1')
  one('main', 'main')
  one('body > header', 'header of the page')
  one('body > footer', 'footer of the page')
  const names = new Set()
  for (const nav of document.querySelectorAll('nav')) {
    const label = nav.getAttribute('aria-label') ?? document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent
    if (!label?.trim()) wrong.push('a nav without a name: ' + nav.className)
    else if (names.has(label)) wrong.push('two navs with the name ' + label)
    names.add(label)
  }
  if (!names.size) wrong.push('no nav')
  for (const e of document.querySelectorAll('a[href], button, summary, input, select, textarea'))
    if (!(e.getAttribute('aria-label') ?? e.textContent).trim() && !e.labels?.length && !e.querySelector('img[alt]:not([alt=""])')) wrong.push('without a name: ' + e.outerHTML)
  const rank = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]))
  rank.forEach((n, i) => { if (i && n > rank[i - 1] + 1) wrong.push('a heading of rank ' + n + ' follows one of rank ' + rank[i - 1]) })
  return wrong
}`

// TestStructureFinds sees that TestStructure would find a page without each of these.
func TestStructureFinds(t *testing.T) {
	b := open(t)
	for _, spoil := range []string{
		`document.querySelector('h1').hidden = true`,
		`document.querySelector('main').append(document.createElement('h1')), document.querySelector('h1:empty').append('x')`,
		`document.querySelector('main').replaceWith(...document.querySelector('main').childNodes)`,
		`document.querySelector('body > footer').remove()`,
		`document.querySelector('nav').removeAttribute('aria-label')`,
		`document.querySelectorAll('nav').forEach(n => n.setAttribute('aria-label', 'x'))`,
		`document.querySelector('main a').replaceChildren()`,
		`document.querySelector('h2').outerHTML = '<h4>x</h4>'`,
	} {
		b.visit(page{kind: plan.Home})
		if found := evaluate[[]string](b, `(`+spoil+`, (`+structure+`)())`); len(found) == 0 {
			t.Errorf("nothing was found after %s", spoil)
		}
	}
}

// TestSkipLink sees that the first tab shows a link which leads a keyboard past the menus.
func TestSkipLink(t *testing.T) {
	b := open(t)
	for _, p := range samples() {
		if p.language != original() || p.kind == plan.Email || p.kind == plan.Embed {
			continue // the template is the same; a mail and a card have no menus
		}
		b.visit(p)
		b.press(kb.Tab)
		b.findings(p, "first tab", `(() => {
  const link = document.activeElement, box = link.getBoundingClientRect()
  if (!link.matches('a[href^="#"]')) return ['the first stop is ' + link.outerHTML]
  return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth ? [] : ['the skip link cannot be seen']
})()`)
		b.press(kb.Enter)
		b.press(kb.Tab)
		b.findings(p, "after the skip link", `(() => {
  const main = document.querySelector('main'), at = document.activeElement
  // A page whose content has no link goes on behind it.
  const before = main.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING
  return !before && at !== document.body && (main.contains(at) || !main.querySelector('a[href], button, summary, input')) ? [] : ['the next stop is ' + at.outerHTML]
})()`)
	}
}

// TestKeyboard goes through whole pages with the Tab key: every link and control is reached, in the order of the page, and shows
// where the focus is.
func TestKeyboard(t *testing.T) {
	b := open(t)
	for i, kind := range []plan.Kind{plan.Home, plan.Partner, plan.Edition, plan.Award, plan.CaseStudy, plan.Page, plan.Nominate, plan.Certificate} {
		p := ofKind(kind)[0]
		s := screen{width: 1280, dark: i%2 == 1}
		b.emulate(s)
		b.visit(p)
		stops := evaluate[int](b, `(`+expectStops+`)()`)
		for range stops {
			b.press(kb.Tab)
			b.findings(p, s.String(), `(`+atStop+`)()`)
		}
		b.findings(p, s.String(), missed)
	}
}

// TestStopsFind sees that TestKeyboard would find a link that hides the focus, and one that the keyboard does not reach.
func TestStopsFind(t *testing.T) {
	b := open(t)
	b.visit(page{kind: plan.Home})
	stops := evaluate[int](b, `(document.querySelector('.skip').style.outline = 'none', document.querySelectorAll('a')[1].tabIndex = -1, (`+expectStops+`)())`)
	b.press(kb.Tab)
	if found := evaluate[[]string](b, `(`+atStop+`)()`); len(found) != 1 {
		t.Errorf("a link without outline: %q", found)
	}
	for range stops - 2 {
		b.press(kb.Tab)
		evaluate[[]string](b, `(`+atStop+`)()`)
	}
	if missed := evaluate[int](b, missed+`.length`); missed != 1 {
		t.Errorf("%d links are not reached, not 1", missed)
	}
}

// missed lists what the Tab key did not reach.
const missed = `window.expected.filter(e => !window.reached.has(e)).map(e => 'never reached: ' + e.outerHTML)`

// expectStops lists what the Tab key should reach, and says how many that are.
const expectStops = `() => {
  window.reached = new Set()
  window.last = document.body
  window.expected = [...document.querySelectorAll('a[href], button, summary, input, select, textarea, audio[controls], video[controls], [tabindex="0"]')].filter(e => e.checkVisibility({visibilityProperty: true}))
  // A picture may lead where the link beside it leads, for those who point; for all others that link is enough.
  const twin = e => e.ariaHidden === 'true' && e.tabIndex < 0 && expected.some(o => o !== e && o.href === e.href && o.tabIndex >= 0)
  window.expected = expected.filter(e => !twin(e))
  return expected.length
}`

// atStop looks at the element that has the focus.
const atStop = `() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect(), wrong = []
  if (at === document.body) return ['the focus is lost after ' + last.outerHTML]
  if (reached.has(at)) wrong.push('reached twice')
  if (last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING) wrong.push('reached out of order')
  reached.add(at)
  last = at
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('no outline')
  if (!(box.width > 1 && box.height > 1) || box.bottom <= 0 || box.top >= innerHeight) wrong.push('not to be seen')
  return wrong.map(w => w + ': ' + at.outerHTML.slice(0, 120))
}`
