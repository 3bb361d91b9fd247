package asset_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/asset"
)

func rgb(t interface{ Fatal(...any) }, s string) asset.RGB {
	c, err := asset.ParseColor(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestReadableKeepsWhatPasses wants a colour that can be read to stay as the brand has it.
func TestReadableKeepsWhatPasses(t *testing.T) {
	paper := rgb(t, "#faf7f1")
	for _, brand := range []string{"#0b5d4a", "#000000", "#1a3fd1"} {
		if got, ok := asset.Readable(rgb(t, brand), 4.5, paper); !ok || got.String() != brand {
			t.Errorf("%s became %s (%v)", brand, got, ok)
		}
	}
}

func TestReadableKnownColours(t *testing.T) {
	for _, c := range []struct{ brand, ground, want string }{
		{"#ffcc00", "#ffffff", ""},
		{"#777777", "#ffffff", "#767676"}, // the lightest grey that passes on white, as every guide to WCAG says
		{"#000000", "#000000", ""},
	} {
		got, ok := asset.Readable(rgb(t, c.brand), 4.5, rgb(t, c.ground))
		if !ok || asset.Contrast(got, rgb(t, c.ground)) < 4.5 {
			t.Errorf("%s on %s became %s (%v)", c.brand, c.ground, got, ok)
		}
		if c.want != "" && got.String() != c.want {
			t.Errorf("%s on %s became %s, not %s", c.brand, c.ground, got, c.want)
		}
	}
	if got, ok := asset.Readable(rgb(t, "#808080"), 7, rgb(t, "#000000"), rgb(t, "#ffffff")); ok {
		t.Errorf("%s cannot have 7:1 on black and on white", got)
	}
}

// TestReadableAlwaysPasses: on any one ground there is a colour with 4.5, and it is found.
func TestReadableAlwaysPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) asset.RGB {
			n := rapid.Uint32Range(0, 1<<24-1).Draw(t, name)
			return asset.RGB{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}
		}
		c, ground := draw("colour"), draw("ground")
		got, ok := asset.Readable(c, 4.5, ground)
		if !ok || asset.Contrast(got, ground) < 4.5 {
			t.Fatalf("%s on %s became %s (%v)", c, ground, got, ok)
		}
	})
}
