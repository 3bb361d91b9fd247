package webp

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tetratelabs/wazero"
	decoder "golang.org/x/image/webp"
)

// shade is a picture that is smooth and has detail, with transparent parts where it is asked for.
func shade(width, height int, transparent bool) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{uint8(x * 255 / width), uint8(128 + 60*math.Sin(float64(x*y)/500)), uint8(y * 255 / height), 255}
			if transparent {
				c.A = uint8(x * 255 / width)
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func TestEncode(t *testing.T) {
	e := New("")
	defer e.Close()
	for _, transparent := range []bool{false, true} {
		in := shade(161, 90, transparent)
		data, err := e.Lossy(in, 80)
		if err != nil {
			t.Fatal(err)
		}
		out, err := decoder.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if out.Bounds() != in.Rect {
			t.Fatalf("%v became %v", in.Rect, out.Bounds())
		}
		light := func(c color.Color) float64 { return float64(color.GrayModel.Convert(c).(color.Gray).Y) }
		off := 0.0
		for y := range 90 {
			for x := range 161 {
				_, _, _, alpha := out.At(x, y).RGBA()
				if want := in.NRGBAAt(x, y).A; uint8(alpha>>8) != want {
					t.Fatalf("alpha at %d,%d is %d, not %d", x, y, alpha>>8, want)
				}
				d := light(out.At(x, y)) - light(in.At(x, y))
				off += d * d
			}
		}
		if rms := math.Sqrt(off / (161 * 90)); rms > 14 { // the decoder takes limited range for full range, which alone is about 10
			t.Errorf("transparent %v: off by %.1f", transparent, rms)
		}
		if len(data) > 161*90 {
			t.Errorf("%d bytes for %d pixels", len(data), 161*90)
		}
		if low, err := e.Lossy(in, 20); err != nil || len(low) >= len(data) {
			t.Errorf("quality 20 has %d bytes, quality 80 has %d, %v", len(low), len(data), err)
		}
	}
}

// Without loss every pixel is the same, but for the colour of what cannot be seen.
func TestLossless(t *testing.T) {
	e := New("")
	defer e.Close()
	one, empty := image.NewNRGBA(image.Rect(0, 0, 1, 1)), image.NewNRGBA(image.Rect(0, 0, 9, 9))
	one.Set(0, 0, color.NRGBA{1, 2, 3, 255})
	for name, in := range map[string]*image.NRGBA{"opaque": shade(50, 31, false), "transparent": shade(50, 31, true), "a pixel": one, "nothing": empty} {
		data, err := e.Lossless(in)
		if err != nil {
			t.Fatal(err)
		}
		out, err := decoder.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if out.Bounds() != in.Rect {
			t.Fatalf("%s: %v became %v", name, in.Rect, out.Bounds())
		}
		for y := range in.Rect.Dy() {
			for x := range in.Rect.Dx() {
				got, want := out.(*image.NRGBA).NRGBAAt(x, y), in.NRGBAAt(x, y)
				if got != want && (got.A != 0 || want.A != 0) {
					t.Fatalf("%s: %d,%d is %v, not %v", name, x, y, got, want)
				}
			}
		}
	}
}

// A part of a picture has gaps between its rows.
func TestSubImage(t *testing.T) {
	e := New("")
	defer e.Close()
	whole := shade(64, 64, false)
	part := whole.SubImage(image.Rect(10, 20, 42, 52)).(*image.NRGBA)
	alone := image.NewNRGBA(image.Rect(0, 0, 32, 32))
	for y := range 32 {
		copy(alone.Pix[y*alone.Stride:], part.Pix[y*part.Stride:][:4*32])
	}
	a, err := e.Lossy(part, 75)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.Lossy(alone, 75)
	if err != nil || !bytes.Equal(a, b) {
		t.Error("a part of a picture is encoded as another picture", err)
	}
}

// Whatever an instance has encoded before, and whoever works beside it: the same bytes.
func TestSameBytes(t *testing.T) {
	e, fresh := New(""), New("")
	defer e.Close()
	defer fresh.Close()
	sizes := []int{40, 300, 7, 128}
	want := make([][]byte, len(sizes))
	for i, n := range sizes {
		var err error
		if want[i], err = fresh.Lossy(shade(n, n, i%2 == 1), 78); err != nil {
			t.Fatal(err)
		}
	}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 8 {
				i = (i + g) % len(sizes)
				got, err := e.Lossy(shade(sizes[i], sizes[i], i%2 == 1), 78)
				if err != nil || !bytes.Equal(got, want[i]) {
					t.Errorf("%d pixels: other bytes, %v", sizes[i], err)
				}
			}
		})
	}
	wg.Wait()
}

