package browser_test

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/generator"
	previews "github.com/plaudit/plaudit/generator/serve"
	"github.com/plaudit/plaudit/generator/source"
	"github.com/plaudit/plaudit/generator/watch"
)

// The sites that are previewed: a small one that is changed, and the example, of which the desk has much to tell.
const (
	small = "../../cmd/plaudit/testdata/base"
	large = "../.."
)

// preview is a copy of a site, previewed as `plaudit serve` does: its folder is watched, and the answers come over HTTP.
type preview struct {
	t    *testing.T
	dir  string
	base string // its address, with a slash at the end
}

// show previews a copy of a site, with more files in it or others in their place. The clock stands at exampleNow.
func show(t *testing.T, from string, files map[string]string) *preview {
	t.Helper()
	if testing.Short() { // each previews a site of its own and waits for what follows a save; `make test` runs them whole
		t.Skip("a preview in a browser")
	}
	needBrowser(t)
	t.Parallel()
	p := &preview{t: t, dir: filepath.Join(t.TempDir(), "site")}
	for _, name := range source.Folders() {
		if at := filepath.Join(from, name); name != "themes" && exists(at) {
			must(t, os.CopyFS(filepath.Join(p.dir, name), os.DirFS(at)))
		}
	}
	for _, name := range source.Files() {
		if data, err := os.ReadFile(filepath.Join(from, name)); err == nil {
			must(t, os.WriteFile(filepath.Join(p.dir, name), data, 0o644))
		}
	}
	for name, text := range files {
		p.save(name, text)
	}
	p.begin()
	return p
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// begin watches and serves until the test ends.
func (p *preview) begin() {
	p.t.Helper()
	watcher, err := watch.Start(p.dir, watch.Options{Folders: source.Folders(), Files: source.Files(), Ignored: source.Ignored})
	must(p.t, err)
	site, err := generator.OpenPreview(generator.Input{Dir: p.dir, Now: exampleNow, Version: "devel"})
	must(p.t, err)
	server := previews.New(site, previews.Options{Hosts: []string{"127.0.0.1"}, Dir: p.dir, Clock: func() time.Time { return exampleNow }})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(p.t, err)
	p.base = "http://" + listener.Addr().String() + "/"
	web := &http.Server{Handler: server}
	go web.Serve(listener)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		for c := range watcher.Changes() {
			if err := server.Changed(c.Paths, c.All); err != nil {
				p.t.Error(err)
			}
		}
	}()
	p.t.Cleanup(func() {
		web.Close()
		watcher.Close()
		<-followed
		server.Close()
		must(p.t, site.Close())
	})
}

// save writes a file of the site as editors do: beside it, and then in its place.
func (p *preview) save(name, text string) {
	p.t.Helper()
	at := filepath.Join(p.dir, filepath.FromSlash(name))
	must(p.t, os.MkdirAll(filepath.Dir(at), 0o755))
	beside := p.dir + ".saving"
	must(p.t, os.WriteFile(beside, []byte(text), 0o644))
	must(p.t, os.Rename(beside, at))
}

// edit replaces a text in a file of the site, which must be there.
func (p *preview) edit(name, old, now string) {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	must(p.t, err)
	if !strings.Contains(string(data), old) {
		p.t.Fatalf("%s has no %q", name, old)
	}
	p.save(name, strings.Replace(string(data), old, now, 1))
}

func (p *preview) remove(name string) {
	p.t.Helper()
	must(p.t, os.Remove(filepath.Join(p.dir, filepath.FromSlash(name))))
}

// look opens an address of a preview in a tab of its own, and waits until the page is told of changes. In the end nothing may have been on the console, nor a
// policy violated.
func (p *preview) look(address string) *tab {
	p.t.Helper()
	b := tabOf(p.t)
	complaints := b.watch(p.base)
	p.t.Cleanup(func() {
		for _, c := range complaints() {
			left := strings.Contains(c, "net::ERR_ABORTED") // a page that is left ends its connection
			if !left && (b.expected == "" || !strings.Contains(c, b.expected)) {
				p.t.Errorf("at %s: %s", address, c)
			}
		}
	})
	b.to(p.base + strings.TrimPrefix(address, "/"))
	if !strings.HasPrefix(address, "/_plaudit/") {
		b.told()
	}
	return b
}

// to goes to an address and waits until it is loaded.
func (b *tab) to(url string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(url)); err != nil {
		b.t.Fatalf("%s: %v", url, err)
	}
}

// told waits until the client on the page knows the newest state, and that all pages were looked at.
func (b *tab) told() {
	b.t.Helper()
	b.wait("the pill says how things stand", func() bool {
		text := inPreview[string](b, `this.querySelector('.status')?.textContent ?? ''`)
		return text != "" && text != "Checking …"
	})
}

// patience is how long a condition may take to come true before the test fails: far longer than it ever takes.
const patience = 90 * time.Second

// wait waits until a condition holds. A page that goes away meanwhile does no harm.
func (b *tab) wait(what string, holds func() bool) {
	b.t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("waited in vain: %s\nlast error: %v\npage: %s\npreview: %s", what, b.last, try[string](b, `location.href + '\n' + document.body.innerText.slice(0, 1500)`), inPreview[string](b, `this.textContent.slice(0, 1500)`))
		}
	}
}

// until waits until a script on the page gives true.
func (b *tab) until(script string) {
	b.t.Helper()
	b.wait(script, func() bool { return try[bool](b, script) })
}

// untilPreview waits until a script in the preview's own part of the page gives true.
func (b *tab) untilPreview(script string) {
	b.t.Helper()
	b.wait(script, func() bool { return inPreview[bool](b, script) })
}

// try runs a script on the page; what goes wrong gives zero, for a page that is going away.
func try[T any](b *tab, script string) T {
	result, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	b.last = err
	if err != nil {
		var zero T
		return zero
	}
	return result
}

// inPreview runs a script with the preview's own part of the page as `this`: a closed shadow root, which only the browser's tools can enter. It gives zero while there is none.
func inPreview[T any](b *tab, script string) (result T) {
	b.t.Helper()
	root, ok := b.shadow()
	if !ok {
		return result
	}
	result, err := chromedp.Run(b.ctx, chromedp.CallFunctionOn[T](`function () { return `+script+` }`, func(p *runtime.CallFunctionOnParams) { p.ObjectID = root }))
	b.last = err
	if err != nil {
		var zero T
		return zero
	}
	return result
}

// shadow is the closed shadow root of the preview.
func (b *tab) shadow() (root runtime.RemoteObjectID, ok bool) {
	host, err := chromedp.Call(b.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: `document.querySelector('plaudit-preview')`})
	if err != nil || host.Result.ObjectID == "" {
		return "", false
	}
	deep := true
	described, err := chromedp.Call(b.ctx, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: host.Result.ObjectID, Pierce: &deep})
	if err != nil || len(described.Node.ShadowRoots) == 0 {
		return "", false
	}
	resolved, err := chromedp.Call(b.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: described.Node.ShadowRoots[0].BackendNodeID})
	if err != nil {
		return "", false
	}
	return resolved.Object.ObjectID, true
}
