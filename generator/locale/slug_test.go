package locale

import (
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Acme Corp.": "acme-corp", "  Müller & Söhne  ": "muller-sohne", "Straße": "strasse", "STRAẞE": "strasse", "Łódź": "lodz", "Ærøskøbing": "aeroskobing",
		"Œuvre": "oeuvre", "Þór Ðorvald": "thor-dorvald", "İstanbul": "istanbul", "Işık": "isik", "Ħal Għargħur": "hal-gharghur", "Đỗ Văn": "do-van",
		"O'Brien": "o-brien", "ﬁne": "fine", "１２３": "123", "½": "1-2", "Acme™": "acmetm", "C++": "c", "--a--b--": "a-b", "a\u0301": "a", "K\u212a": "kk",
		"東京": "x-130016b2", "": "x-e3b0c442", "東京 Tower": "tower", "a_b/c\\d": "a-b-c-d", "../x": "x", "\x00a\xffb": "a-b", "Ŋ": "n", "x-e3b0c442": "x-e3b0c442",
	} {
		if got := Slug(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestSlugIsCut(t *testing.T) {
	words := strings.TrimSuffix(strings.Repeat("abcdefghi-", 11), "-")
	if got, want := Slug(words), words[:99]; got != want {
		t.Errorf("at a hyphen: %q", got)
	}
	exact := strings.Repeat("a", MaxSlug)
	if got := Slug(exact); got != exact {
		t.Errorf("one of %d: %q", MaxSlug, got)
	}
	if got := Slug(exact + "-b"); got != exact {
		t.Errorf("a hyphen just behind the limit: %q", got)
	}
	if got := Slug("a " + strings.Repeat("b", 200)); len(got) != MaxSlug {
		t.Errorf("one long word: %q", got)
	}
}

func validID(id string) bool {
	if id == "" || len(id) > MaxSlug || strings.HasPrefix(id, "-") || strings.HasSuffix(id, "-") || strings.Contains(id, "--") {
		return false
	}
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func FuzzSlug(f *testing.F) {
	for _, seed := range []string{"Acme", "", "東京", "ß", strings.Repeat("ab-", 80), "\xff", "İ", "a\u0345b", "ﷺ", "½-", strings.Repeat("ß", 51)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		id := Slug(name)
		if !validID(id) {
			t.Fatalf("%q gives %q, no id", name, id)
		}
		if again := Slug(id); again != id {
			t.Fatalf("%q gives %q, and that %q", name, id, again)
		}
	})
}
