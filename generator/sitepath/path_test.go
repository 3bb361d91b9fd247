package sitepath

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// hostile are paths that nothing accepts.
var hostile = []string{
	"", "..", ".", "../../x", "/../x", "a/../../x", "a/../b", "a/./b", "/a/..", "/a/.", `..\..\x`, `/..\..\x`, `a\b`, `/a\b`,
	"%2e%2e%2f", "/%2e%2e%2f", "/%2E%2e/x", "%2e%2e/x", "/a/%2e/b", "%252e%252e%252f", "/%252e%252e/x", "/a%2fb", "a%2Fb", "/a%5cb", `a%5Cb`, "/a%00b", "a%00b",
	"a\x00b", "/a\x00b", "/a\nb", "a\tb", "/a\x7f", `C:\`, "C:/x", "/C:/x", `\\host\share`, "//host/share", "/a//b", "a//b", "//",
	"CON", "/con", "/CON/", "a/nul.txt", "/aux.html", "COM1", "/lpt¹.txt", "Com³", "con .txt", "CONIN$",
	"x.", "/x./y", "x ", "/x /y", "..." /* ends in a dot */, strings.Repeat("a", 300), "/" + strings.Repeat("a", 300) + "/", "/" + strings.Repeat("a/", 600),
	"name::$DATA", "/name::$DATA", "a:b", "/a<b", `/a"b`, "/a|b", "/a*", "/a?b=c", "a?b", "/a%3fb", "/a%23b",
	"a\xff", "/a\xff", "/a%ff", "/e\u0301", "/cafe%CC%81/", "/a\u202eb", "/a%E2%80%AEb", "/a\u200bb", "/\ufeffa", "/a\u2028b", "/a\U000e0041",
}

func TestHostilePaths(t *testing.T) {
	for _, p := range hostile {
		if got, err := CleanURLPath(p); err == nil {
			t.Errorf("CleanURLPath(%q) = %q", p, got)
		}
		if err := CheckRel(p); err == nil {
			t.Errorf("CheckRel(%q) accepts", p)
		}
		if got, err := Asset(p); err == nil {
			t.Errorf("Asset(%q) = %q", p, got)
		}
	}
	for _, p := range []string{"a", "a/b", "/a%", "/a%2", "/a%zz", "/a#b", "/#"} { // files may be called so
		if got, err := CleanURLPath(p); err == nil {
			t.Errorf("CleanURLPath(%q) = %q", p, got)
		}
	}
}

func TestCleanURLPath(t *testing.T) {
	for in, want := range map[string]string{
		"/": "/", "/a": "/a", "/a/": "/a/", "/a.html": "/a.html", "/stories/acme/": "/stories/acme/",
		"/caf%C3%A9/": "/café/", "/café/": "/café/", "/a%20b": "/a b", "/%61": "/a", "/.well-known/x": "/.well-known/x",
		"/a..b": "/a..b", "/console/": "/console/", "/نص/": "/نص/",
	} {
		got, err := CleanURLPath(in)
		if err != nil || got != want {
			t.Errorf("CleanURLPath(%q) = %q, %v", in, got, err)
		}
	}
}

func TestOutput(t *testing.T) {
	for in, want := range map[string]string{
		"/": "index.html", "/a/": "a/index.html", "/a/b/": "a/b/index.html", "/a.html": "a.html", "/a": "a/index.html",
		"/feed.xml": "feed.xml", "/v1.0/": "v1.0/index.html",
	} {
		if got := Output(in); got != want {
			t.Errorf("Output(%q) = %q", in, got)
		}
	}
}

