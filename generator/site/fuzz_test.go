package site

import (
	"testing"
	"testing/fstest"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/source"
)

// Whatever the sources say, a site comes out of it, and the same one at every run.
func FuzzLink(f *testing.F) {
	f.Add("- {id: ada, name: Ada, tier: gold, successor: ada}", "date: 2026-04-06\nresults: [{category: a, partners: [ada], level: finalist, shares: [1/2]}]", "results: [{citation: X}]", "title: T\npartners: [ada]\nwith: 2026")
	f.Add("- {id: ada, name: Ada, consent: {listed: false}, featured: {until: 2027-01-01, reason: r}}", "date: 2026\nlevels: [{id: x, shortlist: true}, {id: x, shortlist: true, reveal: 2025}]\nresults: [{category: a, recipients: [{name: '!'}, {name: '!'}]}, {category: a, none: true}]", "levels: [{id: y}]", "publish: 2026\nexpires: 2025")
	f.Fuzz(func(t *testing.T, partners, edition, translation, matter string) {
		link := func() (string, []diag.Diagnostic) {
			fsys := fstest.MapFS{
				"plaudit.yaml":                {Data: []byte("title: A\norganization: {name: O}\nlanguages: {de: {title: B}}\ncase_studies: {approvals: required}\nconsent: {required: [people, quotes]}\n")},
				"plaudit.lock":                {Data: []byte("/awards/2026/a/ada/ award 2026-a-ada\n")},
				"data/partners.yaml":          {Data: []byte(partners)},
				"data/awards/categories.yaml": {Data: []byte("- {id: a, name: A, winners: one, former_names: [{name: B, until: 2026}]}\n")},
				"data/awards/2026.yaml":       {Data: []byte(edition)},
				"data/awards/2026.de.yaml":    {Data: []byte(translation)},
				"content/case-studies/s.md":   {Data: []byte("---\n" + matter + "\n---\nBody\n")},
				"content/events/e.md":         {Data: []byte("---\n" + matter + "\n---\nBody\n")},
			}
			problems := &diag.List{}
			whole := Link(decode.All(source.FromFS(fsys), 1, problems), Input{Clock: NewClock(at(t, "2026-03-01"))}, problems)
			if len(whole.Sites) != 2 {
				t.Fatal("languages are missing")
			}
			HallOfFame(whole.Sites[0])
			return dump(whole.Sites[0]) + dump(whole.Sites[1]), problems.Sorted(nil)
		}
		first, firstProblems := link()
		second, secondProblems := link()
		if first != second || len(firstProblems) != len(secondProblems) {
			t.Error("two runs differ")
		}
	})
}
