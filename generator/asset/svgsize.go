package asset

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
)

// svgSize gives the size that the root element asks for.
func svgSize(root *element) SVGInfo {
	w, h := length(root.get("width")), length(root.get("height"))
	box := strings.FieldsFunc(root.get("viewBox"), func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) })
	if len(box) == 4 {
		bw, bh := length(box[2]), length(box[3])
		switch {
		case bw == 0 || bh == 0:
		case w == 0 && h == 0:
			w, h = bw, bh
		case w == 0:
			w = h * bw / bh
		case h == 0:
			h = w * bh / bw
		}
	}
	if w == 0 || h == 0 {
		return SVGInfo{}
	}
	return SVGInfo{Width: w, Height: h}
}

// units are CSS pixels to a unit, as CSS Values defines them.
var units = map[string]float64{"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "em": 16, "rem": 16, "ex": 8}

// length gives a length in CSS pixels; 0 when it is relative to something outside the file, not positive or absurd.
func length(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(s))
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	f, err := strconv.ParseFloat(number, 64)
	unit, known := units[s[len(number):]]
	f *= unit
	if err != nil || !known || math.IsNaN(f) || f <= 0 || f > 1e6 {
		return 0
	}
	return math.Round(f*1000) / 1000
}

// probeSVG reads an SVG up to its root element.
func probeSVG(data []byte) (Picture, error) {
	text, err := svgText(data)
	if err != nil {
		return Picture{}, err
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		token, err := d.Token()
		if err != nil {
			line, column := (&cursor{src: text}).at(int(d.InputOffset()))
			return Picture{}, &Error{Line: line, Column: column, Text: xmlFault(err)}
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "svg" || start.Name.Space != svgSpace && start.Name.Space != "" {
			return Picture{}, failf("the file is not a picture: it begins with the element %.40q", start.Name.Local)
		}
		root := &element{name: "svg"}
		for _, a := range start.Attr {
			if a.Name.Space == "" {
				root.attrs = append(root.attrs, attr{a.Name.Local, a.Value})
			}
		}
		size := svgSize(root)
		return Picture{Format: SVG, Width: int(math.Ceil(size.Width)), Height: int(math.Ceil(size.Height)), Frames: 1, Orientation: 1}, nil
	}
}
