package site

import (
	"cmp"
	"strings"
	"time"
	_ "time/tzdata" // zones mean the same on every machine, and on one without a zone database

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
)

// Input is what a site depends on beside its records.
type Input struct {
	Clock   *Clock
	Drafts  bool   // drafts are shown, too
	Future  bool   // what only the clock withholds is shown, too; what has expired stays away
	BaseURL string // overrides base_url
	Issuer  string // the DID that signs credentials; empty: nobody does
}

// Whole is a site in all its languages, and what is not in it.
type Whole struct {
	Sites    []*Site    // the original language first
	Withheld []Withheld // by place in the sources
}

// Link makes the truth of the records at the instant of the clock: ids, aliases and references are checked, time and
// consent applied, partners given their awards, everything put in order. The records are not changed.
//
// Every mistake is added to problems; the sites are complete in any case, without what could not be understood.
func Link(records *record.Records, in Input, problems *diag.List) *Whole {
	first := newLinker(records, in, problems)
	first.checkPlaces()
	whole := &Whole{Sites: []*Site{first.link()}}
	for _, tag := range first.languages[1:] {
		// The same rules over the same records find the same mistakes, so only those of the overlay itself are reported.
		l := first.translation(tag, overlaid(first, tag))
		whole.Sites = append(whole.Sites, l.link())
	}
	whole.Withheld = first.shared.finish(whole.Sites)
	return whole
}

// shared is what the languages of one site have in common.
type shared struct {
	withheld   []Withheld
	withheldAt map[string]int                    // by kind, id, reason and place
	termNames  map[string]map[string]record.Text // by language, then "specialties/id": names of terms that no list has
	quartiles  []*quartiles                      // of the benchmarks: the same groups in each language
}

// linker makes the Site of one language.
type linker struct {
	records   *record.Records
	in        Input
	clock     *Clock
	problems  *diag.List
	shared    *shared
	zone      *time.Location
	languages []string // the original first
	original  string
	lang      string
	locale    *locale.Locale
	required  map[string]bool // what is withheld unless a record says yes
	site      *Site
	fellBack  bool // a text was read that is not in lang

	ids            idIndex
	taxonomies     map[string]*taxonomy // by name in addresses
	tierByID       map[string]*Tier
	partnerRecord  map[string]*record.Partner // all, by id
	clientRecord   map[string]*record.Client
	categoryRecord map[string]*record.Category
	editionRecord  map[string]*record.Edition
	results        []*result                    // of all editions, visible or not, in file order
	nones          map[*Edition][]*CategoryYear // visible `none`s
	anyID          map[string][]*result
	hiddenYears    map[string]bool
	visiblePosts   map[string]bool
	resultByID     map[string]*result
	locked         map[string]bool    // kind and record of plaudit.lock's lines
	bands          []band             // of team sizes
	regionsOf      map[string][]*Term // by country
}

func newLinker(records *record.Records, in Input, problems *diag.List) *linker {
	if in.Clock == nil {
		in.Clock = NewClock(time.Time{})
	}
	c := &records.Config
	l := &linker{records: records, in: in, clock: in.Clock, problems: problems, shared: &shared{withheldAt: map[string]int{}, termNames: map[string]map[string]record.Text{}}, zone: time.UTC,
		required: map[string]bool{}}
	l.original = cmp.Or(c.Language.S, "en")
	l.languages = []string{l.original}
	for _, further := range c.Languages {
		if further.Tag.S != "" && further.Tag.S != l.original {
			l.languages = append(l.languages, further.Tag.S)
		}
	}
	for _, what := range c.Consent.Required {
		l.required[what.S] = true
	}
	l.timezone()
	l.speak(l.original)
	return l
}

// translation is a linker for another language of the same site.
func (l *linker) translation(tag string, records *record.Records) *linker {
	t := &linker{records: records, in: l.in, clock: l.clock, problems: &diag.List{}, shared: l.shared, zone: l.zone, languages: l.languages,
		original: l.original, required: l.required}
	t.speak(tag)
	return t
}

func (l *linker) speak(tag string) { l.lang, l.locale = tag, localeOf(tag) }

// localeOf is what is known of a language; of one that is not known, which decode has reported, English.
func localeOf(tag string) *locale.Locale {
	known, err := locale.For(tag)
	if err != nil {
		known, _ = locale.For("en")
	}
	return known
}

func (l *linker) timezone() {
	z := l.records.Config.Timezone
	if z.S == "" {
		return
	}
	zone, err := time.LoadLocation(z.S)
	if err != nil || z.S == "Local" {
		d := diag.BadChoice.New(z.In(l.records.Config.File), "unknown time zone %q", z.S).WithWidth(len([]rune(z.S)))
		hint := "give a name of the IANA list, such as Europe/Berlin"
		if near := diag.DidYouMean(z.S, wellKnownZones); near != "" {
			hint = near + " " + hint
		}
		l.problems.Add(d.WithHint("%s", hint))
		return
	}
	l.zone = zone
}

// wellKnownZones are candidates for a misspelt time zone.
var wellKnownZones = strings.Fields("UTC Africa/Cairo Africa/Johannesburg Africa/Lagos Africa/Nairobi America/Bogota America/Chicago America/Denver " +
	"America/Los_Angeles America/Mexico_City America/New_York America/Sao_Paulo America/Toronto America/Vancouver Asia/Bangkok Asia/Dubai " +
	"Asia/Hong_Kong Asia/Jakarta Asia/Jerusalem Asia/Kolkata Asia/Manila Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Tokyo Australia/Melbourne " +
	"Australia/Sydney Europe/Amsterdam Europe/Athens Europe/Berlin Europe/Brussels Europe/Bucharest Europe/Copenhagen Europe/Dublin " +
	"Europe/Helsinki Europe/Istanbul Europe/Kyiv Europe/Lisbon Europe/London Europe/Madrid Europe/Oslo Europe/Paris Europe/Prague Europe/Rome " +
	"Europe/Sofia Europe/Stockholm Europe/Vienna Europe/Warsaw Europe/Zurich Pacific/Auckland")

// link tells the story in order. Every step reads what earlier ones made, and nothing that is withheld passes the step
// that finds it out.
func (l *linker) link() *Site {
	l.tierByID, l.partnerRecord, l.clientRecord = map[string]*Tier{}, make(map[string]*record.Partner, len(l.records.Partners)), make(map[string]*record.Client, len(l.records.Clients))
	l.categoryRecord, l.editionRecord = map[string]*record.Category{}, map[string]*record.Edition{}
	l.locked = make(map[string]bool, len(l.records.Lock))
	for _, line := range l.records.Lock {
		l.locked[line.Kind+"\x00"+line.Record] = true
	}
	l.site = &Site{Language: l.lang, Languages: l.languages, Original: l.lang == l.original, Zone: l.zone}
	l.index()
	l.settings()
	l.tiers()
	l.listedTerms()
	l.partners()
	l.successors()
	l.clients()
	l.categories()
	l.editions()
	l.readResults()
	l.caseStudies()
	l.awards()
	l.categoryYears()
	l.news()
	l.pages()
	l.peopleAndClientsOfAwards()
	l.terms()
	l.landing()
	l.press()
	l.featured()
	l.programme()
	l.addresses()
	l.references()
	return l.site
}
