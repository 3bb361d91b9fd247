package audit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

// plain is what every small site has; a site's own files stand over it. Its partner Ada has nothing to do.
var plain = map[string]string{
	"plaudit.yaml":                "title: Awards\norganization: {name: Org}\ntimezone: Europe/Berlin\n",
	"data/partners/ada.yaml":      "name: Ada Works\nlogo: a.svg\nverified: 2026-03-01\n",
	"data/clients.yaml":           "- {id: acme, name: Acme, logo: a.svg}\n",
	"data/tiers.yaml":             "- {id: gold, name: Gold}\n- {id: silver, name: Silver}\n",
	"data/awards/categories.yaml": "- {id: newcomer, name: Newcomer}\n",
	"assets/a.svg":                `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>`,
}

// files are those of a small site, as a txtar archive, over the plain ones.
func files(text string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, data := range plain {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	for _, f := range txtar.Parse([]byte(text)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// read links a small site, in which no error may be but those of the codes that are named.
func read(t testing.TB, text string, now time.Time, allowed ...string) (*site.Whole, *record.Records) {
	t.Helper()
	problems := &diag.List{}
	records := decode.All(source.FromFS(files(text)), 1, problems)
	whole := site.Link(records, site.Input{Clock: site.NewClock(now)}, problems)
	for _, d := range problems.Sorted(nil) {
		if d.Severity() == diag.Error && !slices.Contains(allowed, d.Code.ID) {
			t.Errorf("a site that should be right: %s %s %s", d.At, d.Code.ID, d.Text)
		}
	}
	return whole, records
}

// clock is an instant: a date at noon, or a date with a time.
func clock(t testing.TB, s string) time.Time {
	t.Helper()
	if len(s) == len(time.DateOnly) {
		s += "T12:00:00Z"
	}
	instant, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

// lines writes work, a line for each item: whose, what, where, until, text.
func lines(work []Partner) []string {
	var all []string
	for _, p := range work {
		for _, i := range p.Items {
			end := "-"
			if !i.Until.IsZero() {
				end = i.Until.UTC().Format("2006-01-02T15:04Z")
			}
			id := p.ID
			if id == "" {
				id = "(" + p.Name + ")"
			}
			all = append(all, fmt.Sprintf("%s %s %s %s %s", id, i.What, i.At, end, i.Text))
		}
	}
	return all
}

// same compares lines.
func same(t testing.TB, got []string, want string) {
	t.Helper()
	if text := strings.Join(got, "\n"); text != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", text, strings.TrimSpace(want))
	}
}
