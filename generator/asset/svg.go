package asset

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Limits of an SVG file. A logo has some hundred elements, a detailed map some ten thousand.
const (
	maxSVGBytes    = 4 << 20
	maxSVGElements = 100_000
	maxSVGDepth    = 100
	maxSVGAttrs    = 500 // of one element
	maxDropped     = 100 // that are named; a hundred tell enough, and finding a place takes time
)

// Dropped is a part of an SVG file that was left out, with its place in the file. What is one clause's subject: "the element
// script", "the attribute onload".
type Dropped struct {
	What         string
	Line, Column int
}

// SVGInfo says how large an SVG file draws itself.
type SVGInfo struct {
	Width, Height float64 // CSS pixels, from width and height, or from viewBox; 0 when the file does not say
	Empty         bool    // nothing that draws is left
	Tone          Tone    // when all that draws is dark, or all of it light
}

// CleanSVG gives an SVG file that can neither run code nor reach outside itself, however it is shown: as an image, opened by its
// address, or inlined in a page.
//
// It keeps what is on its lists (svgnames.go) and writes that anew: shapes, text, gradients, patterns, clipping, masks, markers
// and filters, with references to parts of the same file only; pixel pictures inside the file; and style sheets and style
// attributes, property by property. Dropped and named in the result (the first hundred) are scripts, handlers, foreignObject, references to other
// files, animation, and CSS that refers to anything or is not understood. A link around a drawing goes, the drawing stays. Not
// worth a word are comments, processing instructions, a DOCTYPE without entities, and what editors keep for themselves.
//
// The result is well-formed XML, and cleaning it again gives the same bytes. It is as short as it gets without
// changing a number; a general minifier is not used, since those join the words of a text and lower the case of selectors. The error is an *Error: not XML, not UTF-8
// or ISO 8859-1, not SVG, custom entities, or beyond a limit of size, depth, elements or repeated use.
func CleanSVG(src []byte) (out []byte, dropped []Dropped, info SVGInfo, err error) {
	c, root, err := readSVG(src)
	if err != nil {
		return nil, nil, SVGInfo{}, err
	}
	if err := checkExpansion(root); err != nil {
		return nil, c.dropped, SVGInfo{}, err
	}
	dropRepeated(root)
	info = svgSize(root)
	info.Empty = !draws(root)
	info.Tone = svgTone(root)
	prune(root)
	return writeSVG(root, c.hasText), c.dropped, info, nil
}

// element is one element of a cleaned file, or a piece of character data when its name is empty.
type element struct {
	name     string
	attrs    []attr
	children []*element
	text     strings.Builder
}

type attr struct{ name, value string }

func (e *element) get(name string) string {
	for _, a := range e.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// cleaner reads a file into the part of it that may stay.
type cleaner struct {
	src      []byte
	places   cursor
	dropped  []Dropped
	space    string // the namespace of the root: SVG's, or none when its author forgot it
	elements int
	hasText  bool
	start    int // offset of the token at hand
	end      int
}

// drop notes that something at the token at hand is left out. near is text to look for inside the token, for the column.
func (c *cleaner) drop(near, format string, args ...any) {
	if len(c.dropped) == maxDropped {
		return
	}
	offset := c.start
	if near != "" {
		if i := bytes.Index(c.src[c.start:c.end], []byte(near)); i > 0 {
			offset += i
		}
	}
	line, column := c.places.at(offset)
	c.dropped = append(c.dropped, Dropped{What: fmt.Sprintf(format, args...), Line: line, Column: column})
}

func (c *cleaner) failf(format string, args ...any) *Error {
	line, column := c.places.at(c.start)
	return &Error{Line: line, Column: column, Text: fmt.Sprintf(format, args...)}
}

// readSVG parses a file and keeps what may stay of it.
func readSVG(src []byte) (*cleaner, *element, error) {
	src, err := svgText(src)
	if err != nil {
		return nil, nil, err
	}
	c := &cleaner{src: src, places: cursor{src: src}}
	d := xml.NewDecoder(bytes.NewReader(src))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // svgText has seen to it
	var root *element
	var open []*element // the elements around the token at hand; nil where an element is left out
	for {
		c.start = int(d.InputOffset())
		token, err := d.Token()
		c.end = int(d.InputOffset())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			c.start = c.end
			fault := xmlFault(err)
			if i := bytes.LastIndexByte(src[:c.end], '&'); i >= 0 && strings.HasPrefix(fault, "an entity") {
				c.start = i
			}
			return nil, nil, c.failf("%s", fault)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if c.elements++; c.elements > maxSVGElements {
				return nil, nil, c.failf("the SVG has more than %d elements", maxSVGElements)
			}
			if len(open) == maxSVGDepth {
				return nil, nil, c.failf("the SVG is nested more than %d levels deep", maxSVGDepth)
			}
			var parent, e *element
			switch {
			case len(open) > 0:
				parent = open[len(open)-1]
			case root != nil:
				return nil, nil, c.failf("a second root element")
			case t.Name.Local != "svg" || t.Name.Space != svgSpace && t.Name.Space != "":
				return nil, nil, c.failf("the root element is %.40q, not svg", t.Name.Local)
			default:
				c.space = t.Name.Space
			}
			if parent != nil || root == nil {
				if e, err = c.element(t, parent); err != nil {
					return nil, nil, err
				}
			}
			if parent == nil {
				if root == nil {
					root = e
				}
			} else if e != nil {
				parent.children = append(parent.children, e)
			}
			open = append(open, e)
		case xml.EndElement:
			if e := open[len(open)-1]; e != nil && e.name == "style" {
				c.finishStyle(e)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && open[len(open)-1] != nil {
				c.characters(open[len(open)-1], t)
			}
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				c.drop("", "the style sheet of another file")
			}
		case xml.Directive:
			if bytes.Contains(t, []byte("!ENTITY")) || bytes.Contains(t, []byte("!ATTLIST")) {
				c.drop("", "the entities of the DOCTYPE")
			}
		}
	}
	if root == nil {
		return nil, nil, failf("the SVG has no root element")
	}
	return c, root, nil
}

