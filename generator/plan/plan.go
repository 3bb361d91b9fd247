// Package plan lists every output of a site before anything is rendered: path, kind, language, template, subject.
// A plan is data; `plaudit plan` prints it. Pictures and theme assets are named by the digest of their source while pages
// are rendered, and are not in it.
package plan

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// Kind is what an output is. That of a page names its template, too.
type Kind string

// The kinds of pages.
const (
	Home            Kind = "home"
	Partners        Kind = "partners"
	Facet           Kind = "facet"
	Landing         Kind = "landing" // a combination of facets with a text of its own
	Compare         Kind = "compare"
	Shortlist       Kind = "shortlist"
	Partner         Kind = "partner"
	Awards          Kind = "awards"
	Edition         Kind = "edition"
	EditionCategory Kind = "edition-category"
	Award           Kind = "award"
	Category        Kind = "category"
	Certificate     Kind = "certificate"
	Email           Kind = "email" // an edition as a newsletter, to paste into a mail
	CaseStudies     Kind = "case-studies"
	StudyFacet      Kind = "case-study-facet"
	CaseStudy       Kind = "case-study"
	Clients         Kind = "clients"
	Client          Kind = "client"
	Tiers           Kind = "tiers"
	Updates         Kind = "updates"
	Update          Kind = "update"
	Resources       Kind = "resources"
	Resource        Kind = "resource"
	Events          Kind = "events"
	Event           Kind = "event"
	Page            Kind = "page"
	Nominate        Kind = "nominate"
	Jury            Kind = "jury"
	Press           Kind = "press"
	NotFound        Kind = "404"
	Withheld        Kind = "withheld" // an address of the lock whose record is withheld
	Gone            Kind = "gone"     // an address that was given up
	Redirect        Kind = "redirect"
)

// TemplateOf is the template of a kind of pages: its name, but for the two kinds of notices, which share one.
func TemplateOf(k Kind) string {
	if k == Withheld || k == Gone {
		return "notice"
	}
	return string(k)
}

// The kinds of other files.
const (
	Atom          Kind = "atom"
	JSONFeed      Kind = "json-feed"
	Calendar      Kind = "calendar"
	Sitemap       Kind = "sitemap"
	Robots        Kind = "robots"
	PartnersJSON  Kind = "partners.json"
	AwardsJSON    Kind = "awards.json"
	BuildJSON     Kind = "build.json"
	SearchIndex   Kind = "search" // its head; the other files stand beside it
	HeadersFile   Kind = "headers"
	RedirectsFile Kind = "redirects"
	Static        Kind = "static"
)

// Output is one file that will exist.
type Output struct {
	Path     string // of the file, below the output folder: "partners/bva/index.html"
	Address  string // below base_url, without leading slash: "partners/bva/"
	Kind     Kind
	Site     *site.Site // the language; for files of no language the original's
	Template string     // of a page: the kind's, or the layout that the record asks for
	Subject  any        // the record that it is about: *site.Partner, *site.Term, Own, …; nil for lists and single pages
	Number   int        // page of a list, from 1; 0 when it is no list
	From, To int        // the records of the list that it shows: [From, To)
	Pages    int        // how many pages the list has
	Record   string     // id of a record with a permanent address, as in plaudit.lock; empty otherwise
	HTML     bool
}

// Own is a recipient's own certificate of a joint award.
type Own struct {
	Award     *site.Award
	Recipient int // index in Award.Recipients
}

// Plan is all outputs, by path, and what is answered without an output.
type Plan struct {
	Outputs   []*Output
	Redirects []Target // every redirect, aliases first, in the order in which a host tries them
	byPath    map[string]*Output

	folders     sync.Once
	pageFolders []string
}

// Target is a redirect with both ends as paths below base_url with a leading slash; To may be an absolute address.
type Target struct {
	From, To string
	At       diag.Position
}

// At gives the output of a path below the output folder.
func (p *Plan) At(path string) (*Output, bool) {
	o, ok := p.byPath[path]
	return o, ok
}

// PageFolders are the first folders of the paths of pages, sorted.
func (p *Plan) PageFolders() []string {
	p.folders.Do(func() {
		last := "" // most outputs are in the folder of the one before
		for _, o := range p.Outputs {
			if first, _, deep := strings.Cut(o.Path, "/"); o.HTML && deep && first != last {
				p.pageFolders, last = append(p.pageFolders, first), first
			}
		}
		slices.Sort(p.pageFolders)
		p.pageFolders = slices.Compact(p.pageFolders)
	})
	return p.pageFolders
}

