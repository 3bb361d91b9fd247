package decode

import "testing"

const editionOriginal = `name: Awards
summary: The year.
cover: {src: a.svg, alt: Piers}
timeline:
  - {date: 2024-01-01, label: Call}
  - {date: 2024-04-18, label: Ceremony}
jury:
  - {name: Ada, role: Chair}
  - {name: Ben, role: Member}
levels:
  - {id: winner, name: Winner}
  - {id: finalist, name: Finalist}
results:
  - id: quay
    category: harbour
    partners: [quay]
    citation: For boats.
    metrics:
      - {label: Boats, unit: boats}
  - {id: pier, category: harbour, partners: [pier], citation: For piers.}
  - category: bridge
    none: true
    reason: No bridges.
`

// Where a new key and a new entry of a list are put in before the same line, each is where it belongs: the entry in its list, the key in its map.
func TestTranslateAtTheSameLine(t *testing.T) {
	for _, c := range []struct {
		name, before string
		texts        map[string]string
		want         string
	}{
		{
			"a key and an entry", "name: Preise\nresults:\n  - id: quay\n    citation: Für Boote.\n",
			map[string]string{"jury.1.role": "Vorsitz", "results.pier.citation": "Für Stege."},
			"name: Preise\nresults:\n  - id: quay\n    citation: Für Boote.\n  - id: pier\n    citation: Für Stege.\njury:\n  - role: Vorsitz\n  - {}\n",
		},
		{
			"a key and an entry without award", "results:\n  - id: quay\n    citation: Für Boote.\n",
			map[string]string{"timeline.1.label": "Ausschreibung", "results.bridge.reason": "Keine Brücken."},
			"results:\n  - id: quay\n    citation: Für Boote.\n  - category: bridge\n    none: true\n    reason: Keine Brücken.\ntimeline:\n  - label: Ausschreibung\n  - {}\n",
		},
		{
			"an entry as far left as its key", "results:\n- id: quay\n  citation: Für Boote.\n",
			map[string]string{"name": "Preise", "results.pier.citation": "Für Stege."},
			"results:\n- id: quay\n  citation: Für Boote.\n- id: pier\n  citation: Für Stege.\nname: Preise\n",
		},
		{
			"a key, an entry and a key of an entry", "results:\n  - id: quay\n    metrics:\n      - label: Boote\n",
			map[string]string{"name": "Preise", "results.quay.citation": "Für Boote.", "results.pier.citation": "Für Stege."},
			"results:\n  - id: quay\n    metrics:\n      - label: Boote\n    citation: Für Boote.\n  - id: pier\n    citation: Für Stege.\nname: Preise\n",
		},
		{
			"an entry before a key that is replaced", "results:\n  - id: quay\n    citation: Für Boote.\nname: Preis\n",
			map[string]string{"name": "Preise", "results.pier.citation": "Für Stege."},
			"results:\n  - id: quay\n    citation: Für Boote.\n  - id: pier\n    citation: Für Stege.\nname: Preise\n",
		},
	} {
		b := &Bilingual{File: "data/awards/2024.yaml", Language: "de", Original: []byte(editionOriginal), Translation: []byte(c.before)}
		made, left, err := b.Translate(c.texts)
		if err != nil || string(made) != c.want || len(left) > 0 {
			t.Errorf("%s: %v, left %q\n%s\nwant\n%s", c.name, err, left, made, c.want)
		}
		for _, p := range File("data/awards/2024.de.yaml", made).Problems {
			t.Errorf("%s: %s", c.name, p.Text)
		}
	}
}

// As TestTranslateIsReadAgain, of a map that has lists: its keys in another order than the original's, lists as far left as their keys, lists at the
// end of other lists.
func TestTranslateEditionIsReadAgain(t *testing.T) {
	readAgain(t, "data/awards/2024.yaml", editionOriginal, []string{
		"name: Preise\nresults:\n  - id: quay\n    citation: Für Boote.\n",
		"results:\n- category: bridge\n  none: true\n  reason: Keine.\n- id: quay\n  metrics:\n  - label: Boote\n\n# Schluss\n",
		"results:\n  - id: pier\n    citation: >-\n      Für\n      Stege.\n  # ein Steg\n\n# Stufen\nlevels:\n  - {id: finalist, name: Finalist}\n\n# oben\nname: Preise # zwei\n",
		"levels:\n  - id: winner\n    name: Sieger\ntimeline: # wann\n- label: Ausschreibung\n- label: Feier\ncover:\n  alt: Stege\nsummary: |\n  Das Jahr.\n\n",
		"jury:\n  - role: Vorsitz\n  - {}\nresults: [{id: pier, citation: Stege}]",
	}, "# Schluss", "# ein Steg", "# Stufen", "# oben", "# zwei", "# wann")
}

// Of all texts the one that is wrong is named, wherever it stands.
func TestAmiss(t *testing.T) {
	leaf := func(path, had, fresh string) *twin { return &twin{leaf: true, path: path, had: had, fresh: fresh} }
	was := []*twin{leaf("name", "Preise", ""), leaf("jury.1.name", "", ""), leaf("jury.1.role", "", "Vorsitz"), leaf("venue", "Hafen", "Kai")}
	name, ada, chair, quay := leaf("name", "Preise", ""), leaf("jury.1.name", "", ""), leaf("jury.1.role", "Vorsitz", ""), leaf("venue", "Kai", "")
	for want, is := range map[string][]*twin{
		"":            {name, ada, chair, quay},
		"name":        {leaf("name", "Preis", ""), ada, chair, quay},
		"jury.1.name": {name, chair, quay},
		"jury.1.role": {name, quay},
		"venue":       {name, ada, chair, leaf("venue", "Hafen", "")},
		"url":         {name, leaf("url", "", ""), ada, chair, quay},
	} {
		if path := amiss(was, is); path != want {
			t.Errorf("%q is named, not %q", path, want)
		}
	}
}
