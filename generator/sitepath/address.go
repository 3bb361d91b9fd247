package sitepath

import (
	"errors"
	"fmt"
	"path"
	"strings"
)

// CleanURLPath checks the path of an address of this site, as aliases, redirects and gone give it, and returns it without
// percent escapes, so that two spellings of one address are equal. It begins with a slash; the last slash, which tells
// /a from /a/, is kept. An address is refused unless a file of its name can exist on every system: no segment "." or "..",
// no empty one, no backslash, no control character, no query and no fragment, also not behind escapes; at
// most 1,024 bytes. The caller takes a final * of a redirect off before.
func CleanURLPath(s string) (string, error) {
	switch {
	case s == "":
		return "", errors.New("it is empty")
	case len(s) > maxPath:
		return "", errors.New("it is longer than 1,024 bytes")
	case s[0] != '/':
		return "", errors.New("it does not begin with a slash")
	case strings.ContainsAny(s, "?#"):
		return "", errors.New("it has a query or fragment")
	case s == "/":
		return s, nil
	}
	plain, err := decode(s)
	if err != nil {
		return "", err
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(plain[1:], "/"), "/") {
		if err := CheckName(name); err != nil {
			return "", err
		}
	}
	return plain, nil
}

// decode takes percent escapes out, once. Those of characters that structure a path are refused, and that of % too,
// or a second decoding somewhere would bring them back.
func decode(s string) (string, error) {
	if strings.IndexByte(s, '%') < 0 {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		if escape(s[i:min(i+3, len(s))]) < 0 {
			return "", errors.New("it has a % that begins no escape")
		}
		c := byte(unhex(s[i+1])<<4 | unhex(s[i+2]))
		if strings.IndexByte(`./\%?#`, c) >= 0 || c < 0x20 || c == 0x7f {
			return "", fmt.Errorf("it has the percent escape %q", s[i:i+3])
		}
		b.WriteByte(c)
		i += 2
	}
	return b.String(), nil
}

// Output gives the file in the output folder for a clean path of an address: "/" is index.html, "/a/" is a/index.html,
// "/a.html" is a.html, and "/a", without an extension, is a/index.html, which hosts serve for it.
func Output(urlPath string) string {
	file := strings.TrimPrefix(urlPath, "/")
	if file == "" || strings.HasSuffix(file, "/") {
		return file + "index.html"
	}
	if path.Ext(file) == "" {
		return file + "/index.html"
	}
	return file
}
