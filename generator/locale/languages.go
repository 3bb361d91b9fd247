package locale

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ValidLanguage says whether a tag is well-formed BCP 47 of known subtags and names a language.
func ValidLanguage(tag string) bool {
	_, err := parseTag(tag)
	return err == nil
}

// Canonical gives a tag its canonical form: "EN-us" is "en-US", "iw" is "he". The error says that the tag is no language.
func Canonical(tag string) (string, error) {
	t, err := parseTag(tag)
	if err != nil {
		return "", err
	}
	return t.String(), nil
}

// Languages lists the languages that have an English name, sorted by code: candidates for "did you mean".
func Languages() []string {
	names := display.English.Languages()
	var codes []string
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			code := string(a) + string(b)
			t, err := language.Parse(code)
			if err == nil && t.String() == code && names.Name(t) != "" {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// languageRenames are CLDR's names of languages that differ from those of x/text.
var languageRenames = []struct{ tag, names string }{
	{"en", "ff Fula|mi Māori|no Norwegian"},
	{"de", "be Belarussisch|gd Gälisch (Schottland)|gn Guaraní|mg Malagasy|mi Māori|nb Norwegisch (Bokmål)|nn Norwegisch (Nynorsk)|no Norwegisch"},
	{"fr", "az azerbaïdjanais|bh bhodjpouri|gu goudjarati|kg kikongo|kj kuanyama|ks cachemiri|lu luba-katanga (kiluba)|mr marathi|" +
		"no norvégien|nv navajo|ny chewa|or odia|rw kinyarwanda|se same du Nord|sg sango|si cingalais|to tongien|vo volapük"},
	{"es", "ks cachemir|ml malayálam|no noruego|pa punyabí|sd sindi|st sotho meridional"},
	{"ja", "iu イヌクティトット語|no ノルウェー語|or オディア語"},
	{"ar", "dz دزونكا|kj كوانياما|mg الملغاشي|nb النرويجية بوكمال|no النرويجية|oc الأوكسيتانية|qu كيشوا"},
}

// namer is x/text's names of languages in one language, and those that changed since.
type namer struct {
	names   display.Namer
	renamed map[string]string
}

// languageNames lists the namers of a language and of those it falls back to, at last English.
func languageNames(chain []string) []namer {
	chain = append(slices.Clip(chain), "en")
	var namers []namer
	for i, tag := range chain {
		if names := display.Tags(language.MustParse(tag)); names != nil {
			namers = append(namers, namer{names, renames(chain[i:], languageRenames)})
		}
	}
	return namers
}

// Language is the name of a language in this one: "Portuguese" for pt, "Brazilian Portuguese" for pt-BR; the tag itself
// if it is none.
func (l *Locale) Language(tag string) string {
	t, err := parseTag(tag)
	if err != nil {
		return tag
	}
	for _, n := range l.languages {
		name := n.names.Name(t)
		if now := n.renamed[t.String()]; now != "" && name != "" {
			return now
		}
		if name != "" {
			return name
		}
	}
	return tag
}

// Autonym is a language's name in itself, for a language switch: "Deutsch", "português". A tag with a region that has
// no name of its own adds the region's: "Deutsch (Liechtenstein)".
func Autonym(tag string) string {
	t, err := parseTag(tag)
	if err != nil {
		return tag
	}
	if t.String() == "no" {
		return "norsk"
	}
	name := display.Self.Name(t)
	if name == "" {
		return tag
	}
	base, script, region := t.Raw()
	own, _ := language.Compose(base, script)
	if region.String() == "ZZ" || name != display.Self.Name(own) {
		return name
	}
	return name + " (" + countryNames(ancestors(t))[strings.ToUpper(region.String())] + ")"
}

// LanguageFor gives the tag that was meant by another way to say a language: an underscore, its English name, or its name in
// itself. It is for hints; "" where nothing fits.
func LanguageFor(text string) string {
	text = strings.TrimSpace(text)
	if tag, err := Canonical(strings.ReplaceAll(text, "_", "-")); err == nil {
		return tag
	}
	if text == "" {
		return ""
	}
	english := display.English.Languages()
	for _, code := range Languages() {
		if t := language.MustParse(code); strings.EqualFold(english.Name(t), text) || strings.EqualFold(display.Self.Name(t), text) {
			return code
		}
	}
	return ""
}
