package wording

import (
	"unicode"
	"unicode/utf8"
)

// word is what is compared: a word, a mark of punctuation, or a character of a script that is written without spaces. space says
// whether a space stands before it.
type word struct {
	text  string
	space bool
}

// split takes a line apart. Hyphens, apostrophes and full stops inside a word or number belong to it.
func split(line string) []word {
	var words []word
	space, begin := false, -1 // begin: of the word that goes on; -1 for none
	end := func(at int) {
		if begin >= 0 {
			words[len(words)-1].text = line[begin:at]
			begin = -1
		}
	}
	for i, r := range line {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(line[i:])
		}
		next, _ := utf8.DecodeRuneInString(line[i+size:])
		switch {
		case begin >= 0 && (inWord(r) || inside(r) && inWord(next)):
			continue
		case unicode.IsSpace(r):
			end(i)
			space = true
			continue
		case inWord(r):
			begin = i
			words = append(words, word{space: space})
		default:
			end(i)
			words = append(words, word{line[i : i+size], space})
		}
		space = false
	}
	end(len(line))
	return words
}

func inWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !alone(r)
}

// inside are marks that do not end a word or number that goes on behind them: well-known, jury's, 1.5, 10,000.
func inside(r rune) bool {
	return r == '-' || r == '\'' || r == '’' || r == '.' || r == ',' || r == '/'
}

// alone are the characters of scripts without spaces between words.
func alone(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && !unicode.IsMark(r)
}
