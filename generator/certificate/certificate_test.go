package certificate_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/certificate"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

var draw = flag.String("draw", "", "a folder into which every case is drawn, to be looked at")

// cases are what a layout has to bear.
var cases = []struct {
	name  string
	fonts []string // of Debian's packages
	right bool
	lang  string
	award func(*certificate.Award)
}{
	{name: "plain"},
	{name: "short", award: func(a *certificate.Award) {
		a.Names = texts("Ohm")
		a.Citation, a.Signed = certificate.Text{}, nil
	}},
	{name: "longest", award: func(a *certificate.Award) {
		a.Names = texts("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft für Energie- und Wasserwirtschaft mbH & Co. KG, Niederlassung Süd")
	}},
	{name: "six", award: func(a *certificate.Award) {
		a.Names = texts("Brückmann & Thiele", "Courant Clair", "Kaveri Metrics", "Złota Sieć", "Åkerlund & Flöde", "Lastgang Kollektiv")
		a.Together = "Brückmann & Thiele, Courant Clair, Kaveri Metrics, Złota Sieć, Åkerlund & Flöde and Lastgang Kollektiv"
	}},
	{name: "jointly", award: func(a *certificate.Award) {
		a.Jointly.S = "Jointly with Courant Clair, Kaveri Metrics, Złota Sieć, Åkerlund & Flöde and a further recipient"
	}},
	{name: "category", award: func(a *certificate.Award) {
		a.Category.S = "Best Cross-Border Implementation of Demand Response and Flexibility Markets for Municipal Utilities, Cooperatives and Industrial Consumers with Several Sites · Central and Eastern Europe"
	}},
	{name: "citation", award: func(a *certificate.Award) {
		a.Citation.S = strings.Repeat("For meter data that everybody in the room could check, and for saying what had not worked. ", 6)[:500]
	}},
	{name: "everything", award: func(a *certificate.Award) {
		a.Names = texts("Brückmann & Thiele Ingenieurgesellschaft", "Courant Clair", "Kaveri Metrics", "Złota Sieć", "Åkerlund & Flöde", "Lastgang Kollektiv")
		a.Together = "Brückmann & Thiele Ingenieurgesellschaft, Courant Clair, Kaveri Metrics, Złota Sieć, Åkerlund & Flöde and Lastgang Kollektiv"
		a.Category.S = "Best Cross-Border Implementation of Demand Response and Flexibility Markets for Municipal Utilities, Cooperatives and Industrial Consumers"
		a.Citation.S = strings.Repeat("For meter data that everybody in the room could check, and for saying what had not worked. ", 6)[:500]
		a.Signed = append(a.Signed, certificate.Signatory{Name: "Prof. Dr. Maria Theresia von und zu Hohenwartenberg-Liebenau", Role: certificate.Text{S: "Honorary president of the federal association of municipal enterprises"}})
		a.Verify = "https://partners.arvenne.example/awards-programme/certificates/2026-best-cross-border-implementation-of-demand-response-brueckmann-thiele-courant-clair-kaveri-metrics-4f3a2b1c/brueckmann-thiele/"
	}},
	{name: "person", award: func(a *certificate.Award) {
		a.Names, a.Of.S = texts("Ada Wysocka-Lind"), "Brückmann & Thiele"
	}},
	{name: "finalist", award: func(a *certificate.Award) { a.Rank, a.Level.S = 1, "Finalist" }},
	{name: "commended", award: func(a *certificate.Award) { a.Rank, a.Level.S = 2, "Commended" }},
	{name: "rescinded", award: func(a *certificate.Award) {
		a.Rescinded, a.Status.S = true, "Rescinded on 3 May 2026: the figures could not be repeated by the meter operator."
	}},
	{name: "expired", award: func(a *certificate.Award) {
		a.Expired, a.Status.S, a.ValidUntil = true, "Expired on 6 April 2027", "Valid until 6 April 2027"
	}},
	{name: "greek", award: func(a *certificate.Award) {
		a.Names[0] = certificate.Text{S: "Ηλιακή Ενέργεια Θεσσαλονίκης", Lang: "el"}
		a.Citation = certificate.Text{S: "Για μετρήσεις που μπορούσε να ελέγξει ο καθένας, και για την ειλικρίνεια.", Lang: "el"}
	}},
	{name: "cyrillic", award: func(a *certificate.Award) {
		a.Names[0] = certificate.Text{S: "Енергія Київщини та Полісся", Lang: "uk"}
		a.Citation = certificate.Text{S: "За вимірювання, які міг перевірити кожен, і за щирість.", Lang: "uk"}
	}},
	{name: "arabic", fonts: []string{"/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSansArabic-Bold.ttf"}, right: true, lang: "ar", award: func(a *certificate.Award) {
		a.Kind, a.Edition.S, a.Level.S, a.Category.S = "شهادة", "جوائز الشركاء 2026", "الفائز", "شريك العام في إدارة الطاقة"
		a.Names = texts("شركة الرمال للتبريد والطاقة")
		a.Citation.S = "لأن كل من في القاعة استطاع أن يراجع قراءات العدادات، ولأن الفريق قال بصراحة ما لم ينجح."
		a.Serial, a.Date, a.VerifyAt = "رقم 7Q3ZK-M1T9B-4", "6 أبريل 2026", "للتحقق:"
	}},
	{name: "hebrew", fonts: []string{"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"}, right: true, lang: "he", award: func(a *certificate.Award) {
		a.Kind, a.Edition.S, a.Level.S, a.Category.S = "תעודה", "פרסי השותפים 2026", "זוכה", "שותף השנה לניהול אנרגיה"
		a.Names = texts("אנרגיית החוף בע״מ (Shoreline)")
		a.Citation.S = "על נתוני מדידה שכל אחד באולם יכול היה לבדוק."
	}},
	{name: "devanagari", fonts: []string{"/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"}, award: func(a *certificate.Award) {
		a.Names[0] = certificate.Text{S: "विंध्य ऊर्जा संस्थान प्रौद्योगिकी", Lang: "hi"}
		a.Citation = certificate.Text{S: "उन मीटर आँकड़ों के लिए जिन्हें कमरे में हर कोई जाँच सकता था।", Lang: "hi"}
	}},
	{name: "japanese", fonts: []string{"/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"}, award: func(a *certificate.Award) {
		a.Names[0] = certificate.Text{S: "川波エネルギー株式会社", Lang: "ja"}
		a.Citation = certificate.Text{S: "会場の誰もが検証できる計測データを示し、うまくいかなかったことも率直に述べたことを称えて。電力市場の枠組みを越えた協力の手本である。", Lang: "ja"}
	}},
	{name: "chinese", fonts: []string{"/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"}, award: func(a *certificate.Award) {
		a.Names[0] = certificate.Text{S: "清源能源数据技术有限公司", Lang: "zh-Hans"}
	}},
	{name: "korean", fonts: []string{"/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"}, award: func(a *certificate.Award) {
		a.Names[0] = certificate.Text{S: "한강 에너지 데이터 주식회사", Lang: "ko"}
	}},
}

