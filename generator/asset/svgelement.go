package asset

import (
	"encoding/base64"
	"encoding/xml"
	"regexp"
	"strings"
)

// element gives what may stay of an element, nil when nothing may. The elements inside it follow; those of a nil are not asked
// for. A nil parent means the root.
func (c *cleaner) element(t xml.StartElement, parent *element) (*element, error) {
	name := t.Name.Local
	if t.Name.Space != c.space {
		if t.Name.Space == xhtmlSpace || c.space == "" && t.Name.Space == svgSpace {
			c.drop("", "the element %.40s", name)
		}
		return nil, nil
	}
	if name == "a" { // the drawing stays, the link goes
		c.drop("", "the link around a drawing")
		name = "g"
	}
	switch {
	case parent != nil && (parent.name == "title" || parent.name == "desc" || parent.name == "style"):
		return nil, nil // these hold text only
	case parent != nil && textual[parent.name] && name == "g":
		name = "tspan" // a link inside a text
	case !allowed[name]:
		if !quiet[name] {
			c.drop("", "the element %.40s", name)
		}
		return nil, nil
	}
	e := &element{name: name}
	if name == "text" {
		c.hasText = true
	}
	if len(t.Attr) > maxSVGAttrs {
		return nil, c.failf("an element has more than %d attributes", maxSVGAttrs)
	}
	seen := make(map[xml.Name]bool, len(t.Attr))
	for _, a := range t.Attr {
		if seen[a.Name] {
			return nil, c.failf("the attribute %.40q is given twice", a.Name.Local)
		}
		seen[a.Name] = true
		c.attribute(e, a)
	}
	switch href := e.get("href"); {
	case href == "" && (name == "use" || name == "image"):
		return nil, nil // attribute has said why, or there never was one
	case name == "style" && e.get("type") != "" && !strings.EqualFold(e.get("type"), "text/css"):
		c.drop("type", "a style sheet that is not CSS")
		return nil, nil
	}
	return e, nil
}

// attribute adds what may stay of an attribute to e.
func (c *cleaner) attribute(e *element, a xml.Attr) {
	name, value := a.Name.Local, a.Value
	switch a.Name.Space {
	case "":
	case xlinkSpace, "xlink":
		if name == "href" && e.get("href") == "" { // SVG 2 lets the plain one win
			c.href(e, value)
		}
		return
	case xmlSpace:
		switch {
		case name == "lang", name == "space" && value == "preserve":
			e.attrs = append(e.attrs, attr{"xml:" + name, value})
		case name == "base":
			c.drop("xml:base", "the attribute xml:base")
		}
		return
	default:
		return // what editors keep for themselves, and xmlns:…
	}
	switch lower := strings.ToLower(name); {
	case name == "xmlns":
	case strings.HasPrefix(lower, "on"):
		c.drop(name, "the attribute %.40s", name)
	case name == "href":
		c.href(e, value)
	case name == "style":
		if kept := c.declarations(lexCSS(value)); kept != "" {
			e.attrs = append(e.attrs, attr{"style", kept})
		}
	case e.name == "style" && (name == "type" || name == "media"):
		if value == "" || name == "type" && strings.EqualFold(value, "text/css") {
			return
		}
		if name == "media" && !safeMedia(lexCSS(value)) {
			c.drop("media", "the media of a style sheet")
			value = "not all"
		}
		e.attrs = append(e.attrs, attr{name, value})
	case styling[name]:
		if !harmless(value) && !safeValue(lexCSS(value)) {
			c.drop(name+"=", "the attribute %.40s, which refers outside the file or is not understood", name)
			return
		}
		e.attrs = append(e.attrs, attr{name, value})
	case plain[name], ariaAttribute.MatchString(name):
		e.attrs = append(e.attrs, attr{name, value})
	case lower == "src" || lower == "action" || lower == "formaction":
		c.drop(name, "the attribute %.40s", name)
	}
}

var (
	ariaAttribute = regexp.MustCompile(`^aria-[a-z]{1,30}$`)
	fragment      = regexp.MustCompile(`^#[^\s#%"'()<>\\&]+$`)
	dataPicture   = regexp.MustCompile(`(?i)^data:image/(png|jpe?g|gif|webp)((?:;[a-z-]+=[a-z0-9-]+)*);base64,`)
)

// href adds a reference to a part of the file, or a picture inside it.
func (c *cleaner) href(e *element, value string) {
	value = strings.TrimSpace(value)
	ref := ""
	switch {
	case e.name == "image":
		ref = embedded(value)
		if ref == "" {
			c.drop("href", "an image that is not a PNG, JPEG, GIF or WebP inside the file")
		}
	case !linking[e.name]:
		// The link of an a was named already, and elsewhere href means nothing.
	case fragment.MatchString(value):
		ref = value
	case value != "":
		c.drop("href", "the reference of %s to something outside the file", e.name)
	}
	for i := range e.attrs {
		if e.attrs[i].name == "href" {
			e.attrs[i].value = ref
			return
		}
	}
	if ref != "" {
		e.attrs = append(e.attrs, attr{"href", ref})
	}
}

// embedded gives a data URL of a pixel picture in one spelling, or "" when it is not one.
func embedded(value string) string {
	head := dataPicture.FindStringSubmatch(value)
	if head == nil {
		return ""
	}
	packed := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n", r) {
			return -1 // editors break the lines
		}
		return r
	}, value[len(head[0]):])
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(packed, "="))
	if err != nil {
		return ""
	}
	picture, err := probe(data)
	if err != nil || picture.Format == SVG || picture.Format == AVIF {
		return ""
	}
	// The type is that of the content: authors and editors mix up jpg, jpeg and png.
	return "data:" + ContentType("."+string(picture.Format)) + ";base64," + base64.StdEncoding.EncodeToString(data)
}
