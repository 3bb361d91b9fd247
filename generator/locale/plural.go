package locale

import (
	"math"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// pluralNames are CLDR's names of the plural categories, by plural.Form.
var pluralNames = [...]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

// Plural is the plural category of a number of things: zero, one, two, few, many or other. The rules are those of CLDR 32:
// French, Italian, Portuguese and Spanish have no "many" for whole millions, which matters for numbers in words only.
func (l *Locale) Plural(n int) string { return pluralNames[l.plural(n)] }

// PluralNumber is Plural of a number as Number writes it with that many decimals: in English "1.5 days" is other.
func (l *Locale) PluralNumber(f float64, maxDecimals int) string {
	return pluralNames[l.pluralDecimal(f, maxDecimals)]
}

// Ordinal is the category of a place in an order: 1st is one, 2nd two, 3rd few in English.
func (l *Locale) Ordinal(n int) string {
	return pluralNames[pluralForm(l.tag, plural.Ordinal, magnitude(n), 0, 0, 0, 0)]
}

// PluralForms lists the categories that whole numbers have in this language, "other" last: a text with a count needs
// these.
func (l *Locale) PluralForms() []string {
	var seen [len(pluralNames)]bool
	for n := range 1000 {
		seen[l.plural(n)] = true
	}
	seen[l.plural(1_000_000)] = true
	var names []string
	for _, form := range []plural.Form{plural.Zero, plural.One, plural.Two, plural.Few, plural.Many} {
		if seen[form] {
			names = append(names, pluralNames[form])
		}
	}
	return append(names, "other")
}

func (l *Locale) plural(n int) plural.Form {
	n = magnitude(n)
	if n < len(l.counted) {
		return l.counted[n]
	}
	return pluralForm(l.tag, plural.Cardinal, n, 0, 0, 0, 0)
}

func (l *Locale) pluralDecimal(f float64, maxDecimals int) plural.Form {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return plural.Other
	}
	whole, fraction := round(math.Abs(f), 0, min(maxDecimals, 6))
	i := 0
	for _, c := range whole[max(0, len(whole)-6):] { // no rule looks further
		i = i*10 + int(c-'0')
	}
	if len(whole) > 6 {
		i += 1_000_000
	}
	if len(fraction) == 0 {
		return l.plural(i)
	}
	t := 0
	for _, c := range fraction {
		t = t*10 + int(c-'0')
	}
	return pluralForm(l.tag, plural.Cardinal, i, len(fraction), len(fraction), t, t)
}

// pluralForm asks x/text, with the operands of UTS 35. Hebrew has lost its "many" since.
func pluralForm(tag language.Tag, rules *plural.Rules, i, v, w, f, t int) plural.Form {
	form := rules.MatchPlural(tag, i, v, w, f, t)
	if base, _ := tag.Base(); form == plural.Many && rules == plural.Cardinal && base.String() == "he" {
		return plural.Other
	}
	return form
}

func magnitude(n int) int {
	if n < 0 {
		return -max(n, -math.MaxInt)
	}
	return n
}
