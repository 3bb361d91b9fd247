package asset

import (
	"regexp"
	"strconv"
	"strings"
)

// svgTone tells the tone of a drawing from the colours that it names, without drawing it: it has one when every shape is dark, or every
// shape is light. How large a shape is, and what lies on what, is not known, so that a drawing of both has none.
func svgTone(root *element) Tone {
	t := toner{classes: map[string]string{}}
	if !t.sheets(root) {
		return NoTone
	}
	t.walk(root, paint{fill: "black"})
	switch {
	case t.unknown || t.tones.all == 0:
		return NoTone
	case t.tones.dark == t.tones.all:
		return Dark
	case t.tones.light == t.tones.all:
		return Light
	}
	return NoTone
}

type toner struct {
	classes map[string]string // declarations of a class, in the order of the style sheet
	tones   Tones
	unknown bool // something has a colour that is not told here
}

// paint is what an element hands on to those in it.
type paint struct{ fill, stroke, color string }

var (
	classRule  = regexp.MustCompile(`^\s*((?:\.[A-Za-z_][\w-]*\s*,?\s*)+)\{([^{}]*)\}`)
	hidden     = regexp.MustCompile(`^0*(\.0*)?%?$`)
	rgbNumbers = regexp.MustCompile(`^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$`)
)

// sheets reads style sheets that are rules of classes only, as drawing programs write them; false for others.
func (t *toner) sheets(e *element) bool {
	if e.name == "style" {
		rest := e.text.String()
		for strings.TrimSpace(rest) != "" {
			rule := classRule.FindStringSubmatch(rest)
			if rule == nil {
				return false
			}
			for name := range strings.SplitSeq(rule[1], ",") {
				name = strings.TrimPrefix(strings.TrimSpace(name), ".")
				t.classes[name] += ";" + rule[2]
			}
			rest = rest[len(rule[0]):]
		}
	}
	for _, child := range e.children {
		if !t.sheets(child) {
			return false
		}
	}
	return true
}

// walk adds up the colours of the shapes in an element.
func (t *toner) walk(e *element, p paint) {
	if waiting[e.name] || e.name == "" {
		return
	}
	declared := t.declared(e)
	for _, name := range []string{"display", "visibility"} {
		if v := declared[name]; v == "none" || v == "hidden" {
			return
		}
	}
	if v, ok := declared["opacity"]; ok && hidden.MatchString(v) {
		return
	}
	for name, to := range map[string]*string{"fill": &p.fill, "stroke": &p.stroke, "color": &p.color} {
		if v, ok := declared[name]; ok && v != "inherit" {
			*to = v
		}
	}
	if declared["filter"] != "" || declared["mask"] != "" || declared["mix-blend-mode"] != "" || e.name == "use" || e.name == "image" {
		t.unknown = true
	}
	if drawn[e.name] {
		if v, ok := declared["fill-opacity"]; e.name != "line" && !(ok && hidden.MatchString(v)) {
			t.add(p.fill, p)
		}
		if v, ok := declared["stroke-opacity"]; !(ok && hidden.MatchString(v)) {
			t.add(p.stroke, p)
		}
	}
	for _, child := range e.children {
		t.walk(child, p)
	}
}

// declared are the properties of an element: of its attributes, over them those of its classes, over them those of its style.
func (t *toner) declared(e *element) map[string]string {
	out := map[string]string{}
	for _, a := range e.attrs {
		if styling[a.name] {
			out[a.name] = strings.ToLower(strings.TrimSpace(a.value))
		}
	}
	var rules strings.Builder
	for class := range strings.FieldsSeq(e.get("class")) {
		rules.WriteString(t.classes[class] + ";")
	}
	for d := range strings.SplitSeq(rules.String()+e.get("style"), ";") {
		if name, value, ok := strings.Cut(d, ":"); ok {
			out[strings.ToLower(strings.TrimSpace(name))] = strings.ToLower(strings.TrimSpace(value))
		}
	}
	return out
}

// add adds a colour.
func (t *toner) add(color string, p paint) {
	if color == "currentcolor" {
		color = p.color
		if color == "" || color == "currentcolor" {
			color = "black"
		}
	}
	switch color {
	case "", "none", "transparent":
		return
	case "black":
		color = "#000000"
	case "white":
		color = "#ffffff"
	}
	if m := rgbNumbers.FindStringSubmatch(color); m != nil {
		var c [3]uint8
		for i := range c {
			n, err := strconv.ParseUint(m[i+1], 10, 8)
			if err != nil {
				t.unknown = true
				return
			}
			c[i] = uint8(n)
		}
		t.tones.Add(RGB{c[0], c[1], c[2]}, 1)
		return
	}
	c, err := ParseColor(color)
	if err != nil {
		t.unknown = true // a gradient, a rarer name
		return
	}
	t.tones.Add(c, 1)
}
