// Package asset makes files ready to be published: it sanitises SVG, tells what a picture is from its header, minifies style
// sheets, scripts and texts, and names a file after its content.
//
// It takes bytes and gives bytes. Which file they come from, and where they go, is the caller's business; nothing here opens a
// file, reads the clock or knows a site. Every function is safe for concurrent use and gives the same bytes for the same bytes.
package asset

import (
	"fmt"
	"unicode/utf8"
)

// Error is what is wrong with a file's content, with its place. Line and Column count from 1, Column in runes; both are 0 when
// the file as a whole is meant. Text is a lower-case clause without a full stop, as diagnostics have it.
type Error struct {
	Line, Column int
	Text         string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Text
	}
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Text)
}

// failf makes an Error about the file as a whole.
func failf(format string, args ...any) *Error {
	return &Error{Text: fmt.Sprintf(format, args...)}
}

// cursor turns byte offsets of a text, asked for in ascending order, into lines and columns without counting from the start
// again each time.
type cursor struct {
	src                  []byte
	offset, line, column int // line and column count from 0
}

// at gives the line and the column, in runes, of a byte offset; both count from 1.
func (c *cursor) at(offset int) (line, column int) {
	offset = min(offset, len(c.src))
	if offset < c.offset {
		c.offset, c.line, c.column = 0, 0, 0
	}
	for c.offset < offset {
		r, size := utf8.DecodeRune(c.src[c.offset:])
		c.offset += size
		c.column++
		if r == '\n' {
			c.line, c.column = c.line+1, 0
		}
	}
	return c.line + 1, c.column + 1
}
