package locale

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// The built-in regions. Each country is in exactly one.
const (
	Africa       = "africa"
	AsiaPacific  = "asia-pacific"
	Europe       = "europe"
	LatinAmerica = "latin-america"
	MiddleEast   = "middle-east"
	NorthAmerica = "north-america"
)

// regionTable gives each assigned code of ISO 3166-1 alpha-2, and XK, its region. The base is the United Nations' geoscheme
// (M49); where one continent of it is two of our regions, or a programme would look elsewhere:
//
//   - Members of the Council of Europe are in Europe, also where M49 counts them to Western Asia: Armenia, Azerbaijan,
//     Cyprus, Georgia and Türkiye. Russia is in Europe as in M49.
//   - The rest of Western Asia, and Iran, are the Middle East. Egypt and Sudan stay in Africa.
//   - Central Asia, Afghanistan and Pakistan belong to Asia-Pacific, as all of Oceania.
//   - North America is M49's "Northern America"; Mexico, Central America, the Caribbean (Puerto Rico too) and South America
//     are Latin America.
//   - Antarctica, which M49 puts nowhere, is in Asia-Pacific with its nearest neighbour of that table, Heard Island.
//   - XK (Kosovo) is not assigned by ISO but reserved for users, and CLDR names it: it is valid here, and in Europe.
//
// A site that sees it otherwise replaces a region in its terms.
var regionTable = []struct{ region, countries string }{
	{Africa, "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG " +
		"RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"},
	{AsiaPacific, "AF AQ AS AU BD BN BT CC CK CN CX FJ FM GU HK HM ID IN JP KG KH KI KP KR KZ LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ " +
		"PF PG PH PK PN PW SB SG TH TJ TK TL TM TO TV TW UM UZ VN VU WF WS"},
	{Europe, "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT " +
		"NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK"},
	{LatinAmerica, "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE " +
		"PR PY SR SV SX TC TT UY VC VE VG VI"},
	{MiddleEast, "AE BH IL IQ IR JO KW LB OM PS QA SA SY YE"},
	{NorthAmerica, "BM CA GL PM US"},
}

// Regions lists the ids of the built-in regions, sorted.
func Regions() []string {
	ids := make([]string, len(regionTable))
	for i, row := range regionTable {
		ids[i] = row.region
	}
	return ids
}

// RegionOf gives the built-in region of a country, "" for no country.
func RegionOf(country string) string {
	if len(country) != 2 || !isCapital(country[0]) || !isCapital(country[1]) {
		return ""
	}
	for _, row := range regionTable {
		if strings.Contains(row.countries, country) {
			return row.region
		}
	}
	return ""
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }

// RegionsOf is RegionOf as the list it would be if regions overlapped; nil for no country.
func RegionsOf(country string) []string {
	if region := RegionOf(country); region != "" {
		return []string{region}
	}
	return nil
}

// CountriesOf lists the countries of a built-in region, sorted; nil for another region.
func CountriesOf(region string) []string {
	for _, row := range regionTable {
		if row.region == region {
			return strings.Fields(row.countries)
		}
	}
	return nil
}

// ValidCountry says whether a code is assigned in ISO 3166-1 alpha-2 (or is XK), in upper case.
func ValidCountry(code string) bool { return RegionOf(code) != "" }