// characters adds character data to an element that shows it or is made of it. Anywhere else it draws nothing.
func (c *cleaner) characters(e *element, data []byte) {
	switch {
	case textual[e.name]:
		// Each piece stands between the elements that it was found between.
		if n := len(e.children); n == 0 || e.children[n-1].name != "" {
			e.children = append(e.children, &element{})
		}
		e.children[len(e.children)-1].text.Write(data)
	case e.name == "style" || e.name == "title" || e.name == "desc":
		e.text.Write(data)
	}
}

var encodingDecl = regexp.MustCompile(`^<\?xml[^>]*\sencoding\s*=\s*["']([^"'>]*)["']`)

// svgText gives the file's text as UTF-8 without byte order mark.
func svgText(src []byte) ([]byte, error) {
	if len(src) > maxSVGBytes {
		return nil, failf("the SVG has more than %d MB", maxSVGBytes>>20)
	}
	src = bytes.TrimPrefix(src, []byte("\xEF\xBB\xBF"))
	encoding := "utf-8"
	if m := encodingDecl.FindSubmatch(src[:min(len(src), 400)]); m != nil {
		encoding = strings.ToLower(string(m[1]))
	}
	switch encoding {
	case "iso-8859-1", "latin1", "latin-1", "windows-1252": // the last differs in quotes and dashes only
		if !utf8.Valid(src) {
			runes := make([]rune, len(src))
			for i, b := range src {
				runes[i] = rune(b)
			}
			src = []byte(string(runes))
		}
	case "utf-8", "utf8", "us-ascii", "ascii", "":
	default:
		return nil, &Error{Line: 1, Column: 1, Text: fmt.Sprintf("the SVG is in the encoding %.40q, not UTF-8", encoding)}
	}
	if !utf8.Valid(src) {
		return nil, failf("the SVG is not UTF-8")
	}
	return src, nil
}

// xmlFault words a parser's error.
func xmlFault(err error) string {
	var syntax *xml.SyntaxError
	if !errors.As(err, &syntax) {
		return "the SVG cannot be read: " + strings.TrimPrefix(err.Error(), "xml: ")
	}
	if strings.Contains(syntax.Msg, "entity") {
		return "an entity that XML does not have (" + strings.TrimPrefix(syntax.Msg, "invalid character entity ") + "); save the drawing as plain SVG"
	}
	return "the SVG is not well-formed XML: " + syntax.Msg
}

// draws says whether something is left to see.
func draws(e *element) bool {
	if drawn[e.name] {
		return true
	}
	if waiting[e.name] {
		return false
	}
	for _, child := range e.children {
		if draws(child) {
			return true
		}
	}
	return false
}
