package serve_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/serve"
)

var clock = time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)

// preview is a site in a folder of its own, served.
type preview struct {
	t    *testing.T
	dir  string
	site *generator.Preview
	s    *serve.Server
	turn chan serve.Turn // each state whose pages were all looked at
}

// open serves a copy of a folder.
func open(t *testing.T, from string, change func(*serve.Options)) *preview {
	t.Helper()
	p := &preview{t: t, dir: t.TempDir(), turn: make(chan serve.Turn, 1000)}
	for _, name := range []string{"plaudit.yaml", "plaudit.lock", "content", "data", "assets", "static"} {
		at := filepath.Join(from, name)
		if info, err := os.Stat(at); err == nil && info.IsDir() {
			must(t, os.CopyFS(filepath.Join(p.dir, name), os.DirFS(at)))
		} else if err == nil {
			data, err := os.ReadFile(at)
			must(t, err)
			must(t, os.WriteFile(filepath.Join(p.dir, name), data, 0o644))
		}
	}
	var err error
	p.site, err = generator.OpenPreview(generator.Input{Dir: p.dir, Now: clock, Version: "devel", BaseURL: "https://awards.example/"})
	must(t, err)
	o := serve.Options{Hosts: []string{"127.0.0.1", "localhost", "::1"}, Dir: p.dir, Clock: func() time.Time { return clock }, Said: func(turn serve.Turn) {
		if turn.Checked > 0 {
			p.turn <- turn
		}
	}}
	if change != nil {
		change(&o)
	}
	p.s = serve.New(p.site, o)
	t.Cleanup(func() {
		p.s.Close()
		must(t, p.site.Close())
	})
	return p
}

const base = "../../cmd/plaudit/testdata/base"

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ask asks as a browser on this machine does, but for what change makes otherwise.
func (p *preview) ask(method, target string, change func(*http.Request)) *http.Response {
	r := httptest.NewRequest(method, "http://127.0.0.1:1313/", nil)
	r.URL.Path, r.URL.RawPath = target, ""
	if at := strings.IndexByte(target, '?'); at >= 0 {
		r.URL.Path, r.URL.RawQuery = target[:at], target[at+1:]
	}
	r.URL.Scheme, r.URL.Host = "", ""
	r.Host = "127.0.0.1:1313"
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	p.s.ServeHTTP(w, r)
	return w.Result()
}

func (p *preview) get(target string) (status int, body string) {
	p.t.Helper()
	return read(p.t, p.ask("GET", target, nil))
}

func read(t *testing.T, r *http.Response) (int, string) {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	must(t, err)
	return r.StatusCode, string(data)
}

func (p *preview) write(name, text string) {
	p.t.Helper()
	must(p.t, os.MkdirAll(filepath.Dir(filepath.Join(p.dir, name)), 0o755))
	must(p.t, os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o644))
	must(p.t, p.s.Changed([]string{name}, false))
}

const client = `<script src="/_plaudit/client.js" defer></script>`

