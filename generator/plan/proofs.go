package plan

import (
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/site"
)

// The kinds of files that stand for an award, and of the pictures with which addresses are shared.
const (
	CertificatePDF Kind = "certificate-pdf"
	Poster         Kind = "poster"
	Badge          Kind = "badge"
	ShareImage     Kind = "share-image"
	Kit            Kind = "kit"
)

// Drawn says whether outputs of a kind are drawn, or made of what is.
func Drawn(k Kind) bool {
	return k == CertificatePDF || k == Poster || k == Badge || k == ShareImage || k == Kit
}

// Proof is the subject of a file that stands for an award: of the whole award, or of a recipient's own of a joint one.
type Proof struct {
	Award     *site.Award
	Recipient int    // index in Award.Recipients; -1: all
	Form      string // of a PDF or poster the paper (a4, a3, letter); of a badge what it is behind "badge" in its name: "", "-dark", "-512" …
}

// BadgeForms are the forms of a badge with their files' endings.
var BadgeForms = []struct{ Form, Ending string }{
	{"", ".svg"}, {"-dark", ".svg"}, {"-256", ".png"}, {"-512", ".png"}, {"-1024", ".png"}, {"-dark-256", ".png"}, {"-dark-512", ".png"}, {"-dark-1024", ".png"},
}

// BadgeForm tells what a badge's form says: whether it is for dark grounds, and its width in pixels, 0 for a drawing.
func BadgeForm(form string) (dark bool, width int) {
	form, dark = strings.CutPrefix(form, "-dark")
	width, _ = strconv.Atoi(strings.TrimPrefix(form, "-"))
	return dark, width
}

// PDFName is the file of a certificate on a paper, below the certificate's folder.
func PDFName(paper string) string {
	if paper == "a4" {
		return "certificate.pdf"
	}
	return "certificate-" + paper + ".pdf"
}

// KitOf is the path of a recipient's kit; recipient is empty where the award is not joint.
func KitOf(award, recipient string) string {
	if recipient == "" {
		return "kits/" + award + ".zip"
	}
	return "kits/" + award + "/" + recipient + ".zip"
}

// proofs plans the files that stand for an award, in the folder of its certificate. Badges and kits are in the original language's folders alone:
// their addresses are on other sites, and in letters.
func (b *builder) proofs(w *site.Award, recipient int, folder string) {
	out := b.site.Options.Outputs
	if out.PDF {
		for _, paper := range b.site.Options.Certificate.Paper {
			b.file(CertificatePDF, folder+PDFName(paper), Proof{w, recipient, paper})
		}
		for _, paper := range []string{"a3", "a4"} {
			b.file(Poster, folder+"poster-"+paper+".pdf", Proof{w, recipient, paper})
		}
	}
	if !b.site.Original {
		return
	}
	if out.Badges {
		for _, f := range BadgeForms {
			b.file(Badge, folder+"badge"+f.Form+f.Ending, Proof{w, recipient, f.Form})
		}
	}
	if out.Kits && w.Status != site.Rescinded && (!w.Joint || recipient >= 0) {
		id := ""
		if recipient >= 0 {
			id = w.Recipients[recipient].ID
		}
		b.file(Kit, KitOf(w.ID, id), Proof{Award: w, Recipient: recipient})
	}
}

// share plans the picture with which a record's page is shared.
func (b *builder) share(o *Output) {
	if b.site.Options.Outputs.ShareImages {
		b.file(ShareImage, Folder(o.Address)+"share.png", o.Subject)
	}
}
