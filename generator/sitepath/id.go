package sitepath

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxID is the most characters of an id.
const MaxID = 100

// Kind says where an id will stand in an address, because some addresses have neighbours that are words already.
type Kind uint8

const (
	AnyKind   Kind = iota // clients, categories, terms, updates …: only what is reserved everywhere
	Partner               // below /partners/, beside its facets
	CaseStudy             // below /case-studies/, beside its facets
	Edition               // below /awards/
	RootPage              // the first segment of a content page's path
)

// reserved are the words that no record of a kind may have as id; those of AnyKind hold for all.
var reserved = map[Kind][]string{
	AnyKind:   {"page", "index"}, // and the names of Windows devices
	Partner:   {"tier", "region", "country", "specialty", "industry", "product", "language", "type", "size", "for", "compare", "shortlist"},
	CaseStudy: {"industry", "specialty", "product", "country"},
	Edition:   {"categories"},
	RootPage:  {"assets", "certificates", "credentials", "data", "embed", "kits", "search"},
}

// ValidID says whether s has the form of an id: a–z, 0–9 and single hyphens, neither first nor last, at most MaxID
// characters, and not reserved everywhere.
func ValidID(s string) bool { return wellFormed(s) && !Reserved(AnyKind, s) }

// Reserved says whether a record of that kind may not have the id s. At the root the codes of the site's languages are
// reserved as well: the caller gives them, in lower case.
func Reserved(kind Kind, s string, languages ...string) bool {
	return device(s) || slices.Contains(reserved[AnyKind], s) || slices.Contains(reserved[kind], s) ||
		kind == RootPage && slices.Contains(languages, s)
}

// CheckID says in words what is wrong with s as an id, and what to do; both are empty when it is valid. A caller with
// a diagnostic of its own for reserved ids asks Reserved first.
func CheckID(s string) (problem, hint string) {
	if wellFormed(s) {
		if Reserved(AnyKind, s) {
			return "the id " + quote(s) + " is reserved", "choose another, such as " + quote(s+"-1")
		}
		return "", ""
	}
	shown := quote(s)
	const rule = "an id has a–z, 0–9 and single hyphens, at most 100 characters"
	switch {
	case s == "":
		return "the id is empty", rule
	case !utf8.ValidString(s):
		return "the id " + shown + " is not UTF-8", rule
	}
	problem = "the id " + shown + " has " + firstFault(s)
	if better := suggest(s); better != "" {
		return problem, `write "` + better + `"; ` + rule
	}
	return problem, rule
}

// wellFormed is ValidID without the reserved words. It runs for every reference of a site, so it allocates nothing.
func wellFormed(s string) bool {
	if s == "" || len(s) > MaxID || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case c == '-' && s[i-1] != '-':
		default:
			return false
		}
	}
	return true
}

// firstFault names the first character of s that no id may have there.
func firstFault(s string) string {
	for i, r := range s {
		switch {
		case r == '-' && i == 0:
			return "a hyphen at its beginning"
		case r == '-' && i == len(s)-1:
			return "a hyphen at its end"
		case r == '-' && s[i-1] == '-':
			return "two hyphens in a row"
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-':
		case 'A' <= r && r <= 'Z':
			return "the capital letter " + quote(string(r))
		case r == ' ':
			return "a space"
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return "an invisible character"
		default:
			return "the character " + quote(string(r))
		}
	}
	return "more than 100 characters"
}

// letters are those that Unicode does not take apart.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h")

// suggest is an id near s, or "" when nothing of it could stand in one.
func suggest(s string) string {
	if len(s) > 4*MaxID {
		s = s[:4*MaxID]
	}
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(letters.Replace(strings.ToLower(s))) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case !unicode.Is(unicode.Mn, r):
			gap = true
		}
		if b.Len() >= MaxID {
			break
		}
	}
	id := strings.Trim(b.String()[:min(b.Len(), MaxID)], "-")
	if Reserved(AnyKind, id) {
		return ""
	}
	return id
}

// quote shows a value in a message: at most 60 runes of it.
func quote(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return `"` + strings.ToValidUTF8(s, "�") + `"`
}
