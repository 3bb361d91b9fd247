package locale

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// numberForms is how one language writes numbers.
type numberForms struct {
	zero                    rune // its digit 0; the others follow
	decimal, group          string
	primary, secondary      int // digits in the last group and in those before it
	minimum                 int // digits there must be before the first group for grouping at all
	minus                   string
	percentFore, percentAft string
}

// numbersOf learns the forms from how x/text writes an example, and puts right what CLDR has changed since.
func numbersOf(t language.Tag, chain []string) numberForms {
	switch chain[0] { // CLDR now writes European digits in Arabic, and Arabic ones in Egypt
	case "ar":
		t = language.MustParse("ar-AE")
	case "ar-EG":
		t = language.MustParse("ar")
	case "no":
		t = language.MustParse("nb")
	}
	p := message.NewPrinter(t)
	f := numberForms{zero: '0', decimal: ".", primary: 3, secondary: 3, minimum: 1, minus: "-"}
	fore, digits, _ := splitNumber(p.Sprint(number.Decimal(-123456789.5, number.MaxFractionDigits(1))))
	f.learn(digits)
	f.minus = fore
	f.percentFore, _, f.percentAft = splitNumber(p.Sprint(number.Percent(0.425, number.MaxFractionDigits(1))))
	for _, tag := range chain {
		if fix, ok := numberFixes(tag, f); ok {
			return fix
		}
	}
	return f
}

// numberFixes is CLDR 48 where x/text differs.
func numberFixes(tag string, f numberForms) (numberForms, bool) {
	switch tag {
	case "fr-CA": // keeps the wider space
	case "fr":
		f.group = "\u202f"
	case "de-CH", "de-LI":
		f.group = "'"
	case "it-CH":
		f.group, f.minimum = "'", 2
	case "be", "bg", "es", "et", "hu", "hy", "it", "ka", "lv", "pl", "pt-PT", "sl", "sq":
		f.minimum = 2
	case "ca":
		f.percentAft = "\u00a0%"
	case "hr":
		f.minus, f.percentAft = "\u2212", "\u00a0%"
	case "mk":
		f.percentAft = "\u00a0%"
	case "bs", "es-419", "es-AR", "es-CO":
		f.percentAft = "%"
	case "ne", "te":
		f.secondary = 2
	default:
		return f, false
	}
	return f, true
}

// splitNumber cuts a written number into what stands before its first digit, the number, and what follows its last digit.
func splitNumber(s string) (fore, digits, aft string) {
	first := strings.IndexFunc(s, unicode.IsDigit)
	last := strings.LastIndexFunc(s, unicode.IsDigit)
	if first < 0 {
		return "", s, ""
	}
	_, size := utf8.DecodeRuneInString(s[last:])
	return s[:first], s[first : last+size], s[last+size:]
}

