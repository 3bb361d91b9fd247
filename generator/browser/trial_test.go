package browser_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/trial"
)

// trialSite publishes one of the small sites that a theme has to stand, with more lines in its plaudit.yaml, and serves it.
func trialSite(t *testing.T, s trial.Site, more string) (base string, pages []page) {
	t.Helper()
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	for _, f := range s.Files {
		name, data := filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data
		if f.Name == "plaudit.yaml" {
			data = append(slices.Clone(data), more...)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	base = "http://" + listener.Addr().String() + "/"
	in := generator.Input{Dir: dir, Now: exampleNow, BaseURL: base, Version: "devel"}
	result, err := generator.Build(context.Background(), in, out, false)
	if err != nil || result.Published == nil {
		t.Fatalf("%s was not published: %v %v", s.Name, err, result.Problems)
	}
	planned, _, err := generator.Plan(in)
	if err != nil {
		t.Fatal(err)
	}
	if pages, err = pagesOf(planned, out); err != nil {
		t.Fatal(err)
	}
	handler, err := serve(out)
	if err != nil {
		t.Fatal(err)
	}
	go http.Serve(listener, handler) // until the listener is closed
	return base, pages
}

func trialNamed(t *testing.T, name string) trial.Site {
	t.Helper()
	for _, s := range trial.Sites() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("there is no trial site %s", name)
	return trial.Site{}
}

// TestTrials sees that no page has to be scrolled sideways where names are as long as they come, or of other scripts: every page of the
// small sites, on a phone and on a wide screen. An edition says its year once, and one partner is not “1 partners”.
func TestTrials(t *testing.T) {
	b := open(t)
	for _, s := range trial.Sites() {
		if s.Name == "many" {
			continue // five hundred pages of the same kinds, and short names
		}
		base, pages := trialSite(t, s, "")
		for _, p := range pages {
			if p.kind == plan.Redirect {
				continue
			}
			if err := chromedp.Do(b.ctx, chromedp.Navigate(base+p.address)); err != nil {
				t.Fatalf("%s: %v", p, err)
			}
			for _, width := range []int64{320, 1280} {
				w := screen{width: width}
				b.emulate(w)
				b.findings(p, s.Name+", "+w.String(), `(`+sideways+`)()`)
			}
			b.findings(p, s.Name, `[...document.querySelectorAll('.title-page > :is(.year, h1)')].map(e => e.textContent.trim()).filter((text, i, all) => all.indexOf(text) < i)`)
			b.findings(p, s.Name, `document.querySelector('main').innerText.match(/\b1 (partners|awards|winners|editions)\b/g) ?? []`)
		}
	}
}

// TestBrief keeps two partners and sends one brief to both, with the keyboard alone: the form of forms.contact is posted to another origin
// with all that was written, and the site's own policy lets it.
func TestBrief(t *testing.T) {
	needBrowser(t) // not beside others: what is kept is kept for all tabs
	b := tabOf(t)
	posted := make(chan url.Values, 1)
	desk := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.ParseForm() == nil {
			posted <- r.PostForm
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte("<!doctype html><title>Thank you</title><main>Thank you</main>"))
	}))
	defer desk.Close()
	base, _ := trialSite(t, trialNamed(t, "extremes"), "forms: {contact: {action: \""+desk.URL+"/brief\"}}\n")
	goTo := func(address string) {
		t.Helper()
		if err := chromedp.Do(b.ctx, chromedp.Navigate(base+address)); err != nil {
			t.Fatal(err)
		}
	}

	goTo("partners/")
	b.eventually("the page's scripts are there", `document.readyState === 'complete'`)
	for i := range 2 {
		evaluate[bool](b, fmt.Sprintf(`(document.querySelectorAll('.listed [data-pick]')[%d].focus(), true)`, i))
		b.press(" ")
	}
	b.eventually("two are kept", `JSON.parse(localStorage.getItem('plaudit.shortlist') ?? '[]').length === 2`)
	names := evaluate[[]string](b, `[...document.querySelectorAll('.listed [data-pick][aria-pressed=true]')].map(p => p.closest('.partner-card').querySelector('h3').textContent.trim())`)

	b.walkTo("the bar's comparison", `.tray-compare`)
	b.press("\r")
	b.eventually("both are compared", `document.querySelectorAll('.compare thead th').length === 2`)
	b.walkTo("the first one's button", `.compare thead button`)
	b.press("\r")
	b.eventually("it was taken out, and the focus is on the other", `document.querySelectorAll('.compare thead th').length === 1 && document.activeElement.closest('.compare thead th')`)

	goTo("partners/shortlist/")
	b.eventually("the list is ready", `document.querySelector('.shortlist').dataset.ready !== undefined`)
	b.walkTo("the brief's first field", `#brief-name`)
	b.press("Åsa Holm\tasa@holm.example\tWe need forecasts.\nFrom May.\t\t\r")
	b.eventually("the desk answers", `document.title === 'Thank you'`)
	got := <-posted
	if got.Get("name") != "Åsa Holm" || got.Get("email") != "asa@holm.example" || strings.ReplaceAll(got.Get("message"), "\r", "") != "We need forecasts.\nFrom May." {
		t.Errorf("what was written came as %q", got)
	}
	lines := strings.Split(strings.ReplaceAll(got.Get("partners"), "\r", ""), "\n")
	if len(lines) != len(names) {
		t.Fatalf("the partners are %q, chosen were %q", lines, names)
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, names[i]+": "+base+"partners/") {
			t.Errorf("a partner is named %q; chosen was %q", line, names[i])
		}
	}
	if len(got) != 4 {
		t.Errorf("posted are %v; the documentation says name, email, message and partners", got)
	}
}

// walkTo presses the tab key until what a selector finds has the focus.
func (b *tab) walkTo(what, selector string) {
	b.t.Helper()
	for range 200 {
		if evaluate[bool](b, `document.activeElement.matches(`+quote(selector)+`)`) {
			return
		}
		b.press("\t")
	}
	b.t.Fatalf("%s is not reached with the tab key; the focus is on %s", what, evaluate[string](b, `document.activeElement.outerHTML`))
}
