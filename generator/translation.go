package generator

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/record"
)

// Text is one of the site's own texts in another language.
type Text struct {
	File        string // that has the translation, or is to have it
	Key         string // its place in that file, such as "review.every" or "premier.benefits.2.text"; "body" of a Markdown file
	Original    string
	Translation string // "" for none
}

// Texts are the site's own texts and their translations in one of its further languages, by file and in the order of the original. Withheld records
// have theirs, too, but for results that have no id of their own. Elsewhere are files that translate records of other files than one of their name:
// such records are left out, as it is a person's choice where they stand.
func (l *Linked) Texts(language string) (texts []Text, elsewhere []string, err error) {
	pairs, elsewhere, err := l.bilingual(language)
	if err != nil {
		return nil, nil, err
	}
	for _, b := range pairs {
		list, err := b.Pairs()
		if err != nil {
			return nil, nil, err
		}
		for _, p := range list {
			texts = append(texts, Text{b.home, p.Key, p.Original, p.Translation})
		}
	}
	return texts, elsewhere, nil
}

// TranslatedFile is a file of a translation with new texts in it.
type TranslatedFile struct {
	Path string
	Data []byte
	Left []string // keys of lists that are translated as a whole or not at all, and are not yet
}

// Translate puts texts into the files of a language, by file and key; the original is not looked at. Files that nothing changes are not in the
// result. What is not known, or cannot be written, is an error.
func (l *Linked) Translate(language string, texts []Text) ([]TranslatedFile, error) {
	pairs, _, err := l.bilingual(language)
	if err != nil {
		return nil, err
	}
	byFile := map[string]map[string]string{}
	for _, t := range texts {
		if byFile[t.File] == nil {
			byFile[t.File] = map[string]string{}
		}
		byFile[t.File][t.Key] = t.Translation
	}
	var files []TranslatedFile
	for _, b := range pairs {
		fresh := byFile[b.home]
		if delete(byFile, b.home); len(fresh) == 0 {
			continue
		}
		data, left, err := b.Translate(fresh)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.home, err)
		}
		if len(left) > 0 || string(data) != string(b.Translation) {
			files = append(files, TranslatedFile{b.home, data, left})
		}
	}
	for file := range byFile {
		return nil, fmt.Errorf("%s has no texts to translate", file)
	}
	return files, nil
}

// bilingual is an original with its translation, and where that is.
type bilingual struct {
	decode.Bilingual
	home string
}

// bilingual lists the originals that may have texts, by path.
func (l *Linked) bilingual(language string) (pairs []bilingual, elsewhere []string, err error) {
	aside := l.aside(language)
	for _, f := range decode.Files(l.p.tree) {
		if !decode.Translatable(f.Path) {
			continue
		}
		b := bilingual{decode.Bilingual{File: f.Path, Language: language, AwardID: l.awardIDs(f.Path), Aside: aside.ids[f.Path]}, f.Path}
		if b.Original, err = l.p.tree.ReadFile(f.Path); err != nil {
			return nil, nil, err
		}
		if b.Translation = b.Original; f.Path != "plaudit.yaml" {
			b.home, b.Translation = translationOf(f.Path, language), nil
			if _, ok := l.p.tree.Lookup(b.home); ok {
				if b.Translation, err = l.p.tree.ReadFile(b.home); err != nil {
					return nil, nil, err
				}
			}
		}
		pairs = append(pairs, b)
	}
	return pairs, aside.files, nil
}

// translationOf is the file that translates one: a/b.md has a/b.de.md.
func translationOf(file, language string) string {
	ending := path.Ext(file)
	return strings.TrimSuffix(file, ending) + "." + language + ending
}

// awardIDs gives the ids of the awards of a file, by line.
func (l *Linked) awardIDs(file string) func(line int) string {
	ids := map[int]string{}
	for _, e := range l.Site().Editions {
		for _, a := range e.Awards {
			if a.At.File == file {
				ids[a.At.Line] = a.ID
			}
		}
	}
	return func(line int) string { return ids[line] }
}

// aside is what is translated in another file than the one that stands beside the original.
type aside struct {
	ids   map[string][]string // by file of the original
	files []string
}

// aside finds partners and results that are translated elsewhere: they may be listed together and translated one by one, or the other way round.
func (l *Linked) aside(language string) aside {
	found := aside{ids: map[string][]string{}}
	from := l.Records.Translations[language]
	if from == nil {
		return found
	}
	note := func(original string, h record.Head, id string) {
		if original != "" && h.File != translationOf(original, language) {
			found.ids[original] = append(found.ids[original], id)
			found.files = append(found.files, h.File)
		}
	}
	originals := map[string]string{}
	for _, p := range l.Records.Partners {
		originals["partner/"+p.Id.S] = p.File
	}
	for _, e := range l.Site().Editions {
		for _, a := range e.Awards {
			originals["award/"+a.ID] = a.At.File
		}
	}
	for _, p := range from.Partners {
		note(originals["partner/"+p.Id.S], p.Head, p.Id.S)
	}
	for _, e := range from.Editions {
		for i := range e.Results {
			if r := &e.Results[i]; r.Id.S != "" {
				note(originals["award/"+r.Id.S], r.Head, r.Id.S)
			}
		}
	}
	slices.SortFunc(found.files, cmp.Compare[string])
	found.files = slices.Compact(found.files)
	return found
}
