package view

import "testing"

func TestMonogram(t *testing.T) {
	for name, want := range map[string]string{
		"Bright Water Company": "BW",
		"ångström":             "Å",
		"3 Rivers":             "3R",
		"«Źródło» & Co":        "ŹC",
		"東京 電力":                "東電",
		"مؤسسة الأفق":          "م", // two letters would join into a word
		"—":                    "",
		"🏆🚀":                   "🏆",
	} {
		if got := monogram(name); got != want {
			t.Errorf("the monogram of %q is %q, not %q", name, got, want)
		}
	}
}
