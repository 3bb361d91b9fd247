package plan

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// pages plans the pages of one language.
func (b *builder) pages() {
	s, a := b.site, b.addr
	b.page(Home, a.Home(), nil)
	b.feeds(a.Home(), nil)
	b.directory()
	b.awards()
	b.stories()
	for _, c := range s.Clients {
		b.record(Client, a.Client(c.ID), c.ID, c)
	}
	if len(s.Clients) > 0 {
		b.list(Clients, a.Clients(), nil, len(s.Clients), s.Options.PageSize)
	}
	if len(s.Tiers) > 0 {
		b.page(Tiers, a.Root("tiers/"), nil)
	}
	b.programme()
	b.posts()
	if HasCall(s) {
		b.page(Nominate, a.Root("nominate/"), nil)
		if e := site.CallOf(s); e != nil {
			b.file(Calendar, a.Root("nominate/"+e.ID+".ics"), e)
			for _, d := range site.Deadlines(e) {
				b.file(Calendar, a.Deadline(d), d)
			}
		}
	}
	if HasJury(s) {
		b.page(Jury, a.Root("jury/"), nil)
	}
	if s.Press.Given || s.Introductions["press"] != nil {
		b.page(Press, a.Root("press/"), nil)
	}
	if HasVerify(s) {
		b.page(Verify, a.Verify(), nil)
	}
	b.page(NotFound, a.Root("404.html"), nil)
}

// HasCall says whether a site has the page nominate.
func HasCall(s *site.Site) bool {
	return site.CallOf(s) != nil || s.Introductions["nominate"] != nil || s.Options.Forms.Nominate != ""
}

// HasJury says whether a site has the page jury.
func HasJury(s *site.Site) bool {
	for _, e := range s.Editions {
		if len(e.Jury) > 0 {
			return true
		}
	}
	return s.Introductions["jury"] != nil
}

func (b *builder) directory() {
	s, a := b.site, b.addr
	active := site.ActivePartners(s)
	if len(s.Partners) > 0 {
		b.list(Partners, a.Partners(), nil, len(active), s.Options.PageSize)
	}
	for _, p := range s.Partners {
		o := b.record(Partner, a.Partner(p.ID), p.ID, p)
		b.feeds(Folder(o.Address), p)
		b.share(o)
	}
	for _, t := range s.Tiers {
		if len(t.Partners) > 0 {
			b.list(Facet, a.TierFacet(t.ID), t, len(t.Partners), s.Options.PageSize)
		}
	}
	for _, terms := range Taxonomies(s) {
		for _, t := range terms {
			if len(t.Partners) > 0 {
				b.list(Facet, a.Facet(t), t, len(t.Partners), s.Options.PageSize)
			}
		}
	}
}

// Taxonomies are the terms of the directory's facets but for the tiers, in the order in which they are shown.
func Taxonomies(s *site.Site) [][]*site.Term {
	return [][]*site.Term{s.Types, s.Regions, s.CountryTerms, s.Specialties, s.Industries, s.Products, s.LanguageTerms, s.Sizes}
}

// StudyTaxonomies are the terms of the case studies' facets.
func StudyTaxonomies(s *site.Site) [][]*site.Term {
	return [][]*site.Term{s.Industries, s.Specialties, s.Products, s.CountryTerms}
}

func (b *builder) awards() {
	s, a := b.site, b.addr
	if len(s.Editions)+len(s.Categories) > 0 {
		b.page(Awards, a.Awards(), nil)
	}
	// A result fills more of a page than a partner of the directory does in a row, but a booklet wants longer pages.
	size := 2 * s.Options.PageSize
	for _, e := range s.Editions {
		first := b.list(Edition, a.Edition(e.ID), e, len(e.Awards), size)[0]
		first.Record = e.ID
		b.share(first)
		if len(e.Awards) > 0 {
			b.pressKit(e)
			b.feeds(a.Edition(e.ID), e)
		}
		if HasNewsletter(e) {
			b.page(Email, a.Newsletter(e.ID), e)
		}
		for _, y := range e.Categories {
			b.list(EditionCategory, a.EditionCategory(e.ID, y.Category.ID), y, len(y.Awards), size)[0].Record = e.ID + "/" + y.Category.ID
		}
		for _, w := range e.Awards {
			b.award(w)
			b.embed(w)
		}
	}
	for _, c := range s.Categories {
		n := 0
		for _, y := range c.Years {
			n += len(y.Awards)
		}
		b.list(Category, a.Category(c.ID), c, n, size)[0].Record = c.ID
		b.feeds(a.Category(c.ID), c)
	}
}

func (b *builder) award(w *site.Award) {
	b.share(b.record(Award, b.addr.Award(w), w.ID, w))
	if !w.HasCertificate {
		return
	}
	o := b.record(Certificate, b.addr.Certificate(w.ID), w.ID, w)
	b.proofs(w, -1, Folder(o.Address))
	if !w.Joint {
		return
	}
	for i, r := range w.Recipients {
		o := b.record(Certificate, b.addr.RecipientCertificate(w.ID, r.ID), w.ID+"/"+r.ID, Own{Award: w, Recipient: i})
		b.proofs(w, i, Folder(o.Address))
	}
}

