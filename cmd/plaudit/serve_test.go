package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/serve"
)

// written collects what a program prints.
type written struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.Write(p)
}

func (w *written) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.String()
}

// wait gives what a pattern matches in the output, as soon as it does.
func (w *written) wait(t *testing.T, pattern string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for range 6000 {
		if found := re.FindString(w.String()); found != "" {
			return found
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("nothing like %s in\n%s", pattern, w)
	return ""
}

// serving runs plaudit serve on a copy of the small site, until stop.
func serving(t *testing.T, args ...string) (dir, address string, out *written, stop func() int) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "base"))); err != nil {
		t.Fatal(err)
	}
	out = &written{}
	ctx, cancel := context.WithCancel(context.Background())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"serve", "--site", dir, "--port", "0", "--base-url", "https://awards.example/"}, args...), out, out)
	}()
	ended := sync.OnceValue(func() int {
		cancel()
		return <-code
	})
	t.Cleanup(func() { ended() })
	return dir, out.wait(t, `http://[^\s]+`), out, ended
}

func fetch(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(data)
}

// TestServe saves files and looks at pages, as editors do.
func TestServe(t *testing.T) {
	dir, address, out, stop := serving(t)
	status, body := fetch(t, address)
	if status != 200 || !strings.Contains(body, "/_plaudit/client.js") {
		t.Fatalf("%d %.200s", status, body)
	}
	events, err := http.Get(address + "_plaudit/events")
	if err != nil {
		t.Fatal(err)
	}
	defer events.Body.Close()
	lines := bufio.NewScanner(events.Body)
	lines.Buffer(nil, 1<<20)
	next := func(has string) string {
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data: ") && strings.Contains(lines.Text(), has) {
				return lines.Text()
			}
		}
		t.Fatalf("the stream ended before %s: %v", has, lines.Err())
		return ""
	}
	next(`"generation":1`)

	name := filepath.Join(dir, "plaudit.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	good := regexp.MustCompile(`(?m)^title:.*$`).ReplaceAllString(string(text), "title: Saved Just Now")
	save(t, name, good)
	if state := next("Saved Just Now"); !strings.Contains(state, `"saved":["plaudit.yaml"]`) {
		t.Errorf("%.300s", state)
	}
	if _, body := fetch(t, address); !strings.Contains(body, "Saved Just Now") {
		t.Error("the page is the old one")
	}

	save(t, name, good+"\ntitel: Mistake\n")
	if state := next(`"stale":true`); !strings.Contains(state, `titel`) {
		t.Errorf("%.300s", state)
	}
	if _, body := fetch(t, address); !strings.Contains(body, "Saved Just Now") {
		t.Error("the last good page is gone")
	}
	out.wait(t, `plaudit\.yaml:\d+:\d+: error`)
	save(t, name, good)
	next(`"stale":false`)

	begin := time.Now()
	if code := stop(); code != 0 {
		t.Errorf("it ended with %d:\n%s", code, out)
	}
	if took := time.Since(begin); took > 10*time.Second { // not a bar, but a hang
		t.Errorf("it took %s to end", took)
	}
	if _, err := http.Get(address); err == nil {
		t.Error("it answers after its end")
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
		t.Error("something was published")
	}
}

// save saves as many editors do: a new file takes the place of the old one.
func save(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name+".tmp", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+".tmp", name); err != nil {
		t.Fatal(err)
	}
}

// TestListenWhereBrowsersGo sees that no port is taken that browsers refuse to open.
func TestListenWhereBrowsersGo(t *testing.T) {
	l, err := listen("127.0.0.1", 6665)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if port := l.Addr().(*net.TCPAddr).Port; port < 6670 {
		t.Errorf("it listens at port %d", port)
	}
}

// TestServeStartsBroken starts with a site that has mistakes.
func TestServeStartsBroken(t *testing.T) {
	dir, address, out, _ := serving(t)
	second := &written{}
	ctx, cancel := context.WithCancel(context.Background())
	save(t, filepath.Join(dir, "data", "tiers.yaml"), "- id: [")
	out.wait(t, "the pages are those from before this")
	done := make(chan int, 1)
	go func() { // and a second preview of the same site, at the next port
		port := strings.TrimSuffix(address[strings.LastIndex(address, ":")+1:], "/")
		done <- run(ctx, []string{"serve", "--site", dir, "--port", port, "--base-url", "https://awards.example/"}, second, second)
	}()
	other := second.wait(t, `http://[^\s]+`)
	if other == address {
		t.Errorf("both are at %s", address)
	}
	if status, body := fetch(t, other+"_plaudit/state"); status != 200 || !strings.Contains(body, "data/tiers.yaml") {
		t.Errorf("%d %.300s", status, body)
	}
	cancel()
	if code := <-done; code != 0 {
		t.Errorf("it ended with %d:\n%s", code, second)
	}
}

// TestServeFolderComesBack deletes the site's folder under a preview, and makes it again.
func TestServeFolderComesBack(t *testing.T) {
	dir, address, _, _ := serving(t)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "base"))); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "plaudit.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	save(t, name, regexp.MustCompile(`(?m)^title:.*$`).ReplaceAllString(string(text), "title: Back Again"))
	for range 3000 {
		if _, body := fetch(t, address); strings.Contains(body, "Back Again") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the preview does not see the folder that came back")
}

