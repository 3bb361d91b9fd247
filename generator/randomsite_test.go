package generator_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The clock of the random sites: the editions of 2022 and 2024 are over, that of 2026 is under embargo.
const randomNow = "2026-05-01T12:00:00Z"

// A randomSite is one site twice: as an editor has it, with things that are withheld, and as it would be if those had never
// been written. Every withheld thing carries secrets: words that stand nowhere else.
type randomSite struct {
	r             *rand.Rand
	with, without map[string]*strings.Builder
	secrets       []string
	public        int

	partners, clients []thing
	required          map[string]bool
	stories           []thing
	awards            []string // explicit ids, hidden or not
	gone              map[string]bool
	ghosts            map[string]string // by unlisted partner
	ids               map[string]bool   // what default ids of results are made of, lest two be the same
	german            map[string]*text  // translated results by edition
	resources         []thing
	fileURLs          bool
	locked            []string // lines of plaudit.lock
}

// thing is a record that others may name.
type thing struct {
	id              string
	hidden          bool
	quotes, metrics bool // what it agrees to
	people          bool
}

// text is a piece of a source file in both versions.
type text struct{ with, without strings.Builder }

func (t *text) both(format string, args ...any) {
	fmt.Fprintf(&t.with, format, args...)
	fmt.Fprintf(&t.without, format, args...)
}

// hide writes what only the site with withheld things has.
func (t *text) hide(format string, args ...any) { fmt.Fprintf(&t.with, format, args...) }

// swap writes one thing or the other.
func (t *text) swap(with, without string) {
	t.with.WriteString(with)
	t.without.WriteString(without)
}

func newRandomSite(seed uint64) *randomSite {
	s := &randomSite{r: rand.New(rand.NewPCG(seed, 7)), with: map[string]*strings.Builder{}, without: map[string]*strings.Builder{}, required: map[string]bool{},
		gone: map[string]bool{}, ghosts: map[string]string{}, ids: map[string]bool{}, german: map[string]*text{}}
	for _, what := range []string{"logo", "quotes", "metrics", "people"} {
		s.required[what] = s.maybe(3)
	}
	s.fileURLs = s.maybe(2)
	s.drawPartners()
	s.drawClients()
	s.drawStories()
	s.drawEditions()
	s.drawPosts()
	s.drawProgramme()
	s.drawConfig()
	return s
}

func (s *randomSite) maybe(n int) bool { return s.r.IntN(n) == 0 }

func pick[T any](s *randomSite, list ...T) T { return list[s.r.IntN(len(list))] }

// some gives distinct entries in a random order, at least least and at most most.
func some[T any](s *randomSite, list []T, least, most int) []T {
	picked := slices.Clone(list)
	s.r.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	most = min(most, len(picked))
	least = min(least, most)
	return picked[:least+s.r.IntN(most-least+1)]
}

// secret is a new word that must be in no output.
func (s *randomSite) secret() string {
	w := "xq" + s.syllables() + fmt.Sprint(len(s.secrets))
	s.secrets = append(s.secrets, w)
	return w
}

// word is a new word that may be seen; where hidden, a secret.
func (s *randomSite) word(hidden bool) string {
	if hidden {
		return s.secret()
	}
	s.public++
	return s.syllables() + fmt.Sprint(s.public)
}

func (s *randomSite) syllables() string {
	var b strings.Builder
	for range 3 {
		b.WriteByte("bdfgklmnprtvw"[s.r.IntN(13)])
		b.WriteByte("aeiou"[s.r.IntN(5)])
	}
	return b.String()
}

// put adds a piece to a file of both sites, or of a withheld record to the first only.
func (s *randomSite) put(file string, t *text, hidden bool) {
	add := func(files map[string]*strings.Builder, what string) {
		if files[file] == nil {
			files[file] = &strings.Builder{}
		}
		files[file].WriteString(what)
	}
	add(s.with, t.with.String())
	if !hidden {
		add(s.without, t.without.String())
	}
}