// learn reads digits, separators and group sizes off the number 123456789.5 as written.
func (f *numberForms) learn(digits string) {
	var separators []string
	var groups []int // digits before each separator
	count, start := 0, -1
	for i, r := range digits {
		if !unicode.IsDigit(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if i == 0 {
			f.zero = r - 1
		}
		if start >= 0 {
			separators, groups = append(separators, digits[start:i]), append(groups, count)
			count, start = 0, -1
		}
		count++
	}
	n := len(separators)
	if n == 0 {
		return
	}
	f.decimal = separators[n-1]
	if n == 1 {
		f.group = ""
		return
	}
	f.group = separators[0]
	f.primary = groups[n-1]
	f.secondary = f.primary
	if n > 2 {
		f.secondary = groups[n-2]
	}
}

func (f *numberForms) appendDigit(buf []byte, c byte) []byte {
	if f.zero == '0' {
		return append(buf, c)
	}
	return utf8.AppendRune(buf, f.zero+rune(c-'0'))
}

// Integer writes a whole number, with groups where the language has them: "12,345".
func (l *Locale) Integer(n int) string {
	return string(l.appendNumber(make([]byte, 0, 32), int64(n)))
}

func (l *Locale) appendNumber(buf []byte, n int64) []byte {
	var text [20]byte
	digits := strconv.AppendInt(text[:0], n, 10)
	if n < 0 {
		digits = digits[1:]
	}
	return l.numbers.appendDecimal(buf, n < 0, digits, nil)
}

// Number writes a number with at most maxDecimals digits behind the separator, rounded half away from zero as its
// shortest decimal text reads (1.005 with two is 1.01), without zeros at the end. Not a number is "NaN".
func (l *Locale) Number(f float64, maxDecimals int) string {
	return string(l.numbers.appendFloat(make([]byte, 0, 32), f, 0, maxDecimals))
}

// Decimal writes a text that is a decimal number, as "1234.50", with all of its digits: "1,234.50". Any other text stays as it is.
func (l *Locale) Decimal(text string) string {
	unsigned := strings.TrimLeft(text, "+-")
	whole, fraction, point := strings.Cut(unsigned, ".")
	switch {
	case len(text)-len(unsigned) > 1, !areDigits(whole), point && !areDigits(fraction), len(whole) > 1 && whole[0] == '0':
		return text
	}
	buf := make([]byte, 0, 32)
	if text[0] == '+' {
		buf = append(buf, '+')
	}
	return string(l.numbers.appendDecimal(buf, text[0] == '-', []byte(whole), []byte(fraction)))
}

// areDigits says whether s is at least one of the digits 0 to 9 and nothing else.
func areDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Percent writes percentage points: Percent(42.5, 1) is "42.5%", in German "42,5 %" with a no-break space.
func (l *Locale) Percent(points float64, maxDecimals int) string {
	n := &l.numbers
	buf := make([]byte, 0, 32)
	if points < 0 && !isZero(points, maxDecimals) {
		buf = append(buf, n.minus...)
	}
	buf = append(buf, n.percentFore...)
	buf = n.appendFloat(buf, math.Abs(points), 0, maxDecimals)
	return string(append(buf, n.percentAft...))
}

// isZero says whether f is written as 0 with that many decimals.
func isZero(f float64, decimals int) bool {
	whole, fraction := round(math.Abs(f), 0, decimals)
	return string(whole) == "0" && len(fraction) == 0
}

func (n *numberForms) appendFloat(buf []byte, f float64, minDecimals, maxDecimals int) []byte {
	switch {
	case math.IsNaN(f):
		return append(buf, "NaN"...)
	case math.IsInf(f, 0):
		if f < 0 {
			buf = append(buf, n.minus...)
		}
		return append(buf, "∞"...)
	}
	whole, fraction := round(math.Abs(f), minDecimals, maxDecimals)
	negative := f < 0 && (string(whole) != "0" || strings.Trim(string(fraction), "0") != "")
	return n.appendDecimal(buf, negative, whole, fraction)
}

// round gives the digits of a number that is not negative before and behind its decimal separator.
func round(f float64, minDecimals, maxDecimals int) (whole, fraction []byte) {
	maxDecimals = max(0, maxDecimals, minDecimals)
	text := strconv.AppendFloat(make([]byte, 0, 48), f, 'f', -1, 64)
	point := len(text)
	for i, c := range text {
		if c == '.' {
			point = i
		}
	}
	whole = text[:point:point]
	if point < len(text) {
		fraction = text[point+1:]
	}
	if len(fraction) > maxDecimals {
		up := fraction[maxDecimals] >= '5'
		fraction = fraction[:maxDecimals]
		if up && increment(fraction) && increment(whole) {
			whole = append([]byte{'1'}, whole...)
		}
	}
	for len(fraction) > minDecimals && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	for len(fraction) < minDecimals {
		fraction = append(fraction, '0')
	}
	return whole, fraction
}

// increment adds one to a row of digits in place; true if a one is carried over its front.
func increment(digits []byte) bool {
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] < '9' {
			digits[i]++
			return false
		}
		digits[i] = '0'
	}
	return true
}

func (f *numberForms) appendDecimal(buf []byte, negative bool, whole, fraction []byte) []byte {
	if negative {
		buf = append(buf, f.minus...)
	}
	grouped := f.group != "" && len(whole) >= f.primary+f.minimum
	for i, c := range whole {
		left := len(whole) - i // digits from here to the separator
		if grouped && i > 0 && left >= f.primary && (left-f.primary)%f.secondary == 0 {
			buf = append(buf, f.group...)
		}
		buf = f.appendDigit(buf, c)
	}
	if len(fraction) > 0 {
		buf = append(buf, f.decimal...)
		for _, c := range fraction {
			buf = f.appendDigit(buf, c)
		}
	}
	return buf
}
