package decode

import (
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// decoder walks the nodes of one file.
type decoder struct {
	file        string
	room        *room // of the nodes
	src         original
	translation bool // required keys are not required
	problems    []diag.Diagnostic
}

// ids says where a record's id comes from.
type ids uint8

const (
	inFile ids = iota // the file's name is the id
	inList            // `id:`, required unless the type says otherwise
	inKey             // `id:`, optional
)

func (d *decoder) add(p diag.Diagnostic) bool {
	d.problems = append(d.problems, p)
	return false
}

// full says whether the file has had all the problems that it may have. Some cost a search for the nearest word.
func (d *decoder) full() bool { return len(d.problems) > maxProblems }

func (d *decoder) at(n *node) diag.Position {
	return diag.Position{File: d.file, Line: int(n.line), Column: int(n.column)}
}

func place(n *node) record.At { return record.At{Line: n.line, Column: n.column} }

// width is how many runes of its line a node takes: of a scalar all, else one.
func width(n *node) int {
	if n.kind != scalar || n.style == literal || n.style == folded {
		return 1
	}
	line, _, several := strings.Cut(n.text, "\n")
	runes := utf8.RuneCountInString(line)
	if n.style != plain && !several {
		runes += 2
	}
	return max(1, runes)
}

// fault makes a diagnostic that underlines a node.
func (d *decoder) fault(c diag.Code, n *node, format string, args ...any) diag.Diagnostic {
	return c.New(d.at(n), format, args...).WithWidth(width(n))
}

// record reads a map into a struct. f is where it stands, for messages.
func (d *decoder) record(t *table, f *field, n *node, to reflect.Value, from ids) bool {
	here := n
	n = n.resolved()
	if n.kind == scalar && t.short != nil {
		d.setAt(t, here, to)
		return t.short.read(d, t.short, n, to.FieldByIndex(t.short.index))
	}
	if n.kind != mapping {
		return d.add(d.fault(diag.WrongType, here, "%s takes keys with values, and this is %s", f.label(), n.says()).
			WithHint("its keys are %s", list3(t.keys)))
	}
	if len(n.children) > 0 && here == n {
		here = &n.children[0] // of a flow map the brace, else the same place
		if n.line == here.line && n.column < here.column {
			here = n
		}
	}
	d.setAt(t, here, to)
	var head *record.Head
	if t.head != nil {
		head = to.FieldByIndex(t.head).Addr().Interface().(*record.Head)
		head.File, head.Here = d.file, place(here)
	}
	var seen uint64
	var empty [64]*node // keys that are there without a value
	withID := false
	next := 0 // where the next key is likely to be
	for i := 0; i+1 < len(n.children) && !d.full(); i += 2 {
		key, value := n.children[i].resolved(), &n.children[i+1]
		if key.kind != scalar {
			d.add(d.fault(diag.WrongType, &n.children[i], "a key is a word, and this is %s", key.says()))
			continue
		}
		word := key.text
		if !trimmed(word) {
			word = strings.TrimFunc(word, unicode.IsSpace)
		}
		if word == "id" && head != nil && from != inFile {
			if d.repeated(n, i) {
				continue
			}
			withID = readID(d, &idField, value, &head.Id) || value.kind != null && !isBlank(value.resolved().text)
			continue
		}
		index, known := t.find(word, next)
		if !known {
			d.unknownKey(t, &n.children[i], word, head != nil, value.kind == null)
			continue
		}
		next = index + 1
		f := &t.fields[index]
		if seen&(1<<index) != 0 {
			d.repeated(n, i)
			continue
		}
		seen |= 1 << index
		if value.kind == null {
			d.cutAfterKey(&n.children[i])
			empty[index] = &n.children[i]
			continue
		}
		if !f.read(d, f, value, to.FieldByIndex(f.index)) && value.resolved().kind == scalar && isBlank(value.resolved().text) {
			empty[index] = &n.children[i]
		}
	}
	if d.translation {
		return true
	}
	for i := range t.fields {
		f := &t.fields[i]
		switch {
		case !f.required || seen&(1<<i) != 0 && empty[i] == nil:
		case empty[i] != nil:
			d.add(d.fault(missing(f.key), empty[i], "the required key %s has no value", quote(f.key)).WithHint("write its value behind the colon"))
		default:
			d.add(missing(f.key).New(d.at(here), "the required key %s is missing", quote(f.key)).WithHint("add `%s: …`", f.key))
		}
	}
	if head != nil && !withID && from == inList && !t.optional {
		d.add(diag.MissingKey.New(d.at(here), `the required key "id" is missing`).WithHint("add `id: …`: an entry of a list is known by it"))
	}
	return true
}

// idField stands for the `id:` that Head brings.
var idField = field{key: "id", id: true}

// missing is the code for a key that is not there: an end has its own, since what has no end is a promise for ever.
func missing(key string) diag.Code {
	if key == "until" {
		return diag.MissingUntil
	}
	return diag.MissingKey
}

func (d *decoder) setAt(t *table, n *node, to reflect.Value) {
	if t.at != nil {
		*to.FieldByIndex(t.at).Addr().Interface().(*record.At) = place(n)
	}
}

// repeated says whether the key at index i of a map stood in it before, and adds that.
func (d *decoder) repeated(n *node, i int) bool {
	key := n.children[i].resolved().text
	for j := 0; j < i; j += 2 {
		if first := n.children[j].resolved(); first.kind == scalar && first.text == key {
			d.add(d.fault(diag.DuplicateKey, &n.children[i], "the key %s is given twice", quote(key)).
				WithNote(d.at(&n.children[j]), "the first is here").WithHint("keep one of the two"))
			return true
		}
	}
	return false
}

func (d *decoder) unknownKey(t *table, key *node, word string, record, alone bool) {
	p := d.fault(diag.UnknownKey, key, "there is no key %s here", quote(word))
	switch near := diag.DidYouMean(word, t.keys); {
	case near != "":
		p = p.WithHint("%s", near)
	case alone && strings.Contains(word, " "):
		p = p.WithHint("a comma within { } ends the value before it: put that value in quotes")
	case word == "id" && record:
		p = p.WithHint("take it out: the id of this record is the name of its file")
	default:
		p = p.WithHint("the keys here are %s", list3(t.keys))
	}
	d.add(p)
}

// readList reads a list, entry by entry. What is no value is left out, and has been said.
func readList(d *decoder, f *field, n *node, to reflect.Value) bool {
	here := n
	n = n.resolved()
	element := f.element
	if n.kind != list {
		if f.one {
			values := reflect.MakeSlice(f.typ, 1, 1)
			alone := *element
			alone.entry = false
			if !alone.read(d, &alone, here, values.Index(0)) {
				return false
			}
			to.Set(values)
			return true
		}
		p := d.fault(diag.WrongType, here, "%s takes a list, and this is %s", quote(f.key), n.says())
		if n.kind == scalar {
			p = p.WithHint("write [%s]", shorten(n.text))
		} else if n.kind == mapping {
			p = p.WithHint("begin each entry with -")
		}
		return d.add(p)
	}
	values := reflect.MakeSlice(f.typ, len(n.children), len(n.children))
	kept := 0
	for i := range n.children {
		if d.full() {
			break
		}
		child := &n.children[i]
		if child.resolved().kind == null {
			d.cutAfterDash(child)
			d.add(diag.WrongType.New(d.at(child), "an entry of %s is empty", quote(f.key)).WithHint("give it a value or take it out"))
			continue
		}
		if element.read(d, element, child, values.Index(kept)) {
			kept++
		} else {
			values.Index(kept).SetZero()
		}
	}
	if kept < len(n.children) {
		values = values.Slice(0, kept)
	}
	to.Set(values)
	return kept > 0 || len(n.children) == 0
}

// readEntries reads a map into a slice of entries, in file order.
func readEntries(d *decoder, f *field, n *node, to reflect.Value) bool {
	here := n
	n = n.resolved()
	if n.kind != mapping {
		return d.add(d.fault(diag.WrongType, here, "%s takes keys with values, and this is %s", quote(f.key), n.says()))
	}
	typ, t := f.typ.Elem(), f.within
	valueField := *f.entryValue
	values := reflect.MakeSlice(f.typ, 0, len(n.children)/2)
	one := reflect.New(typ).Elem()
	var seen map[string]bool // of a large map; few keys are compared one by one
	if len(n.children) > 32 {
		seen = make(map[string]bool, len(n.children)/2)
	}
	for i := 0; i+1 < len(n.children) && !d.full(); i += 2 {
		key, value := &n.children[i], &n.children[i+1]
		word := key.resolved()
		if word.kind != scalar {
			d.add(d.fault(diag.WrongType, key, "a key is a word, and this is %s", word.says()))
			continue
		}
		if (seen == nil || seen[word.text]) && d.repeated(n, i) {
			continue
		}
		if seen != nil {
			seen[word.text] = true
		}
		one.SetZero()
		if !f.entryKey.read(d, f.entryKey, key, one.Field(0)) {
			continue
		}
		valueField.key = word.text
		if len(t.fields) > 0 { // the tagged fields are the value; a key alone says that there is one
			d.setAt(t, key, one)
			before := d.translation
			d.translation = before || f.overlay
			read := value.kind == null || d.record(t, &valueField, value, one, inFile)
			d.translation = before
			if read {
				values = reflect.Append(values, one)
			}
			continue
		}
		if value.kind == null {
			d.cutAfterKey(key)
			continue
		}
		if valueField.read(d, &valueField, value, one.Field(1)) {
			values = reflect.Append(values, one)
		}
	}
	to.Set(values)
	return true
}

// list3 lists words for a hint, all when there are few.
func list3(words []string) string {
	const most = 14
	if len(words) > most {
		return strings.Join(words[:most], ", ") + " …"
	}
	return strings.Join(words, ", ")
}

// quote shows a word of the site in a message, at most 60 runes of it.
func quote(s string) string { return `"` + shorten(s) + `"` }

func shorten(s string) string {
	const most = 60
	if line, _, several := strings.Cut(s, "\n"); several {
		s = line + "…"
	}
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return s
}

func isBlank(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }
