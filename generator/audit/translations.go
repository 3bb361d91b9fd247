package audit

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// Everything stands in place of the keys when none of a record's texts is translated.
const Everything = "everything"

// Translation is texts of the original that a language does not have: those by which a page counts as translated. Names and labels may
// well be the same in another language.
type Translation struct {
	Language string        // BCP 47
	File     string        // that has the translation, or is to have it
	Kind     string        // partner, tier, category, edition, award, case-study, update, resource, event, page, term, press or settings
	ID, Name string        // of an entry without award the ID is edition/category; settings have none, and the site's name
	Missing  []string      // keys, in the order of the contract; or Everything
	At       diag.Position // the original; of settings the language in plaudit.yaml
}

// Translations lists what is missing in the languages of a site, in their order and by place of the originals. What is withheld is not in
// it: it can wait.
func Translations(whole *site.Whole, records *record.Records) []Translation {
	var all []Translation
	for _, s := range whole.Sites[1:] {
		t := &translations{site: s, records: records, tag: s.Language}
		t.settings()
		t.people()
		t.programme()
		t.awards()
		t.posts()
		slices.SortFunc(t.all, byPlace)
		for _, x := range t.all {
			all = append(all, *x)
		}
	}
	return all
}

// byPlace orders translations by the place of their originals; no two have the same place, kind and id.
func byPlace(a, b *Translation) int {
	if c := strings.Compare(a.At.File, b.At.File); c != 0 { // mostly
		return c
	}
	return cmp.Or(cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Column, b.At.Column), strings.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID))
}

// translations gathers those of one language.
type translations struct {
	site    *site.Site
	records *record.Records
	tag     string
	homes   map[string]string // files of translations that do not stand beside their originals, by kind and id
	all     []*Translation
}

// texts are the texts of one record.
type texts struct {
	missing []string
	some    bool // one is translated
}

// add looks at a text. One of a list stands for the whole.
func (t *texts) add(key string, list ...site.Text) {
	for _, x := range list {
		switch {
		case !x.Given():
		case x.Lang == "":
			t.some = true
		case !slices.Contains(t.missing, key):
			t.missing = append(t.missing, key)
		}
	}
}

func (t *texts) videos(list []site.Video) {
	for _, v := range list {
		t.add("videos", v.Transcript.Text)
	}
}

func (t *texts) quote(q *site.Quote) {
	if q != nil {
		t.add("quote", q.Text)
	}
}

// tell adds a record of which texts are missing.
func (t *translations) tell(kind, id, name string, at diag.Position, x texts) {
	if len(x.missing) == 0 {
		return
	}
	if !x.some {
		x.missing = []string{Everything}
	}
	t.all = append(t.all, &Translation{Language: t.tag, File: t.home(kind, id, at.File), Kind: kind, ID: id, Name: name, Missing: x.missing, At: at})
}

// home is the file of a record's translation: beside the original (a/b.md, a/b.de.md), unless there is one elsewhere.
func (t *translations) home(kind, id, original string) string {
	if t.homes == nil {
		t.homes = map[string]string{}
		if from := t.records.Translations[t.tag]; from != nil {
			for _, p := range from.Partners {
				t.homes["partner/"+p.Id.S] = p.File
			}
			for _, e := range from.Editions {
				for i := range e.Results {
					if r := &e.Results[i]; r.Id.S != "" {
						t.homes["award/"+r.Id.S] = r.File
					}
				}
			}
		}
	}
	if file := t.homes[kind+"/"+id]; file != "" {
		return file
	}
	ending := path.Ext(original)
	return strings.TrimSuffix(original, ending) + "." + t.tag + ending
}

// settings are the texts of plaudit.yaml: the translation stands in the same file.
func (t *translations) settings() {
	c := &t.records.Config
	var x texts
	if cta := t.site.CTA; cta != nil {
		x.add("cta", cta.Text, cta.Label)
	}
	for _, said := range t.site.Testimonials {
		x.add("testimonials", said.Text)
	}
	if len(x.missing) == 0 {
		return
	}
	at := c.Head().Position()
	for _, l := range c.Languages {
		if l.Tag.S == t.tag {
			at = l.Tag.In(c.File)
		}
	}
	t.all = append(t.all, &Translation{Language: t.tag, File: c.File, Kind: "settings", Name: c.Title.S, Missing: x.missing, At: at})
}

