package certificate

import (
	"fmt"
	"strings"

	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

// Template is a site's own layout of the certificate: a drawing, and the places in it where something goes.
type Template struct {
	Vector *drawing.Vector
	Slots  []drawing.Slot // in the order of the file, which is the order of reading
}

// Slots are the names of a template's places, as ids of its rectangles.
var Slots = []string{"kind", "programme", "edition", "occasion", "date", "level", "category", "recipient", "of", "jointly", "citation", "status", "serial", "valid-until",
	"verify", "code", "logo", "recipient-logo", "plinth", "guilloche",
	"signature-1", "signatory-1", "role-1", "signature-2", "signatory-2", "role-2", "signature-3", "signatory-3", "role-3", "signature-4", "signatory-4", "role-4"}

// ReadTemplate reads a template from an SVG that asset.CleanSVG has cleaned. One without a place for the recipient, for the serial number or for the address
// is none: a certificate says whose it is, and can be verified.
func ReadTemplate(data []byte) (*Template, error) {
	v, slots, err := drawing.ReadSlots(data, Slots)
	if err != nil {
		return nil, err
	}
	has := map[string]bool{}
	for _, s := range slots {
		has[s.Name] = true
	}
	for _, need := range []string{"recipient", "category", "serial", "verify"} {
		if !has[need] {
			return nil, fmt.Errorf("it has no rectangle with the id %q", need)
		}
	}
	return &Template{Vector: v, Slots: slots}, nil
}

// drawTemplate lays out a certificate by a site's own template, as large as the paper has room for.
func drawTemplate(s *sheet, look *Look, a *Award, t *Template) error {
	k := min(s.Width/t.Vector.Width, s.Height/t.Vector.Height)
	dx, dy := (s.Width-t.Vector.Width*k)/2, (s.Height-t.Vector.Height*k)/2
	s.right = false // the template says itself where things stand
	s.paint(drawing.Decoration, "", drawing.Moved(t.Vector.Paths, drawing.Matrix{A: k, D: k, E: dx, F: dy})...)
	for _, slot := range t.Slots {
		slot.X, slot.Y, slot.W, slot.H, slot.Size = slot.X*k+dx, slot.Y*k+dy, slot.W*k, slot.H*k, slot.Size*k
		if err := s.slot(look, a, slot); err != nil {
			return err
		}
	}
	return nil
}

// slot fills one place.
func (s *sheet) slot(look *Look, a *Award, at drawing.Slot) error {
	switch at.Name {
	case "code":
		side := min(at.W, at.H)
		paths, err := drawing.QR(a.Verify, at.X, at.Y, side, s.color.ink, s.color.paper)
		if err == nil {
			s.paint(drawing.Figure, a.CodeAlt, paths...)
		}
		return err
	case "logo":
		s.owner(look, at.X, at.Y, at.W, at.H, side(at.Align))
		return nil
	case "recipient-logo":
		if len(a.Logos) == 1 {
			s.picture(&a.Logos[0], at.X, at.Y, at.W, at.H, side(at.Align))
		}
		return nil
	case "plinth":
		color := at.Color
		if a.Rescinded {
			color = s.color.quiet
		}
		s.plinth(at.X, at.Y, at.W, at.H, a.Standing, color)
		return nil
	case "guilloche":
		s.paint(drawing.Decoration, "", guilloche(a.ID, at.X, at.Y, at.W, at.H, .42, at.Color, .85))
		return nil
	}
	if name, number, ok := strings.Cut(at.Name, "-"); ok && len(number) == 1 {
		s.signed(a, name, int(number[0]-'1'), at)
		return nil
	}
	role, text := drawing.Paragraph, Text{}
	switch at.Name {
	case "kind":
		text.S = a.Kind
	case "programme":
		text.S = look.Programme
	case "edition":
		text = a.Edition
	case "occasion":
		text.S = occasion(look.Programme, a.Edition.S)
	case "date":
		text.S = a.Date
	case "level":
		text = a.Level
	case "category":
		text = a.Category
	case "recipient":
		role, text = drawing.Title, a.names()
	case "of":
		text = a.Of
	case "jointly":
		text = a.Jointly
	case "citation":
		text = a.Citation
	case "status":
		text = a.Status
	case "serial":
		text.S = a.Serial
	case "valid-until":
		text.S = a.ValidUntil
	case "verify":
		text.S = a.Verify
	}
	s.fill(text, role, at)
	return nil
}

// fill sets a text into a place: as large as the place says, and smaller until it fits.
func (s *sheet) fill(text Text, role drawing.Role, at drawing.Slot) {
	style := map[string]lettering.Style{"display": lettering.Display, "serif": lettering.Serif, "strong": lettering.Strong}
	chosen, ok := style[at.Class]
	if !ok {
		chosen = lettering.Sans
	}
	size := at.Size
	if size <= 0 {
		size = at.H * .7
	}
	b := s.fit(text, chosen, 0, lettering.Fit{Width: at.W, Height: max(at.H, size), Max: size, Min: min(size, 6), Leading: 1.25})
	y := at.Y
	if at.Bottom {
		y += at.H - b.Height()
	}
	s.place(b, role, at.X, y, at.W, side(at.Align), at.Color)
}

// signed fills a place of a signatory.
func (s *sheet) signed(a *Award, what string, i int, at drawing.Slot) {
	if i < 0 || i >= len(a.Signed) {
		return
	}
	switch one := a.Signed[i]; what {
	case "signature":
		if one.Signature != nil {
			s.picture(one.Signature, at.X, at.Y, at.W, at.H, side(at.Align))
		}
	case "signatory":
		s.fill(Text{S: one.Name}, drawing.Paragraph, at)
	case "role":
		s.fill(one.Role, drawing.Paragraph, at)
	}
}
