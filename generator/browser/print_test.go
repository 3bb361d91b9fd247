package browser_test

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"github.com/plaudit/plaudit/generator/plan"
)

// paper is a sheet, upright, in inches.
type paper struct {
	name          string
	width, height float64
}

var papers = []paper{{"A4", 8.27, 11.69}, {"Letter", 8.5, 11}}

// TestCertificatesPrint sees that a certificate is one page across, on both papers of the world, whether or not the
// printer was asked for backgrounds; that nothing of it is cut off; and that nothing but it is printed.
func TestCertificatesPrint(t *testing.T) {
	b := open(t)
	certificates := ofKind(plan.Certificate)
	for _, p := range append(certificates[:6:6], certificates[len(certificates)-1]) {
		b.visit(p)
		for _, sheet := range papers {
			for _, backgrounds := range []bool{true, false} {
				if err := onePageAcross(b.print(sheet, backgrounds)); err != nil {
					t.Errorf("%s on %s, backgrounds %v: %v", p, sheet.name, backgrounds, err)
				}
			}
		}
		for _, sheet := range papers {
			// What a printer has between margins of 10 mm, at 96 pixels for an inch.
			const margins = 20 / 25.4
			b.emulate(screen{width: int64((sheet.height - margins) * 96), height: int64((sheet.width - margins) * 96), media: "print"})
			b.findings(p, "printed on "+sheet.name, `(`+printed+`)()`)
		}
		b.emulate(screen{width: 1280})
	}
}

// printed looks at a certificate as it is printed.
const printed = `() => {
  const wrong = [], certificate = document.querySelector('.certificate'), box = certificate.getBoundingClientRect()
  if (certificate.scrollHeight > certificate.clientHeight || certificate.scrollWidth > certificate.clientWidth) wrong.push('the certificate is cut off')
  for (const e of certificate.querySelectorAll('h1, p, li, img')) {
    const b = e.getBoundingClientRect()
    if (b.top < box.top || b.bottom > box.bottom || b.left < box.left || b.right > box.right) wrong.push('outside the frame: ' + e.outerHTML.slice(0, 80))
  }
  for (const e of document.querySelectorAll('a[href], nav, img'))
    if (!certificate.contains(e) && e.checkVisibility()) wrong.push('printed, too: ' + e.outerHTML.slice(0, 80))
  if (getComputedStyle(certificate).printColorAdjust !== 'exact') wrong.push('the printer may leave out colours')
  return wrong
}`

// TestPagesPrint sees that other pages are printed upright, and without menus and buttons.
func TestPagesPrint(t *testing.T) {
	b := open(t)
	b.emulate(screen{width: 720, media: "print"})
	for _, kind := range []plan.Kind{plan.Home, plan.Award, plan.CaseStudy, plan.Press, plan.Partner, plan.Partners} {
		p := ofKind(kind)[0]
		b.visit(p)
		b.findings(p, "printed", `[...document.querySelectorAll('nav, .skip, button')].filter(e => e.checkVisibility() && e.getClientRects().length).map(e => e.outerHTML.slice(0, 80))`)
		for _, printed := range pagesOfPDF(b.print(papers[0], true)) {
			if printed.width > printed.height {
				t.Errorf("%s is printed across", p)
			}
		}
	}
}

// print makes a PDF of the page, on the sheet that is in the printer; the page itself may turn it.
func (b *tab) print(sheet paper, backgrounds bool) []byte {
	b.t.Helper()
	yes := true
	return call(b, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PaperWidth: sheet.width, PaperHeight: sheet.height, PrintBackground: &backgrounds, PreferCSSPageSize: &yes}).Data
}

// pdfPage is the size of a page of a PDF, in points.
type pdfPage struct{ width, height float64 }

var pdfPages = regexp.MustCompile(`(?s)/Type /Page\n.*?/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]`)

// pagesOfPDF finds the pages of a PDF as the browser writes it: its page objects are not compressed.
func pagesOfPDF(pdf []byte) []pdfPage {
	var pages []pdfPage
	for _, m := range pdfPages.FindAllSubmatch(pdf, -1) {
		width, _ := strconv.ParseFloat(string(m[1]), 64)
		height, _ := strconv.ParseFloat(string(m[2]), 64)
		pages = append(pages, pdfPage{width, height})
	}
	return pages
}

// onePageAcross sees that a PDF is one page, and wider than high.
func onePageAcross(pdf []byte) error {
	pages := pagesOfPDF(pdf)
	if len(pages) != 1 {
		return fmt.Errorf("%d pages", len(pages))
	}
	if pages[0].width <= pages[0].height {
		return fmt.Errorf("%v points wide and %v high", pages[0].width, pages[0].height)
	}
	return nil
}
