package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"html"
	"math/bits"
	"net/url"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words finds withheld words in outputs: each as it is written, and as HTML, XML, JSON, calendars and addresses write it. Case
// counts. A word must stand alone: “Ada” is not found in “Adalbert”, but in scripts without spaces it is found anywhere.
// It may be used by several goroutines at once.
type Words struct {
	words  []string
	forms  []form                  // of four bytes and more, sorted
	filter [filterSize / 64]uint64 // by the hash of four bytes: whether a form has them at one of its first places
	step   int                     // how many places: so far apart a text need be looked at
	begin  map[uint32]span         // where in forms those with these first four bytes are
	brief  []form                  // of two and three bytes, sorted
	short  [1 << 16 / 64]uint64    // by two bytes: whether a brief form begins so
	tiny   []form                  // of one byte
}

// span is a part of a list: [from, to).
type span struct{ from, to int }

const (
	filterBits = 18
	filterSize = 1 << filterBits
)

// form is one way in which a word is written.
type form struct {
	text string
	word int32
}

// NewWords prepares a search. Empty words are left out, of equal ones one is kept.
func NewWords(words []string) *Words {
	w := &Words{begin: map[uint32]span{}}
	w.words = slices.Clone(words)
	slices.Sort(w.words)
	w.words = slices.Compact(w.words)
	w.words = slices.DeleteFunc(w.words, func(s string) bool { return strings.TrimSpace(s) == "" })
	for i, word := range w.words {
		for _, text := range formsOf(word) {
			f := form{text, int32(i)}
			switch {
			case len(text) >= 4:
				w.forms = append(w.forms, f)
			case len(text) >= 2:
				w.brief = append(w.brief, f)
				key := uint16(text[0]) | uint16(text[1])<<8
				w.short[key/64] |= 1 << (key % 64)
			default:
				w.tiny = append(w.tiny, f)
			}
		}
	}
	byText := func(x, y form) int { return strings.Compare(x.text, y.text) }
	slices.SortStableFunc(w.forms, byText)
	slices.SortStableFunc(w.brief, byText)
	w.step = maxStep
	for _, f := range w.forms {
		w.step = min(w.step, len(f.text)-3)
	}
	for i, f := range w.forms {
		for k := range w.step {
			h := hash4(four(f.text, k))
			w.filter[h/64] |= 1 << (h % 64)
		}
		key := four(f.text, 0)
		at, known := w.begin[key]
		if !known {
			at.from = i
		}
		at.to = i + 1
		w.begin[key] = at
	}
	return w
}

