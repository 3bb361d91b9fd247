package themes

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// Points between items are of the style sheet (.run and .dots), so that no line ends or begins with one. A letter and a certificate have none: lines of
// the one are written for mail programs, those of the other are centred. A level's words are a text within an item.
func TestSeparatorsAreStyles(t *testing.T) {
	files := theme(t, "podium")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch path.Base(name) {
		case "email.html", "certificate.html", "level.html":
			continue
		}
		if path.Ext(name) == ".html" && strings.Contains(string(files[name].Data), "·") {
			t.Errorf("%s has a point between items: give its line the class dots", name)
		}
	}
	for _, sheet := range []string{"assets/css/podium.css", "assets/css/embed.css"} {
		if css := string(files[sheet].Data); !strings.Contains(css, "overflow-x: clip") || !strings.Contains(css, `content: "·"; content: "·" / ""`) {
			t.Errorf("%s does not draw the points of .dots", sheet)
		}
	}
}

// Headings of a body and the words of criteria that changed are in the language of their text, which a translated page may not have.
func TestTextsTakenFromBodiesKeepTheirLanguage(t *testing.T) {
	files := theme(t, "podium")
	for name, want := range map[string]string{
		"templates/partials/post.html":          `{{with .Body.Lang}} lang="{{.}}"{{end}}{{with .Body.Dir}} dir="{{.}}"{{end}}>{{template "contents" .Contents}}`,
		"templates/pages/case-study.html":       `{{with .Body.Lang}} lang="{{.}}"{{end}}{{with .Body.Dir}} dir="{{.}}"{{end}}>{{template "contents" .Contents}}`,
		"templates/partials/changed-lines.html": `<ins><span class="hidden">{{t "changed.added"}} </span><span{{with $.Criteria.Lang}} lang="{{.}}"{{end}}>{{.Text}}</span></ins>`,
	} {
		if !strings.Contains(string(files[name].Data), want) {
			t.Errorf("%s does not say the language of what it takes from a body", name)
		}
	}
}

// One award is not counted above itself; wins are counted before the lower levels.
func TestCountsOfAProfile(t *testing.T) {
	page := string(theme(t, "podium")["templates/pages/partner.html"].Data)
	for _, want := range []string{`{{if or (gt (len .LevelCounts) 1) (gt (len .Awards) 1)}}`, `{{if .Wins}}<li>{{t "number.awards" "count" .Wins}}</li>{{end}}`} {
		if !strings.Contains(page, want) {
			t.Errorf("a profile lacks %s", want)
		}
	}
}
