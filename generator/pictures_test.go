package generator_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
)

// where is what the pictures of these tests tell of the place where they were taken, and no published picture may.
const where = "GPSPOSITION"

// photograph is a JPEG that was taken with the camera on its side (orientation 6): shown, it is as wide as high is here.
func photograph(t *testing.T, wide, high int) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x * 255 / wide), uint8(120 + 40*math.Sin(float64(x)/9)*math.Cos(float64(y)/7)), uint8(y * 255 / high), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00" + where)
	segment := append(binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(exif)+2)), exif...)
	return slices.Concat(b.Bytes()[:2], segment, b.Bytes()[2:])
}

// drawing is a PNG: a disc of one colour, and nothing around it.
func drawing(t *testing.T, size int, c color.NRGBA) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			if dx, dy := 2*x-size, 2*y-size; dx*dx+dy*dy < size*size*3/4 {
				m.SetNRGBA(x, y, c)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	text := []byte("tEXtComment\x00" + where)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(text)-4))
	chunk = binary.BigEndian.AppendUint32(append(chunk, text...), crc32.ChecksumIEEE(text))
	return slices.Concat(b.Bytes()[:33], chunk, b.Bytes()[33:])
}

func film(t *testing.T) []byte {
	t.Helper()
	var g gif.GIF
	for i := range 3 {
		m := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.Black, color.White})
		m.Pix[i] = 1
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// picturedSite is a site with a picture of each kind.
func picturedSite(t *testing.T) string {
	return writeSite(t, map[string]string{
		"plaudit.yaml":                  "title: Northwind Partner Awards\nbase_url: https://partners.example.com/\norganization:\n  name: Northwind\noutputs: {share_images: false}\n",
		"data/partners/acme.yaml":       "name: Acme Digital\nsummary: Acme Digital builds shops.\nlogo: logos/acme.png\ncover: {src: photos/team.jpg, alt: The team}\n",
		"data/partners/brio.yaml":       "name: Brio Labs\nsummary: Brio Labs moves shops.\nlogo: logos/brio.png\n",
		"data/partners/celo.yaml":       "name: Celo\nsummary: Celo counts.\nlogo: logos/celo.svg\nlogo_dark: /celo.png\n",
		"content/updates/hello.md":      "---\ntitle: Hello\nsummary: A word of welcome.\ndate: 2026-02-01\n---\nSee:\n\n![The team again](photos/team.jpg)\n\n![It moves](film.gif)\n",
		"assets/logos/acme.png":         string(drawing(t, 300, color.NRGBA{20, 20, 40, 255})),
		"assets/logos/brio.png":         string(drawing(t, 60, color.NRGBA{250, 250, 250, 255})),
		"assets/logos/celo.svg":         `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><path d="M0 0h60v30z"/></svg>`,
		"assets/photos/team.jpg":        string(photograph(t, 700, 1000)),
		"assets/film.gif":               string(film(t)),
		"assets/photos/never-asked.jpg": string(photograph(t, 30, 20)),
		"static/celo.png":               string(drawing(t, 60, color.NRGBA{250, 250, 250, 255})),
	})
}

var picturesNow = time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC)

// publishPictures builds a site and gives the folder.
func publishPictures(t *testing.T, in generator.Input) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	r, err := generator.Build(context.Background(), in, out, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Problems {
		t.Errorf("%s: %s %s", d.At, d.Code.ID, d.Text)
	}
	if r.Published == nil {
		t.Fatal("nothing was published")
	}
	return out
}

var (
	fingerprint = regexp.MustCompile(`\.[a-z2-7]{16}\.`)
	ofTheme     = regexp.MustCompile(`^assets/([a-z-]+\.[a-z2-7]{16}\.(css|js|woff2)|plinth)`)
)

