package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/plaudit/plaudit/generator"
)

// outcomeSite has each outcome that the contract knows once.
var outcomeSite = map[string]string{
	"plaudit.yaml":         "title: T\nbase_url: https://p.example/\norganization: {name: N}\n",
	"data/partners/a.yaml": "name: A\ncountry: DE\ntier: [{id: gold, until: 2023-12-31}, {id: silver, from: 2024-01-01}]\nidentities: [{name: Old A, until: 2022-01-01}]\n",
	"data/partners/b.yaml": "name: B\ncountry: FR\n",
	"data/partners/c.yaml": "name: C\ncountry: US\nconsent: {listed: false}\n",
	"data/tiers.yaml":      "- {id: gold, name: Gold}\n- {id: silver, name: Silver}\n",
	"data/awards/categories.yaml": `- {id: single, name: Single}
- {id: joint, name: Joint}
- {id: tie, name: Tie}
- {id: shares, name: Shares}
- {id: further, name: Further}
- {id: levels, name: Levels}
- {id: none, name: None}
- {id: declined, name: Declined}
- {id: rescinded, name: Rescinded}
- {id: expired, name: Expired}
- {id: regional, name: Regional}
- {id: renamed, name: New Name, former_names: [{name: Old Name, until: "2021"}]}
`,
	"data/awards/2021.yaml": `name: Awards 2021
date: 2021-05-01
results:
  - {category: single, partners: [a], citation: For one.}
  - {category: joint, partners: [a, b], citation: For both.}
  - {category: tie, tie: true, partners: [a], citation: For the first.}
  - {category: tie, tie: true, partners: [b], citation: For the second.}
  - {category: shares, partners: [a, b], shares: [2/3, 1/3], citation: For parts.}
  - {category: further, partners: [a, c], citation: For those named.}
  - {category: levels, level: finalist, partners: [a], citation: Nearly.}
  - {category: levels, level: commended, partners: [b], citation: Well done.}
  - {category: none, none: true, reason: Nobody entered.}
  - {category: declined, partners: [a], status: declined, status_on: 2021-06-01, status_reason: It was a mistake., citation: For nothing.}
  - {category: rescinded, partners: [a], status: rescinded, status_on: 2021-07-01, status_reason: The figures were wrong., citation: For figures.}
  - {category: rescinded, partners: [b], replaces: 2021-rescinded-a, citation: In its place.}
  - {category: expired, partners: [a], status: expired, status_on: 2024-05-01, status_reason: It held for three years., citation: For a while.}
  - {category: regional, partners: [b], citation: Everywhere.}
  - {category: regional, region: europe, partners: [a], citation: In Europe.}
  - {category: renamed, partners: [a], citation: Under another name.}
`,
}

