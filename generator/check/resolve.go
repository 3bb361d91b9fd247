package check

import (
	"net/url"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
)

// resolve finds where an address leads. One that depends on the page is only resolved for a page; without, it is `relative`.
// What is outside the site is fine.
func (j *joiner) resolve(href string, page *PageFacts) target {
	outside := target{page: -1}
	path := href
	switch {
	case strings.HasPrefix(href, "//"):
		return outside
	case strings.HasPrefix(href, "/"):
	case scheme(href) != "":
		rest, ok := j.cutOrigin(href)
		if !ok {
			return outside
		}
		path = rest
	default:
		if page == nil {
			return target{state: relative, page: -1}
		}
		var ok bool
		if path, ok = j.against(page, href); !ok {
			return outside
		}
	}
	path, fragment, _ := strings.Cut(path, "#")
	path, _, _ = strings.Cut(path, "?")
	path = decoded(path)
	if path+"/" == j.Base { // the site's own folder without its slash
		path = j.Base
	}
	below, ok := strings.CutPrefix(path, j.Base)
	if !ok {
		return outside // below a sub-path: another site of the same host
	}
	return j.answer(below, decoded(fragment))
}

// answer says what a visitor finds at an address below base_url.
func (j *joiner) answer(address, fragment string) target {
	output := address
	if address == "" || strings.HasSuffix(address, "/") {
		output += "index.html"
	}
	if to, ok := j.Redirects[address]; ok {
		return target{state: redirected, page: -1, near: to}
	}
	if i, ok := j.byPath[output]; ok {
		t := target{page: int32(i)}
		if output == address && strings.HasSuffix(address, "/index.html") || address == "index.html" {
			return target{state: redirected, page: t.page, near: j.Base + strings.TrimSuffix(address, "index.html")}
		}
		if fragment != "" && !strings.EqualFold(fragment, "top") && !j.hasID(i, fragment) {
			t.state, t.near = missingAnchor, j.nearID(i, fragment)
		}
		return t
	}
	if j.Exists(output) {
		return target{page: -1}
	}
	if !strings.HasSuffix(address, "/") {
		if _, ok := j.byPath[address+"/index.html"]; ok {
			return target{state: redirected, page: -1, near: j.Base + address + "/"}
		}
	}
	if j.Redirected != nil && j.Redirected(address) {
		return target{state: redirected, page: -1, near: "another address"}
	}
	return target{state: missing, page: -1}
}

func (j *joiner) hasID(page int, fragment string) bool {
	fragment, _, _ = strings.Cut(fragment, ":~:") // the part of a text fragment is no id
	if fragment == "" {
		return true
	}
	for _, id := range j.Pages[page].IDs {
		if j.Book.String(id) == fragment {
			return true
		}
	}
	return false
}

func (j *joiner) nearID(page int, fragment string) string {
	ids := make([]string, len(j.Pages[page].IDs))
	for i, id := range j.Pages[page].IDs {
		ids[i] = j.Book.String(id)
	}
	return diag.DidYouMean(fragment, ids)
}

// cutOrigin takes scheme and host of the site off an absolute address.
func (j *joiner) cutOrigin(href string) (path string, ok bool) {
	if j.Origin == "" || len(href) < len(j.Origin) || !strings.EqualFold(href[:len(j.Origin)], j.Origin) {
		return "", false
	}
	rest := href[len(j.Origin):]
	switch {
	case rest == "" || rest[0] == '?' || rest[0] == '#':
		return "/" + rest, true
	case rest[0] == '/':
		return rest, true
	}
	return "", false // another host that begins alike
}

// against resolves a relative address against the page, or the base that it names.
func (j *joiner) against(page *PageFacts, href string) (path string, ok bool) {
	base := &url.URL{Path: j.Base + page.Address}
	if page.Base != "" {
		given, err := url.Parse(page.Base)
		if err != nil {
			return "", false
		}
		base = base.ResolveReference(given)
	}
	ref, err := url.Parse(href)
	if err != nil {
		return href, true // then it is no address of the site, and reported
	}
	full := base.ResolveReference(ref).String()
	if scheme(full) != "" {
		return j.cutOrigin(full)
	}
	return full, strings.HasPrefix(full, "/") && !strings.HasPrefix(full, "//")
}

// scheme is what stands before the colon of an absolute address.
func scheme(href string) string {
	for i := 0; i < len(href); i++ {
		switch c := href[i]; {
		case letter(c):
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return href[:i]
		default:
			return ""
		}
	}
	return ""
}

// decoded is a path or fragment without percent-encoding; what is not well encoded stays.
func decoded(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}
