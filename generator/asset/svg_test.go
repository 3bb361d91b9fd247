package asset

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"
)

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg">`

// dot is a PNG of one pixel, as base64.
func dot(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func TestCleanSVG(t *testing.T) {
	pixel := dot(t)
	tests := []struct {
		name, in, out string // inside the root element
		dropped       string // joined by "; "
	}{
		{"shapes stay", `<g id="a"><path d="M0 0L10 10"/><rect width="1" height="2" fill="#f00"/></g>`, `<g id="a"><path d="M0 0L10 10"/><rect width="1" height="2" fill="#f00"/></g>`, ""},
		{"case of names stays", `<linearGradient id="g" gradientUnits="userSpaceOnUse" gradientTransform="matrix(1 0 0-1 0 2)"><stop offset="0" stop-color="red"/></linearGradient>`,
			`<linearGradient id="g" gradientUnits="userSpaceOnUse" gradientTransform="matrix(1 0 0-1 0 2)"><stop offset="0" stop-color="red"/></linearGradient>`, ""},
		{"space between elements goes", "<g>\n  <path d=\"M0 0\"/>\n</g>", `<g><path d="M0 0"/></g>`, ""},
		{"space inside a text stays", "<text><tspan>a</tspan> <tspan>b</tspan></text>", "<text><tspan>a</tspan> <tspan>b</tspan></text>", ""},
		{"texts are escaped", `<text>&lt;script&gt; &amp; <![CDATA[</text><script>]]></text>`, `<text>&lt;script&gt; &amp; &lt;/text&gt;&lt;script&gt;</text>`, ""},
		{"comment, instruction", `<!-- <script/> --><?php echo 1 ?><path d="M0 0"/>`, `<path d="M0 0"/>`, ""},
		{"metadata in silence", `<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
			<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" sodipodi:x="1"/><g data-name="L" x-y="1"/>`, `<g/>`, ""},
		{"title", `<title> A  logo </title><desc><p>x</p></desc>`, `<title>A logo</title>`, ""},

		{"script", `<script>alert(1)</script><path d="M0 0"/>`, `<path d="M0 0"/>`, "the element script"},
		{"script with a prefix", `<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>`, ``, "the element script"},
		{"script inside what is left out", `<script><g><script>1</script></g></script><g/>`, `<g/>`, "the element script"},
		{"script of HTML", `<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>`, ``, "the element script"},
		{"handler", `<path onclick="x()" ONLOAD="y()" d="M0 0"/>`, `<path d="M0 0"/>`, "the attribute onclick; the attribute ONLOAD"},
		{"foreignObject", `<switch><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="//x"/></foreignObject><g/></switch>`, `<switch><g/></switch>`, "the element foreignObject"},
		{"link", `<a href="javascript:x()"><path d="M0 0"/></a>`, `<g><path d="M0 0"/></g>`, "the link around a drawing"},
		{"link in a text", `<text><a xlink:href="https://x.example/" xmlns:xlink="http://www.w3.org/1999/xlink">b</a></text>`, `<text><tspan>b</tspan></text>`, "the link around a drawing"},
		{"animation", `<path d="M0 0"><animate attributeName="href" to="javascript:x()"/><set attributeName="onclick" to="x()"/></path>`, `<path d="M0 0"/>`, "the element animate; the element set"},
		{"xml:base", `<g xml:base="https://evil.example/"/>`, `<g/>`, "the attribute xml:base"},
		{"style sheet of another file", `<?xml-stylesheet href="https://evil.example/x.css"?><g/>`, `<g/>`, "the style sheet of another file"},

		{"an id a second time", `<g id="a"><path id="a" d="M0 0"/><use href="#a"/></g>`, `<g id="a"><path d="M0 0"/><use href="#a"/></g>`, ""},
		{"an id a second time that a style names", `<style>#a{fill:red}</style><path id="a" d="M0 0"/><path id="a" d="M1 1"/>`,
			`<style>#a{fill:red}</style><path id="a" d="M0 0"/><path id="a" d="M1 1"/>`, ""},
		{"use here", `<g id="a"/><use href="#a"/>`, `<g id="a"/><use href="#a"/>`, ""},
		{"use by xlink", `<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>`, `<use href="#a"/>`, ""},
		{"use by xlink never declared", `<use xlink:href="#a"/>`, `<use href="#a"/>`, ""},
		{"the plain href wins", `<use xmlns:xlink="http://www.w3.org/1999/xlink" href="#a" xlink:href="#b"/>`, `<use href="#a"/>`, ""},
		{"use elsewhere", `<use href="other.svg#a"/><use href="data:image/svg+xml,x#a"/>`, ``, "the reference of use to something outside the file; the reference of use to something outside the file"},
		{"gradient elsewhere", `<linearGradient href="https://evil.example/#a"/>`, `<linearGradient/>`, "the reference of linearGradient to something outside the file"},
		{"paint elsewhere", `<path fill="url(https://evil.example/#a)" stroke="URL( '#b' )" d="M0 0"/>`, `<path stroke="URL( '#b' )" d="M0 0"/>`, "the attribute fill, which refers outside the file or is not understood"},
		{"paint with escapes", `<path fill="u\72l(//evil.example)"/>`, `<path/>`, "the attribute fill, which refers outside the file or is not understood"},
		{"image inside", `<image href="data:image/jpeg;base64, ` + pixel[:8] + "\n" + pixel[8:] + `"/>`, `<image href="data:image/png;base64,` + pixel + `"/>`, ""},
		{"image elsewhere", `<image href="https://evil.example/x.png"/>`, ``, "an image that is not a PNG, JPEG, GIF or WebP inside the file"},
		{"image that is an SVG", `<image href="data:image/svg+xml;base64,PHN2Zy8+"/>`, ``, "an image that is not a PNG, JPEG, GIF or WebP inside the file"},
		{"image that claims to be a PNG", `<image href="data:image/png;base64,PHN2Zy8+"/>`, ``, "an image that is not a PNG, JPEG, GIF or WebP inside the file"},
		{"feImage", `<filter id="f"><feImage href="https://evil.example/"/><feOffset dx="1"/></filter>`, `<filter id="f"><feOffset dx="1"/></filter>`, "the element feImage"},

		{"style", `<style type="text/css">/* x */ .a , #b > path { fill : #F00 ; stroke:url("#g") }</style>`, `<style>.a,#b &gt; path{fill:#F00;stroke:url(#g)}</style>`, ""},
		{"style in CDATA", `<style><![CDATA[.a{fill:red}]]></style>`, `<style>.a{fill:red}</style>`, ""},
		{"names of elements in a style", `<style>linearGradient{color:red}</style>`, `<style>linearGradient{color:red}</style>`, ""},
		{"dark mode", `<style>@media (prefers-color-scheme: dark) { path { fill: white } }</style>`, `<style>@media (prefers-color-scheme: dark){path{fill:white}}</style>`, ""},
		{"rule without selector", `<style>{}a{fill:red}</style>`, `<style>a{fill:red}</style>`, "a rule without selector"},
		{"import", `<style>@import "https://evil.example/x.css"; .a{fill:red}</style>`, `<style>.a{fill:red}</style>`, "the rule @import of a style sheet"},
		{"font", `<style>@font-face{font-family:x;src:url(https://evil.example/x)}.a{fill:red}</style>`, `<style>.a{fill:red}</style>`, "the rule @font-face of a style sheet"},
		{"style elsewhere", `<style>.a{fill:url(//evil.example/);opacity:1}</style>`, `<style>.a{opacity:1}</style>`, "a value of fill that refers outside the file or is not understood"},
		{"style with a function", `<style>.a{width:expression(alert(1));behavior:url(x.htc);-moz-binding:url(x)}</style>`, ``,
			"a value of width that refers outside the file or is not understood; the property behavior; the property -moz-binding"},
		{"style that ends early", `<style>&lt;/style>&lt;script>1&lt;/script>.a{fill:red}</style>`, ``, "the rule < of a style sheet"},
		{"style with brackets", `<style>.a{fill:rgb(1}</style>`, ``, "a style sheet whose brackets do not match"},
		{"style that is not CSS", `<style type="text/x">x</style>`, ``, "a style sheet that is not CSS"},
		{"image-set", `<g style="mask:image-set('https://evil.example/' 1x);opacity:.5"/>`, `<g style="opacity:.5"/>`, "a value of mask that refers outside the file or is not understood"},
		{"style attribute", `<g style="fill:#fff; -inkscape-stroke:none; enable-background:new 0 0 1 1; stroke : none !important"/>`, `<g style="fill:#fff;stroke:none !important"/>`, ""},
		{"style attribute with a variable", `<g style="--x:url(//evil.example)"/>`, `<g/>`, "the property --x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, dropped, _, err := CleanSVG([]byte(svgHead + tt.in + `</svg>`))
			if err != nil {
				t.Fatal(err)
			}
			want := svgHead + tt.out + `</svg>`
			if tt.out == "" {
				want = strings.TrimSuffix(svgHead, ">") + "/>"
			}
			if string(out) != want {
				t.Errorf("got  %s\nwant %s", out, want)
			}
			var names []string
			for _, d := range dropped {
				names = append(names, d.What)
				if d.Line < 1 || d.Column < 1 {
					t.Errorf("%q has no place", d.What)
				}
			}
			if got := strings.Join(names, "; "); got != tt.dropped {
				t.Errorf("dropped %q, want %q", got, tt.dropped)
			}
			checkClean(t, out)
		})
	}
}