// TestOutcomes says what each outcome looks like wherever it is told: testdata/golden/outcomes.txt.
func TestOutcomes(t *testing.T) {
	dir := writeSite(t, outcomeSite)
	out, r, err := generator.Collect(t.Context(), generator.Input{Dir: dir, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"})
	if err != nil || r.Failed(false) {
		t.Fatal(err, r.Problems)
	}
	var records struct {
		Awards     []map[string]any `json:"awards"`
		NotAwarded []map[string]any `json:"not_awarded"`
	}
	decodeJSON(t, out["data/awards.json"], &records)
	feed := feedOf(t, out["awards/2021/feed.json"])
	var golden strings.Builder
	line := func(where, text string) { fmt.Fprintf(&golden, "  %-10s %s\n", where, text) }
	for _, record := range records.Awards {
		id, address := record["id"].(string), strings.TrimPrefix(record["url"].(string), "https://p.example")
		fmt.Fprintln(&golden, id)
		page := parsed(t, out[address[1:]+"index.html"])
		line("page", shown(find(page, "award-head", "")))
		for _, partner := range []string{"a", "b"} {
			if n := find(parsed(t, out["partners/"+partner+"/index.html"]), "award-line", address); n != nil {
				line("profile "+partner, shown(n))
			}
		}
		line("edition", shown(find(parsed(t, out["awards/2021/index.html"]), "result", address)))
		line("category", shown(find(parsed(t, out["awards/categories/"+record["category"].(string)+"/index.html"]), "result", address)))
		if data, ok := out["certificates/"+id+"/index.html"]; ok {
			line("paper", shown(find(parsed(t, data), "certificate-body", "")))
		}
		line("newsletter", mailed(parsed(t, out["awards/2021/email.html"]), record["url"].(string)))
		line("card", shown(find(parsed(t, out["embed/"+id+"/index.html"]), "kind-embed", "")))
		line("feed", feed[record["url"].(string)])
		delete(record, "url")
		raw, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		line("json", string(raw))
		line("json-ld", linked(t, page))
	}
	for _, record := range records.NotAwarded {
		category := record["category"].(string)
		fmt.Fprintln(&golden, "not awarded: "+category)
		for _, where := range []string{"awards/2021/index.html", "awards/2021/" + category + "/index.html", "awards/categories/" + category + "/index.html"} {
			line("page", shown(find(parsed(t, out[where]), "none", "")))
		}
		line("newsletter", mailed(parsed(t, out["awards/2021/email.html"]), "https://p.example/awards/2021/none/"))
		line("feed", feed["https://p.example/awards/2021/none/"])
		raw, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		line("json", string(raw))
	}
	file := filepath.Join("testdata", "golden", "outcomes.txt")
	if *update {
		if err := os.WriteFile(file, []byte(golden.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, lines := strings.Split(golden.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(lines)) {
		if i >= len(got) || i >= len(lines) || got[i] != lines[i] {
			t.Fatalf("%s:%d differs (go test ./generator -run TestOutcomes -update writes it anew); got\n%s", file, i+1, strings.Join(got[min(i, len(got)):min(i+3, len(got))], "\n"))
		}
	}
}

func decodeJSON(t *testing.T, data []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func parsed(t *testing.T, page []byte) *html.Node {
	t.Helper()
	n, err := html.Parse(bytes.NewReader(page))
	if err != nil || len(page) == 0 {
		t.Fatal("no page", err)
	}
	return n
}

func attrOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// find is the first element with a class that leads to an address; an empty one is no condition.
func find(n *html.Node, class, address string) *html.Node {
	for x := range n.Descendants() {
		if x.Type != html.ElementNode || strings.Fields(attrOf(x, "class") + " -")[0] != class {
			continue
		}
		if address == "" {
			return x
		}
		for a := range x.Descendants() {
			if a.Type == html.ElementNode && a.Data == "a" && attrOf(a, "href") == address {
				return x
			}
		}
	}
	return nil
}

// shown is the class that says what the plinth is like, and the text.
func shown(n *html.Node) string {
	if n == nil {
		return "(nowhere)"
	}
	return "[" + attrOf(n, "class") + "] " + textOf(n)
}

func textOf(n *html.Node) string {
	var words []string
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			words = append(words, x.Data)
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// mailed is what the newsletter says in the paragraphs, or the cell, that an address is in.
func mailed(n *html.Node, address string) string {
	for x := range n.Descendants() {
		if x.Type == html.ElementNode && x.Data == "a" && attrOf(x, "href") == address {
			for x.Data != "td" && x.Data != "html" {
				x = x.Parent
			}
			return textOf(x)
		}
	}
	return "(nowhere)"
}

// feedOf is title and summary of each entry, by address.
func feedOf(t *testing.T, data []byte) map[string]string {
	t.Helper()
	var feed struct {
		Items []struct{ ID, Title, Summary string }
	}
	decodeJSON(t, data, &feed)
	entries := map[string]string{}
	for _, i := range feed.Items {
		entries[i.ID] = i.Title + " | " + i.Summary
	}
	return entries
}

// linked is what the structured data of a winner page say of its outcome.
func linked(t *testing.T, page *html.Node) string {
	t.Helper()
	for x := range page.Descendants() {
		if x.Type != html.ElementNode || attrOf(x, "type") != "application/ld+json" {
			continue
		}
		var graph struct {
			Graph []struct {
				Type        string   `json:"@type"`
				Name        string   `json:"name"`
				Alternative string   `json:"alternativeHeadline"`
				Status      string   `json:"creativeWorkStatus"`
				Award       []string `json:"award"`
			} `json:"@graph"`
		}
		decodeJSON(t, []byte(x.FirstChild.Data), &graph)
		var out []string
		for _, n := range graph.Graph {
			switch {
			case n.Alternative != "":
				out = append(out, n.Alternative+" ["+n.Status+"]")
			case len(n.Award) > 0:
				out = append(out, n.Name+" holds "+strings.Join(n.Award, ", "))
			}
		}
		return strings.Join(out, "; ")
	}
	return "(none)"
}
