package source

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
)

func TestText(t *testing.T) {
	for name, c := range map[string]struct {
		in, want string
		offset   int
		at       [2]int // line and column of the error
		reason   string
	}{
		"plain":                 {in: "name: a\n", want: "name: a\n"},
		"empty":                 {},
		"CRLF":                  {in: "a\r\nb\r\n", want: "a\r\nb\r\n"},
		"mark":                  {in: "\ufeffname: ä", want: "name: ä", offset: 3},
		"mark alone":            {in: "\ufeff", want: "", offset: 3},
		"second mark is text":   {in: "\ufeff\ufeffa", want: "\ufeffa", offset: 3},
		"UTF-16 little":         {in: "\xff\xfen\x00a\x00", reason: "is UTF-16"},
		"UTF-16 big":            {in: "\xfe\xff\x00n\x00a", reason: "is UTF-16"},
		"UTF-16 without mark":   {in: "n\x00a\x00m\x00", reason: "is UTF-16"},
		"UTF-16 big, no mark":   {in: "\x00n\x00a\x00m", reason: "is UTF-16"},
		"UTF-32":                {in: "\xff\xfe\x00\x00n\x00\x00\x00", reason: "is UTF-32"},
		"Latin-1":               {in: "a: b\nname: é\xe9\n", at: [2]int{2, 8}, reason: "0xe9"},
		"Latin-1 after a mark":  {in: "\ufeffab\xe9", at: [2]int{1, 3}, reason: "0xe9"},
		"cut rune at the end":   {in: "abc\n\nä\xc3", at: [2]int{3, 2}, reason: "0xc3"},
		"overlong":              {in: "\xc0\xaf", at: [2]int{1, 1}, reason: "0xc0"},
		"surrogate":             {in: "x\xed\xa0\x80", at: [2]int{1, 2}, reason: "0xed"},
		"NUL":                   {in: "abc\r\nde\x00f", at: [2]int{2, 3}, reason: "NUL"},
		"NUL before a bad byte": {in: "abc\x00\xff", at: [2]int{1, 4}, reason: "NUL"},
		"bad byte before a NUL": {in: "abc\xff\x00", at: [2]int{1, 4}, reason: "0xff"},
	} {
		text, offset, err := Text([]byte(c.in))
		if c.reason == "" {
			if err != nil || string(text) != c.want || offset != c.offset {
				t.Errorf("%s: %q, %d, %v", name, text, offset, err)
			}
			continue
		}
		var e *EncodingError
		if !errors.As(err, &e) || !strings.Contains(e.Reason, c.reason) || e.Line != c.at[0] || e.Column != c.at[1] || text != nil {
			t.Errorf("%s: %q, %v", name, text, err)
			continue
		}
		if d := e.Diagnostic("a.yaml"); d.Code != diag.BadEncoding || d.At != (diag.Position{File: "a.yaml", Line: e.Line, Column: e.Column}) || d.Hint == "" {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "\ufeffa", "\xff\xfea\x00", "a\nb\xe9", "a\x00", "\xef\xbb", "\x00a\x00b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, offset, err := Text(data)
		if err == nil {
			if string(data[offset:]) != string(text) || !utf8.Valid(text) || strings.ContainsRune(string(text), 0) {
				t.Fatalf("%q gave %q", data, text)
			}
			return
		}
		e := err.(*EncodingError)
		if utf8.Valid(data) && !strings.ContainsRune(string(data), 0) {
			t.Fatalf("%q is text: %v", data, err)
		}
		if e.Line > strings.Count(string(data), "\n")+1 || e.Column > len(data) || (e.Line == 0) != (e.Column == 0) {
			t.Fatalf("%q: no such place: %v", data, err)
		}
	})
}

func TestLine(t *testing.T) {
	long := strings.Repeat("ä", maxLine) // two bytes each
	tree := FromFS(fstest.MapFS{
		"data/a.yaml":    {Data: []byte("\ufeffone\r\ntwo\n\nfour")},
		"data/long.yaml": {Data: []byte("first\nx" + long + "\nlast\n")},
		"data/cr.yaml":   {Data: []byte(strings.Repeat("y", maxLine) + "\r\nb")},
		"data/empty":     {},
		"static/a.txt":   {Data: []byte("a")},
	})
	for _, c := range []struct {
		file string
		line int
		want string
	}{
		{"data/a.yaml", 1, "one"}, {"data/a.yaml", 4, "four"}, {"data/a.yaml", 2, "two"}, {"data/a.yaml", 3, ""}, {"data/a.yaml", 5, ""}, {"data/a.yaml", 9, ""},
		{"data/a.yaml", 0, ""}, {"data/a.yaml", -1, ""}, {"data/empty", 1, ""}, {"data/none", 1, ""}, {"static/a.txt", 1, "a"},
		{"data/long.yaml", 3, "last"}, {"data/long.yaml", 2, "x" + long[:maxLine-2]}, {"data/long.yaml", 1, "first"}, {"data/long.yaml", 4, ""},
		{"data/cr.yaml", 1, strings.Repeat("y", maxLine)}, {"data/cr.yaml", 2, "b"}, {"data/a.yaml", 2, "two"},
	} {
		if got := tree.Line(c.file, c.line); got != c.want {
			t.Errorf("Line(%s, %d) = %.20q (%d bytes), want %.20q (%d bytes)", c.file, c.line, got, len(got), c.want, len(c.want))
		}
	}
}
