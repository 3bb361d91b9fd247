package browser_test

import (
	"math"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"

	"github.com/plaudit/plaudit/generator/plan"
)

// withPictures are pages that show pictures of several widths: photographs and a logo.
func withPictures(t *testing.T) []page {
	t.Helper()
	wanted := map[string]bool{"case-studies/tallgrass-demand-response/": true, "awards/2026/": true, "partners/zuraw/": true, "case-studies/": true}
	var pages []page
	for _, p := range example.pages {
		if wanted[p.address] {
			pages = append(pages, p)
		}
	}
	if len(pages) != len(wanted) {
		t.Fatalf("the example site has %d of %d pages with pictures", len(pages), len(wanted))
	}
	return pages
}

// TestPictures sees that a browser takes the WebP of a picture, and the one that is as wide as it shows, on phones and wide screens.
func TestPictures(t *testing.T) {
	b := open(t)
	for _, p := range withPictures(t) {
		for _, s := range []struct {
			width int64
			scale float64
		}{{360, 1}, {360, 3}, {1280, 1}, {1280, 2}} {
			call(b, network.ClearBrowserCache, cdp.Empty{}) // a larger one that is there already would be taken
			call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: s.width, Height: 800, DeviceScaleFactor: s.scale})
			b.visit(p)
			b.findings(p, screen{width: s.width}.String(), `(`+loadImages+`)()`)
			b.findings(p, screen{width: s.width}.String(), `(`+chosenPictures+`)()`)
		}
	}
}

// chosenPictures lists the pictures of which the browser has taken another file than it should.
const chosenPictures = `() => {
  const wrong = [], pictures = [...document.querySelectorAll('picture:has(source[type="image/webp"]) img')]
  if (!pictures.length) wrong.push('there is no picture')
  for (const image of pictures) {
    const taken = image.currentSrc, shown = image.clientWidth * devicePixelRatio
    if (!taken.endsWith('.webp')) { wrong.push('the browser took ' + taken); continue }
    const widths = image.parentElement.querySelector('source[type="image/webp"]').srcset.split(', ').map(c => parseInt(c.split(' ')[1]))
    const width = Number(taken.match(/-(\d+)\./)[1]), most = Math.max(...widths)
    if (width < most && width < shown * .8) wrong.push(taken + ' is shown ' + shown + ' wide')
    const enough = Math.min(...widths.filter(w => w >= Math.min(shown, most)))
    if (width > enough * 2) wrong.push(taken + ' was loaded where ' + enough + ' would do')
  }
  return wrong
}`

// TestNothingShifts holds all pictures of a page back until it is laid out, and sees that nothing moves when they come.
func TestNothingShifts(t *testing.T) {
	b := open(t)
	call(b, network.Enable, network.EnableParams{})
	call(b, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	for _, p := range append(withPictures(t), ofKind(plan.Home)[0]) {
		for _, width := range []int64{360, 1280} {
			b.emulate(screen{width: width})
			b.layoutBefore(p)
			before := evaluate[[]box](b, boxes)
			call(b, fetch.Disable, cdp.Empty{})
			b.findings(p, screen{width: width}.String(), `(`+loadImages+`)()`)
			after := evaluate[[]box](b, `(scrollTo({top: 0, behavior: 'instant'}), `+boxes+`)`)
			if len(before) == 0 || len(before) != len(after) {
				t.Fatalf("%s: %d elements became %d", p, len(before), len(after))
			}
			for i := range before {
				if before[i].shifted(after[i]) {
					t.Errorf("%s, %d pixels: %v is then %v", p, width, before[i], after[i])
					break // what follows moves with it
				}
			}
		}
	}
}

// box is the place of an element on the page.
type box struct {
	Name  string
	Place [4]float64 // left, top, width, height
}

// shifted says whether a reader sees that an element has moved. Widths in whole pixels make proportions differ by a thousandth, which moves
// what is below by a pixel. An empty box, such as that of a logo in its plate, is nowhere yet.
func (b box) shifted(now box) bool {
	if b.Place[2] == 0 || b.Place[3] == 0 {
		return false
	}
	for i := range b.Place {
		if math.Abs(b.Place[i]-now.Place[i]) > 2 {
			return true
		}
	}
	return false
}

// layoutBefore goes to a page, and keeps its pictures from coming.
func (b *tab) layoutBefore(p page) {
	b.t.Helper()
	call(b, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{ResourceType: network.ResourceTypeImage}}})
	call(b, cdppage.Navigate, cdppage.NavigateParams{URL: p.url()})
	for range 200 { // ten seconds
		if evaluate[bool](b, `location.href === `+quote(p.url())+` && document.readyState !== 'loading' && [...document.querySelectorAll('link[rel=stylesheet]')].every(l => l.sheet)`) {
			if coming := evaluate[int](b, `[...document.images].filter(i => i.naturalWidth > 0).length`); coming > 0 {
				b.t.Fatalf("%s: %d pictures came too early: the test says nothing", p, coming)
			}
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("%s is never there", p)
}

// boxes are those of all elements.
const boxes = `[...document.body.querySelectorAll('*')].map(e => {
  const box = e.getBoundingClientRect()
  return {Name: e.tagName + '.' + e.className, Place: [box.x + scrollX, box.y + scrollY, box.width, box.height]}
})`
