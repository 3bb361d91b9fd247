package sitepath

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCheckID(t *testing.T) {
	for _, c := range []struct{ id, problem, hint string }{
		{"bva-commerce", "", ""},
		{"7", "", ""},
		{"a-1-b", "", ""},
		{strings.Repeat("a", 100), "", ""},
		{"com10", "", ""},
		{"indexes", "", ""},
		{"", "the id is empty", "an id has"},
		{"BVA Commerce", `has the capital letter "B"`, `write "bva-commerce"`},
		{"bva commerce", "has a space", `write "bva-commerce"`},
		{"bva_commerce", `has the character "_"`, `write "bva-commerce"`},
		{"-bva", "has a hyphen at its beginning", `write "bva"`},
		{"bva-", "has a hyphen at its end", `write "bva"`},
		{"bva--x", "has two hyphens in a row", `write "bva-x"`},
		{"straße", `has the character "ß"`, `write "strasse"`},
		{"Łódź", `has the character "Ł"`, `write "lodz"`},
		{"赛", `has the character "赛"`, "an id has"},
		{strings.Repeat("a", 101), "has more than 100 characters", `write "` + strings.Repeat("a", 100) + `"`},
		{"../../x", `has the character "."`, `write "x"`},
		{"/etc/x", `has the character "/"`, `write "etc-x"`},
		{`..\..\x`, `has the character "."`, `write "x"`},
		{"%2e%2e%2f", `has the character "%"`, `write "2e-2e-2f"`},
		{"a\x00b", "has an invisible character", `write "a-b"`},
		{"a\u202eb", "has an invisible character", `write "a-b"`},
		{"a\xff", "is not UTF-8", "an id has"},
		{"name::$DATA", `has the character ":"`, `write "name-data"`},
		{"x.", `has the character "."`, `write "x"`},
		{"раypal", `has the character "р"`, `write "ypal"`}, // Cyrillic letters that look like Latin ones
		{"con", "is reserved", `such as "con-1"`},
		{"lpt9", "is reserved", ""},
		{"page", "is reserved", ""},
		{"index", "is reserved", ""},
		{"CON", `has the capital letter "C"`, "an id has"}, // and does not suggest con
	} {
		problem, hint := CheckID(c.id)
		if c.problem == "" && (problem != "" || hint != "") || !strings.Contains(problem, c.problem) || !strings.Contains(hint, c.hint) {
			t.Errorf("CheckID(%q) = %q, %q", c.id, problem, hint)
		}
		if ValidID(c.id) != (c.problem == "") {
			t.Errorf("ValidID(%q) = %v", c.id, ValidID(c.id))
		}
	}
	// The words do not grow with the id.
	if problem, hint := CheckID(strings.Repeat("Ä ", 1<<20)); len(problem)+len(hint) > 1000 {
		t.Errorf("the words about a long id are %d bytes", len(problem)+len(hint))
	}
}

func TestReserved(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		id   string
		want bool
	}{
		{AnyKind, "tier", false}, {Partner, "tier", true}, {CaseStudy, "tier", false},
		{Partner, "shortlist", true}, {Partner, "nul", true}, {Partner, "industry", true},
		{CaseStudy, "industry", true}, {CaseStudy, "region", false},
		{Edition, "categories", true}, {Edition, "2026", false}, {Partner, "categories", false},
		{RootPage, "kits", true}, {RootPage, "de", true}, {RootPage, "fr", false}, {Partner, "de", false}, {RootPage, "nominate", false},
	} {
		if got := Reserved(c.kind, c.id, "de", "ar"); got != c.want {
			t.Errorf("Reserved(%d, %q) = %v", c.kind, c.id, got)
		}
	}
}

func FuzzCheckID(f *testing.F) {
	for _, s := range []string{"", "a", "a-b", "A", "con", "../x", "Łódź", "%2e", "a\x00", "\xff", strings.Repeat("é", 300), "ﬁ", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		problem, hint := CheckID(s)
		if (problem == "") != ValidID(s) || (problem == "") != (hint == "") {
			t.Fatalf("%q: %q, %q, valid %v", s, problem, hint, ValidID(s))
		}
		if !utf8.ValidString(problem + hint) {
			t.Fatalf("%q: the words are not UTF-8", s)
		}
		if problem == "" {
			if err := CheckName(s + ".html"); err != nil || len(s) > MaxID {
				t.Fatalf("%q is an id and no file name: %v", s, err)
			}
			if FoldKey(s) != s {
				t.Fatalf("%q is not its own key", s)
			}
		}
		if better := suggest(s); better != "" && !ValidID(better) {
			t.Fatalf("%q: the suggestion %q is no id", s, better)
		}
	})
}
