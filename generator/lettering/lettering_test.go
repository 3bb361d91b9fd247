package lettering_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/lettering"
)

// tofu is a glyph 0 in the name of a shape.
var tofu = regexp.MustCompile(`(^\S+| \S+)? 0,`)

func set(t testing.TB, fonts *lettering.Fonts, text lettering.Text, fit lettering.Fit) (block *lettering.Block) {
	t.Helper()
	fonts.Use(func(s *lettering.Setter) { block = s.Set(text, fit) })
	return block
}

func missing(fonts *lettering.Fonts, text string) (out string) {
	fonts.Use(func(s *lettering.Setter) {
		for _, style := range []lettering.Style{lettering.Serif, lettering.Sans, lettering.Strong, lettering.Display} {
			lost, _ := s.Cover(lettering.Text{S: text, Style: style})
			out = string(lost)
		}
	})
	return out
}

// read gives back what the lines of a block are read as.
func read(b *lettering.Block) string {
	var lines []string
	for _, l := range b.Lines {
		line := ""
		for _, s := range l.Shapes {
			line += s.Text
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "")
}

func TestEmbeddedFontsCoverEurope(t *testing.T) {
	fonts := lettering.New(nil, nil)
	for _, text := range []string{
		"Příliš žluťoučký kůň úpěl ďábelské ódy — ŘŠŽ", "Zażółć gęślą jaźń", "Árvíztűrő tükörfúrógép", "Þjóðin æ ð ö ẞ ß Œ œ ĳ Ŀ ŉ",
		"Đặng Thị Hồng Nhung và Nguyễn Ước", "İstanbul ılıman şğ", "Ţară ţ Țară ț", "Ċ ġ ħ ż Ə ə Ŋ ŋ", "“Quotes” ‘single’ «guillemets» – — … · • № € £ ¥ © ® ™ ½ § ¶ † ° × −",
		"Ξεσκεπάζω τὴν ψυχοφθόρα βδελυγμία ΆΈΉΊΌΎΏ", "Съешь же ещё этих мягких французских булок", "Ґанок їжак єнот Љ Њ Ћ Ђ Џ Ў Қ Ғ Ң Ө Ү Ұ Һ Ә",
		"1234567890 (100 %) +49/30 @ & # * [x] {y} <z> ~ ^ _ | \\",
	} {
		if lost := missing(fonts, text); lost != "" {
			t.Errorf("%q lacks %q", text, lost)
		}
	}
}

func TestMissingIsToldAndNeverSetAsTofu(t *testing.T) {
	fonts := lettering.New(nil, nil)
	if got := missing(fonts, "Kawanami 川波 株式会社"); got != "川波株式会社" {
		t.Errorf("missing are %q", got)
	}
	if got := missing(fonts, "plain \u200d\u200f\u00ad text\u00a0!"); got != "" {
		t.Errorf("characters that draw nothing are missing: %q", got)
	}
}

// Every style has all of ASCII, of which Cover does not ask.
func TestASCII(t *testing.T) {
	var all strings.Builder
	for r := '!'; r <= '~'; r++ {
		all.WriteRune(r)
	}
	for _, style := range []lettering.Style{lettering.Serif, lettering.Sans, lettering.Strong, lettering.Display} {
		lettering.New(nil, nil).Use(func(s *lettering.Setter) {
			b := s.Set(lettering.Text{S: all.String(), Lang: "en", Style: style}, lettering.Fit{Width: 10000, Max: 20, Leading: 1.2})
			if got := read(b); got != all.String() {
				t.Errorf("style %v is read as %q", style, got)
			}
			for _, l := range b.Lines {
				for _, shape := range l.Shapes {
					if tofu.MatchString(shape.ID) {
						t.Errorf("style %v has no %q", style, shape.Text)
					}
				}
			}
		})
	}
}

// A text fits its box at every length, keeps its order, and no letter of it is a box.
func TestFits(t *testing.T) {
	fonts := lettering.New(nil, nil)
	letters := []rune("abcdefghijklmnoprstuvwxyzÄÖÜßéèñłøþđŚčΑλφάώЖщыїABCDEFGH 0123456789 -–—.,'’()&/ ")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom(letters), 1, 300, -1).Draw(t, "text")
		fit := lettering.Fit{
			Width: rapid.Float64Range(20, 700).Draw(t, "width"), Height: rapid.Float64Range(12, 300).Draw(t, "height"),
			Max: rapid.Float64Range(6, 90).Draw(t, "max"), Min: 6, Leading: 1.2, Lines: rapid.IntRange(0, 5).Draw(t, "lines"),
			OneLine: rapid.SampledFrom([]float64{0, .6}).Draw(t, "one line"), Ragged: rapid.Bool().Draw(t, "ragged"),
		}
		var b *lettering.Block
		fonts.Use(func(s *lettering.Setter) { b = s.Set(lettering.Text{S: text, Lang: "en"}, fit) })
		want := strings.Join(strings.Fields(text), " ")
		if want == "" {
			return
		}
		if got := read(b); got != want {
			t.Fatalf("%q is read as %q", want, got)
		}
		if b.Width > fit.Width+.1 || b.Height() > fit.Height+.1 || fit.Lines > 0 && len(b.Lines) > fit.Lines {
			t.Fatalf("%v × %v in %d lines does not fit %v × %v", b.Width, b.Height(), len(b.Lines), fit.Width, fit.Height)
		}
		for _, l := range b.Lines {
			for _, s := range l.Shapes {
				if tofu.MatchString(s.ID) {
					t.Fatalf("%q is a box", s.Text)
				}
			}
		}
	})
}

