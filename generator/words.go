package generator

import (
	"slices"

	"github.com/plaudit/plaudit/generator/check"
	"github.com/plaudit/plaudit/generator/render"
)

// newWords are the words that must be in no output: those of everything withheld, but for the words that the theme itself says. A draft
// page may be called "team" though a template says that word, too.
func (p *prepared) newWords() *check.Words {
	var words []string
	for _, w := range p.whole.Withheld {
		words = append(words, w.Words...)
	}
	all := check.NewWords(words)
	ours := map[string]bool{}
	say := func(f render.File) {
		for _, word := range all.Find(f.Data) {
			ours[word] = true
		}
	}
	for name, f := range p.look.files {
		say(f)
		for _, f := range p.look.texts[name] {
			say(f)
		}
	}
	if len(ours) == 0 {
		return all
	}
	return check.NewWords(slices.DeleteFunc(words, func(word string) bool { return ours[word] }))
}
