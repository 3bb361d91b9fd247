package kit

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/plan"
)

// Part is a file of a kit: an output of the site, or a text.
type Part struct {
	Name   string // in the kit
	Output *plan.Output
	Text   []byte
}

// Parts are the files of a winner's kit, in the order of their names, without the list of checksums. languages are those of the site, the original
// first. embargo is until when nothing of it may be said, in words; empty: it may be.
func Parts(o *plan.Output, p *plan.Plan, languages []*Language, embargo string) []Part {
	proof := o.Subject.(plan.Proof)
	first := languages[0]
	allowed := func(list []string, one string) bool { return len(list) == 0 || slices.Contains(list, one) }
	limits := first.Site.Options.Kits
	var parts []Part
	add := func(name, format string, at string) {
		if found, ok := p.At(at); ok && allowed(limits.Formats, format) {
			parts = append(parts, Part{Name: name, Output: found})
		}
	}
	for _, l := range languages {
		lang := l.Site.Language
		if !allowed(limits.Languages, lang) {
			continue
		}
		w := l.Site.AwardByID[proof.Award.ID]
		if w == nil {
			continue
		}
		folder := plan.Folder(l.Addresses.Certificate(w.ID))
		if proof.Recipient >= 0 {
			folder = plan.Folder(l.Addresses.RecipientCertificate(w.ID, w.Recipients[proof.Recipient].ID))
		}
		for _, paper := range l.Site.Options.Certificate.Paper {
			add(lang+"/"+plan.PDFName(paper), "pdf", folder+plan.PDFName(paper))
		}
		add(lang+"/poster-a3.pdf", "pdf", folder+"poster-a3.pdf")
		add(lang+"/poster-a4.pdf", "pdf", folder+"poster-a4.pdf")
		add(lang+"/share.png", "png", plan.Folder(l.Addresses.Award(w))+"share.png")
		for _, name := range []plan.Kind{plan.CredentialJWT, plan.CredentialJSON} {
			add(string(name), strings.TrimPrefix(path.Ext(string(name)), "."), folder+string(name))
		}
		for _, f := range plan.BadgeForms {
			add("badge"+f.Form+f.Ending, strings.TrimPrefix(f.Ending, "."), folder+"badge"+f.Form+f.Ending)
		}
		if allowed(limits.Formats, "text") {
			for _, t := range l.texts(w, proof.Recipient, embargo) {
				parts = append(parts, Part{Name: lang + "/" + t.name, Text: []byte(t.body)})
			}
		}
	}
	w := proof.Award
	readme := first.T("view.kit.readme", "recipients", first.holders(w, proof.Recipient), "category", first.category(w).S, "edition", w.Edition.Name.S,
		"address", first.Addresses.Absolute(first.Addresses.Award(w)))
	if embargo != "" {
		readme = first.T("view.kit.embargo", "until", embargo) + "\n\n" + readme
	}
	if embed := first.Embed(w, proof.Recipient); embed != "" && len(parts) > 0 {
		readme += "\n\n" + first.T("view.kit.embed") + "\n\n" + embed
	}
	parts = append(parts, Part{Name: "README.txt", Text: []byte(readme + "\n")})
	slices.SortFunc(parts, func(a, b Part) int { return strings.Compare(a.Name, b.Name) })
	return parts
}

// made is a part with its bytes.
type made struct {
	name string
	data []byte
}

// Pack makes a kit of its parts. bytesOf gives the bytes of an output; false when it cannot be made, and then it is not in the kit.
func Pack(parts []Part, bytesOf func(*plan.Output) ([]byte, bool, error)) ([]byte, error) {
	files, err := collect(parts, bytesOf)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: epoch}
		if ext := path.Ext(f.name); ext == ".png" || ext == ".pdf" {
			h.Method = zip.Store // they are compressed
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			return nil, fmt.Errorf("packing %s: %w", f.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("packing: %w", err)
	}
	return b.Bytes(), nil
}

// epoch is the time of all files in a kit: the first that the format can say.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Files gives the files of a kit one by one, with their checksums at the end, for those who put them into a folder.
func Files(parts []Part, bytesOf func(*plan.Output) ([]byte, bool, error), each func(name string, data []byte) error) error {
	files, err := collect(parts, bytesOf)
	for _, f := range files {
		if err == nil {
			err = each(f.name, f.data)
		}
	}
	return err
}

// collect gives the files of a kit with the list of their checksums, as sha256sum reads it.
func collect(parts []Part, bytesOf func(*plan.Output) ([]byte, bool, error)) ([]made, error) {
	var files []made
	var sums strings.Builder
	for _, p := range parts {
		data := p.Text
		if p.Output != nil {
			var ok bool
			var err error
			if data, ok, err = bytesOf(p.Output); err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
		}
		files = append(files, made{p.Name, data})
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), p.Name)
	}
	return append(files, made{"SHA256SUMS", []byte(sums.String())}), nil
}

// PartsKey is the digest of all that a kit's bytes depend on. keyOf is the key of an output; false when it cannot be made.
func PartsKey(parts []Part, keyOf func(*plan.Output) ([sha256.Size]byte, bool)) [sha256.Size]byte {
	h := sha256.New()
	io.WriteString(h, "kit 1\x00")
	for _, p := range parts {
		fmt.Fprintf(h, "%s\x00%d\x00", p.Name, len(p.Text))
		h.Write(p.Text)
		if p.Output == nil {
			continue
		}
		if key, ok := keyOf(p.Output); ok {
			h.Write(key[:])
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}
