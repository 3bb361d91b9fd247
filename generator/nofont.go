package generator

import (
	"fmt"
	"unicode"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
)

// noFont says that a file cannot be made for want of a font, and which one would do.
func noFont(o *plan.Output, missing []rune) diag.Diagnostic {
	shown := string(missing[:min(len(missing), 8)])
	more := ""
	if len(missing) > 8 {
		more = fmt.Sprintf(" and %d more", len(missing)-8)
	}
	script, font := fontFor(missing[0])
	return diag.NoFont.New(o.Position(), "no font has %s%s (%s), so certificates, badges and pictures that show them are not made", shown, more, script).
		WithHint("put a font that has them into %s, such as %s", fontsFolder, font)
}

// fontFor names the script of a character, and an open font that has it.
func fontFor(r rune) (script, font string) {
	for _, s := range []struct {
		table        *unicode.RangeTable
		script, font string
	}{
		{unicode.Han, "Chinese characters", "Noto Serif CJK or Noto Sans CJK in the language's form"},
		{unicode.Hiragana, "Japanese", "Noto Serif JP or Noto Sans JP"},
		{unicode.Katakana, "Japanese", "Noto Serif JP or Noto Sans JP"},
		{unicode.Hangul, "Korean", "Noto Serif KR or Noto Sans KR"},
		{unicode.Arabic, "Arabic", "Noto Naskh Arabic"},
		{unicode.Hebrew, "Hebrew", "Noto Serif Hebrew"},
		{unicode.Devanagari, "Devanagari", "Noto Serif Devanagari"},
		{unicode.Bengali, "Bengali", "Noto Serif Bengali"},
		{unicode.Tamil, "Tamil", "Noto Serif Tamil"},
		{unicode.Telugu, "Telugu", "Noto Serif Telugu"},
		{unicode.Gujarati, "Gujarati", "Noto Serif Gujarati"},
		{unicode.Gurmukhi, "Gurmukhi", "Noto Serif Gurmukhi"},
		{unicode.Kannada, "Kannada", "Noto Serif Kannada"},
		{unicode.Malayalam, "Malayalam", "Noto Serif Malayalam"},
		{unicode.Sinhala, "Sinhala", "Noto Serif Sinhala"},
		{unicode.Thai, "Thai", "Noto Serif Thai"},
		{unicode.Lao, "Lao", "Noto Serif Lao"},
		{unicode.Khmer, "Khmer", "Noto Serif Khmer"},
		{unicode.Myanmar, "Burmese", "Noto Serif Myanmar"},
		{unicode.Georgian, "Georgian", "Noto Serif Georgian"},
		{unicode.Armenian, "Armenian", "Noto Serif Armenian"},
		{unicode.Ethiopic, "Ethiopic", "Noto Serif Ethiopic"},
		{unicode.Tibetan, "Tibetan", "Noto Serif Tibetan"},
	} {
		if unicode.Is(s.table, r) {
			return s.script, s.font
		}
	}
	return fmt.Sprintf("U+%04X", r), "one of the Noto fonts"
}