// TestServedEqualsBuilt asks for everything that a build of the example site writes.
func TestServedEqualsBuilt(t *testing.T) {
	if testing.Short() {
		t.Skip("the example site is built, and all of it asked for, which takes a minute or two; run without -short")
	}
	p := open(t, "../..", nil)
	out := filepath.Join(t.TempDir(), "public")
	r, err := generator.Build(context.Background(), generator.Input{Dir: p.dir, Now: clock, Version: "devel", BaseURL: "https://awards.example/"}, out, false)
	must(t, err)
	if r.Published == nil {
		t.Fatal(r.Problems)
	}
	headers, err := os.ReadFile(filepath.Join(out, "_headers"))
	must(t, err)
	rules := parseHeaders(string(headers))
	files := map[string][]byte{}
	must(t, filepath.WalkDir(out, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(out, path)
		if err == nil {
			files[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	}))
	moved := map[string]string{} // where addresses lead to
	for line := range strings.Lines(string(files["_redirects"])) {
		if words := strings.Fields(line); words[2] == "301" && !strings.ContainsAny(line, "*") {
			moved[words[0]] = words[1]
		}
	}
	<-p.turn
	for _, name := range slices.Sorted(maps.Keys(files)) {
		address := "/" + strings.TrimSuffix(name, "index.html")
		if moved[address] != "" {
			address = "/" + name // the page for hosts that do not know redirects
		}
		answer := p.ask("GET", address, nil)
		status, body := read(t, answer)
		switch {
		case name == "_headers" || name == "_redirects" || strings.HasPrefix(name, ".plaudit"):
			if status != http.StatusNotFound {
				t.Errorf("%s is served", name)
			}
			continue
		case strings.HasSuffix(name, ".html") && strings.Count(body, client) != 1:
			t.Errorf("%s has the client %d times", name, strings.Count(body, client))
		}
		want := http.StatusOK
		for line := range strings.Lines(string(files["_redirects"])) {
			if strings.HasPrefix(line, address+" ") && strings.Contains(line, " 410") {
				want = http.StatusGone
			}
		}
		if status != want {
			t.Errorf("%s: %d, want %d", address, status, want)
		}
		if body = strings.Replace(body, client, "", 1); body != string(files[name]) {
			t.Errorf("%s differs from what a build writes", name)
		}
		for field, value := range rules.of(address) {
			got := answer.Header.Get(field)
			switch field {
			case "Access-Control-Allow-Origin":
				value = ""
			case "Content-Security-Policy":
				value = strings.Replace(value, "frame-ancestors 'none'", "frame-ancestors 'self'", 1)
			case "Cache-Control":
				if strings.HasSuffix(name, ".html") {
					value = "no-cache"
				}
			}
			if got != value {
				t.Errorf("%s: %s is %q, want %q", address, field, got, value)
			}
		}
	}
	if len(moved) == 0 {
		t.Error("nothing is redirected")
	}
	for from, to := range moved {
		answer := p.ask("GET", from, nil)
		if answer.StatusCode != http.StatusMovedPermanently || answer.Header.Get("Location") != to {
			t.Errorf("%s: %d to %q, want 301 to %q", from, answer.StatusCode, answer.Header.Get("Location"), to)
		}
	}
}

// TestMoved sees that an address that moved does not lead out of the preview, to the published site.
func TestMoved(t *testing.T) {
	p := open(t, base, nil)
	<-p.turn
	data, err := os.ReadFile(filepath.Join(p.dir, "data/partners/quay.yaml"))
	must(t, err)
	p.write("data/partners/quay.yaml", string(data)+"aliases: [old-quay]\n")
	<-p.turn
	answer := p.ask("GET", "/partners/old-quay/", nil)
	if to := answer.Header.Get("Location"); answer.StatusCode != http.StatusMovedPermanently || to != "/partners/quay/" {
		t.Errorf("it answers %d to %q", answer.StatusCode, to)
	}
	if status, body := p.get("/partners/old-quay/index.html"); status != http.StatusOK || !strings.Contains(body, "https://awards.example/partners/quay/") {
		t.Errorf("the page for other hosts: %d %s", status, body)
	}
}

// headerRules are the rules of a _headers file.
type headerRules []headerRule

type headerRule struct {
	pattern []string
	without []string // fields of earlier rules that this one takes away: "! Name"
	fields  map[string]string
}

func parseHeaders(text string) (rules headerRules) {
	for _, line := range strings.Split(text, "\n") {
		if gone, ok := strings.CutPrefix(line, "  ! "); ok {
			last := &rules[len(rules)-1]
			last.without = append(last.without, gone)
		} else if field, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && strings.HasPrefix(line, "  ") {
			rules[len(rules)-1].fields[field] = value
		} else if line != "" {
			rules = append(rules, headerRule{pattern: strings.Split(line, "/"), fields: map[string]string{}})
		}
	}
	return rules
}

// of are the fields of all rules that fit an address.
func (r headerRules) of(address string) map[string]string {
	all := map[string]string{}
	for _, rule := range r {
		if fits(rule.pattern, strings.Split(address, "/")) {
			for _, field := range rule.without {
				delete(all, field)
			}
			maps.Copy(all, rule.fields)
		}
	}
	return all
}

func fits(pattern, address []string) bool {
	for i, part := range pattern {
		switch {
		case part == "*":
			return i < len(address)
		case i >= len(address):
			return false
		case strings.HasPrefix(part, ":"):
		case strings.HasPrefix(part, "*"):
			if !strings.HasSuffix(address[i], part[1:]) {
				return false
			}
		case part != address[i]:
			return false
		}
	}
	return len(pattern) == len(address)
}

// TestHosts asks by many names: only those of this machine are answered (attack 31).
func TestHosts(t *testing.T) {
	p := open(t, base, nil)
	for host, want := range map[string]int{
		"127.0.0.1:1313": 200, "localhost:1313": 200, "LOCALHOST": 200, "[::1]:1313": 200, "[::1]": 200,
		"evil.example": 403, "evil.example:1313": 403, "127.0.0.1.evil.example": 403, "localhost.": 403, "": 403, "..": 403, "localhost:1313:1": 403, "127.0.0.1@evil.example": 403,
		"0.0.0.0": 403, "192.168.0.4:1313": 403, "2130706433": 403,
	} {
		for _, address := range []string{"/", "/_plaudit/", "/_plaudit/state", "/nothing"} {
			answer := p.ask("GET", address, func(r *http.Request) { r.Host = host })
			status, body := read(t, answer)
			if address == "/nothing" && want == 200 {
				want = 404
			}
			if status != want {
				t.Errorf("host %q, %s: %d, want %d", host, address, status, want)
			}
			if want == 403 && (strings.Contains(body, "Acme") || strings.Contains(body, p.dir) || len(body) > 200) {
				t.Errorf("host %q learns %q", host, body)
			}
			if want == 404 {
				want = 200
			}
		}
	}
}

// TestTwoHosts sends what no browser sends.
func TestTwoHosts(t *testing.T) {
	p := open(t, base, nil)
	server := httptest.NewServer(p.s)
	defer server.Close()
	for _, raw := range []string{
		"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n",
		"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		"GET /../../etc/passwd HTTP/1.1\r\nHost: evil.example\r\n\r\n",
	} {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		must(t, err)
		_, err = io.WriteString(c, raw)
		must(t, err)
		answer := make([]byte, 12)
		_, err = io.ReadFull(c, answer)
		must(t, err)
		if !strings.HasPrefix(string(answer), "HTTP/1.1 4") {
			t.Errorf("%q is answered with %q", raw, answer)
		}
		c.Close()
	}
}

// TestForeignPages lets pages of other sites ask (attacks 32, 34): they get nothing, and do nothing.
func TestForeignPages(t *testing.T) {
	opened := false
	p := open(t, base, func(o *serve.Options) {
		o.Editor, o.Open = "test", func(string, int, int) error { opened = true; return nil }
	})
	for _, fields := range []map[string]string{
		{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "https://127.0.0.1:1313"}, {"Origin": "http://127.0.0.1:1314"}, {"Origin": ""},
		{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
		{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
	} {
		for _, address := range []string{"/", "/_plaudit/events", "/_plaudit/state", "/_plaudit/open", "/data/partners.json"} {
			for _, method := range []string{"GET", "POST"} {
				answer := p.ask(method, address, func(r *http.Request) {
					for field, value := range fields {
						r.Header.Set(field, value)
					}
				})
				if answer.StatusCode != http.StatusForbidden {
					t.Errorf("%s %s with %v: %d", method, address, fields, answer.StatusCode)
				}
			}
		}
	}
	// A link on another site may lead here, to a page; not to what only scripts ask for.
	link := func(r *http.Request) {
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Sec-Fetch-Mode", "navigate")
		r.Header.Set("Sec-Fetch-Dest", "document")
	}
	if answer := p.ask("GET", "/", link); answer.StatusCode != http.StatusOK {
		t.Errorf("a link to a page: %d", answer.StatusCode)
	}
	if answer := p.ask("GET", "/_plaudit/state", link); answer.StatusCode != http.StatusForbidden {
		t.Errorf("a link to the state: %d", answer.StatusCode)
	}
	for _, address := range []string{"/", "/data/partners.json", "/_plaudit/state", "/_plaudit/", "/feed.xml", "/nothing"} {
		for field := range p.ask("GET", address, nil).Header {
			if strings.HasPrefix(field, "Access-Control-") {
				t.Errorf("%s has %s", address, field)
			}
		}
	}
	if opened {
		t.Error("a file was opened")
	}
}

// TestOpen opens files of the site in the editor, with the token of this preview only (attack 34).
func TestOpen(t *testing.T) {
	var opened []string
	p := open(t, base, func(o *serve.Options) {
		o.Editor, o.Open = "test", func(path string, line, column int) error {
			opened = append(opened, fmt.Sprintf("%s:%d:%d", path, line, column))
			return nil
		}
	})
	var state struct{ Token string }
	_, body := p.get("/_plaudit/state")
	must(t, json.Unmarshal([]byte(body), &state))
	post := func(token, file string) (int, string) {
		return read(t, p.ask("POST", "/_plaudit/open", func(r *http.Request) {
			r.Header.Set("X-Plaudit-Token", token)
			r.Header.Set("Origin", "http://127.0.0.1:1313")
			data, err := json.Marshal(map[string]any{"file": file, "line": 3, "column": 2})
			must(t, err)
			r.Body = io.NopCloser(bytes.NewReader(data))
		}))
	}
	for _, token := range []string{"", "x", state.Token + "x"} {
		if status, _ := post(token, "plaudit.yaml"); status != http.StatusForbidden {
			t.Errorf("token %q: %d", token, status)
		}
	}
	for _, file := range []string{"../plaudit.yaml", "/etc/passwd", "..", "", ".git/config", "data/../plaudit.yaml", "plaudit.yaml\x00", "nothing.md", "C:\\Windows"} {
		if status, body := post(state.Token, file); status != http.StatusOK || !strings.Contains(body, `"ok":false`) {
			t.Errorf("%q: %d %s", file, status, body)
		}
	}
	if status, body := post(state.Token, "plaudit.yaml"); status != http.StatusOK || !strings.Contains(body, `"ok":true`) {
		t.Errorf("%d %s", status, body)
	}
	if want := []string{filepath.Join(p.dir, "plaudit.yaml") + ":3:2"}; !slices.Equal(opened, want) {
		t.Errorf("opened %q, want %q", opened, want)
	}
}

// TestNothingElseIsServed asks for files beside the site's outputs in many ways (attacks 30, 36).
func TestNothingElseIsServed(t *testing.T) {
	p := open(t, base, nil)
	must(t, os.WriteFile(filepath.Join(p.dir, ".env"), []byte("secret-of-the-machine"), 0o644))
	must(t, os.WriteFile(filepath.Join(p.dir, "static", ".hidden"), []byte("secret-of-the-machine"), 0o644))
	must(t, os.MkdirAll(filepath.Join(p.dir, ".plaudit", "cache"), 0o755))
	must(t, p.s.Changed(nil, true))
	for _, target := range []string{
		"/../plaudit.yaml", "/..", "/%2e%2e/plaudit.yaml", "/%252e%252e/plaudit.yaml", "/..%2fplaudit.yaml", "/..\\plaudit.yaml", "//etc/passwd", "/./plaudit.yaml", "/partners/../plaudit.yaml",
		"/plaudit.yaml", "/plaudit.lock", "/data/partners/", "/data/tiers.yaml", "/content/", "/.env", "/.git/config", "/.hidden", "/.plaudit/cache", "/.plaudit/", "/_headers", "/_redirects", "/\x00", "/index.html\x00.txt",
		"/static/robots.txt", "/themes/podium/theme.yaml", "/_plaudit/../plaudit.yaml", "/_plaudit/ui/client.js", "/_plaudit/..", "/_plaudit/desk.html/..", "/partners//", "//partners/",
	} {
		for _, encode := range []bool{false, true} {
			answer := p.ask("GET", target, func(r *http.Request) {
				if encode {
					r.URL.RawPath = strings.ReplaceAll(target, "/", "%2f")
				}
			})
			status, body := read(t, answer)
			if status != http.StatusNotFound && status != http.StatusBadRequest {
				t.Errorf("%q: %d %.100q", target, status, body)
			}
			if strings.Contains(body, "secret-of-the-machine") || strings.Contains(body, "base_url") || strings.Contains(body, p.dir) {
				t.Errorf("%q tells %q", target, body)
			}
		}
	}
	for _, method := range []string{"PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH"} {
		if answer := p.ask(method, "/", nil); answer.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, answer.StatusCode)
		}
	}
}

// TestErrorsAreText shows a mistake whose text is markup (attack 33).
func TestErrorsAreText(t *testing.T) {
	p := open(t, base, nil)
	p.write("data/tiers.yaml", "- id: \"<script>alert(1)</script>\"\n  name: X\n")
	status, body := p.get("/_plaudit/state")
	if status != 200 || strings.Contains(body, "<script>") || !strings.Contains(body, `\u003cscript`) {
		t.Errorf("%d %s", status, body)
	}
}

// TestToken lets others in by the whole address only (attack 35).
func TestToken(t *testing.T) {
	p := open(t, base, func(o *serve.Options) { o.Token, o.Hosts = "secret", append(o.Hosts, "192.168.0.4") })
	other := func(r *http.Request) { r.Host = "192.168.0.4:1313" }
	for _, target := range []string{"/", "/_plaudit/state", "/?token=", "/?token=wrong", "/?token=secre"} {
		if answer := p.ask("GET", target, other); answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", target, answer.StatusCode)
		}
	}
	answer := p.ask("GET", "/partners/?token=secret&x=1", other)
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/partners/?x=1" || len(answer.Cookies()) != 1 || !answer.Cookies()[0].HttpOnly {
		t.Fatal(answer.StatusCode, answer.Header)
	}
	answer = p.ask("GET", "/partners/", func(r *http.Request) { other(r); r.AddCookie(answer.Cookies()[0]) })
	if answer.StatusCode != http.StatusOK {
		t.Error(answer.StatusCode)
	}
	// An address of another host that looks like a path of this one leads nowhere else.
	answer = p.ask("GET", "//evil.example/?token=secret", other)
	if to := answer.Header.Get("Location"); strings.HasPrefix(to, "//") {
		t.Error(to)
	}
}

