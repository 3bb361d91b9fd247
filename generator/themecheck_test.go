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
