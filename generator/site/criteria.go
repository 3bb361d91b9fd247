package site

// CriteriaTerm is criteria and weights with the editions that were judged by them.
type CriteriaTerm struct {
	From     string // the edition or year from which they are in force, as written; empty: from the beginning
	Criteria Prose
	Weights  []Weight
	Editions []*Edition // newest first; one to come counts from when its call is known
}

// CriteriaTerms are the criteria of a category in the order in which they came into force. A version without criteria of its own keeps
// those before it and changes the weights. The criteria that the category has without a version come first, unless
// the first version was in force from the beginning.
func CriteriaTerms(s *Site, c *Category) []CriteriaTerm {
	terms := []CriteriaTerm{{Criteria: c.Criteria}}
	for _, v := range c.Versions {
		t := CriteriaTerm{From: v.From, Criteria: v.Criteria, Weights: v.Weights}
		if !t.Criteria.Given() {
			t.Criteria = terms[len(terms)-1].Criteria
		}
		terms = append(terms, t)
	}
	for _, e := range judged(s, c) {
		i := 0
		for k, v := range c.Versions {
			if !e.Date.Time.Before(v.from) {
				i = k + 1
			}
		}
		terms[i].Editions = append(terms[i].Editions, e)
	}
	earlier := len(terms[0].Editions) > 0 || len(c.Versions) > 0 && !c.introduced.IsZero() && c.introduced.Before(c.Versions[0].from)
	if !c.Criteria.Given() || len(c.Versions) > 0 && !earlier {
		return terms[1:]
	}
	return terms
}

// judged are the editions of which a category is known to be a part: those with something of it to show, and those to come.
func judged(s *Site, c *Category) []*Edition {
	part := map[*Edition]bool{}
	for i := range c.Years {
		part[c.Years[i].Edition] = true
	}
	var out []*Edition
	for _, e := range s.Editions {
		if part[e] || !e.Revealed && competes(e, c) {
			out = append(out, e)
		}
	}
	return out
}

func competes(e *Edition, c *Category) bool {
	for _, y := range e.Competed {
		if y.Category == c {
			return true
		}
	}
	return false
}

// Missing are the editions with results between two editions of a category in which it was not held, newest first: those between
// the i-th of its years and the one before.
func Missing(s *Site, c *Category, i int) []*Edition {
	if i+1 >= len(c.Years) {
		return nil
	}
	var out []*Edition
	between := false
	for _, e := range s.Editions {
		switch {
		case e == c.Years[i].Edition:
			between = true
		case e == c.Years[i+1].Edition:
			return out
		case between && len(e.Awards) > 0:
			out = append(out, e)
		}
	}
	return out
}
