// Package wording tells what changed between two versions of a text in a form that people can read: line by line, and word by word in
// lines that are alike.
package wording

import "slices"

// Change is what became of a piece of text.
type Change string

// The changes. A piece that stands in both versions is Same.
const (
	Same    Change = ""
	Added   Change = "added"
	Removed Change = "removed"
)

// Piece is a run of words with one fate. Space says whether a space stands before it.
type Piece struct {
	Change Change
	Space  bool
	Text   string
}

// Line is a line of the two versions laid over each other. The pieces that are not Removed are the new line, those that are not Added
// the old one.
type Line []Piece

// mostPairs is up to how many pairs of lines, or of words of a line, are compared with each other. Beyond it what is between the equal
// beginning and the equal end counts as replaced: nobody reads such a comparison, and it must not take minutes.
const mostPairs = 1 << 18

// mostWords is up to how many words are looked at to find out which lines are alike; beyond it only equal lines are.
const mostWords = 1 << 22

// Lines lays two versions over each other, in the order of both. A line that was reworded, of which half the words at least are left,
// is compared word by word; any other one was removed or added as a whole. Lines without words are left out.
func Lines(old, new []string) []Line {
	a, b := wordsOf(old), wordsOf(new)
	var out []Line
	at := [2]int{}
	until := func(i, j int) {
		for ; at[0] < i; at[0]++ {
			out = append(out, whole(a[at[0]], Removed))
		}
		for ; at[1] < j; at[1]++ {
			out = append(out, whole(b[at[1]], Added))
		}
	}
	like := likeness
	if count(a)*len(b)+count(b)*len(a) > mostWords {
		like = equal
	}
	for _, p := range pairs(len(a), len(b), func(i, j int) int { return like(a[i], b[j]) }) {
		until(p[0], p[1])
		out = append(out, reworded(a[p[0]], b[p[1]]))
		at = [2]int{p[0] + 1, p[1] + 1}
	}
	until(len(a), len(b))
	return out
}

// Changed says whether two versions laid over each other differ at all.
func Changed(lines []Line) bool {
	return slices.ContainsFunc(lines, func(l Line) bool {
		return slices.ContainsFunc(l, func(p Piece) bool { return p.Change != Same })
	})
}

func wordsOf(lines []string) [][]word {
	var out [][]word
	for _, l := range lines {
		if w := split(l); len(w) > 0 {
			out = append(out, w)
		}
	}
	return out
}

// whole is a line with one fate.
func whole(words []word, c Change) Line {
	var b builder
	for _, w := range words {
		b.add(w, c)
	}
	return b.done()
}

// builder makes a line word by word.
type builder struct {
	line Line
	text []byte // of the last piece
}

func (b *builder) add(w word, c Change) {
	n := len(b.line)
	if n == 0 || b.line[n-1].Change != c {
		b.done()
		b.line = append(b.line, Piece{Change: c, Space: w.space && n > 0})
	} else if w.space {
		b.text = append(b.text, ' ')
	}
	b.text = append(b.text, w.text...)
}

func (b *builder) done() Line {
	if n := len(b.line); n > 0 {
		b.line[n-1].Text = string(b.text)
	}
	b.text = b.text[:0]
	return b.line
}

// count is how many words lines have together.
func count(lines [][]word) int {
	n := 0
	for _, l := range lines {
		n += len(l)
	}
	return n
}

// equal is likeness for lines of which there are too many.
func equal(a, b []word) int {
	if slices.EqualFunc(a, b, func(x, y word) bool { return x.text == y.text }) {
		return 1000
	}
	return 0
}

// likeness is how much two lines have in common: 0 when they are not alike, 1000 when they are equal.
func likeness(a, b []word) int {
	counts := map[string]int{}
	for _, w := range a {
		counts[w.text]++
	}
	common := 0
	for _, w := range b {
		if counts[w.text] > 0 {
			counts[w.text]--
			common++
		}
	}
	if like := 2000 * common / (len(a) + len(b)); like >= 500 {
		return like
	}
	return 0
}

// reworded lays two lines over each other, word by word.
func reworded(a, b []word) Line {
	var l builder
	i, j := 0, 0
	until := func(toA, toB int) {
		for ; i < toA; i++ {
			l.add(a[i], Removed)
		}
		for ; j < toB; j++ {
			l.add(b[j], Added)
		}
	}
	same := func(i, j int) int {
		if a[i].text == b[j].text {
			return 1
		}
		return 0
	}
	for _, p := range pairs(len(a), len(b), same) {
		until(p[0], p[1])
		l.add(b[j], Same)
		i, j = i+1, j+1
	}
	until(len(a), len(b))
	return l.done()
}

// pairs chooses which of n things become which of m others, in the order of both, so that their worth together is greatest; what has
// none are no pair. What is equal at the beginning and at the end is paired first.
func pairs(n, m int, worth func(i, j int) int) [][2]int {
	var head, tail [][2]int
	most := 0
	for most < min(n, m) && equalWorth(worth(most, most)) {
		head = append(head, [2]int{most, most})
		most++
	}
	endA, endB := n, m
	for endA > most && endB > most && equalWorth(worth(endA-1, endB-1)) {
		endA, endB = endA-1, endB-1
		tail = append(tail, [2]int{endA, endB})
	}
	slices.Reverse(tail)
	return append(append(head, best(most, endA, most, endB, worth)...), tail...)
}

// equalWorth says whether a pair is as good as any can be: words are equal or not, lines are up to 1000.
func equalWorth(w int) bool { return w == 1 || w == 1000 }

// best is pairs for [fromA, toA) and [fromB, toB): the longest common subsequence, weighted.
func best(fromA, toA, fromB, toB int, worth func(i, j int) int) [][2]int {
	n, m := toA-fromA, toB-fromB
	if n <= 0 || m <= 0 || n*m > mostPairs {
		return nil
	}
	sums := make([]int, (n+1)*(m+1)) // of the pairs from [i, j] on
	at := func(i, j int) *int { return &sums[i*(m+1)+j] }
	worths := make([]int, n*m)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			w := worth(fromA+i, fromB+j)
			worths[i*m+j] = w
			*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			if w > 0 {
				*at(i, j) = max(*at(i, j), w+*at(i+1, j+1))
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch w := worths[i*m+j]; {
		case w > 0 && *at(i, j) == w+*at(i+1, j+1):
			out = append(out, [2]int{fromA + i, fromB + j})
			i, j = i+1, j+1
		case *at(i, j) == *at(i+1, j):
			i++
		default:
			j++
		}
	}
	return out
}
