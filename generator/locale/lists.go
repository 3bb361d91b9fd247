package locale

import "strings"

// listForms joins a list: comma between items, and (or) between two, andLast (orLast) before the last of more.
type listForms struct {
	tags                            string
	comma, and, andLast, or, orLast string
}

// listTable is CLDR's; its last row is for all other languages.
var listTable = []listForms{
	{"en", ", ", " and ", ", and ", " or ", ", or "},
	{"en-001 en-CA", ", ", " and ", " and ", " or ", " or "},
	{"de", ", ", " und ", " und ", " oder ", " oder "},
	{"fr", ", ", " et ", " et ", " ou ", " ou "},
	{"es", ", ", " y ", " y ", " o ", " o "},
	{"ja", "、", "、", "、", "または", "、または"},
	{"ar", " و", " و", " و", " أو ", " أو "},
	{"cs", ", ", " a ", " a ", " nebo ", " nebo "},
	{"da no nb", ", ", " og ", " og ", " eller ", " eller "},
	{"el", ", ", " και ", " και ", " ή ", " ή "},
	{"fi", ", ", " ja ", " ja ", " tai ", " tai "},
	{"hu", ", ", " és ", " és ", " vagy ", " vagy "},
	{"it", ", ", " e ", " e ", " o ", " o "},
	{"ko", ", ", " 및 ", " 및 ", " 또는 ", " 또는 "},
	{"nl", ", ", " en ", " en ", " of ", " of "},
	{"pl", ", ", " i ", " i ", " lub ", " lub "},
	{"pt", ", ", " e ", " e ", " ou ", " ou "},
	{"ro", ", ", " și ", " și ", " sau ", " sau "},
	{"ru", ", ", " и ", " и ", " или ", " или "},
	{"sv", ", ", " och ", " och ", " eller ", " eller "},
	{"tr", ", ", " ve ", " ve ", " veya ", " veya "},
	{"uk", ", ", " і ", " і ", " або ", " або "},
	{"zh zh-Hant", "、", "和", "和", "或", "或"},
	{"", ", ", ", ", ", ", ", ", ", "},
}

// List joins items with the language's "and": "A, B, and C" in American English, "A, B and C" in British.
func (l *Locale) List(items []string) string { return l.join(items, l.lists.and, l.lists.andLast) }

// ListOr joins items with the language's "or".
func (l *Locale) ListOr(items []string) string { return l.join(items, l.lists.or, l.lists.orLast) }

func (l *Locale) join(items []string, two, last string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	final := items[len(items)-1]
	if len(items) == 2 {
		return items[0] + l.euphonic(two, final) + final
	}
	comma := l.lists.comma
	if comma == " و" { // Arabic has no comma here: the word, "and" or "or", stands between all
		comma = two
	}
	return strings.Join(items[:len(items)-1], comma) + l.euphonic(last, final) + final
}

// euphonic changes a Spanish "y" before the sound i to "e", and "o" before the sound o to "u".
func (l *Locale) euphonic(word, next string) string {
	if word != " y " && (word != " o " || l.lists.and != " y ") {
		return word
	}
	next = strings.ToLower(next)
	starts := func(prefixes ...string) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(next, p) {
				return true
			}
		}
		return false
	}
	if word == " y " && starts("i", "í", "hi", "hí") && !starts("hia", "hie") {
		return " e "
	}
	if word == " o " && starts("o", "ó", "ho", "hó", "8") {
		return " u "
	}
	return word
}
