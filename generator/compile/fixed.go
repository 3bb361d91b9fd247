package compile

import (
	"bytes"
	"strings"
	"text/template/parse"
)

// Much of a page is the same on every page of a language: its constant text, the interface texts, the addresses of the theme's files.
// Where such pieces follow each other they are written once, as one part.

// fixed says whether an expression gives the same for all pages of a language: it has neither the dot nor a variable in it.
func (c *compiler) fixed(n parse.Node) bool {
	switch n := n.(type) {
	case *parse.StringNode, *parse.NumberNode, *parse.BoolNode:
		return true
	case *parse.DotNode, *parse.FieldNode:
		return c.scope.fixed
	case *parse.ChainNode:
		return c.fixed(n.Node)
	case *parse.IdentifierNode:
		return !strings.HasPrefix(n.Ident, "_")
	case *parse.PipeNode:
		return len(n.Decl) == 0 && c.fixedCommands(n.Cmds)
	}
	return false
}

func (c *compiler) fixedCommands(cmds []*parse.CommandNode) bool {
	for _, cmd := range cmds {
		for _, arg := range cmd.Args {
			if !c.fixed(arg) {
				return false
			}
		}
	}
	return true
}

// fixed says whether a list writes the same for all pages of a language.
func (b *block) fixed() bool {
	for i := range b.steps {
		if !b.steps[i].fixed {
			return false
		}
	}
	return true
}

// worthwhile is from how many bytes on a constant text is looked at for what it says of a page once, and not each time.
const worthwhile = 40

// joined makes one step of fixed ones that follow each other, with the text between and behind them.
func (c *compiler) joined(b block) block {
	if b.fixed() {
		return b // it will be part of a longer one
	}
	out := block{tail: b.tail}
	var run block
	end := func(text string) {
		run.tail = text
		if len(run.steps) == 0 && len(text) < worthwhile {
			out.tail = text
			return
		}
		out.steps = append(out.steps, step{plain: c.newRun(run), fixed: true})
		out.tail = ""
	}
	for _, s := range b.steps {
		if s.fixed {
			run.steps = append(run.steps, s)
			continue
		}
		end(s.text)
		s.text, run, out.tail = out.tail, block{}, ""
		out.steps = append(out.steps, s)
	}
	end(b.tail)
	return out
}

// newRun gives a fixed list as a step. What it writes is kept in the memo under its number.
func (c *compiler) newRun(run block) func(*machine) {
	number := c.library.runs
	c.library.runs++
	return func(m *machine) {
		if m.memo == nil || number >= len(m.memo.runs) {
			run.run(m)
			return
		}
		part := m.memo.runs[number].Load()
		if part == nil {
			part = m.newRunPart(&run)
			m.memo.runs[number].Store(part)
		}
		if m.within == 0 && part.note.Len > 0 {
			m.spans = append(m.spans, Span{At: len(m.out) + part.note.At, Len: part.note.Len, Note: part.note.Note})
		}
		m.out = append(m.out, part.html...)
	}
}

// runPart is what a run wrote, and what there is to remember of the elements in it that begin and end there.
type runPart struct {
	html []byte
	note Span
}

func (m *machine) newRunPart(run *block) *runPart {
	begin := len(m.out)
	m.within++
	run.run(m)
	m.within--
	part := &runPart{html: bytes.Clone(m.out[begin:])}
	m.out = m.out[:begin]
	from, to := whole(part.html)
	if m.memo.Note != nil && to-from >= worthwhile {
		part.note = Span{At: from, Len: to - from, Note: m.memo.Note(part.html[from:to])}
	}
	return part
}

// whole is the part of a piece of HTML without the tags that it may have been cut in. It is a guess: who reads the page knows whether it is
// in a tag where the part begins.
func whole(html []byte) (from, to int) {
	from, to = 0, len(html)
	if len(html) > 0 && html[0] != '<' {
		from = bytes.IndexByte(html, '>') + 1
	}
	if open := bytes.LastIndexByte(html, '<'); open >= 0 && bytes.IndexByte(html[open:], '>') < 0 {
		to = open
	}
	return from, max(from, to)
}
