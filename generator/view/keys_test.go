package view

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/plaudit/plaudit/generator/locale"
)

// i18n reads texts in the form that themes have them.
func i18n(t *testing.T, file string) map[string]locale.Message {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	m := map[string]locale.Message{}
	pairs := doc.Content[0].Content
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1].Kind == yaml.ScalarNode {
			m[pairs[i].Value] = locale.Message{Plain: pairs[i+1].Value}
			continue
		}
		forms := map[string]string{}
		for j := 0; j < len(pairs[i+1].Content); j += 2 {
			forms[pairs[i+1].Content[j].Value] = pairs[i+1].Content[j+1].Value
		}
		m[pairs[i].Value] = locale.Message{Forms: forms}
	}
	return m
}

// TestTexts: the texts that testdata offers to themes are those of Keys, and their German is complete.
func TestTexts(t *testing.T) {
	en, err := locale.For("en")
	if err != nil {
		t.Fatal(err)
	}
	de, err := locale.For("de")
	if err != nil {
		t.Fatal(err)
	}
	own := English()
	for key := range own {
		if !strings.HasPrefix(key, "view.") {
			delete(own, key) // themes use them, too, and have them
		}
	}
	english := i18n(t, "testdata/i18n/en.yaml")
	if !reflect.DeepEqual(english, own) {
		t.Error("testdata/i18n/en.yaml is not what Keys say")
	}
	reference := locale.NewCatalog(en, english, nil)
	for _, p := range reference.Check(nil) {
		t.Error("en:", p)
	}
	for _, p := range locale.NewCatalog(de, i18n(t, "testdata/i18n/de.yaml"), nil).Check(reference) {
		t.Error("de:", p)
	}
	names := make([]string, 0, len(Keys))
	for _, k := range Keys {
		if slices.Contains(names, k.Name) {
			t.Errorf("%s is there twice", k.Name)
		}
		names = append(names, k.Name)
	}
}
