package credential

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// svgSpace is the namespace of a credential in an SVG (Open Badges 3.0, 5.3.2.1).
const svgSpace = "https://purl.imsglobal.org/ob/v3p0"

// BakeSVG puts a compact JWS into an SVG, as the first child of its root. The picture must not have one already.
func BakeSVG(svg, jws []byte) ([]byte, error) {
	if !compact(jws) {
		return nil, errors.New("what is to be baked is no compact JWS")
	}
	start, end, closed, err := svgRoot(svg)
	if err != nil {
		return nil, err
	}
	element := `<openbadges:credential verify="` + string(jws) + `"></openbadges:credential>`
	head := bytes.TrimRight(svg[start:end-1], " \t\r\n") // without >
	if closed {
		head = bytes.TrimRight(head[:len(head)-1], " \t\r\n") // nor /
	}
	out := append(bytes.Clone(svg[:start]), head...)
	out = append(out, ` xmlns:openbadges="`+svgSpace+`">`...)
	out = append(out, element...)
	if closed {
		out = append(out, "</svg>"...)
	}
	return append(out, svg[end:]...), nil
}

// compact says whether a text is of the characters of a compact JWS, which mean nothing else anywhere.
func compact(jws []byte) bool {
	return bytes.Count(jws, []byte(".")) == 2 && strings.Trim(string(jws), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == ""
}

// svgRoot is where the start tag of the root stands: svg[start:end]. closed says that it ends in />.
func svgRoot(svg []byte) (start, end int, closed bool, err error) {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		from := int(d.InputOffset())
		token, err := d.Token()
		if err != nil {
			return 0, 0, false, errors.New("it is no SVG")
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		to := int(d.InputOffset())
		if root.Name.Local != "svg" || to <= from || svg[from] != '<' || svg[to-1] != '>' {
			return 0, 0, false, errors.New("it is no SVG")
		}
		for _, a := range root.Attr {
			if a.Name.Space == "xmlns" && a.Name.Local == "openbadges" {
				return 0, 0, false, errors.New("the SVG has a credential already")
			}
		}
		return from, to, svg[to-2] == '/', nil
	}
}

// fromSVG takes the credential out of an SVG: a JWS or JSON.
func fromSVG(svg []byte) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil, errors.New("the picture carries no credential")
		}
		if err != nil {
			return nil, errors.New("the SVG cannot be read")
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Space != svgSpace || start.Name.Local != "credential" {
			continue
		}
		for _, a := range start.Attr {
			if a.Name.Local == "verify" {
				return []byte(a.Value), nil
			}
		}
		var text struct {
			S string `xml:",chardata"`
		}
		if err := d.DecodeElement(&text, &start); err != nil {
			return nil, errors.New("the SVG cannot be read")
		}
		return []byte(text.S), nil
	}
}
