package site

import (
	"cmp"
	"reflect"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visibleWords says which of the words stand in a visible record, whole. It takes time in proportion to the texts.
func visibleWords(sites []*Site, words []string) map[string]bool {
	if len(words) == 0 {
		return nil
	}
	f := newFinder(words)
	t := textWalker{look: f.look, plans: map[reflect.Type]*textPlan{}}
	for _, s := range sites {
		t.records(s)
	}
	return f.seen
}

// finder finds words in texts.
type finder struct {
	byFirst map[string][]word // by the first run of letters and digits
	kinds   [256]byte         // of bytes: inRun, begins
	hints   [1 << 12]bool     // by hint of such a run: false for those that no word begins with
	seen    map[string]bool
}

const (
	inRun  = 1 // a letter or digit of ASCII
	begins = 2 // some word's first run begins with this byte
)

// word is one that is looked for, from its first run of letters and digits on.
type word struct{ rest, all string }

// newFinder sorts the words by their first runs, and those with the same one by what follows it: where many words begin alike, the
// list of those that may still fit becomes smaller with each byte.
func newFinder(words []string) *finder {
	f := &finder{byFirst: map[string][]word{}, seen: map[string]bool{}}
	for c, is := range plainly {
		if is {
			f.kinds[c] = inRun
		}
	}
	for _, w := range words {
		start, end := nextRun(w, 0)
		f.byFirst[w[start:end]] = append(f.byFirst[w[start:end]], word{w[start:], w})
	}
	for run, list := range f.byFirst {
		slices.SortFunc(list, func(a, b word) int { return cmp.Or(strings.Compare(a.rest, b.rest), strings.Compare(a.all, b.all)) })
		f.byFirst[run] = slices.Compact(list)
		if run != "" {
			f.hints[hint(run)] = true
			f.kinds[run[0]] |= begins
		}
	}
	return f
}

// hint is a number below 1<<12 that is the same for equal runs.
func hint(run string) int {
	return (int(run[0]) + int(run[len(run)/2])<<3 + int(run[len(run)-1])<<5 + len(run)<<8) & (1<<12 - 1)
}

// look marks the words that stand in a text. Nearly all bytes are just passed over, without a branch that depends on them.
func (f *finder) look(text string) {
	before := byte(0)
	for i := range len(text) {
		kind := f.kinds[text[i]]
		if kind&begins&^(before<<1) != 0 { // inRun before it takes begins away
			f.from(text, i)
		}
		before = kind & inRun
	}
}

// from marks the words that begin with the run at an index of a text, if one begins there.
func (f *finder) from(text string, i int) {
	if r, _ := utf8.DecodeLastRuneInString(text[:i]); r >= utf8.RuneSelf && isLetter(r) {
		return
	}
	if start, end := nextRun(text, i); start == i && f.hints[hint(text[start:end])] {
		f.fits(text, start, end)
	}
}

// fits marks the words that stand in a text where a run begins and ends.
func (f *finder) fits(text string, start, end int) {
	list := f.byFirst[text[start:end]]
	for n := end - start; ; n++ { // all of the list have n bytes in common with the text
		for len(list) > 0 && len(list[0].rest) == n {
			if strings.HasSuffix(text[:start+n], list[0].all) {
				f.seen[list[0].all] = true
			}
			list = list[1:]
		}
		if len(list) == 0 || start+n == len(text) {
			return
		}
		c := text[start+n]
		least, most := list[0].rest[n], list[len(list)-1].rest[n]
		switch {
		case c < least || c > most:
			return
		case least < most:
			list = list[sort.Search(len(list), func(i int) bool { return list[i].rest[n] >= c }):]
			list = list[:sort.Search(len(list), func(i int) bool { return list[i].rest[n] > c })]
		}
	}
}

// plainly says of each byte whether it is a letter or digit of ASCII.
var plainly = func() (table [256]bool) {
	for c := range utf8.RuneSelf {
		table[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return table
}()

// nextRun finds the next run of letters and digits of a text, from an index on; start is end when there is none.
func nextRun(s string, from int) (start, end int) {
	for start = from; start < len(s) && !plainly[s[start]]; {
		size := 1
		if s[start] >= utf8.RuneSelf {
			if size = letter(s[start:]); size > 0 {
				break
			}
			size = -size
		}
		start += size
	}
	for end = start; end < len(s); {
		if plainly[s[end]] {
			end++
			continue
		}
		if s[end] < utf8.RuneSelf {
			break
		}
		size := letter(s[end:])
		if size < 0 {
			break
		}
		end += size
	}
	return start, end
}

// letter is the size of the first rune of a text, negative when it is neither letter nor digit nor a mark on one.
func letter(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if isLetter(r) {
		return size
	}
	return -size
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// textWalker visits the texts of a site. Other records that one points to are visited from the site's own lists.
type textWalker struct {
	look  func(string)
	plans map[reflect.Type]*textPlan
}

// textPlan says where values of a type hold texts.
type textPlan struct {
	kind   reflect.Kind // Invalid: nowhere
	fields []textAt     // of a struct
	inner  *textPlan    // of what a list, map or pointer leads to
}

// textAt is a field with texts.
type textAt struct {
	index int
	plan  *textPlan
}

func (w *textWalker) records(s *Site) {
	plain := *s
	plain.Introductions, plain.Lock = nil, nil
	w.walk(reflect.ValueOf(&plain).Elem())
	for _, p := range s.Introductions {
		w.walk(reflect.ValueOf(p).Elem())
	}
	walkTexts(w, s.Partners)
	walkTexts(w, s.Clients)
	walkTexts(w, s.Tiers)
	for _, list := range [][]*Term{s.Specialties, s.Industries, s.Products, s.Types, s.Sizes, s.Regions, s.CountryTerms, s.LanguageTerms} {
		walkTexts(w, list)
	}
	walkTexts(w, s.Landing)
	walkTexts(w, s.Categories)
	walkTexts(w, s.Editions)
	for _, e := range s.Editions {
		walkTexts(w, e.Categories)
		walkTexts(w, e.Competed)
		walkTexts(w, e.Awards)
		if e.Nominations != nil {
			w.walk(reflect.ValueOf(e.Nominations).Elem())
		}
	}
	walkTexts(w, s.CaseStudies)
	walkTexts(w, s.Updates)
	walkTexts(w, s.Resources)
	walkTexts(w, s.Events)
	walkTexts(w, s.Pages)
}

func walkTexts[T any](w *textWalker, list []*T) {
	for _, r := range list {
		w.walk(reflect.ValueOf(r).Elem())
	}
}

var quoteType, ctaType = reflect.TypeFor[*Quote](), reflect.TypeFor[*CTA]()

// plan finds out, once, where values of a type hold texts. No record is within itself, but through pointers.
func (w *textWalker) plan(t reflect.Type) *textPlan {
	if p := w.plans[t]; p != nil {
		return p
	}
	p := &textPlan{}
	w.plans[t] = p
	switch t.Kind() {
	case reflect.String, reflect.Interface:
		p.kind = t.Kind()
	case reflect.Slice, reflect.Map:
		if p.inner = w.plan(t.Elem()); p.inner.kind != reflect.Invalid {
			p.kind = t.Kind()
		}
	case reflect.Pointer:
		if t == quoteType || t == ctaType {
			p.kind, p.inner = reflect.Pointer, w.plan(t.Elem())
		}
	case reflect.Struct:
		for i := range t.NumField() {
			if inner := w.plan(t.Field(i).Type); inner.kind != reflect.Invalid {
				p.kind, p.fields = reflect.Struct, append(p.fields, textAt{i, inner})
			}
		}
	}
	return p
}

func (w *textWalker) walk(v reflect.Value) { w.visit(w.plan(v.Type()), v) }

func (w *textWalker) visit(p *textPlan, v reflect.Value) {
	switch p.kind {
	case reflect.String:
		w.look(v.String())
	case reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			w.visit(p.inner, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.visit(p.inner, v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() { // the order does not matter: words are only marked
			w.visit(p.inner, v.MapIndex(k))
		}
	case reflect.Struct:
		for _, f := range p.fields {
			w.visit(f.plan, v.Field(f.index))
		}
	}
}
