// Package browser_test looks at pages of the example site in a real browser: what they load, how they fit, what a keyboard
// reaches, what can be read, and what a printer makes of them. There is nothing but tests here. They need
// Chromium, and are skipped where there is none.
package browser_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/generator"
)

// exampleNow is the clock of the build: the example's edition 2027 is embargoed then.
var exampleNow = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// fixture is what all tests share: the built site, its server and one browser. TestMain sets it up.
type fixture struct {
	out     string          // where it was built
	base    string          // where the site is served, with a slash at the end
	pages   []page          // every HTML page of the plan
	browser context.Context // nil when there is no Chromium
}

var example fixture

func TestMain(m *testing.M) {
	os.Exit(func() int {
		program, ok := chromium()
		if !ok {
			return m.Run() // every test says why it is skipped
		}
		stop, err := example.start(program)
		defer stop()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// chromium finds the browser's program.
func chromium() (string, bool) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if program, err := exec.LookPath(name); err == nil {
			return program, true
		}
	}
	return "", false
}

// start builds the example site, serves it on this machine alone, and starts the browser. stop undoes all of it.
func (f *fixture) start(program string) (stop func(), err error) {
	var undo []func()
	stop = func() {
		for i := len(undo) - 1; i >= 0; i-- {
			undo[i]()
		}
	}
	dir, err := os.MkdirTemp("", "plaudit-browser-")
	if err != nil {
		return stop, err
	}
	undo = append(undo, func() { os.RemoveAll(dir) })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return stop, err
	}
	undo = append(undo, func() { listener.Close() })
	f.base = "http://" + listener.Addr().String() + "/"

	f.out = filepath.Join(dir, "public")
	if f.pages, err = build(f.out, f.base); err != nil {
		return stop, err
	}
	handler, err := serve(f.out)
	if err != nil {
		return stop, err
	}
	go http.Serve(listener, handler) // until the listener is closed

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(dir, "profile")))
	for _, flag := range []string{"no-first-run", "disable-background-networking", "disable-component-update", "disable-sync", "disable-quic"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	undo = append(undo, cancel)
	browser, cancel := chromedp.NewContext(allocator)
	undo = append(undo, cancel)
	if err := chromedp.Do(browser); err != nil {
		return stop, fmt.Errorf("starting %s: %w", program, err)
	}
	undo = append(undo, func() { chromedp.Cancel(browser) })
	f.browser = browser
	return stop, nil
}

// build publishes the example site to out, as a site at base, and lists its pages.
func build(out, base string) ([]page, error) {
	root, err := filepath.Abs("../..")
	if err != nil {
		return nil, err
	}
	in := generator.Input{Dir: root, Now: exampleNow, BaseURL: base, Version: "devel"}
	result, err := generator.Build(context.Background(), in, out, false)
	if err != nil {
		return nil, err
	}
	for _, d := range result.Problems {
		fmt.Fprintf(os.Stderr, "%s %s: %s\n", d.At, d.Code.ID, d.Text)
	}
	if result.Published == nil {
		return nil, fmt.Errorf("the example site was not published")
	}
	planned, _, err := generator.Plan(in)
	if err != nil {
		return nil, err
	}
	return pagesOf(planned, out)
}

// tab is one tab of the browser, for one test.
type tab struct {
	t        *testing.T
	ctx      context.Context
	last     error  // of try and inPreview
	expected string // what complaints may be about; empty: nothing
}

// open gives a test its own tab, and lets it run beside others.
func open(t *testing.T) *tab {
	t.Helper()
	needBrowser(t)
	t.Parallel()
	return tabOf(t)
}

func needBrowser(t *testing.T) {
	t.Helper()
	if example.browser == nil {
		t.Skip("there is no Chromium (chromium, chromium-browser or google-chrome in PATH), so pages cannot be looked at")
	}
}

// tabOf gives a test a tab of its own.
func tabOf(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(example.browser)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.emulate(screen{width: 1280})
	return b
}

// screen is how a page is looked at.
type screen struct {
	width, height int64  // CSS pixels; a height of 0 is 800
	dark          bool   // the visitor prefers dark pages
	media         string // "print", or empty for the screen
}

func (s screen) String() string {
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	return fmt.Sprintf("%d pixels, %s", s.width, scheme)
}

// emulate sets the viewport and the visitor's preferences. Nothing moves, so that no test depends on time.
func (b *tab) emulate(s screen) {
	b.t.Helper()
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	if s.height == 0 {
		s.height = 800
	}
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: s.width, Height: s.height, DeviceScaleFactor: 1})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: s.media, Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// visit goes to a page and waits until it is loaded.
func (b *tab) visit(p page) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(p.url())); err != nil {
		b.t.Fatalf("%s: %v", p, err)
	}
}

// press sends keys, as typed.
func (b *tab) press(keys string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(keys)); err != nil {
		b.t.Fatal(err)
	}
}
