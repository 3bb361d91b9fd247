package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/source"
)

// files reads a site written as one text: a line `-- path --` begins each file. Without a plaudit.yaml it gets a plain one.
func files(t testing.TB, text string) (*record.Records, *diag.List) {
	t.Helper()
	fsys := fstest.MapFS{"plaudit.yaml": {Data: []byte("title: Awards\norganization: {name: Org}\n")}}
	var name string
	var body strings.Builder
	flush := func() {
		if name != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(body.String())}
		}
		body.Reset()
	}
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(trimmed, "-- "); ok && strings.HasSuffix(rest, " --") {
			flush()
			name = strings.TrimSuffix(rest, " --")
			continue
		}
		body.WriteString(line)
	}
	flush()
	problems := &diag.List{}
	return decode.All(source.FromFS(fsys), 1, problems), problems
}

// at is an instant of 2026 and around, such as "2026-04-06" or "2026-04-06T17:00:00Z".
func at(t testing.TB, s string) time.Time {
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

// linked links a site at an instant and gives what was found wrong, a line each: place, code, text.
func linked(t testing.TB, text, now string) (*Whole, []string) {
	t.Helper()
	return linkedWith(t, text, Input{Clock: NewClock(at(t, now))})
}

func linkedWith(t testing.TB, text string, in Input) (*Whole, []string) {
	t.Helper()
	records, problems := files(t, text)
	whole := Link(records, in, problems)
	var lines []string
	for _, d := range problems.Sorted(nil) {
		lines = append(lines, fmt.Sprintf("%s %s %s", d.At, d.Code.ID, d.Text))
	}
	return whole, lines
}

// clean links a site that has nothing wrong but what is allowed by code.
func clean(t testing.TB, text, now string, allowed ...string) *Site {
	t.Helper()
	whole, lines := linked(t, text, now)
	noProblems(t, lines, allowed...)
	return whole.Sites[0]
}

func noProblems(t testing.TB, lines []string, allowed ...string) {
	t.Helper()
next:
	for _, line := range lines {
		for _, code := range allowed {
			if strings.Contains(line, " "+code+" ") {
				continue next
			}
		}
		t.Errorf("unexpected: %s", line)
	}
}

func want(t testing.TB, what string, got, wanted any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(wanted) {
		t.Errorf("%s: got %v, want %v", what, got, wanted)
	}
}

func partnerIDs(list []*Partner) string {
	var ids []string
	for _, p := range list {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, " ")
}

func awardIDs(list []*Award) string {
	var ids []string
	for _, a := range list {
		ids = append(ids, a.ID)
	}
	return strings.Join(ids, " ")
}

func termIDs(list []*Term) string {
	var ids []string
	for _, t := range list {
		ids = append(ids, t.ID)
	}
	return strings.Join(ids, " ")
}

// row writes values with a space between them.
func row(values ...any) string { return strings.TrimSpace(fmt.Sprintln(values...)) }
