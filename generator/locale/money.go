package locale

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// currencyLanguages are the columns of currencies.txt after code and digits.
const currencyLanguages = "en de fr es ja ar"

// currencies holds a line for each code of ISO 4217 that is money (no funds, metals or tests), sorted: code, digits behind
// the separator, and CLDR's names in currencyLanguages, separated by |. Codes withdrawn since 2018 are in it as long as
// records of their time may name them.
//
//go:embed currencies.txt
var currencies string

// currencyName is what a locale knows of one currency.
type currencyName struct {
	name   string
	symbol string
	digits int
}

// moneyForms says where a symbol stands.
type moneyForms struct {
	tags   string
	before bool
	space  string // between number and symbol; before a number a symbol of letters always has one
	mark   string // in front of it all
	// separators where they are not those of other numbers
	group, decimal string
}

// moneyTable is CLDR's; its last row is for all other languages: the number, then the code.
var moneyTable = []moneyForms{
	{tags: "en ja es-419 zh zh-Hant ko th hi tr id ms fil cy ga", before: true},
	{tags: "de-AT", before: true, space: "\u00a0", group: "."},
	{tags: "de-CH de-LI nl pt", before: true, space: "\u00a0"},
	{tags: "fr-CH", space: "\u00a0", decimal: "."},
	{tags: "pt-PT", space: "\u00a0"},
	{tags: "ar", space: "\u00a0", mark: "\u200f"},
	{tags: "", space: "\u00a0"},
}

// symbolTable is CLDR's symbols by language, and for a language that is not listed the unmistakable ones. A currency that
// is not listed is written as its code.
var symbolTable = []struct{ tag, symbols string }{
	{"en-001", "JPY JP¥ USD US$"},
	{"en-AU", "AUD $"},
	{"en-CA", "CAD $ USD US$"},
	{"en-NZ", "NZD $"},
	{"en", "AUD A$ BRL R$ CAD CA$ CNY CN¥ EUR € GBP £ HKD HK$ ILS ₪ INR ₹ JPY ¥ KRW ₩ MXN MX$ NZD NZ$ PHP ₱ TWD NT$ USD $ VND ₫ XAF FCFA XCD EC$ XCG Cg."},
	{"de-CH", "EUR EUR"},
	{"de-LI", "EUR EUR"},
	{"de", "AUD AU$ BRL R$ CAD CA$ CNY CN¥ EUR € GBP £ HKD HK$ ILS ₪ INR ₹ JPY ¥ KRW ₩ MXN MX$ NZD NZ$ THB ฿ TWD NT$ USD $ VND ₫ XAF FCFA XCD EC$ XCG Cg."},
	{"fr-CA", "CAD $ USD $US"},
	{"fr", "ARS $AR AUD $AU BMD $BM BND $BN BRL R$ BZD $BZ CAD $CA CLP $CL COP $CO EUR € FJD $FJ FKP £FK GBP £GB GIP £GI ILS ₪ INR ₹ KRW ₩ LBP £LB " +
		"MXN $MX NAD $NA NZD $NZ SBD $SB SGD $SG SRD $SR TTD $TT USD $US UYU $UY VND ₫ WST $WS XAF FCFA XCG Cg. XPF FCFP"},
	{"es-MX", "MXN $"},
	{"es-419", "EUR EUR USD USD"},
	{"es", "EUR € THB ฿ USD US$ VND ₫ XCG Cg."},
	{"ja", "AUD A$ BRL R$ CAD CA$ CNY 元 EUR € GBP £ HKD HK$ ILS ₪ INR ₹ JPY ￥ KRW ₩ MXN MX$ NZD NZ$ TWD NT$ USD $ VND ₫ XAF FCFA XCD EC$ XCG Cg"},
	{"", "AUD A$ BRL R$ CAD CA$ CNY CN¥ EUR € GBP £ HKD HK$ ILS ₪ INR ₹ JPY JP¥ KRW ₩ MXN MX$ NZD NZ$ TWD NT$ USD US$ VND ₫ XAF FCFA XCD EC$"},
	{"ar", "AED د.إ.\u200f AUD AU$ BHD د.ب.\u200f BRL R$ CAD CA$ CNY CN¥ DZD د.ج.\u200f EGP ج.م.\u200f EUR € GBP UK£ HKD HK$ ILS ₪ INR ₹ IQD د.ع.\u200f " +
		"IRR ر.إ. JOD د.أ.\u200f JPY JP¥ KRW ₩ KWD د.ك.\u200f LBP ل.ل.\u200f LYD د.ل.\u200f MAD د.م.\u200f MRU أ.م. MXN MX$ NZD NZ$ OMR ر.ع.\u200f " +
		"QAR ر.ق.\u200f SAR ر.س.\u200f SDG ج.س. SYP ل.س.\u200f THB ฿ TND د.ت.\u200f TWD NT$ USD US$ VND ₫ XAF FCFA XCD EC$ XCG Cg. YER ر.ي.\u200f"},
}

