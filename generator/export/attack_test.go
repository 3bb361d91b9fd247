package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// hostile are texts that try to leave the place that they stand in.
var hostile = []string{
	"]]>", "<![CDATA[x]]>", "</title><script>alert(1)</script>", "</script>", "</Script >", "<!--", "a\u2028b\u2029c", "&amp;&#0;&", `"'`,
	"bell\x07 null\x00 escape\x1b[31m", "\ufffe\uffff", "not utf-8 \xff\xfe", "\r\nX-Injected: 1", "a\r\nEND:VCALENDAR", "=cmd|' /C calc'!A0",
	"+1", "-1", "@x", "https://x.example/ url = javascript:alert(1)", "\u202egnp.exe", strings.Repeat("ü", 500),
}

type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  struct {
		Name string `xml:"name"`
	} `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Summary string     `xml:"summary"`
	Content string     `xml:"content"`
	Links   []atomLink `xml:"link"`
}

// parsedAtom parses a feed and checks what RFC 4287 asks of any.
func parsedAtom(t testing.TB, data []byte) atomFeed {
	t.Helper()
	var f atomFeed
	if err := xml.Unmarshal(data, &f); err != nil {
		t.Fatalf("the feed does not parse: %v\n%s", err, data)
	}
	instants := []string{f.Updated}
	ids := []string{}
	for _, e := range f.Entries {
		instants = append(instants, e.Updated)
		if slices.Contains(ids, e.ID) {
			t.Errorf("the id %s is there twice", e.ID)
		}
		ids = append(ids, e.ID)
	}
	for _, s := range instants {
		if _, err := time.Parse(time.RFC3339, s); err != nil {
			t.Errorf("not an instant: %v", err)
		}
	}
	for _, id := range append(ids, f.ID) {
		if u, err := url.Parse(id); err != nil || !u.IsAbs() {
			t.Errorf("the id %q is no absolute address", id)
		}
	}
	return f
}

// withText is a feed that has a text in every place.
func withText(s string) Feed {
	return Feed{
		Title: s, Language: "en", Home: "https://x.example/", Atom: "https://x.example/feed.xml", JSON: "https://x.example/feed.json", Author: s,
		Entries: []Entry{{Address: "https://x.example/a/", Title: site.Text{S: s}, Summary: site.Text{S: s, Lang: "de"}, Content: s, Tags: []string{s}}},
	}
}

// legal is what remains of a text when nothing but illegal characters is taken out.
func legal(s string) string { return legible(strings.ToValidUTF8(s, "")) }

func TestHostileFeedText(t *testing.T) {
	for _, s := range hostile {
		f := withText(s)
		atom := parsedAtom(t, f.AtomXML())
		e := atom.Entries[0]
		for place, got := range map[string]string{"title": atom.Title, "author": atom.Author.Name, "entry": e.Title, "summary": e.Summary, "content": e.Content} {
			if strings.ReplaceAll(got, "\n", "") != strings.NewReplacer("\n", "", "\r", "").Replace(legal(s)) {
				t.Errorf("%s of %q reads %q", place, s, got)
			}
		}
		data := f.FeedJSON()
		if bytes.ContainsAny(data, "<>&\x00\x1b") || bytes.Contains(data, []byte("\u2028")) {
			t.Errorf("%q leaves its place in JSON: %s", s, data)
		}
		var back jsonFeed
		if err := json.Unmarshal(data, &back); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestHostileCalendarText(t *testing.T) {
	for _, s := range hostile {
		var c calendar
		c.line("BEGIN:VCALENDAR")
		c.line("SUMMARY:" + escapeText(s))
		c.line("END:VCALENDAR")
		lines := unfolded(t, c.b.String())
		if len(lines) != 3 || !strings.HasPrefix(lines[1], "SUMMARY:") {
			t.Errorf("%q gives %d lines: %q", s, len(lines), lines)
		}
	}
}

func TestHostileRedirects(t *testing.T) {
	s := &site.Site{Original: true, BaseURL: "https://x.example/", Language: "en"}
	p := &plan.Plan{Redirects: []plan.Target{
		{From: "/a b/", To: "/c\n/evil/ /x 301"},
		{From: "/#comment/", To: "/:placeholder/"},
		{From: "/:any/", To: "https://other.example:8080/x:y?u=https://z.example/*"},
		{From: "/a*b/*", To: "/c/*"},
		{From: "/über/", To: "https://x.example/\r\n  X-Injected: 1"},
		{From: "/q?x=1", To: "/<script>"},
		{From: "/old/*", To: "/new/"},
	}}
	got := string(Redirects(p, plan.AddressesOf(s)))
	const want = `/a%20b/ /c%0A/evil/%20/x%20301 301
