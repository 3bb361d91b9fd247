package source

import (
	"bytes"
	"fmt"
	"sync"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
)

// EncodingError says why bytes are not the text of a site.
type EncodingError struct {
	Line, Column int // of the first bad byte, from 1, columns in runes; 0 where the whole file is meant
	Reason       string
	Hint         string
}

func (e *EncodingError) Error() string {
	if e.Line == 0 {
		return e.Reason
	}
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Reason)
}

// Diagnostic is the error as a diagnostic of a file.
func (e *EncodingError) Diagnostic(file string) diag.Diagnostic {
	return diag.BadEncoding.New(diag.Position{File: file, Line: e.Line, Column: e.Column}, "%s", e.Reason).WithHint("%s", e.Hint)
}

// Text gives the text of a file's bytes, without a byte order mark, and the offset at which it begins (0 or 3). Line ends stay
// as they are: LF or CRLF. The error, always an *EncodingError, is for bytes that are not UTF-8, or that are no text
// because of a NUL.
func Text(data []byte) (text []byte, offset int, err error) {
	if name := wideEncoding(data); name != "" {
		return nil, 0, &EncodingError{Reason: "the file is " + name + ", not UTF-8", Hint: "save the file as UTF-8"}
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		offset = 3
	}
	text = data[offset:]
	nul := bytes.IndexByte(text, 0)
	if nul < 0 && utf8.Valid(text) {
		return text, offset, nil
	}
	if nul < 0 {
		nul = len(text)
	}
	bad := min(firstInvalid(text), nul)
	e := &EncodingError{Reason: fmt.Sprintf("the byte 0x%02x is not UTF-8", text[bad]), Hint: "save the file as UTF-8"}
	if bad == nul {
		e.Reason, e.Hint = "a NUL character", "take it out; a data file or a body is plain text"
	}
	start := bytes.LastIndexByte(text[:bad], '\n') + 1
	e.Line, e.Column = bytes.Count(text[:bad], []byte("\n"))+1, utf8.RuneCount(text[start:bad])+1
	return nil, 0, e
}

// wideEncoding names the encoding of text in units of two or four bytes, by its mark or by the zeros in its first
// letters; "" if it is none.
func wideEncoding(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}):
		return "UTF-32"
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return "UTF-16"
	case len(data) >= 4 && data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0,
		len(data) >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return "UTF-16"
	}
	return ""
}

// firstInvalid is the index of the first byte that is not part of a valid rune, or the length.
func firstInvalid(text []byte) int {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(text)
}

// maxLine is the most bytes of a line that Line gives.
const maxLine = 64 << 10

// lineReader keeps the text of the file that was asked about last, and how far it was counted: diagnostics come in order.
type lineReader struct {
	mu     sync.Mutex
	file   string
	text   []byte
	line   int // the line that begins at offset
	offset int
}

// Line gives a line of a text file, from 1, without its end, for a diagnostic: at most 64 KB of it; "" if there is none, or the
// file is too large for a text, cannot be read or is not text.
func (t *Tree) Line(path string, n int) string {
	if f, ok := t.Lookup(path); n < 1 || !ok || f.Size > MaxText {
		return ""
	}
	l := &t.lines
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file != path || l.line == 0 {
		data, err := t.ReadFile(path)
		if err != nil {
			return ""
		}
		l.file, l.text, l.line, l.offset = path, bytes.TrimPrefix(data, []byte("\ufeff")), 1, 0
	}
	if n < l.line {
		l.line, l.offset = 1, 0
	}
	for ; l.line < n; l.line++ {
		end := bytes.IndexByte(l.text[l.offset:], '\n')
		if end < 0 {
			return ""
		}
		l.offset += end + 1
	}
	rest := l.text[l.offset:]
	if len(rest) > maxLine+1 { // one more for the CR
		rest = rest[:maxLine+1]
	}
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if cut := maxLine; len(line) > cut {
		for cut > maxLine-utf8.UTFMax && !utf8.RuneStart(line[cut]) {
			cut--
		}
		line = line[:cut]
	}
	return string(line)
}
