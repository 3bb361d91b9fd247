package browser_test

import (
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestContrast sees that all text stands out from what is behind it, by WCAG 1.4.3: 4.5 to 1, and 3 to 1 for large text; in the
// light and the dark.
func TestContrast(t *testing.T) {
	b := open(t)
	for _, p := range samples() {
		b.visit(p)
		for _, dark := range []bool{false, true} {
			s := screen{width: 1280, dark: dark}
			b.emulate(s)
			b.findings(p, s.String(), `(`+contrast+`)()`)
		}
	}
}

// TestContrastFinds sees that TestContrast would find what cannot be read, and takes a faint text on a dark ground for what it is.
func TestContrastFinds(t *testing.T) {
	b := open(t)
	for _, c := range []struct {
		style string
		wrong int
	}{
		{"color: #777; background: #fff", 1},
		{"color: #767676; background: #fff", 0},
		{"color: #959595; background: #fff; font-size: 24px", 1},
		{"color: #949494; background: #fff; font-size: 24px", 0},
		{"color: oklch(1 0 0); background: rgb(0 0 0 / .5)", 1},
		{"color: #fff; background: #000; opacity: .4", 1},
		{"color: #fff; background: linear-gradient(#000, #fff)", 1},
	} {
		b.visit(page{kind: plan.Home})
		found := evaluate[[]string](b, `(document.body.replaceChildren('x'), document.body.style.cssText = `+quote(c.style)+`, (`+contrast+`)())`)
		if len(found) != c.wrong {
			t.Errorf("%s: %q", c.style, found)
		}
	}
}

// contrast lists the texts below an element that do not stand out enough. A colour is what a canvas makes of it; the ground is every background from
// the text outwards until one is opaque. A picture behind text is more than this can judge, so it counts as wrong.
const contrast = `(root = document.body) => {
  const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  const known = new Map()
  const colour = text => {
    if (!known.has(text)) {
      context.clearRect(0, 0, 1, 1)
      context.fillStyle = text
      context.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data
      known.set(text, [r, g, b, a / 255])
    }
    return known.get(text)
  }
  const over = (top, bottom, strength) => {
    const a = top[3] * strength
    return [0, 1, 2].map(i => top[i] * a + bottom[i] * (1 - a)).concat(a + bottom[3] * (1 - a))
  }
  const luminance = c => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const v = c[i] / 255
    return sum + weight * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  }, 0)
  const wrong = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement
    if (!node.data.trim() || element.closest('script, style, title') || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const style = getComputedStyle(element)
    if (!range.getClientRects().length || style.clipPath !== 'none') continue
    const words = '"' + node.data.trim().slice(0, 40) + '" in ' + element.tagName + '.' + (element.getAttribute('class') ?? '')
    const chain = []
    for (let e = element; e; e = e.parentElement) chain.push(getComputedStyle(e))
    if (chain.some(s => s.backgroundImage !== 'none')) { wrong.push(words + ' stands on a picture'); continue }
    let ground = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1] : [255, 255, 255, 1], opacity = 1
    for (const s of chain.toReversed()) {
      opacity *= Number(s.opacity)
      ground = over(colour(s.backgroundColor), ground, opacity)
    }
    const ink = over(colour(element.closest('svg') ? style.fill : style.color), ground, opacity)
    const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a)
    const ratio = (light + 0.05) / (dark + 0.05), size = parseFloat(style.fontSize)
    const least = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700 ? 3 : 4.5
    if (ratio < least) wrong.push(words + ': ' + ratio.toFixed(2) + ' to 1, not ' + least)
  }
  return wrong
}`
