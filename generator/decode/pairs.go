package decode

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/source"
)

// Pair is a text of an original and what its translation has for it.
type Pair struct {
	Key         string // "review.every", "premier.benefits.2.text": keys, ids of entries, or their places in a list from 1; "body"
	Original    string
	Translation string // "" for none
}

// Bilingual is a file in two languages. A translation is nil where there is none yet; of plaudit.yaml it is the same file.
type Bilingual struct {
	File                  string // of the original
	Language              string // of the translation
	Original, Translation []byte
	// AwardID gives the id of a result that has none of its own, by its line in the original; "" where it is not known.
	AwardID func(line int) string
	Aside   []string // ids of records that another file translates: their texts are left out
}

// Translatable says whether a file is an original that may have texts to translate.
func Translatable(file string) bool {
	r, known := routeOf(file)
	return known && r.typ != nil && r.language == ""
}

// Pairs lists the texts of a file that a translation may replace, in the order of the original. Both files are without mistakes: decode and site
// have looked at them before.
func (b *Bilingual) Pairs() ([]Pair, error) {
	w, err := b.walk()
	if err != nil {
		return nil, err
	}
	var pairs []Pair
	for _, p := range w.texts() {
		pairs = append(pairs, Pair{p.path, p.original, p.had})
	}
	return pairs, nil
}

// twin is a place of an original and the same place in its translation.
type twin struct {
	key      string // in its map; "" for an entry of a list
	path     string
	id       [][2]string // keys by which an entry of a list is known
	list     bool
	together bool  // a list that is translated as a whole or not at all
	complete bool  // an entry of a list of plaudit.yaml, which has all keys of the original
	o, t     *node // t is nil where the translation has nothing
	children []*twin

	leaf          bool
	original, had string
	fresh         string // to be written; "" for what stays
}

// spread is both files as trees.
type spread struct {
	b      *Bilingual
	root   *twin
	body   *twin // of a Markdown file; nil if there is none
	form   form
	text   []byte // the translation
	matter parts  // of its Markdown
}

// walk reads both files.
func (b *Bilingual) walk() (*spread, error) {
	if !Translatable(b.File) {
		return nil, fmt.Errorf("%s has no texts to translate", b.File)
	}
	r, _ := routeOf(b.File)
	s := &spread{b: b, root: &twin{}}
	original, _, err := source.Text(b.Original)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.File, err)
	}
	if b.Translation != nil {
		if s.text, _, err = source.Text(b.Translation); err != nil {
			return nil, fmt.Errorf("%s: %w", b.File, err)
		}
	}
	o, oBody, _, err := b.half(r, original)
	if err != nil {
		return nil, err
	}
	t, tBody, matter, err := b.half(r, s.text)
	if err != nil {
		return nil, err
	}
	s.form, s.matter = r.form, matter
	s.root.o, s.root.t = o, t
	switch {
	case slices.Contains(b.Aside, r.id) && r.id != "", r.form == markdown && o.child("id") != nil && slices.Contains(b.Aside, o.child("id").words()):
		return s, nil
	case r.typ == reflect.TypeFor[record.Config]():
		languages := &twin{key: "languages", t: t.child("languages")}
		texts := &twin{key: b.Language, o: o, t: languages.t.child(b.Language)}
		languages.children, s.root.children = []*twin{texts}, []*twin{languages}
		b.config(texts)
	case r.form == entries:
		s.root.list = true
		b.entries(s.root, tableOf(r.typ), r.typ)
	default:
		b.record(s.root, tableOf(r.typ))
	}
	if r.form == markdown && oBody != "" {
		key := "body"
		if r.typ == reflect.TypeFor[record.Result]() {
			key = "citation" // its body is the citation
		}
		s.body = &twin{key: key, path: key, leaf: true, original: oBody, had: tBody}
		if key == "citation" && tBody == "" && t.child(key) != nil {
			s.body = &twin{key: key, path: key, leaf: true, original: oBody, t: t.child(key), had: t.child(key).words()}
			s.root.children, s.body = append(s.root.children, s.body), nil
		}
	}
	return s, nil
}

// half reads one of the files: its YAML, and its body where it is Markdown.
func (b *Bilingual) half(r route, text []byte) (root *node, body string, p parts, err error) {
	if text == nil {
		return nil, "", p, nil
	}
	yaml, before := text, 0
	if r.form == markdown {
		var problem *diag.Diagnostic
		if p, problem = split(b.File, text); problem != nil {
			return nil, "", p, fmt.Errorf("%s", problem.Text)
		}
		yaml, before, body = p.matter, p.matterLine, strings.Trim(bodyText(p.body), "\n")
	}
	var problems []diag.Diagnostic
	root = parse(b.File, yaml, before, &problems)
	if len(problems) > 0 {
		return nil, "", p, fmt.Errorf("%s: %s", problems[0].At, problems[0].Text)
	}
	return root, body, p, nil
}

// child is the value of a key; nil without one, also of nil. Tags of languages may be written in either case; other keys are never alike but for it.
func (n *node) child(key string) *node {
	if n == nil {
		return nil
	}
	n = n.resolved()
	if n.kind != mapping {
		return nil
	}
	for i := 0; i+1 < len(n.children); i += 2 {
		if k := n.children[i].resolved(); k.kind == scalar && strings.EqualFold(strings.TrimSpace(k.text), key) {
			if v := &n.children[i+1]; v.resolved().kind != null {
				return v
			}
			return nil
		}
	}
	return nil
}

// words is the text of a scalar without white space round it; "" of anything else.
func (n *node) words() string {
	if n == nil || n.resolved().kind != scalar {
		return ""
	}
	return strings.TrimSpace(n.resolved().text)
}