func TestRefuses(t *testing.T) {
	e := New("")
	defer e.Close()
	for _, r := range []image.Rectangle{image.Rect(0, 0, 0, 5), image.Rect(0, 0, MaxSide+1, 1)} {
		if _, err := e.Lossy(image.NewNRGBA(r), 78); err == nil {
			t.Errorf("%v is encoded", r)
		}
	}
}

// The program is the one that THIRD_PARTY.md names, and imports what embind.go answers: the names are the linker's, and another version
// would mean something else by them.
func TestProgram(t *testing.T) {
	code, err := Program()
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(code)
	list, err := os.ReadFile("../../THIRD_PARTY.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(list), hex.EncodeToString(sum[:])) {
		t.Errorf("THIRD_PARTY.md does not have the SHA-256 of the program, %x", sum)
	}

	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer runtime.Close(ctx)
	compiled, err := runtime.CompileModule(ctx, code)
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]string{}
	for _, f := range compiled.ImportedFunctions() {
		module, name, _ := f.Import()
		asked[module+"."+name] = strings.Repeat("i", len(f.ParamTypes())) + "→" + strings.Repeat("i", len(f.ResultTypes()))
	}
	for i, f := range imports {
		want := strings.Repeat("i", f.params) + "→"
		if f.gives {
			want += "i"
		}
		name := "a." + importName(i)
		if asked[name] != want {
			t.Errorf("the program imports %s as %q, and %q is there", name, asked[name], want)
		}
		delete(asked, name)
	}
	if len(asked) > 0 {
		t.Errorf("nobody answers %v", asked)
	}
	for _, name := range []string{exportStart, exportAlloc, exportFree} {
		if compiled.ExportedFunctions()[name] == nil {
			t.Errorf("the program has no %s", name)
		}
	}
}

// The folder of compiled code saves time, and can do no harm when it is damaged or cannot be written.
func TestCodeCache(t *testing.T) {
	in := shade(50, 40, false)
	encode := func(dir string) []byte {
		t.Helper()
		e := New(dir)
		defer e.Close()
		data, err := e.Lossy(in, 78)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	want := encode("")
	dir := t.TempDir()
	for what, spoil := range map[string]func([]byte) []byte{
		"made":    nil,
		"whole":   func(b []byte) []byte { return b },
		"cut":     func(b []byte) []byte { return b[:len(b)/2] },
		"empty":   func([]byte) []byte { return nil },
		"garbage": func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) },
	} {
		files := 0
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || spoil == nil {
				return err
			}
			files++
			code, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, spoil(code), 0o600)
		})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(encode(dir), want) {
			t.Errorf("%s (%d files): other bytes", what, files)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(encode(filepath.Join(file, "below")), want) {
		t.Error("a folder that cannot be made changes what is encoded")
	}
}

func BenchmarkEncode(b *testing.B) {
	e := New("")
	defer e.Close()
	in := shade(1600, 900, false)
	for b.Loop() {
		if _, err := e.Lossy(in, 78); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStart(b *testing.B) {
	in := shade(8, 8, false)
	kept := b.TempDir()
	for _, dir := range []string{"", kept} {
		b.Run(map[bool]string{true: "compiled", false: "found"}[dir == ""], func(b *testing.B) {
			for b.Loop() {
				e := New(dir)
				if _, err := e.Lossy(in, 78); err != nil {
					b.Fatal(err)
				}
				e.Close()
			}
		})
	}
}