// people are partners, tiers and terms.
func (t *translations) people() {
	for _, p := range t.site.Partners {
		if p.Translated {
			continue
		}
		var x texts
		x.add("summary", p.Summary)
		x.add("description", p.Description.Text)
		if p.LogoAlt.S != p.Name.S { // its default
			x.add("logo_alt", p.LogoAlt)
		}
		t.tell("partner", p.ID, p.Name.S, p.At, x)
	}
	for _, r := range t.site.Tiers {
		if r.Translated {
			continue
		}
		var x texts
		x.add("summary", r.Summary)
		for _, c := range r.Criteria {
			x.add("criteria", c.Text)
		}
		for _, b := range r.Benefits {
			x.add("benefits", b.Text)
		}
		x.add("review.every", r.ReviewEvery)
		t.tell("tier", r.ID, r.Name.S, r.At, x)
	}
	terms := &t.records.Terms
	t.terms(terms.Specialties, t.site.Specialties)
	t.terms(terms.Industries, t.site.Industries)
	t.terms(terms.Products, t.site.Products)
	t.terms(terms.Types, t.site.Types)
}

func (t *translations) terms(records []record.Term, terms []*site.Term) {
	place := make(map[string]diag.Position, len(records))
	for _, r := range records {
		place[r.Id.S] = r.Position()
	}
	for _, term := range terms {
		var x texts
		x.add("description", term.Description)
		t.tell("term", term.ID, term.Name.S, place[term.ID], x)
	}
}

// programme is the press page: of data/programme only that is shown yet.
func (t *translations) programme() {
	var x texts
	p := &t.site.Press
	x.add("boilerplate", p.Boilerplate.Text)
	for _, logo := range p.Logos {
		x.add("logos", logo.Alt)
	}
	x.add("badge_rules", p.BadgeRules.Text)
	r := &t.records.Programme.Press
	t.tell("press", r.Id.S, t.site.Organization.Name.S, r.Position(), x)
}

func (t *translations) awards() {
	for _, c := range t.site.Categories {
		if c.Translated {
			continue
		}
		var x texts
		x.add("description", c.Description.Text)
		x.add("criteria", c.Criteria.Text)
		for _, v := range c.Versions {
			x.add("versions", v.Criteria.Text)
		}
		t.tell("category", c.ID, c.Name.S, c.At, x)
	}
	for _, e := range t.site.Editions {
		t.edition(e)
		t.nones(e)
		for _, a := range e.Awards {
			t.award(a)
		}
	}
}

func (t *translations) edition(e *site.Edition) {
	if e.Translated {
		return
	}
	var x texts
	x.add("summary", e.Summary.Text)
	for _, d := range e.Timeline {
		x.add("timeline", d.Label)
	}
	if e.Nominations != nil {
		x.add("nominations.eligibility", e.Nominations.Eligibility.Text)
	}
	t.tell("edition", e.ID, e.Name.S, e.At, x)
}

// nones are the categories of an edition in which there was no award.
func (t *translations) nones(e *site.Edition) {
	for _, y := range e.Categories {
		var x texts
		if x.add("reason", y.Reason); len(x.missing) > 0 {
			t.tell("award", e.ID+"/"+y.Category.ID, y.Name.S, t.noneAt(e, y.Category.ID), x)
		}
	}
}

// noneAt is where an edition says that a category was not awarded.
func (t *translations) noneAt(e *site.Edition, category string) diag.Position {
	for _, r := range t.records.Editions {
		if r.Id.S != e.ID {
			continue
		}
		for i := range r.Results {
			if x := &r.Results[i]; x.None.V && x.Category.S == category {
				return x.Position()
			}
		}
	}
	return e.At
}

func (t *translations) award(a *site.Award) {
	if a.Translated {
		return
	}
	var x texts
	x.add("citation", a.Citation.Text)
	x.quote(a.Quote)
	x.videos(a.Videos)
	x.add("status_reason", a.StatusWhy)
	names := make([]string, 0, len(a.Recipients))
	for _, r := range a.Recipients {
		names = append(names, r.Name.S)
	}
	t.tell("award", a.ID, strings.Join(names, ", "), a.At, x)
}

func (t *translations) posts() {
	for _, c := range t.site.CaseStudies {
		t.post("case-study", &c.Post, c.Quote, c.Videos)
	}
	for _, u := range t.site.Updates {
		t.post("update", &u.Post, nil, nil)
	}
	for _, u := range t.site.Resources {
		t.post("resource", &u.Post, nil, nil)
	}
	for _, e := range t.site.Events {
		t.post("event", &e.Post, nil, nil)
	}
	for _, p := range t.site.Pages {
		t.post("page", &p.Post, nil, nil)
	}
	for _, p := range t.site.Introductions { // in any order: they are sorted
		t.post("page", &p.Post, nil, nil)
	}
}

func (t *translations) post(kind string, p *site.Post, q *site.Quote, videos []site.Video) {
	if p.Translated {
		return
	}
	var x texts
	x.add("title", p.Title)
	x.add("summary", p.Summary)
	if p.CTA != nil {
		x.add("cta", p.CTA.Text, p.CTA.Label)
	}
	x.quote(q)
	x.videos(videos)
	x.add("body", p.Body.Text)
	t.tell(kind, p.ID, p.Title.S, p.At, x)
}