func TestPicturesOfASite(t *testing.T) {
	out := publishPictures(t, generator.Input{Dir: picturedSite(t), Now: picturesNow, Version: "devel"})
	files := filesOf(t, out)
	var names []string
	for name, data := range files {
		if path := filepath.ToSlash(name); strings.HasPrefix(path, "assets/") && !ofTheme.MatchString(path) {
			names = append(names, fingerprint.ReplaceAllString(path, "."))
			if bytes.Contains(data, []byte(where)) || bytes.Contains(data, []byte("Exif")) {
				t.Errorf("%s tells of the place", name)
			}
		}
	}
	slices.Sort(names)
	// The photograph is 1000 wide and 700 high as it is shown; no file is wider than its picture.
	want := []string{
		"assets/acme-192.webp", "assets/acme-300.png", "assets/acme-300.webp", "assets/acme-96.webp", "assets/brio-60.png", "assets/brio-60.webp",
		"assets/celo.svg", "assets/film.gif", "assets/team-1000.jpg", "assets/team-1000.webp", "assets/team-480.webp", "assets/team-800.webp",
	}
	if !slices.Equal(names, want) {
		t.Errorf("published are\n%s\nwant\n%s", strings.Join(names, "\n"), strings.Join(want, "\n"))
	}
	if got := files["celo.png"]; !bytes.Equal(got, drawing(t, 60, color.NRGBA{250, 250, 250, 255})) {
		t.Error("a static picture is not what it was")
	}
	page := func(name string) string {
		return fingerprint.ReplaceAllString(string(files[filepath.FromSlash(name)]), ".")
	}
	for name, wanted := range map[string][]string{
		"updates/hello/index.html": {
			`<picture><source type="image/webp" srcset="/assets/team-480.webp 480w, /assets/team-800.webp 800w, /assets/team-1000.webp 1000w" sizes="(min-width: 46rem) 42rem, 92vw"><img src="/assets/team-1000.jpg" alt="The team again" width="1000" height="700" loading="lazy" decoding="async"></picture>`,
			`<img src="/assets/film.gif" alt="It moves" width="40" height="30"`,
		},
		"partners/acme/index.html": {
			`srcset="/assets/acme-96.webp 96w, /assets/acme-192.webp 192w, /assets/acme-300.webp 300w"`, // a logo, with its own widths
			`<span class="plate">`, // which is dark, on a light plate
			`content="https://partners.example.com/assets/team-1000.jpg"`, // cards take no WebP
		},
		"partners/brio/index.html": {`<span class="plate plate-dark">`},
		"partners/celo/index.html": {`<source srcset="/celo.png" media="`},
	} {
		for _, text := range wanted {
			if !strings.Contains(page(name), text) {
				t.Errorf("%s is without %s", name, text)
			}
		}
	}
}

// The same bytes, whether one or many work, and whatever the cache has: nothing, all, or what is damaged.
func TestPicturesAreTheSame(t *testing.T) {
	dir, cached := picturedSite(t), t.TempDir()
	in := generator.Input{Dir: dir, Now: picturesNow, Version: "devel", Jobs: 1}
	want := publishPictures(t, in)
	same := func(name string, in generator.Input) {
		t.Helper()
		if diff := differentTrees(t, publishPictures(t, in), want); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	in.Jobs = 5
	same("five at once", in)
	in.Cache, in.CodeCache, in.Program = cached, filepath.Join(t.TempDir(), "code"), "test"
	same("an empty cache", in)
	same("a full cache", in)
	damaged := 0
	damage := func(how func(data []byte) []byte) {
		damaged = 0
		err := filepath.WalkDir(cached, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err == nil && bytes.HasPrefix(data, []byte("PLC1")) {
				damaged++
				err = os.WriteFile(path, how(data), 0o600)
			}
			return err
		})
		if err != nil || damaged < 10 {
			t.Fatalf("%d entries, %v: the test says nothing", damaged, err)
		}
	}
	damage(func(data []byte) []byte { return data[:len(data)*2/3] })
	same("entries that were cut off", in)
	damage(func(data []byte) []byte { data[len(data)-1] ^= 1; return data })
	same("entries with a wrong bit", in)
	var other []byte
	damage(func(data []byte) []byte {
		was := other
		other = data
		if was == nil {
			return data
		}
		return was
	})
	same("entries in each other's place", in)
}

