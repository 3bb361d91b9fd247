package markdown

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

const (
	// The lexers are backtracking regular expressions with a time limit for each match, after which they go on as if there
	// was none: a slow match would make the bytes depend on the machine. So only code of a size and shape that keeps
	// every match short has colours.
	litBlock = 4 << 10  // bytes of a block
	litLine  = 400      // bytes of a line
	litText  = 64 << 10 // of all blocks of a text
)

// code writes a block of code. The language is the first word of the info string; one that no lexer knows leaves no trace.
func (w *writer) code(n ast.Node, language string) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.src))
	}
	code := b.String()
	w.codes++
	w.html(`<pre class="code"`)
	w.scrollable(w.o.Labels.Code, w.codes)
	w.html("><code")
	lexer := lexerFor(language)
	if lexer == nil {
		w.html(">")
		w.out = appendEscaped(w.out, code)
		w.html("</code></pre>")
		return
	}
	w.attr("class", "language-"+strings.ToLower(language))
	w.html(">")
	plain := w.o.Untrusted || len(code) > litBlock || w.lit+len(code) > litText || longLine(code)
	if !plain {
		w.lit += len(code)
		before := len(w.out)
		if !w.highlight(lexer, code) {
			w.out, plain = w.out[:before], true
		}
	}
	if plain {
		w.out = appendEscaped(w.out, code)
	}
	w.html("</code></pre>")
}

func longLine(code string) bool {
	for line := range strings.Lines(code) {
		if len(line) > litLine {
			return true
		}
	}
	return false
}

// highlight writes code with a class round each token of a kind that has one. It says whether all of the code came out.
func (w *writer) highlight(lexer chroma.Lexer, code string) (ok bool) {
	// The one boundary where a panic of a lexer becomes code without colours.
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	tokens, err := lexer.Tokenise(nil, code)
	if err != nil {
		return false
	}
	open, written := "", 0
	for t := tokens(); t != chroma.EOF; t = tokens() {
		if t.Value == "" {
			continue
		}
		class := classOf(t.Type)
		if class != open && strings.TrimSpace(t.Value) != "" { // white space goes on with what is open
			if open != "" {
				w.html("</span>")
			}
			if class != "" {
				w.html(`<span class="`, HighlightPrefix, class, `">`)
			}
			open = class
		}
		w.out = appendEscaped(w.out, t.Value)
		written += len(t.Value)
	}
	if open != "" {
		w.html("</span>")
	}
	return written >= len(code)
}

// lexerFor finds a lexer by exact name or alias only: the library's own search would try every file pattern of every
// lexer for a name that it does not know.
func lexerFor(language string) chroma.Lexer {
	if language == "" || len(language) > 40 {
		return nil
	}
	for i := range len(language) {
		c := language[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("+#-_.", c) >= 0) {
			return nil
		}
	}
	return lexersByName()[strings.ToLower(language)]
}

var lexersByName = sync.OnceValue(func() map[string]chroma.Lexer {
	known := map[string]chroma.Lexer{}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		c := l.Config()
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			if name = strings.ToLower(name); known[name] == nil {
				known[name] = l
			}
		}
	}
	return known
})
