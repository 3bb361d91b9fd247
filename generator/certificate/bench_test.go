package certificate_test

import (
	"testing"

	"github.com/plaudit/plaudit/generator/certificate"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

func bench(b *testing.B, do func(set *lettering.Setter, l *certificate.Look, a *certificate.Award)) {
	l, a := look(), sample()
	a.Logos = []certificate.Picture{*vector("../../assets/logos/brueckmann-thiele.svg")}
	lettering.New(nil, nil).Use(func(set *lettering.Setter) {
		for b.Loop() {
			do(set, l, a)
		}
	})
}

func BenchmarkCertificatePDF(b *testing.B) {
	bench(b, func(set *lettering.Setter, l *certificate.Look, a *certificate.Award) {
		d, _ := certificate.Draw(set, l, a, certificate.A4)
		(&drawing.Document{Title: d.Title, Lang: "en", Pages: []*drawing.Drawing{d}}).PDF()
	})
}

func badge(set *lettering.Setter, l *certificate.Look, a *certificate.Award) *drawing.Drawing {
	return certificate.DrawBadge(set, l, &certificate.Badge{Year: "2026", Level: a.Level, Category: a.Category, Name: a.Names[0]}, false)
}

func BenchmarkBadgeSVG(b *testing.B) {
	bench(b, func(set *lettering.Setter, l *certificate.Look, a *certificate.Award) { badge(set, l, a).SVG() })
}

func BenchmarkBadgePNG512(b *testing.B) {
	bench(b, func(set *lettering.Setter, l *certificate.Look, a *certificate.Award) { badge(set, l, a).PNG(512) })
}

func BenchmarkBadgePNG1024(b *testing.B) {
	bench(b, func(set *lettering.Setter, l *certificate.Look, a *certificate.Award) { badge(set, l, a).PNG(1024) })
}

func BenchmarkShareImage(b *testing.B) {
	bench(b, func(set *lettering.Setter, l *certificate.Look, a *certificate.Award) {
		certificate.DrawShare(set, l, &certificate.Share{ID: a.ID, Kicker: a.Edition, Title: a.Names[0], Line: a.Category, Small: a.Level, Logo: &a.Logos[0]}).PNG(1200)
	})
}
