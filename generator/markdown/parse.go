package markdown

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A parser is made once (it costs as much as several texts) and is then only read; what belongs to one text is in the
// parser.Context. The attribute syntax ({#id onclick=…}) stays off.
var (
	blockParser = sync.OnceValue(func() parser.Parser {
		md := goldmark.New(
			goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
			goldmark.WithParserOptions(withFuse()),
		)
		return md.Parser()
	})
	inlineParser = sync.OnceValue(func() parser.Parser {
		return parser.NewParser(
			parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1)),
			parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
				util.Prioritized(extension.NewStrikethroughParser(), 500),
				util.Prioritized(extension.NewLinkifyParser(), 999))...),
			withFuse(),
		)
	})
)

// parse gives the document of a text, and the offset where the parser gave up for the amount of work, or -1.
func parse(src []byte, inline bool) (doc ast.Node, blown int) {
	p := blockParser()
	if inline {
		p = inlineParser()
	}
	pc := parser.NewContext()
	f := &fuseState{left: workLimit, blown: -1}
	pc.Set(fuseKey, f)
	return p.Parse(text.NewReader(src), parser.WithContext(pc)), f.blown
}
