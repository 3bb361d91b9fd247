package site

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestVisibleWords(t *testing.T) {
	s := &Site{Title: Text{S: "The Łódź Prize, 2026"}, Partners: []*Partner{{ID: "ada-lovelace", Name: Text{S: "Ada Lovelace (Ltd)"}, Params: map[string]any{"x": []any{"deep text"}}}}}
	for word, wanted := range map[string]bool{"Łódź": true, "ódź": false, "Prize": true, "Prizes": false, "(Ltd)": true, "Ada Love": true, "da": false, "ada-lovelace": true, "deep text": true, "Bea": false, "—": false} {
		want(t, word, visibleWords([]*Site{s}, []string{word})[word], wanted)
	}
}

func TestPhrases(t *testing.T) {
	var w words
	w.phrases("Short. **A phrase that is long**: and one more of it!\nToo short\nAnother [phrase of twelve](/x/)")
	want(t, "phrases", strings.Join(w, "|"), "A phrase that is long|and one more of it|phrase of twelve")
}

// What a visible record says is no secret, whoever else says it.
func TestWithheldWords(t *testing.T) {
	whole, _ := linked(t, programme+`
-- data/awards/2026.yaml --
date: 2026-04-06
results:
  - {category: growth, partners: [ada], citation: A reason that nobody knows. Known from the news}
  - {category: growth, recipients: [{name: Zelda, partner: bea}, {name: Ada}]}
-- content/updates/u.md --
---
title: News
summary: It is known from the news. Known from the news, that is.
---
`, "2026-01-01")
	var all []string
	for _, w := range whole.Withheld {
		all = append(all, w.Words...)
	}
	slices.Sort(all)
	want(t, "words", strings.Join(all, "|"), "2026-growth-ada|2026-growth-zelda-ada|A reason that nobody knows|Zelda")
}

func TestProgramme(t *testing.T) {
	const site = `
-- data/partners.yaml --
- {id: ada, name: Ada}
- {id: shy, name: Shy, consent: {listed: false}}
-- data/programme/benchmarks.yaml --
metrics: [{id: m, name: M, values: {ada: 4711, shy: 4712}}]
-- data/programme/opportunities.yaml --
- {id: now, name: Now, until: 2026-12-31, holders: [ada, shy]}
- {id: later, name: Later, from: 2026-06-01, until: 2026-12-31}
- {id: past, name: Past, until: 2026-04-30}
-- data/programme/journey.yaml --
publish_team: %
journeys: [{id: j, audience: new, stages: [{id: s, name: S, partner: {goal: Theirs, resources: [draft]}, team: {goal: Ours, owner: Olga}}]}]
-- content/resources/draft.md --
---
title: Draft
draft: true
stage: s
---
`
	for publish, team := range map[string]string{"true": "Ours Olga", "false": ""} {
		s := clean(t, strings.Replace(site, "%", publish, 1), "2026-05-01")
		p := s.Programme
		want(t, "single values", len(p.Benchmarks.Metrics[0].Values), 0)
		want(t, "opportunities of today", row(len(p.Opportunities), p.Opportunities[0].Id.S, len(p.Opportunities[0].Holders)), "1 now 1")
		stage := p.Journey.Journeys[0].Stages[0]
		want(t, "the team's side", row(stage.Team.Goal.S, stage.Team.Owner.S), team)
		want(t, "the partner's", row(stage.Partner.Goal.S, len(stage.Partner.Resources)), "Theirs 0")
	}
}

// Linking leaves the records as they were: they are linked again, at another instant, from memory.
func TestRecordsAreNotChanged(t *testing.T) {
	const site = german + programme + "-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults: [{category: growth, partners: [ada], citation: One}]\n-- data/awards/2026.de.yaml --\nresults: [{citation: Eins}]\n-- data/tiers.yaml --\n- {id: g, name: G, criteria: [One]}\n-- data/tiers.de.yaml --\n- {id: g, criteria: [Eins]}\n"
	records, problems := files(t, site)
	first := Link(records, Input{Clock: NewClock(at(t, "2026-05-01"))}, problems)
	again := Link(records, Input{Clock: NewClock(at(t, "2026-05-01"))}, problems)
	for i := range first.Sites {
		if dump(first.Sites[i]) != dump(again.Sites[i]) {
			t.Error("the second time differs")
		}
	}
	want(t, "the original", row(records.Editions[0].Results[0].Citation.S, records.Tiers[0].Criteria[0].S, records.Tiers[0].Overlay), "One One")
}

// However words and texts are made: a word stands in a text where its first run of letters and digits is a whole one there.
func TestVisibleWordsAtRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.StringOfN(rapid.SampledFrom([]rune("aaabbé7 .-Łß\u0301“")), 1, 12, -1)
		words := rapid.SliceOfN(some, 1, 8).Draw(t, "words")
		texts := rapid.SliceOfN(some, 1, 4).Draw(t, "texts")
		s := &Site{BaseURL: texts[0], Organization: Organization{SameAs: texts[1:]}}
		seen := visibleWords([]*Site{s}, words)
		for _, w := range words {
			if stands := slices.ContainsFunc(texts, func(text string) bool { return standsIn(text, w) }); seen[w] != stands {
				t.Errorf("%q in %q: %v", w, texts, seen[w])
			}
		}
	})
}

// standsIn is the rule, said plainly.
func standsIn(text, word string) bool {
	first := runs.FindStringIndex(word)
	if first == nil {
		return false
	}
	for _, run := range runs.FindAllStringIndex(text, -1) {
		if from := run[0] - first[0]; from >= 0 && strings.HasPrefix(text[from:], word) && run[1]-run[0] == first[1]-first[0] {
			return true
		}
	}
	return false
}

var runs = regexp.MustCompile(`[\pL\p{Nd}\pM]+`)
