//go:build unix

package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

// Case 25: YAML that expands, nests or is not what it seems.
func TestYAMLBombs(t *testing.T) {
	var nine strings.Builder
	nine.WriteString("name: N\nprivate:\n  a0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&nine, "  a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	partner := "data/partners/bomb.yaml"
	at := func(code string) []string { return []string{`^data/partners/bomb\.yaml:[0-9]+:[0-9]+: error ` + code} }
	runAttacks(t, []attack{
		{name: "nine levels of aliases", do: writes(partner, nine.String()), code: 1, wants: at("P01[67]")},
		{name: "depth in flow", do: writes(partner, "name: N\nprivate: "+strings.Repeat("[", 10000)+strings.Repeat("]", 10000)+"\n"), code: 1, wants: at("P016")},
		{name: "depth never closed", do: writes(partner, "name: N\nprivate: "+strings.Repeat("{a: ", 100000)), code: 1, wants: at("P01[06]")},
		{name: "depth in blocks", do: writes(partner, "name: N\nprivate: \n"+staircase(3000)), code: 1, wants: at("P016")},
		{name: "a scalar of 100 MB", do: writes(partner, "name: N\nsummary: "+strings.Repeat("x", 100<<20)+"\n"), code: 1, wants: []string{`^data/partners/bomb\.yaml.*error P004`}},
		{name: "merge keys in a loop", do: writes(partner, "name: N\nprivate: &a\n  <<: *a\n"), code: 1, wants: at("P01[0167]")},
		{name: "duplicate keys", do: writes(partner, "name: N\nname: M\n"), code: 1, wants: at("P014")},
		{name: "custom tag", do: writes(partner, "name: !!python/object/apply:os.system [ls]\n"), code: 1, wants: at("P017")},
		{name: "binary", do: writes(partner, "name: !!binary aGVsbG8=\n"), code: 1, wants: at("P017")},
		{name: "two documents", do: writes(partner, "name: N\n---\nname: M\n"), code: 1, wants: at("P01[07]")},
		{name: "a panic of parsers", do: writes(partner, "0: [:!00 \xef"), code: 1, wants: []string{`^data/partners/bomb\.yaml.*error P0`}},
		{name: "a number for a list", do: writes(partner, "42\n"), code: 1, wants: at("P012")},
		{name: "many anchors", do: writes(partner, "name: N\nprivate:\n"+lines(20000, "  k%d: &a%[1]d x")), code: 0},
	})
}

// staircase is YAML blocks in blocks.
func staircase(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i+1) + "a:\n")
	}
	return b.String()
}

func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format+"\n", i)
	}
	return b.String()
}

