package asset

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/parse/v2"
)

// minifier is made once: it holds settings only, and serves several goroutines at a time.
var minifier = newMinifier()

func newMinifier() *minify.M {
	m := minify.New()
	m.Add("text/css", &css.Minifier{})
	m.Add("text/javascript", &js.Minifier{})
	m.Add("application/json", &json.Minifier{KeepNumbers: true}) // 1.50 and 1.5 are different to a reader of a price
	return m
}

// CSS minifies a style sheet. What it does not understand stays as it is.
func CSS(src []byte) ([]byte, error) { return minified("text/css", "style sheet", src) }

// JS minifies a script or a module, also renaming local variables. A syntax error is an *Error with its place.
func JS(src []byte) ([]byte, error) { return minified("text/javascript", "script", src) }

// JSON minifies JSON and leaves numbers as they are written. A syntax error is an *Error with its place.
func JSON(src []byte) ([]byte, error) { return minified("application/json", "JSON file", src) }

// minified runs one of the minifiers. This is the one place where a panic of theirs becomes an error: a theme's files are not
// trusted, and a parser that trips over one must not end the build without a word about which.
func minified(mediaType, what string, src []byte) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = nil, failf("the %s cannot be minified: %v", what, p)
		}
	}()
	var b bytes.Buffer
	b.Grow(len(src))
	// The minifiers write into what they read.
	if err := minifier.Minify(mediaType, &b, bytes.NewReader(bytes.Clone(src))); err != nil {
		var at *parse.Error
		if errors.As(err, &at) {
			return nil, &Error{Line: at.Line, Column: at.Column, Text: fmt.Sprintf("the %s cannot be read: %s", what, at.Message)}
		}
		return nil, failf("the %s cannot be read: %v", what, err)
	}
	return b.Bytes(), nil
}
