package export

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// The public records, data/partners.json and data/awards.json. Field names are a promise; fields may be added. Every object leaves
// out what it does not have. `id` never changes, `url` is the absolute address of the page in the original language, dates are
// ISO 8601 as exactly as they are known. Texts are those of the original language; `names` has the name in each other language
// of the site that has one of its own, by its code. Markdown stays as it was written. `$schema` is the address of the file's schema, which the tags
// `form` and `about` of the records are made into (schema.go).

// PartnersJSON writes data/partners.json: every partner that has a page, in the order of the directory, former ones included.
// sites are all languages, the original first.
//
//	{"$schema", "site", "url", "language", "languages": [], "partners": [{"id", "url", "name", "names": {}, "status": active|former, "tier",
//	"type", "summary", "description", "website", "country", "city", "offices": [{"city", "country"}], "serves": [], "regions": [],
//	"languages": [], "specialties": [], "industries": [], "products": [], "integrations": [{"name", "docs", "version", "status",
//	"data_shared": [], "replaced_by"}], "founded", "team_size", "size", "since", "accepting_clients", "budget": {"from", "currency"},
//	"certifications": [{"name", "url", "issued", "expires"}], "contact": {"email", "phone", "url"}, "social": {}, "verified",
//	"former_names": [], "aliases": [], "successor", "predecessors": [], "wins", "awards": [], "case_studies": []}]}
//
// tier, type, regions, specialties, industries, products and size are ids of terms, awards ids of data/awards.json.
func PartnersJSON(sites []*site.Site, a plan.Addresses) []byte {
	s := sites[0]
	whole := encode(partnersFile{dataHead: headOf("partners", s, a), Partners: []partnerRecord{}})
	const end = "]}\n"
	out := append(make([]byte, 0, 2048*(len(s.Partners)+1)), whole[:len(whole)-len(end)]...)
	for i, p := range s.Partners { // one after the other: together they need many times the memory of the file
		if i > 0 {
			out = append(out, ',')
		}
		r := partnerOf(p, sites, a)
		out = appendJSON(out, &r)
	}
	return append(out, end...)
}

// AwardsJSON writes data/awards.json: editions newest first, categories in their order, and every visible result by edition,
// category, level and region.
//
//	{"$schema", "site", "url", "language", "languages": [],
//	"editions": [{"id", "url", "name", "names": {}, "date", "venue", "levels": [{"id", "name"}], "nominations": {"open", "close", "count",
//	"countries"}}],
//	"categories": [{"id", "url", "name", "names": {}, "group", "former_names": [{"name", "until"}], "introduced", "retired", "succeeds": [],
//	"succeeded_by": []}],
//	"awards": [{"id", "url", "edition", "category", "category_name", "level", "level_name", "shortlisted", "region", "recipients": [{"id",
//	"name", "partner", "person", "share"}], "further_recipients", "joint", "tie", "win", "status": active|declined|rescinded|expired,
//	"status_on", "status_reason", "replaces", "replaced_by", "clients": [], "citation", "case_study", "quote": {"text", "name", "role"},
//	"metrics": [{"label", "value", "unit", "before", "after", "period", "source", "method", "kind"}], "certificate"}],
//	"not_awarded": [{"edition", "category", "reason"}]}
//
// level_name and category_name are those of the edition, a recipient's name that of the edition's date; certificate is the
// address of the certificate's page.
func AwardsJSON(sites []*site.Site, a plan.Addresses) []byte {
	s := sites[0]
	out := awardsFile{dataHead: headOf("awards", s, a), Editions: []editionRecord{}, Categories: []categoryRecord{}, Awards: []awardRecord{}}
	for _, e := range s.Editions {
		out.Editions = append(out.Editions, editionOf(e, sites, a))
		for _, y := range e.Categories {
			if y.None {
				out.NotAwarded = append(out.NotAwarded, noneRecord{e.ID, y.Category.ID, y.Reason.S})
			}
		}
		for _, w := range e.Awards {
			out.Awards = append(out.Awards, awardOf(w, a))
		}
	}
	for _, c := range s.Categories {
		out.Categories = append(out.Categories, categoryOf(c, sites, a))
	}
	return encode(out)
}

