package decode

import "strings"

// texts is where records keep theirs: copies, as a part of a file's text would hold all of it in memory. Short ones stand one behind the
// other in pieces of memory; with a place of its own for each they would take nearly twice as much.
type texts struct {
	piece  strings.Builder
	common map[string]string
}

const (
	pieceSize = 16 << 10 // bytes
	shortText = 1 << 10  // likewise, at most
	maxCommon = 1 << 14  // texts
)

// keep copies a text.
func (t *texts) keep(s string) string {
	if len(s) > shortText {
		return strings.Clone(s)
	}
	from := t.begin(len(s))
	t.piece.WriteString(s)
	return t.piece.String()[from:]
}

// keepBytes is keep for bytes.
func (t *texts) keepBytes(b []byte) string {
	if len(b) > shortText {
		return string(b)
	}
	from := t.begin(len(b))
	t.piece.Write(b)
	return t.piece.String()[from:]
}

// begin makes room for n bytes and says where in the piece they will begin.
func (t *texts) begin(n int) int {
	if t.piece.Cap()-t.piece.Len() < n {
		t.piece.Reset() // what is in the old one stays as long as somebody has a part of it
		t.piece.Grow(pieceSize)
	}
	return t.piece.Len()
}

// again is keep for what many records say: an id, a code. They share one copy.
func (t *texts) again(s string) string {
	if known, ok := t.common[s]; ok {
		return known
	}
	s = t.keep(s)
	if t.common == nil {
		t.common = map[string]string{}
	}
	if len(t.common) < maxCommon {
		t.common[s] = s
	}
	return s
}
