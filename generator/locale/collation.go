package locale

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/unicode/norm"
)

// Key is a string's collation key: keys sort by bytes as their strings do in this language. Store it next to the record,
// and break ties by id.
func (l *Locale) Key(s string) []byte {
	sorter := l.collators.Get().(*sorter)
	defer l.collators.Put(sorter)
	folded := l.order.fold(s)
	key := l.key(sorter, folded)
	if folded == s {
		return key
	}
	return append(append(key, 0, 0), l.key(sorter, s)...)
}

func (l *Locale) key(sorter *sorter, s string) []byte {
	key := bytes.Clone(sorter.collator.KeyFromString(&sorter.buffer, s))
	sorter.buffer.Reset()
	if l.order.script != "" {
		key = sorter.scripts.reorder(key)
	}
	return key
}

// Compare orders two strings as their keys do: -1, 0 or 1. For more than a few, make keys.
func (l *Locale) Compare(a, b string) int { return bytes.Compare(l.Key(a), l.Key(b)) }

// An order is what CLDR says of a language's order of names and golang.org/x/text does not do.
type order struct {
	script string              // letters of the script that comes before Latin, of which one is its first, and the first one of the script behind it
	fold   func(string) string // what a text counts as; the text itself decides where that is the same
}

func same(s string) string { return s }

// Their scripts as the Unicode collation algorithm has them, Latin, Greek, Coptic, Cyrillic, Glagolitic, …, Hebrew, Phoenician, …, Arabic, Syriac.
const (
	arabic   = "ءآأؤإئاܐ" // Persian and Urdu order them in another way
	hebrew   = "א𐤀"
	greek    = "αⲁ"
	cyrillic = "аⰰ"
)

// orderOf is the order of a language; the tags of `[reorder …]` are those of CLDR's collation data.
func orderOf(language string) order {
	switch language {
	case "ar":
		return order{arabic, foldHamza}
	case "fa", "ur":
		return order{arabic, same}
	case "he":
		return order{hebrew, same}
	case "el":
		return order{greek, same}
	case "be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk":
		return order{cyrillic, same}
	case "ja":
		return order{"", foldKana}
	}
	return order{"", same}
}

// scripts are the primary weights with which a script comes before Latin: those of [first, end) go to where Latin begins.
type scripts struct{ latin, first, end int }

func scriptsOf(c *collate.Collator, script string) scripts {
	var buffer collate.Buffer
	var weights []int
	for _, letter := range script {
		p, _ := primary(c.KeyFromString(&buffer, string(letter)))
		weights = append(weights, p)
	}
	last := len(weights) - 1
	latin, _ := primary(c.KeyFromString(&buffer, "a"))
	return scripts{latin, slices.Min(weights[:last]), weights[last]}
}

// reorder gives a key with its primary weights, which two zeros end, moved.
func (s scripts) reorder(key []byte) []byte {
	moved := make([]byte, 0, len(key)+8)
	for {
		p, size := primary(key)
		if p == 0 {
			return append(moved, key...)
		}
		switch {
		case s.first <= p && p < s.end:
			p -= s.first - s.latin
		case s.latin <= p && p < s.first:
			p += s.end - s.first
		}
		if p > 0x7fff {
			moved = append(moved, byte(p>>16)|0x80)
		}
		moved = append(moved, byte(p>>8), byte(p))
		key = key[size:]
	}
}

// primary reads a weight at the beginning of a key as collate.Collator writes it: two bytes, or three with the highest bit. It is 0 at their end.
func primary(key []byte) (weight, size int) {
	switch {
	case len(key) >= 3 && key[0]&0x80 != 0:
		return int(key[0]&0x7f)<<16 | int(key[1])<<8 | int(key[2]), 3
	case len(key) >= 2:
		return int(key[0])<<8 | int(key[1]), 2
	}
	return 0, 0
}

// Hamza, alone or on a carrier, is sorted as alif, and alif with madda as two (CLDR, ar).
var hamza = strings.NewReplacer("ء", "ا", "أ", "ا", "ؤ", "ا", "إ", "ا", "ئ", "ا", "آ", "اا")

func foldHamza(s string) string { return hamza.Replace(norm.NFC.String(s)) }

// The kana by the vowel that a length mark lengthens.
var kana = func() map[rune]rune {
	all := map[rune]rune{}
	for vowel, list := range map[rune]string{
		'あ': "あぁかがさざただなはばぱまやゃらわゎ", 'い': "いぃきぎしじちぢにひびぴみりゐ", 'う': "うぅくぐすずつづっぬふぶぷむゆゅるゔ",
		'え': "えぇけげせぜてでねへべぺめれゑ", 'お': "おぉこごそぞとどのほぼぽもよょろを",
	} {
		for _, r := range list {
			all[r], all[r+0x60] = vowel, vowel+0x60 // katakana stand in the same order
		}
	}
	return all
}()

// foldKana writes out the length mark and the iteration marks: コーヒー counts as コオヒイ, いすゞ as いすす (JIS X 4061). Without it, x/text sorts ガーデン
// before アクメ.
func foldKana(s string) string {
	s = norm.NFKC.String(s)
	if !strings.ContainsAny(s, "ーゝゞヽヾ") {
		return s
	}
	var b strings.Builder
	before := rune(-1)
	for _, r := range s {
		vowel, isKana := kana[before]
		switch r {
		case 'ー':
			if isKana {
				r = vowel
			}
		case 'ゝ', 'ゞ', 'ヽ', 'ヾ':
			if isKana {
				r = before
			}
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}
