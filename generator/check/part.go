package check

// Part is what a piece of a page says of itself. A piece that stands on many pages is read once.
type Part struct {
	links, others, assets, ids, names []Ref
	h1                                int
}

// Placed is a piece of a page: where its bytes begin, how many they are, and what is known of them. Both may be unknown.
type Placed struct {
	At, Len int
	Part    *Part // nil: it must be read with its page
	Quiet   bool  // no withheld word begins in it
}

// sentinel is an element that is put behind a piece: when it is read as one that begins where it does, the piece has left
// nothing open.
const sentinel = `<i id="~end~">`

// NewPart reads a piece of a page by itself. It gives nil when what the piece says depends on what stands round it, or is said of the
// page as a whole.
func NewPart(book *Book, html []byte) *Part {
	s := book.scanner()
	s.origin = book.Origin
	p := s.part(html)
	s.origin = ""
	book.spare.Put(s)
	return p
}

func (s *scanner) part(html []byte) *Part {
	if len(html) == 0 || html[len(html)-1] == '<' {
		return nil
	}
	s.piece = append(append(s.piece[:0], html...), sentinel...)
	s.begin(s.piece, nil)
	s.run()
	f := s.f
	names := exactly(s.names)
	s.names = s.names[:0]
	s.empty()
	end := s.book.Ref([]byte("~end~"))
	n := len(f.IDs) - 1
	if s.svg > 0 || s.tag != len(html) || n < 0 || f.IDs[n] != end || s.titled || f.Description != "" || f.Lang != "" || f.Canonical != "" || f.Base != "" || f.NoIndex {
		return nil
	}
	return &Part{links: exactly(f.Links), others: exactly(f.Others), assets: exactly(f.Assets), ids: exactly(f.IDs[:n]), names: names, h1: f.H1}
}

// take adds what a part says, and goes on behind it.
func (s *scanner) take(p Placed) {
	s.at = p.At + p.Len
	s.f.Links = append(s.f.Links, p.Part.links...)
	s.f.Others = append(s.f.Others, p.Part.others...)
	s.f.Assets = append(s.f.Assets, p.Part.assets...)
	s.f.IDs = append(s.f.IDs, p.Part.ids...)
	s.names = append(s.names, p.Part.names...)
	s.f.H1 += p.Part.h1
}
