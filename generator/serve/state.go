package serve

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/catalog"
	"github.com/plaudit/plaudit/generator/diag"
)

// state is what the client in a page knows. Its form is that of the page's script: see ui/client.js.
type state struct {
	Instance   string            `json:"instance"`
	Generation int               `json:"generation"`
	Page       int               `json:"page"` // the generation of pages, which follows a little later for a browser that has a clock of its own
	Title      string            `json:"title"`
	Token      string            `json:"token"`
	Home       string            `json:"home"`
	TookMS     float64           `json:"took_ms"`
	Checked    bool              `json:"checked"`
	Stale      bool              `json:"stale"`
	Now        string            `json:"now"`
	AsOf       string            `json:"as_of"`
	Saved      []string          `json:"saved"`
	Follow     string            `json:"follow"`
	Following  bool              `json:"following"`
	Files      []string          `json:"files"`
	Sheets     map[string]string `json:"sheets"`
	OnlySheets bool              `json:"only_sheets"`
	Problems   []problem         `json:"problems"` // no more than problemsShown of them
	Errors     int               `json:"errors"`   // of all
	Warnings   int               `json:"warnings"`
	Editor     string            `json:"editor"`
}

type problem struct {
	Code     string            `json:"code"`
	Severity string            `json:"severity"`
	File     string            `json:"file"`
	Line     int               `json:"line"`
	Column   int               `json:"column"`
	Width    int               `json:"width"`
	Text     string            `json:"text"`
	Hint     string            `json:"hint"`
	Source   string            `json:"source"`
	Notes    []note            `json:"notes"`
	Path     string            `json:"path"`
	Links    map[string]string `json:"links"`
	Saved    bool              `json:"saved"`
	Explain  explanation       `json:"explain"`
}

type note struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Text   string `json:"text"`
	Source string `json:"source"`
}

type explanation struct {
	Cause string `json:"cause"`
	Cure  string `json:"cure"`
}

// problemsShown is how many problems a browser is told.
const problemsShown = 200

// state describes the site as a browser sees it, which may have a clock of its own.
func (s *Server) state(at string) state {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := state{Instance: s.instance, Generation: s.newest.Generation, Page: s.newest.Generation, Title: s.title(), Token: s.action, Home: s.good.Base(),
		Checked: s.checked, Stale: s.stale(), Now: s.o.Clock().In(s.good.Zone()).Format(time.RFC3339), Saved: nonNil(s.newest.Saved),
		Sheets: s.sheets, OnlySheets: s.onlyCSS, Problems: s.tellProblems(), Editor: s.o.Editor, AsOf: at, Following: s.o.Follow, Files: []string{}}
	if at != "" {
		st.Page = s.surely.Generation
	}
	st.Errors, st.Warnings = severities(s.problems)
	if len(s.turns) > 0 {
		st.TookMS = milliseconds(s.turns[0].Took)
	}
	for _, file := range s.newest.Saved { // those that keep their address whatever is in them
		if rest, ok := strings.CutPrefix(file, "static/"); ok {
			st.Files = append(st.Files, (&url.URL{Path: s.good.Base() + rest}).EscapedPath())
		}
	}
	for _, file := range s.newest.Saved {
		if st.Follow = s.good.PageOf(file); st.Follow != "" {
			break
		}
	}
	return st
}

// title is the site's, or the name of its folder while plaudit.yaml cannot be read; the server is locked.
func (s *Server) title() string { return cmp.Or(s.good.Title(), filepath.Base(s.o.Dir)) }

// severities counts errors, and what is less.
func severities(problems []diag.Diagnostic) (errors, warnings int) {
	for _, p := range problems {
		if p.Severity() == diag.Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Round(100*time.Microsecond)) / float64(time.Millisecond)
}

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// tellProblems are the problems for a browser, those of the files just saved first; the server is locked.
func (s *Server) tellProblems() []problem {
	all := []problem{}
	for _, d := range s.problems {
		all = append(all, s.tellProblem(d))
	}
	slices.SortStableFunc(all, func(a, b problem) int {
		switch {
		case a.Saved != b.Saved && a.Saved:
			return -1
		case a.Saved != b.Saved:
			return 1
		}
		return strings.Compare(a.Severity, b.Severity) // error before warning
	})
	return all[:min(len(all), problemsShown)]
}

