package plan

import (
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/site"
)

// Addresses gives the address of everything in one language, without the plan. Paths are below base_url, without a leading
// slash: "partners/bva/", "de/awards/2026/".
type Addresses struct {
	base   string // path of base_url: "/" or "/awards-site/"
	origin string // scheme and host of base_url, "https://partners.example.com"; empty when there is none
	prefix string // "" or "de/"
	files  bool   // urls: file
}

// AddressesOf gives the addresses of a site's language.
func AddressesOf(s *site.Site) Addresses {
	a := Addresses{base: "/", files: s.Options.FileURLs}
	if rest, ok := cutScheme(s.BaseURL); ok {
		slash := strings.IndexByte(rest, '/')
		if slash < 0 {
			slash = len(rest)
		}
		a.origin = s.BaseURL[:len(s.BaseURL)-len(rest)+slash]
		a.base = "/" + strings.Trim(rest[slash:], "/") + "/"
		if a.base == "//" {
			a.base = "/"
		}
	}
	if !s.Original {
		a.prefix = strings.ToLower(s.Language) + "/"
	}
	return a
}

func cutScheme(url string) (rest string, ok bool) {
	for _, scheme := range []string{"https://", "http://"} {
		if len(url) > len(scheme) && strings.EqualFold(url[:len(scheme)], scheme) {
			return url[len(scheme):], true
		}
	}
	return "", false
}

// Href is the root-relative address of a path: "/partners/bva/", below the path of base_url.
func (a Addresses) Href(path string) string { return a.base + path }

// Absolute is the full address of a path.
func (a Addresses) Absolute(path string) string { return a.origin + a.base + path }

// Origin is scheme and host of base_url.
func (a Addresses) Origin() string { return a.origin }

// Base is the path of base_url, with a slash at both ends.
func (a Addresses) Base() string { return a.base }

// Root is a path below the language's root, such as "awards/" or "feed.xml".
func (a Addresses) Root(path string) string { return a.prefix + path }

// record is the address of a record: a folder, or with `urls: file` a file.
func (a Addresses) record(folder, id string) string {
	if a.files {
		return a.prefix + folder + id + ".html"
	}
	return a.prefix + folder + id + "/"
}

// Numbered is page n of a list: the list itself, or …/page/2/.
func Numbered(list string, n int) string {
	if n <= 1 {
		return list
	}
	return list + "page/" + strconv.Itoa(n) + "/"
}

// The addresses of each kind of record and list.
func (a Addresses) Home() string               { return a.prefix }
func (a Addresses) Partners() string           { return a.prefix + "partners/" }
func (a Addresses) Partner(id string) string   { return a.record("partners/", id) }
func (a Addresses) Compare() string            { return a.prefix + "partners/compare/" }
func (a Addresses) Shortlist() string          { return a.prefix + "partners/shortlist/" }
func (a Addresses) Landing(id string) string   { return a.prefix + "partners/for/" + id + "/" }
func (a Addresses) Search() string             { return a.prefix + "search/" } // the folder of the index
func (a Addresses) Clients() string            { return a.prefix + "clients/" }
func (a Addresses) Client(id string) string    { return a.record("clients/", id) }
func (a Addresses) Awards() string             { return a.prefix + "awards/" }
func (a Addresses) Edition(id string) string   { return a.prefix + "awards/" + id + "/" }
func (a Addresses) Category(id string) string  { return a.prefix + "awards/categories/" + id + "/" }
func (a Addresses) CaseStudies() string        { return a.prefix + "case-studies/" }
func (a Addresses) CaseStudy(id string) string { return a.record("case-studies/", id) }
func (a Addresses) Page(id string) string      { return a.record("", id) }

// Post is the address of an update, resource or event; folder is "updates", "resources" or "events".
func (a Addresses) Post(folder, id string) string { return a.record(folder+"/", id) }

// Newsletter is an edition as a newsletter.
func (a Addresses) Newsletter(edition string) string { return a.Edition(edition) + "email.html" }

// Deadline is the calendar file of a day of a call.
func (a Addresses) Deadline(d site.Deadline) string {
	return a.prefix + "nominate/" + d.Edition.ID + "/" + d.Key + ".ics"
}

// ResourceTerm is the page of the resources of a stage, an audience, a kind or a series.
func (a Addresses) ResourceTerm(t *site.ResourceTerm) string {
	return a.prefix + "resources/" + t.Taxonomy + "/" + t.ID + "/"
}

// EditionCategory is a category in an edition.
func (a Addresses) EditionCategory(edition, category string) string {
	return a.prefix + "awards/" + edition + "/" + category + "/"
}

// Award is a winner page.
func (a Addresses) Award(w *site.Award) string {
	return a.record("awards/"+w.Edition.ID+"/"+w.Category.ID+"/", w.Rest)
}

// Certificate is an award's certificate.
func (a Addresses) Certificate(award string) string { return a.record("certificates/", award) }

// RecipientCertificate is a recipient's own certificate of a joint award.
func (a Addresses) RecipientCertificate(award, recipient string) string {
	return a.record("certificates/"+award+"/", recipient)
}

// Facet is a term's page of the directory.
func (a Addresses) Facet(t *site.Term) string {
	return a.prefix + "partners/" + t.Taxonomy + "/" + t.ID + "/"
}

// TierFacet is a tier's page of the directory.
func (a Addresses) TierFacet(id string) string { return a.prefix + "partners/tier/" + id + "/" }

// StudyFacet is a term's page of the case studies.
func (a Addresses) StudyFacet(t *site.Term) string {
	return a.prefix + "case-studies/" + t.Taxonomy + "/" + t.ID + "/"
}

// Folder is the folder that holds a record's other files: its address, or with `urls: file` the folder of its name.
func Folder(path string) string {
	if strings.HasSuffix(path, "/") || path == "" {
		return path
	}
	return strings.TrimSuffix(path, ".html") + "/"
}

// OutputOf is the file that answers at a path: "partners/bva/" → "partners/bva/index.html".
func OutputOf(path string) string {
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}