// currencyLine gives a code's line of the table without the code, "" for no currency.
func currencyLine(code string) string {
	if len(code) != 3 {
		return ""
	}
	for line := range strings.Lines(currencies) {
		if line[:3] == code {
			return line[4 : len(line)-1]
		}
	}
	return ""
}

// ValidCurrency says whether a code is one of ISO 4217's for money, in upper case.
func ValidCurrency(code string) bool { return currencyLine(code) != "" }

// Currencies lists the valid codes, sorted.
func Currencies() []string {
	var codes []string
	for line := range strings.Lines(currencies) {
		codes = append(codes, line[:3])
	}
	return codes
}

func moneyOf(chain []string) moneyForms {
	return *nearest(chain, moneyTable, func(m *moneyForms) string { return m.tags })
}

// currencyNames reads the names in the nearest language of the table (else English) and the symbols.
func currencyNames(chain []string) map[string]currencyName {
	column := 0
	for i, tag := range strings.Fields(currencyLanguages) {
		if tag == chain[len(chain)-1] {
			column = i
		}
	}
	m := make(map[string]currencyName, 192)
	for line := range strings.Lines(currencies) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		m[cells[0]] = currencyName{name: cells[2+column], symbol: cells[0], digits: int(cells[1][0] - '0')}
	}
	found := false
	for _, tag := range slices.Backward(chain) { // the nearest has the last word
		found = setSymbols(m, tag) || found
	}
	if !found {
		setSymbols(m, "")
	}
	return m
}

// setSymbols reads a language's row of the table of symbols, if it has one.
func setSymbols(m map[string]currencyName, tag string) bool {
	for _, row := range symbolTable {
		if row.tag != tag {
			continue
		}
		words := strings.Fields(row.symbols)
		for i := 0; i+1 < len(words); i += 2 {
			c := m[words[i]]
			c.symbol = words[i+1]
			m[words[i]] = c
		}
		return true
	}
	return false
}

// CurrencyName is a currency's name: "Swiss Franc" for CHF; the code itself if it is none. Languages without names of
// their own use English ones.
func (l *Locale) CurrencyName(code string) string {
	if c, ok := l.money[code]; ok {
		return c.name
	}
	return code
}

// Money writes an amount in a currency: "€12,345.50", "12.345,50 €". A whole amount has no decimals, any other as many as
// the currency has. An unknown code is written as it is.
func (l *Locale) Money(amount float64, code string) string {
	c, ok := l.money[code]
	if !ok {
		c = currencyName{symbol: code, digits: 2}
	}
	digits := c.digits
	if amount == math.Trunc(amount) {
		digits = 0
	}
	numbers := l.numbers
	if l.symbols.group != "" {
		numbers.group = l.symbols.group
	}
	if l.symbols.decimal != "" {
		numbers.decimal = l.symbols.decimal
	}
	buf := append(make([]byte, 0, 48), l.symbols.mark...)
	if !l.symbols.before {
		buf = numbers.appendFloat(buf, amount, digits, digits)
		buf = append(buf, l.symbols.space...)
		buf = append(buf, c.symbol...)
		if l.rtl && c.symbol[0] < utf8.RuneSelf {
			buf = append(buf, "\u200e"...) // else the sign of US$ goes to the other side of its letters
		}
		return string(buf)
	}
	if amount < 0 {
		buf = append(buf, l.numbers.minus...)
	}
	buf = append(buf, c.symbol...)
	if last, _ := utf8.DecodeLastRuneInString(c.symbol); l.symbols.space == "" && (unicode.IsLetter(last) || last == '.') && last != '元' {
		buf = append(buf, "\u00a0"...)
	}
	buf = append(buf, l.symbols.space...)
	return string(numbers.appendFloat(buf, math.Abs(amount), digits, digits))
}
