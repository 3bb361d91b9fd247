package decode

import (
	"reflect"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/source"
)

// Theme decodes a theme.yaml. name is how diagnostics call the file.
func Theme(name string, data []byte, problems *diag.List) record.Theme {
	theme := record.Theme{File: name}
	d, n := themeFile(name, data, "write at least `name:` and `contract: 1`", problems)
	if n != nil {
		v := reflect.ValueOf(&theme).Elem()
		d.record(tableOf(v.Type()), &field{key: "theme.yaml", whole: true}, n, v, inFile)
		problems.Add(d.problems...)
	}
	return theme
}

// Messages decodes an i18n file of a theme: keys with a text, or with a text for each plural category.
func Messages(name string, data []byte, problems *diag.List) []record.Message {
	d, n := themeFile(name, data, "write `key: text` lines", problems)
	if n == nil {
		return nil
	}
	defer func() { problems.Add(d.problems...) }()
	if n.kind != mapping {
		d.add(d.fault(diag.WrongType, n, "an i18n file has keys with texts, and this is %s", n.says()))
		return nil
	}
	text := field{key: "text", typ: reflect.TypeFor[record.Text](), literal: true}
	messages := make([]record.Message, 0, len(n.children)/2)
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.children) && !d.full(); i += 2 {
		key, value := n.children[i].resolved(), n.children[i+1].resolved()
		if key.kind != scalar || seen[key.text] && d.repeated(n, i) {
			continue
		}
		seen[key.text] = true
		m := record.Message{Key: record.Text{S: key.text, At: place(key)}}
		switch value.kind {
		case mapping:
			for j := 0; j+1 < len(value.children); j += 2 {
				form := record.MessageForm{Category: record.Text{S: value.children[j].resolved().text, At: place(&value.children[j])}}
				if readText(d, &text, &value.children[j+1], &form.Text) {
					m.Forms = append(m.Forms, form)
				}
			}
		default:
			readText(d, &text, &n.children[i+1], &m.Plain)
		}
		messages = append(messages, m)
	}
	return messages
}

// themeFile parses a YAML file of a theme.
func themeFile(name string, data []byte, empty string, problems *diag.List) (*decoder, *node) {
	text, _, err := source.Text(data)
	if err != nil {
		problem := diag.BadEncoding.New(diag.Position{File: name}, "%v", err)
		if e, ok := err.(*source.EncodingError); ok {
			problem = e.Diagnostic(name)
		}
		problems.Add(problem)
		return nil, nil
	}
	d := &decoder{file: name, src: newOriginal(text)}
	n := d.root(text, 0, empty)
	if n == nil {
		problems.Add(d.problems...)
	}
	return d, n
}
