package serve

import (
	"embed"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/audit"
	"github.com/plaudit/plaudit/generator/plan"
)

//go:embed ui
var ui embed.FS

// routes are the addresses: those of the preview itself below /_plaudit/, and the site's.
func (s *Server) routes() http.Handler {
	own := map[string]http.HandlerFunc{
		"state":  func(w http.ResponseWriter, r *http.Request) { answer(w, s.state(s.clockOf(r))) },
		"events": s.events, "where": s.where, "desk": s.desk, "outputs": s.outputs, "page": s.from, "open": s.open,
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ours := strings.CutPrefix(r.URL.Path, "/_plaudit/")
		if !ours {
			s.page(w, r)
			return
		}
		limitWriting(w)
		switch handle, known := own[name]; {
		case r.Method == http.MethodPost && name != "open":
			w.Header().Set("Allow", "GET, HEAD")
			refuse(w, http.StatusMethodNotAllowed, "This can be read only.")
		case r.Header.Get("Sec-Fetch-Mode") == "navigate" && name != "":
			refuse(w, http.StatusForbidden, "This is for the pages of the preview.") // not for a page of another site, by a link
		case known:
			handle(w, r)
		case name == "":
			s.file(w, "desk.html")
		default:
			s.file(w, name)
		}
	})
}

// file answers with one of the preview's own files.
func (s *Server) file(w http.ResponseWriter, name string) {
	data, err := fs.ReadFile(ui, "ui/"+name)
	if err != nil {
		refuse(w, http.StatusNotFound, "The preview has nothing at this address.")
		return
	}
	own(w)
	w.Header().Set("Content-Type", asset.ContentType(name))
	w.Write(data)
}

// answer writes JSON.
func answer(w http.ResponseWriter, v any) {
	own(w)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	enc := json.NewEncoder(w) // escapes what could end a script
	_ = enc.Encode(v)
}

// where tells whether the site has a page, and the list that it is or was in.
func (s *Server) where(w http.ResponseWriter, r *http.Request) {
	snap, address := s.shown(r), r.URL.Query().Get("path")
	below, ok := strings.CutPrefix(address, snap.Base())
	answer(w, map[string]any{"exists": ok && snap.Has(plan.OutputOf(below)), "list": snap.ListOf(address)})
}

type withheld struct {
	Kind       string            `json:"kind"`
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	File       string            `json:"file"`
	Line       int               `json:"line"`
	Reason     string            `json:"reason"`
	ReasonText string            `json:"reason_text"`
	Until      string            `json:"until"`
	Path       string            `json:"path"`
	Links      map[string]string `json:"links"`
}

type work struct {
	Partner string     `json:"partner"`
	Name    string     `json:"name"`
	Address string     `json:"address"`
	Items   []workItem `json:"items"`
}

type workItem struct {
	What  string            `json:"what"`
	Text  string            `json:"text"`
	File  string            `json:"file"`
	Line  int               `json:"line"`
	Until string            `json:"until"`
	Path  string            `json:"path"`
	Links map[string]string `json:"links"`
}

// translation is what a language does not have; File, Line, Path and Links are those of the original.
type translation struct {
	Language     string            `json:"language"`
	LanguageName string            `json:"language_name"`
	Into         string            `json:"into"` // the file to write it in, which may not be there yet
	Kind         string            `json:"kind"`
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Missing      []string          `json:"missing"`
	File         string            `json:"file"`
	Line         int               `json:"line"`
	Path         string            `json:"path"`
	Links        map[string]string `json:"links"`
}

type rebuild struct {
	Generation int      `json:"generation"`
	At         string   `json:"at"`
	Saved      []string `json:"saved"`
	Files      int      `json:"files"`
	TookMS     float64  `json:"took_ms"`
	CheckMS    float64  `json:"check_ms"`
	Errors     int      `json:"errors"`
	Warnings   int      `json:"warnings"`
}

