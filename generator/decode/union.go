package decode

import (
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// untilKeys is the map form of a consent.
type untilKeys struct {
	Until record.Date `key:"until,required"`
}

// readConsent reads true, false or {until}.
func readConsent(d *decoder, f *field, n *node, to *record.Consent) bool {
	if n.resolved().kind == mapping {
		var keys untilKeys
		d.record(tableOf(reflect.TypeFor[untilKeys]()), f, n, reflect.ValueOf(&keys).Elem(), inFile)
		*to = record.Consent{Allowed: keys.Until.Given(), Until: keys.Until, At: place(n)}
		return true
	}
	var yes record.Bool
	if !readBool(d, f, n, &yes) {
		return false
	}
	*to = record.Consent{Allowed: yes.V, At: yes.At}
	return true
}

// readMenuEntry reads true, false, a label or {label, order}.
func readMenuEntry(d *decoder, f *field, n *node, to *record.MenuEntry) bool {
	if n.resolved().kind == mapping {
		to.Show = true
		return d.record(tableOf(reflect.TypeFor[record.MenuEntry]()), f, n, reflect.ValueOf(to).Elem(), inFile)
	}
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	to.At, to.Show = text.At, text.S != "false"
	if n.resolved().style != plain || text.S != "true" && text.S != "false" {
		to.Label, to.Show = text, true
	}
	return true
}

// readPrivate keeps of private data only its words, for the search of the finished outputs.
func readPrivate(d *decoder, _ *field, n *node, to *record.Private) bool {
	to.At = place(n)
	var collect func(n *node)
	collect = func(n *node) {
		n = n.resolved()
		if n.kind == scalar && utf8.RuneCountInString(n.text) >= 4 {
			to.Words = append(to.Words, strings.Clone(n.text))
		}
		for i := range n.children {
			if n.kind == list || i%2 == 1 {
				collect(&n.children[i])
			}
		}
	}
	collect(n)
	return true
}

// readParams reads the free corner: the only place where what a scalar is follows from how it looks.
func readParams(d *decoder, f *field, n *node, to *record.Params) bool {
	if n.resolved().kind != mapping {
		return d.add(d.fault(diag.WrongType, n, "%s takes keys with values, and this is %s", quote(f.key), n.says()))
	}
	*to, _ = d.free(f, n).(map[string]any)
	return true
}

func (d *decoder) free(f *field, n *node) any {
	n = n.resolved()
	switch n.kind {
	case mapping:
		values := make(map[string]any, len(n.children)/2)
		for i := 0; i+1 < len(n.children) && !d.full(); i += 2 {
			key := n.children[i].resolved()
			if key.kind != scalar {
				d.add(d.fault(diag.WrongType, &n.children[i], "a key is a word, and this is %s", key.says()))
				continue
			}
			if _, there := values[key.text]; there && d.repeated(n, i) {
				continue
			}
			if n.children[i+1].kind == null {
				d.cutAfterKey(&n.children[i])
				continue
			}
			if v := d.free(f, &n.children[i+1]); v != nil {
				values[strings.Clone(key.text)] = v
			}
		}
		return values
	case list:
		values := make([]any, 0, len(n.children))
		for i := range n.children {
			if v := d.free(f, &n.children[i]); v != nil {
				values = append(values, v)
			}
		}
		return values
	case scalar:
		text, ok := d.scalarText(f, n)
		if !ok {
			return nil
		}
		if n.style != plain || f.literal {
			return text.S
		}
		if text.S == "true" || text.S == "false" {
			return text.S == "true"
		}
		if v, isNumber := number(text.S); isNumber && !strings.HasPrefix(text.S, "+") && (text.S[0] != '0' || len(text.S) == 1 || text.S[1] == '.') {
			return v // not 0049 and +49, which are written so for their digits
		}
		return text.S
	}
	return nil
}