// BuildJSON writes data/build.json: {"$schema", "plaudit": version, "url", "language", "languages": [], "outputs": {kind: how many}}. It tells
// neither the time of the build nor anything of the sources, since that would tell of what is withheld.
func BuildJSON(version string, p *plan.Plan, s *site.Site, a plan.Addresses) []byte {
	out := buildFile{a.Absolute(plan.SchemaPath("build")), version, a.Absolute(""), s.Language, s.Languages, map[string]int{}}
	for _, o := range p.Outputs {
		if o.Kind != plan.Withheld {
			out.Outputs[string(o.Kind)]++
		}
	}
	return encode(out)
}

type buildFile struct {
	Schema    string         `json:"$schema" form:"uri-reference" about:"The schema of this file."`
	Plaudit   string         `json:"plaudit" about:"Version of the program."`
	URL       string         `json:"url" form:"uri-reference" about:"Address of the site."`
	Language  string         `json:"language" about:"The original language (BCP 47)."`
	Languages []string       `json:"languages" about:"All languages, the original first."`
	Outputs   map[string]int `json:"outputs" form:"count" about:"How many outputs there are of each kind."`
}

type dataHead struct {
	Schema    string   `json:"$schema" form:"uri-reference" about:"The schema of this file."`
	Site      string   `json:"site" about:"Title of the site."`
	URL       string   `json:"url" form:"uri-reference" about:"Address of the site."`
	Language  string   `json:"language" about:"Language of the texts (BCP 47)."`
	Languages []string `json:"languages,omitempty" about:"All languages of the site, the original first."`
}

// headOf begins a file; name is that of its schema.
func headOf(name string, s *site.Site, a plan.Addresses) dataHead {
	return dataHead{a.Absolute(plan.SchemaPath(name)), s.Title.S, a.Absolute(""), s.Language, s.Languages}
}

type partnersFile struct {
	dataHead
	Partners []partnerRecord `json:"partners" about:"Every partner that has a page, former ones included, in the order of the directory."`
}

type partnerRecord struct {
	ID             string                `json:"id" form:"id" about:"Never changes."`
	URL            string                `json:"url" form:"uri-reference" about:"The profile, in the original language."`
	Name           string                `json:"name"`
	Names          map[string]string     `json:"names,omitempty" about:"The name in other languages, where it has another one, by language."`
	Status         string                `json:"status" form:"one:active|former"`
	Tier           string                `json:"tier,omitempty" form:"id"`
	Type           string                `json:"type,omitempty" form:"id" about:"Id of a term."`
	Summary        string                `json:"summary,omitempty"`
	Description    string                `json:"description,omitempty" about:"Markdown."`
	Website        string                `json:"website,omitempty" form:"uri-reference"`
	Country        string                `json:"country,omitempty" form:"country" about:"ISO 3166-1 alpha-2."`
	City           string                `json:"city,omitempty"`
	Offices        []officeRecord        `json:"offices,omitempty"`
	Serves         []string              `json:"serves,omitempty" about:"Countries, ISO 3166-1 alpha-2."`
	Regions        []string              `json:"regions,omitempty" about:"Ids of terms."`
	Languages      []string              `json:"languages,omitempty" about:"BCP 47."`
	Specialties    []string              `json:"specialties,omitempty" about:"Ids of terms."`
	Industries     []string              `json:"industries,omitempty" about:"Ids of terms."`
	Products       []string              `json:"products,omitempty" about:"Ids of terms."`
	Integrations   []integrationRecord   `json:"integrations,omitempty"`
	Founded        string                `json:"founded,omitempty" form:"date"`
	TeamSize       string                `json:"team_size,omitempty" about:"A number or a range."`
	Size           string                `json:"size,omitempty" form:"id" about:"Id of a term."`
	Since          string                `json:"since,omitempty" form:"date" about:"Partner since."`
	Accepting      *bool                 `json:"accepting_clients,omitempty"`
	Budget         *budgetRecord         `json:"budget,omitempty" about:"Budget of a project."`
	Certifications []certificationRecord `json:"certifications,omitempty"`
	Contact        *contactRecord        `json:"contact,omitempty"`
	Social         map[string]string     `json:"social,omitempty" about:"Addresses by network."`
	Verified       string                `json:"verified,omitempty" form:"date" about:"When the partner last confirmed the profile."`
	FormerNames    []string              `json:"former_names,omitempty"`
	Aliases        []string              `json:"aliases,omitempty" about:"Earlier ids and addresses."`
	Successor      string                `json:"successor,omitempty" form:"id"`
	Predecessors   []string              `json:"predecessors,omitempty" about:"Ids of partners."`
	Wins           int                   `json:"wins" form:"count" about:"Awards of the first level that still hold."`
	Awards         []string              `json:"awards,omitempty" about:"Ids of awards of data/awards.json."`
	CaseStudies    []string              `json:"case_studies,omitempty" about:"Ids."`
}