// Case 26: pictures that claim to be large, are cut off, or carry other things.
func TestPictureBombs(t *testing.T) {
	logo := func(name string, data []byte) func(*testing.T, *attacked) {
		return func(t *testing.T, a *attacked) {
			a.file(t, "assets/"+name, string(data))
			a.file(t, "data/partners/bomb.yaml", "name: N\nlogo: "+name+"\n")
		}
	}
	named := func(name string) []string { return []string{name + `.*error P04[0-9]|bomb\.yaml:2:.*error P0`} }
	runAttacks(t, []attack{
		{name: "PNG of 50,000 by 50,000", do: logo("b.png", png(50000, 50000)), code: 1, wants: named(`b\.png`)},
		{name: "GIF of 50,000 by 50,000", do: logo("b.gif", append([]byte("GIF89a\x50\xc3\x50\xc3\x00\x00\x00"), 0x3b)), code: 1, wants: named(`b\.gif`)},
		{name: "WebP of 50,000 by 50,000", do: logo("b.webp", webp(50000, 50000)), code: 1, wants: named(`b\.webp`)},
		{name: "JPEG cut off", do: logo("b.jpg", []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08")), code: 1, wants: named(`b\.jpg`)},
		{name: "HTML as PNG", do: logo("b.png", []byte("<html><script>alert(1)</script>")), code: 1, wants: named(`b\.png`)},
		{name: "SVG as PNG", do: logo("b.png", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)), code: 1, wants: named(`b\.png`)},
		{name: "empty", do: logo("b.png", nil), code: 1, wants: named(`b\.png`)},
		{name: "SVG of entities", do: logo("b.svg", []byte(`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`)), code: 1,
			wants: named(`b\.svg`)},
		{name: "SVG nested", do: logo("b.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg">`+strings.Repeat("<g>", 100000))), code: 1, wants: named(`b\.svg`)},
		{name: "PNG with a large text", do: func(t *testing.T, a *attacked) {
			logo("b.png", png(2, 2, chunk("tEXt", []byte("Comment\x00"+strings.Repeat("q", 8<<20)))))(t, a)
		}, code: 1, wants: named(`b\.png`)},
	})
}

func chunk(kind string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// png is the beginning of a picture: its size, and further chunks.
func png(width, height uint32, more ...[]byte) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	b := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(size, 8, 2, 0, 0, 0))...)
	b = append(b, bytes.Join(more, nil)...)
	return append(b, chunk("IDAT", []byte{0x78, 0x9c})...)
}

func webp(width, height uint32) []byte {
	body := []byte("WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00")
	for _, n := range []uint32{width - 1, height - 1} {
		body = append(body, byte(n), byte(n>>8), byte(n>>16))
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// Case 27: Markdown that grows or nests. It is shown, or refused at its place; either way the program ends.
func TestMarkdownBombs(t *testing.T) {
	page := func(body string) func(*testing.T, *attacked) {
		return writes("content/pages/bomb.md", "---\ntitle: T\nsummary: S\nmenu: true\n---\n"+body+"\n")
	}
	refused := []string{`^content/pages/bomb\.md:[0-9]+:[0-9]+: error P095`}
	var table strings.Builder
	table.WriteString(strings.Repeat("|a", 100) + "|\n" + strings.Repeat("|-", 100) + "|\n")
	for range 1000 {
		table.WriteString(strings.Repeat("|b", 100) + "|\n")
	}
	runAttacks(t, []attack{
		{name: "brackets", do: page(strings.Repeat("[", 100000)), code: 1, wants: refused},
		{name: "brackets with links", do: page(strings.Repeat("[a](", 100000)), code: 1, wants: refused},
		{name: "stars", do: page(strings.Repeat("*a_", 100000)), code: 1, wants: refused},
		{name: "quotes", do: page(strings.Repeat(">", 100000) + "x"), code: 1, wants: refused},
		{name: "lists", do: page(steps(1000)), code: 1, wants: refused},
		{name: "references", do: page(lines(20000, "[a%d]: /b") + strings.Repeat("[a1]", 20000)), code: 1, wants: []string{`content/pages/bomb\.md`}},
		{name: "table", do: page(table.String()), code: 1, wants: refused},
		{name: "footnotes", do: page(strings.Repeat("[^1]", 50000) + "\n\n[^1]: x\n"), code: 1, wants: refused},
		{name: "a line of 50 MB", do: page(strings.Repeat("word ", 10<<20)), code: 1, wants: []string{`^content/pages/bomb\.md.*error P004`}},
	})
}

// steps is a list in a list in a list.
func steps(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// Case 28: templates that do not end.
func TestTemplateBombs(t *testing.T) {
	page := func(text string) func(*testing.T, *attacked) {
		return writes("themes/podium/templates/pages/page.html", text)
	}
	at := []string{`^themes/podium/templates/pages/page\.html(:[0-9]+)?.*error P1(3[0-9]|40)`}
	double := `{{define "d0"}}xxxxxxxxxxxxxxxx{{end}}`
	for i := 1; i < 40; i++ {
		double += fmt.Sprintf(`{{define "d%d"}}{{template "d%d" .}}{{template "d%d" .}}{{end}}`, i, i-1, i-1)
	}
	runAttacks(t, []attack{
		{name: "a template that includes itself", do: page(`{{define "main"}}<h1>x</h1>{{template "main" .}}{{end}}`), code: 1, wants: at},
		{name: "two that include each other", do: page(`{{define "main"}}{{template "a" .}}{{end}}{{define "a"}}{{template "b" .}}{{end}}{{define "b"}}{{template "a" .}}{{end}}`), code: 1, wants: at},
		{name: "a huge range", do: page(`{{define "main"}}{{range 1000000000}}{{end}}{{end}}`), code: 1, wants: at},
		{name: "a range in a range", do: page(`{{define "main"}}{{range 100000}}{{range 100000}}x{{end}}{{end}}{{end}}`), code: 1, wants: at},
		{name: "growth of a string", do: page(`{{define "main"}}{{$s := "xxxxxxxx"}}` + strings.Repeat(`{{$s = print $s $s}}`, 26) + `{{len $s}}{{end}}`), code: 1, wants: at},
		{name: "growth", do: page(double + `{{define "main"}}{{template "d39" .}}{{end}}`), code: 1, wants: at},
		{name: "width of a number", do: page(`{{define "main"}}<h1>x</h1>{{printf "%1000000000d" 1}}{{end}}`), code: 0}, // the width is left out
		{name: "never closed", do: page(`{{define "main"}}{{if true}}`), code: 1, wants: at},
		{name: "the environment", do: page(`{{define "main"}}{{env "HOME"}}{{end}}`), code: 1, wants: at},
		{name: "text as markup", do: page(`{{define "main"}}{{safeHTML "<script>"}}{{end}}`), code: 1, wants: at},
	})
}

// Case 29: files that are empty, in another encoding, or one long line.
func TestEncodings(t *testing.T) {
	partner := "data/partners/odd.yaml"
	at := func(code string) []string {
		return []string{`^data/partners/odd\.yaml(:[0-9]+:[0-9]+)?: error ` + code}
	}
	utf16 := func(text string) string {
		b := []byte{0xff, 0xfe}
		for _, c := range []byte(text) {
			b = append(b, c, 0)
		}
		return string(b)
	}
	runAttacks(t, []attack{
		{name: "empty data", do: writes(partner, ""), code: 1, wants: at("P008")},
		{name: "empty configuration", do: writes("plaudit.yaml", ""), code: 1, wants: []string{`^plaudit\.yaml(:1:1)?: error P0`}},
		{name: "empty page", do: writes("content/pages/odd.md", ""), code: 1, wants: []string{`^content/pages/odd\.md(:1:1)?: error P0`}},
		{name: "byte order mark", do: writes(partner, "\ufeffname: Odd One\n"), code: 0},
		{name: "byte order mark before front matter", do: writes("content/pages/odd.md", "\ufeff---\ntitle: T\nsummary: S\nmenu: true\n---\nText.\n"), code: 0},
		{name: "UTF-16", do: writes(partner, utf16("name: Odd One\n")), code: 1, wants: at("P005")},
		{name: "UTF-16 configuration", do: writes("plaudit.yaml", utf16("title: T\n")), code: 1, wants: []string{`^plaudit\.yaml: error P005`}},
		{name: "not UTF-8", do: writes(partner, "name: Odd\nsummary: caf\xe9\n"), code: 1, wants: []string{`^data/partners/odd\.yaml:2:13: error P005`}},
		{name: "CRLF", do: writes(partner, "name: Odd One\r\nsummary: Two\r\ncountry: DE\r\n"), code: 0},
		{name: "CRLF and a mistake", do: writes(partner, "name: Odd One\r\ncuntry: DE\r\n"), code: 1, wants: []string{`^data/partners/odd\.yaml:2:1: error P011`, `^  2 \| cuntry: DE$`}},
		{name: "one line of 50 MB", do: writes(partner, "name: "+strings.Repeat("y", 50<<20)), code: 1, wants: at("P004")},
		{name: "one line of a megabyte", do: writes(partner, "nam: "+strings.Repeat("y", 1<<20)+"\n"), code: 1, wants: at("P011")},
		{name: "redirects", do: writes("data/redirects.csv", utf16("from,to\n/a/,/b/\n")), code: 1, wants: []string{`^data/redirects\.csv: error P005`}},
		{name: "terminal escapes", do: writes(partner, "name: Odd\n\"\\e[31mkey\": x\n"), code: 1, wants: at("P01[17]")},
	})
}