// picture makes a drawing that nothing else is like and gives its path below assets/.
func (s *randomSite) picture(hidden bool) string {
	word := s.word(hidden)
	var t text
	t.both(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><title>%s</title><path d="M0 0h%d.%dv9z"/></svg>`, word, s.r.IntN(40), s.public+len(s.secrets)*100)
	s.put("assets/"+word+".svg", &t, hidden)
	return word + ".svg"
}

func (s *randomSite) drawPartners() {
	var tiers text
	tiers.both("- {id: gold, name: Gold}\n- {id: silver, name: Silver}\n")
	s.put("data/tiers.yaml", &tiers, false)
	for range 3 + s.r.IntN(4) {
		hidden := s.maybe(3)
		p := thing{id: s.word(hidden), hidden: hidden, quotes: !s.required["quotes"], metrics: !s.required["metrics"], people: !s.required["people"]}
		s.partner(&p)
		s.partners = append(s.partners, p)
	}
}

func (s *randomSite) partner(p *thing) {
	var t text
	hidden := p.hidden
	t.both("name: %s %s\n", pick(s, "Ann", "Öl", "Zoë", "the"), s.word(hidden))
	t.both("summary: All about %s\ndescription: |\n  Some *%s* things.\n", s.word(hidden), s.word(hidden))
	t.both("country: %s\n", pick(s, "DE", "US", "JP"))
	specialty := pick(s, "loyalty", "Loyalty", "Re Design", "re-design")
	if hidden && s.maybe(2) {
		specialty = s.secret()
	}
	t.both("specialties: [%s]\n", specialty)
	if s.maybe(3) {
		t.both("offices: [{city: %s, country: %s}]\n", s.word(hidden), pick(s, "AT", "US"))
	}
	former := s.maybe(4)
	if former {
		t.both("status: former\n")
	}
	switch s.r.IntN(4) {
	case 0:
		t.both("tier: gold\n")
	case 1:
		t.both("tier: [{id: gold, until: 2024-12-31}, {id: silver, from: 2025-01-01}]\n")
	case 2: // the next tier, and that today's ends, are nobody's business
		t.swap("tier: [{id: gold, until: 2026-12-31}, {id: silver, from: 2027-01-01}]\n", "tier: [{id: gold}]\n")
	}
	s.partnerLogo(&t, p)
	if !former && s.maybe(2) {
		from, until := pick(s, "2025-11-01", "2026-04-01"), pick(s, "2026-06-30", "2026-04-20")
		t.both("featured:\n  - {from: %s, until: %s, reason: Reason %s}\n", from, until, s.word(hidden || until < "2026-05"))
		if s.maybe(2) {
			t.hide("  - {from: 2026-09-01, until: 2026-12-31, reason: Reason %s}\n", s.secret())
		}
	}
	if s.maybe(3) {
		t.both("certifications:\n  - {name: Course %s}\n", s.word(hidden))
		t.hide("  - {name: Course %s, expires: 2026-01-31}\n", s.secret())
	}
	if s.maybe(2) {
		t.hide("private: {note: about %s, list: [%s]}\n", s.secret(), s.secret())
	}
	if s.maybe(3) {
		t.both("aliases: [%s]\n", s.word(hidden))
	}
	if len(s.partners) > 0 && s.maybe(3) {
		if next := pick(s, s.partners...); next.hidden {
			t.hide("successor: %s\n", next.id)
		} else {
			t.both("successor: %s\n", next.id)
		}
	}
	s.put("data/partners/"+p.id+".yaml", &t, hidden)
	if s.maybe(2) {
		var de text
		de.both("summary: Alles über %s\n", s.word(hidden))
		s.put("data/partners/"+p.id+".de.yaml", &de, hidden)
	}
}

// partnerLogo writes a partner's logo and its consent to that and other things.
func (s *randomSite) partnerLogo(t *text, p *thing) {
	var yes []string
	agree := func(what string) bool {
		allowed := !s.required[what]
		switch s.r.IntN(4) {
		case 0:
			yes, allowed = append(yes, what+": true"), true
		case 1:
			yes, allowed = append(yes, what+": "+pick(s, "false", "{until: 2026-03-31}")), false
		case 2:
			yes, allowed = append(yes, what+": {until: 2027-03-31}"), true
		}
		return allowed
	}
	logo := agree("logo")
	p.quotes, p.metrics, p.people = agree("quotes"), agree("metrics"), agree("people")
	if p.hidden {
		yes = append(yes, "listed: "+pick(s, "false", "{until: 2026-04-30}"))
	}
	if s.maybe(2) {
		line := "logo: " + s.picture(p.hidden || !logo) + "\n"
		t.swap(line, map[bool]string{true: line}[logo])
	}
	if s.maybe(3) {
		name := s.word(p.hidden)
		old := s.picture(p.hidden || !logo)
		line := fmt.Sprintf("identities: [{name: Old %s, logo: %s, until: 2023-01-01}]\n", name, old)
		if logo {
			t.both("%s", line)
		} else {
			t.swap(line, fmt.Sprintf("identities: [{name: Old %s, until: 2023-01-01}]\n", name))
		}
	}
	if len(yes) > 0 {
		t.both("consent:\n  %s\n", strings.Join(yes, "\n  "))
		t.hide("  given: 2026-01-10\n  by: clerk %s\n", s.secret())
	}
}

func (s *randomSite) drawClients() {
	var list, german text
	for range 1 + s.r.IntN(3) {
		c := thing{hidden: s.maybe(3), quotes: !s.required["quotes"], metrics: !s.required["metrics"]}
		c.id = s.word(c.hidden)
		var consent []string
		if c.hidden {
			consent = append(consent, "listed: false")
		}
		if s.maybe(3) {
			consent, c.quotes = append(consent, "quotes: true"), true
		}
		logo := !s.required["logo"]
		if s.maybe(3) {
			consent, logo = append(consent, "logo: false"), false
		}
		name := s.word(c.hidden)
		line := func(logo string) string {
			return fmt.Sprintf("- {id: %s, name: Client %s, industry: %s%s, consent: {%s}}\n", c.id, name, pick(s, "retail"), logo, strings.Join(consent, ", "))
		}
		withLogo := ""
		if s.maybe(2) {
			withLogo = ", logo: " + s.picture(c.hidden || !logo)
		}
		without := withLogo
		if !logo {
			without = ""
		}
		if c.hidden {
			list.hide("%s", line(withLogo))
			german.hide("- {id: %s, name: Kunde %s}\n", c.id, s.secret())
		} else {
			list.swap(line(withLogo), line(without))
		}
		s.clients = append(s.clients, c)
	}
	if list.without.Len() == 0 {
		list.without.WriteString("[]\n")
	}
	s.put("data/clients.yaml", &list, false)
	if german.with.Len() > 0 {
		s.put("data/clients.de.yaml", &german, true)
	}
}

// ids writes references to things as they are in both sites.
func ids(things []thing) (all, visible string) {
	var a, v []string
	for _, x := range things {
		a = append(a, x.id)
		if !x.hidden {
			v = append(v, x.id)
		}
	}
	return strings.Join(a, ", "), strings.Join(v, ", ")
}

func every(things []thing, what func(thing) bool) bool {
	return !slices.ContainsFunc(things, func(x thing) bool { return !what(x) })
}

func allHidden(things []thing) bool {
	return every(things, func(x thing) bool { return x.hidden })
}

// quoteAndMetrics writes a quote and metrics at an indent; the site without has them if all agree.
func (s *randomSite) quoteAndMetrics(t *text, indent string, hidden bool, of []thing, asked []thing) {
	all := append(slices.Clone(of), asked...)
	if s.maybe(2) {
		agreed := every(all, func(x thing) bool { return x.quotes })
		line := fmt.Sprintf("%squote: {text: They said %s and so on, name: %s}\n", indent, s.word(hidden || !agreed), s.word(hidden || !agreed))
		t.swap(line, map[bool]string{true: line}[agreed])
	}
	if s.maybe(2) {
		agreed := every(all, func(x thing) bool { return x.metrics })
		line := fmt.Sprintf("%smetrics: [{label: Effect of %s, value: %d, before: 1, period: 2025}]\n", indent, s.word(hidden || !agreed), s.r.IntN(99))
		t.swap(line, map[bool]string{true: line}[agreed])
	}
}

// withholding draws a line of front matter that withholds a post; empty where it is public.
func (s *randomSite) withholding() string {
	if !s.maybe(3) {
		return pick(s, "", "", "publish: 2026-02-01\n", "expires: 2026-05-01\n", "with: \"2024\"\n", "draft: false\n")
	}
	return pick(s, "draft: true\n", "publish: 2026-05-01T14:01:00\n", "with: \"2026\"\n", "expires: 2026-04-30\n", "draft: true\npublish: 2025-01-01\n")
}

func withheldLine(line string) bool {
	return line == "draft: true\n" || strings.HasPrefix(line, "publish: 2026-05") || strings.HasPrefix(line, "with: \"2026") || line == "expires: 2026-04-30\n" ||
		strings.HasPrefix(line, "draft: true\n")
}

func (s *randomSite) drawStories() {
	for range s.r.IntN(4) {
		line := s.withholding()
		of := some(s, s.partners, 1, 3)
		hidden := withheldLine(line) || allHidden(of)
		locked := hidden && s.maybe(3)
		story := thing{id: s.word(hidden && !locked), hidden: hidden}
		var client []thing
		if len(s.clients) > 0 && s.maybe(2) {
			client = some(s, s.clients, 1, 1)
		}
		var t text
		all, visible := ids(of)
		t.both("---\ntitle: Story %s\ndate: 2025-0%d-01\nsummary: About %s\nindustries: [%s]\n%s", s.word(hidden), 1+s.r.IntN(9), s.word(hidden), pick(s, "Retail", "retail", "Food"), line)
		t.swap("partners: ["+all+"]\n", "partners: ["+visible+"]\n")
		for _, c := range client {
			if c.hidden {
				t.hide("client: %s\n", c.id)
			} else {
				t.both("client: %s\n", c.id)
			}
		}
		s.quoteAndMetrics(&t, "", hidden, of, client)
		if s.maybe(3) {
			t.both("hero: {src: %s, alt: Picture %s}\n", s.picture(hidden), s.word(hidden))
		}
		if s.maybe(3) {
			by := fmt.Sprintf("investment:\n  - {by: %s, share: 40, kind: work}\n", of[0].id)
			t.swap(by, map[bool]string{true: by}[!of[0].hidden])
		}
		if s.maybe(3) {
			t.both("aliases: [/old/%s/]\n", s.word(hidden))
		}
		t.both("---\n## Part %s\n\nText of %s.\n", s.word(hidden), s.word(hidden))
		s.put("content/case-studies/"+story.id+".md", &t, hidden)
		if locked {
			s.lockPost("case-studies", "case-study", story.id, "partners: ["+visible+"]\n")
		}
		if s.maybe(2) {
			var de text
			de.both("---\ntitle: Geschichte %s\n---\nText über %s.\n", s.word(hidden), s.word(hidden))
			s.put("content/case-studies/"+story.id+".de.md", &de, hidden)
		}
		s.stories = append(s.stories, story)
	}
}

func (s *randomSite) drawPosts() {
	for _, folder := range []string{"updates", "resources", "events", "pages"} {
		for range s.r.IntN(3) {
			line := s.withholding()
			hidden := withheldLine(line)
			locked := hidden && folder != "pages" && s.maybe(3)
			id := s.word(hidden && !locked)
			if folder == "resources" {
				s.resources = append(s.resources, thing{id: id, hidden: hidden})
			}
			if folder == "pages" && s.maybe(2) {
				id = pick(s, "nominate", "jury", "press", "tiers", "updates", "partners")
				if s.with["content/pages/"+id+".md"] != nil {
					continue
				}
			}
			var t text
			t.both("---\ntitle: Title %s\nsummary: About %s\ndate: 2026-0%d-02\n%s", s.word(hidden), s.word(hidden), 1+s.r.IntN(4), line)
			if folder != "pages" {
				all, visible := ids(some(s, s.partners, 0, 2))
				t.swap("partners: ["+all+"]\n", "partners: ["+visible+"]\n")
				of := some(s, s.awards, 0, 2)
				t.swap("awards: ["+strings.Join(of, ", ")+"]\n", "awards: ["+strings.Join(slices.DeleteFunc(of, func(id string) bool { return s.gone[id] }), ", ")+"]\n")
			}
			switch folder {
			case "events":
				t.both("start: 2026-0%d-03T10:00\nplace: Hall %s\n", 1+s.r.IntN(9), s.word(hidden))
			case "pages":
				if s.maybe(2) {
					t.both("menu: true\n")
				}
			case "resources":
				t.both("series: Series %s\nkind: guide\n", s.word(hidden))
			}
			if s.maybe(3) && id != "updates" { // a list that may have nothing to show
				t.both("aliases: [/old/%s/]\n", s.word(hidden))
			}
			t.both("---\nText of %s.\n", s.word(hidden))
			if s.maybe(3) {
				t.both("\n![Picture %s](%s)\n", s.word(hidden), s.picture(hidden))
			}
			s.put("content/"+folder+"/"+id+".md", &t, hidden)
			if locked {
				more := ""
				if folder == "events" {
					more = "start: 2026-01-01T10:00\n"
				}
				s.lockPost(folder, strings.TrimSuffix(folder, "s"), id, more)
			}
			if s.maybe(3) {
				var de text
				de.both("---\ntitle: Titel %s\n---\nText von %s.\n", s.word(hidden), s.word(hidden))
				s.put("content/"+folder+"/"+id+".de.md", &de, hidden)
			}
		}
	}
}

func (s *randomSite) drawConfig() {
	var t text
	t.both("title: Programme\nbase_url: https://p.example/%s\norganization: {name: Owner, email: a@owner.example}\nlanguage: en\nlanguages:\n  de: {title: Programm}\ntimezone: Europe/Berlin\n",
		pick(s, "", "sub/path/"))
	t.both("urls: %s\npage_size: %d\n", map[bool]string{true: "file", false: "directory"}[s.fileURLs], 2+s.r.IntN(4))
	if s.maybe(2) {
		t.both("gone: [{path: /old/%s/, on: 2025-01-01, reason: Because of %s}]\n", s.word(false), s.word(false))
	}
	if s.maybe(2) {
		t.both("landing: [{id: here, country: %s, title: Here %s, text: Near %s}]\n", pick(s, "DE", "US"), s.word(false), s.word(false))
	}
	all, visible := ids(some(s, s.clients, 0, 3))
	t.swap("clients_shown: ["+all+"]\n", "clients_shown: ["+visible+"]\n")
	var required []string
	for _, what := range slices.Sorted(maps.Keys(s.required)) {
		if s.required[what] {
			required = append(required, what)
		}
	}
	t.both("consent: {required: [%s]}\n", strings.Join(required, ", "))
	t.both("credentials: {key: env:RANDOM_KEY}\n")
	s.put("plaudit.yaml", &t, false)
	var featured text
	featured.both("slots: %d\nrotation: %s\n", 1+s.r.IntN(3), pick(s, "daily", "weekly", "monthly"))
	s.put("data/programme/featured.yaml", &featured, false)
	for _, unlisted := range slices.Sorted(maps.Keys(s.ghosts)) {
		var ghost text
		ghost.without.WriteString("name: Somebody\nconsent: {listed: false, quotes: true, metrics: true, people: true, logo: true}\n")
		s.put("data/partners/"+s.ghosts[unlisted]+".yaml", &ghost, false)
	}
}

// write puts one version of the site into a new folder. The order in which files are made is random.
func (s *randomSite) write(t *testing.T, files map[string]*strings.Builder) string {
	t.Helper()
	dir := t.TempDir()
	names := slices.Sorted(maps.Keys(files))
	s.r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names {
		if files[name].Len() == 0 {
			continue
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(files[name].String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// dump is a version of the site as text, for reading after a failure.
func dumpFiles(files map[string]*strings.Builder) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if files[name].Len() > 0 && !strings.HasSuffix(name, ".svg") {
			fmt.Fprintf(&b, "-- %s --\n%s", name, files[name])
		}
	}
	return b.String()
}
