package decode

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const pairsOriginal = `- id: gold
  name: Gold
  summary: The most.
  criteria: [Ten boats, "Two: piers"]
  benefits:
    - {text: Free berths}
    - {text: A flag}
  review: {every: year}
- id: silver
  name: Silver
  criteria:
    - One boat
`

// translations are ways to write what a translation has before.
var pairsTranslations = []string{
	"",
	"# nothing yet\n",
	"- {id: silver, name: Silber}\n",
	"# stufen\n- id: gold # hoch\n  benefits:\n    - text: Liegeplätze\n\n    # die Flagge\n    - {text: Flagge}\n# silber\n- id: silver\n",
	"- id: gold\n  summary: |\n    Das meiste.\n\n    # keine Anmerkung\n  # Anmerkung\n  criteria: [Zehn, Zwei]\n  review:\n- name: 'Silber'   # wie das Metall\n  id: silver",
	"-\n  id: gold\n  name: >-\n    Das\n    Gold\n  review: &r {every: Jahr}\n",
}

// Whatever texts are put into whatever form of a file, they are there afterwards, all others are as they were, and so are the comments of maps and
// lists in lines.
func TestTranslateIsReadAgain(t *testing.T) {
	readAgain(t, "data/tiers.yaml", pairsOriginal, pairsTranslations, "# stufen", "# die Flagge", "# silber", "  # Anmerkung", "# nothing yet")
}

// readAgain puts any texts into translations of a file, and reads what was made.
func readAgain(t *testing.T, file, original string, translations []string, comments ...string) {
	translated := strings.TrimSuffix(file, ".yaml") + ".de.yaml"
	rapid.Check(t, func(t *rapid.T) {
		b := &Bilingual{File: file, Language: "de", Original: []byte(original)}
		if before := rapid.SampledFrom(translations).Draw(t, "before"); before != "" {
			b.Translation = []byte(before)
		}
		was, err := b.Pairs()
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab :#-'\"\\\n{}[]&*|>%@`,?!=ü漢\u200f\t")))
		for _, p := range was {
			if rapid.Bool().Draw(t, p.Key) {
				texts[p.Key] = strings.TrimSpace(text.Draw(t, "text"))
			}
		}
		made, left, err := b.Translate(texts)
		if err != nil {
			t.Fatalf("%v\n%s", err, made)
		}
		after := *b
		after.Translation = made
		is, err := after.Pairs()
		if err != nil {
			t.Fatalf("%v\n%s", err, made)
		}
		for i, p := range is {
			want := was[i].Translation
			list := strings.TrimRight(p.Key, "0123456789")
			if fresh := texts[p.Key]; fresh != "" && !strings.Contains(strings.Join(left, ".\n")+".\n", list+"\n") {
				want = fresh
			}
			if p.Translation != want {
				t.Fatalf("%s is %q, not %q\n%s", p.Key, p.Translation, want, made)
			}
		}
		for _, comment := range comments {
			if strings.Contains(string(b.Translation), comment) != strings.Contains(string(made), comment) {
				t.Fatalf("the comment %q was lost or made\n%s", comment, made)
			}
		}
		if problems := File(translated, made).Problems; len(problems) > 0 && len(texts) > 0 {
			if before := File(translated, b.Translation).Problems; len(before) == 0 {
				t.Fatalf("%v\n%s", problems, made)
			}
		}
	})
}

// Forms of files that are not in the property above.
func TestTranslateForms(t *testing.T) {
	for _, c := range []struct {
		name, file, original, before string // a translation that is the same file has no before
		texts                        map[string]string
		want, left                   string
	}{
		{
			"brackets", "plaudit.yaml", "title: A\norganization: {name: O}\ncta: {text: Join, label: Go, url: /x/}\nlanguages: {de: {title: B}, fr: {title: C}}\n", "",
			map[string]string{"organization.name": "P", "cta.label": "Los: jetzt"},
			"title: A\norganization: {name: O}\ncta: {text: Join, label: Go, url: /x/}\nlanguages:\n  de:\n    title: B\n    organization:\n      name: P\n    cta:\n      label: \"Los: jetzt\"\n  fr: {title: C}\n", "",
		},
		{
			"nothing yet", "plaudit.yaml", "title: A\nlanguages:\n  de:\n  fr: {title: C}\n", "",
			map[string]string{"title": "B"}, "title: A\nlanguages:\n  de:\n    title: B\n  fr: {title: C}\n", "",
		},
		{
			"a whole list", "plaudit.yaml", "title: A\nlanguages: {de: {title: B}}\nmenu: [{label: One, url: /1/}, {label: Two, url: /2/}]\n", "",
			map[string]string{"menu.1.label": "Eins"}, "title: A\nlanguages: {de: {title: B}}\nmenu: [{label: One, url: /1/}, {label: Two, url: /2/}]\n", "menu",
		},
		{
			"Markdown", "content/updates/a.md", "---\ntitle: T\nmenu: Menu\n---\n\nBody.\n", "",
			map[string]string{"title": "U", "menu": "Karte", "body": "Text.\n\n---\n\nMehr."}, "---\ntitle: U\nmenu: Karte\n---\n\nText.\n\n---\n\nMehr.\n", "",
		},
		{
			"a citation in front matter", "content/awards/2026/a.md", "---\ncategory: c\npartners: [p]\n---\nWell done.\n", "---\ncitation: Gut # oder sehr gut\n---\n",
			map[string]string{"citation": "Sehr gut."}, "---\ncitation: Sehr gut. # oder sehr gut\n---\n", "",
		},
		{
			"one for a list", "data/partners/a.yaml", "name: A\nfeatured: {until: 2026-05-01, reason: Why}\n", "name: B\n",
			map[string]string{"featured.1.reason": "Darum"}, "name: B\nfeatured:\n  - reason: Darum\n", "",
		},
		{
			"places in a list", "data/awards/2026.yaml", "date: 2026-01-01\ntimeline:\n  - {date: 2026-01-01, label: One}\n  - {date: 2026-01-02, label: Two}\n", "",
			map[string]string{"timeline.2.label": "Zwei"}, "timeline:\n  - {}\n  - label: Zwei\n", "",
		},
	} {
		b := &Bilingual{File: c.file, Language: "de", Original: []byte(c.original)}
		if c.before != "" {
			b.Translation = []byte(c.before)
		}
		if c.file == "plaudit.yaml" {
			b.Translation = b.Original
		}
		made, left, err := b.Translate(c.texts)
		if err != nil || string(made) != c.want || strings.Join(left, " ") != c.left {
			t.Errorf("%s: %v, left %q\n%s\nwant\n%s", c.name, err, left, made, c.want)
		}
		name := strings.TrimSuffix(strings.TrimSuffix(c.file, ".yaml"), ".md") + ".de" + c.file[strings.LastIndex(c.file, "."):]
		if c.file == "plaudit.yaml" {
			continue
		}
		for _, p := range File(name, made).Problems {
			t.Errorf("%s: %s", c.name, p.Text)
		}
	}
	b := &Bilingual{File: "data/tiers.yaml", Language: "de", Original: []byte(pairsOriginal)}
	if _, _, err := b.Translate(map[string]string{"gold.nam": "Gold"}); err == nil {
		t.Error("an unknown key was taken")
	}
}
