package decode

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/yamltext"
)

// Translate is the translation with some texts put into it, by their keys. What it has besides stays as it is, comments included, but for those
// within a map in brackets that a text is put into. Left are the keys of lists that can only be translated as a whole, and are not.
//
// The error says that the file has a form in which nothing can be put; then a person has to write.
func (b *Bilingual) Translate(texts map[string]string) (made []byte, left []string, err error) {
	s, err := b.walk()
	if err != nil {
		return nil, nil, err
	}
	known := 0
	for _, p := range s.texts() {
		if text, ok := texts[p.path]; ok {
			known++
			if text = strings.TrimSpace(text); text != p.had {
				p.fresh = text
			}
		}
	}
	if known < len(texts) {
		return nil, nil, fmt.Errorf("%s has not all of these texts", b.File)
	}
	left = s.root.whole()
	made = s.write()
	return made, left, b.proof(s, made)
}

// whole takes back what is to be written into lists of which then only a part would be translated, and gives their keys.
func (p *twin) whole() (left []string) {
	if p.together && p.dirty() && !p.full() {
		p.discard()
		return []string{p.path}
	}
	for _, c := range p.children {
		left = append(left, c.whole()...)
	}
	return left
}

func (p *twin) dirty() bool {
	return p.fresh != "" || slices.ContainsFunc(p.children, (*twin).dirty)
}

func (p *twin) full() bool {
	return !(p.leaf && p.fresh == "" && p.had == "") && !slices.ContainsFunc(p.children, func(c *twin) bool { return !c.full() })
}

func (p *twin) discard() {
	p.fresh = ""
	for _, c := range p.children {
		c.discard()
	}
}

// proof reads what was made: every text must be there as it is meant to be, and nothing else may have changed.
func (b *Bilingual) proof(before *spread, made []byte) error {
	again := *b
	again.Translation = made
	if bytes.Equal(b.Original, b.Translation) { // plaudit.yaml
		again.Original = made
	}
	after, err := again.walk()
	if err != nil {
		return fmt.Errorf("nothing can be put into this file by a program: %w", err)
	}
	if path := amiss(before.texts(), after.texts()); path != "" {
		return fmt.Errorf("nothing can be put into this file by a program: %s would not be what it is to be", path)
	}
	return nil
}

// amiss is the path of the first text that is not what it is to be. If there is none, it is that of a place which only one of both has; "" if all is well.
func amiss(was, is []*twin) string {
	before, after := map[string]bool{}, map[string]string{}
	for _, p := range is {
		after[p.path] = p.had
	}
	for _, p := range was {
		before[p.path] = true
		if after[p.path] != p.now() {
			return p.path
		}
	}
	for _, p := range was {
		if _, ok := after[p.path]; !ok {
			return p.path
		}
	}
	for _, p := range is {
		if !before[p.path] {
			return p.path
		}
	}
	return ""
}

// write makes the new bytes of the translation.
func (s *spread) write() []byte {
	if s.form != markdown {
		return s.yaml(s.text, 0)
	}
	var out bytes.Buffer
	if s.text == nil {
		fmt.Fprintf(&out, "---\n%s---\n", s.yaml(nil, 0))
	} else {
		start := len(s.text) - len(s.matter.body) // behind the second fence
		first := bytes.IndexByte(s.text, '\n') + 1
		out.Write(s.text[:first])
		out.Write(s.yaml(s.matter.matter, s.matter.matterLine))
		out.Write(s.text[first+len(s.matter.matter) : start])
	}
	if s.body == nil || s.body.fresh == "" {
		out.Write(s.matter.body)
		return out.Bytes()
	}
	fmt.Fprintf(&out, "\n%s\n", s.body.fresh)
	return out.Bytes()
}

// yaml puts the new texts into YAML that begins after some lines of its file.
func (s *spread) yaml(text []byte, before int) []byte {
	if !s.root.dirty() {
		return text
	}
	if s.root.t == nil { // nothing, or comments
		made := ensureLine(text)
		return append(made, strings.TrimPrefix(s.root.render(0), "\n")+"\n"...)
	}
	e := editor{lines: slices.Collect(bytes.Lines(text)), before: before}
	e.edit(s.root, len(e.lines))
	return e.done()
}

func ensureLine(text []byte) []byte {
	text = slices.Clone(text)
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	return text
}