func (b *builder) stories() {
	s, a := b.site, b.addr
	if len(s.CaseStudies) == 0 {
		return
	}
	b.list(CaseStudies, a.CaseStudies(), nil, len(s.CaseStudies), s.Options.PageSize)
	b.feeds(a.CaseStudies(), StoriesFeed{})
	for _, terms := range StudyTaxonomies(s) {
		for _, t := range terms {
			if len(t.CaseStudies) > 0 {
				b.list(StudyFacet, a.StudyFacet(t), t, len(t.CaseStudies), s.Options.PageSize)
			}
		}
	}
	for _, c := range s.CaseStudies {
		b.share(b.layout(b.record(CaseStudy, a.CaseStudy(c.ID), c.ID, c), c.Layout))
	}
}

// StoriesFeed is the subject of the case studies' feeds.
type StoriesFeed struct{}

func (b *builder) posts() {
	s, a := b.site, b.addr
	size := s.Options.PageSize
	if len(s.Updates) > 0 {
		b.list(Updates, a.Root("updates/"), nil, len(s.Updates), size)
	}
	for _, u := range s.Updates {
		b.layout(b.record(Update, a.Post("updates", u.ID), u.ID, u), u.Layout)
	}
	if len(s.Resources) > 0 {
		b.list(Resources, a.Root("resources/"), nil, len(s.Resources), size)
	}
	for _, terms := range site.ResourceTerms(s) {
		for _, t := range terms {
			b.list(Resources, a.ResourceTerm(t), t, len(t.Resources), size)
		}
	}
	for _, r := range s.Resources {
		b.layout(b.record(Resource, a.Post("resources", r.ID), r.ID, r), r.Layout)
	}
	if len(s.Events) > 0 {
		b.list(Events, a.Root("events/"), nil, len(s.Events), size)
		b.file(Calendar, a.Root("events/events.ics"), AllEvents{})
	}
	for _, e := range s.Events {
		o := b.layout(b.record(Event, a.Post("events", e.ID), e.ID, e), e.Layout)
		b.file(Calendar, Folder(o.Address)+e.ID+".ics", e)
	}
	for _, p := range s.Pages {
		b.layout(b.record(Page, a.Page(p.ID), p.ID, p), p.Layout)
	}
}

// AllEvents is the subject of the calendar of all events.
type AllEvents struct{}

// HasNewsletter says whether an edition has the page email.html: something of it has been announced.
func HasNewsletter(e *site.Edition) bool {
	return slices.ContainsFunc(e.Awards, func(a *site.Award) bool { return !a.Shortlisted })
}

func (b *builder) layout(o *Output, layout string) *Output {
	if layout != "" {
		o.Template = layout
	}
	return o
}

// redirects plans a page for each redirect without `*`, the notices and the addresses that were given up.
func (b *builder) redirects(sites []*site.Site) {
	original := b.site
	for _, n := range original.Notices {
		address := strings.TrimPrefix(n.Path, "/")
		if b.tenant(address) != nil {
			continue // the address has a new tenant
		}
		b.page(Withheld, pageOfOld(address), n)
	}
	for _, g := range original.Gone {
		address := strings.TrimPrefix(g.Path, "/")
		if other := b.tenant(address); other != nil {
			b.problems.Add(diag.GoneExists.New(g.At, "%s is given up, but %s is there", g.Path, other.What()).
				WithHint("take it out of `gone`, or remove the record"))
			continue
		}
		b.page(Gone, pageOfOld(address), g)
	}
	for _, s := range sites {
		b.site, b.addr = s, AddressesOf(s)
		for _, r := range s.Redirects {
			if !r.Alias && !s.Original {
				r = b.implied(r)
			}
			if r.From != "" {
				b.redirect(r)
			}
		}
	}
	b.site, b.addr = original, AddressesOf(original)
	b.circles()
}

// implied is a redirect of plaudit.yaml, which is written once, for the site's other languages: below their prefix when the
// page that it leads to is there, too; else it has no From.
func (b *builder) implied(r site.Redirect) site.Redirect {
	from, to := b.addr.Root(strings.TrimPrefix(r.From, "/")), b.addr.Root(strings.TrimPrefix(r.To, "/"))
	path, _, _ := strings.Cut(to, "#")
	if !strings.HasPrefix(r.From, "/") || !strings.HasPrefix(r.To, "/") || strings.HasPrefix(r.From, "/"+b.addr.prefix) ||
		!b.plan.Answers(path) || b.plan.Answers(strings.TrimSuffix(from, "*")) {
		return site.Redirect{}
	}
	return site.Redirect{From: "/" + from, To: "/" + to, At: r.At}
}