// What cannot be set at all still does not end the program.
func TestAnyText(t *testing.T) {
	fonts := lettering.New(nil, nil)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		fonts.Use(func(s *lettering.Setter) {
			s.Cover(lettering.Text{S: text})
			s.Set(lettering.Text{S: text, Lang: rapid.SampledFrom([]string{"", "en", "ar", "ja", "xx"}).Draw(t, "lang")}, lettering.Fit{Width: 100, Max: 20, Min: 5, Leading: 1.2})
		})
	})
}

// Several goroutines get what one gets.
func TestConcurrent(t *testing.T) {
	fonts := lettering.New(nil, nil)
	fit := lettering.Fit{Width: 200, Max: 30, Min: 8, Leading: 1.2}
	want := set(t, fonts, lettering.Text{S: "Ein Preis für Grünfläche"}, fit)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got := set(t, fonts, lettering.Text{S: "Ein Preis für Grünfläche"}, fit)
			if got.Size != want.Size || got.Width != want.Width || len(got.Lines) != len(want.Lines) {
				t.Error("another size")
			}
		})
	}
	wg.Wait()
}

func TestBadFontIsTold(t *testing.T) {
	var told []string
	fonts := lettering.New([]lettering.File{
		{Name: "broken.ttf", Data: func() ([]byte, error) { return []byte("no font at all"), nil }},
		{Name: "gone.ttf", Data: func() ([]byte, error) { return nil, errors.New("it is not there") }},
	}, func(name string, err error) { told = append(told, name) })
	if got := missing(fonts, "漢"); got != "漢" {
		t.Errorf("missing are %q", got)
	}
	missing(fonts, "字")
	if strings.Join(told, " ") != "broken.ttf gone.ttf" {
		t.Errorf("told of %q", told)
	}
}

// system gives a font of the machine, such as those of Debian's packages; the test is skipped where it is not there.
func system(t *testing.T, pattern string) lettering.File {
	t.Helper()
	found, _ := filepath.Glob(pattern)
	if len(found) == 0 {
		t.Skip("there is no " + pattern)
	}
	return lettering.File{Name: found[0], Data: func() ([]byte, error) { return os.ReadFile(found[0]) }}
}

func TestRightToLeft(t *testing.T) {
	fonts := lettering.New([]lettering.File{system(t, "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")}, nil)
	fit := lettering.Fit{Width: 400, Max: 30, Min: 8, Leading: 1.2}
	for _, text := range []string{"شركة الرمال للتبريد", "חברת אנרגיה בע״מ"} {
		if lost := missing(fonts, text); lost != "" {
			t.Fatalf("%q lacks %q", text, lost)
		}
		b := set(t, fonts, lettering.Text{S: text}, fit)
		if !b.Right || len(b.Lines) != 1 {
			t.Errorf("%q is not set from right to left", text)
		}
		// The first letter is the last from the left.
		shapes := b.Lines[0].Shapes
		if first := shapes[len(shapes)-1].Text; !strings.HasPrefix(text, first) {
			t.Errorf("%q ends in %q", text, first)
		}
	}
	// A number in an Arabic phrase stands at its left, also within an English line.
	b := set(t, fonts, lettering.Text{S: "See \u2068جوائز 2026\u2069 now"}, fit)
	if got := read(b); strings.Index(got, "2026") > strings.Index(got, "ج") {
		t.Errorf("seen from the left it is %q", got)
	}
	// Joined letters have other forms than letters that stand alone.
	joined, alone := set(t, fonts, lettering.Text{S: "بب"}, fit), set(t, fonts, lettering.Text{S: "ب"}, fit)
	if joined.Lines[0].Shapes[0].ID == alone.Lines[0].Shapes[0].ID {
		t.Error("Arabic letters are not joined")
	}
}

// A block that a setter remembers is the one that a new setter makes, whatever the text, its language, style and box were set for before.
func TestRemembered(t *testing.T) {
	fonts := lettering.New(nil, nil)
	texts, boxes := []lettering.Text{}, []lettering.Fit{}
	for i := range 300 { // more than are remembered
		texts = append(texts, lettering.Text{S: fmt.Sprint("Şişli Enerji ", i%150), Lang: []string{"tr", "en"}[i%2], Style: lettering.Style(i % 3), Tracking: i % 2})
		boxes = append(boxes, lettering.Fit{Width: float64(60 + i%5*40), Max: 30, Min: 10, Lines: 1 + i%3, Leading: 1.2, Around: i%7 == 0})
	}
	fonts.Use(func(used *lettering.Setter) {
		for range 2 {
			for i := range texts {
				used.Set(texts[i], boxes[i])
			}
		}
		for i := 0; i < len(texts); i += 30 {
			got, again := used.Set(texts[i], boxes[i]), used.Set(texts[i], boxes[i])
			if got != again {
				t.Errorf("%q is set anew", texts[i].S)
			}
			lettering.New(nil, nil).Use(func(fresh *lettering.Setter) {
				if want := fresh.Set(texts[i], boxes[i]); fmt.Sprint(places(got)) != fmt.Sprint(places(want)) || got.Size != want.Size || got.Width != want.Width {
					t.Errorf("%q in %+v: %v, and new %v", texts[i].S, boxes[i], places(got), places(want))
				}
			})
		}
	})
}

// places are the letters of a block with where they stand.
func places(b *lettering.Block) (out []string) {
	for _, l := range b.Lines {
		for _, s := range l.Shapes {
			out = append(out, fmt.Sprint(s.ID, " ", s.X))
		}
	}
	return out
}
