// Package sheet lays rows of cells out: side by side for people, or as CSV for programs that read tables.
package sheet

import (
	"io"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
)

// Width is how many cells of a terminal a line has at most, where words allow it.
const Width = 100

const (
	gap     = "  " // between columns
	leastOf = 8    // cells that a column keeps, however many others there are
	longest = 46   // a word of more cells may be broken rather than make others narrow
)

// Table is rows of cells under a head. Every row has as many cells as the head.
type Table struct {
	Head []string
	Rows [][]string
}

// Text writes the table for people: columns side by side, cells that are too long for a line of Width broken between words. What a terminal
// would take for a command is made visible.
func (t Table) Text(w io.Writer) error {
	rows := make([][]string, 0, len(t.Rows)+1)
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		clean := make([]string, len(row))
		for i, cell := range row {
			clean[i] = diag.Clean(cell)
		}
		rows = append(rows, clean)
	}
	widths := fit(rows, len(t.Head))
	var b strings.Builder
	for _, row := range rows {
		writeRow(&b, row, widths)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// fit gives each column the width of its longest cell, and takes away until all of them fit: first only as far as no word has to be broken.
func fit(rows [][]string, n int) []int {
	widths, words := make([]int, n), make([]int, n)
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], diag.Columns(cell))
			for _, word := range strings.Fields(cell) {
				words[i] = max(words[i], min(diag.Columns(word), longest))
			}
		}
	}
	room := Width - len(gap)*(n-1)
	shrink(rows, widths, words, room)
	shrink(rows, widths, make([]int, n), room)
	return widths
}

// sample is how many rows decide about the widths: with all of a long table it would take seconds.
const sample = 200

// shrink takes cells from columns as long as there is not room for all: each time from the one where that costs the fewest lines, of such from the
// widest. None becomes narrower than its least or leastOf.
func shrink(rows [][]string, widths, least []int, room int) {
	rows = rows[:min(len(rows), sample)]
	lines := make([][]int, len(rows)) // of each cell
	for r, row := range rows {
		lines[r] = make([]int, len(row))
		for i, cell := range row {
			lines[r][i] = len(Wrap(cell, widths[i]))
		}
	}
	for total(widths) > room {
		best, cost := -1, 0
		for i, width := range widths {
			if width <= max(least[i], leastOf) {
				continue
			}
			c := 0
			for r, row := range rows {
				c += max(0, len(Wrap(row[i], width-1))-slices.Max(lines[r]))
			}
			if best < 0 || c < cost || c == cost && width > widths[best] {
				best, cost = i, c
			}
		}
		if best < 0 {
			return
		}
		widths[best]--
		for r, row := range rows {
			lines[r][best] = len(Wrap(row[best], widths[best]))
		}
	}
}

func total(widths []int) int {
	sum := 0
	for _, width := range widths {
		sum += width
	}
	return sum
}

func writeRow(b *strings.Builder, row []string, widths []int) {
	cells := make([][]string, len(row))
	lines := 1
	for i, cell := range row {
		cells[i] = Wrap(cell, widths[i])
		lines = max(lines, len(cells[i]))
	}
	for n := range lines {
		var line strings.Builder
		for i := range cells {
			text := ""
			if n < len(cells[i]) {
				text = cells[i][n]
			}
			line.WriteString(text)
			line.WriteString(strings.Repeat(" ", max(0, widths[i]-diag.Columns(text))))
			line.WriteString(gap)
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
}

// Wrap breaks a text into lines of at most width cells of a terminal, between words; a word that is longer is broken where it must be. There is
// one line at least.
func Wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	end := func() {
		lines = append(lines, line)
		line, used = "", 0
	}
	for _, word := range strings.Fields(text) {
		wide := diag.Columns(word)
		if used > 0 && used+1+wide > width {
			end()
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		for wide > width {
			head := headOf(word, width)
			line = head
			end()
			word = word[len(head):]
			wide = diag.Columns(word)
		}
		line, used = line+word, used+wide
	}
	if line != "" || len(lines) == 0 {
		end()
	}
	return lines
}

// headOf is the beginning of a word that fits, one character at least.
func headOf(word string, width int) string {
	used := 0
	for i, r := range word {
		wide := diag.Columns(string(r))
		if i > 0 && used+wide > width {
			return word[:i]
		}
		used += wide
	}
	return word
}

// Hang writes a text after a sign, wrapped to Width, its further lines indented as far as the first begins.
func Hang(sign, text string) string {
	indent := diag.Columns(sign)
	lines := Wrap(diag.Clean(text), Width-indent)
	return sign + strings.Join(lines, "\n"+strings.Repeat(" ", indent)) + "\n"
}