func (b *builder) redirect(r site.Redirect) {
	t := Target{From: r.From, To: r.To, At: r.At}
	if r.Alias {
		t.To = "/" + b.addressOf(r.Kind, r.ID)
		if !strings.HasPrefix(r.From, "/") {
			t.From = "/" + b.addressOf(r.Kind, r.From)
		} else {
			t.From = "/" + b.addr.Root(strings.TrimPrefix(r.From, "/"))
		}
	}
	b.plan.Redirects = append(b.plan.Redirects, t)
	if strings.HasSuffix(t.From, "*") {
		return
	}
	address := strings.TrimPrefix(t.From, "/")
	other := b.tenant(address)
	if other != nil && other.Kind == Redirect && other.Subject.(Target).To == t.To {
		return // /old and /old/, to the same place: one page serves both
	}
	if other != nil {
		b.problems.Add(diag.RedirectHides.New(r.At, "the redirect from %s would hide %s", t.From, other.What()).
			WithHint("remove the redirect or the alias, or give the record another id"))
		return
	}
	b.page(Redirect, pageOfOld(address), t)
}

// tenant is the output that answers at an old address, or nil.
func (b *builder) tenant(address string) *Output {
	if o, taken := b.plan.byPath[OutputOf(address)]; taken {
		return o
	}
	return b.plan.byPath[OutputOf(pageOfOld(address))]
}

// pageOfOld is the address of the page for one that another program gave out. Hosts tell what a file is by its ending: a page
// called "old" or "old.php" would be offered to be saved, so it stands in a folder of that name, to which they lead.
func pageOfOld(address string) string {
	if address == "" || strings.HasSuffix(address, ".html") || strings.HasSuffix(address, ".htm") || strings.HasSuffix(address, "/") {
		return address
	}
	return address + "/"
}

// addressOf is the address of a record by the kind that link gives aliases.
func (b *builder) addressOf(kind, id string) string {
	switch kind {
	case "partner":
		return b.addr.Partner(id)
	case "client":
		return b.addr.Client(id)
	case "case-study":
		return b.addr.CaseStudy(id)
	case "update", "resource", "event":
		return b.addr.Post(kind+"s", id)
	}
	if b.site.Introductions[id] != nil { // of a page that the program makes: a folder, whatever `urls` says
		switch id {
		case "home", "index":
			return b.addr.Home()
		case "404":
			return b.addr.Root("404.html")
		}
		return b.addr.Root(id + "/")
	}
	return b.addr.Page(id)
}

// circles finds redirects that lead nowhere: round in a circle, or to an address of the site that nothing answers.
func (b *builder) circles() {
	to := map[string]string{}
	for _, r := range b.plan.Redirects {
		if _, known := to[r.From]; !known {
			to[r.From] = r.To
		}
	}
	reported := map[string]bool{} // of a circle each redirect is a part
	for _, r := range b.plan.Redirects {
		seen := map[string]bool{r.From: true}
		at := r.To
		for next, ok := to[at]; ok; next, ok = to[at] {
			if seen[at] && reported[at] {
				break
			}
			if seen[at] {
				maps.Copy(reported, seen)
				b.problems.Add(diag.RedirectCircle.New(r.At, "the redirect from %s comes back to itself", r.From).WithHint("let it lead to a page"))
				break
			}
			seen[at] = true
			at = next
		}
		path, _, _ := strings.Cut(at, "#")
		if strings.HasPrefix(path, "/") && !seen[path] && !strings.HasSuffix(path, "*") && !b.plan.Answers(strings.TrimPrefix(path, "/")) {
			b.problems.Add(diag.BadRedirect.New(r.At, "the redirect from %s leads to %s, which does not exist", r.From, r.To).
				WithHint("%s", cmp.Or(b.near(path), "give the address of a page of the site, with the slash at its end, or a full address")))
		}
	}
}

// near is a hint at the page whose address is like a path that nothing answers, or "".
func (b *builder) near(path string) string {
	var pages []string
	for _, o := range b.plan.Outputs {
		if o.HTML && o.Address != "" && o.Kind != Redirect {
			pages = append(pages, "/"+o.Address)
		}
	}
	return diag.DidYouMean(path, pages)
}

// answersOfTheLock finds permanent addresses that nothing answers any more.
func (b *builder) answersOfTheLock() {
	var patterns []string
	for _, r := range b.plan.Redirects {
		if prefix, ok := strings.CutSuffix(r.From, "*"); ok {
			patterns = append(patterns, prefix)
		}
	}
	covered := func(path string) bool {
		for _, p := range patterns {
			if strings.HasPrefix(path, p) {
				return true
			}
		}
		return false
	}
	var lost []record.LockLine
	for path, line := range b.site.Lock {
		if !b.plan.Answers(strings.TrimPrefix(path, "/")) && !covered(path) {
			lost = append(lost, line)
		}
	}
	for _, line := range lost {
		b.problems.Add(diag.LostAddress.New(line.In("plaudit.lock"), "%s was published, and nothing answers there any more", line.Path).
			WithWidth(utf8.RuneCountInString(line.Path)).
			WithHint("add an alias to the record, a redirect from %s, or an entry of `gone` in plaudit.yaml", line.Path))
	}
}
