package site

// race is where results compete with each other: a category, or a region of it.
type race struct{ category, region string }

// reveal decides for the results of an edition whether they are shown, and at which level.
//
// A result is shown at its own level from its reveal on: its own, else its level's, else the edition's embargo. A level that is a
// shortlist shows those above it, too, until they are revealed; and as long as it may hold such a one, its own results
// show no more than those, so that the list tells nothing.
func (l *linker) reveal(e *Edition, results []*result) {
	crowded := map[race]map[int]bool{} // the shortlists that hold a result of a higher level
	for _, x := range results {
		x.shown = x.level
		if x.revealed = l.revealed(x.reveal); x.revealed || x.none() {
			continue
		}
		x.shown = e.shortlistFor(x.level)
		if x.shown >= 0 {
			x.bare = true
			if crowded[x.race()] == nil {
				crowded[x.race()] = map[int]bool{}
			}
			crowded[x.race()][x.shown] = true
		}
	}
	for _, x := range results {
		if x.revealed && !x.none() {
			x.bare = e.tellsNothing(x.level) || crowded[x.race()][x.level]
		}
	}
}

// shortlistFor is the highest level below another that shows its unrevealed results; -1 when there is none.
func (e *Edition) shortlistFor(level int) int {
	for i := level + 1; i < len(e.Levels); i++ {
		if e.Levels[i].Shortlist && e.Levels[i].Visible {
			return i
		}
	}
	return -1
}

// tellsNothing says whether a level is a shortlist that stands for a higher one still to be revealed, whether or not that
// has a result.
func (e *Edition) tellsNothing(level int) bool {
	if !e.Levels[level].Shortlist {
		return false
	}
	for h := range level {
		if !e.Levels[h].Visible && e.shortlistFor(h) == level {
			return true
		}
	}
	return false
}
