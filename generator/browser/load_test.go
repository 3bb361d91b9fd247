package browser_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestLoading sees that a page loads without a word on the console, without a request that fails or leaves the site, within its
// security policy; that every image is there and has its size before it comes; and that no page has a script, but for the one
// that checks certificates, which has one file.
func TestLoading(t *testing.T) {
	b := open(t)
	complaints := b.watch(example.base)
	for _, p := range samples() {
		b.visit(p)
		b.findings(p, "images", `(`+loadImages+`)()`)
		b.findings(p, "scripts", `[...document.querySelectorAll('script:not([type="application/ld+json"])')].map(s => s.outerHTML)`+withoutVerify(p))
		b.findings(p, "policy", `window.violations`)
		if policy := evaluate[string](b, `fetch(location).then(r => r.headers.get('content-security-policy') ?? '')`); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: the policy that is served is %q", p, policy)
		}
		for _, c := range complaints() {
			t.Errorf("%s: %s", p, c)
		}
	}
}

// withoutVerify takes the file that the page verify has from a list of scripts.
func withoutVerify(p page) string {
	if p.kind != plan.Verify {
		return ""
	}
	return `.filter(s => !/^<script type="module" src="\/assets\/verify\.[a-z0-9]+\.js" integrity="sha384-[^"]+"><\/script>$/.test(s))`
}

// loadImages scrolls to every image, so that those which load lazily do, waits for each, and lists those that are broken or
// have no size of their own in the markup.
const loadImages = `async () => {
  const wrong = []
  for (const image of document.images) {
    for (const name of ['width', 'height'])
      if (!(Number(image.getAttribute(name)) > 0)) wrong.push(image.outerHTML + ' has no ' + name)
    image.scrollIntoView({behavior: 'instant', block: 'center'})
    if (!image.complete) await new Promise(done => { image.onload = image.onerror = done })
    if (!image.naturalWidth) wrong.push(image.currentSrc + ' does not show')
  }
  return wrong
}`

// watch gathers what the browser has to complain about on pages below an address; the function that it gives empties the list.
func (b *tab) watch(base string) (complaints func() []string) {
	b.t.Helper()
	var mutex sync.Mutex
	var list []string
	add := func(format string, args ...any) {
		mutex.Lock()
		defer mutex.Unlock()
		list = append(list, fmt.Sprintf(format, args...))
	}
	err := chromedp.Listen(b.ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			add("a page writes to the console (%s)", e.Type)
		case *runtime.EventExceptionThrown:
			add("exception: %s", e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			add("%s from %s: %s %s", e.Entry.Level, e.Entry.Source, e.Entry.Text, e.Entry.URL)
		case *network.EventLoadingFailed:
			add("a request failed: %s %s", e.ErrorText, e.BlockedReason)
		case *network.EventResponseReceived:
			if e.Response.Status >= 400 {
				add("status %d for %s", e.Response.Status, e.Response.URL)
			}
		case *network.EventRequestWillBeSent:
			if url := e.Request.URL; !strings.HasPrefix(url, base) && !strings.HasPrefix(url, "data:") {
				add("a request to another host: %s", url)
			}
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, runtime.Enable, cdp.Empty{})
	call(b, log.Enable, cdp.Empty{})
	call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `
window.violations = []
document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' forbids ' + e.blockedURI))`})
	return func() []string {
		mutex.Lock()
		defer mutex.Unlock()
		taken := list
		list = nil
		return taken
	}
}

// TestWatching sees that the checks of TestLoading find what they are made for.
func TestWatching(t *testing.T) {
	b := open(t)
	complaints := b.watch(example.base)
	b.visit(page{kind: plan.Home})
	evaluate[bool](b, `(async () => {
  console.log('a word')
  await fetch('/no/such/file').catch(() => {})
  await fetch('http://localhost:1/').catch(() => {})
  const style = document.createElement('style')
  style.textContent = 'p { color: red }'
  document.head.append(style)
  await new Promise(done => setTimeout(done))
  return true
})()`)
	if violations := evaluate[[]string](b, `window.violations`); len(violations) < 2 {
		t.Errorf("violations: %q", violations)
	}
	all := strings.Join(complaints(), "\n")
	for _, want := range []string{"console", "status 404", "Content Security Policy"} {
		if !strings.Contains(all, want) {
			t.Errorf("nothing about %q in:\n%s", want, all)
		}
	}
}

// TestRedirects sees that the page of a redirect leads to a page that is there, without the host's help.
func TestRedirects(t *testing.T) {
	b := open(t)
	for _, p := range ofKind(plan.Redirect) {
		b.visit(p)
		if err := chromedp.Do(b.ctx, chromedp.WaitReady(chromedp.CSS(`body:not(.kind-redirect) main`))); err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		if evaluate[bool](b, `document.body.classList.contains('kind-404') || location.pathname === `+quote("/"+p.address)) {
			t.Errorf("%s leads to %s", p, evaluate[string](b, `location.href`))
		}
	}
}
