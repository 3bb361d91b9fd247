package render

import (
	"strings"
	"text/template/parse"
)

// minify takes white space out of a template's text: a run of it becomes one space, and none where it stands next to the tag
// of a block-level element, at the beginning or end of the document, or inside a tag before its end. What stands in pre,
// textarea, script and style stays. It is done once for each template, and does not depend on the data.
func minify(tree *parse.Tree) {
	m := minifier{block: true}
	m.list(tree.Root)
}

type minifier struct {
	inTag    bool   // between < and >
	quote    byte   // inside a quoted attribute value
	tag      []byte // name of the tag that is being read, or was read last
	naming   bool   // still reading the name
	verbatim string // inside this element nothing is touched
	block    bool   // the last thing written was a block-level tag (or nothing yet)
	space    bool   // the last thing written was white space
}

func (m *minifier) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text = m.text(n.Text, i+1 < len(list.Nodes))
		case *parse.IfNode:
			m.branch(&n.BranchNode)
		case *parse.RangeNode:
			m.branch(&n.BranchNode)
		case *parse.WithNode:
			m.branch(&n.BranchNode)
		case *parse.CommentNode:
		case *parse.TemplateNode:
			// A partial is mostly a block; white space round it is kept as one space unless its neighbours are blocks.
			m.block, m.space = false, false
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				m.block, m.space = false, false
			}
		}
	}
}

// branch goes through the arms of an if, range or with, each from the same state; html/template demands that they end in the same
// context, and what is only a matter of white space ends on the careful side.
func (m *minifier) branch(b *parse.BranchNode) {
	before := *m
	m.list(b.List)
	after := *m
	*m = before
	m.list(b.ElseList)
	if b.ElseList == nil {
		*m = before
	}
	after.block = after.block && m.block
	after.space = after.space && m.space
	*m = after
}

func (m *minifier) text(text []byte, more bool) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		if m.verbatim != "" && !m.inTag {
			if c == '<' && hasPrefixFold(text[i:], "</"+m.verbatim) {
				m.verbatim = ""
			} else {
				out = append(out, c)
				continue
			}
		}
		if m.inTag && m.quote != 0 {
			if c == m.quote {
				m.quote = 0
			}
			if isSpace(c) && len(out) > 0 && isSpace(out[len(out)-1]) {
				continue
			}
			if isSpace(c) {
				c = ' '
			}
			out = append(out, c)
			continue
		}
		if isSpace(c) {
			end := i
			for end < len(text) && isSpace(text[end]) {
				end++
			}
			if m.keepSpace(text[end:], more) {
				out = append(out, ' ')
				m.space = true
			}
			m.naming = false
			i = end - 1
			continue
		}
		out = append(out, c)
		m.space = false
		switch {
		case !m.inTag && c == '<':
			m.inTag, m.naming, m.tag = true, true, m.tag[:0]
		case m.inTag && (c == '"' || c == '\''):
			m.quote = c
		case m.inTag && c == '>':
			m.inTag, m.naming = false, false
			name := strings.ToLower(string(m.tag))
			m.block = blockElements[strings.TrimPrefix(name, "/")]
			if name == "pre" || name == "textarea" || name == "script" || name == "style" {
				m.verbatim = name
			}
		case m.naming:
			m.tag = append(m.tag, c)
		case !m.inTag:
			m.block = false
		}
	}
	return out
}

// keepSpace says whether a run of white space before rest means anything.
func (m *minifier) keepSpace(rest []byte, more bool) bool {
	if m.inTag {
		return !(len(rest) > 0 && rest[0] == '>')
	}
	if m.block || m.space {
		return false
	}
	if len(rest) == 0 {
		return true // what follows is an action, a branch or the end
	}
	if rest[0] != '<' {
		return true
	}
	name := rest[1:]
	if len(name) > 0 && name[0] == '/' {
		name = name[1:]
	}
	end := 0
	for end < len(name) && (name[end] >= 'a' && name[end] <= 'z' || name[end] >= '0' && name[end] <= '9' || name[end] >= 'A' && name[end] <= 'Z') {
		end++
	}
	return !blockElements[strings.ToLower(string(name[:end]))]
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func hasPrefixFold(s []byte, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(string(s[:len(prefix)]), prefix)
}

var blockElements = set("html head body title meta link script style base header footer main nav section article aside div p h1 h2 h3 h4 h5 h6 " +
	"ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th figure figcaption blockquote pre hr form fieldset legend details summary " +
	"address search hgroup !doctype option optgroup br video track source noscript dialog menu")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
