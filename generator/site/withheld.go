package site

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// Why something is withheld.
const (
	reasonDraft     = "draft"
	reasonScheduled = "scheduled"
	reasonWith      = "with"
	reasonExpired   = "expired"
	reasonEmbargo   = "embargo"
	reasonReveal    = "reveal"
	reasonUnlisted  = "unlisted"
	reasonConsent   = "consent"
	reasonApproval  = "approval"
	reasonPrivate   = "private"
)

// withhold notes that something is left out. The words of an entry that is known already (from another language) are added to it.
func (l *linker) withhold(w Withheld) {
	key := w.Kind + "\x00" + w.ID + "\x00" + w.Reason + "\x00" + w.At.String()
	if i, known := l.shared.withheldAt[key]; known {
		l.shared.withheld[i].Words = append(l.shared.withheld[i].Words, w.Words...)
		return
	}
	l.shared.withheldAt[key] = len(l.shared.withheld)
	l.shared.withheld = append(l.shared.withheld, w)
}

// words gathers what must not be seen of something withheld.
type words []string

// name adds a name or title.
func (w *words) name(names ...string) {
	for _, n := range names {
		if utf8.RuneCountInString(n) >= 3 {
			*w = append(*w, n)
		}
	}
}

// id adds an id; very short ones are words of any text.
func (w *words) id(ids ...string) {
	for _, id := range ids {
		if len(id) >= 4 {
			*w = append(*w, id)
		}
	}
}

// phrases adds what a text says, in pieces of at least twelve characters that hold no markup and no end of a sentence.
func (w *words) phrases(texts ...string) {
	for _, text := range texts {
		for piece := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(".!?:;\n\r\t*_`[]()<>#|~\\&\"", r) }) {
			if piece = strings.TrimSpace(piece); utf8.RuneCountInString(piece) >= 12 {
				*w = append(*w, piece)
			}
		}
	}
}

// finish sorts the list of what is withheld and takes the words out that something visible has, too.
func (s *shared) finish(sites []*Site) []Withheld {
	slices.SortFunc(s.withheld, func(a, b Withheld) int {
		return cmp.Or(strings.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Column, b.At.Column),
			strings.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID), strings.Compare(a.Reason, b.Reason))
	})
	var all []string
	for i := range s.withheld {
		w := &s.withheld[i]
		slices.Sort(w.Words)
		w.Words = slices.Compact(w.Words)
		all = append(all, w.Words...)
	}
	seen := visibleWords(sites, all)
	for i := range s.withheld {
		w := &s.withheld[i]
		w.Words = slices.DeleteFunc(w.Words, func(word string) bool { return seen[word] })
	}
	return s.withheld
}

// hideOf is a withheld record's common part.
func hideOf(kind string, h record.Head, reason string, until time.Time) Withheld {
	return Withheld{Kind: kind, ID: h.Id.S, At: h.Position(), Reason: reason, Until: until}
}

// hidePart notes that a part of a record is left out.
func (l *linker) hidePart(kind, id, name string, at diag.Position, reason string, until time.Time, w words) {
	l.withhold(Withheld{Kind: kind, ID: id, Name: name, At: at, Reason: reason, Until: until, Words: w})
}
