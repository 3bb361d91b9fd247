package check

import (
	"slices"
	"strings"
)

// Index knows the addresses of a site before its pages are read, so that of a page only those addresses need be kept that are not
// known to lead somewhere. It does not change; goroutines may share it.
type Index struct{ j joiner }

// NewIndex makes the index of a site. Of its pages it takes Path, Address and Same: nothing has been read of
// them yet. Those without Path are none.
func NewIndex(w Whole) *Index { return &Index{newJoiner(w)} }

// Reader reads the pages of a site, each as Scan does, and keeps of each only what Join still has to judge. Each goroutine has its own.
type Reader struct {
	index   *Index
	scan    scanner
	entries [shards][]entry
	page    uint32
	linked  []bool
	linkers []Linkers     // by page; nil: nobody asks
	lone    map[Ref][]Ref // lists of one id, which many pages have in common
}

// entry is what a reader knows of a string of the book.
type entry struct {
	link, other, asset uint32 // the page, counted from 1, that had it last
	to                 int32  // where an address leads: 0 not known, 1 to something that is no page, 2 + the index of a page, or ownAnchor
}

// NewReader makes a reader. With remember it can say of each page which ones link to it, see LinkersOf.
func (x *Index) NewReader(remember bool) *Reader {
	r := &Reader{index: x, scan: scanner{book: x.j.Book, origin: x.j.Origin, seen: map[Ref]struct{}{}, refs: map[string]Ref{}}, linked: make([]bool, len(x.j.Pages)), lone: map[Ref][]Ref{}}
	if remember {
		r.linkers = make([]Linkers, len(x.j.Pages))
	}
	return r
}

// Read reads the page of an index. Parts are in the order in which they stand, and do not overlap.
func (r *Reader) Read(i int, html []byte, parts []Placed) Facts {
	s := &r.scan
	s.begin(html, parts)
	s.run()
	f := s.f
	s.empty()
	r.page++
	f.IDs, f.Doubles = s.ids(f.IDs)
	links, others, assets := f.Links[:0], f.Others[:0], f.Assets[:0]
	for _, ref := range f.Links {
		e := r.entry(ref)
		if e.link == r.page {
			continue
		}
		e.link = r.page
		if r.known(e, ref) {
			r.link(i, int(e.to)-2)
		} else if !r.within(e, ref, &f) {
			links = append(links, ref)
		}
	}
	for _, ref := range f.Others {
		if e := r.entry(ref); e.other != r.page {
			e.other = r.page
			if !r.known(e, ref) && !r.within(e, ref, &f) {
				others = append(others, ref)
			}
		}
	}
	for _, ref := range f.Assets {
		if e := r.entry(ref); e.asset != r.page {
			e.asset = r.page
			if !r.known(e, ref) && !r.within(e, ref, &f) {
				assets = append(assets, ref)
			}
		}
	}
	f.IDs = r.shared(f.IDs)
	f.Links, f.Others, f.Assets = exactly(links), exactly(others), exactly(assets)
	f.Title, f.Description, f.Lang = kept(f.Title), kept(f.Description), ""
	if f.Canonical != "" {
		if ref := r.scan.book.Ref([]byte(f.Canonical)); r.known(r.entry(ref), ref) {
			f.Canonical = ""
		}
	}
	return f
}

// kept stands for a text of which only is asked whether it is there.
func kept(s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return "…"
}

func (r *Reader) entry(ref Ref) *entry {
	list := r.entries[ref%shards]
	if n := int(ref >> shardBits); n >= len(list) {
		list = append(list, make([]entry, n+1-len(list))...)
		r.entries[ref%shards] = list
	}
	return &list[ref>>shardBits]
}

// ownAnchor is an address that leads to a part of its own page.
const ownAnchor = -1

// within says whether an address is the anchor of an element of its own page.
func (r *Reader) within(e *entry, anchor Ref, f *Facts) bool {
	if e.to != ownAnchor || f.Base != "" {
		return false
	}
	id := r.index.j.Book.String(anchor)[1:]
	return id != "" && slices.ContainsFunc(f.IDs, func(ref Ref) bool { return r.index.j.Book.String(ref) == id })
}

// known says whether an address leads somewhere, whatever page it stands on and whatever else will be published.
func (r *Reader) known(e *entry, ref Ref) bool {
	if e.to == ownAnchor {
		return false
	}
	if e.to == 0 {
		href := r.index.j.Book.String(ref)
		if strings.HasPrefix(href, "#") {
			e.to = ownAnchor
			return false
		}
		if strings.IndexByte(href, '#') >= 0 {
			return false // which anchors there are is known in the end
		}
		t := r.index.j.resolve(href, nil)
		if t.state != fine {
			return false
		}
		e.to = t.page + 2
	}
	return true
}

// link notes that a page links to another one.
func (r *Reader) link(from, to int) {
	if to < 0 || to == from || r.linked[to] && (r.linkers == nil || r.linkers[to].More) || r.index.j.copies(to, from) {
		return
	}
	r.linked[to] = true
	if r.linkers != nil {
		r.linkers[to].add(int32(from))
	}
}

// shared gives a list of ids that other pages may share.
func (r *Reader) shared(ids []Ref) []Ref {
	if len(ids) != 1 {
		return exactly(ids)
	}
	if r.lone[ids[0]] == nil {
		r.lone[ids[0]] = slices.Clone(ids)
	}
	return r.lone[ids[0]]
}

// NoteLinked adds what the readers have seen to pages, which have the order of the index.
func NoteLinked(pages []PageFacts, readers []*Reader) {
	for _, r := range readers {
		for i, linked := range r.linked {
			pages[i].Linked = pages[i].Linked || linked
		}
	}
}