// What stands in the output folder is kept there, without the cache being asked for it.
func TestPicturesAreKept(t *testing.T) {
	dir, cached := picturedSite(t), t.TempDir()
	in := generator.Input{Dir: dir, Now: picturesNow, Version: "devel", Cache: cached, Program: "test"}
	out := filepath.Join(t.TempDir(), "public")
	hits := 0
	build := func() map[string]time.Time {
		t.Helper()
		r, err := generator.Build(context.Background(), in, out, false)
		if err != nil || r.Published == nil {
			t.Fatalf("%v, %v", r, err)
		}
		hits = r.Stats.Hits
		made := map[string]time.Time{}
		for name := range filesOf(t, out) {
			if ext := filepath.Ext(name); ext == ".webp" || ext == ".jpg" {
				info, err := os.Stat(filepath.Join(out, name))
				if err != nil {
					t.Fatal(err)
				}
				made[name] = info.ModTime()
			}
		}
		return made
	}
	first := build()
	partner := filepath.Join(dir, "data/partners/brio.yaml")
	if err := os.WriteFile(partner, []byte("name: Brio Labs\nsummary: Brio Labs carries shops.\nlogo: logos/brio.png\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	second := build()
	if len(first) == 0 || len(first) != len(second) {
		t.Fatalf("%d pictures became %d", len(first), len(second))
	}
	if hits >= len(first) { // it is asked for what the pictures are like, but not for their files
		t.Errorf("the cache was asked for %d results", hits)
	}
	for name, when := range first {
		if !second[name].Equal(when) {
			t.Errorf("%s was written again", name)
		}
	}
	if err := os.Remove(filepath.Join(dir, "assets/logos/brio.png")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(partner, []byte("name: Brio Labs\nsummary: Brio Labs carries shops.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if third := build(); len(third) != len(second)-1 {
		t.Errorf("%d pictures became %d after one of a single WebP was taken away", len(second), len(third))
	}
}

// A picture that is not whole is named, wherever it turns out, and nothing is published.
func TestDamagedPictures(t *testing.T) {
	whole := map[string][]byte{"assets/logos/acme.png": drawing(t, 300, color.NRGBA{20, 20, 40, 255}), "assets/photos/team.jpg": photograph(t, 700, 1000)}
	huge := bytes.Clone(whole["assets/logos/acme.png"])
	binary.BigEndian.PutUint32(huge[16:], 60_000)
	binary.BigEndian.PutUint32(huge[20:], 60_000)
	type broken struct {
		file string
		data []byte
		size int64
		text string
	}
	list := []broken{
		{file: "assets/photos/team.jpg", size: 101 << 20, text: "the picture has 101 MB, more than 100"},
		{file: "assets/logos/acme.png", data: huge, text: "the picture claims 60000 × 60000 pixels, more than 50 million"},
	}
	for file, data := range whole {
		middle := bytes.Clone(data)
		for i := range 200 { // in the middle of the pixels, where no header tells of it
			middle[len(middle)/2+i] = byte(i * i)
		}
		format := strings.ToUpper(filepath.Ext(file)[1:])
		list = append(list, broken{file: file, data: data[:len(data)/2], text: fmt.Sprintf("the %s file is truncated or damaged", format)})
		if format == "PNG" { // a JPEG has no checksum
			list = append(list, broken{file: file, data: middle, text: "the PNG file is truncated or damaged"})
		}
	}
	for _, tt := range list {
		dir := picturedSite(t)
		path := filepath.Join(dir, filepath.FromSlash(tt.file))
		if err := os.WriteFile(path, tt.data, 0o644); err != nil {
			t.Fatal(err)
		}
		if tt.size > 0 {
			if err := os.Truncate(path, tt.size); err != nil {
				t.Fatal(err)
			}
		}
		r, err := generator.Build(t.Context(), generator.Input{Dir: dir, Now: picturesNow, Version: "devel", Cache: t.TempDir(), Program: "test"}, filepath.Join(t.TempDir(), "public"), false)
		if err != nil {
			t.Fatal(err)
		}
		if r.Published != nil {
			t.Errorf("%s: the site is published", tt.text)
		}
		found := slices.ContainsFunc(r.Problems, func(d diag.Diagnostic) bool {
			return d.Code == diag.BadImage && d.At.File == tt.file && d.Text == tt.text
		})
		if !found {
			t.Errorf("%s is not told: %v", tt.text, r.Problems)
		}
	}
}