func TestAsset(t *testing.T) {
	for in, want := range map[string]string{
		"logos/bva.svg": "assets/logos/bva.svg", "/logo.svg": "static/logo.svg", "/etc/x": "static/etc/x",
		"Jurý photo.jpg": "assets/Jurý photo.jpg", "100%.png": "assets/100%.png", "نص.png": "assets/نص.png",
	} {
		if got, err := Asset(in); err != nil || got != want {
			t.Errorf("Asset(%q) = %q, %v", in, got, err)
		}
	}
	for _, in := range []string{"/", "a/", "https://cdn.example/x.png", "a%20b.png"} {
		if got, err := Asset(in); err == nil {
			t.Errorf("Asset(%q) = %q", in, got)
		}
	}
}

func TestFoldKey(t *testing.T) {
	for _, same := range [][]string{
		{"data/BVA.yaml", "data/bva.yaml", "DATA/Bva.YAML"},
		{"caf\u00e9", "cafe\u0301", "CAF\u00c9", "CAFE\u0301"},
		{"straße", "STRASSE", "strasse", "STRAẞE"},
		{"\u212b", "\u00e5", "A\u030a"}, // the sign for ångström
		{"a\u200db", "ab", "a\ufe0fb", "A\u00adB"},
		{"Σίσυφος", "σίσυφοσ", "ΣΊΣΥΦΟΣ"},
	} {
		for _, p := range same {
			if FoldKey(p) != FoldKey(same[0]) {
				t.Errorf("FoldKey(%q) = %q, of %q %q", p, FoldKey(p), same[0], FoldKey(same[0]))
			}
		}
	}
	for _, other := range []string{"a-b", "a_b", "ä-b", "á-b", "ab", "ñ-b", "n-b"} {
		if other != "a-b" && FoldKey(other) == FoldKey("a-b") {
			t.Errorf("%q and a-b are one", other)
		}
	}
}

// contained fails when p, joined to a folder, leaves it, as it is or after two decodings.
func contained(t *testing.T, p string) {
	t.Helper()
	for range 3 {
		if !filepath.IsLocal(filepath.FromSlash(p)) || strings.Contains(p, `\`) || strings.ContainsRune(p, 0) {
			t.Fatalf("%q is not local", p)
		}
		if joined := path.Join("/site/assets", p); !strings.HasPrefix(joined, "/site/assets/") {
			t.Fatalf("%q leaves the folder: %s", p, joined)
		}
		decoded, err := url.PathUnescape(p)
		if err != nil {
			return
		}
		p = decoded
	}
}

func seeds(f *testing.F) {
	for _, p := range hostile {
		f.Add(p)
	}
	for _, p := range []string{"/a/b.svg", "logos/bva.svg", "/caf%C3%A9/", "/", "/a b", "100%.png", "/%", "a%2", "/\u0345"} {
		f.Add(p)
	}
}

func FuzzCheckRel(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, p string) {
		if CheckRel(p) != nil {
			return
		}
		contained(t, strings.TrimPrefix(p, "/"))
		file, err := Asset(p)
		if err != nil || !strings.HasPrefix(file, "assets/") && !strings.HasPrefix(file, "static/") {
			t.Fatalf("%q: %q, %v", p, file, err)
		}
	})
}

func FuzzCleanURLPath(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, p string) {
		clean, err := CleanURLPath(p)
		if err != nil {
			return
		}
		contained(t, Output(clean))
		if again, err := CleanURLPath(clean); err != nil || again != clean {
			t.Fatalf("%q is clean, and cleaned again %q, %v", clean, again, err)
		}
		if escaped, err := CleanURLPath((&url.URL{Path: clean}).EscapedPath()); err != nil || escaped != clean {
			t.Fatalf("%q escaped is %q, %v", clean, escaped, err)
		}
	})
}

func FuzzFoldKey(f *testing.F) {
	for _, s := range []string{"a", "É", "straße", "\u0345", "ᾳ\u0301", "İ", "\u1e9e", "\xff\xfe", "K"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if key := FoldKey(s); FoldKey(key) != key {
			t.Fatalf("the key %+q of %+q has another key %+q", key, s, FoldKey(key))
		}
	})
}
