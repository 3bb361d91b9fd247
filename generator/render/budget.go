package render

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
)

// The budget of one page. A real page takes some thousand steps; these stop what does not end within a second or two.
const (
	maxSteps  = 1_000_000
	maxDepth  = 200
	maxBytes  = 64 << 20
	maxString = 1 << 20
)

var (
	errSteps  = errors.New("it takes more steps than a page may")
	errDepth  = errors.New("its partials call each other without end")
	errBytes  = errors.New("it writes more than a page may")
	errString = errors.New("it makes a text that is longer than any page")
)

// overBudget is an error of the budget with the place in the template.
type overBudget struct {
	at  diag.Position
	why error
}

func (e *overBudget) Error() string { return fmt.Sprintf("%s: %v", e.at, e.why) }
func (e *overBudget) Unwrap() error { return e.why }

// limit puts calls of the functions _step and _leave into a tree: at the beginning of each round of a range, and round the template as
// a whole. They are variable declarations, since these print nothing and need no escaping; their argument is the place.
func limit(tree *parse.Tree, f File) {
	limitList(f, tree.Root)
	enter, leave := call("_enter", f, tree.Root), call("_leave", f, tree.Root)
	tree.Root.Nodes = append(append([]parse.Node{enter}, tree.Root.Nodes...), leave)
}

func limitList(f File, list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.IfNode:
			limitList(f, n.List)
			limitList(f, n.ElseList)
		case *parse.WithNode:
			limitList(f, n.List)
			limitList(f, n.ElseList)
		case *parse.RangeNode:
			limitList(f, n.List)
			limitList(f, n.ElseList)
			n.List.Nodes = append([]parse.Node{call("_step", f, n)}, n.List.Nodes...)
		}
	}
}

// call is the action {{$_ := name "place"}}.
func call(name string, f File, at parse.Node) parse.Node {
	p := f.position(at)
	place := fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	n := budgetCalls[name].Copy()
	text := n.(*parse.ActionNode).Pipe.Cmds[0].Args[1].(*parse.StringNode)
	text.Quoted, text.Text = strconv.Quote(place), place
	return n
}

// budgetCalls are such actions without a place.
var budgetCalls = func() map[string]parse.Node {
	calls := map[string]parse.Node{}
	for _, name := range []string{"_step", "_enter", "_leave"} {
		trees, err := parse.Parse("budget", "{{$_ := "+name+` ""}}`, "", "", builtins, stubs)
		if err != nil {
			panic(err) // the text above is ours
		}
		calls[name] = trees["budget"].Root.Nodes[0]
	}
	return calls
}()

// position is where a node stands in its file.
func (f File) position(n parse.Node) diag.Position { return f.At(int(n.Position())) }

// At is the position of a byte of the file.
func (f File) At(offset int) diag.Position {
	before := f.Data[:min(offset, len(f.Data))]
	begin := bytes.LastIndexByte(before, '\n') + 1
	return diag.Position{File: f.Name, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[begin:]) + 1}
}

// exceeded makes the error at a place that limit wrote.
func exceeded(place string, why error) error {
	parts := strings.Split(place, ":")
	n := len(parts)
	line, _ := strconv.Atoi(parts[n-2])
	col, _ := strconv.Atoi(parts[n-1])
	return &overBudget{diag.Position{File: strings.Join(parts[:n-2], ":"), Line: line, Column: col}, why}
}

// state is what the functions of one worker's templates share: the language of the page and the rest of its budget.
type state struct {
	env   Env
	steps int
	depth int
	bytes int
}

func (s *state) reset(env Env) { *s = state{env: env} }

func (s *state) step(place string) (bool, error) {
	if s.steps++; s.steps > maxSteps {
		return false, exceeded(place, errSteps)
	}
	return true, nil
}

func (s *state) enter(place string) (bool, error) {
	if s.depth++; s.depth > maxDepth {
		return false, exceeded(place, errDepth)
	}
	return s.step(place)
}

func (s *state) leave(string) bool {
	s.depth--
	return true
}

// bounded gives a text, unless it is longer than any that a page needs.
func (s *state) bounded(text string) (string, error) {
	if s.bytes += len(text); len(text) > maxString || s.bytes > maxBytes {
		return "", errString
	}
	return text, nil
}
