package export

import (
	"strings"

	"github.com/segmentio/encoding/json"
)

// The JSON Feed format, version 1.1 (jsonfeed.org/version/1.1).
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	Language    string       `json:"language"`
	Authors     []jsonAuthor `json:"authors"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type jsonItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	HTML      string   `json:"content_html,omitempty"`
	Text      string   `json:"content_text,omitempty"`
	Summary   string   `json:"summary,omitempty"`
	Published string   `json:"date_published,omitempty"`
	Modified  string   `json:"date_modified,omitempty"`
	Tags      []string `json:"tags,omitempty"`
	Language  string   `json:"language,omitempty"`
}

// FeedJSON writes a feed as JSON Feed 1.1.
func (f Feed) FeedJSON() []byte {
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: legible(f.Title), HomePageURL: f.Home, FeedURL: f.JSON, Language: f.Language,
		Authors: []jsonAuthor{{legible(f.Author), f.URL}},
		Items:   make([]jsonItem, 0, len(f.Entries)),
	}
	for _, e := range f.Entries {
		it := jsonItem{ID: e.Address, URL: e.Address, Title: legible(e.Title.S), HTML: legible(e.Content), Summary: legible(e.Summary.S), Language: e.Title.Lang}
		for _, tag := range e.Tags {
			it.Tags = append(it.Tags, legible(tag))
		}
		if it.HTML == "" {
			it.Text = it.Summary
			if it.Text == "" {
				it.Text = it.Title // an item must have content
			}
		}
		if !e.Published.IsZero() {
			it.Published = instant(e.Published)
		}
		if e.Updated.After(e.Published) {
			it.Modified = instant(e.Updated)
		}
		out.Items = append(out.Items, it)
	}
	return encode(out)
}

// encode writes a value as JSON on one line. <, >, &, U+2028 and U+2029 are escaped, so that it does no harm in a page either.
func encode(v any) []byte { return append(appendJSON(nil, v), '\n') }

func appendJSON(b []byte, v any) []byte {
	b, err := json.Append(b, v, json.EscapeHTML|json.SortMapKeys)
	if err != nil {
		panic("export: " + err.Error()) // only of types that JSON cannot hold, and there are none here
	}
	return b
}

// legible drops control characters but for line ends and tabs.
func legible(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if (r < ' ' && r != '\n' && r != '\t') || r == 0x7f || r >= 0x80 && r <= 0x9F || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

// plain says whether a text is of printable ASCII and line ends, as most are.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' && c != '\n' && c != '\t') || c >= 0x7f {
			return false
		}
	}
	return true
}