// TestCookiesOfTwoPreviews sees that what a browser has chosen in one preview says nothing to the preview at another port: it sends both the same cookies.
func TestCookiesOfTwoPreviews(t *testing.T) {
	p := open(t, base, nil)
	chosen := p.ask("GET", "/?as-of=2027-05-13", nil).Cookies()
	if len(chosen) != 1 {
		t.Fatal(chosen)
	}
	asOf := func(host string) string {
		_, body := read(t, p.ask("GET", "/_plaudit/state", func(r *http.Request) {
			r.Host = host
			r.AddCookie(chosen[0])
		}))
		var st struct {
			AsOf string `json:"as_of"`
		}
		must(t, json.Unmarshal([]byte(body), &st))
		return st.AsOf
	}
	if at := asOf("127.0.0.1:1313"); at != "2027-05-13T00:00:00+02:00" {
		t.Errorf("the preview that was asked is at %q", at)
	}
	if at := asOf("127.0.0.1:1314"); at != "" {
		t.Errorf("another preview is at %q", at)
	}
}

// TestCounts sees that all problems are counted, though a browser is told of some only.
func TestCounts(t *testing.T) {
	p := open(t, base, nil)
	<-p.turn
	p.write("content/pages/about.md", "---\ntitle: About\nsummary: Links.\nmenu: true\n---\n"+strings.Repeat("[here](/nowhere/)\n", 250))
	<-p.turn
	_, body := p.get("/_plaudit/state")
	var st struct {
		Errors, Warnings int
		Problems         []json.RawMessage
	}
	must(t, json.Unmarshal([]byte(body), &st))
	if st.Errors+st.Warnings != 250 || len(st.Problems) != 200 {
		t.Errorf("%d errors, %d warnings, %d shown", st.Errors, st.Warnings, len(st.Problems))
	}
}