// members are the entries of a list; what is no list is its only entry.
func (n *node) members() []*node {
	if n == nil {
		return nil
	}
	r := n.resolved()
	if r.kind != list {
		return []*node{n}
	}
	all := make([]*node, len(r.children))
	for i := range r.children {
		all[i] = &r.children[i]
	}
	return all
}

// below adds a place to one, and gives it.
func (p *twin) below(key, step string, o, t *node) *twin {
	c := &twin{key: key, path: step, o: o, t: t}
	if p.path != "" {
		c.path = p.path + "." + step
	}
	p.children = append(p.children, c)
	return c
}

// text adds a text, if the original has one there.
func (p *twin) text(key, step string, o, t *node) {
	if o.words() == "" {
		return
	}
	c := p.below(key, step, o, t)
	c.leaf, c.original, c.had = true, o.words(), t.words()
}

// config are the texts of plaudit.yaml. Its lists are replaced as a whole.
func (b *Bilingual) config(p *twin) {
	shown := tableOf(reflect.TypeFor[record.SiteLanguage]())
	all := tableOf(reflect.TypeFor[record.Config]())
	for _, key := range shown.keys {
		i, known := all.byKey[key]
		if !known {
			continue
		}
		before := len(p.children)
		b.field(p, &all.fields[i])
		for _, c := range p.children[before:] {
			c.together = c.list
			for _, entry := range c.children {
				entry.complete = true
			}
		}
	}
}

// record adds the texts of a record's keys.
func (b *Bilingual) record(p *twin, t *table) {
	if p.o == nil || p.o.resolved().kind != mapping {
		return // the short form of a picture has no texts
	}
	for i := range t.fields {
		b.field(p, &t.fields[i])
	}
}

var menuEntryType = reflect.TypeFor[record.MenuEntry]()

// field adds the texts of one key.
func (b *Bilingual) field(p *twin, f *field) {
	o, t := p.o.child(f.key), p.t.child(f.key)
	if o == nil {
		return
	}
	switch {
	case f.typ == menuEntryType:
		b.menu(p, f.key, o, t)
	case f.text && leafReader(f.typ) != nil:
		p.text(f.key, f.key, o, t)
	case f.within != nil && f.entryKey == nil:
		b.record(p.below(f.key, f.key, o, t), f.within)
	case f.element != nil && (f.element.within != nil || f.text && leafReader(f.element.typ) != nil):
		c := p.below(f.key, f.key, o, t)
		c.list = true
		if f.element.within != nil {
			b.entries(c, f.element.within, f.element.typ)
			return
		}
		c.together = true
		theirs := t.members()
		if t != nil && len(theirs) != len(o.members()) {
			return
		}
		for i, entry := range o.members() {
			c.text("", strconv.Itoa(i+1), entry, member(theirs, i))
		}
	}
}

// menu is a page's place in the menu: a label, or a map that has one.
func (b *Bilingual) menu(p *twin, key string, o, t *node) {
	label := o
	if o.resolved().kind == mapping {
		label = o.child("label")
	} else if o.resolved().style == plain && (o.words() == "true" || o.words() == "false") {
		return
	}
	if t != nil && t.resolved().kind == mapping {
		if label.words() != "" {
			c := p.below(key, key, o, t)
			c.text("label", "label", label, t.child("label"))
		}
		return
	}
	p.text(key, key, label, t)
}

func member(list []*node, i int) *node {
	if i < len(list) {
		return list[i]
	}
	return nil
}

// entries adds the texts of the entries of a list: they match by their ids, without ids by their places.
func (b *Bilingual) entries(p *twin, t *table, typ reflect.Type) {
	ours, theirs := p.o.members(), p.t.members()
	byID := map[string]*node{}
	for _, n := range theirs {
		if known := b.known(n, typ, false); len(known) > 0 {
			byID[known[0][1]] = n
		}
	}
	if p.t != nil && len(byID) == 0 && len(ours) != len(theirs) {
		return // another list
	}
	for i, n := range ours {
		id := b.known(n, typ, true)
		step := strconv.Itoa(i + 1)
		var their *node
		switch {
		case len(id) > 0:
			step, their = id[0][1], byID[id[0][1]]
			if len(byID) == 0 {
				their = member(theirs, i)
			}
		case typ == reflect.TypeFor[record.Result]() && (len(byID) > 0 || p.t == nil):
			continue // withheld, and without an id of its own
		case len(byID) > 0:
			continue
		default:
			their = member(theirs, i)
		}
		if len(id) > 0 && id[0][0] == "id" && slices.Contains(b.Aside, id[0][1]) {
			continue
		}
		c := p.below("", step, n, their)
		c.id = id
		b.record(c, t)
	}
}

// known are the keys by which an entry is known. A result without award is known by its category.
func (b *Bilingual) known(n *node, typ reflect.Type, original bool) [][2]string {
	if id := n.child("id").words(); id != "" {
		return [][2]string{{"id", id}}
	}
	if typ != reflect.TypeFor[record.Result]() {
		return nil
	}
	if n.child("none").words() == "true" {
		return [][2]string{{"category", n.child("category").words()}, {"none", "true"}}
	}
	if !original || b.AwardID == nil {
		return nil
	}
	if id := b.AwardID(int(n.line)); id != "" {
		return [][2]string{{"id", id}}
	}
	return nil
}

// texts are the leaves, in order.
func (s *spread) texts() []*twin {
	var all []*twin
	var walk func(p *twin)
	walk = func(p *twin) {
		if p.leaf {
			all = append(all, p)
		}
		for _, c := range p.children {
			walk(c)
		}
	}
	walk(s.root)
	if s.body != nil {
		all = append(all, s.body)
	}
	return all
}
