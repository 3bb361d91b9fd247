package generator_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/themes"
)

// ofMine gives what a check of the theme says of a small site with these files, each as "file:line:column code text; hint".
func ofMine(t *testing.T, config string, files map[string]string) []string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("plaudit.yaml", "title: T\nbase_url: https://t.example/\norganization: {name: T}\n"+config)
	for name, text := range files {
		write(name, text)
	}
	r, err := generator.CheckTheme(context.Background(), generator.Input{Dir: dir, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, d := range r.Problems {
		said = append(said, d.At.String()+" "+d.Code.ID+" "+d.Text+"; "+d.Hint)
	}
	return said
}

const mine = "name: mine\ncontract: 1\nparent: podium\n"

// TestStylesOfOthers wants a template that leaves classes out to be no reason to find fault with the parent's style sheet, and a reason to find
// fault with the designer's own.
func TestStylesOfOthers(t *testing.T) {
	files := map[string]string{
		"themes/mine/theme.yaml":                     mine,
		"themes/mine/templates/partials/metric.html": `<div>{{template "text" .Label}}</div>`,
	}
	if said := ofMine(t, "theme: mine\n", files); len(said) > 0 {
		t.Errorf("of podium's sheet: %v", said)
	}
	files["themes/mine/assets/css/mine.css"] = ".metric-value { margin: 0; }\n"
	said := ofMine(t, "theme: mine\n", files)
	if len(said) != 1 || !strings.HasPrefix(said[0], "themes/mine/assets/css/mine.css:1:1 P143 ") {
		t.Errorf("of the theme's own: %v", said)
	}

	// A copy of podium's is the designer's.
	delete(files, "themes/mine/assets/css/mine.css")
	sheet, err := fs.ReadFile(themes.FS(), "podium/assets/css/podium.css")
	if err != nil {
		t.Fatal(err)
	}
	files["themes/mine/assets/css/podium.css"] = string(sheet)
	said = ofMine(t, "theme: mine\n", files)
	if !slices.ContainsFunc(said, func(s string) bool {
		return strings.Contains(s, `P143 no template of the theme has the class "metric-value"`)
	}) {
		t.Errorf("of a copy: %v", said)
	}
}

// TestStylePlaces wants the place of a class to be where it stands, behind texts and comments of letters that have several bytes.
func TestStylePlaces(t *testing.T) {
	said := ofMine(t, "theme: mine\n", map[string]string{
		"themes/mine/theme.yaml": mine,
		"themes/mine/assets/css/mine.css": "/* Größen — 寸法 */\n.stand::before { content: \"·…→\"; }\n.stand dt { margin: 0; }\n" +
			".stand > dt,\n  .nowhere { margin: 0; }\n.stand { color: var(--nothing); }\n",
	})
	want := []string{"themes/mine/assets/css/mine.css:5:3 P143 ", "themes/mine/assets/css/mine.css:6:21 P145 "}
	if !slices.EqualFunc(said, want, strings.HasPrefix) {
		t.Errorf("said %q, not %q", said, want)
	}
}

// TestStyleSuggestions wants only classes of pages to be suggested: no field, no partial and no piece of a class.
func TestStyleSuggestions(t *testing.T) {
	for class, want := range map[string]string{
		"sitetitle":    `did you mean "site-title"?`, // and not the field SiteTitle
		"nowhere":      "take the rule out",          // the sheet has the word anywhere
		"partner-crad": `did you mean "partner-card"?`,
		"plate-dork":   `did you mean "plate-dark"?`,
		"table-scrol":  `did you mean "table-scroll"?`, // of a script
		"plinth-wim":   `did you mean "plinth-win"?`,   // of a branch
		"pickk":        `did you mean "pick"?`,
	} {
		said := ofMine(t, "theme: mine\n", map[string]string{
			"themes/mine/theme.yaml":          mine,
			"themes/mine/assets/css/mine.css": "." + class + " { margin: 0; }\n",
		})
		if len(said) != 1 || !strings.HasSuffix(said[0], "; "+want) {
			t.Errorf("%s: %q, not %q", class, said, want)
		}
	}
}

// TestColorsOfSheets wants a style sheet that makes text unreadable to be told so, at the declaration, with the nearest colour that can be read.
func TestColorsOfSheets(t *testing.T) {
	for _, c := range []struct {
		about, config, sheet string
		want                 []string // "line:column text" and a hint, each as the beginning of what is said
	}{
		{"ink", "", ".stand { margin: 0; }\n:root { --ink: #999; }\n",
			[]string{`2:9 P142 the token "--ink" (#999999) has a contrast of 2.4 with "--paper-2" (#f1ece2) in light pages, and needs 7; the nearest colours that can be read are "light-dark(#`}},
		{"one of two", "", ":root { --ink-2: light-dark(#57514a, rgb(40 40 40)); }",
			[]string{`1:9 P142 the token "--ink-2" (#282828) has a contrast of 1.1 with "--paper-2" (#211f1c) in dark pages, and needs 4.5; the nearest colours that can be read are "light-dark(#57514a, #`}},
		{"only light pages", "theme_options: {dark: \"off\"}\n", ":root { --ink-2: silver; }",
			[]string{`1:9 P142 the token "--ink-2" (#c0c0c0) has a contrast of 1.5 with "--paper-2" (#f1ece2) in light pages, and needs 4.5; the nearest colour that can be read is "#`}},
		{"dark by media query", "", "/* Größe */ @media screen and (prefers-color-scheme: dark) {\n  html { color: red; --ink: #555 }\n}",
			[]string{`2:22 P142 the token "--ink" (#555555) has a contrast of 2.2 with "--paper-2" (#211f1c) in dark pages`}},
		{"dark by attribute", "", `:root[data-scheme="on"], .stand { --accent-ink: #333; }`,
			[]string{`1:35 P142 the token "--accent-ink" (#333333) has a contrast of 1.3 with "--paper-2" (#211f1c) in dark pages, and needs 4.5`}},
		{"ground", "", "body { --paper: light-dark(#777, #151412); }",
			[]string{`1:8 P142 the token "--paper" (#777777) has a contrast of 1.6 with "--accent-ink" (#7a4b12) in light pages, and that needs 4.5`}},
		{"ground and text", "", ":root { color-scheme: light; --paper: #888; --ink: #777; --ink-2: #000; --accent-ink: black; }",
			[]string{`1:45 P142 the token "--ink" (#777777) has a contrast of 1.2 with "--paper" (#888888) in light pages`}},
		{"condition", "", "body.kind-home { --ink: #f00; }", []string{`1:18 P142 the token "--ink" (#ff0000) has a contrast of 3.`}},

		{"readable", "", ":root { --ink: light-dark(#111, #eee); --ink-2: light-dark(rgb(60, 60, 60), white); }", nil},
		{"both schemes by rules", "", ":root { --ink: #111; } @media (prefers-color-scheme: dark) { :root { --ink: #eee; } }", nil},
		{"overridden", "", ":root { --ink: #999; --ink: light-dark(#111, #eee); }", nil},
		{"its own grounds", "", ":root { --paper: #000; --paper-2: #111; --ink: #eee; --ink-2: #ccc; --accent-ink: #ccc; }", nil},
		{"grounds of a condition", "", "body.kind-home { --paper: #000; --paper-2: #111; --ink: #eee; --ink-2: #ccc; --accent-ink: #ccc; }", nil},
		{"no dark pages", "", ":root { color-scheme: light; --ink: #111; --ink-2: #222; }", nil},
		{"not computed", "", ":root { --ink: color-mix(in srgb, rgb(200, 200, 200) 50%, white); --ink-2: var(--line); --accent-ink: #9998; }", nil},
		{"ground not computed", "", ":root { --ink: #999; --paper: var(--line); --paper-2: var(--line); }", nil},
		{"not of the page", "", ".stand { --ink: #999; } :root .stand { --ink: #999; } @media print { :root { --ink: #999; } } /* :root { --ink: #999; } */", nil},
		{"no text", "", ":root { --line: #ddd; --accent: #ffcc00; }", nil},
	} {
		said := ofMine(t, "theme: mine\n"+c.config, map[string]string{"themes/mine/theme.yaml": mine, "themes/mine/assets/css/mine.css": c.sheet})
		if !slices.EqualFunc(said, c.want, func(s, want string) bool { return strings.HasPrefix(s, "themes/mine/assets/css/mine.css:"+want) }) {
			t.Errorf("%s: said %q, not %q", c.about, said, c.want)
		}
	}
}

// TestColorsOfTwoSheets wants a colour to be judged by the ground that another sheet of the theme sets, since a page may have both.
func TestColorsOfTwoSheets(t *testing.T) {
	files := map[string]string{
		"themes/mine/theme.yaml":           mine,
		"themes/mine/assets/css/text.css":  ":root { --ink: #eee; --ink-2: #ccc; --accent-ink: #ccc; }",
		"themes/mine/assets/css/paper.css": ":root { --paper: #000; --paper-2: #111; }",
	}
	if said := ofMine(t, "theme: mine\n", files); len(said) > 0 {
		t.Errorf("said %q", said)
	}
}
