package browser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestLocalTime sees that an instant to come is shown in the visitor's own zone, too, where that is another than the programme's, and
// that a day and what is over are left alone.
func TestLocalTime(t *testing.T) {
	b := open(t)
	p := ofKind(plan.Nominate)[0]
	for _, other := range ofKind(plan.Nominate) {
		if other.language == original() {
			p = other
		}
	}
	for _, c := range []struct {
		zone, want string
		now        time.Time
	}{
		{"America/New_York", "5:59 PM", exampleNow}, // the call closes at 23:59 in Berlin
		{"Europe/Stockholm", "", exampleNow},
		{"America/New_York", "", exampleNow.AddDate(1, 0, 0)}, // it has closed
	} {
		call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
			Source: fmt.Sprintf("Date.now = () => %d", c.now.UnixMilli()), // the last of these holds
		})
		call(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: c.zone})
		b.visit(p)
		got := evaluate[[]string](b, `[...document.querySelectorAll('.local-time')].map(e => e.previousElementSibling.dateTime + ' ' + e.textContent)`)
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%s: a time that tells nothing new: %q", c.zone, got)
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
