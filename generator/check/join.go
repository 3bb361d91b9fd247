package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
)

// PageFacts are the facts of one page with what is known of it besides.
type PageFacts struct {
	Path    string        // of the file: "de/partners/bva/index.html"
	Address string        // below base_url, without leading slash: "de/partners/bva/"
	Kind    string        // as in the plan; redirect, 404, withheld and gone are not judged for what they say, and home is no orphan
	Same    string        // what the copies of a page in other languages have in common, such as its address in the original; empty: Address
	Alone   bool          // no page need link to it, as to a former partner's profile
	At      diag.Position // where the record stands that it is about; File is empty without one
	Linked  bool          // another page is known to link to it
	Facts
}

// Whole is a finished site.
type Whole struct {
	Origin string // scheme and host of base_url: "https://partners.example.com"; may be empty
	Base   string // path of base_url, with a slash at both ends; empty is "/"
	Book   *Book
	Pages  []PageFacts
	// Exists says whether there is a file below the output folder: pages and everything else.
	Exists func(path string) bool
	// Redirects are addresses below base_url, without leading slash, that lead elsewhere, and where to.
	Redirects map[string]string
	// Redirected answers for those that end in `*`; it may be nil.
	Redirected func(address string) bool
	// FromBody says whether a link, as it stands in the page, comes from an editor's text in it. It is asked of broken links
	// only, and may be nil: then all are the theme's.
	FromBody func(path, href string) bool
	// Written finds where in the sources a page's link is written, with the number of runes to underline. It is asked of broken links
	// only, and may be nil: then the page's record is named.
	Written func(path, href string) (at diag.Position, width int, ok bool)
}

// Join judges the pages together. A mistake that many pages share is reported once, at the first of them by path.
//
// Links of a theme that lead nowhere are errors, those of an editor's text warnings. A diagnostic names the place of the page's
// record or, without one, the file of the output.
func Join(w Whole, problems *diag.List) {
	w.Pages = slices.Clone(w.Pages)
	slices.SortFunc(w.Pages, func(a, b PageFacts) int { return strings.Compare(a.Path, b.Path) })
	j := newJoiner(w)
	j.problems = problems
	j.targets = newTable[target](w.Book)
	j.broken, j.mistakes = map[fault]*found{}, map[mistake]*found{}
	for i := range j.Pages {
		j.page(i)
	}
	j.reportFaults()
	j.orphans()
}

func newJoiner(w Whole) joiner {
	j := joiner{Whole: w, byPath: make(map[string]int, len(w.Pages))}
	if j.Base == "" {
		j.Base = "/"
	}
	for i := range j.Pages {
		if path := j.Pages[i].Path; path != "" {
			j.byPath[path] = i
		}
	}
	return j
}

type joiner struct {
	Whole
	problems *diag.List
	byPath   map[string]int
	targets  *table[target] // of addresses that do not depend on the page
	broken   map[fault]*found
	mistakes map[mistake]*found

	addresses []string // root-relative, of the pages that may have been meant
}

// mistake is what a theme does wrong on a kind of page.
type mistake struct{ code, text, kind string }

// target is where an address leads.
type target struct {
	state state
	known bool
	page  int32 // index of the page, or -1
	near  string
}

type state uint8

const (
	fine state = iota
	relative
	missing       // no such address
	missingAnchor // the page is there, the anchor is not
	redirected    // near says where to
)

// fault is one way to be broken: the same address may be so as a link and as a picture.
type fault struct {
	href  Ref
	state state
	asset bool
}

// found is where a fault stands.
type found struct {
	page   int // the first
	others int
	near   string
	said   diag.Diagnostic
}

// exempt are pages that are there to say one thing, and that nothing need link to.
func exempt(kind string) bool {
	return kind == "redirect" || kind == "404" || kind == "withheld" || kind == "gone"
}

