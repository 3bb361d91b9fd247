package serve

import (
	"html"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// Folder is a folder that a person may choose.
type Folder struct {
	Name, Path string
	Site       bool // it has a plaudit.yaml
}

// Chooser asks for the folder of a site, for whoever has started the program without a terminal. It is an http.Handler.
type Chooser struct {
	Hosts []string
	Token string // needed by every request but the first, which has it in its address
	// List gives the folders in one, by its absolute path, and the one above; with "" it begins where a person's files are.
	List func(dir string) (at, above string, folders []Folder, err error)
	// Chosen is called with the folder.
	Chosen func(dir string)
}

// ServeHTTP shows the folders, and takes the choice.
func (c *Chooser) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g := guard{hosts: c.Hosts, token: c.Token}
	if !g.allows(w, r) {
		return
	}
	limitWriting(w)
	switch {
	case r.URL.Path == "/_plaudit/look.css", r.URL.Path == "/_plaudit/desk.css":
		(&Server{}).file(w, path.Base(r.URL.Path))
	case r.URL.Path != "/":
		refuse(w, http.StatusNotFound, "There is nothing at this address.")
	case r.Method == http.MethodPost:
		r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
		if !equal(r.PostFormValue("token"), c.Token) {
			refuse(w, http.StatusForbidden, "Choose the folder on the page itself.")
			return
		}
		dir := r.PostFormValue("folder")
		c.page(w, "One moment", "<p>The preview of "+html.EscapeString(dir)+` begins. <a href="/">Show it</a></p><meta http-equiv="refresh" content="1; url=/">`)
		c.Chosen(dir)
	default:
		c.list(w, r.URL.Query().Get("in"))
	}
}

func (c *Chooser) list(w http.ResponseWriter, in string) {
	at, above, folders, err := c.List(in)
	if err != nil {
		c.page(w, "This folder cannot be opened", "<p>"+html.EscapeString(err.Error())+`</p><p><a href="/">Begin again</a></p>`)
		return
	}
	var b strings.Builder
	b.WriteString(`<p class="file">` + html.EscapeString(at) + `</p><ul class="folders">`)
	link := func(to, name string) {
		b.WriteString(`<li><a href="/?in=` + html.EscapeString(url.QueryEscape(to)) + `">` + html.EscapeString(name) + "</a></li>")
	}
	if above != "" {
		link(above, "The folder above")
	}
	for _, f := range folders {
		if !f.Site {
			link(f.Path, f.Name)
			continue
		}
		b.WriteString(`<li><form method="post" action="/"><input type="hidden" name="token" value="` + html.EscapeString(c.Token) + `"><input type="hidden" name="folder" value="` +
			html.EscapeString(f.Path) + `"><button class="button">Show the site in ` + html.EscapeString(f.Name) + "</button></form></li>")
	}
	b.WriteString("</ul>")
	c.page(w, "Where is your site?", "<p>Choose the folder that has plaudit.yaml in it.</p>"+b.String())
}

// page writes a page of the chooser; body is markup.
func (c *Chooser) page(w http.ResponseWriter, title, body string) {
	own(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(alone(title, body, ""))
}
