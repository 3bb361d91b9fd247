package asset

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fingerprint names content: 16 characters a–z and 2–7, the first 80 bits of its SHA-256. Equal names mean equal bytes, so a
// file that carries its fingerprint can be cached for ever.
func Fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// Name gives the file name under which data is published: base.fingerprint.ext, where base and ext are what is left of the last
// element of file in lower-case letters, digits and single hyphens. It needs no escaping in an address, a style sheet or on any
// file system, and is at most 100 characters long. Folders are dropped: the fingerprint tells two files of one name apart.
func Name(file string, data []byte) string {
	file = path.Base(strings.ReplaceAll(file, `\`, "/"))
	ext := path.Ext(file)
	base := slug(strings.TrimSuffix(file, ext))
	if base == "" {
		sum := sha256.Sum256([]byte(file))
		base = "x-" + hex.EncodeToString(sum[:4])
	}
	name := base + "." + Fingerprint(data)
	if ext := slug(ext); ext != "" {
		name += "." + ext[:min(len(ext), 16)]
	}
	return name
}

// Integrity gives the value of an integrity attribute for data: one SHA-384 (W3C Subresource Integrity).
func Integrity(data []byte) string {
	sum := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// letters are those that Unicode does not take apart.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h")

// devices are names that Windows keeps for devices, whatever their extension.
var devices = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}

// slug reduces a name to a–z, 0–9 and single hyphens, at most 60 characters; it is empty when nothing is left.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(letters.Replace(strings.ToLower(s[:min(len(s), 400)]))) {
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
		if b.Len() >= 59 {
			break
		}
	}
	name := b.String()
	if devices[name] || len(name) == 4 && (name[:3] == "com" || name[:3] == "lpt") && '0' <= name[3] && name[3] <= '9' {
		return "x-" + name
	}
	return name
}
