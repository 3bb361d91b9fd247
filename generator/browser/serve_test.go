package browser_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rule is one path of _headers and what is said below it.
type rule struct {
	path   string
	fields [][2]string
}

// serve answers from a published folder as a static host would: a folder by its index.html, with the fields of _headers,
// and 404.html for what is not there.
func serve(out string) (http.Handler, error) {
	text, err := os.ReadFile(filepath.Join(out, "_headers"))
	if err != nil {
		return nil, err
	}
	rules := readHeaders(string(text))
	files := http.Dir(out)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, rule := range rules {
			if matches(rule.path, r.URL.Path) {
				for _, f := range rule.fields {
					if name, ok := strings.CutPrefix(f[0], "! "); ok {
						w.Header().Del(name) // what a rule before it gave
						continue
					}
					w.Header().Set(f[0], f[1])
				}
			}
		}
		if file, err := files.Open(r.URL.Path); err == nil {
			file.Close()
			http.FileServer(files).ServeHTTP(w, r)
			return
		}
		body, err := os.ReadFile(filepath.Join(out, "404.html"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(body)
	}), nil
}

// readHeaders reads a _headers file: a path at the start of a line, its fields indented below it.
func readHeaders(text string) []rule {
	var rules []rule
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#"):
		case line[0] == ' ' || line[0] == '\t':
			name, value, _ := strings.Cut(trimmed, ":")
			last := &rules[len(rules)-1]
			last.fields = append(last.fields, [2]string{name, strings.TrimSpace(value)})
		default:
			rules = append(rules, rule{path: trimmed})
		}
	}
	return rules
}

// matches says whether a pattern of _headers means a path: ":name" stands for one segment, "*" for anything.
func matches(pattern, path string) bool {
	switch {
	case pattern == "":
		return path == ""
	case pattern[0] == '*':
		for i := range len(path) + 1 {
			if matches(pattern[1:], path[i:]) {
				return true
			}
		}
		return false
	case pattern[0] == ':':
		_, rest, more := strings.Cut(pattern, "/")
		segment, left, deeper := strings.Cut(path, "/")
		return segment != "" && more == deeper && matches(rest, left)
	}
	return path != "" && pattern[0] == path[0] && matches(pattern[1:], path[1:])
}

func TestHeaderRules(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"/*", "/", true},
		{"/*", "/a/b/", true},
		{"/", "/a", false},
		{"/assets/*", "/assets/x.css", true},
		{"/assets/*", "/other/x.css", false},
		{"/:a/feed.xml", "/x/feed.xml", true},
		{"/:a/feed.xml", "/x/y/feed.xml", false},
		{"/:a/:b/*.ics", "/x/y/z.ics", true},
		{"/:a/", "/x", false},
	} {
		if got := matches(c.pattern, c.path); got != c.want {
			t.Errorf("%s matches %s: %v", c.pattern, c.path, got)
		}
	}
}
