package audit

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

var update = flag.Bool("update", false, "write the golden file anew")

// What is to do in the example site, in November 2026: its edition 2027 is embargoed then.
func TestExampleSite(t *testing.T) {
	const golden = "testdata/example.golden"
	root, err := source.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	problems := &diag.List{}
	tree, err := source.Read(root, 0, problems)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	records := decode.All(tree, 0, problems)
	whole := site.Link(records, site.Input{Clock: site.NewClock(now)}, problems)
	missing := Translations(whole, records)
	agree(t, whole, missing)
	got := []string{"# What is to do in the example site. Written by: go test ./generator/audit -run TestExampleSite -update", "", "## Work"}
	got = append(append(got, lines(Work(whole, records, now))...), "", "## Translations")
	got = append(append(got, translationLines(missing)...), "", "## Withheld")
	for _, w := range whole.Withheld {
		got = append(got, strings.Join([]string{w.At.String(), w.Kind, w.ID, Reason(w, whole.Sites[0].Zone)}, " "))
	}
	text := strings.Join(got, "\n") + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	same(t, strings.Split(strings.TrimSpace(text), "\n"), string(want))
}
