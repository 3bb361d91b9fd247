// Package sitepath knows what an id, the name of a file and the path of an address may look like, so that a site means the
// same on every system and nothing that is written in it leads outside its folder.
//
// It looks at text only. Whether a file exists, and what it is, is source's to say.
package sitepath

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const (
	maxName = 255  // bytes of one name: the limit of ext4, APFS and, in UTF-16 units, NTFS
	maxPath = 1024 // bytes of a whole path
)

// CheckName says why name, one segment of a path, cannot be the name of a file on every system that a site may be built or
// served on; nil when it can. The error is a clause for a diagnostic: "it ends in a dot".
func CheckName(name string) error {
	switch {
	case name == "":
		return errors.New("it has an empty name")
	case name == "." || name == "..":
		return fmt.Errorf("it has a segment %q", name)
	case len(name) > maxName:
		return errors.New("it has a name of more than 255 bytes")
	}
	plain := true
	for i := range len(name) {
		if c := name[i]; c < 0x20 || c == 0x7f || strings.IndexByte(`\<>:"|?*`, c) >= 0 {
			return fmt.Errorf("it has the character %q", c)
		} else if c >= utf8.RuneSelf {
			plain = false
		}
	}
	switch last := name[len(name)-1]; {
	case last == '.':
		return errors.New("it has a name that ends in a dot")
	case last == ' ':
		return errors.New("it has a name that ends in a space")
	case strings.IndexByte(name, '/') >= 0:
		return errors.New("it has a slash in a name")
	}
	if !plain {
		if err := checkUnicode(name); err != nil {
			return err
		}
	}
	if device(name) {
		return fmt.Errorf("it has %q, which is a device on Windows", name)
	}
	return nil
}

func checkUnicode(name string) error {
	if !utf8.ValidString(name) {
		return errors.New("it has a name that is not UTF-8")
	}
	for _, r := range name {
		if hidden(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == utf8.RuneError || r&0xfffe == 0xfffe {
			return fmt.Errorf("it has the invisible or undefined character U+%04X", r)
		}
	}
	if !norm.NFC.IsNormalString(name) {
		return errors.New("it has a name that is not in Unicode's composed form (NFC)")
	}
	return nil
}

// hidden is true for characters that change how a name looks without being seen: directions, zero widths, tags. The
// joiners that Persian, Indic scripts and emoji are written with are none of them.
func hidden(r rune) bool {
	return unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d'
}

// device is true for the names that Windows keeps for devices, in any case and with any extension.
func device(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	base = strings.TrimRight(base, " ")
	switch len(base) {
	case 3, 6, 7: // con prn aux nul, conin$, conout$
		switch strings.ToLower(base) {
		case "con", "prn", "aux", "nul", "conin$", "conout$":
			return true
		}
		return false
	case 4, 5: // com1–9, lpt1–9; superscript digits count, and take two bytes
		port := strings.ToLower(base[:3])
		digit := base[3:]
		return (port == "com" || port == "lpt") && (len(digit) == 1 && digit[0] >= '1' && digit[0] <= '9' || digit == "¹" || digit == "²" || digit == "³")
	}
	return false
}

// CheckRel says why path cannot name a picture or another file below assets/ or, with one leading slash, static/; nil when
// it can. Percent escapes are refused: paths are written as the file is named. Nothing that passes leaves the folder
// it is joined to, before or after somebody decodes it.
func CheckRel(path string) error {
	if path == "" || path == "/" {
		return errors.New("it is empty")
	}
	if len(path) > maxPath {
		return errors.New("it is longer than 1,024 bytes")
	}
	for name := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		if err := CheckName(name); err != nil {
			return err
		}
	}
	if i := escape(path); i >= 0 {
		return fmt.Errorf("it has the percent escape %q; write the character itself", path[i:i+3])
	}
	return nil
}

// Asset gives the file in the site's folder that a reference to a picture means: "/x.png" is static/x.png, "x.png" is
// assets/x.png.
func Asset(ref string) (file string, err error) {
	if err := CheckRel(ref); err != nil {
		return "", err
	}
	if rest, ok := strings.CutPrefix(ref, "/"); ok {
		return "static/" + rest, nil
	}
	return "assets/" + ref, nil
}

// escape gives the index of the first % before two hexadecimal digits, or -1.
func escape(s string) int {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '%' && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0 {
			return i
		}
	}
	return -1
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// FoldKey gives the same key for paths that some file system holds to be the same: those that differ by case (Unicode's full
// folding, so that ß is ss), by Unicode form, or by characters that are not seen.
func FoldKey(path string) string {
	for i := range len(path) {
		if path[i] >= utf8.RuneSelf {
			return foldUnicode(path)
		}
	}
	return strings.ToLower(path)
}

func foldUnicode(path string) string {
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) {
			return -1
		}
		return r
	}, path)
	fold := cases.Fold()
	// Unicode's canonical caseless match; the second round is for the few letters whose folding composes anew.
	once := fold.String(norm.NFD.String(seen))
	return norm.NFC.String(fold.String(norm.NFD.String(once)))
}
