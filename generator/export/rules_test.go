package export

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

func TestFeedsTellWhatTheyShould(t *testing.T) {
	e := loaded(t)
	tests := []struct {
		path string
		want []string // addresses below base_url, in order
	}{
		{"feed.xml", []string{"awards/2026/newcomer/acme/", "awards/2026/impact/europe-acme/", "updates/first/", "case-studies/flow/", "awards/2024/newcomer/ada/", "updates/undated/"}},
		{"awards/2026/feed.xml", []string{"awards/2026/newcomer/acme/", "awards/2026/impact/europe-acme/", "awards/2026/impact/ada-lovelace/"}},
		{"awards/categories/newcomer/feed.xml", []string{"awards/2026/newcomer/acme/", "awards/2024/newcomer/acme/", "awards/2024/newcomer/ada/"}},
		{"partners/acme/feed.xml", []string{"awards/2026/newcomer/acme/", "awards/2026/impact/europe-acme/", "updates/first/", "case-studies/flow/", "awards/2024/newcomer/acme/"}},
		{"partners/new/feed.xml", nil},
		{"case-studies/feed.xml", []string{"case-studies/flow/"}},
		{"de/case-studies/feed.json", []string{"de/case-studies/flow/"}},
	}
	for _, test := range tests {
		var got []string
		for _, entry := range e.feed(t, test.path).Entries {
			got = append(got, strings.TrimPrefix(entry.Address, "https://partners.example.com/awards-site/"))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.path, got, test.want)
		}
	}
}

func TestRescindedAwardInFeed(t *testing.T) {
	for _, entry := range loaded(t).feed(t, "awards/2024/feed.xml").Entries {
		if strings.HasSuffix(entry.Address, "/newcomer/acme/") {
			if got := instant(entry.Updated); got != "2024-11-04T00:00:00+01:00" {
				t.Errorf("updated %s", got)
			}
			if want := "Old Acme: Rising Star, Awards 2024 – status.rescinded"; entry.Title.S != want {
				t.Errorf("title %q, want %q", entry.Title.S, want)
			}
			return
		}
	}
	t.Error("the rescinded award is missing")
}

func TestFeedLimit(t *testing.T) {
	var text strings.Builder
	text.WriteString("-- plaudit.yaml --\ntitle: T\nbase_url: https://x.example/\norganization: {name: O}\n")
	for i := range 60 {
		fmt.Fprintf(&text, "-- content/updates/u%02d.md --\n---\ntitle: U%d\ndate: 2025-01-%02d\n---\nx\n", i, i, i%28+1)
	}
	feed := exampleOf(t, text.String(), "2026-01-01T00:00:00Z").feed(t, "feed.xml")
	if len(feed.Entries) != rootEntries {
		t.Errorf("%d entries", len(feed.Entries))
	}
	if !slices.IsSortedFunc(feed.Entries, func(a, b Entry) int { return b.Published.Compare(a.Published) }) {
		t.Error("not newest first")
	}
}

func TestSitemapHoldsIndexedPagesOnly(t *testing.T) {
	e := loaded(t)
	files := Sitemap(e.plan, func(o *plan.Output) bool { return o.Site.Original && o.Kind != plan.Certificate }, nil)
	if len(files) != 1 || files[0].Path != "sitemap.xml" {
		t.Fatalf("%d files", len(files))
	}
	text := string(files[0].Bytes)
	for _, o := range e.plan.Outputs {
		listed := strings.Contains(text, "<loc>"+plan.AddressesOf(o.Site).Absolute(o.Address)+"</loc>")
		want := o.HTML && o.Site.Original && !slices.Contains([]plan.Kind{plan.Certificate, plan.NotFound, plan.Redirect, plan.Withheld, plan.Gone, plan.Email, plan.Embed}, o.Kind)
		if listed != want {
			t.Errorf("%s (%s): listed %t", o.Path, o.Kind, listed)
		}
	}
	if strings.Contains(text, "hreflang") {
		t.Error("hreflang to pages that are not indexed")
	}
}