func texts(all ...string) (out []certificate.Text) {
	for _, s := range all {
		out = append(out, certificate.Text{S: s})
	}
	return out
}

// sample is an award as most are.
func sample() *certificate.Award {
	return &certificate.Award{
		ID: "2026-integration-brueckmann-thiele", Kind: "Certificate", Edition: certificate.Text{S: "Partner Awards 2026"}, Date: "6 April 2026",
		Level: certificate.Text{S: "Winner"}, Category: certificate.Text{S: "Integration Partner of the Year"}, Names: texts("Brückmann & Thiele"),
		Citation: certificate.Text{S: "For a settlement system that three utilities could take over in one night, and for writing down why the first attempt had failed."},
		Signed: []certificate.Signatory{
			{Name: "Dr. Henrike Osterloh", Role: certificate.Text{S: "Chief Executive, Arvenne"}, Signature: vector("../../assets/signatures/osterloh.svg")},
			{Name: "Matthew Adeyemi-Clarke", Role: certificate.Text{S: "Chair of the jury"}, Signature: vector("../../assets/signatures/adeyemi-clarke.svg")},
		},
		Serial: "No. 7Q3ZK-M1T9B-4", VerifyAt: "Verify at", Verify: "https://partners.arvenne.example/certificates/2026-integration-brueckmann-thiele/", CodeAlt: "QR code of the address",
	}
}

func vector(file string) *certificate.Picture {
	data, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	clean, _, _, err := asset.CleanSVG(data)
	if err != nil {
		panic(err)
	}
	v, err := drawing.ReadSVG(clean)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", file, err))
	}
	return &certificate.Picture{Vector: v, Alt: "logo"}
}

func look() *certificate.Look {
	return &certificate.Look{Accent: asset.RGB{R: 0x0b, G: 0x5d, B: 0x4a}, Programme: "Arvenne Partner Awards", Organization: "Arvenne", Lang: "en", Logo: vector("../../assets/logos/arvenne.svg")}
}

// eachCase runs a test on every case for which the fonts are there.
func eachCase(t *testing.T, do func(t *testing.T, set *lettering.Setter, l *certificate.Look, a *certificate.Award)) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var own []lettering.File
			for _, file := range c.fonts {
				if _, err := os.Stat(file); err != nil {
					t.Skip("there is no " + file)
				}
				own = append(own, lettering.File{Name: file, Data: func() ([]byte, error) { return os.ReadFile(file) }})
			}
			a, l := sample(), look()
			if len(a.Names) == 1 {
				a.Logos = []certificate.Picture{*vector("../../assets/logos/brueckmann-thiele.svg")}
			}
			if l.Right = c.right; c.lang != "" {
				l.Lang = c.lang
			}
			if c.award != nil {
				c.award(a)
			}
			if c.name == "short" || c.name == "longest" {
				a.Logos, l.Logo = nil, nil
			}
			lettering.New(own, nil).Use(func(set *lettering.Setter) { do(t, set, l, a) })
		})
	}
}

