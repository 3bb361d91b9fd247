package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestLocalTime sees that an instant is shown in the visitor's own zone, too, where that is another than the programme's, and that a
// day is left alone.
func TestLocalTime(t *testing.T) {
	b := open(t)
	p := ofKind(plan.Nominate)[0]
	for _, other := range ofKind(plan.Nominate) {
		if other.language == original() {
			p = other
		}
	}
	for _, c := range []struct{ zone, want string }{
		{"America/New_York", "5:59 PM"}, // the call closes at 23:59 in Berlin
		{"Europe/Stockholm", ""},
	} {
		call(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: c.zone})
		b.visit(p)
		got := evaluate[[]string](b, `[...document.querySelectorAll('.local-time')].map(e => e.previousElementSibling.dateTime + ' ' + e.textContent)`)
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%s: the same time is said twice: %q", c.zone, got)
		case c.want != "" && (len(got) == 0 || !strings.Contains(got[0], c.want)):
			t.Errorf("%s: %q", c.zone, got)
		}
		for _, s := range got {
			if !strings.Contains(s, "T") {
				t.Errorf("%s: a day has no hour: %q", c.zone, s)
			}
		}
	}
}