// Answers says whether an address below base_url (without leading slash) is answered by an output.
func (p *Plan) Answers(address string) bool {
	_, ok := p.byPath[OutputOf(address)]
	return ok
}

// New plans the outputs of a site in all its languages (the original first). static are the paths below static/.
// Two outputs on one path, also by case or Unicode form, redirects over pages, and addresses of the lock that nothing answers
// are diagnostics.
func New(sites []*site.Site, static []string, problems *diag.List) *Plan {
	n := likely(sites) + len(static)
	p := &Plan{Outputs: make([]*Output, 0, n), byPath: make(map[string]*Output, n)}
	b := builder{plan: p, problems: problems, folded: map[string]*Output{}}
	for _, s := range sites {
		b.site, b.addr = s, AddressesOf(s)
		b.pages()
	}
	b.site, b.addr = sites[0], AddressesOf(sites[0])
	b.machineFiles()
	for _, path := range static {
		b.file(Static, path, nil)
	}
	b.redirects(sites)
	b.filesInTheWay()
	b.answersOfTheLock()
	p.sort()
	return p
}

// sort puts the outputs in the order of their paths, which stand side by side for that: they are compared half a million times.
func (p *Plan) sort() {
	type place struct {
		path string
		o    *Output
	}
	places := make([]place, len(p.Outputs))
	for i, o := range p.Outputs {
		places[i] = place{o.Path, o}
	}
	slices.SortFunc(places, func(x, y place) int { return strings.Compare(x.path, y.path) })
	for i, x := range places {
		p.Outputs[i] = x.o
	}
}

// likely is how many outputs there will be, nearly, with half of them to spare.
func likely(sites []*site.Site) int {
	n := 100
	for _, s := range sites {
		n += 3*len(s.Partners) + len(s.Clients) + len(s.CaseStudies) + 2*len(s.AwardByID) + len(s.Updates) + len(s.Resources) + 2*len(s.Events) + len(s.Pages)
	}
	return n + n/2
}

type builder struct {
	plan     *Plan
	site     *site.Site
	addr     Addresses
	problems *diag.List
	folded   map[string]*Output // by path without case and Unicode form, where that is not the path itself
	spare    []Output           // memory for the next ones
}

// add puts an output into the plan, unless its path is taken.
func (b *builder) add(o Output) *Output {
	key := sitepath.FoldKey(o.Path)
	if other := b.holds(key); other != nil {
		b.problems.Add(collision(other, &o))
		return other
	}
	if len(b.spare) == 0 {
		b.spare = make([]Output, 64)
	}
	added := &b.spare[0]
	b.spare = b.spare[1:]
	*added = o
	if key != o.Path {
		b.folded[key] = added
	}
	b.plan.byPath[o.Path] = added
	b.plan.Outputs = append(b.plan.Outputs, added)
	return added
}

// holds is the output whose path is key without case and Unicode form; nil: none.
func (b *builder) holds(key string) *Output {
	if o := b.plan.byPath[key]; o != nil && sitepath.FoldKey(o.Path) == key {
		return o
	}
	return b.folded[key]
}

// filesInTheWay finds outputs that are files where others need a folder, and takes them out.
func (b *builder) filesInTheWay() {
	blamed := map[*Output]bool{}
	blame := func(folder string, needs func() string) {
		if file := b.holds(sitepath.FoldKey(folder)); file != nil && !blamed[file] {
			blamed[file] = true
			b.problems.Add(diag.PathCollision.New(file.Position(), "%s is a file where %s needs a folder", file.What(), needs()).
				WithHint("rename the file"))
		}
	}
	blame("assets", func() string { return "the theme" })
	last, above := "", map[string]bool{"": true} // the last folder with an output, and those that hold folders
	for _, o := range b.plan.Outputs {
		folder := folderOf(o.Path)
		if folder == last || folder == "" {
			continue
		}
		last = folder
		blame(folder, o.What)
		for folder = folderOf(folder); !above[folder]; folder = folderOf(folder) {
			above[folder] = true
			blame(folder, o.What)
		}
	}
	b.plan.Outputs = slices.DeleteFunc(b.plan.Outputs, func(o *Output) bool { return blamed[o] })
	for file := range blamed {
		delete(b.plan.byPath, file.Path)
	}
}