func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if *draw == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*draw, strings.ReplaceAll(strings.TrimPrefix(t.Name(), "Test"), "/", "-")+name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// rect is where a block of type stands.
type rect struct{ x, y, w, h float64 }

// blocks are the places of all type of a drawing.
func blocks(d *drawing.Drawing) (out []rect, said []string) {
	for _, item := range d.Items {
		if item.Type == nil {
			continue
		}
		b := item.Type.Block
		out = append(out, rect{item.Type.X, item.Type.Y - b.Ascent, item.Type.Width, b.Height()})
		text := ""
		for _, l := range b.Lines {
			for _, s := range l.Shapes {
				text += s.Text
			}
		}
		said = append(said, text)
	}
	return out, said
}

// tidy fails when type leaves the page or lies on other type.
func tidy(t *testing.T, d *drawing.Drawing) {
	t.Helper()
	all, said := blocks(d)
	for i, a := range all {
		if a.x < 0 || a.y < 0 || a.x+a.w > d.Width || a.y+a.h > d.Height {
			t.Errorf("%q leaves the page: %+v", said[i], a)
		}
		for j, b := range all[:i] {
			if a.x < b.x+b.w-.5 && b.x < a.x+a.w-.5 && a.y < b.y+b.h-.5 && b.y < a.y+a.h-.5 {
				t.Errorf("%q and %q lie on each other: %+v %+v", said[i], said[j], a, b)
			}
		}
	}
}

func TestCertificate(t *testing.T) {
	eachCase(t, func(t *testing.T, set *lettering.Setter, l *certificate.Look, a *certificate.Award) {
		for _, text := range a.Texts() {
			if lost, _ := set.Cover(lettering.Text{S: text}); len(lost) > 0 {
				t.Errorf("%q lacks %q", text, string(lost))
			}
		}
		for _, paper := range []certificate.Paper{certificate.A4, certificate.Letter} {
			d, err := certificate.Draw(set, l, a, paper)
			if err != nil {
				t.Fatal(err)
			}
			tidy(t, d)
			_, said := blocks(d)
			for _, n := range a.Names {
				if !l.Right && !strings.Contains(strings.Join(said, "\n"), n.S) {
					t.Errorf("the name %q is not whole: %q", n.S, said)
				}
			}
			doc := &drawing.Document{Title: d.Title, Author: "Arvenne", Lang: l.Lang, Pages: []*drawing.Drawing{d}}
			pdf := doc.PDF()
			if !bytes.Equal(pdf, doc.PDF()) {
				t.Error("the PDF is another the second time")
			}
			keep(t, "-"+paper.Name+".pdf", pdf)
		}
	})
}

func TestBadge(t *testing.T) {
	eachCase(t, func(t *testing.T, set *lettering.Setter, l *certificate.Look, a *certificate.Award) {
		b := &certificate.Badge{Standing: a.Standing, Year: "2026", Level: a.Level, Category: a.Category, Name: a.Names[0], Alt: "Badge"}
		if a.Rescinded {
			b.Status.S = "Rescinded"
		}
		if a.Expired {
			b.Status.S = "Expired"
		}
		for name, dark := range map[string]bool{"light": false, "dark": true} {
			d := certificate.DrawBadge(set, l, b, dark)
			tidy(t, d)
			keep(t, "-"+name+".svg", d.SVG())
			if *draw != "" {
				keep(t, "-"+name+".png", d.PNG(512))
			}
		}
	})
}

func TestShare(t *testing.T) {
	eachCase(t, func(t *testing.T, set *lettering.Setter, l *certificate.Look, a *certificate.Award) {
		p := &certificate.Share{Standing: a.Standing, ID: a.ID, Kicker: certificate.Text{S: "Arvenne Partner Awards 2026"}, Title: a.Names[0], Line: a.Category, Small: a.Level, Year: "2026", Alt: "Share"}
		if len(a.Logos) > 0 {
			p.Logo = &a.Logos[0]
		}
		d := certificate.DrawShare(set, l, p)
		tidy(t, d)
		png := d.PNG(certificate.ShareWidth)
		if len(png) > 300_000 {
			t.Errorf("the picture has %d bytes", len(png))
		}
		keep(t, ".png", png)
	})
}

func TestPoster(t *testing.T) {
	eachCase(t, func(t *testing.T, set *lettering.Setter, l *certificate.Look, a *certificate.Award) {
		for _, paper := range []certificate.Paper{certificate.A4, certificate.A3} {
			d, err := certificate.DrawPoster(set, l, a, "2026", paper)
			if err != nil {
				t.Fatal(err)
			}
			tidy(t, d)
			keep(t, "-"+paper.Name+".pdf", (&drawing.Document{Title: d.Title, Lang: l.Lang, Pages: []*drawing.Drawing{d}}).PDF())
		}
	})
}