func (j *joiner) page(i int) {
	p := &j.Pages[i]
	for _, href := range p.Links {
		t := j.follow(i, href, false)
		if t.page >= 0 && int(t.page) != i && !j.copies(int(t.page), i) {
			j.Pages[t.page].Linked = true
		}
	}
	for _, href := range p.Others {
		j.follow(i, href, false)
	}
	for _, href := range p.Assets {
		j.follow(i, href, true)
	}
	if p.Kind != "redirect" && p.Canonical != "" && j.resolve(p.Canonical, p).state == missing {
		j.problems.Add(diag.BrokenLink.New(j.place(p), "%s says that it is a copy of %s, which does not exist", j.what(p), p.Canonical).
			WithHint("correct <link rel=canonical> in the template"))
	}
	for _, id := range p.Doubles {
		j.shared(i, diag.DoubleElementID, "the element id \""+j.Book.String(id)+"\" is used twice in %s",
			"give each element an id of its own; an anchor leads to the first only", "")
	}
	if strings.TrimSpace(p.Title) == "" {
		j.shared(i, diag.NoTitle, "%s has no title", "fill <title> in the template", p.Kind)
	}
	if exempt(p.Kind) {
		return
	}
	if p.H1 != 1 {
		j.shared(i, diag.HeadingCount, "%s has "+headings(p.H1), "a page has one <h1>, its name; headings of a text begin at level 2", p.Kind)
	}
	if strings.TrimSpace(p.Description) == "" {
		hint := "fill <meta name=description> in the template"
		if p.At.File != "" {
			hint = "add `summary`: one or two sentences, which search engines and shared links show"
		}
		j.problems.Add(diag.NoDescription.New(j.place(p), "the page has no description").WithHint("%s", hint))
	}
}

func headings(n int) string {
	if n == 0 {
		return "no level-1 heading"
	}
	return "several level-1 headings"
}

func (j *joiner) copies(a, b int) bool {
	return cmp.Or(j.Pages[a].Same, j.Pages[a].Address) == cmp.Or(j.Pages[b].Same, j.Pages[b].Address)
}

// place is where a diagnostic of a page points to.
func (j *joiner) place(p *PageFacts) diag.Position {
	if p.At.File != "" {
		return p.At
	}
	return diag.Position{File: p.Path}
}

// what names a page where the place does not.
func (j *joiner) what(p *PageFacts) string {
	if p.At.File != "" {
		return "the page /" + p.Address
	}
	return "the page"
}

// shared notes a mistake of the theme that other pages will have, too. In text %s stands for the page; mistakes with the same
// text of pages of the same kind are one.
func (j *joiner) shared(i int, code diag.Code, text, hint, kind string) {
	key := mistake{code.ID, text, kind}
	if f := j.mistakes[key]; f != nil {
		f.others++
		return
	}
	p := &j.Pages[i]
	d := code.New(j.place(p), "%s", strings.Replace(text, "%s", j.what(p), 1)).WithHint("%s", hint)
	j.mistakes[key] = &found{page: i, said: d}
}

// follow finds where an address leads and notes what is wrong with it.
func (j *joiner) follow(i int, href Ref, asset bool) target {
	t := j.targets.at(href)
	if !t.known {
		*t = j.resolve(j.Book.String(href), nil)
		t.known = true
	}
	result := *t
	if result.state == relative {
		result = j.resolve(j.Book.String(href), &j.Pages[i])
	}
	if result.state != fine {
		j.fault(i, fault{href, result.state, asset}, result.near)
	}
	return result
}

// sure is after how many other pages a broken link is taken for the theme's without asking: a menu stands on every page, and the
// answer costs more than all else here.
const sure = 8

// fault notes a broken address. What comes from a text is said at once, at its record.
func (j *joiner) fault(i int, f fault, near string) {
	p := &j.Pages[i]
	if p.Kind == "redirect" {
		return // the plan has judged where redirects lead
	}
	if f.asset && (f.state == missingAnchor || f.state == redirected) {
		return // the part of a picture that is not there shows in the picture
	}
	b := j.broken[f]
	if !f.asset && j.FromBody != nil && (b == nil || b.others < sure) {
		if href := j.Book.String(f.href); j.FromBody(p.Path, href) {
			j.inBody(p, href, f.state, near)
			return
		}
	}
	if b != nil {
		b.others++
		return
	}
	j.broken[f] = &found{page: i, near: near}
}

