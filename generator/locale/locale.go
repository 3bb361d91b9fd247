// Package locale knows languages: how each writes dates, numbers, money and lists, what it calls countries, languages and
// currencies, how it counts (plural rules), sorts and quotes, and in which direction it runs. It also makes ids from names
// and holds the interface texts of a theme.
//
// Everything is a pure function of its arguments: no files, no clock, no environment. The data are those of Unicode CLDR 48,
// as far as golang.org/x/text (CLDR 32 of 2017) differs from it in what we show.
package locale

import (
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Locale is one language and its ways. It is made by For, never changes, and may be used by several goroutines at once.
type Locale struct {
	tag       language.Tag
	name      string
	rtl       bool
	languages []namer
	countries map[string]string
	money     map[string]currencyName
	numbers   numberForms
	symbols   moneyForms
	dates     *dateForms
	lists     *listForms
	quotes    *quoteForms
	counted   [256]plural.Form // the plural forms of the small numbers
	order     order
	collators sync.Pool // of *sorter: a collator belongs to one goroutine
}

type sorter struct {
	collator *collate.Collator
	buffer   collate.Buffer
	scripts  scripts
}

// For gives the locale of a BCP 47 tag such as "de" or "pt-BR". It takes a fifth of a millisecond: keep the result.
// Dates of a language we have no words for are ISO 8601, its lists are joined by commas; all else falls back by parent
// (de-AT → de) and at last to English. The error says that the tag is not a language.
func For(tag string) (*Locale, error) {
	t, err := parseTag(tag)
	if err != nil {
		return nil, err
	}
	l := &Locale{tag: t, name: t.String(), rtl: isRightToLeft(t)}
	chain := ancestors(t)
	l.languages = languageNames(chain)
	l.countries = countryNames(chain)
	l.money = currencyNames(chain)
	l.numbers = numbersOf(t, chain)
	l.symbols = moneyOf(chain)
	l.dates = nearest(chain, dateTable, func(d *dateForms) string { return d.tags })
	l.lists = nearest(chain, listTable, func(d *listForms) string { return d.tags })
	l.quotes = nearest(chain, quoteTable, func(d *quoteForms) string { return d.tags })
	for n := range l.counted {
		l.counted[n] = pluralForm(t, plural.Cardinal, n, 0, 0, 0, 0)
	}
	base, _ := t.Base()
	l.order = orderOf(base.String())
	l.collators.New = func() any {
		s := &sorter{collator: collate.New(t)}
		if l.order.script != "" {
			s.scripts = scriptsOf(s.collator, l.order.script)
		}
		return s
	}
	return l, nil
}

// Tag is the canonical BCP 47 tag, the value of a lang attribute.
func (l *Locale) Tag() string { return l.name }

// Dir is "ltr" or "rtl", the value of a dir attribute.
func (l *Locale) Dir() string {
	if l.rtl {
		return "rtl"
	}
	return "ltr"
}

// parseTag reads a BCP 47 tag; every subtag must be known.
func parseTag(tag string) (language.Tag, error) {
	t, err := language.Parse(tag)
	if err != nil || strings.Contains(tag, "_") {
		return language.Und, fmt.Errorf("%q is not a BCP 47 language tag", tag)
	}
	base, _, _ := t.Raw()
	if code := base.String(); code == "und" || "qaa" <= code && code <= "qtz" && len(code) == 3 { // private use
		return language.Und, fmt.Errorf("%q names no language", tag)
	}
	return t, nil
}

// ancestors lists a language and what it falls back to, nearest first: es-MX, es-419, es. English is not added.
func ancestors(t language.Tag) []string {
	base, script, region := t.Raw()
	plain, err := language.Compose(base, script, region) // without extensions and variants
	if err != nil {
		plain = t
	}
	var chain []string
	for t := plain; t != language.Und; t = t.Parent() {
		chain = append(chain, t.String())
	}
	if base.String() == "no" { // what CLDR says of Norwegian stands under nb
		chain = append(chain, "nb")
	}
	return chain
}

// nearest gives the row of a table for the first language of the chain that has one, else the table's last row, which
// is the neutral one. A row's tags are separated by spaces.
func nearest[T any](chain []string, table []T, tags func(*T) string) *T {
	for _, tag := range chain {
		for i := range table {
			if hasWord(tags(&table[i]), tag) {
				return &table[i]
			}
		}
	}
	return &table[len(table)-1]
}

func hasWord(words, word string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}

// isRightToLeft decides by the script the language is written in, so that pa-Arab runs to the left and az does not.
func isRightToLeft(t language.Tag) bool {
	script, _ := t.Script()
	return hasWord("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi", script.String())
}
