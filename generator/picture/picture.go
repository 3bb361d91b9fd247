// Package picture makes the files that pages show of a picture: upright, in sRGB, without metadata, in the widths that layouts use, as
// WebP and once as JPEG or PNG.
//
// It goes in two steps. Look tells from a picture what must be known for the names and sizes of its files; Make makes them. So a page
// can be written before its pictures are encoded. Both take bytes that asset.Probe has judged, check again what a decoder
// will allocate, and give an *asset.Error for a picture that is not whole. Equal inputs give equal bytes, on every processor: what
// is computed here is computed in whole numbers.
//
// It is alone in knowing how pictures are encoded.
package picture

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"slices"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/webp"
)

// Version names everything that decides about the bytes of a file beside the picture: this package (the number in front grows with each
// change of its results), the encoders, and the standard library, which writes JPEG and PNG.
var Version = "2; " + webp.Version + "; " + runtime.Version()

// Widths are the widths in pixels, ascending, that a layout can use of a picture. A picture is never made wider than it is.
type Widths struct {
	WebP     []int
	Fallback int // the most of the one JPEG or PNG, for browsers without WebP and for those who show a page's card
}

// Facts is what a picture's pixels tell.
type Facts struct {
	Alpha bool       // something of it is transparent
	Flat  bool       // it is drawn rather than photographed: large areas have one colour
	Tone  asset.Tone // on which ground it cannot be seen
	// Unsure says what of its colours cannot be told, as the clause of a diagnostic; empty as a rule.
	Unsure string
}

// File is a file to be made of a picture.
type File struct {
	Format        asset.Format // WebP, JPEG or PNG
	Width, Height int          // pixels
	Lossless      bool         // of a WebP: without loss where that is smaller
	Lossy         bool         // of a WebP: with loss where that is smaller
}

// Quality of what is encoded with loss: to the eye the same as the picture at usual sizes.
const (
	webpQuality = 78
	jpegQuality = 82
)

// Passed says whether a picture is published as it is, but for metadata: what cannot be decoded, and what moves.
func Passed(p asset.Picture) bool {
	return p.Format == asset.SVG || p.Format == asset.AVIF || p.Frames > 1
}

// Plan says which files a picture is shown by: WebP files, ascending, and the fallback at the end.
func Plan(p asset.Picture, facts Facts, widths Widths) []File {
	var files []File
	all := fitting(p, widths.WebP)
	drawn := facts.Alpha || facts.Flat
	for _, width := range all {
		files = append(files, File{Format: asset.WebP, Width: width, Height: heightOf(p, width), Lossless: drawn, Lossy: !facts.Flat})
	}
	last := all[len(all)-1]
	if last > widths.Fallback {
		last = fitting(p, []int{widths.Fallback})[0]
	}
	fallback := File{Format: asset.JPEG, Width: last, Height: heightOf(p, last)}
	if drawn {
		fallback.Format = asset.PNG
	}
	return append(files, fallback)
}

// fitting gives those of the widths that the picture has, and in the place of those beyond, its own. One that is nearly the picture's own
// is left out.
func fitting(p asset.Picture, widths []int) []int {
	own := p.Width
	if p.Height > webp.MaxSide {
		own = max(1, p.Width*webp.MaxSide/p.Height)
	}
	own = min(own, webp.MaxSide)
	largest := slices.Max(widths)
	if own >= largest {
		return widths
	}
	var out []int
	for _, w := range widths {
		if w*20 < own*17 {
			out = append(out, w)
		}
	}
	return append(out, own)
}

// heightOf keeps the proportions.
func heightOf(p asset.Picture, width int) int {
	return min(webp.MaxSide, max(1, (p.Height*width+p.Width/2)/p.Width))
}

// Key is the digest of all that a file's bytes depend on: equal keys, equal bytes.
func (f File) Key(source [sha256.Size]byte) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "picture %s\n%x\n%s %d %d %v %v", Version, source, f.Format, f.Width, f.Height, f.Lossless, f.Lossy))
}

// FactsKey is the digest of all that the facts of a picture depend on.
func FactsKey(source [sha256.Size]byte) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "facts %s\n%x", Version, source))
}

// Is says whether data is what Make could have made for the file: a cache is believed only that far.
func (f File) Is(data []byte) bool {
	p, err := asset.Probe("x."+string(f.Format), data)
	return err == nil && p == asset.Picture{Format: f.Format, Width: f.Width, Height: f.Height, Frames: 1, Orientation: 1}
}

// Encode writes facts for a cache, and ParseFacts reads them; false for what is no facts.
func (f Facts) Encode() []byte {
	flag := map[bool]byte{false: '0', true: '1'}
	return append([]byte{flag[f.Alpha], flag[f.Flat], f.Tone.Letter()}, f.Unsure...)
}

// ParseFacts is the inverse of Encode.
func ParseFacts(data []byte) (Facts, bool) {
	if len(data) < 3 || len(data) > 300 {
		return Facts{}, false
	}
	tone, ok := asset.ToneOf(data[2])
	f := Facts{Alpha: data[0] == '1', Flat: data[1] == '1', Tone: tone, Unsure: string(data[3:])}
	return f, ok && (data[0] == '0' || f.Alpha) && (data[1] == '0' || f.Flat)
}
