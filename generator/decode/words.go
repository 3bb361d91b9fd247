package decode

import (
	"net/url"
	"reflect"
	"strings"
	"unicode"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// readID reads an id. That of the record itself is checked; a reference of another form is simply unknown to site.
func readID(d *decoder, f *field, n *node, to *record.ID) bool {
	text, ok := d.passingText(f, n)
	if !ok {
		return false
	}
	if f.id {
		text.S = d.keep(n, text.S)
		if problem, hint := sitepath.CheckID(text.S); problem != "" {
			code := diag.BadID
			if sitepath.Reserved(sitepath.AnyKind, text.S) {
				code = diag.ReservedID
			}
			return d.add(d.fault(code, n, "%s", problem).WithHint("%s", hint))
		}
	}
	if !f.id {
		text.S = d.room.texts.again(text.S)
	}
	to.Text = text
	return true
}

func readURL(d *decoder, f *field, n *node, to *record.URL) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	address, problem, hint := webAddress(text.S, f.relative)
	if problem != "" {
		return d.add(d.fault(diag.BadURL, n, "the address %s %s", quote(text.S), problem).WithHint("%s", hint))
	}
	text.S = address
	to.Text = text
	return true
}

// webAddress checks an address that a page may link to: http or https with a host and nothing hidden in it; where relative
// is allowed also one that begins with / or #. It gives the address with its scheme in lower case.
func webAddress(s string, relative bool) (address, problem, hint string) {
	forms := "write the whole address, beginning with https://"
	if relative {
		forms = "write a path of this site, beginning with /, or a whole address, beginning with https://"
	}
	if rest, ok := strings.CutPrefix(s, "https://"); ok && plainAddress(rest) {
		return s, "", ""
	}
	if strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r == 0x7f || strings.ContainsRune("\\\"<>`", r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r)
	}) {
		return "", "has a space, a quote, a backslash, an angle bracket or an invisible character", "write it as a browser shows it when it is copied"
	}
	if relative && (strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//") || strings.HasPrefix(s, "#")) {
		if _, err := url.Parse(s); err != nil {
			return "", "cannot be read", "look at the percent signs: each begins an escape of two digits"
		}
		return s, "", ""
	}
	scheme, rest, found := strings.Cut(s, "://")
	if lower := strings.ToLower(scheme); found && (lower == "http" || lower == "https") {
		if scheme != lower {
			s = lower + "://" + rest
		}
		u, err := url.Parse(s)
		switch {
		case err != nil:
			return "", "cannot be read", "look at the host, the port and the percent signs"
		case u.User != nil:
			return "", "has a name before its host", "take out everything up to the @"
		case u.Hostname() == "":
			return "", "has no host", forms
		}
		return s, "", ""
	}
	name, _, colon := strings.Cut(s, ":")
	switch {
	case strings.HasPrefix(s, "//"):
		return "", "has no scheme", "write https:" + shorten(s)
	case strings.HasPrefix(s, "/") || strings.HasPrefix(s, "#"):
		return "", "is within the site, and this key takes one elsewhere", forms
	case colon && !strings.ContainsAny(name, "./"):
		return "", "begins with " + quote(name+":") + ", which may not be linked", "only http: and https: may be linked"
	case strings.Contains(strings.TrimSuffix(s, "/"), "."):
		return "", "has no scheme", "write https://" + shorten(s)
	}
	return "", "is not one", forms
}

// plainAddress says whether a host with a path, as they stand behind a scheme, has only letters, digits, points, hyphens and
// slashes: most do, and there is nothing to check in them.
func plainAddress(s string) bool {
	if s == "" || s[0] == '/' {
		return false
	}
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '-' || s[i] > '9') { // - . / and digits
			return false
		}
	}
	return true
}

func readEmail(d *decoder, f *field, n *node, to *record.Email) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	local, host, at := strings.Cut(text.S, "@")
	bad := func(r rune) bool {
		return r <= ' ' || r == 0x7f || strings.ContainsRune(`@"<>()[],;:\/?&#%`, r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) || unicode.IsControl(r)
	}
	if !at || local == "" || strings.ContainsFunc(local, bad) || strings.ContainsFunc(host, bad) || len(text.S) > 254 ||
		!strings.Contains(host, ".") || strings.Contains(host, "..") || host[0] == '.' || host[len(host)-1] == '.' {
		p := d.fault(diag.BadEmail, n, "%s is not an e-mail address", quote(text.S))
		if rest, mailto := strings.CutPrefix(text.S, "mailto:"); mailto {
			p = p.WithHint("write %s", shorten(rest))
		} else {
			p = p.WithHint("write name@example.com")
		}
		return d.add(p)
	}
	to.Text = text
	return true
}

