// Package kit makes what stands for an award: it says what the drawings of package certificate show, of the site in one language, and packs a
// winner's kit. What it needs of pictures and fonts it is handed.
//
// It goes in two steps, as pictures do: Of tells what a file is made of, with a key of that, so that a page can name the file before it is drawn;
// Draw makes it.
package kit

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/certificate"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Language is what makes files in one language of a site. Functions are called by several goroutines at once.
type Language struct {
	Site      *site.Site
	Addresses plan.Addresses
	Locale    *locale.Locale
	T         func(key string, args ...any) string
	Accent    asset.RGB
	Fonts     *lettering.Fonts
	FontsKey  [sha256.Size]byte     // of the site's own fonts
	Template  *certificate.Template // the site's own layout of certificates; nil: the built-in one
	// TemplateKey is of its bytes.
	TemplateKey [sha256.Size]byte
	// Picture gives a picture of the site; false when it cannot be drawn. Its paths or pixels are there when Load has been called.
	Picture func(sitePath string) (*Picture, bool)
}

// Picture is a picture of the site that drawings may show.
type Picture struct {
	Key  [sha256.Size]byte // of its bytes
	Load func() *certificate.Picture
}

// File is what a file is made of. One of the contents is there.
type File struct {
	Output *plan.Output
	Look   certificate.Look
	Award  *certificate.Award
	Badge  *certificate.Badge
	Share  *certificate.Share
	Year   string
	Form   string

	Missing []rune // characters of its texts that no font has, each once, in their order

	embedded bool // the embedded fonts alone set its texts
	pictures []used
	lang     *Language
}

// used is a picture of a content with the place where it goes.
type used struct {
	of  *Picture
	alt string
	put func(*certificate.Picture)
}

// Of says what a drawn output is made of; nil for what is not drawn.
func (l *Language) Of(o *plan.Output) *File {
	f := &File{Output: o, lang: l, Look: certificate.Look{Accent: l.Accent, Programme: l.Site.Title.S, Organization: l.Site.Organization.Name.S,
		Template: l.Template, Lang: l.Site.Language, Right: l.Locale.Dir() == "rtl"}}
	f.use(l.Site.Organization.Logo, l.Site.Organization.Name.S, func(p *certificate.Picture) { f.Look.Logo = p })
	switch o.Kind {
	case plan.CertificatePDF, plan.CertificateSVG, plan.Poster:
		p := o.Subject.(plan.Proof)
		f.Form, f.Award, f.Year = p.Form, l.award(f, p.Award, p.Recipient), year(p.Award)
	case plan.Badge:
		p := o.Subject.(plan.Proof)
		f.Form, f.Badge = p.Form, l.badge(p.Award, p.Recipient)
		f.Look.Logo, f.pictures = nil, nil
	case plan.ShareImage:
		f.Share = l.share(f, o)
	default:
		return nil
	}
	f.cover()
	return f
}

// use notes a picture of a content, if it can be drawn.
func (f *File) use(sitePath, alt string, put func(*certificate.Picture)) {
	if sitePath == "" {
		return
	}
	if p, ok := f.lang.Picture(sitePath); ok {
		f.pictures = append(f.pictures, used{p, alt, put})
	}
}

// Texts are all texts that the file sets.
func (f *File) Texts() []string {
	texts := []string{f.Look.Programme, f.Look.Organization}
	switch {
	case f.Award != nil:
		texts = append(append(texts, f.Award.Texts()...), f.Year)
	case f.Badge != nil:
		texts = append(texts, f.Badge.Texts()...)
	case f.Share != nil:
		texts = append(texts, f.Share.Texts()...)
	}
	return texts
}

// cover finds the fonts of a file's texts.
func (f *File) cover() {
	f.embedded = true
	f.lang.Fonts.Use(func(s *lettering.Setter) {
		for _, text := range f.Texts() {
			missing, embedded := s.Cover(lettering.Text{S: text})
			for _, r := range missing {
				if !slices.Contains(f.Missing, r) {
					f.Missing = append(f.Missing, r)
				}
			}
			f.embedded = f.embedded && embedded
		}
	})
}

// Key is the digest of all that a file's bytes depend on.
func (f *File) Key() [sha256.Size]byte {
	all := struct {
		Kind, Form, Year, Versions string
		Fonts, Template            [sha256.Size]byte
		Look                       certificate.Look
		Award                      *certificate.Award
		Badge                      *certificate.Badge
		Share                      *certificate.Share
		Pictures                   [][sha256.Size]byte
		Alts                       []string
	}{string(f.Output.Kind), f.Form, f.Year, certificate.Version + " " + lettering.Version() + " " + runtime.Version(), f.lang.FontsKey, f.lang.TemplateKey, f.Look, f.Award, f.Badge, f.Share, nil, nil}
	if f.embedded {
		all.Fonts = [sha256.Size]byte{} // another font of the site changes nothing here
	}
	for _, p := range f.pictures {
		all.Pictures, all.Alts = append(all.Pictures, p.of.Key), append(all.Alts, p.alt)
	}
	data, err := json.Marshal(all)
	if err != nil {
		panic("kit: " + err.Error()) // plain values can be written
	}
	return sha256.Sum256(data)
}

// load puts the pictures where they go.
func (f *File) load() {
	for _, p := range f.pictures {
		if loaded := p.of.Load(); loaded != nil {
			with := *loaded
			with.Alt = p.alt
			p.put(&with)
		}
	}
}

// Draw makes the file. A file is drawn once.
func (f *File) Draw() (data []byte, err error) {
	f.load()
	f.lang.Fonts.Use(func(set *lettering.Setter) { data, err = f.draw(set) })
	return data, err
}

func (f *File) draw(set *lettering.Setter) ([]byte, error) {
	switch f.Output.Kind {
	case plan.CertificatePDF:
		d, err := certificate.Draw(set, &f.Look, f.Award, paperOf(f.Form))
		return f.pdf(d), err
	case plan.CertificateSVG:
		d, err := certificate.Draw(set, &f.Look, f.Award, paperOf(f.Form))
		if err != nil {
			return nil, err
		}
		return d.SVG(), nil
	case plan.Poster:
		d, err := certificate.DrawPoster(set, &f.Look, f.Award, f.Year, paperOf(f.Form))
		return f.pdf(d), err
	case plan.ShareImage:
		return certificate.DrawShare(set, &f.Look, f.Share).PNG(certificate.ShareWidth), nil
	case plan.Badge:
		dark, width := plan.BadgeForm(f.Form)
		d := certificate.DrawBadge(set, &f.Look, f.Badge, dark)
		if width == 0 {
			return d.SVG(), nil
		}
		return d.PNG(width), nil
	}
	return nil, fmt.Errorf("nothing draws outputs of kind %s", f.Output.Kind)
}

func (f *File) pdf(d *drawing.Drawing) []byte {
	if d == nil {
		return nil
	}
	doc := drawing.Document{Title: d.Title, Author: f.Look.Organization, Subject: f.Look.Programme, Lang: f.Look.Lang, Pages: []*drawing.Drawing{d}}
	return doc.PDF()
}

// Page lays out a certificate as a page of a document.
func (f *File) Page(paper string) (d *drawing.Drawing, err error) {
	f.load()
	f.lang.Fonts.Use(func(set *lettering.Setter) { d, err = certificate.Draw(set, &f.Look, f.Award, paperOf(paper)) })
	return d, err
}

func paperOf(name string) certificate.Paper {
	switch name {
	case "letter":
		return certificate.Letter
	case "a3":
		return certificate.A3
	}
	return certificate.A4
}
