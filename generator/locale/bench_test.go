package locale

import "testing"

func BenchmarkFor(b *testing.B) {
	for b.Loop() {
		if _, err := For("de"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkKey(b *testing.B) {
	l := mustFor(b, "de")
	for b.Loop() {
		l.Key("Müller & Söhne Maschinenbau GmbH")
	}
}

func BenchmarkCountry(b *testing.B) {
	l := mustFor(b, "de")
	for b.Loop() {
		l.Country("NO")
	}
}

func BenchmarkLanguage(b *testing.B) {
	l := mustFor(b, "de")
	for b.Loop() {
		l.Language("pt-BR")
	}
}

func BenchmarkNumber(b *testing.B) {
	l := mustFor(b, "de")
	for b.Loop() {
		l.Number(1234567.891, 2)
	}
}

func BenchmarkDate(b *testing.B) {
	l := mustFor(b, "en")
	for b.Loop() {
		l.Date(Day{2026, 4, 6})
	}
}

func BenchmarkT(b *testing.B) {
	c := englishCatalog(b)
	for b.Loop() {
		c.T("awards", "count", 12, "region", "Europe")
	}
}

func BenchmarkTPlain(b *testing.B) {
	c := englishCatalog(b)
	for b.Loop() {
		c.T("plain")
	}
}

func BenchmarkSlug(b *testing.B) {
	for b.Loop() {
		Slug("Müller & Söhne Maschinenbau GmbH")
	}
}

func BenchmarkRegionOf(b *testing.B) {
	for b.Loop() {
		RegionOf("US")
	}
}