func TestCleanSVGPlaces(t *testing.T) {
	_, dropped, _, err := CleanSVG([]byte("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + svgHead + "\n<title>\xe9</title>é<g\n  onclick=\"\"/>\n<g/><script/></svg>"))
	if err == nil {
		t.Log(dropped)
	}
	want := []Dropped{{"the attribute onclick", 4, 3}, {"the element script", 5, 5}}
	if fmt.Sprint(dropped) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", dropped, want)
	}
}

func TestCleanSVGRefuses(t *testing.T) {
	bomb := svgHead + `<g id="a0"><path d="M0 0"/></g>`
	for i := range 9 {
		bomb += fmt.Sprintf(`<g id="a%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#a%d"/>`, i), 10))
	}
	patterns := svgHead
	for i := range 9 {
		patterns += fmt.Sprintf(`<pattern id="p%d">%s</pattern>`, i+1, strings.Repeat(fmt.Sprintf(`<rect style="fill:url('#p%d')"/>`, i), 10))
	}
	tests := []struct{ name, in, err string }{
		{"entity", `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>`, `1:103: an entity that XML does not have (&x;)`},
		{"entities that grow", `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg width="&b;"/>`, "an entity that XML does not have (&b;)"},
		{"HTML", `<!DOCTYPE html><html><body>x</body></html>`, `the root element is "html"`},
		{"not XML", `<svg><g></svg>`, "not well-formed"},
		{"empty", ``, "no root element"},
		{"text", `hello`, "no root element"},
		{"not UTF-8", "<svg>\xff</svg>", "not UTF-8"},
		{"UTF-16", `<?xml version="1.0" encoding="UTF-16"?><svg/>`, `encoding "utf-16"`},
		{"two roots", `<svg/><svg/>`, "second root"},
		{"attribute twice", `<svg x="1" x="2"/>`, "given twice"},
		{"deep", strings.Repeat("<svg>", 101) + strings.Repeat("</svg>", 101), "nested more than 100"},
		{"deep where it is left out", "<svg><script>" + strings.Repeat("<a>", 101), "nested more than 100"},
		{"many", "<svg>" + strings.Repeat("<g/>", maxSVGElements) + "</svg>", "more than 100000 elements"},
		{"many attributes", "<svg>" + "<g" + manyAttributes() + "/></svg>", "more than 500 attributes"},
		{"large", "<svg>" + strings.Repeat(" ", maxSVGBytes) + "</svg>", "more than 4 MB"},
		{"use of use", bomb + "</svg>", "repeated use"},
		{"pattern of pattern", patterns + `<path fill="url(#p9)" d="M0 0"/></svg>`, "repeated use"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, _, _, err := CleanSVG([]byte(tt.in))
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), tt.err) || out != nil {
				t.Errorf("got %v, want %q", err, tt.err)
			}
		})
	}
}