func TestSitemapSplits(t *testing.T) {
	e := loaded(t)
	whole := Sitemap(e.plan, everything, nil)[0].Bytes
	pages := strings.Count(string(whole), "<loc>")
	tests := []struct {
		name            string
		addresses, size int
		files           int
	}{
		{"by number", 10, 1 << 20, (pages + 9) / 10},
		{"exactly full", pages, 1 << 20, 1},
		{"one too many", pages - 1, 1 << 20, 2},
		{"by size", 1000, len(whole), 1},
		{"by size, one octet too many", 1000, len(whole) - 1, 2},
	}
	for _, test := range tests {
		files := sitemap(e.plan, everything, nil, test.addresses, test.size)
		if test.files == 1 {
			if len(files) != 1 || string(files[0].Bytes) != string(whole) {
				t.Errorf("%s: %d files", test.name, len(files))
			}
			continue
		}
		if len(files) != test.files+1 {
			t.Errorf("%s: %d files, want an index and %d", test.name, len(files), test.files)
		}
		var urls strings.Builder
		for i, f := range files {
			if i == 0 {
				for j := 1; j < len(files); j++ {
					if !strings.Contains(string(f.Bytes), fmt.Sprintf("<loc>https://partners.example.com/awards-site/sitemap-%d.xml</loc>", j)) {
						t.Errorf("%s: file %d is not in the index", test.name, j)
					}
				}
				continue
			}
			if want := fmt.Sprintf("sitemap-%d.xml", i); f.Path != want {
				t.Errorf("%s: %s, want %s", test.name, f.Path, want)
			}
			if len(f.Bytes) > test.size || strings.Count(string(f.Bytes), "<loc>") > test.addresses {
				t.Errorf("%s: %s is too large", test.name, f.Path)
			}
			urls.WriteString(strings.TrimSuffix(strings.TrimPrefix(string(f.Bytes), urlsetHead), urlsetFoot))
		}
		if urlsetHead+urls.String()+urlsetFoot != string(whole) {
			t.Errorf("%s: an address is lost or twice", test.name)
		}
	}
}

func TestPreviewIsNotRead(t *testing.T) {
	e := loaded(t)
	if got := string(Robots(e.addresses(), true)); got != "User-agent: *\nDisallow: /\n" {
		t.Errorf("robots.txt: %q", got)
	}
	headers := string(Headers(e.plan, e.addresses(), HeaderOptions{Policy: func() string { return "" }, Type: func(string) string { return "" }, Preview: true}))
	if !strings.Contains(headers, "X-Robots-Tag: noindex") {
		t.Error("no X-Robots-Tag")
	}
}

// Hosts join the values of all rules that fit: a header that two of them give is broken.
func TestNoHeaderTwice(t *testing.T) {
	e := loaded(t)
	type rule struct{ pattern, header string }
	var rules []rule
	pattern := ""
	for line := range strings.Lines(string(e.headers())) {
		if !strings.HasPrefix(line, " ") {
			pattern = strings.TrimSpace(line)
			continue
		}
		name, _, _ := strings.Cut(strings.TrimSpace(line), ":")
		rules = append(rules, rule{pattern, name})
	}
	paths := []string{"/awards-site/", "/awards-site/assets/x.css", "/awards-site/data/partners.json"}
	for _, o := range e.plan.Outputs {
		paths = append(paths, e.addresses().Href(o.Address))
	}
	for _, path := range paths {
		seen := map[string]string{}
		for _, r := range rules {
			if !fits(r.pattern, path) {
				continue
			}
			if other, twice := seen[r.header]; twice {
				t.Errorf("%s: %s from %s and %s", path, r.header, other, r.pattern)
			}
			seen[r.header] = r.pattern
		}
		if seen["Content-Security-Policy"] == "" {
			t.Errorf("%s has no policy", path)
		}
	}
}