// editor replaces whole lines of a text.
type editor struct {
	lines  [][]byte
	before int
	cuts   []cut
}

// cut is lines that others take the place of.
type cut struct {
	from, until int // from 0; alike: lines are put in
	text        string
}

// done makes the text. What is put in before a line belongs to what ends there, and so comes before what takes the line's place. Of what is put in
// before the same line, the deeper came first into cuts, and stays first: behind a new key of the map around it, it would be in that key.
func (e *editor) done() []byte {
	slices.SortStableFunc(e.cuts, func(a, b cut) int { return cmp.Or(a.from-b.from, a.until-b.until) })
	var out []byte
	next := 0
	for _, c := range e.cuts {
		out = append(out, bytes.Join(e.lines[next:max(next, c.from)], nil)...)
		out = append(ensureLine(out), c.text+"\n"...)
		next = max(next, c.until)
	}
	return append(out, bytes.Join(e.lines[next:], nil)...)
}

// line is the line of a node, from 0.
func (e *editor) line(n *node) int { return int(n.line) - 1 - e.before }

// start is what stands before a node in its line.
func (e *editor) start(n *node) string {
	line := e.lines[e.line(n)]
	at := 0
	for i := uint32(1); i < n.column && at < len(line); i++ {
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	return string(line[:at])
}

// inBrackets says whether a list or map is written in brackets, or stands elsewhere: then it is written anew.
func (e *editor) inBrackets(n *node) bool {
	if n.kind != mapping && n.kind != list {
		return true
	}
	line := e.lines[e.line(n)][len(e.start(n)):]
	return len(line) == 0 || strings.IndexByte("{[&!", line[0]) >= 0
}

// end goes back over empty lines and comments that are not indented more than a key, from the line where the next thing begins.
func (e *editor) end(from, until, indent int) int {
	for until > from+1 {
		line := bytes.TrimRight(e.lines[until-1], " \t\r\n")
		trimmed := bytes.TrimLeft(line, " ")
		if len(trimmed) > 0 && (trimmed[0] != '#' || len(line)-len(trimmed) > indent) {
			break
		}
		until--
	}
	return until
}

// edit changes what a list or map in lines has, which ends before a line, and then adds what it does not have.
func (e *editor) edit(p *twin, until int) {
	if p.list {
		e.entries(p, until)
		return
	}
	n := p.t.resolved()
	indent := int(n.column) - 1
	var missing []*twin
	for _, c := range p.children {
		if !c.dirty() {
			continue
		}
		found := false
		for i := 0; i+1 < len(n.children); i += 2 {
			key, value := &n.children[i], &n.children[i+1]
			if !strings.EqualFold(strings.TrimSpace(key.text), c.key) {
				continue
			}
			found = true
			next := until
			if i+2 < len(n.children) {
				next = e.line(&n.children[i+2])
			}
			if !c.leaf && value.kind != null && !e.inBrackets(value) && (value.kind == list) == c.list {
				e.edit(c, next)
				break
			}
			from := e.line(key)
			lead := e.start(key) + strings.TrimSpace(key.text) + ":"
			e.cuts = append(e.cuts, cut{from, e.end(from, next, indent), e.noted(value, lead+c.rendered(indent, len(lead)))})
			break
		}
		if !found {
			missing = append(missing, c)
		}
	}
	at, pad := e.end(e.line(n), until, indent), strings.Repeat(" ", indent)
	for _, c := range missing {
		e.cuts = append(e.cuts, cut{at, at, pad + c.key + ":" + c.rendered(indent, indent+len(c.key))})
	}
}

// noted keeps the comment behind a scalar in one line: behind the new text if it has one line, too, else above it.
func (e *editor) noted(value *node, made string) string {
	if value.kind != scalar || value.style == literal || value.style == folded {
		return made
	}
	line := string(e.lines[e.line(value)][len(e.start(value)):])
	rest := line
	switch value.style {
	case plain:
	case single, double:
		quote, i := line[0], 1
		for ; i < len(line) && line[i] != quote; i++ {
			if line[i] == '\\' && value.style == double {
				i++
			}
		}
		rest = line[min(i, len(line)):]
	}
	_, comment, found := strings.Cut(rest, " #")
	if !found {
		return made
	}
	comment = "#" + strings.TrimRight(comment, " \t\r\n")
	if !strings.Contains(made, "\n") {
		return made + " " + comment
	}
	first := strings.TrimLeft(made, " ")
	if strings.HasPrefix(first, "- ") {
		return made // above it would stand another entry's comment
	}
	return made[:len(made)-len(first)] + comment + "\n" + made
}

// entries changes the entries of a list, and then adds those that it does not have.
func (e *editor) entries(p *twin, until int) {
	list := p.t.resolved()
	dash := int(list.column) - 1
	var missing []*twin
	for _, c := range p.children {
		if !c.dirty() {
			continue
		}
		if c.t == nil {
			missing = append(missing, c)
			continue
		}
		next := until
		for i := range list.children {
			if &list.children[i] == c.t && i+1 < len(list.children) {
				next = e.line(&list.children[i+1])
			}
		}
		if !c.leaf && !e.inBrackets(c.t) {
			e.edit(c, next)
			continue
		}
		from := e.line(c.t)
		e.cuts = append(e.cuts, cut{from, e.end(from, next, dash), e.noted(c.t, e.start(c.t)+c.entry(dash))})
	}
	at, pad := e.end(e.line(list), until, dash), strings.Repeat(" ", dash)
	for _, c := range missing {
		e.cuts = append(e.cuts, cut{at, at, pad + "- " + c.entry(dash)})
	}
}

// rendered is a value behind its key and colon, which stand in an indented line.
func (p *twin) rendered(indent, used int) string {
	if p.leaf {
		return " " + yamltext.Value(p.now(), indent, used)
	}
	return p.render(indent + 2)
}

// now is what a leaf is to be.
func (p *twin) now() string {
	if p.fresh != "" {
		return p.fresh
	}
	return p.had
}

// entry is a value behind the dash of an entry, which is indented.
func (p *twin) entry(dash int) string {
	if p.leaf {
		return yamltext.Value(p.now(), dash, dash+2)
	}
	made := strings.TrimLeft(p.render(dash+2), "\n ")
	if made == "" {
		return "{}"
	}
	return made
}

// render is a list or map in lines, each with a line feed before it: what is there with the new texts in it.
func (p *twin) render(indent int) string {
	var b strings.Builder
	pad := "\n" + strings.Repeat(" ", indent)
	if p.list {
		for _, c := range p.children {
			if p.known() && c.t == nil && !c.dirty() {
				continue // entries with ids can be left out
			}
			b.WriteString(pad + "- " + c.entry(indent))
		}
		return b.String()
	}
	written := map[string]bool{}
	key := func(name, value string) {
		if !written[name] {
			written[name] = true
			b.WriteString(pad + name + ":" + value)
		}
	}
	for _, id := range p.id {
		value := yamltext.Scalar(id[1])
		if id[0] == "none" {
			value = id[1] // true, and not a text that says so
		}
		key(id[0], " "+value)
	}
	for _, c := range p.children {
		if c.dirty() || c.t != nil {
			key(c.key, c.rendered(indent, indent+len(c.key)))
		}
	}
	if n := p.t; n != nil {
		p.others(n.resolved(), indent, key)
	} else if p.copied() {
		p.others(p.o.resolved(), indent, key)
	}
	return b.String()
}

// known says whether the entries of a list have ids.
func (p *twin) known() bool { return len(p.children) > 0 && len(p.children[0].id) > 0 }

// copied says whether an entry is new in a list of plaudit.yaml, where it needs all keys of the original.
func (p *twin) copied() bool { return p.complete }

// others writes the keys of a map that are no texts.
func (p *twin) others(n *node, indent int, key func(name, value string)) {
	if n.kind != mapping {
		return
	}
	for i := 0; i+1 < len(n.children); i += 2 {
		if v := &n.children[i+1]; v.resolved().kind != null {
			key(strings.TrimSpace(n.children[i].text), " "+inline(v))
		}
	}
}

// inline is a node in one line.
func inline(n *node) string {
	n = n.resolved()
	var parts []string
	switch n.kind {
	case list:
		for i := range n.children {
			parts = append(parts, inline(&n.children[i]))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case mapping:
		for i := 0; i+1 < len(n.children); i += 2 {
			parts = append(parts, yamltext.Scalar(n.children[i].text)+": "+inline(&n.children[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case null:
		return ""
	}
	if n.style == plain {
		return n.text
	}
	return yamltext.Scalar(n.text)
}