// folderOf is the folder of a path; "" at the top.
func folderOf(path string) string { return path[:max(0, strings.LastIndexByte(path, '/'))] }

func collision(first, second *Output) diag.Diagnostic {
	d := diag.PathCollision.New(second.Position(), "%s has the address /%s, which %s has already", second.What(), second.Address, first.What()).
		WithHint("change the id of one of them, or rename the file")
	if at := first.Position(); at.File != "" {
		d = d.WithNote(at, "the first one")
	}
	return d
}

// page plans a page at an address.
func (b *builder) page(kind Kind, address string, subject any) *Output {
	path := OutputOf(address)
	// The address is the beginning of the path: one text for both.
	return b.add(Output{Path: path, Address: path[:len(address)], Kind: kind, Site: b.site, Template: TemplateOf(kind), Subject: subject, HTML: true})
}

// record plans the page of a record, whose address is permanent.
func (b *builder) record(kind Kind, address, id string, subject any) *Output {
	o := b.page(kind, address, subject)
	o.Record = id
	return o
}

// file plans a file that is no page.
func (b *builder) file(kind Kind, path string, subject any) *Output {
	return b.add(Output{Path: path, Address: path, Kind: kind, Site: b.site, Subject: subject})
}

// list plans a list of n records in pages of size; an empty list has one page.
func (b *builder) list(kind Kind, address string, subject any, n, size int) []*Output {
	pages := max(1, (n+size-1)/size)
	out := make([]*Output, 0, pages)
	for i := range pages {
		o := b.page(kind, Numbered(address, i+1), subject)
		o.Number, o.Pages = i+1, pages
		o.From, o.To = i*size, min(n, (i+1)*size)
		out = append(out, o)
	}
	return out
}

// feeds plans an Atom and a JSON feed in a folder.
func (b *builder) feeds(folder string, subject any) {
	b.file(Atom, folder+"feed.xml", subject)
	b.file(JSONFeed, folder+"feed.json", subject)
}

func (b *builder) machineFiles() {
	b.file(Sitemap, "sitemap.xml", nil)
	b.file(Robots, "robots.txt", nil)
	b.file(PartnersJSON, "data/partners.json", nil)
	b.file(AwardsJSON, "data/awards.json", nil)
	b.file(BuildJSON, "data/build.json", nil)
	b.schemas()
	b.file(HeadersFile, "_headers", nil)
	b.file(RedirectsFile, "_redirects", nil)
	b.credentials()
}

// New addresses are those of the plan's permanent outputs that the lock does not have, sorted.
func (p *Plan) NewAddresses() []*Output {
	var fresh []*Output
	for _, o := range p.Outputs {
		if o.Record == "" {
			continue
		}
		if _, known := o.Site.Lock["/"+o.Address]; !known {
			fresh = append(fresh, o)
		}
	}
	return fresh
}

// Position is where the record of an output stands in the sources; its File is empty when there is none.
func (o *Output) Position() diag.Position {
	switch s := o.Subject.(type) {
	case *site.Partner:
		return s.At
	case *site.Client:
		return s.At
	case *site.Award:
		return s.At
	case Own:
		return s.Award.At
	case Proof:
		return s.Award.At
	case *site.Edition:
		return s.At
	case *site.Category:
		return s.At
	case *site.CategoryYear:
		return s.Edition.At
	case site.Deadline:
		return s.Edition.At
	case *site.Landing:
		return s.At
	case *site.CaseStudy:
		return s.At
	case *site.Update:
		return s.At
	case *site.Resource:
		return s.At
	case *site.Event:
		return s.At
	case *site.Page:
		return s.At
	case Target:
		return s.At
	case site.Gone:
		return s.At
	}
	if o.Kind == Static {
		return diag.Position{File: "static/" + o.Path}
	}
	return diag.Position{}
}

// What names an output for a diagnostic.
func (o *Output) What() string {
	if o.Kind == Static {
		return "the file static/" + o.Path
	}
	if o.Record != "" {
		return "the " + string(o.Kind) + " \"" + o.Record + "\""
	}
	return "the page " + cmp.Or(string(o.Kind), o.Path)
}
