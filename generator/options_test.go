package generator_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
)

// optionsOf builds a small site with theme options, and gives its style sheet of them and the codes of what was said.
func optionsOf(t *testing.T, options string) (sheet string, codes []string) {
	t.Helper()
	dir := t.TempDir()
	config := "title: T\nbase_url: https://t.example/\norganization: {name: T}\ntheme_options: {" + options + "}\n"
	if err := os.WriteFile(filepath.Join(dir, "plaudit.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	r, err := generator.Build(context.Background(), generator.Input{Dir: dir, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}, out, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Problems {
		codes = append(codes, d.Code.ID+" "+d.At.String()+" "+d.Hint)
	}
	err = filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(filepath.Base(name), "options.") {
			data, err := os.ReadFile(name)
			sheet += string(data)
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sheet, codes
}

// TestOptionsReachTheSheet wants each option of podium to change what pages are styled by.
func TestOptionsReachTheSheet(t *testing.T) {
	for _, c := range []struct{ options, want string }{
		{`accent: "#0b5d4a"`, "--accent-light:#0b5d4a;"},
		{`accent_dark: "#7fd1bd"`, "--accent-dark:#7fd1bd;"},
		{`neutral: cool`, "--paper:light-dark(#f7f9fb,#111418);"},
		{`font: sans`, `--display:Inter, "Helvetica Neue"`},
		{`font: didone`, `--display-large:"Noto Serif Display", var(--display);`},
		{`font: serif`, `--display-large:var(--display);`},
		{`radius: round`, "--radius:10px;"},
		{`density: compact`, "--leading:1.5;"},
	} {
		sheet, said := optionsOf(t, c.options)
		if !strings.Contains(sheet, c.want) || len(said) > 0 {
			t.Errorf("%s: no %q in %s (%v)", c.options, c.want, sheet, said)
		}
	}
}

// TestUnreadableAccents wants a colour that cannot be read to be named with the nearest that can, and not to be used.
func TestUnreadableAccents(t *testing.T) {
	for _, c := range []struct {
		options string
		said    string // how the one diagnostic begins; empty: there is none
		not     string // what the sheet must not say
	}{
		{`accent: "#ffcc00"`, `P142 plaudit.yaml:4:17 the nearest colour that can be read is "#`, "--accent-ink:#ffcc00"},
		{`accent: "#ffcc00", dark: "on"`, "", "--accent-dark:#ffcc00;--accent-ink:#ffcc00"},
		{`accent_dark: "#222222"`, `P142 plaudit.yaml:4:17 the nearest colour that can be read is "#`, "--accent-dark:#222222"},
		{`accent_dark: "#222222", dark: "off"`, "", "\x00"},
		{`accent: "#000000"`, "", "--accent-dark:#000000"},
	} {
		sheet, said := optionsOf(t, c.options)
		if c.said == "" && len(said) > 0 || c.said != "" && (len(said) != 1 || !strings.HasPrefix(said[0], c.said)) {
			t.Errorf("%s: said %v", c.options, said)
		}
		if sheet == "" || strings.Contains(sheet, c.not) {
			t.Errorf("%s: the sheet is %s", c.options, sheet)
		}
	}
}