type officeRecord struct {
	City    string `json:"city,omitempty"`
	Country string `json:"country,omitempty" form:"country"`
}

type integrationRecord struct {
	Name       string   `json:"name"`
	Docs       string   `json:"docs,omitempty" form:"uri-reference"`
	Version    string   `json:"version,omitempty"`
	Status     string   `json:"status,omitempty"`
	DataShared []string `json:"data_shared,omitempty"`
	ReplacedBy string   `json:"replaced_by,omitempty"`
}

type budgetRecord struct {
	From     float64 `json:"from"`
	Currency string  `json:"currency,omitempty" about:"ISO 4217."`
}

type certificationRecord struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty" form:"uri-reference"`
	Issued  string `json:"issued,omitempty" form:"date"`
	Expires string `json:"expires,omitempty" form:"date"`
}

type contactRecord struct {
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
	URL   string `json:"url,omitempty" form:"uri-reference"`
}

func partnerOf(p *site.Partner, sites []*site.Site, a plan.Addresses) partnerRecord {
	r := partnerRecord{
		ID: p.ID, URL: a.Absolute(a.Partner(p.ID)), Name: p.Name.S, Status: "active", Type: termID(p.Type),
		Summary: p.Summary.S, Description: p.Description.S, Website: p.Website, Country: p.Country, City: p.City.S,
		Serves: p.Serves, Regions: termIDs(p.Regions), Languages: p.Languages, Specialties: termIDs(p.Specialties),
		Industries: termIDs(p.Industries), Products: termIDs(p.Products), Founded: isoDate(p.Founded), TeamSize: p.TeamSize,
		Size: termID(p.Size), Since: isoDate(p.Since), Accepting: p.Accepting, Verified: isoDate(p.Verified),
		FormerNames: p.FormerNames, Aliases: p.Aliases, Wins: p.Wins,
	}
	r.Names = names(sites, p.Name.S, func(s *site.Site) site.Text {
		if q := s.PartnerByID[p.ID]; q != nil {
			return q.Name
		}
		return site.Text{}
	})
	if p.Former {
		r.Status = "former"
	}
	if p.Tier != nil {
		r.Tier = p.Tier.ID
	}
	for _, o := range p.Offices {
		r.Offices = append(r.Offices, officeRecord{o.City.S, o.Country})
	}
	for _, i := range p.Integrations {
		r.Integrations = append(r.Integrations, integrationRecord{i.Name, i.Docs, i.Version, i.Status, texts(i.DataShared), i.ReplacedBy})
	}
	if p.BudgetFrom != 0 {
		r.Budget = &budgetRecord{p.BudgetFrom, p.BudgetCurrency}
	}
	for _, c := range p.Certifications {
		r.Certifications = append(r.Certifications, certificationRecord{c.Name, c.URL, isoDate(c.Issued), isoDate(c.Expires)})
	}
	if p.Email != "" || p.Phone != "" || p.ContactURL != "" {
		r.Contact = &contactRecord{p.Email, p.Phone, p.ContactURL}
	}
	for _, s := range p.Social {
		if r.Social == nil {
			r.Social = map[string]string{}
		}
		r.Social[s.Network] = s.URL
	}
	if p.Successor != nil {
		r.Successor = p.Successor.ID
	}
	for _, q := range p.Predecessors {
		r.Predecessors = append(r.Predecessors, q.ID)
	}
	for _, w := range p.Awards {
		r.Awards = append(r.Awards, w.ID)
	}
	for _, c := range p.CaseStudies {
		r.CaseStudies = append(r.CaseStudies, c.ID)
	}
	return r
}

// names are the texts of the other languages that have one of their own.
func names(sites []*site.Site, original string, of func(*site.Site) site.Text) map[string]string {
	var list map[string]string
	for _, s := range sites[1:] {
		t := of(s)
		if t.Lang != "" || !t.Given() || t.S == original {
			continue
		}
		if list == nil {
			list = map[string]string{}
		}
		list[s.Language] = t.S
	}
	return list
}

func termID(t *site.Term) string {
	if t == nil {
		return ""
	}
	return t.ID
}

func termIDs(terms []*site.Term) []string {
	var ids []string
	for _, t := range terms {
		ids = append(ids, t.ID)
	}
	return ids
}

func texts(list []site.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.S)
	}
	return out
}
