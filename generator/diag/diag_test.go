package diag

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func at(file string, line, column int) Position { return Position{file, line, column} }

func TestCodesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Codes {
		if seen[c.ID] || len(c.ID) != 4 || c.ID[0] != 'P' || c.Title == "" || c.Severity == Off {
			t.Errorf("the code %+v", c)
		}
		seen[c.ID] = true
	}
}

func TestSorted(t *testing.T) {
	var l List
	l.Add(NoCitation.New(at("b.yaml", 1, 1), "x"), BadDate.New(at("a.yaml", 9, 2), "y"), BadDate.New(at("a.yaml", 9, 1), "y"),
		NoCitation.New(at("b.yaml", 1, 1), "x"), TwoSpellings.New(at("c.yaml", 0, 0), "z"))
	if !l.Failed() {
		t.Error("an error is no failure")
	}
	var got []string
	for _, d := range l.Sorted(map[string]Severity{NoCitation.ID: Error, TwoSpellings.ID: Off, BadDate.ID: Off}) {
		got = append(got, d.At.String()+" "+d.Severity().String())
	}
	// Doubles are gone, the levels hold for warnings only: an error cannot be turned off.
	if want := []string{"a.yaml:9:1 error", "a.yaml:9:2 error", "b.yaml:1:1 error"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNearest(t *testing.T) {
	for _, test := range []struct{ word, want string }{
		{"platinium", "platinum"}, {"Gold", "gold"}, {"glod", "gold"}, {"silver", ""}, {"", ""}, {"platinum-plus", ""}, {"odlg", ""},
	} {
		if got := Nearest(test.word, []string{"gold", "platinum", "bold"}); got != test.want {
			t.Errorf("%q: got %q, want %q", test.word, got, test.want)
		}
	}
}

func TestPrint(t *testing.T) {
	source := map[string]string{
		"a.yaml": "tier: 東京\tplatinium",
		"b.yaml": strings.Repeat("x", 300) + "HERE" + strings.Repeat("y", 300),
	}
	p := Printer{Line: func(file string, _ int) string { return source[file] }}
	for _, test := range []struct {
		d    Diagnostic
		want string
	}{
		{
			BadChoice.New(at("a.yaml", 3, 10), "no").WithWidth(9).WithHint("did you mean %q?", "platinum").WithNote(at("c.yaml", 1, 0), "the first one"),
			"a.yaml:3:10: error P036: no\n  3 | tier: 東京 platinium\n    |            ^^^^^^^^^\n  c.yaml:1: the first one\n  = did you mean \"platinum\"?\n",
		},
		{
			BadChoice.New(at("b.yaml", 1, 301), "long").WithWidth(4),
			"b.yaml:1:301: error P036: long\n  1 | " + strings.Repeat("x", 50) + "HERE" + strings.Repeat("y", 46) + "\n    | " + strings.Repeat(" ", 50) + "^^^^\n",
		},
		{
			NoCitation.New(at("evil\x1b[2J.yaml", 0, 0), "a\nb \u202e c"),
			"evil\\x1b[2J.yaml: warning P071: a\\x0ab \\u202e c\n",
		},
	} {
		var b strings.Builder
		p.Print(&b, []Diagnostic{test.d})
		if b.String() != test.want {
			t.Errorf("got\n%s\nwant\n%s", b.String(), test.want)
		}
	}
	p.Color = true
	var b strings.Builder
	p.Print(&b, []Diagnostic{NoCitation.New(at("a.yaml", 3, 1), "x")})
	if !strings.Contains(b.String(), "\x1b[1;33mwarning\x1b[0m") {
		t.Errorf("no colour in %q", b.String())
	}
}

func TestManyAreGrouped(t *testing.T) {
	var many []Diagnostic
	for i := range GroupAfter + 3 {
		many = append(many, NoCitation.New(at("a.yaml", i+1, 1), "award %d", i))
	}
	many = append(many, BadDate.New(at("b.yaml", 1, 1), "other"))
	var b strings.Builder
	Printer{}.Print(&b, many)
	out := b.String()
	if n := strings.Count(out, "warning P071: award"); n != GroupAfter {
		t.Errorf("%d are shown whole", n)
	}
	more := fmt.Sprintf("warning P071, 3 more of these:\n  a.yaml:%d:1: award %d\n", GroupAfter+1, GroupAfter)
	if !strings.Contains(out, more) || !strings.Contains(out, "error P032: other") || strings.Index(out, "P032") > strings.Index(out, "more of these") {
		t.Errorf("got\n%s", out)
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	if err := JSON(&b, []Diagnostic{BadDate.New(at("a.yaml", 2, 3), "x").WithNote(at("b.yaml", 0, 0), "y")}); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"code": "P032"`, `"severity": "error"`, `"file": "a.yaml"`, `"line": 2`, `"column": 3`, `"notes": [`} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%s is not in %s", part, b.String())
		}
	}
	b.Reset()
	if err := JSON(&b, nil); err != nil || strings.TrimSpace(b.String()) != "[]" {
		t.Errorf("nothing is %q", b.String())
	}
}