// TestServeForOthers listens to other machines only when asked, with a warning and a token.
func TestServeForOthers(t *testing.T) {
	_, address, out, _ := serving(t, "--host", "0.0.0.0")
	u, err := url.Parse(address)
	if err != nil || u.Query().Get("token") == "" || !strings.Contains(out.String(), "warning: other machines") {
		t.Fatalf("%s\n%s", address, out)
	}
	whole := *u
	u.RawQuery = ""
	if status, _ := fetch(t, u.String()); status != http.StatusForbidden {
		t.Errorf("without the token: %d", status)
	}
	jar := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := jar.Get(whole.String())
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusSeeOther || len(r.Cookies()) != 1 {
		t.Errorf("with the token: %d", r.StatusCode)
	}
	_, here, _, _ := serving(t)
	if u, err := url.Parse(here); err != nil || u.Hostname() != "127.0.0.1" {
		t.Errorf("without --host it listens at %s", here)
	}
}

// TestAsk chooses the folder in the browser, and remembers it.
func TestAsk(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	site := filepath.Join(home, "my site")
	if err := os.CopyFS(site, os.DirFS(filepath.Join("testdata", "base"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(home, "other"), 0o755); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	said := make(chan error, 1)
	dir, err := ask(t.Context(), l, func(address string) error {
		go func() { said <- choose(address, site) }()
		return nil
	})
	if err != nil || dir != site {
		t.Fatalf("%q, %v", dir, err)
	}
	if err := <-said; err != nil {
		t.Fatal(err)
	}
	t.Chdir(home)
	if got := likelySite(); got != site {
		t.Errorf("the next time it is %q", got)
	}
}

// choose does in a browser what a person does there.
func choose(address, site string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get(address)
	if err != nil {
		return err
	}
	r.Body.Close()
	cookie := r.Cookies()[0]
	do := func(method, at string, form url.Values) (string, error) {
		q, err := http.NewRequest(method, "http://"+u.Host+at, strings.NewReader(form.Encode()))
		if err != nil {
			return "", err
		}
		q.AddCookie(cookie)
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r, err := client.Do(q)
		if err != nil {
			return "", err
		}
		defer r.Body.Close()
		data, err := io.ReadAll(r.Body)
		return string(data), err
	}
	page, err := do("GET", "/", nil)
	if err != nil {
		return err
	}
	token := regexp.MustCompile(`name="token" value="([^"]+)"`).FindStringSubmatch(page)
	if !strings.Contains(page, "my site") || !strings.Contains(page, "other") || token == nil {
		return io.ErrUnexpectedEOF
	}
	if page, err = do("POST", "/", url.Values{"folder": {site}, "token": {"wrong"}}); err != nil || strings.Contains(page, "One moment") {
		return io.ErrNoProgress
	}
	_, err = do("POST", "/", url.Values{"folder": {site}, "token": {token[1]}})
	return err
}

// TestConsoleSaysWhatIsNew sees that a save prints the warnings that it brought, mistakes as long as they are there, and not every time all
// that was known before; and that a check of pages that are over says nothing.
func TestConsoleSaysWhatIsNew(t *testing.T) {
	var out, notes written
	c := &console{out: &out, err: &notes}
	warning := func(file, text string) diag.Diagnostic {
		return diag.Diagnostic{At: diag.Position{File: file, Line: 1, Column: 1}, Code: diag.BodyLink, Text: text}
	}
	standing, fresh, own := warning("a.md", "a standing warning"), warning("a.md", "a fresh warning"), warning("b.md", "a warning of its own")
	mistake := diag.Diagnostic{At: diag.Position{File: "c.md", Line: 1, Column: 1}, Code: diag.BadYAML, Text: "a mistake"}
	problems := []diag.Diagnostic{standing, own, mistake}

	c.said(serve.Turn{Generation: 1, Problems: problems})
	c.begin("A site", "http://127.0.0.1:1313/", false)
	c.said(serve.Turn{Generation: 1, Problems: append(problems, fresh), Checked: time.Second})
	if n := strings.Count(out.String(), "http://127.0.0.1:1313/"); n != 2 {
		t.Errorf("the address is not below what the first check told:\n%s", &out)
	}
	c.said(serve.Turn{Generation: 2, Saved: []string{"b.md"}, Problems: append(problems, fresh)})
	c.said(serve.Turn{Generation: 1, Problems: append(problems, warning("d.md", "a warning that is over")), Checked: time.Second})
	c.said(serve.Turn{Generation: 2, Saved: []string{"b.md"}, Problems: append(problems, fresh), Checked: time.Second})
	for text, times := range map[string]int{standing.Text: 1, fresh.Text: 1, own.Text: 2, mistake.Text: 2, "that is over": 0, "1 error, 3 warnings": 2} {
		if n := strings.Count(notes.String(), text); n != times {
			t.Errorf("%q is told %d times, not %d", text, n, times)
		}
	}
	if t.Failed() {
		t.Log(notes.String())
	}
}
