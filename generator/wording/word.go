package wording

import "unicode"

// word is what is compared: a word, a mark of punctuation, or a character of a script that is written without spaces. space says
// whether a space stands before it.
type word struct {
	text  string
	space bool
}

// split takes a line apart. Hyphens, apostrophes and full stops inside a word or number belong to it.
func split(line string) []word {
	var words []word
	space, open := false, false // open: the last word goes on
	runes := []rune(line)
	for i, r := range runes {
		switch {
		case unicode.IsSpace(r):
			space, open = true, false
			continue
		case alone(r):
			words = append(words, word{string(r), space})
			open = false
		case inWord(r), open && inside(r) && i+1 < len(runes) && inWord(runes[i+1]):
			if open {
				words[len(words)-1].text += string(r)
			} else {
				words = append(words, word{string(r), space})
			}
			open = true
		default:
			words = append(words, word{string(r), space})
			open = false
		}
		space = false
	}
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
