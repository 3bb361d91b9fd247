package locale

import (
	"math"
	"testing"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ tag, small, medium, large, negative, percent string }{
		{"en", "1,234", "12,345", "1,234,567.89", "-1,234.5", "42.5%"},
		{"en-IN", "1,234", "12,345", "12,34,567.89", "-1,234.5", "42.5%"},
		{"de", "1.234", "12.345", "1.234.567,89", "-1.234,5", "42,5\u00a0%"},
		{"de-AT", "1\u00a0234", "12\u00a0345", "1\u00a0234\u00a0567,89", "-1\u00a0234,5", "42,5\u00a0%"},
		{"de-CH", "1'234", "12'345", "1'234'567.89", "-1'234.5", "42.5%"},
		{"fr", "1\u202f234", "12\u202f345", "1\u202f234\u202f567,89", "-1\u202f234,5", "42,5\u00a0%"},
		{"es", "1234", "12.345", "1.234.567,89", "-1234,5", "42,5\u00a0%"},
		{"es-MX", "1,234", "12,345", "1,234,567.89", "-1,234.5", "42.5%"},
		{"ja", "1,234", "12,345", "1,234,567.89", "-1,234.5", "42.5%"},
		{"ar", "1,234", "12,345", "1,234,567.89", "\u200e-1,234.5", "42.5\u200e%\u200e"},
		{"ar-EG", "١٬٢٣٤", "١٢٬٣٤٥", "١٬٢٣٤٬٥٦٧٫٨٩", "\u061c-١٬٢٣٤٫٥", "٤٢٫٥٪\u061c"},
		{"it", "1234", "12.345", "1.234.567,89", "-1234,5", "42,5%"},
		{"pl", "1234", "12\u00a0345", "1\u00a0234\u00a0567,89", "-1234,5", "42,5%"},
		{"sv", "1\u00a0234", "12\u00a0345", "1\u00a0234\u00a0567,89", "\u22121\u00a0234,5", "42,5\u00a0%"},
		{"tr", "1.234", "12.345", "1.234.567,89", "-1.234,5", "%42,5"},
		{"tlh", "1,234", "12,345", "1,234,567.89", "-1,234.5", "42.5%"},
	} {
		l := mustFor(t, c.tag)
		for _, p := range [][2]string{
			{l.Integer(1234), c.small}, {l.Integer(12345), c.medium}, {l.Number(1234567.891, 2), c.large}, {l.Number(-1234.5, 2), c.negative},
			{l.Percent(42.5, 1), c.percent},
		} {
			if p[0] != p[1] {
				t.Errorf("%s: %+q, want %+q", c.tag, p[0], p[1])
			}
		}
	}
}