// written is the place of a page's link in the sources, else the page's own, and how many runes to underline there; ok says which of the two.
func (j *joiner) written(p *PageFacts, href string) (at diag.Position, width int, ok bool) {
	if j.Written != nil {
		if at, width, ok := j.Written(p.Path, href); ok {
			return at, width, true
		}
	}
	return j.place(p), 0, false
}

func (j *joiner) inBody(p *PageFacts, href string, s state, near string) {
	at, width, _ := j.written(p, href)
	var d diag.Diagnostic
	switch s {
	case missing:
		d = diag.BodyLink.New(at, "a text links to %s, which does not exist", href).
			WithHint("%s", cmp.Or(j.near(href), "correct the address, or take the link out"))
	case missingAnchor:
		d = diag.BodyAnchor.New(at, "a text links to %s, and no heading there has that anchor", href).
			WithHint("%s", cmp.Or(near, "use the anchor of a heading of that page"))
	case redirected:
		d = diag.RedirectedLink.New(at, "a text links to %s, which leads on to %s", href, near).
			WithHint("link to %s itself", near)
	default:
		return
	}
	j.problems.Add(d.WithWidth(width))
}

func (j *joiner) reportFaults() {
	for f, b := range j.broken { // the order does not matter: a list is sorted before it is shown
		href, p := j.Book.String(f.href), &j.Pages[b.page]
		near := ""
		if f.state == missing && !f.asset && len(j.broken) <= 100 { // it is compared with every page
			near = j.near(href)
		}
		what := j.what(p)
		at, width, written := j.place(p), 0, false
		if !f.asset {
			if at, width, written = j.written(p, href); written {
				what, b.others = "a field", 0
			}
		}
		var d diag.Diagnostic
		switch {
		case f.state == redirected:
			d = diag.RedirectedLink.New(at, "%s links to %s, which leads on to %s", what, href, b.near).WithHint("link to %s itself", b.near)
		case f.state == missingAnchor:
			d = diag.BrokenAnchor.New(at, "%s links to %s, and nothing there has that id", what, href).
				WithHint("%s", cmp.Or(b.near, "give an element of that page the id, or link to the page"))
		case f.asset:
			d = diag.BrokenAsset.New(at, "%s uses %s, which does not exist", what, href).
				WithHint("put the file below static/ or assets/, or correct the address")
		default:
			d = diag.BrokenLink.New(at, "%s links to %s, which does not exist", what, href).
				WithHint("%s", cmp.Or(near, "correct the address in the data or the template"))
		}
		j.problems.Add(b.tell(d.WithWidth(width)))
	}
	for _, f := range j.mistakes {
		j.problems.Add(f.tell(f.said))
	}
}

// tell adds how many other pages have the same mistake.
func (f *found) tell(d diag.Diagnostic) diag.Diagnostic {
	switch {
	case f.others == 1:
		d.Text += "; so it is on another page"
	case f.others > 1:
		d.Text += "; so it is on " + strconv.Itoa(f.others) + " other pages"
	}
	return d
}

// near is a hint at a page whose address is like a root-relative one that leads nowhere. The home page is like every short one.
func (j *joiner) near(href string) string {
	if !strings.HasPrefix(href, "/") {
		return ""
	}
	if j.addresses == nil {
		for i := range j.Pages {
			if p := &j.Pages[i]; p.Address != "" && !exempt(p.Kind) {
				j.addresses = append(j.addresses, j.Base+p.Address)
			}
		}
	}
	return diag.DidYouMean(href, j.addresses)
}

// orphans reports the pages that only they themselves or their copies in other languages link to.
func (j *joiner) orphans() {
	for i := range j.Pages {
		p := &j.Pages[i]
		if p.Linked || p.NoIndex || p.Alone || p.Kind == "home" || exempt(p.Kind) {
			continue
		}
		j.problems.Add(diag.Orphan.New(j.place(p), "no page links to /%s", p.Address).
			WithHint("add it to the menu, or link to it from a text"))
	}
}
