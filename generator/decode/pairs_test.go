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
	rapid.Check(t, func(t *rapid.T) {
		b := &Bilingual{File: "data/tiers.yaml", Language: "de", Original: []byte(pairsOriginal)}
		if before := rapid.SampledFrom(pairsTranslations).Draw(t, "before"); before != "" {
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
		for _, comment := range []string{"# stufen", "# die Flagge", "# silber", "  # Anmerkung", "# nothing yet"} {
			if strings.Contains(string(b.Translation), comment) != strings.Contains(string(made), comment) {
				t.Fatalf("the comment %q was lost or made\n%s", comment, made)
			}
		}
		if problems := File("data/tiers.de.yaml", made).Problems; len(problems) > 0 && len(texts) > 0 {
			if before := File("data/tiers.de.yaml", b.Translation).Problems; len(before) == 0 {
				t.Fatalf("%v\n%s", problems, made)
			}
		}
	})
}