func TestRounding(t *testing.T) {
	en := mustFor(t, "en")
	for _, c := range []struct {
		f    float64
		max  int
		want string
	}{
		{0, 2, "0"}, {1, 2, "1"}, {1.5, 0, "2"}, {2.5, 0, "3"}, {0.5, 0, "1"}, {1.005, 2, "1.01"}, {1.004, 2, "1"}, {9.999, 2, "10"}, {999.999, 2, "1,000"},
		{99999.5, 0, "100,000"}, {0.1 + 0.2, 3, "0.3"}, {1.10, 2, "1.1"}, {-0.001, 2, "0"}, {-0.005, 2, "-0.01"}, {math.Copysign(0, -1), 1, "0"},
		{1e21, 0, "1,000,000,000,000,000,000,000"}, {1e-7, 3, "0"}, {3.7, -1, "4"}, {math.NaN(), 1, "NaN"}, {math.Inf(1), 1, "∞"}, {math.Inf(-1), 1, "-∞"},
	} {
		if got := en.Number(c.f, c.max); got != c.want {
			t.Errorf("%v with %d decimals: %q, want %q", c.f, c.max, got, c.want)
		}
	}
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", -1: "-1", math.MaxInt64: "9,223,372,036,854,775,807", math.MinInt64: "-9,223,372,036,854,775,808"} {
		if got := en.Integer(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := en.Percent(-0.4, 0) + " " + en.Percent(-12, 0); got != "0% -12%" {
		t.Errorf("negative percentages: %q", got)
	}
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"en", "6200", "6,200"}, {"de", "6200", "6.200"}, {"es", "6200", "6200"}, {"fr", "12345.50", "12\u202f345,50"},
		{"de", "8.0", "8,0"}, {"en", "0.80", "0.80"}, {"en", "-1200", "-1,200"}, {"de", "+1200.5", "+1.200,5"}, {"ar-EG", "31", "٣١"},
		{"de", "", ""}, {"de", "007", "007"}, {"de", "1.2.3", "1.2.3"}, {"de", "8.", "8."}, {"de", ".8", ".8"}, {"de", "+-8", "+-8"},
		{"de", "6,200", "6,200"}, {"de", "8.2 GWh", "8.2 GWh"}, {"de", "+", "+"}, {"de", "-", "-"},
		{"en", "12345678901234567890123", "12,345,678,901,234,567,890,123"},
	} {
		if got := mustFor(t, c.tag).Decimal(c.text); got != c.want {
			t.Errorf("%s: %q is %q, not %q", c.tag, c.text, got, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		tag    string
		amount float64
		code   string
		want   string
	}{
		{"en", 12345.5, "EUR", "€12,345.50"}, {"en", 10000, "USD", "$10,000"}, {"en", 12345.5, "CHF", "CHF\u00a012,345.50"}, {"en", -5, "EUR", "-€5"},
		{"en", 12345.5, "JPY", "¥12,346"}, {"en", 1.5, "KWD", "KWD\u00a01.500"}, {"en", 3, "XAF", "FCFA\u00a03"}, {"en", 3, "QQQ", "QQQ\u00a03"},
		{"en-GB", 10000, "USD", "US$10,000"}, {"en-GB", 10000, "GBP", "£10,000"}, {"en-CA", 10, "CAD", "$10"},
		{"de", 12345.5, "EUR", "12.345,50\u00a0€"}, {"de", 10000, "USD", "10.000\u00a0$"}, {"de", 1, "CHF", "1\u00a0CHF"},
		{"de-AT", 12345, "EUR", "€\u00a012.345"}, {"de-CH", 12345, "EUR", "EUR\u00a012'345"},
		{"fr", 12345.5, "EUR", "12\u202f345,50\u00a0€"}, {"fr", 12345, "USD", "12\u202f345\u00a0$US"}, {"fr", -5, "EUR", "-5\u00a0€"},
		{"es", 12345.5, "EUR", "12.345,50\u00a0€"}, {"es", 1000, "USD", "1000\u00a0US$"}, {"es-MX", 1000, "EUR", "EUR\u00a01,000"}, {"es-MX", 1000, "MXN", "$1,000"},
		{"ja", 12345, "JPY", "￥12,345"}, {"ja", 12345, "EUR", "€12,345"}, {"ja", 5, "CNY", "元5"},
		{"ar", 12345.5, "EUR", "\u200f12,345.50\u00a0€"}, {"ar", 12345.5, "AED", "\u200f12,345.50\u00a0د.إ.\u200f"},
		{"ar", 60000, "USD", "\u200f60,000\u00a0US$\u200e"}, {"he", 5, "USD", "5\u00a0US$\u200e"},
		{"fr-CH", 1.5, "CHF", "1.50\u00a0CHF"}, {"fr-CA", 12345, "CAD", "12\u00a0345\u00a0$"}, {"tr", 5, "EUR", "€5"}, {"nl", 5, "EUR", "€\u00a05"}, {"no", 5, "NOK", "5\u00a0NOK"},
		{"sv", 5, "USD", "5\u00a0US$"}, {"tlh", 12345.5, "EUR", "12,345.50\u00a0€"}, {"tlh", 5, "CHF", "5\u00a0CHF"},
	} {
		if got := mustFor(t, c.tag).Money(c.amount, c.code); got != c.want {
			t.Errorf("%s %v %s: %+q, want %+q", c.tag, c.amount, c.code, got, c.want)
		}
	}
}

func TestCurrencies(t *testing.T) {
	for _, code := range []string{"EUR", "USD", "AED", "ZWL", "XCG", "BGN"} {
		if !ValidCurrency(code) {
			t.Errorf("%s is no currency", code)
		}
	}
	for _, code := range []string{"", "eur", "EU", "EURO", "XXX", "XTS", "XAU", "DEM", "€", "A|2", "EUR|"} {
		if ValidCurrency(code) {
			t.Errorf("%q is a currency", code)
		}
	}
	codes := Currencies()
	for i := 1; i < len(codes); i++ {
		if codes[i-1] >= codes[i] {
			t.Errorf("%s is out of order", codes[i])
		}
	}
	for tag, want := range map[string]string{"en": "Swiss Franc", "de-AT": "Schweizer Franken", "fr": "franc suisse", "es": "franco suizo", "ja": "スイス フラン", "ar": "فرنك سويسري", "it": "Swiss Franc"} {
		l := mustFor(t, tag)
		if got := l.CurrencyName("CHF"); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
		for _, code := range codes {
			if name := l.CurrencyName(code); name == code || name == "" {
				t.Errorf("%s has no name for %s", tag, code)
			}
		}
	}
}
