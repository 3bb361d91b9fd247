package asset

import (
	"errors"
	"math"
	"regexp"
	"strings"
	"sync"
	"testing"
)

func TestMinify(t *testing.T) {
	tests := []struct {
		name    string
		minify  func([]byte) ([]byte, error)
		in, out string
	}{
		{"css", CSS, "/* x */ .a , .b { color : #ff0000 ; }\n", ".a,.b{color:red}"},
		{"js", JS, "function f(long) { return long + 1 } // x\nf(2)\n", "function f(e){return e+1}f(2)"},
		{"module", JS, "import { a } from './a.js'\nexport const b = a\n", `import{a}from"./a.js";export const b=a`},
		{"json", JSON, "{ \"a\" : [ 1.50, 1e3 ] }\n", `{"a":[1.50,1e3]}`},
	}
	for _, tt := range tests {
		src := []byte(tt.in)
		out, err := tt.minify(src)
		if err != nil || string(out) != tt.out {
			t.Errorf("%s: got %q, %v, want %q", tt.name, out, err, tt.out)
		}
		if string(src) != tt.in {
			t.Errorf("%s: the source was written to: %q", tt.name, src)
		}
	}
}

func TestMinifyErrors(t *testing.T) {
	tests := []struct {
		minify func([]byte) ([]byte, error)
		in     string
		line   int
	}{
		{JS, "var a\nvar b = (\n", 3},
		{JSON, "{\n  \"a\" 1\n}", 2},
	}
	for _, tt := range tests {
		_, err := tt.minify([]byte(tt.in))
		var e *Error
		if !errors.As(err, &e) || e.Line != tt.line || e.Column == 0 || strings.Contains(e.Text, "\n") {
			t.Errorf("%q: got %#v", tt.in, err)
		}
	}
}

func TestMinifyAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if out, err := CSS([]byte("a { color: red }")); err != nil || string(out) != "a{color:red}" {
					t.Errorf("%q, %v", out, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestFingerprint(t *testing.T) {
	// SHA-256 of "abc" begins ba7816bf8f01cfea4141; its SHA-384 is that of FIPS 180-4.
	if got := Fingerprint([]byte("abc")); got != "xj4bnp4pahh6uqkb" {
		t.Error(got)
	}
	if got := Integrity([]byte("abc")); got != "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn" {
		t.Error(got)
	}
}

func TestName(t *testing.T) {
	valid := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.[a-z2-7]{16}(\.[a-z0-9]+)?$`)
	tests := []struct{ in, base, ext string }{
		{"logos/Ärger & Söhne GmbH.SVG", "arger-sohne-gmbh", ".svg"},
		{"theme.min.css", "theme-min", ".css"},
		{"a b.png", "a-b", ".png"},
		{`..\..\x.js`, "x", ".js"},
		{"../../etc/passwd", "passwd", ""},
		{"con.svg", "x-con", ".svg"},
		{"COM1.png", "x-com1", ".png"},
		{"Straße_ﬁ.jpg", "strasse-fi", ".jpg"},
		{"株式会社.svg", "x-", ".svg"},
		{"%2e%2e%2f.png", "2e-2e-2f", ".png"},
		{strings.Repeat("é", 500) + ".svg", strings.Repeat("e", 59), ".svg"},
		{"a." + strings.Repeat("x", 300), "a", "." + strings.Repeat("x", 16)},
		{".htaccess", "x-", ".htaccess"},
		{"", "x-", ""}, {"..", "x-", ""}, {"a\x00b.svg", "a-b", ".svg"},
	}
	for _, tt := range tests {
		got := Name(tt.in, []byte("abc"))
		if !valid.MatchString(got) || len(got) > 100 || !strings.HasPrefix(got, tt.base) || !strings.HasSuffix(got, ".xj4bnp4pahh6uqkb"+tt.ext) {
			t.Errorf("%.40q: got %q", tt.in, got)
		}
	}
	if Name("株.svg", nil) == Name("式.svg", nil) {
		t.Error("two names that leave nothing became one")
	}
}

func TestColor(t *testing.T) {
	for in, want := range map[string]string{"#fff": "#ffffff", "#7a4b12": "#7a4b12", "#ABC": "#aabbcc", "#000": "#000000"} {
		if got, err := ParseColor(in); err != nil || got.String() != want {
			t.Errorf("%s: got %s, %v", in, got, err)
		}
	}
	for _, in := range []string{
		"", "#", "red", "#ff", "#ffff", "#fffff", "#ggg", "#+ff", "#f_f", " #fff", "#fff ", "#fff;", "#7a4b1é", "#\x10\x11\x12", "#12345\n",
		"red;}</style>", "url(https://evil.example/)", "expression(alert(1))", "#fff;}</style><script>", "rgb(1,2,3)", "var(--x)", "#ff\\66",
	} {
		if got, err := ParseColor(in); err == nil {
			t.Errorf("%q became %s", in, got)
		}
	}
}

func TestContrast(t *testing.T) {
	tests := []struct {
		a, b string
		want float64
	}{{"#000", "#fff", 21}, {"#fff", "#000", 21}, {"#777", "#fff", 4.48}, {"#767676", "#fff", 4.54}, {"#123456", "#123456", 1}, {"#f00", "#fff", 4.00}}
	for _, tt := range tests {
		a, _ := ParseColor(tt.a)
		b, _ := ParseColor(tt.b)
		if got := Contrast(a, b); math.Abs(got-tt.want) > 0.005 {
			t.Errorf("%s on %s: got %.3f, want %.2f", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestContentType(t *testing.T) {
	for name, want := range map[string]string{
		"/a/index.html": "text/html; charset=utf-8", "/A.CSS": "text/css; charset=utf-8", "x.js": "text/javascript; charset=utf-8",
		"credential.jwt": "text/plain; charset=utf-8", "c.jsonld": "application/ld+json", "feed.xml": "application/xml; charset=utf-8",
		"call.ics": "text/calendar; charset=utf-8", "a.b.svg": "image/svg+xml", "a.woff2": "font/woff2", "f.wasm": "application/wasm",
		"x.exe": "application/octet-stream", "noextension": "application/octet-stream", "": "application/octet-stream", "_headers": "application/octet-stream",
	} {
		if got := ContentType(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
