package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/plaudit/plaudit/generator/diag"
)

func (w *writer) link(n *ast.Link) {
	href, ok := w.follow(resolved(n.Destination), n.Pos())
	if !ok || w.inLink {
		w.children(n)
		return
	}
	w.openLink(href, resolved(n.Title))
	w.inLink = true
	w.children(n)
	w.inLink = false
	w.html("</a>")
}

func (w *writer) autoLink(n *ast.AutoLink) {
	label := n.Label(w.src)
	at := max(0, n.Pos())
	if at < len(w.src) && w.src[at] != '<' && !bytes.HasPrefix(w.src[at:], label) {
		at++ // a bare address is found at the character before it
	}
	dest := string(n.URL(w.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(label), []byte("mailto:")) {
		dest = "mailto:" + dest
	}
	href, ok := w.follow(dest, at)
	if !ok || w.inLink {
		w.show(label)
		return
	}
	w.openLink(href, "")
	w.show(label)
	w.html("</a>")
}

// resolved is an address or title without escapes. An absurdly long one, which may be a reference's and used many times,
// is cut: a title ends there, an address of that length is refused.
func resolved(s []byte) string {
	if len(s) >= addressLimit {
		return string(s[:addressLimit])
	}
	return string(unescape(s))
}

func (w *writer) openLink(href, title string) {
	w.html("<a")
	w.attr("href", href)
	if title != "" {
		w.attr("title", title)
	}
	if _, kind := address(href); kind == external {
		if w.o.Untrusted {
			w.html(` rel="nofollow ugc noopener"`)
		} else {
			w.html(` rel="noopener"`)
		}
	}
	w.html(">")
}

// follow judges and resolves the address of a link and records it. Without ok only the link's text is shown.
func (w *writer) follow(raw string, at int) (href string, ok bool) {
	dest, kind := address(raw)
	w.spent += len(dest)
	l := Link{Dest: dest, At: w.places.at(at), External: kind == external}
	switch kind {
	case unsafe:
		w.report(diag.UnsafeLink.New(l.At, "the link \"%s\" is neither http, https, mailto, tel nor a path", short(dest)).
			WithHint("only the text of the link is shown"))
	case broken:
		w.report(diag.BodyLink.New(l.At, "the link \"%s\" is not an address", short(dest)).
			WithHint("write a path, or an address with https://"))
	case anchor:
		href = w.outline.anchor(dest)
	case local:
		href = dest
		if w.o.Resolve == nil {
			break
		}
		var found bool
		if href, found = w.o.Resolve(l); !found {
			w.report(diag.BodyLink.New(l.At, "the link \"%s\" leads nowhere", short(dest)).
				WithHint("only its text is shown; correct the address or remove the link"))
			href = ""
		} else if _, kind := address(href); kind == unsafe || kind == broken {
			href = ""
		}
	default:
		href = dest
	}
	href = encode(href)
	l.Href = href
	w.links = append(w.links, l)
	return href, href != ""
}

// picture writes an <img>, as a figure with its title below when it stands alone. What cannot be shown is its alternative text.
func (w *writer) picture(n *ast.Image, figure bool) {
	alt := w.plain(n)
	found, ok := w.findPicture(resolved(n.Destination), max(0, n.Pos()))
	if !ok {
		if figure {
			w.html("<p>")
			w.show([]byte(alt))
			w.html("</p>")
		} else {
			w.show([]byte(alt))
		}
		return
	}
	title := resolved(n.Title)
	if figure {
		w.html("<figure>")
		w.image(found, alt, "")
		w.html("<figcaption>")
		w.show([]byte(title))
		w.html("</figcaption></figure>")
		return
	}
	w.image(found, alt, title)
}

// bodySizes says how wide a picture of a text is shown: a column of about 66 characters, and all of a narrow screen.
const bodySizes = "(min-width: 46rem) 42rem, 92vw"

func (w *writer) image(p Picture, alt, title string) {
	if p.WebP != "" {
		w.html(`<picture><source type="image/webp"`)
		w.attr("srcset", p.WebP)
		w.attr("sizes", bodySizes)
		w.html(">")
		p.WebP = ""
		w.image(p, alt, title)
		w.html("</picture>")
		return
	}
	w.html("<img")
	w.attr("src", encode(p.Src))
	w.attr("alt", alt)
	if title != "" {
		w.attr("title", title)
	}
	if p.Width > 0 && p.Height > 0 {
		w.attr("width", strconv.Itoa(p.Width))
		w.attr("height", strconv.Itoa(p.Height))
	}
	w.html(` loading="lazy" decoding="async">`)
}

func (w *writer) findPicture(raw string, at int) (Picture, bool) {
	dest, kind := address(raw)
	switch kind {
	case local:
		if w.o.Picture == nil {
			return Picture{Src: dest}, true
		}
		if p, ok := w.o.Picture(dest); ok {
			if _, kind := address(p.Src); kind == local || kind == external {
				return p, true
			}
		}
		w.report(diag.BodyPicture.New(w.places.at(at), "the picture \"%s\" is not there", short(dest)).
			WithHint("its alternative text is shown; paths are below assets/, with a leading / below static/"))
	case external:
		w.report(diag.RemoteImage.New(w.places.at(at), "the picture \"%s\" is on another host", short(dest)).
			WithHint("copy it to assets/ and give its path there"))
	case unsafe:
		w.report(diag.UnsafeLink.New(w.places.at(at), "the picture's address \"%s\" is not a path", short(dest)).
			WithHint("its alternative text is shown; copy the picture to assets/"))
	default:
		w.report(diag.BodyPicture.New(w.places.at(at), "\"%s\" is not the path of a picture", short(dest)).
			WithHint("its alternative text is shown; paths are below assets/, with a leading / below static/"))
	}
	return Picture{}, false
}

// plain gives the text of a node's descendants.
func (w *writer) plain(n ast.Node) string {
	var b []byte
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch t := c.(type) {
		case *ast.Text:
			if entering {
				value := t.Segment.Value(w.src)
				if !t.IsRaw() {
					value = unescape(value)
				}
				b = append(b, value...)
				if t.SoftLineBreak() || t.HardLineBreak() {
					b = append(b, ' ')
				}
			}
		case *ast.String:
			if entering {
				b = append(b, t.Value...)
			}
		case *ast.AutoLink:
			if entering {
				b = append(b, t.Label(w.src)...)
			}
		}
		return ast.WalkContinue, nil
	})
	return clean(bytes.TrimSpace(b))
}

// short keeps an address that is quoted in a message readable.
func short(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
