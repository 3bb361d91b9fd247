package generator

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"github.com/plaudit/plaudit/generator/check"
)

// FuzzRecall: what is no recall is an error and never a panic; what is one says the same after being written again.
func FuzzRecall(f *testing.F) {
	r := recall{world: [32]byte{1, 2}, addresses: map[string]bool{"index.html": true, "a/feed.xml": true}, assets: []string{"css/podium.css"}, pages: map[string]recalled{
		"index.html":   {key: [32]byte{9}, facts: check.Kept{Titled: true, H1: 1, IDs: []string{"main", "a-long-identifier-of-a-heading"}}, linkers: []string{"a/index.html"}},
		"a/index.html": {linkers: []string{"index.html", "a/index.html"}, linkedBy: true, facts: check.Kept{Described: true, NoIndex: true}},
	}}
	f.Add(r.encode())
	f.Add([]byte(recallMagic))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := decodeRecall(data)
		if err != nil {
			return
		}
		again, err := decodeRecall(read.encode())
		if err != nil {
			t.Fatal(err)
		}
		if again.world != read.world || !maps.Equal(again.addresses, read.addresses) || !slices.Equal(again.assets, read.assets) || !bytes.Equal(again.encode(), read.encode()) {
			t.Error("it says something else")
		}
	})
}
