package themes

import (
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
)

// The languages that podium speaks; TestInterfaceTexts sees that each has every text. Each sets its marks in its own way.
func TestPodiumTypography(t *testing.T) {
	files := theme(t, "podium")
	for language, never := range map[string][]string{
		"en": nil,
		"de": nil,
		"fr": {" :", " ;", " !", " ?", "« ", " »", "'", "\""}, // no-break spaces, and an apostrophe that is one
		"ja": {"、 ", "。 ", "?", "!", "("},
		"ar": {",", ";", "?"},
		"es": {"\"", "“"},
	} {
		file, ok := files["i18n/"+language+".yaml"]
		if !ok {
			t.Errorf("podium does not speak %s", language)
			continue
		}
		var problems diag.List
		for _, m := range decode.Messages(file.Name, file.Data, &problems) {
			texts := []string{m.Plain.S}
			for _, form := range m.Forms {
				texts = append(texts, form.Text.S)
			}
			for _, text := range texts {
				for _, mark := range never {
					if strings.Contains(text, mark) {
						t.Errorf("%s: %s has %q: %s", language, m.Key.S, mark, text)
					}
				}
				if language == "es" && strings.Contains(text, "?") && !strings.Contains(text, "¿") {
					t.Errorf("es: %s asks without ¿: %s", m.Key.S, text)
				}
			}
		}
	}
}