// TestMany opens many connections that say nothing, and reads slowly (attack 37).
func TestMany(t *testing.T) {
	p := open(t, base, nil)
	server := httptest.NewServer(p.s)
	defer server.Close()
	for range 200 {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		must(t, err)
		defer c.Close()
	}
	many := "bytes=" + strings.Repeat("0-1,", 5000) + "5-6"
	for _, fields := range []map[string]string{{"Range": many}, {"Range": "bytes=99999999999999999999-"}, {"Accept-Language": strings.Repeat("x", 30000)}} {
		r, err := http.NewRequest("GET", server.URL+"/", nil)
		must(t, err)
		for field, value := range fields {
			r.Header.Set(field, value)
		}
		answer, err := http.DefaultClient.Do(r)
		must(t, err)
		data, err := io.ReadAll(answer.Body)
		must(t, err)
		answer.Body.Close()
		if len(data) > 1<<20 {
			t.Errorf("%.30v: %d bytes", fields, len(data))
		}
	}
}

// TestMistakeSeenLater saves a template with a mistake that is found only behind the page itself: who is told of it is told, too, that the pages
// are those from before.
func TestMistakeSeenLater(t *testing.T) {
	p := open(t, base, nil)
	<-p.turn
	const name = "themes/podium/templates/pages/partner.html"
	data, err := os.ReadFile("../../" + name)
	must(t, err)
	p.write(name, string(data))
	<-p.turn
	p.write(name, strings.Replace(string(data), `{{template "logo-alone" .Logo}}`, `{{template "logo-alon" .Logo}}`, 1))
	turn := <-p.turn
	if len(turn.Problems) == 0 || !strings.Contains(turn.Problems[0].Text, "logo-alon") {
		t.Fatalf("%+v", turn.Problems)
	}
	var state struct{ Stale bool }
	_, body := p.get("/_plaudit/state")
	must(t, json.Unmarshal([]byte(body), &state))
	if !state.Stale || !turn.Stale {
		t.Errorf("stale is %v for browsers, %v for the terminal", state.Stale, turn.Stale)
	}
}