/%23comment/ /%3Aplaceholder/ 301
/%3Aany/ https://other.example:8080/x:y?u=https://z.example/%2A 301
/a%2Ab/* /c/:splat 301
/%C3%BCber/ https://x.example/%0D%0A%20%20X-Injected:%201 301
/q%3Fx=1 /%3Cscript%3E 301
/old/* /new/ 301
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestHostileHeaders(t *testing.T) {
	e := loaded(t)
	data := Headers(e.plan, e.addresses(), HeaderOptions{Policy: func() string { return "default-src 'none'\n/evil\n  X-Injected: 1;  " }, Type: func(string) string { return "text/plain" }})
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "/evil") || strings.HasPrefix(strings.TrimSpace(line), "X-Injected") {
			t.Errorf("a line of its own: %s", line)
		}
	}
	if !strings.Contains(string(data), "; frame-ancestors 'none'\n") {
		t.Error("pages may be framed")
	}
}

// Every export of the example parses again, with nothing but absolute addresses of the site where it speaks of itself.
func TestEveryFileParses(t *testing.T) {
	e := loaded(t)
	for path, data := range e.files(t) {
		switch {
		case !utf8.Valid(data):
			t.Errorf("%s is not UTF-8", path)
		case strings.HasSuffix(path, "feed.xml"):
			f := parsedAtom(t, data)
			if len(f.Links) < 2 || f.Links[0].Rel != "self" || f.Links[0].Href != e.addresses().Absolute(path) {
				t.Errorf("%s: links %v", path, f.Links)
			}
			for _, entry := range f.Entries {
				if strings.Contains(entry.Content, `="/`) || strings.Contains(entry.Content, `="#`) {
					t.Errorf("%s: an address in it is not absolute: %s", path, entry.Content)
				}
				if strings.Contains(entry.Content, "<script") {
					t.Errorf("%s: script", path)
				}
			}
		case strings.HasSuffix(path, ".xml"):
			d := xml.NewDecoder(bytes.NewReader(data))
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", path, err)
				}
			}
		case strings.HasSuffix(path, ".json"):
			if !json.Valid(data) {
				t.Errorf("%s is not JSON", path)
			}
		case strings.HasSuffix(path, ".ics"):
			checkCalendar(t, path, unfolded(t, string(data)))
		}
	}
}

// unfolded are the content lines of a calendar; folding is checked on the way.
func unfolded(t testing.TB, s string) []string {
	t.Helper()
	if !strings.HasSuffix(s, "\r\n") {
		t.Fatalf("no line end at the end: %q", s)
	}
	physical := strings.Split(strings.TrimSuffix(s, "\r\n"), "\r\n")
	var lines []string
	for _, line := range physical {
		if len(line) > 75 {
			t.Errorf("a line of %d octets", len(line))
		}
		if !utf8.ValidString(line) {
			t.Errorf("a character is cut: %q", line)
		}
		if strings.ContainsAny(line, "\r\n") {
			t.Errorf("a bare line end: %q", line)
		}
		if rest, folded := strings.CutPrefix(line, " "); folded && len(lines) > 0 {
			lines[len(lines)-1] += rest
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

func checkCalendar(t *testing.T, path string, lines []string) {
	t.Helper()
	var uids []string
	count := map[string]int{}
	for _, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Errorf("%s: %q is no content line", path, line)
		}
		count[name]++
		if name == "UID" {
			if slices.Contains(uids, value) {
				t.Errorf("%s: the UID %s is there twice", path, value)
			}
			uids = append(uids, value)
		}
	}
	if n := count["UID"]; count["DTSTAMP"] != n || count["BEGIN"] != n+1 || count["END"] != n+1 || count["DTSTART"]+count["DTSTART;VALUE=DATE"] != n {
		t.Errorf("%s: %v", path, count)
	}
}

func FuzzFeedText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		feed := withText(s)
		atom := parsedAtom(t, feed.AtomXML())
		keep := strings.NewReplacer("\n", "", "\r", "")
		if got, want := keep.Replace(atom.Entries[0].Title), keep.Replace(legal(s)); got != want {
			t.Errorf("%q reads %q", s, got)
		}
		var back jsonFeed
		if err := json.Unmarshal(feed.FeedJSON(), &back); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	})
}

func FuzzICS(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var c calendar
		value := "SUMMARY:" + escapeText(s)
		c.line(value)
		lines := unfolded(t, c.b.String())
		if len(lines) != 1 || lines[0] != value {
			t.Fatalf("%q comes back as %q", value, lines)
		}
		// Unescaped it is the text without its control characters.
		text := strings.NewReplacer(`\\`, `\`, `\;`, `;`, `\,`, `,`, `\n`, "\n").Replace(strings.TrimPrefix(lines[0], "SUMMARY:"))
		plain := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").Replace(strings.ToValidUTF8(s, ""))
		plain = strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' || r >= 0x7f && r <= 0x9f {
				return -1
			}
			return r
		}, plain)
		if text != plain {
			t.Errorf("%q reads %q", s, text)
		}
	})
}
