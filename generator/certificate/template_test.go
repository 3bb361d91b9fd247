package certificate_test

import (
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/certificate"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

const own = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 297 210">
<rect width="297" height="210" fill="none" stroke="#884400" stroke-width="2"/>
<rect id="logo" x="20" y="15" width="60" height="16"/>
<rect id="occasion" x="20" y="40" width="257" height="8" font-size="5" text-anchor="middle"/>
<g transform="translate(0 10)"><rect id="recipient" class="display" x="20" y="60" width="257" height="40" font-size="22" fill="#884400" text-anchor="middle" dominant-baseline="text-after-edge"/></g>
<rect id="plinth" x="60" y="112" width="177" height="3" fill="#884400"/>
<rect id="category" class="serif" x="20" y="118" width="257" height="14" font-size="8" text-anchor="middle"/>
<rect id="citation" class="serif" x="50" y="135" width="197" height="24" font-size="5" text-anchor="middle"/>
<rect id="signature-1" x="30" y="160" width="50" height="15"/><rect id="signatory-1" x="30" y="176" width="70" height="6" font-size="4"/>
<rect id="serial" x="30" y="190" width="120" height="5" font-size="3"/><rect id="verify" x="30" y="196" width="190" height="8" font-size="3"/>
<rect id="code" x="245" y="165" width="36" height="36"/>
</svg>`

func template(t *testing.T, svg string) (*certificate.Template, error) {
	t.Helper()
	clean, dropped, _, err := asset.CleanSVG([]byte(svg))
	if err != nil || len(dropped) > 0 {
		t.Fatal(err, dropped)
	}
	return certificate.ReadTemplate(clean)
}

// A site's own layout shows what its rectangles ask for, where they stand, and draws the rest.
func TestTemplate(t *testing.T) {
	made, err := template(t, own)
	if err != nil {
		t.Fatal(err)
	}
	l, a := look(), sample()
	l.Template = made
	lettering.New(nil, nil).Use(func(set *lettering.Setter) {
		d, err := certificate.Draw(set, l, a, certificate.A4)
		if err != nil {
			t.Fatal(err)
		}
		tidy(t, d)
		places, said := blocks(d)
		text := strings.Join(said, "\n")
		for _, want := range []string{"Brückmann & Thiele", "Integration Partner of the Year", "Arvenne Partner Awards 2026", a.Serial, a.Verify, "Dr. Henrike Osterloh"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in it:\n%s", want, text)
			}
		}
		if strings.Contains(text, "Matthew") || strings.Contains(text, "Winner") {
			t.Errorf("it shows what it has no place for:\n%s", text)
		}
		for i, line := range said {
			if line != "Brückmann & Thiele" {
				continue
			}
			// The rectangle ends at 110 of 210.
			if bottom := places[i].y + places[i].h; bottom < 309 || bottom > 313 {
				t.Errorf("the recipient's text ends at %.1f points", bottom)
			}
		}
		keep(t, ".pdf", (&drawing.Document{Title: d.Title, Lang: "en", Pages: []*drawing.Drawing{d}}).PDF())
	})
}

func TestTemplateNeedsItsPlaces(t *testing.T) {
	for _, id := range []string{"recipient", "category", "serial", "verify"} {
		_, err := template(t, strings.Replace(own, `id="`+id+`"`, "", 1))
		if err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("without %s: %v", id, err)
		}
	}
}
