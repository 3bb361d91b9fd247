package locale

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// TestCountriesAreISO compares the region table with x/text, which knows the codes independently.
func TestCountriesAreISO(t *testing.T) {
	notISO := strings.Fields("AC CP CQ DG EA EU EZ IC TA UN XK ZZ QO XA XB AN CS NT SU YU") // reserved, withdrawn, users' or CLDR's own
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			r, err := language.ParseRegion(code)
			assigned := err == nil && r.IsCountry() && r.Canonicalize() == r && r.String() == code && !r.IsPrivateUse() && !slices.Contains(notISO, code)
			if code == "XK" {
				assigned = true
			}
			if assigned && (r.M49() == 0 || (r.ISO3() == "ZZZ" && code != "XK")) { // withdrawn codes have neither
				assigned = false
			}
			if ValidCountry(code) != assigned {
				t.Errorf("%s: valid %v, ISO %v", code, ValidCountry(code), assigned)
			}
		}
	}
	if n := len(Countries()); n != 250 {
		t.Errorf("%d countries, want ISO's 249 and XK", n)
	}
	for _, code := range []string{"", "de", "D", "DEU", "UK", "EU", "E ", " B", "Z ", "F B", "ÄÖ"} {
		if ValidCountry(code) {
			t.Errorf("%q is a country", code)
		}
	}
}

func TestEachCountryInOneRegion(t *testing.T) {
	count := map[string]int{}
	for _, region := range Regions() {
		countries := CountriesOf(region)
		if !slices.IsSorted(countries) {
			t.Errorf("%s is not sorted", region)
		}
		for _, code := range countries {
			count[code]++
			if RegionOf(code) != region {
				t.Errorf("%s is in %s, RegionOf says %s", code, region, RegionOf(code))
			}
		}
	}
	for _, code := range Countries() {
		if count[code] != 1 || len(RegionsOf(code)) != 1 {
			t.Errorf("%s is in %d regions", code, count[code])
		}
	}
	if want := strings.Fields("africa asia-pacific europe latin-america middle-east north-america"); !slices.Equal(Regions(), want) {
		t.Errorf("regions %v", Regions())
	}
	for code, region := range map[string]string{
		"US": NorthAmerica, "MX": LatinAmerica, "PR": LatinAmerica, "BR": LatinAmerica, "DE": Europe, "TR": Europe, "RU": Europe, "CY": Europe, "XK": Europe,
		"AE": MiddleEast, "IR": MiddleEast, "IL": MiddleEast, "EG": Africa, "ZA": Africa, "IN": AsiaPacific, "AU": AsiaPacific, "KZ": AsiaPacific, "XX": "",
	} {
		if got := RegionOf(code); got != region {
			t.Errorf("%s: %q, want %q", code, got, region)
		}
	}
	if RegionsOf("XX") != nil || CountriesOf("emea") != nil {
		t.Error("unknown codes have regions")
	}
}

func TestCountryNames(t *testing.T) {
	for _, c := range []struct{ tag, code, want string }{
		{"en", "TR", "Türkiye"}, {"en", "MK", "North Macedonia"}, {"en", "SZ", "Eswatini"}, {"en", "CZ", "Czechia"}, {"en", "CV", "Cape Verde"}, {"en", "XK", "Kosovo"},
		{"en-GB", "TR", "Türkiye"}, {"en", "ZZ", "ZZ"}, {"en", "de", "de"},
		{"de", "NO", "Norwegen"}, {"de", "TR", "Türkei"}, {"de", "MK", "Nordmazedonien"}, {"de-AT", "SZ", "Eswatini"}, {"de-CH", "DE", "Deutschland"},
		{"fr", "US", "États-Unis"}, {"fr", "MK", "Macédoine du Nord"}, {"es", "SZ", "Esuatini"}, {"es", "DE", "Alemania"}, {"ja", "JP", "日本"}, {"ja", "MK", "北マケドニア"},
		{"ar", "EG", "مصر"}, {"it", "MK", "Macedonia del Nord"}, {"no", "MK", "Nord-Makedonia"}, {"zh-TW", "SZ", "史瓦帝尼"}, {"tlh", "TR", "Türkiye"},
	} {
		if got := mustFor(t, c.tag).Country(c.code); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.tag, c.code, got, c.want)
		}
	}
	for _, tag := range []string{"en", "de", "fr", "es", "ja", "ar", "pt-BR", "gsw"} {
		l := mustFor(t, tag)
		for _, code := range Countries() {
			if name := l.Country(code); name == code || name == "" || strings.HasPrefix(name, "Unknown") {
				t.Errorf("%s: %s is called %q", tag, code, name)
			}
		}
	}
}

func TestCountryFor(t *testing.T) {
	for text, want := range map[string]string{
		"de": "DE", "UK": "GB", "EL": "GR", "USA": "US", "Germany": "DE", "türkiye": "TR", " Norway ": "NO", "276": "DE", "Atlantis": "", "": "", "EU": "", "150": "",
	} {
		if got := CountryFor(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLanguageNames(t *testing.T) {
	for _, c := range []struct{ in, tag, want string }{
		{"en", "de", "German"}, {"en", "pt-BR", "Brazilian Portuguese"}, {"en", "no", "Norwegian"}, {"en", "NB", "Norwegian Bokmål"}, {"en", "mi", "Māori"},
		{"en", "zh-Hant", "Traditional Chinese"}, {"en", "xx", "xx"}, {"de", "en", "Englisch"}, {"de", "be", "Belarussisch"}, {"fr", "de", "allemand"},
		{"es", "ja", "japonés"}, {"ja", "en", "英語"}, {"ar", "fr", "الفرنسية"}, {"tlh", "de", "German"}, {"de-CH", "it", "Italienisch"},
	} {
		if got := mustFor(t, c.in).Language(c.tag); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.tag, c.in, got, c.want)
		}
	}
	for tag, want := range map[string]string{
		"de": "Deutsch", "en": "English", "fr": "français", "ja": "日本語", "ar": "العربية", "pt-BR": "português (Brasil)", "en-GB": "British English", "no": "norsk",
		"de-LI": "Deutsch (Liechtenstein)", "tlh": "tlh", "xx": "xx", "zh-Hant": "繁體中文",
	} {
		if got := Autonym(tag); got != want {
			t.Errorf("autonym of %s: %q, want %q", tag, got, want)
		}
	}
	if got, err := Canonical("EN-us"); got != "en-US" || err != nil {
		t.Errorf("canonical: %q, %v", got, err)
	}
	if _, err := Canonical("en_US"); err == nil {
		t.Error("an underscore passes for a hyphen")
	}
	for text, want := range map[string]string{"en_US": "en-US", "English": "en", "deutsch": "de", " EN ": "en", "Klingonish": "", "": ""} {
		if got := LanguageFor(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	all := Languages()
	if !slices.IsSorted(all) || !slices.Contains(all, "de") || slices.Contains(all, "xx") || slices.Contains(all, "iw") {
		t.Errorf("languages: %v", all)
	}
}
