package site

import (
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
)

// taxonomy is one way to group. A closed one has the terms of its list; an open one takes them as they are written.
type taxonomy struct {
	name    string // as in addresses: "specialty"
	key     string // as in data/terms.yaml: "specialties"
	closed  bool
	byID    map[string]*Term
	written map[string]*Term // by spelling
	first   map[string]diag.Position
	list    []*Term
	ids     *idsOf // for hints; made for the first unknown term
}

func (t *taxonomy) add(l *linker, term *Term) *Term {
	term.Taxonomy = t.name
	t.byID[term.ID] = term
	t.list = append(t.list, term)
	return term
}

// didYouMean is the hint for an unknown term.
func (t *taxonomy) didYouMean(id string) string {
	if t.ids == nil {
		t.ids = newIDs(t.name, t.key, "")
		for id := range t.byID {
			t.ids.at[id] = diag.Position{}
		}
	}
	return t.ids.didYouMean(id)
}

// listedTerms makes the taxonomies with the terms of data/terms.yaml and the built-in ones.
func (l *linker) listedTerms() {
	terms := &l.records.Terms
	l.taxonomies = map[string]*taxonomy{}
	make := func(name, key string, list []record.Term) {
		t := &taxonomy{name: name, key: key, closed: terms.Closed[key], byID: map[string]*Term{}, written: map[string]*Term{}, first: map[string]diag.Position{}}
		l.taxonomies[name] = t
		for _, r := range list {
			if l.twice(t, r.Head) {
				continue
			}
			t.add(l, &Term{ID: r.Id.S, Name: l.name(r.Name), Description: l.text(r.Description), Group: l.name(r.Group)})
		}
	}
	make("specialty", "specialties", terms.Specialties)
	make("industry", "industries", terms.Industries)
	make("product", "products", terms.Products)
	make("type", "types", terms.Types)
	for _, name := range []string{"size", "region", "country", "language"} {
		make(name, name+"s", nil)
	}
	l.taxonomies["size"].closed, l.taxonomies["region"].closed = true, true
	l.sizes()
	l.regions()
	l.translated()
}

// twice notes the id of a listed term and says whether the list has it already.
func (l *linker) twice(t *taxonomy, h record.Head) bool {
	first, taken := t.first[h.Id.S]
	switch {
	case h.Id.S == "":
		return true
	case taken:
		l.problems.Add(diag.DuplicateID.New(h.Position(), "the %s %q is there twice", t.name, h.Id.S).WithNote(first, "the first one").
			WithHint("give one of them another id, or delete it"))
	}
	t.first[h.Id.S] = h.Position()
	return taken
}

// builtInSizes are the bands of team sizes when the site lists none.
var builtInSizes = []struct {
	id       string
	from, to int64
}{{"1-10", 1, 10}, {"11-50", 11, 50}, {"51-200", 51, 200}, {"201-500", 201, 500}, {"501-1000", 501, 1000}, {"1001-5000", 1001, 5000}, {"5001-up", 5001, 0}}

// band is a size as numbers; to 0 is open.
type band struct {
	from, to int64
	term     *Term
}

func (l *linker) sizes() {
	t := l.taxonomies["size"]
	for _, r := range l.records.Terms.Sizes {
		if !l.twice(t, r.Head) {
			name := l.name(r.Name)
			if !name.Given() {
				name.S = sizeName(r.From.V, r.To.V)
			}
			if r.To.Given() && r.To.V < r.From.V {
				l.problems.Add(diag.BadOrder.New(r.Pos(r.To.At), "the size ends at %d before it begins at %d", r.To.V, r.From.V).WithHint("exchange `from` and `to`"))
			}
			l.bands = append(l.bands, band{r.From.V, r.To.V, t.add(l, &Term{ID: r.Id.S, Name: name})})
		}
	}
	if l.records.Terms.Closed["sizes"] || len(l.bands) > 0 {
		return
	}
	for _, b := range builtInSizes {
		l.bands = append(l.bands, band{b.from, b.to, t.add(l, &Term{ID: b.id, Name: Text{S: sizeName(b.from, b.to)}})})
	}
}

func sizeName(from, to int64) string {
	if to == 0 {
		return digits(from) + "+"
	}
	return digits(from) + "–" + digits(to)
}

// sizeOf is the band of a team size; a range counts by its upper end.
func (l *linker) sizeOf(s record.TeamSize) *Term {
	if s.S == "" {
		return nil
	}
	for _, b := range l.bands {
		if s.To < 0 && b.to == 0 || s.To >= b.from && (b.to == 0 || s.To <= b.to) {
			return b.term
		}
	}
	return nil
}

