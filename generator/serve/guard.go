package serve

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// The cookies of a preview. They are of this browser, and no page of another site sends them.
const (
	tokenCookie = "plaudit_token"
	asOfCookie  = "plaudit_as_of"
)

// cookieName is the name of one of them for the port that is asked. Browsers tell hosts apart by their cookies, but not their ports
// (RFC 6265, 8.5), and at the next port there may be another preview.
func cookieName(of string, r *http.Request) string {
	if _, port, err := net.SplitHostPort(r.Host); err == nil {
		return of + "_" + port
	}
	return of
}

// ServeHTTP answers a request, if it is one that this machine, or somebody with the token, may have meant.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g := guard{hosts: s.o.Hosts, token: s.o.Token}
	if g.allows(w, r) {
		s.mux.ServeHTTP(w, r)
	}
}

// guard decides which requests are answered at all.
type guard struct {
	hosts []string
	token string // empty: none is needed
}

// allows says whether a request may be answered; if not, it has been.
func (g guard) allows(w http.ResponseWriter, r *http.Request) bool {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case !g.knowsHost(r.Host):
		// Says nothing of the site: a name that leads here by a trick (DNS rebinding) must learn nothing.
		refuse(w, http.StatusForbidden, "This preview is not known by that name. Open it by the address that the terminal shows.")
	case foreign(r):
		refuse(w, http.StatusForbidden, "Pages of other sites cannot use this preview.")
	case r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodPost:
		w.Header().Set("Allow", "GET, HEAD, POST")
		refuse(w, http.StatusMethodNotAllowed, "A preview can be read only.")
	case r.URL.Host != "" || r.URL.Opaque != "" || !strings.HasPrefix(r.URL.Path, "/"):
		refuse(w, http.StatusBadRequest, "This is no address of a page.")
	default:
		return g.enter(w, r)
	}
	return false
}

// refuse answers with a line of text.
func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write([]byte(why + "\n"))
}

// knowsHost says whether a Host header names this preview.
func (g guard) knowsHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	return name != "" && slices.ContainsFunc(g.hosts, func(known string) bool { return strings.EqualFold(known, name) })
}

// foreign says whether a page of another origin is behind a request. Browsers tell so in Origin (RFC 6454) or in Sec-Fetch-Site (W3C Fetch
// Metadata); following a link from another site is allowed, for pages.
func foreign(r *http.Request) bool {
	if origins, ok := r.Header["Origin"]; ok {
		if len(origins) != 1 {
			return true
		}
		u, err := url.Parse(origins[0])
		if err != nil || u.Scheme != "http" || !strings.EqualFold(u.Host, r.Host) {
			return true
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	return r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document" || r.Method != http.MethodGet
}

// enter sees to it that a browser has the token, where one is needed. The address with it becomes a cookie, and one without it.
func (g guard) enter(w http.ResponseWriter, r *http.Request) bool {
	if g.token == "" {
		return true
	}
	if cookie, err := r.Cookie(cookieName(tokenCookie, r)); err == nil && equal(cookie.Value, g.token) {
		return true
	}
	q := r.URL.Query()
	if !equal(q.Get("token"), g.token) {
		refuse(w, http.StatusForbidden, "This preview needs the whole address that the terminal shows, with its token.")
		return false
	}
	q.Del("token")
	http.SetCookie(w, &http.Cookie{Name: cookieName(tokenCookie, r), Value: g.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	redirect(w, address(r.URL.EscapedPath(), q), http.StatusSeeOther)
	return false
}

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// address is a path with a query that may be empty. A path of two slashes would be another host's.
func address(path string, q url.Values) string {
	path = "/" + strings.TrimLeft(path, "/\\")
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return path
}

func redirect(w http.ResponseWriter, to string, status int) {
	w.Header().Set("Location", to)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
}

// acts says whether a request is a POST of a page of this preview itself.
func (s *Server) acts(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", "POST")
		refuse(w, http.StatusMethodNotAllowed, "This is done by POST.")
	case !equal(r.Header.Get("X-Plaudit-Token"), s.action):
		refuse(w, http.StatusForbidden, "This is done by the pages of the preview only.")
	default:
		return true
	}
	return false
}