// Digest is the digest of all words.
func (w *Words) Digest() [sha256.Size]byte {
	h := sha256.New()
	for _, word := range w.words {
		h.Write([]byte(word))
		h.Write([]byte{0})
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// maxStep is the most places from one look at a text to the next. With more of them the filter lets too much through.
const maxStep = 4

// four are the four bytes at a place of a text as a number.
func four[T string | []byte](text T, at int) uint32 {
	return uint32(text[at]) | uint32(text[at+1])<<8 | uint32(text[at+2])<<16 | uint32(text[at+3])<<24
}

func hash4(key uint32) uint32 { return key * 2654435761 >> (32 - filterBits) }

// replacers, made once: to make one costs far more than to use it.
var (
	asMinified   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;") // text of a minified page
	asXML        = strings.NewReplacer("&#39;", "&apos;", "&#34;", "&quot;")
	asQuoted     = strings.NewReplacer("&#34;", "&quot;")
	asLooseJSON  = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&")
	asScript     = strings.NewReplacer("'", `\u0027`, "/", `\/`, "+", `\u002b`) // a script of html/template
	asInCalendar = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`)
)

// formsOf are the ways in which formats write a word, sorted, each once.
func formsOf(word string) []string {
	if simple(word) {
		if strings.IndexByte(word, ' ') < 0 {
			return []string{word}
		}
		return []string{word, strings.ReplaceAll(word, " ", "%20"), strings.ReplaceAll(word, " ", "+")}
	}
	quoted, _ := json.Marshal(word)
	inJSON := string(quoted[1 : len(quoted)-1])
	plain := asMinified.Replace(word)
	escaped := html.EscapeString(word)
	forms := []string{
		word, inJSON, plain, escaped,
		strings.ReplaceAll(escaped, "+", "&#43;"), // an attribute of html/template
		asXML.Replace(escaped), asQuoted.Replace(escaped),
		html.EscapeString(plain), html.EscapeString(escaped), // HTML in a feed
		asLooseJSON.Replace(inJSON), asScript.Replace(inJSON), asInCalendar.Replace(word),
		url.PathEscape(word), url.QueryEscape(word),
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// simple says whether all formats write a word alike, but for the spaces in an address.
func simple(word string) bool {
	for i := range len(word) {
		if c := word[i]; !(letter(c) || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' || c == ' ') {
			return false
		}
	}
	return true
}

// Find gives the words that stand in data, sorted, each once. The folded lines of a calendar are joined first.
func (w *Words) Find(data []byte) []string {
	if bytes.HasPrefix(data, []byte("BEGIN:VCALENDAR")) {
		data = bytes.ReplaceAll(data, []byte("\r\n "), nil)
	}
	return w.FindIn(data, nil)
}

// FindIn is Find for a page of which quiet parts are known: no word begins in those.
func (w *Words) FindIn(data []byte, parts []Placed) []string {
	if len(w.words) == 0 {
		return nil
	}
	s := search{words: w, data: data}
	from := 0
	for _, p := range parts {
		if p.Quiet {
			s.between(from, p.At)
			from = p.At + p.Len
		}
	}
	s.between(from, len(data))
	return s.found()
}

// Quiet says whether no word begins in a part of a page, whatever stands before and after it.
func (w *Words) Quiet(part []byte) bool {
	if len(w.words) == 0 {
		return true
	}
	s := search{words: w, data: part, edges: true}
	s.between(0, len(part))
	if s.hits != nil || s.open {
		return false
	}
	for i := max(0, len(part)-3); i < len(part); i++ { // too short for the first bytes of a form
		if begins(w.forms, part[i:]) || i == len(part)-1 && begins(w.brief, part[i:]) {
			return false
		}
	}
	return true
}

// begins says whether a form of a sorted list begins with a text.
func begins(forms []form, text []byte) bool {
	i := sort.Search(len(forms), func(i int) bool { return forms[i].text >= string(text) })
	return i < len(forms) && strings.HasPrefix(forms[i].text, string(text))
}

// search is one search in one text.
type search struct {
	words *Words
	data  []byte
	hits  []uint64 // by word; made with the first hit
	edges bool     // the text is a part: words at its edges count, and open says whether one may go on behind it
	open  bool
}

// found are the words that were hit.
func (s *search) found() (list []string) {
	for i, set := range s.hits {
		for ; set != 0; set &= set - 1 {
			list = append(list, s.words.words[i*64+bits.TrailingZeros64(set)])
		}
	}
	return list
}

// between looks for the words that begin in a part of the text.
func (s *search) between(from, to int) {
	w, data := s.words, s.data
	if len(w.begin) > 0 {
		// A form that begins at a place has its bytes in the filter at that and the next places, one of which is looked at.
		for i := from; i < min(to+w.step-1, len(data)-3); i += w.step {
			if h := hash4(four(data, i)); w.filter[h/64]>>(h%64)&1 != 0 {
				for at := max(from, i-w.step+1); at <= min(i, to-1); at++ {
					s.match(at, 4, w.forms, w.begin[four(data, at)])
				}
			}
		}
	}
	if len(w.brief) > 0 {
		for i := from; i < min(to, len(data)-1); i++ {
			if key := uint16(data[i]) | uint16(data[i+1])<<8; w.short[key/64]>>(key%64)&1 != 0 {
				s.match(i, 0, w.brief, span{0, len(w.brief)})
			}
		}
	}
	for _, f := range w.tiny {
		for i := from; i < to; i++ {
			if data[i] == f.text[0] {
				s.hit(i, f)
			}
		}
	}
}

// match notes the forms of a span of a sorted list that stand at a place of data, knowing that its first n bytes do: with each
// further byte the span becomes smaller.
func (s *search) match(at, n int, forms []form, in span) {
	data := s.data
	for ; in.from < in.to; n++ {
		for in.from < in.to && len(forms[in.from].text) == n {
			s.hit(at, forms[in.from])
			in.from++
		}
		if in.from == in.to {
			return
		}
		if at+n >= len(data) {
			s.open = true
			return
		}
		c := data[at+n]
		if forms[in.from].text[n] == c && forms[in.to-1].text[n] == c {
			continue
		}
		part := forms[in.from:in.to]
		first := sort.Search(len(part), func(i int) bool { return part[i].text[n] >= c })
		last := sort.Search(len(part), func(i int) bool { return part[i].text[n] > c })
		in.from, in.to = in.from+first, in.from+last
	}
}

func (s *search) hit(at int, f form) {
	if s.hits == nil {
		s.hits = make([]uint64, (len(s.words.words)+63)/64)
	}
	bit := &s.hits[f.word/64]
	before, after := s.data[:at], s.data[at+len(f.text):]
	if *bit>>(f.word%64)&1 != 0 || !s.edges && !alone(s.words.words[f.word], before, after) {
		return
	}
	*bit |= 1 << (f.word % 64)
}

// alone says whether a word is no part of a longer one, by what stands before and after it.
func alone(word string, before, after []byte) bool {
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	if joins(first) {
		if r := lastRune(before); joins(r) || unicode.Is(unicode.M, r) {
			return false
		}
	}
	if joins(last) {
		if r, _ := utf8.DecodeRune(after); joins(r) || unicode.Is(unicode.M, r) {
			return false
		}
	}
	return true
}

// joins says whether a character makes a longer word of its neighbour: a letter or digit of a script that writes spaces.
func joins(r rune) bool {
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false
	}
	return !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// lastRune is the character before a word, where it is escaped the one that is meant: \n and \u003c in JSON, %20 in an address.
func lastRune(before []byte) rune {
	n := len(before)
	if n >= 2 && before[n-2] == '\\' && bytes.IndexByte([]byte("nrtbf"), before[n-1]) >= 0 && !escapedBackslash(before[:n-2]) {
		return ' '
	}
	if n >= 6 && before[n-6] == '\\' && before[n-5] == 'u' && hexNumber(before[n-4:]) >= 0 && !escapedBackslash(before[:n-6]) {
		return hexNumber(before[n-4:])
	}
	if n >= 3 && before[n-3] == '%' {
		if r := hexNumber(before[n-2:]); r >= 0 && r < utf8.RuneSelf {
			return r
		}
	}
	r, _ := utf8.DecodeLastRune(before)
	return r
}

// escapedBackslash says whether a backslash that follows is itself escaped.
func escapedBackslash(before []byte) bool {
	n := 0
	for n < len(before) && before[len(before)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

func hexNumber(digits []byte) rune {
	var n rune
	for _, c := range digits {
		switch {
		case '0' <= c && c <= '9':
			n = n<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			n = n<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return n
}