func manyAttributes() string {
	var b strings.Builder
	for i := range 501 {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String()
}

func TestCleanSVGNamesAHundred(t *testing.T) {
	_, dropped, _, err := CleanSVG([]byte("<svg>" + strings.Repeat(`<g onclick="" style="x:y"/>`, 50_000) + "</svg>"))
	if err != nil || len(dropped) != maxDropped {
		t.Errorf("%d dropped, %v", len(dropped), err)
	}
}

func TestCleanSVGCircle(t *testing.T) {
	for _, in := range []string{`<g id="a"><use href="#a"/></g>`, `<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>`} {
		if _, _, _, err := CleanSVG([]byte(svgHead + in + "</svg>")); err != nil {
			t.Errorf("%s: %v", in, err)
		}
	}
}

func TestCleanSVGInfo(t *testing.T) {
	tests := []struct {
		in   string
		want SVGInfo
	}{
		{`<svg width="10" height="20px"><path/></svg>`, SVGInfo{10, 20, false, Dark}},
		{`<svg viewBox="0 0 30,40"><path/></svg>`, SVGInfo{30, 40, false, Dark}},
		{`<svg width="100%" height="100%" viewBox="0 0 30 40"/>`, SVGInfo{30, 40, true, NoTone}},
		{`<svg width="60" viewBox="0 0 30 40"><image/></svg>`, SVGInfo{60, 80, true, NoTone}},
		{`<svg width="72pt" height="1in"><defs><path/></defs></svg>`, SVGInfo{96, 96, true, NoTone}},
		{`<svg width="1e9" height="-3"><text>x</text></svg>`, SVGInfo{Tone: Dark}},
		{`<svg viewBox="0 0 NaN 1"><script/></svg>`, SVGInfo{Empty: true}},
	}
	for _, tt := range tests {
		_, _, info, err := CleanSVG([]byte(tt.in))
		if err != nil || info != tt.want {
			t.Errorf("%s: got %v, %v, want %v", tt.in, info, err, tt.want)
		}
	}
}

func FuzzCleanSVG(f *testing.F) {
	for _, in := range []string{
		`<path d="M0 0L10 10h5z" onclick="x"/>`, `<style>@media print{a{fill:url(#a)}}b>c{d:e}</style><g style="fill:red;x"/>`,
		`<a href="javascript:1"><text xml:space="preserve"> a &#13;&#10; <tspan>b</tspan></text></a>`, `<use xlink:href="#a" href="x"/>`,
		`<image href="data:image/png;base64,` + dot(f) + `"/>`, `<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>`,
		`<style><![CDATA[</style><script>]]></style>`, `<title>a<script/></title>`, `<path fill="u\72l(x)" stroke="url( '#a' )"/>`,
		`<g style="font-family:&quot;a;b"/><style>a{b:"c}</style>`, `<path d="M1e3-.5.5a1 1 0 01 1 1z m0 0"/>`,
	} {
		f.Add([]byte(svgHead + in + "</svg>"))
	}
	f.Add([]byte(`<?xml version="1.0" encoding="latin1"?><!DOCTYPE svg><svg onload="x" width="1" height="2"><set/></svg>`))
	f.Fuzz(func(t *testing.T, src []byte) {
		out, _, _, err := CleanSVG(src)
		if err == nil {
			checkClean(t, out)
		}
	})
}

var (
	urlCall  = regexp.MustCompile(`(?i)url\(\s*(.)(.?)`)
	dataHref = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$`)
)

// checkClean walks a cleaned file with a parser of its own rules and fails where anything could run or reach outside.
func checkClean(t *testing.T, out []byte) {
	t.Helper()
	again, dropped, _, err := CleanSVG(out)
	if err != nil || !bytes.Equal(again, out) || len(dropped) > 0 {
		t.Fatalf("a second cleaning gives %s, %v, %v\nof %s", again, dropped, err, out)
	}
	if len(out) > 0 && bytes.ContainsAny(bytes.TrimPrefix(out, []byte("<svg")), "\x00\r") {
		t.Fatalf("control characters in %q", out)
	}
	d := xml.NewDecoder(bytes.NewReader(out))
	inStyle := false
	for {
		token, err := d.RawToken() // raw: prefixes must be gone
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("the output does not parse: %v\n%s", err, out)
		}
		switch token := token.(type) {
		case xml.Comment, xml.ProcInst, xml.Directive:
			t.Fatalf("%T in %s", token, out)
		case xml.EndElement:
			inStyle = false
		case xml.CharData:
			if inStyle {
				checkCSS(t, string(token))
			}
		case xml.StartElement:
			inStyle = token.Name.Local == "style"
			switch name := strings.ToLower(token.Name.Local); {
			case token.Name.Space != "", strings.HasPrefix(name, "anim"),
				strings.Contains(" a script foreignobject set iframe object embed handler listener feimage html body p div ", " "+name+" "):
				t.Fatalf("element %v in %s", token.Name, out)
			}
			for _, a := range token.Attr {
				switch name := strings.ToLower(a.Name.Local); {
				case a.Name.Space != "" && (a.Name.Space != "xml" || name == "base"), strings.HasPrefix(name, "on"), name == "src":
					t.Fatalf("attribute %v in %s", a.Name, out)
				case name == "href":
					if !strings.HasPrefix(a.Value, "#") && (token.Name.Local != "image" || !dataHref.MatchString(a.Value)) {
						t.Fatalf("href %q in %s", a.Value, out)
					}
				case name == "xmlns" || name == "id" || name == "class" || name == "role" || strings.HasPrefix(name, "aria-"):
				case styling[name] || name == "style":
					checkCSS(t, a.Value)
				}
			}
		}
	}
}

// checkCSS looks at CSS as plain text. Strings may hold anything, so it takes them out first.
func checkCSS(t *testing.T, text string) {
	t.Helper()
	for _, m := range urlCall.FindAllStringSubmatch(text, -1) {
		if m[1] != "#" && (m[1] != `"` && m[1] != "'" || m[2] != "#") {
			t.Fatalf("url in %q", text)
		}
	}
	bare := regexp.MustCompile(`"[^"\n]*"|'[^'\n]*'`).ReplaceAllString(text, `""`)
	for _, bad := range []string{`\`, "<", "@import", "@font-face", "expression(", "image-set(", "behavior", "-moz-binding", "javascript:", "/*"} {
		if strings.Contains(strings.ToLower(bare), bad) {
			t.Fatalf("%s in %q", bad, text)
		}
	}
}