// fits says whether a pattern of _headers is that of a path.
func fits(pattern, path string) bool {
	for {
		switch {
		case pattern == "":
			return path == ""
		case pattern == "*":
			return true
		case pattern[0] == '*':
			for i := 0; i <= len(path) && (i == 0 || path[i-1] != '/'); i++ {
				if fits(pattern[1:], path[i:]) {
					return true
				}
			}
			return false
		case pattern[0] == ':':
			end := strings.IndexByte(pattern+"/", '/')
			stop := strings.IndexByte(path+"/", '/')
			if stop == 0 {
				return false
			}
			pattern, path = pattern[end:], path[stop:]
			continue
		case path == "" || pattern[0] != path[0]:
			return false
		}
		pattern, path = pattern[1:], path[1:]
	}
}

func TestRecordsHoldEveryPartnerAndAward(t *testing.T) {
	e := loaded(t)
	var partners struct {
		Partners []struct{ ID, URL, Name string }
	}
	var awards struct {
		Awards []struct {
			ID, URL string
			Win     bool
			Further int `json:"further_recipients"`
		}
	}
	for data, into := range map[string]any{string(PartnersJSON(e.sites, e.addresses())): &partners, string(AwardsJSON(e.sites, e.addresses())): &awards} {
		if err := json.Unmarshal([]byte(data), into); err != nil {
			t.Fatal(err)
		}
	}
	if len(partners.Partners) != len(e.sites[0].Partners) || len(partners.Partners) != 3 {
		t.Errorf("%d partners", len(partners.Partners))
	}
	wins := map[string]bool{"2026-newcomer-acme": true, "2026-impact-europe-acme": true, "2026-impact-ada-lovelace": false, "2024-newcomer-acme": false, "2024-newcomer-ada": true}
	for _, a := range awards.Awards {
		if want, known := wins[a.ID]; !known || want != a.Win {
			t.Errorf("%s: win %t", a.ID, a.Win)
		}
		delete(wins, a.ID)
		if a.ID == "2026-newcomer-acme" && a.Further != 1 {
			t.Errorf("%d further recipients", a.Further)
		}
		if !strings.HasPrefix(a.URL, "https://partners.example.com/awards-site/awards/") {
			t.Errorf("the address %s", a.URL)
		}
	}
	if len(wins) > 0 {
		t.Errorf("missing: %v", wins)
	}
}

func TestISODate(t *testing.T) {
	tests := []struct {
		date site.Date
		want string
	}{
		{site.Date{}, ""},
		{site.Date{Year: 2026, Month: 1, Day: 1, Precision: record.Year}, "2026"},
		{site.Date{Year: 2026, Month: 4, Day: 1, Precision: record.Month}, "2026-04"},
		{site.Date{Year: 2026, Month: 4, Day: 6, Precision: record.Day}, "2026-04-06"},
	}
	for _, test := range tests {
		if got := isoDate(test.date); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestAbsolute(t *testing.T) {
	tests := []struct{ in, want string }{
		{`<a href="/x/">/y/ ="/no/"</a>`, `<a href="https://x.example/x/">/y/ ="/no/"</a>`},
		{`<a href="#n">n</a><a href="https://y.example/">y</a><a href="//z.example/">z</a>`, `<a href="https://x.example/p/#n">n</a><a href="https://y.example/">y</a><a href="//z.example/">z</a>`},
		{`<img alt="a > b" src="/i.png" srcset="/i.png 1x, /j.png 2x" data-src="/no">`, `<img alt="a > b" src="https://x.example/i.png" srcset="https://x.example/i.png 1x, https://x.example/j.png 2x" data-src="/no">`},
		{`<img title='="/x"' alt="href=&#34;/x&#34;">`, `<img title='="/x"' alt="href=&#34;/x&#34;">`},
		{`no tags`, `no tags`},
		{`<a href="/x`, `<a href="/x`},
		{``, ``},
	}
	for _, test := range tests {
		if got := absolute(test.in, "https://x.example", "https://x.example/p/"); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

func TestShorten(t *testing.T) {
	long := strings.Repeat("word ", 100)
	if got := shorten(long); len(got) > 310 || !strings.HasSuffix(got, "word…") {
		t.Errorf("got %q", got)
	}
	if got := shorten(" a \n b "); got != "a b" {
		t.Errorf("got %q", got)
	}
	if got := []rune(shorten(strings.Repeat("漢", 400))); len(got) != 301 {
		t.Errorf("%d characters", len(got))
	}
}