type kindCount struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// desk tells what there is to do.
func (s *Server) desk(w http.ResponseWriter, r *http.Request) {
	snap := s.shown(r)
	zone := snap.Zone()
	d := struct {
		Problems     []problem     `json:"problems"`
		Errors       int           `json:"errors"`
		Warnings     int           `json:"warnings"`
		Withheld     []withheld    `json:"withheld"`
		Work         []work        `json:"work"`
		Translations []translation `json:"translations"`
		Rebuilds     []rebuild     `json:"rebuilds"`
		Kinds        []kindCount   `json:"kinds"`
		Languages    []string      `json:"languages"`
		Next         string        `json:"next"`
		Zone         string        `json:"zone"`
	}{Problems: []problem{}, Withheld: []withheld{}, Work: []work{}, Translations: []translation{}, Rebuilds: []rebuild{}, Kinds: []kindCount{}, Languages: snap.Languages(),
		Next: instant(snap.Next(), zone), Zone: zone.String()}
	for _, x := range snap.Withheld() {
		one := withheld{Kind: x.Kind, ID: x.ID, Name: x.Name, File: x.At.File, Line: x.At.Line, Reason: x.Reason, ReasonText: audit.Reason(x, zone), Until: instant(x.Until, zone)}
		one.Path, one.Links = s.links(x.At)
		d.Withheld = append(d.Withheld, one)
	}
	for _, p := range snap.Work() {
		one := work{Partner: p.ID, Name: p.Name, Address: snap.PartnerPage(p.ID)}
		for _, item := range p.Items {
			i := workItem{What: item.What, Text: item.Text, File: item.At.File, Line: item.At.Line, Until: instant(item.Until, zone)}
			i.Path, i.Links = s.links(item.At)
			one.Items = append(one.Items, i)
		}
		d.Work = append(d.Work, one)
	}
	for _, t := range snap.Translations() {
		one := translation{Language: t.Language, LanguageName: snap.LanguageName(t.Language), Into: t.File, Kind: t.Kind, ID: t.ID, Name: t.Name, Missing: nonNil(t.Missing), File: t.At.File, Line: t.At.Line}
		one.Path, one.Links = s.links(t.At)
		d.Translations = append(d.Translations, one)
	}
	for _, k := range snap.Kinds() {
		d.Kinds = append(d.Kinds, kindCount{string(k.Kind), k.Count})
	}
	s.mu.Lock()
	d.Problems = s.tellProblems()
	d.Errors, d.Warnings = severities(s.problems)
	for _, t := range s.turns {
		one := rebuild{Generation: t.Generation, At: instant(t.At, zone), Saved: nonNil(t.Saved[:min(len(t.Saved), 10)]), Files: len(t.Saved), TookMS: milliseconds(t.Took), CheckMS: milliseconds(t.Checked)}
		one.Errors, one.Warnings = severities(t.Problems)
		d.Rebuilds = append(d.Rebuilds, one)
	}
	s.mu.Unlock()
	answer(w, d)
}

// instant writes an instant in a zone; empty for none.
func instant(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(time.RFC3339)
}

type listed struct {
	Path     string            `json:"path"`
	Address  string            `json:"address"` // empty for what only the host reads
	Kind     string            `json:"kind"`
	Language string            `json:"language"`
	File     string            `json:"file"`
	Line     int               `json:"line"`
	Links    map[string]string `json:"links"`
}

// outputsAtOnce is how many outputs one answer lists.
const outputsAtOnce = 100

// outputs lists what the site has.
func (s *Server) outputs(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	offset, err := strconv.Atoi(q.Get("offset"))
	if err != nil || offset < 0 {
		offset = 0
	}
	found, total := s.shown(r).Outputs(q.Get("q"), plan.Kind(q.Get("kind")), offset, outputsAtOnce)
	list := []listed{}
	for _, o := range found {
		one := listed{Path: o.Path, Address: o.Address, Kind: string(o.Kind), Language: o.Language, File: o.Source.File, Line: o.Source.Line}
		_, one.Links = s.links(o.Source)
		if private(o.Path) {
			one.Address = ""
		}
		list = append(list, one)
	}
	answer(w, map[string]any{"total": total, "outputs": list})
}

// from tells where a page comes from.
func (s *Server) from(w http.ResponseWriter, r *http.Request) {
	snap := s.shown(r)
	below := strings.TrimPrefix(r.URL.Query().Get("path"), snap.Base())
	name := generator.OutputOf(below)
	o, ok := snap.At(name)
	if !ok || private(name) {
		refuse(w, http.StatusNotFound, "The site has no such output.")
		return
	}
	type template struct {
		Name string `json:"name"`
		File string `json:"file"`
	}
	templates := []template{}
	for _, file := range snap.Templates(name) {
		templates = append(templates, template{path.Base(file), file})
	}
	data, _, err := snap.Output(name)
	if err != nil {
		data = nil
	}
	file, links := s.links(o.Source)
	answer(w, map[string]any{"path": o.Path, "address": o.Address, "kind": o.Kind, "template": o.Template, "templates": templates,
		"file": o.Source.File, "line": o.Source.Line, "language": o.Language, "size": len(data), "full_path": file, "links": links})
}

// open opens a file of the site in the editor. Only files that the site has are opened.
func (s *Server) open(w http.ResponseWriter, r *http.Request) {
	if !s.acts(w, r) {
		return
	}
	var asked struct {
		File         string `json:"file"`
		Line, Column int
	}
	if err := json.NewDecoder(io.LimitReader(r.Body, 4096)).Decode(&asked); err != nil {
		refuse(w, http.StatusBadRequest, "This is no place in a file.")
		return
	}
	err := errors.New("no editor is known; start plaudit serve with --editor, or set $VISUAL")
	switch {
	case !s.latest().Source(asked.File):
		err = errors.New("the site has no such file")
	case s.o.Open != nil:
		err = s.o.Open(filepath.Join(s.o.Dir, filepath.FromSlash(asked.File)), max(1, asked.Line), max(1, asked.Column))
	}
	if err != nil {
		answer(w, map[string]any{"ok": false, "error": err.Error()})
		return
	}
	answer(w, map[string]any{"ok": true, "error": ""})
}
