package decode

import (
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// cleanPath checks the path of an address of the site and gives it without percent escapes.
func (d *decoder) cleanPath(n *node, s string) (string, bool) {
	clean, err := sitepath.CleanURLPath(s)
	if err == nil {
		return clean, true
	}
	p := d.fault(diag.UnsafePath, n, "the path %s cannot be used: %v", quote(s), err)
	if !strings.HasPrefix(s, "/") {
		p = p.WithHint("write it from the root of the site, beginning with /")
	} else {
		p = p.WithHint("write the path of a page of this site, such as /partners/acme/")
	}
	return "", d.add(p)
}

func readURLPath(d *decoder, f *field, n *node, to *record.URLPath) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	if text.S, ok = d.cleanPath(n, text.S); !ok {
		return false
	}
	to.Text = text
	return true
}

// oldAddress checks an alias: with a leading slash an old path, without an old id.
func (d *decoder) oldAddress(n *node, text *record.Text) (ok bool) {
	if strings.HasPrefix(text.S, "/") {
		text.S, ok = d.cleanPath(n, text.S)
		return ok
	}
	if problem, hint := sitepath.CheckID(text.S); problem != "" {
		return d.add(d.fault(diag.BadID, n, "%s", problem).WithHint("%s; an old path begins with /", hint))
	}
	return true
}

// redirectFrom checks the old side of a redirect: a path, which may end in *.
func (d *decoder) redirectFrom(n *node, text *record.Text) bool {
	base, all := strings.CutSuffix(text.S, "*")
	if all && !strings.HasSuffix(base, "/") {
		return d.add(d.fault(diag.UnsafePath, n, "the path %s has a * that is no whole segment", quote(text.S)).WithHint("write %s/*", shorten(base)))
	}
	clean, ok := d.cleanPath(n, base)
	if !ok {
		return false
	}
	text.S = clean
	if all {
		text.S += "*"
	}
	return true
}

// redirectTo checks the new side: a path, which may have a query and a fragment, or an address elsewhere; it may end in *.
func (d *decoder) redirectTo(n *node, text *record.Text) bool {
	if strings.HasPrefix(text.S, "/") && !strings.HasPrefix(text.S, "//") {
		plainly := strings.TrimSuffix(text.S, "*")
		end := len(plainly)
		if i := strings.IndexAny(plainly, "?#"); i >= 0 {
			end = i
		}
		_, ok := d.cleanPath(n, plainly[:end])
		return ok
	}
	address, problem, hint := webAddress(text.S, true)
	if problem != "" || strings.HasPrefix(address, "#") {
		if problem == "" {
			problem, hint = "is no path", "write a path of this site, beginning with /, or a whole address"
		}
		return d.add(d.fault(diag.BadURL, n, "the address %s %s", quote(text.S), problem).WithHint("%s", hint))
	}
	text.S = address
	return true
}

// dataFile checks the path of a CSV file below data/.
func (d *decoder) dataFile(n *node, s string) bool {
	err := sitepath.CheckRel(s)
	switch {
	case err != nil:
		return d.add(d.fault(diag.UnsafePath, n, "the path %s cannot be used: %v", quote(s), err).WithHint("write the path of a file below data/, such as programme/values.csv"))
	case strings.HasPrefix(s, "/"):
		return d.add(d.fault(diag.UnsafePath, n, "the path %s begins with a slash", quote(s)).WithHint("write it from data/ on, such as programme/values.csv"))
	case !strings.HasSuffix(s, ".csv"):
		return d.add(d.fault(diag.WrongType, n, "%s is no CSV file", quote(s)).WithHint("values are read from a file that ends in .csv, with the columns partner and value"))
	}
	return true
}

// keyPlace checks that a text names where a key is, and is not the key. It never repeats the text: it may be the secret.
func (d *decoder) keyPlace(n *node, s string) bool {
	name, isEnv := strings.CutPrefix(s, "env:")
	path, isFile := strings.CutPrefix(s, "file:")
	const hint = "write env:NAME for a variable of the environment, or file:PATH for a file outside the site's folder"
	at := diag.Position{File: d.file, Line: int(n.line), Column: int(n.column)}
	switch {
	case isEnv && name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == "":
		return true
	case isEnv:
		return d.add(diag.SecretInSite.New(at, "the variable's name has other characters than letters, digits and _").WithHint(hint))
	case isFile && (strings.HasPrefix(path, "/") || strings.HasPrefix(path, "../") || strings.HasPrefix(path, "~/")):
		return true
	case isFile && len(path) > 2 && path[1] == ':': // a drive of Windows
		return true
	case isFile:
		return d.add(diag.SecretInSite.New(at, "the key's file lies within the site's folder").WithHint(hint))
	}
	return d.add(diag.SecretInSite.New(at, "this is no place of a key; if it is the key itself, it is no secret any more").WithHint(hint))
}

// originOf checks what is added to the security policy: a scheme and a host. It stands in a header, where a space, a comma
// or a semicolon would begin something else.
func (d *decoder) originOf(n *node, s string) bool {
	rest, secure := strings.CutPrefix(s, "https://")
	if !secure {
		rest, secure = strings.CutPrefix(s, "http://")
	}
	host, _, _ := strings.Cut(rest, "/")
	if secure && host != "" && strings.Trim(strings.ToLower(rest), "abcdefghijklmnopqrstuvwxyz0123456789-.*:/_~%") == "" {
		return true
	}
	return d.add(d.fault(diag.BadURL, n, "%s is no origin", quote(s)).WithHint("write it with its scheme, such as https://stats.example or https://*.example"))
}