// Countries lists all valid country codes, sorted.
func Countries() []string {
	var codes []string
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if code := string(a) + string(b); ValidCountry(code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// CountryFor gives the code that was meant by another way to say a country: lower case, three letters, a number of M49, a
// withdrawn or customary code (UK), or its English name. It is for hints; "" where nothing fits.
func CountryFor(text string) string {
	text = strings.TrimSpace(text)
	if r, err := language.ParseRegion(text); err == nil {
		if code := r.Canonicalize().String(); ValidCountry(code) {
			return code
		}
	}
	if strings.EqualFold(text, "EL") { // the European Union's code
		return "GR"
	}
	names := countryNames([]string{"en"})
	for _, code := range Countries() {
		if strings.EqualFold(names[code], text) {
			return code
		}
	}
	return ""
}

// Country is a country's name, "Norway" for NO; the code itself if it is none.
func (l *Locale) Country(code string) string {
	if name, ok := l.countries[code]; ok {
		return name
	}
	return code
}

// countryRenames are CLDR's names that differ from those of x/text: a language, then code and name.
var countryRenames = []struct{ tag, names string }{
	{"en", "MK North Macedonia|MO Macao SAR China|SZ Eswatini|TR Türkiye"},
	{"de", "BQ Karibische Niederlande|MK Nordmazedonien|SZ Eswatini"},
	{"fr", "BN Brunei|FM Micronésie|GS Géorgie du Sud-et-les Îles Sandwich du Sud|HM Îles Heard-et-MacDonald|KG Kirghizstan|LR Liberia|" +
		"MK Macédoine du Nord|NG Nigeria|SZ Eswatini|TK Tokelau|VC Saint-Vincent-et-les Grenadines|VN Viêt Nam"},
	{"es", "AX Islas Aland|CG Congo|GG Guernesey|MK Macedonia del Norte|SZ Esuatini"},
	{"ja", "MK 北マケドニア|SZ エスワティニ"},
	{"ar", "BS جزر البهاما|MK مقدونيا الشمالية|MO منطقة ماكاو الإدارية الخاصة|SZ إسواتيني|TK توكيلاو|TL تيمور - ليشتي|VI جزر فيرجن الأمريكية"},
	{"cs", "MK Severní Makedonie|SZ Eswatini"},
	{"da", "MK Nordmakedonien|SZ Eswatini"},
	{"el", "MK Βόρεια Μακεδονία|SZ Εσουατίνι"},
	{"fi", "MK Pohjois-Makedonia|SZ Eswatini"},
	{"he", "MK מקדוניה הצפונית|SZ אסוואטיני"},
	{"hi", "MK उत्तरी मकदूनिया|SZ एस्वाटिनी|TR तुर्किये"},
	{"hu", "MK Észak-Macedónia"},
	{"id", "MK Makedonia Utara|SZ eSwatini"},
	{"it", "MK Macedonia del Nord|SZ Eswatini"},
	{"ko", "MK 북마케도니아|SZ 에스와티니|TR 튀르키예"},
	{"nb", "MK Nord-Makedonia|SZ Eswatini"},
	{"nl", "MK Noord-Macedonië|SZ Eswatini"},
	{"pl", "MK Macedonia Północna|SZ Eswatini"},
	{"pt", "MK Macedônia do Norte|SZ Essuatíni"},
	{"pt-PT", "MK Macedónia do Norte|SZ Essuatíni"},
	{"ro", "MK Macedonia de Nord|SZ Eswatini"},
	{"ru", "MK Северная Македония|SZ Эсватини"},
	{"sv", "MK Nordmakedonien|SZ Eswatini"},
	{"th", "MK มาซิโดเนียเหนือ|SZ เอสวาตีนี"},
	{"tr", "MK Kuzey Makedonya|SZ Esvatini"},
	{"uk", "MK Північна Македонія|SZ Есватіні"},
	{"vi", "MK Bắc Macedonia|SZ Eswatini"},
	{"zh", "MK 北马其顿"},
	{"zh-Hant", "MK 北馬其頓|SZ 史瓦帝尼"},
}

// countryNames maps all codes to names, each in the nearest language that has it, at last in English.
func countryNames(chain []string) map[string]string {
	names := make(map[string]string, 256)
	chain = append(slices.Clip(chain), "en")
	for i, tag := range chain {
		namer := display.Regions(language.MustParse(tag))
		if namer == nil {
			continue
		}
		renamed := renames(chain[i:], countryRenames)
		for _, row := range regionTable {
			for code := range strings.FieldsSeq(row.countries) {
				if names[code] != "" {
					continue
				}
				name := namer.Name(language.MustParseRegion(code))
				if now := renamed[code]; now != "" && name != "" {
					name = now
				}
				names[code] = name
			}
		}
	}
	return names
}

// renames reads a table of code and name for the first language of the chain that is in it.
func renames(chain []string, table []struct{ tag, names string }) map[string]string {
	for _, tag := range chain {
		for _, row := range table {
			if row.tag != tag {
				continue
			}
			m := map[string]string{}
			for pair := range strings.SplitSeq(row.names, "|") {
				code, name, _ := strings.Cut(pair, " ")
				m[code] = name
			}
			return m
		}
	}
	return nil
}
