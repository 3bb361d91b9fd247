package asset

import (
	"fmt"
	"strings"
	"testing"
)

func TestRewriteURLs(t *testing.T) {
	resolve := func(ref string) (string, bool) {
		if strings.HasPrefix(ref, "missing") {
			return "", false
		}
		return "/assets/[" + ref + "]", true
	}
	tests := []struct {
		in, out    string
		unresolved string
	}{
		{`a{background:url(a.png) , url( "b c.png" )}`, `a{background:url("/assets/[a.png]") , url("/assets/[b c.png]")}`, ""},
		{`a{background:URL('a\20 b.png')}`, `a{background:url("/assets/[a b.png]")}`, ""},
		{`a{background:u\72l(a.png)}`, `a{background:invalid(a.png)}`, `u\72l( 1:14`},
		{`a{src:url(x%20y.woff2?v=1#iefix)}`, `a{src:url("/assets/[x y.woff2]#iefix")}`, ""},
		{`@import "x.css" screen;a{content:"y.css"}`, `@import "/assets/[x.css]" screen;a{content:"y.css"}`, ""},
		{`@import url(x.css);`, `@import url("/assets/[x.css]");`, ""},
		{`a{background:image-set("a.png" 1x, url(b.png) 2x)}`, `a{background:image-set("/assets/[a.png]" 1x, url("/assets/[b.png]") 2x)}`, ""},
		{`a{fill:url(#g)}/* url(x) */`, `a{fill:url("#g")}/* url(x) */`, ""},
		{`a{b:url(data:image/png;base64,AA==)}`, `a{b:url("data:image/png;base64,AA==")}`, ""},
		{"a{\n  b: url(https://evil.example/x)}", "a{\n  b: url(\"about:invalid\")}", "https://evil.example/x 2:6"},
		{`a{b:url(//evil.example/x)}`, `a{b:url("about:invalid")}`, "//evil.example/x 1:5"},
		{`a{b:url("\68ttps://evil.example")}`, `a{b:url("about:invalid")}`, "https://evil.example 1:5"},
		{`@import "https://evil.example/x.css";`, `@import "about:invalid";`, "https://evil.example/x.css 1:9"},
		{`a{b:url(data:text/html,x)}`, `a{b:url("about:invalid")}`, "data:text/html,x 1:5"},
		{`a{b:url(missing.png)}`, `a{b:url("about:invalid")}`, "missing.png 1:5"},
		{`a{b:url(javascript:x)}`, `a{b:url("about:invalid")}`, "javascript:x 1:5"},
		{`a{b:url("\\\\evil\\x")}`, `a{b:url("about:invalid")}`, `\\evil\x 1:5`},
		{`a{b:url(%zz)}`, `a{b:url("about:invalid")}`, "%zz 1:5"},
		{`a{b:url()}`, `a{b:url("about:invalid")}`, " 1:5"},
		{`a{b:url(a b)}c{}`, `a{b:url("about:invalid")}c{}`, "url(a b) 1:5"},
		{`a{b:url(`, `a{b:url("about:invalid")`, " 1:5"},
	}
	for _, tt := range tests {
		src := []byte(tt.in)
		out, unresolved := RewriteURLs(src, resolve)
		var got []string
		for _, u := range unresolved {
			got = append(got, fmt.Sprintf("%s %d:%d", u.Ref, u.Line, u.Column))
		}
		if string(out) != tt.out || strings.Join(got, "; ") != tt.unresolved {
			t.Errorf("%s\ngot  %s %q\nwant %s %q", tt.in, out, got, tt.out, tt.unresolved)
		}
		if string(src) != tt.in {
			t.Errorf("the source was written to: %s", src)
		}
	}
}

func TestRewriteURLsQuotes(t *testing.T) {
	out, _ := RewriteURLs([]byte("a{b:url(x)}"), func(string) (string, bool) { return "\"\\</style>\n", true })
	if want := `a{b:url("\"\\\3c /style>\a ")}`; string(out) != want {
		t.Errorf("got %s, want %s", out, want)
	}
}

func FuzzRewriteURLs(f *testing.F) {
	f.Add([]byte(`@import "x";a{b:url( 'c' ) , image-set("d" 1x);e:url(f g);h:u\72l(i)}/* url(j) */`))
	f.Fuzz(func(t *testing.T, src []byte) {
		out, _ := RewriteURLs(src, func(string) (string, bool) { return "/known", true })
		// All that is left to fetch is what was resolved: a second run is asked for nothing else.
		_, unresolved := RewriteURLs(out, func(ref string) (string, bool) { return "/known", ref == "/known" })
		for _, u := range unresolved {
			if u.Ref != "about:invalid" {
				t.Fatalf("%q is left in %q of %q", u.Ref, out, src)
			}
		}
	})
}