func (s *Server) tellProblem(d diag.Diagnostic) problem {
	p := problem{Code: d.Code.ID, Severity: d.Severity().String(), File: d.At.File, Line: d.At.Line, Column: d.At.Column, Width: d.Width, Text: diag.Clean(d.Text),
		Hint: diag.Clean(d.Hint), Source: diag.Clean(s.newest.Line(d.At.File, d.At.Line)), Saved: slices.Contains(s.newest.Saved, d.At.File), Notes: []note{}}
	p.Path, p.Links = s.links(d.At)
	for _, n := range d.Notes {
		p.Notes = append(p.Notes, note{n.At.File, n.At.Line, n.At.Column, diag.Clean(n.Text), diag.Clean(s.newest.Line(n.At.File, n.At.Line))})
	}
	if e, ok := catalog.Find(d.Code.ID); ok {
		p.Explain = explanation{e.Cause, e.Cure}
	}
	return p
}

// links are the path of a place, to be copied, and addresses that open it in editors. What concerns no file has none.
func (s *Server) links(at diag.Position) (file string, links map[string]string) {
	if at.File == "" {
		return "", nil
	}
	file = filepath.Join(s.o.Dir, filepath.FromSlash(at.File))
	slashed := filepath.ToSlash(file)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive letter
	}
	line, column := max(1, at.Line), max(1, at.Column)
	return file, map[string]string{
		"vscode": (&url.URL{Scheme: "vscode", Host: "file", Path: slashed + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)}).String(),
		"idea":   "idea://open?file=" + url.QueryEscape(file) + "&line=" + strconv.Itoa(line) + "&column=" + strconv.Itoa(column),
	}
}

// exchanged are the style sheets whose published address a change made another; only says that it changed nothing else.
func exchanged(before, now *generator.Snapshot, saved []string) (sheets map[string]string, only bool) {
	sheets = map[string]string{}
	if before == now || !slices.ContainsFunc(saved, isLook) {
		return sheets, false
	}
	known := map[string]string{}
	for _, name := range before.Sheets() {
		known[name] = before.Sheet(name)
	}
	for _, name := range now.Sheets() {
		if was, is := known[name], now.Sheet(name); was != "" && is != "" && was != is {
			sheets[was] = is
		}
	}
	only = len(sheets) > 0 && !slices.ContainsFunc(saved, func(path string) bool { return !strings.HasSuffix(path, ".css") })
	return sheets, only
}

// isLook says whether a file may be part of a style sheet, or of what one is made of.
func isLook(path string) bool { return strings.HasPrefix(path, "themes/") || path == "plaudit.yaml" }

// listeners are the browsers that are told of changes.
type listeners struct {
	mu     sync.Mutex
	all    map[chan struct{}]bool
	closed bool
}

// listenersMost is how many pages may listen at once.
const listenersMost = 200

// add gives a channel that has something in it when there is news; nil when there are too many.
func (l *listeners) add() chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(l.all) >= listenersMost {
		return nil
	}
	if l.all == nil {
		l.all = map[chan struct{}]bool{}
	}
	c := make(chan struct{}, 1)
	l.all[c] = true
	return c
}

func (l *listeners) remove(c chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all[c] {
		delete(l.all, c)
	}
}

func (l *listeners) tell() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.all {
		select {
		case c <- struct{}{}:
		default: // it has not looked at the last news yet, and will see these then
		}
	}
}

// close ends all: what they answer is over.
func (l *listeners) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for c := range l.all {
		close(c)
	}
	l.all = nil
}

func (s *Server) tell() { s.listeners.tell() }

// events is the stream of states (WHATWG HTML, server-sent events).
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	news := s.listeners.add()
	if news == nil {
		refuse(w, http.StatusServiceUnavailable, "Too many pages are open.")
		return
	}
	defer s.listeners.remove(news)
	own(w)
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	at := s.clockOf(r)
	alive := time.NewTicker(20 * time.Second)
	defer alive.Stop()
	for first := true; ; first = false {
		text := ": still here\n\n"
		if !first {
			select {
			case <-r.Context().Done():
				return
			case _, open := <-news:
				if !open {
					return
				}
				text = s.event(at)
			case <-alive.C:
			}
		} else {
			text = "retry: 500\n" + s.event(at)
		}
		_ = out.SetWriteDeadline(time.Now().Add(10 * time.Second))
		if _, err := w.Write([]byte(text)); err != nil {
			return
		}
		if err := out.Flush(); err != nil {
			return
		}
	}
}

func (s *Server) event(at string) string {
	st := s.state(at)
	data, err := json.Marshal(st)
	if err != nil {
		data = []byte("{}")
	}
	return fmt.Sprintf("id: %d\nevent: state\ndata: %s\n\n", st.Generation, data)
}
