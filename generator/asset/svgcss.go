package asset

import (
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// lexCSS splits CSS into tokens. Comments count as space, and runs of space as one.
func lexCSS(text string) []css.Token {
	l := css.NewLexer(parse.NewInputString(text))
	var tokens []css.Token
	for {
		kind, data := l.Next()
		switch kind {
		case css.ErrorToken:
			return tokens
		case css.WhitespaceToken, css.CommentToken:
			if n := len(tokens); n == 0 || tokens[n-1].TokenType != css.WhitespaceToken {
				tokens = append(tokens, css.Token{TokenType: css.WhitespaceToken, Data: []byte(" ")})
			}
		default:
			tokens = append(tokens, css.Token{TokenType: kind, Data: data})
		}
	}
}

// finishStyle replaces the text of a style element by what may stay of it.
func (c *cleaner) finishStyle(e *element) {
	sheet := lexCSS(e.text.String())
	e.text.Reset()
	if !balanced(sheet) {
		c.drop("", "a style sheet whose brackets do not match")
		return
	}
	e.text.WriteString(c.rules(sheet, 0))
}

// rules gives the rules of a style sheet, or of the block of a media query, that may stay. Brackets match.
func (c *cleaner) rules(tokens []css.Token, depth int) string {
	var b strings.Builder
	for len(tokens) > 0 {
		if k := tokens[0].TokenType; k == css.WhitespaceToken || k == css.CDOToken || k == css.CDCToken || k == css.SemicolonToken {
			tokens = tokens[1:]
			continue
		}
		at := tokens[0].TokenType == css.AtKeywordToken
		end := 0
		for end < len(tokens) && tokens[end].TokenType != css.LeftBraceToken && (!at || tokens[end].TokenType != css.SemicolonToken) {
			end += span(tokens[end:])
		}
		prelude := tokens[:end]
		if end == len(tokens) || tokens[end].TokenType == css.SemicolonToken { // a rule without block
			c.drop("", "the rule %.40s of a style sheet", tokens[0].Data)
			tokens = tokens[min(end+1, len(tokens)):]
			continue
		}
		length := span(tokens[end:])
		block := tokens[end+1 : end+length-1]
		tokens = tokens[end+length:]
		var inner string
		switch {
		case at && depth < 3 && strings.EqualFold(string(prelude[0].Data), "@media") && safeMedia(prelude[1:]):
			inner = c.rules(block, depth+1)
		case !at && safeSelector(prelude):
			inner = c.declarations(block)
		case len(prelude) == 0:
			c.drop("", "a rule without selector")
		default:
			c.drop("", "the rule %.40s of a style sheet", prelude[0].Data)
		}
		if inner != "" {
			b.WriteString(joined(prelude) + "{" + inner + "}")
		}
	}
	return b.String()
}

// declarations gives the declarations that may stay, as property:value;property:value.
func (c *cleaner) declarations(tokens []css.Token) string {
	if !balanced(tokens) {
		c.drop("style", "a style whose brackets do not match")
		return ""
	}
	var kept []string
	for len(tokens) > 0 {
		end := 0
		for end < len(tokens) && tokens[end].TokenType != css.SemicolonToken {
			end += span(tokens[end:])
		}
		one := trim(tokens[:end])
		tokens = tokens[min(end+1, len(tokens)):]
		if len(one) == 0 {
			continue
		}
		name := strings.ToLower(string(one[0].Data))
		value := trim(one[1:])
		if len(value) > 0 && value[0].TokenType == css.ColonToken {
			value = trim(value[1:])
		} else {
			c.drop("style", "the declaration %.40s, which is not CSS", name)
			continue
		}
		switch {
		case len(value) == 0, voidOfMeaning[name]:
		case strings.HasPrefix(name, "-") && !strings.HasPrefix(name, "--") && !strings.Contains(name, "binding"):
			// what one editor or browser keeps for itself
		case !styling[name] && !geometry[name]:
			c.drop("style", "the property %.40s", name)
		case !safeValue(value):
			c.drop("style", "a value of %s that refers outside the file or is not understood", name)
		default:
			kept = append(kept, name+":"+joined(value))
		}
	}
	return strings.Join(kept, ";")
}

// harmless says in one pass that a value cannot hold a function, a string, an escape or a comment.
func harmless(value string) bool {
	for i := range len(value) {
		switch c := value[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte(" #.,%+-", c) >= 0:
		default:
			return false
		}
	}
	return true
}

// safeValue says whether a value consists of keywords, numbers, colours, strings, known functions and references to parts of the
// same file.
func safeValue(tokens []css.Token) bool {
	for _, t := range tokens {
		switch t.TokenType {
		case css.IdentToken, css.HashToken, css.NumberToken, css.PercentageToken, css.DimensionToken, css.StringToken:
			if escaped(t) {
				return false
			}
		case css.WhitespaceToken, css.CommaToken, css.LeftParenthesisToken, css.RightParenthesisToken:
		case css.FunctionToken:
			if !functions[strings.ToLower(strings.TrimSuffix(string(t.Data), "("))] {
				return false
			}
		case css.URLToken:
			if localURL(t) == "" {
				return false
			}
		case css.DelimToken:
			if !strings.Contains("+-*/.!=", string(t.Data)) {
				return false
			}
		default:
			return false
		}
	}
	return balanced(tokens)
}

// safeSelector says whether a selector names elements, classes, ids and attributes only.
func safeSelector(tokens []css.Token) bool {
	for _, t := range tokens {
		switch t.TokenType {
		case css.IdentToken, css.HashToken, css.StringToken, css.NumberToken, css.DimensionToken:
			if escaped(t) {
				return false
			}
		case css.WhitespaceToken, css.CommaToken, css.ColonToken, css.LeftBracketToken, css.RightBracketToken, css.RightParenthesisToken,
			css.IncludeMatchToken, css.DashMatchToken, css.PrefixMatchToken, css.SuffixMatchToken, css.SubstringMatchToken:
		case css.FunctionToken:
			if !selecting[strings.ToLower(strings.TrimSuffix(string(t.Data), "("))] {
				return false
			}
		case css.DelimToken:
			if !strings.Contains(".*>+~=-", string(t.Data)) {
				return false
			}
		default:
			return false
		}
	}
	return len(trim(tokens)) > 0
}

// safeMedia says whether a media query asks for features of the screen only.
func safeMedia(tokens []css.Token) bool {
	for _, t := range tokens {
		switch t.TokenType {
		case css.IdentToken, css.NumberToken, css.DimensionToken:
			if escaped(t) {
				return false
			}
		case css.WhitespaceToken, css.CommaToken, css.ColonToken, css.LeftParenthesisToken, css.RightParenthesisToken:
		case css.DelimToken:
			if !strings.Contains("=/>", string(t.Data)) {
				return false
			}
		default:
			return false
		}
	}
	return balanced(tokens)
}

// escaped says whether a token has an escape, which can spell any word, a character that could begin markup, or a quote that is
// never closed.
func escaped(t css.Token) bool {
	n := len(t.Data)
	return strings.ContainsAny(string(t.Data), `\<`) || t.TokenType == css.StringToken && (n < 2 || t.Data[0] != t.Data[n-1])
}

// localURL gives the #id of a url() that refers to a part of the same file, or "".
func localURL(t css.Token) string {
	ref, ok := strings.CutSuffix(string(t.Data[len("url("):]), ")")
	if !ok {
		return ""
	}
	ref = strings.TrimSpace(ref)
	if n := len(ref); n > 1 && (ref[0] == '"' || ref[0] == '\'') && ref[n-1] == ref[0] {
		ref = strings.TrimSpace(ref[1 : n-1])
	}
	if len(t.Data) < len("url(") || !strings.EqualFold(string(t.Data[:4]), "url(") || !fragment.MatchString(ref) {
		return ""
	}
	return ref
}

// span is the number of tokens of the value that tokens begin with: one, or a whole bracket. Brackets match.
func span(tokens []css.Token) int {
	depth := 0
	for i, t := range tokens {
		switch t.TokenType {
		case css.FunctionToken, css.LeftParenthesisToken, css.LeftBracketToken, css.LeftBraceToken:
			depth++
		case css.RightParenthesisToken, css.RightBracketToken, css.RightBraceToken:
			depth--
		}
		if depth <= 0 {
			return i + 1
		}
	}
	return len(tokens)
}

// balanced says whether every bracket is closed by one of its kind.
func balanced(tokens []css.Token) bool {
	var open []css.TokenType
	for _, t := range tokens {
		want := css.ErrorToken
		switch t.TokenType {
		case css.FunctionToken, css.LeftParenthesisToken:
			open = append(open, css.RightParenthesisToken)
			continue
		case css.LeftBracketToken:
			open = append(open, css.RightBracketToken)
			continue
		case css.LeftBraceToken:
			open = append(open, css.RightBraceToken)
			continue
		case css.RightParenthesisToken, css.RightBracketToken, css.RightBraceToken:
			want = t.TokenType
		default:
			continue
		}
		if len(open) == 0 || open[len(open)-1] != want {
			return false
		}
		open = open[:len(open)-1]
	}
	return len(open) == 0
}

// trim drops space at both ends.
func trim(tokens []css.Token) []css.Token {
	for len(tokens) > 0 && tokens[0].TokenType == css.WhitespaceToken {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && tokens[len(tokens)-1].TokenType == css.WhitespaceToken {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

// joined writes tokens without the space at their ends and beside commas.
func joined(tokens []css.Token) string {
	tokens = trim(tokens)
	var b strings.Builder
	for i, t := range tokens {
		space := t.TokenType == css.WhitespaceToken
		if space && (tokens[i-1].TokenType == css.CommaToken || tokens[i+1].TokenType == css.CommaToken) {
			continue
		}
		if t.TokenType == css.URLToken {
			b.WriteString("url(" + localURL(t) + ")")
			continue
		}
		b.Write(t.Data)
	}
	return b.String()
}
