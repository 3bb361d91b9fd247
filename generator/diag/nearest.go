package diag

import "strings"

// Nearest gives the candidate that word was most likely meant to be, or "" when none is close: at most a third of the
// word's runes may differ (at least one, by Damerau-Levenshtein distance with adjacent transpositions, case ignored).
// Of equally near candidates the first wins, so give them in a fixed order.
func Nearest(word string, candidates []string) string {
	w := []rune(strings.ToLower(word))
	limit := max(1, len(w)/3)
	best, found := limit+1, ""
	for _, c := range candidates {
		r := []rune(strings.ToLower(c))
		if d := len(r) - len(w); d >= best || -d >= best {
			continue
		}
		if d := distance(w, r); d < best {
			best, found = d, c
		}
	}
	return found
}

// DidYouMean is Nearest as the words of a hint: “did you mean "x"?”, or the empty string.
func DidYouMean(word string, candidates []string) string {
	if near := Nearest(word, candidates); near != "" {
		return `did you mean "` + near + `"?`
	}
	return ""
}

// OneApart says whether two texts differ by one rune more, less or other, or by two neighbours that were exchanged.
func OneApart(a, b string) bool { return distance([]rune(a), []rune(b)) == 1 }

// distance is the optimal string alignment distance of a and b.
func distance(a, b []rune) int {
	before, last, this := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i, ra := range a {
		this[0] = i + 1
		for j, rb := range b {
			cost := 1
			if ra == rb {
				cost = 0
			}
			this[j+1] = min(last[j+1]+1, this[j]+1, last[j]+cost)
			if i > 0 && j > 0 && ra == b[j-1] && a[i-1] == rb {
				this[j+1] = min(this[j+1], before[j-1]+1)
			}
		}
		before, last, this = last, this, before
	}
	return last[len(b)]
}