// readPicture reads the path of a picture or of another file below assets/ or static/. That it exists is not asked here.
func readPicture(d *decoder, f *field, n *node, to *record.Picture) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	lower := strings.ToLower(text.S)
	if strings.HasPrefix(lower, "http:") || strings.HasPrefix(lower, "https:") || strings.HasPrefix(text.S, "//") {
		return d.add(d.fault(diag.RemoteImage, n, "%s is on another host", quote(text.S)).
			WithHint("put a copy below assets/ and write its path there: a page asks no other host for anything"))
	}
	if err := sitepath.CheckRel(text.S); err != nil {
		p := d.fault(diag.UnsafePath, n, "the path %s cannot be used: %v", quote(text.S), err)
		if strings.Contains(text.S, `\`) && sitepath.CheckRel(strings.ReplaceAll(text.S, `\`, "/")) == nil {
			p = p.WithHint("write %s", shorten(strings.ReplaceAll(text.S, `\`, "/")))
		} else {
			p = p.WithHint("write a path below assets/, or with a leading / one below static/")
		}
		return d.add(p)
	}
	to.Text = text
	return true
}

func readCountry(d *decoder, f *field, n *node, to *record.Country) bool {
	text, ok := d.passingText(f, n)
	if !ok || !d.country(n, text.S) {
		return false
	}
	text.S = d.room.texts.again(text.S)
	to.Text = text
	return true
}

func readCountryText(d *decoder, f *field, n *node, to reflect.Value) bool {
	return leaf(readText)(d, f, n, to) && d.country(n, n.resolved().text)
}

func (d *decoder) country(n *node, s string) bool {
	if locale.ValidCountry(s) {
		return true
	}
	p := d.fault(diag.BadCode, n, "%s is no country code", quote(s))
	if code := locale.CountryFor(shorten(s)); code != "" {
		p = p.WithHint("did you mean %q?", code)
	} else {
		p = p.WithHint("write two letters of ISO 3166-1 in upper case, such as DE or US")
	}
	return d.add(p)
}

func readLanguage(d *decoder, f *field, n *node, to *record.Language) bool {
	text, ok := d.passingText(f, n)
	if !ok {
		return false
	}
	if tag, known := d.room.tags[text.S]; known {
		text.S = tag
		to.Text = text
		return true
	}
	tag, err := "", error(nil)
	if strings.Contains(text.S, "_") {
		tag, err = locale.Canonical(strings.ReplaceAll(text.S, "_", "-"))
		p := d.fault(diag.BadCode, n, "%s is no language tag", quote(text.S))
		if err == nil {
			return d.add(p.WithHint("write %q", tag))
		}
		return d.add(p.WithHint("write a tag of BCP 47, such as en, pt-BR or zh-Hant"))
	}
	if tag, err = locale.Canonical(text.S); err != nil {
		p := d.fault(diag.BadCode, n, "%s is no language tag", quote(text.S))
		if code := languageNamed(text.S); code != "" {
			return d.add(p.WithHint("did you mean %q?", code))
		}
		return d.add(p.WithHint("write a tag of BCP 47, such as en, pt-BR or zh-Hant"))
	}
	if d.room.tags == nil {
		d.room.tags = map[string]string{}
	}
	d.room.tags[strings.Clone(text.S)] = strings.Clone(tag)
	text.S = tag
	to.Text = text
	return true
}

// languageNamed gives the code of a language by its own name or its English one, for hints.
func languageNamed(name string) string {
	english, err := locale.For("en")
	for _, code := range locale.Languages() {
		if strings.EqualFold(locale.Autonym(code), name) || err == nil && strings.EqualFold(english.Language(code), name) {
			return code
		}
	}
	return ""
}

func readCurrency(d *decoder, f *field, n *node, to *record.Currency) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	if !locale.ValidCurrency(text.S) {
		p := d.fault(diag.BadCode, n, "%s is no currency code", quote(text.S))
		symbols := map[string]string{"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
		switch near := diag.Nearest(text.S, locale.Currencies()); {
		case symbols[text.S] != "":
			p = p.WithHint("did you mean %q?", symbols[text.S])
		case near != "":
			p = p.WithHint("did you mean %q?", near)
		default:
			p = p.WithHint("write three letters of ISO 4217 in upper case, such as EUR or USD")
		}
		return d.add(p)
	}
	to.Text = text
	return true
}

func readColor(d *decoder, f *field, n *node, to *record.Color) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	digits, hash := strings.CutPrefix(text.S, "#")
	hex := strings.Trim(digits, "0123456789abcdefABCDEF") == "" && (len(digits) == 3 || len(digits) == 6)
	if !hash || !hex {
		p := d.fault(diag.BadColor, n, "%s is not a colour", quote(text.S))
		if hex {
			return d.add(p.WithHint(`write "#%s", in quotes`, digits))
		}
		return d.add(p.WithHint(`write "#7a4b12", in quotes: three or six hexadecimal digits`))
	}
	to.Text = text
	return true
}
