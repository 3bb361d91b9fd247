package export

import "testing"

func BenchmarkFeeds(b *testing.B) {
	e := loaded(b)
	o := e.output(b, "partners/acme/feed.xml")
	l := e.languages["en"]
	b.ReportAllocs()
	for b.Loop() {
		f := FeedOf(o, l)
		f.AtomXML()
		f.FeedJSON()
	}
}
