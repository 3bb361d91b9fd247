package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
)

// client is what a page has more than a build's: the script that talks to this server. It stands before the end of the body, or at
// the end of what has none.
const client = `<script src="/_plaudit/client.js" defer></script>`

// withClient adds the client to a page.
func withClient(page []byte) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+len(client))
	out = append(out, page[:at]...)
	out = append(out, client...)
	return append(out, page[at:]...)
}

// page answers with an output of the site.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "A form of the site goes to its own address, not to a preview.")
		return
	}
	if s.sets(w, r) {
		return
	}
	snap := s.shown(r)
	base := snap.Base()
	below, ok := strings.CutPrefix(r.URL.Path, base)
	if !ok {
		if r.URL.Path == "/" || r.URL.Path+"/" == base {
			redirect(w, base, http.StatusFound)
			return
		}
		s.missing(w, r, snap)
		return
	}
	// What a browser may mean by a path is settled before anything is looked up: no way up, no second slash, nothing unprintable.
	if below != "" && (path.Clean("/"+below) != "/"+strings.TrimSuffix(below, "/") || strings.ContainsFunc(below, func(c rune) bool { return c < ' ' || c == 0x7f || c == '\\' })) {
		s.missing(w, r, snap)
		return
	}
	s.output(w, r, snap, below)
}

// output answers for an address below base_url.
func (s *Server) output(w http.ResponseWriter, r *http.Request, snap *generator.Snapshot, below string) {
	name := generator.OutputOf(below)
	if private(name) {
		s.missing(w, r, snap)
		return
	}
	// A host that knows redirects answers with one although a page stands at that address for hosts that do not: the page leads to base_url,
	// and so out of the preview. It is there at its file's own address.
	if o, ok := snap.At(name); ok && o.Kind == plan.Redirect {
		if to, ok := snap.Redirect(below); ok {
			redirect(w, to, http.StatusMovedPermanently)
			return
		}
	}
	data, found, err := snap.Output(name)
	switch {
	case err != nil:
		s.failed(w, r, err)
		return
	case !found && snap.Has(name): // it has no template that could be read, and never had one
		s.plain(w, http.StatusInternalServerError, "This page cannot be made", "Something that it is made of has a mistake. It is here as soon as that is mended.")
		return
	case !found && below != "" && !strings.HasSuffix(below, "/") && snap.Has(generator.OutputOf(below+"/")):
		redirect(w, address(r.URL.EscapedPath()+"/", r.URL.Query()), http.StatusMovedPermanently)
		return
	case !found:
		if to, ok := snap.Redirect(below); ok {
			redirect(w, to, http.StatusMovedPermanently)
			return
		}
		s.missing(w, r, snap)
		return
	}
	s.write(w, r, snap, name, data, snap.Status(name))
}

// private says whether a file of the output folder is for the host alone.
func private(name string) bool { return name == "_headers" || name == "_redirects" }

// write sends an output with the headers that a host would send.
func (s *Server) write(w http.ResponseWriter, r *http.Request, snap *generator.Snapshot, name string, data []byte, status int) {
	for _, h := range snap.Headers(name) {
		switch h.Name {
		case "Access-Control-Allow-Origin": // nobody else reads a preview
		case "Content-Security-Policy": // the desk shows pages side by side
			w.Header().Set(h.Name, strings.Replace(h.Value, "frame-ancestors 'none'", "frame-ancestors 'self'", 1))
		default:
			w.Header().Set(h.Name, h.Value)
		}
	}
	if snap.IsPage(name) {
		data = withClient(data)
		w.Header().Set("Cache-Control", "no-cache") // it is kept, and asked about each time
		of := mark(s.instance, snap.Generation, s.clockOf(r))
		w.Header().Set("Plaudit-Generation", of)
		w.Header().Set("Server-Timing", `plaudit;desc="`+of+`"`) // the one field that a page's own script can read
	}
	sum := sha256.Sum256(data)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/octet-stream")
	}
	limitWriting(w)
	if status == http.StatusOK && strings.Count(r.Header.Get("Range"), ",") < 10 {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(data)
	}
}

// mark tells states of the site apart: the start of the server, the generation, and the clock of a browser that has its own.
func mark(instance string, generation int, asOf string) string {
	return strings.TrimSpace(fmt.Sprintf("%s %d %s", instance, generation, asOf))
}