// regionNames are the built-in regions' names; a region of the site's own with the id replaces one.
var regionNames = map[string]map[string]string{
	"en": {"africa": "Africa", "asia-pacific": "Asia-Pacific", "europe": "Europe", "latin-america": "Latin America", "middle-east": "Middle East", "north-america": "North America"},
	"de": {"africa": "Afrika", "asia-pacific": "Asien-Pazifik", "europe": "Europa", "latin-america": "Lateinamerika", "middle-east": "Naher Osten", "north-america": "Nordamerika"},
	"fr": {"africa": "Afrique", "asia-pacific": "Asie-Pacifique", "europe": "Europe", "latin-america": "Amérique latine", "middle-east": "Moyen-Orient", "north-america": "Amérique du Nord"},
	"es": {"africa": "África", "asia-pacific": "Asia-Pacífico", "europe": "Europa", "latin-america": "América Latina", "middle-east": "Oriente Medio", "north-america": "América del Norte"},
	"ja": {"africa": "アフリカ", "asia-pacific": "アジア太平洋", "europe": "ヨーロッパ", "latin-america": "中南米", "middle-east": "中東", "north-america": "北米"},
	"ar": {"africa": "أفريقيا", "asia-pacific": "آسيا والمحيط الهادئ", "europe": "أوروبا", "latin-america": "أمريكا اللاتينية", "middle-east": "الشرق الأوسط", "north-america": "أمريكا الشمالية"},
	"pt": {"africa": "África", "asia-pacific": "Ásia-Pacífico", "europe": "Europa", "latin-america": "América Latina", "middle-east": "Oriente Médio", "north-america": "América do Norte"},
	"it": {"africa": "Africa", "asia-pacific": "Asia-Pacifico", "europe": "Europa", "latin-america": "America Latina", "middle-east": "Medio Oriente", "north-america": "Nord America"},
}

// inLanguage takes a text out of a table by language; where the table lacks the site's, it is the English one and says so.
func (l *linker) inLanguage(table map[string]map[string]string, key string) Text {
	base, _, _ := strings.Cut(l.lang, "-")
	if s, ok := table[base][key]; ok {
		return Text{S: s}
	}
	return Text{S: table["en"][key], Lang: "en"}
}

// named is the name that the translation of data/terms.yaml gives to a term that no list has, or else.
func (l *linker) named(key string, or Text) Text {
	if name, ok := l.shared.termNames[l.lang][key]; ok && name.S != "" {
		return Text{S: name.S}
	}
	return or
}

func (l *linker) regions() {
	t := l.taxonomies["region"]
	l.regionsOf = map[string][]*Term{}
	own := map[string]bool{}
	for _, r := range l.records.Terms.Regions {
		if l.twice(t, r.Head) {
			continue
		}
		own[r.Id.S] = true
		term := t.add(l, &Term{ID: r.Id.S, Name: l.name(r.Name)})
		for _, c := range r.Countries {
			term.Countries = append(term.Countries, c.S)
		}
	}
	for _, id := range locale.Regions() {
		if !own[id] {
			t.add(l, &Term{ID: id, Name: l.named("regions/"+id, l.inLanguage(regionNames, id)), Countries: locale.CountriesOf(id)})
		}
	}
	for _, term := range t.list {
		term.SortKey = l.locale.Key(term.Name.S)
		l.ids.regions.at[term.ID] = t.first[term.ID]
		for _, c := range term.Countries {
			if of := l.regionsOf[c]; !slices.Contains(of, term) {
				l.regionsOf[c] = append(of, term)
			}
		}
	}
}

// term gives the term that a visible record names; nil when a closed list does not have it.
func (l *linker) term(taxonomy string, file string, ref record.ID) *Term {
	t := l.taxonomies[taxonomy]
	if ref.S == "" {
		return nil
	}
	if t.closed {
		return t.byID[ref.S]
	}
	if term, known := t.written[ref.S]; known {
		return term
	}
	id := madeID(ref.S)
	term, known := t.byID[id]
	if known {
		l.problems.Add(diag.TwoSpellings.New(ref.In(file), "%q is the %s %q in another spelling", ref.S, t.name, term.Name.S).
			WithNote(t.first[id], "the first spelling, which is shown").WithWidth(len([]rune(ref.S))).WithHint("write %q", term.Name.S))
	} else {
		term = t.add(l, &Term{ID: id, Name: l.named(t.key+"/"+id, l.name(ref.Text))})
		t.first[id] = ref.In(file)
	}
	t.written[ref.S] = term
	return term
}

// termsOf gives the terms of a list, each once.
func (l *linker) termsOf(taxonomy, file string, refs []record.ID) []*Term {
	var out []*Term
	for _, ref := range refs {
		if t := l.term(taxonomy, file, ref); t != nil && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// country and language are terms by code, with their names from CLDR.
func (l *linker) country(code string) *Term {
	return l.coded("country", code, l.locale.Country)
}

func (l *linker) language(tag string) *Term {
	return l.coded("language", tag, l.locale.Language)
}

func (l *linker) coded(taxonomy, code string, name func(string) string) *Term {
	t := l.taxonomies[taxonomy]
	if term, known := t.written[code]; known {
		return term
	}
	term := t.add(l, &Term{ID: strings.ToLower(code), Name: Text{S: name(code)}})
	t.written[code] = term
	return term
}
