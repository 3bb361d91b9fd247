package lettering

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"
)

//go:embed fonts/*.gz
var embedded embed.FS

// files are the embedded fonts of the styles.
var files = [styles]string{Display: "display", Serif: "serif", Sans: "sans", Strong: "strong"}

// File is a font of a site: TrueType, OpenType or a collection of them, or WOFF.
type File struct {
	Name string
	Data func() ([]byte, error) // called once at most, and only when a character asks for it
	Key  [sha256.Size]byte      // of its bytes
}

// Fonts are the fonts that a site has. They are safe for concurrent use; a Setter is not.
type Fonts struct {
	built [styles]*source
	own   []*source
	// Bad is told of a site's font that cannot be read, once. It may be nil.
	bad  func(name string, err error)
	pool sync.Pool // *Setter
}

// source is a font that is read when it is needed.
type source struct {
	name string
	read func() ([]byte, error)
	once sync.Once
	font []*font.Font // of a collection several
}

// New gives the embedded fonts and those of a site, which are asked in the order given for what the embedded ones do not have. bad is told
// of each of them that cannot be read; it may be nil.
func New(own []File, bad func(name string, err error)) *Fonts {
	f := &Fonts{bad: bad}
	for style := range styles {
		f.built[style] = builtIn[style]
	}
	for _, file := range own {
		f.own = append(f.own, &source{name: file.Name, read: file.Data})
	}
	f.pool.New = func() any { return newSetter(f) }
	return f
}

// builtIn are the embedded fonts, which all sites share.
var builtIn = func() (all [styles]*source) {
	for style, name := range files {
		all[style] = &source{name: name, read: func() ([]byte, error) { return unpack("fonts/" + name + ".ttf.gz") }}
	}
	return all
}()

func unpack(name string) ([]byte, error) {
	packed, err := embedded.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Version tells the embedded fonts and how they are used from every other: equal versions, equal outlines.
var Version = sync.OnceValue(func() string {
	h := sha256.New()
	for _, name := range files {
		data, _ := embedded.ReadFile("fonts/" + name + ".ttf.gz")
		h.Write(data)
	}
	return "1 " + hex.EncodeToString(h.Sum(nil)[:8])
})

// fonts gives the fonts of a source, reading it the first time. A file that cannot be read has none.
func (f *Fonts) fonts(s *source) []*font.Font {
	s.once.Do(func() {
		var err error
		if s.font, err = parse(s.read); err != nil && f.bad != nil {
			f.bad(s.name, err)
		}
	})
	return s.font
}

// parse reads a font file. What the library trips over is a damaged file, and no end of the program.
func parse(read func() ([]byte, error)) (all []*font.Font, err error) {
	defer func() {
		if r := recover(); r != nil {
			all, err = nil, fmt.Errorf("the font is damaged")
		}
	}()
	data, err := read()
	if err != nil {
		return nil, err
	}
	faces, err := font.ParseTTC(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the font cannot be read: %w", err)
	}
	for _, face := range faces {
		if drawn(face) {
			all = append(all, face.Font)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("the font has pictures in the place of outlines")
	}
	return all, nil
}

// drawn says whether a font's letters are outlines.
func drawn(face *font.Face) bool {
	for gid := range font.GID(64) {
		if _, is := face.GlyphData(gid).(font.GlyphOutline); is {
			return true
		}
	}
	return false
}

// choose puts a site's fonts in the order in which a style asks them: those of its weight first, else as they are listed.
func choose(all []*font.Font, style Style) []*font.Font {
	want := font.WeightNormal
	if style == Strong {
		want = font.WeightBold
	}
	distance := func(f *font.Font) int {
		d := int(f.Describe().Aspect.Weight - want)
		if d < 0 {
			d = -d
		}
		return d / 150
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b *font.Font) int { return cmp.Compare(distance(a), distance(b)) })
	return all
}