// clockOf is the time that a browser has chosen, in the programme's zone; empty: now.
func (s *Server) clockOf(r *http.Request) string {
	at := asOf(r)
	if at.IsZero() {
		return ""
	}
	return at.In(s.latest().Zone()).Format(time.RFC3339)
}

// limitWriting gives a slow reader half a minute.
func limitWriting(w http.ResponseWriter) {
	// A writer that has no deadlines, as in tests, needs none.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(30 * time.Second))
}

// missing answers with the site's own page for that.
func (s *Server) missing(w http.ResponseWriter, r *http.Request, snap *generator.Snapshot) {
	name := snap.NotFound(r.URL.Path)
	data, found, err := snap.Output(name)
	if err != nil || !found {
		s.plain(w, http.StatusNotFound, "There is no such page", "The site has no page at this address, and no page 404 either.")
		return
	}
	s.write(w, r, snap, name, data, http.StatusNotFound)
}

// failed answers when a page cannot be made: by the reason, where the panel appears, too.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, err error) {
	var of *generator.FailedOutput
	if errors.As(err, &of) {
		s.plain(w, http.StatusInternalServerError, "This page cannot be made", of.Problem.At.String()+": "+of.Problem.Text)
		return
	}
	s.plain(w, http.StatusInternalServerError, "This page cannot be made", diag.Clean(err.Error()))
}

// plain answers with a page of the preview's own. Its text is escaped.
func (s *Server) plain(w http.ResponseWriter, status int, title, text string) {
	own(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(alone(title, "<p>"+html.EscapeString(text)+"</p>", client))
}

// alone is a page of the preview's own that has a title and little else. body and end are markup.
func alone(title, body, end string) []byte {
	title = html.EscapeString(title)
	return []byte(`<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>` + title +
		`</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/_plaudit/look.css"><link rel="stylesheet" href="/_plaudit/desk.css"></head><body class="alone"><main><h1>` + title + "</h1>" + body +
		"</main>" + end + "</body></html>")
}

// own sets the headers of the preview's own pages and data.
func own(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; frame-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// sets handles ?as-of=…, which sets the clock for this browser; empty sets it back.
func (s *Server) sets(w http.ResponseWriter, r *http.Request) bool {
	q := r.URL.Query()
	if !q.Has("as-of") {
		return false
	}
	asked := q.Get("as-of")
	q.Del("as-of")
	cookie := http.Cookie{Name: cookieName(asOfCookie, r), Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, MaxAge: -1}
	if asked != "" {
		at, ok := s.latest().Instant(asked)
		if !ok {
			refuse(w, http.StatusBadRequest, "as-of takes a day or an instant, such as 2027-01-15 or 2027-01-15T12:00")
			return true
		}
		cookie.Value, cookie.MaxAge = at.UTC().Format(time.RFC3339), 0
	}
	http.SetCookie(w, &cookie)
	redirect(w, address(r.URL.EscapedPath(), q), http.StatusSeeOther)
	return true
}

// travel is the site at another time.
type travel struct {
	of   *generator.Snapshot
	at   time.Time
	make func() *generator.Snapshot // links the site when it is first called
}

// travelsKept is how many times are kept at once.
const travelsKept = 3

// asOf is the time of a browser; zero: now.
func asOf(r *http.Request) time.Time {
	cookie, err := r.Cookie(cookieName(asOfCookie, r))
	if err != nil {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, cookie.Value)
	if err != nil {
		return time.Time{}
	}
	return at
}

// shown is the snapshot that a browser sees. Another time is made of one that is not provisional: it takes all that is known of the sources.
func (s *Server) shown(r *http.Request) *generator.Snapshot {
	at := asOf(r)
	if at.IsZero() {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.good
	}
	return s.travel(at)() // others need not wait for it
}

// travel gives what makes the site at another time, once for all who ask.
func (s *Server) travel(at time.Time) func() *generator.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	of := s.surely
	for _, t := range s.travels {
		if t.of == of && t.at.Equal(at) {
			return t.make
		}
	}
	t := travel{of: of, at: at, make: sync.OnceValue(func() *generator.Snapshot { return of.AsOf(at) })}
	s.travels = append([]travel{t}, s.travels[:min(len(s.travels), travelsKept-1)]...)
	return t.make
}

func (s *Server) latest() *generator.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newest
}
