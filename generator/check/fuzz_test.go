package check

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// FuzzScan holds Scan against a parser that makes a tree, on what that parser renders.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		`<!doctype html><html lang=en><head><title>t &lt;</title><meta name=description content=d><link rel=canonical href=/c/><base href=/b/></head><body><h1 id=x>h</h1><a href="/a?b=1&amp;c" id=y>a</a><img src=i.png srcset="a 1x, b 2x"></body></html>`,
		`<svg><title>x</title><a href=/q/><use href=#z /></svg><p id=z>`,
		`<script>if (a<b) "<a href=x>"</script><style>h1{}</style><textarea><a href=x></textarea><!-- <a href=y> --><a name=n>`,
		`<meta name=robots content=noindex><form action="/f/"><button formaction=/g/><input src=/h.png></form><iframe src=/i/></iframe>`,
		"<a\fhref='x\ty' href=z><area href=' q '><video poster=p src=v><track src=t><object data=o>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		Scan(NewBook(), input) // whatever it is, it ends
		page, tree, ok := settled(input)
		if !ok {
			t.Skip("the two parsers are compared on pages that a parser has settled; others only have to end")
		}
		b := NewBook()
		got := shown(b, Scan(b, page))
		if want := shown(b, factsOf(b, tree)); got != want {
			t.Errorf("of %q\ngot\n%swant\n%s", page, got, want)
		}
	})
}

// settled renders a document until it means the same again, and skips what only a tree can know: content that is read by other
// rules inside of pictures and formulas, and elements that swallow the rest.
func settled(input []byte) (page []byte, tree *html.Node, ok bool) {
	if bytes.IndexByte(input, 0) >= 0 {
		return nil, nil, false
	}
	page = input
	for range 4 {
		tree, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
		if err != nil {
			return nil, nil, false
		}
		var out bytes.Buffer
		if html.Render(&out, tree) != nil {
			return nil, nil, false
		}
		if bytes.Equal(out.Bytes(), page) {
			return page, tree, plainTree(tree)
		}
		page = bytes.Clone(out.Bytes())
	}
	return nil, nil, false
}

func plainTree(n *html.Node) bool {
	switch {
	case n.Type == html.ElementNode && n.Namespace == "math":
		return false
	case n.Namespace == "svg" && (strings.EqualFold(n.Data, "foreignobject") || n.Data == "desc" || n.Data == "title" && hasElement(n)):
		return false
	case n.Type == html.ElementNode && (n.Data == "plaintext" || n.Data == "noscript" || n.Data == "image" && n.Namespace == ""):
		return false
	case n.Type == html.ElementNode && n.Namespace == "svg" && n.Data == "svg" && n.Parent != nil && n.Parent.Namespace == "svg":
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !plainTree(c) {
			return false
		}
	}
	return true
}

func hasElement(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return true
		}
	}
	return false
}

// factsOf reads the facts from a tree: the same rules as Scan's, said once more.
func factsOf(b *Book, root *html.Node) Facts {
	var f Facts
	var names []Ref
	titled := false
	clean := func(s string) string { return strings.Trim(s, " \t\n\r\f") }
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				get := func(key string) string {
					for _, a := range c.Attr {
						if a.Key == key && a.Namespace == "" {
							return clean(a.Val)
						}
					}
					return ""
				}
				add := func(list *[]Ref, key string) {
					if v := get(key); v != "" && !slices.Contains(*list, b.Ref([]byte(v))) {
						*list = append(*list, b.Ref([]byte(v)))
					}
				}
				for _, a := range c.Attr {
					if a.Key == "id" && a.Namespace == "" && a.Val != "" {
						r := b.Ref([]byte(a.Val))
						switch {
						case !slices.Contains(f.IDs, r):
							f.IDs = append(f.IDs, r)
						case !slices.Contains(f.Doubles, r):
							f.Doubles = append(f.Doubles, r)
						}
					}
				}
				inHTML := c.Namespace == ""
				switch c.Data {
				case "a":
					add(&f.Links, "href")
					if inHTML {
						add(&names, "name")
					}
				case "area":
					add(&f.Links, "href")
				case "h1":
					if inHTML {
						f.H1++
					}
				case "img", "source":
					add(&f.Assets, "src")
					for _, candidate := range candidates(get("srcset")) {
						if r := b.Ref([]byte(candidate)); !slices.Contains(f.Assets, r) {
							f.Assets = append(f.Assets, r)
						}
					}
				case "video":
					add(&f.Assets, "src")
					add(&f.Assets, "poster")
				case "audio", "track", "embed", "input", "script":
					add(&f.Assets, "src")
				case "use", "image":
					add(&f.Assets, "href")
				case "object":
					add(&f.Assets, "data")
				case "form":
					add(&f.Others, "action")
				case "button":
					add(&f.Others, "formaction")
				case "iframe":
					add(&f.Others, "src")
				case "html":
					if f.Lang == "" {
						f.Lang = get("lang")
					}
				case "base":
					if f.Base == "" {
						f.Base = get("href")
					}
				case "title":
					if inHTML && !titled {
						titled = true
						if c.FirstChild != nil {
							f.Title = strings.Join(asciiFields(c.FirstChild.Data), " ")
						}
					}
				case "meta":
					metaOf(&f, b, get)
				case "link":
					linkOf(&f, b, get)
				}
			}
			walk(c)
		}
	}
	walk(root)
	for _, r := range names {
		if !slices.Contains(f.IDs, r) {
			f.IDs = append(f.IDs, r)
		}
	}
	return f
}

func asciiFields(s string) []string { return strings.Fields(s) }

func metaOf(f *Facts, b *Book, get func(string) string) {
	add := func(list *[]Ref, v string) {
		if v != "" && !slices.Contains(*list, b.Ref([]byte(v))) {
			*list = append(*list, b.Ref([]byte(v)))
		}
	}
	content := get("content")
	switch name := strings.ToLower(get("name")); {
	case name == "description" && f.Description == "":
		f.Description = content
	case name == "robots":
		content = strings.ToLower(content)
		f.NoIndex = f.NoIndex || strings.Contains(content, "noindex") || strings.Contains(content, "none")
	case name == "twitter:image":
		add(&f.Assets, content)
	case name == "" && get("property") == "og:image":
		add(&f.Assets, content)
	case name == "" && get("property") == "" && strings.EqualFold(get("http-equiv"), "refresh"):
		add(&f.Others, string(refreshURL([]byte(content))))
	}
}

func linkOf(f *Facts, b *Book, get func(string) string) {
	list := &f.Others
	for _, word := range strings.Fields(strings.ToLower(get("rel"))) {
		switch word {
		case "canonical":
			if f.Canonical == "" {
				f.Canonical = get("href")
			}
			return
		case "preconnect", "dns-prefetch":
			return
		case "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch":
			list = &f.Assets
		default:
			continue
		}
		break
	}
	if v := get("href"); v != "" && !slices.Contains(*list, b.Ref([]byte(v))) {
		*list = append(*list, b.Ref([]byte(v)))
	}
}

// candidates are the addresses of a srcset, by the letter of HTML's algorithm without descriptors' parentheses.
func candidates(s string) []string {
	var out []string
	const blank = " \t\n\r\f"
	for {
		s = strings.TrimLeft(s, blank+",")
		if s == "" {
			return out
		}
		i := strings.IndexAny(s, blank)
		if i < 0 {
			i = len(s)
		}
		url := s[:i]
		s = s[i:]
		if strings.HasSuffix(url, ",") {
			out = append(out, strings.TrimRight(url, ","))
			continue
		}
		out = append(out, url)
		_, s, _ = strings.Cut(s, ",")
	}
}
