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
	// Each word from its first run of letters and digits on, sorted, by that run: where many words begin alike, the list that
	// may still fit becomes smaller with each byte.
	type word struct {
		rest string // from the first run on
		all  string
	}
	byFirst := map[string][]word{}
	for _, w := range words {
		start, end := nextRun(w, 0)
		byFirst[w[start:end]] = append(byFirst[w[start:end]], word{w[start:], w})
	}
	for run, list := range byFirst {
		slices.SortFunc(list, func(a, b word) int { return cmp.Or(strings.Compare(a.rest, b.rest), strings.Compare(a.all, b.all)) })
		byFirst[run] = slices.Compact(list)
	}
	seen := map[string]bool{}
	look := func(text string) {
		for start, end := nextRun(text, 0); start < end; start, end = nextRun(text, end) {
			list := byFirst[text[start:end]]
			for n := end - start; len(list) > 0; n++ { // all of the list have n bytes in common with the text
				for len(list) > 0 && len(list[0].rest) == n {
					if strings.HasSuffix(text[:start+n], list[0].all) {
						seen[list[0].all] = true
					}
					list = list[1:]
				}
				if len(list) == 0 || start+n == len(text) {
					break
				}
				c := text[start+n]
				if list[0].rest[n] == c && list[len(list)-1].rest[n] == c {
					continue
				}
				first := sort.Search(len(list), func(i int) bool { return list[i].rest[n] >= c })
				list = list[first:]
				list = list[:sort.Search(len(list), func(i int) bool { return list[i].rest[n] > c })]
			}
		}
	}
	t := textWalker{look: look, plans: map[reflect.Type]bool{}}
	for _, s := range sites {
		t.records(s)
	}
	return seen
}

// nextRun finds the next run of letters and digits of a text, from an index on; start is end when there is none.
func nextRun(s string, from int) (start, end int) {
	start = -1
	for i := from; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c)) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			return start, i
		}
		i += size
	}
	if start < 0 {
		return len(s), len(s)
	}
	return start, len(s)
}

// textWalker visits the texts of a site. Other records that one points to are visited from the site's own lists.
type textWalker struct {
	look  func(string)
	plans map[reflect.Type]bool // whether a type holds texts
}

func (w *textWalker) records(s *Site) {
	plain := *s
	plain.Introductions, plain.Lock = nil, nil
	w.walk(reflect.ValueOf(plain))
	for _, p := range s.Introductions {
		w.walk(reflect.ValueOf(*p))
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
			w.walk(reflect.ValueOf(*e.Nominations))
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

// holds says whether values of a type hold texts that are visited.
func (w *textWalker) holds(t reflect.Type) bool {
	if known, ok := w.plans[t]; ok {
		return known
	}
	w.plans[t] = false
	found := false
	switch t.Kind() {
	case reflect.String, reflect.Interface:
		found = true
	case reflect.Slice, reflect.Map:
		found = w.holds(t.Elem())
	case reflect.Pointer:
		found = t == quoteType || t == ctaType
	case reflect.Struct:
		for i := range t.NumField() {
			found = w.holds(t.Field(i).Type) || found
		}
	}
	w.plans[t] = found
	return found
}

func (w *textWalker) walk(v reflect.Value) {
	if !w.holds(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.String:
		w.look(v.String())
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			w.walk(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() { // the order does not matter: words are only marked
			w.walk(v.MapIndex(k))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.walk(v.Field(i))
		}
	}
}
