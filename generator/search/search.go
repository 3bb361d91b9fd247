// Package search writes the index with which a visitor's browser finds partners, awards and case studies, without a server. It
// holds what the pages of its language show and nothing else.
//
// A language has these files below search/, all of them JSON, and each with the version (v) of the whole:
//
//	head.json       the facets with their terms, the texts of the script, and the first names
//	names-N.json    the names of the next Chunk partners, from 1
//	facets-N.json   what Chunk partners can be narrowed and sorted by, from 0
//	cities-N.json   where Chunk partners are, from 0
//	cards-N.json    what a list shows of PerCards partners beside that, from 0
//	records-N.json  Chunk awards and case studies, from 0
//
// Partners are told by their place in the directory, from 0. A column of a facet is one text: the terms of each partner as places in
// the facet's list with dots between them, and commas between partners: "0,3.7,,2". That is what gzip makes the least of.
package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/view"
)

// How many partners, awards and case studies are in one file.
const (
	Chunk    = 2000
	PerCards = 100
)

// Input is the language whose index is written.
type Input struct {
	Site   *site.Site
	Locale *locale.Locale
	T      func(key string, args ...any) string
	Card   func(*site.Partner) *view.PartnerCard // logo, place and summary, as lists show them
}

// File is a file of the index. Path is below the output folder.
type File struct {
	Path  string
	Bytes []byte
}

// head is head.json.
type head struct {
	Version  string            `json:"v"`
	Partners int               `json:"partners"`
	Chunk    int               `json:"chunk"`
	PerCards int               `json:"perCards"`
	Records  int               `json:"records"` // how many files there are
	Folder   string            `json:"folder"`  // root-relative address that a partner's begins with: "/partners/"
	Ending   string            `json:"ending"`  // and ends with: "/" or ".html"
	Facets   []facet           `json:"facets"`
	Editions []string          `json:"editions"` // newest first
	Texts    map[string]string `json:"texts"`
	names
}

// names are partners in the order of the directory. An id is empty where it follows from the name; see idOf.
type names struct {
	Names  []string         `json:"names"`
	IDs    string           `json:"ids"`              // one after the other, with commas
	Former map[int][]string `json:"former,omitempty"` // by place in the file
}

// facet is a way to narrow the directory. Terms are id and label in turn.
type facet struct {
	Key   string     `json:"key"`
	Label string     `json:"label"`
	Terms [][]string `json:"terms"`
}

type index struct {
	in       Input
	a        plan.Addresses
	partners []*site.Partner
	facets   []facetOf
	files    []File
}

// Files writes the index of a language.
func Files(in Input) []File {
	x := &index{in: in, a: plan.AddressesOf(in.Site), partners: site.ActivePartners(in.Site)}
	x.facets = x.facetsOf()
	h := head{Partners: len(x.partners), Chunk: Chunk, PerCards: PerCards, Texts: map[string]string{}, names: x.names(0)}
	const some = "\x00"
	h.Folder, h.Ending, _ = strings.Cut(x.a.Href(x.a.Partner(some)), some)
	for _, f := range x.facets {
		h.Facets = append(h.Facets, f.facet)
	}
	for _, e := range in.Site.Editions {
		h.Editions = append(h.Editions, e.Name.S)
	}
	for _, key := range view.FinderTexts {
		h.Texts[strings.TrimPrefix(key, "finder.")] = in.T(key, "count", "{count}", "name", "{name}", "names", "{names}")
	}
	x.chunks()
	h.Records = x.records()
	h.Version = x.version(h)
	out := []File{{x.path("head.json"), encode(h)}}
	for _, f := range x.files {
		f.Bytes = append([]byte(`{"v":"`+h.Version+`",`), f.Bytes[1:]...)
		out = append(out, f)
	}
	return out
}

// version tells this index from every other one.
func (x *index) version(h head) string {
	sum := sha256.New()
	sum.Write(encode(h))
	for _, f := range x.files {
		sum.Write(f.Bytes)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

func (x *index) path(name string) string { return x.a.Search() + name }

// add writes a file of the index, still without its version.
func (x *index) add(name string, n int, v any) {
	x.files = append(x.files, File{x.path(name + "-" + strconv.Itoa(n) + ".json"), encode(v)})
}

// chunks writes what there is of each partner.
func (x *index) chunks() {
	for n := 0; n*Chunk < len(x.partners); n++ {
		if n > 0 {
			x.add("names", n, x.names(n))
		}
		x.add("facets", n, x.columns(x.part(n, Chunk)))
		x.add("cities", n, x.cities(x.part(n, Chunk)))
	}
	for n := 0; n*PerCards < len(x.partners); n++ {
		var cards []cardOf
		for _, p := range x.part(n, PerCards) {
			cards = append(cards, x.card(p))
		}
		x.add("cards", n, struct {
			Cards []cardOf `json:"cards"`
		}{cards})
	}
}

// part is the n-th part of size partners.
func (x *index) part(n, size int) []*site.Partner {
	return x.partners[min(n*size, len(x.partners)):min((n+1)*size, len(x.partners))]
}

func (x *index) names(n int) names {
	part := x.part(n, Chunk)
	out := names{Names: make([]string, len(part)), Former: map[int][]string{}}
	ids := make([]string, len(part))
	for i, p := range part {
		out.Names[i] = p.Name.S
		if id, ok := idOf(p.Name.S); !ok || id != p.ID {
			ids[i] = p.ID
		}
		if len(p.FormerNames) > 0 {
			out.Former[i] = p.FormerNames
		}
	}
	out.IDs = strings.Join(ids, ",")
	return out
}

// idOf is the id that the script makes of a name of ASCII: letters and digits in lower case, a hyphen for each run of others between
// them. ok is false for another name, of which two programs might think differently.
func idOf(name string) (id string, ok bool) {
	var b strings.Builder
	gap := false
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 0x80:
			return "", false
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case ('a' > c || c > 'z') && ('0' > c || c > '9'):
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteByte(c)
	}
	return b.String(), true
}

func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("search: " + err.Error()) // only of types that JSON cannot hold, and there are none here
	}
	return data
}
