package export

import "strings"

// absolute gives the addresses of rendered Markdown (href, src, poster, srcset in quotes) the site's origin, and anchors the page's
// address: a feed is read far away from its page.
func absolute(html, origin, page string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(html, '<')
		if open < 0 {
			break
		}
		end := tagEnd(html[open:])
		if end < 0 {
			break
		}
		b.WriteString(html[:open])
		writeTag(&b, html[open:open+end], origin, page)
		html = html[open+end:]
	}
	if b.Len() == 0 {
		return html
	}
	b.WriteString(html)
	return b.String()
}

// tagEnd is the length of the tag that html begins with; a > in a quoted value does not end it.
func tagEnd(html string) int {
	var quote byte
	for i := 1; i < len(html); i++ {
		switch c := html[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return -1
}

func writeTag(b *strings.Builder, tag, origin, page string) {
	for {
		eq := strings.Index(tag, `="`)
		if eq < 0 {
			break
		}
		length := strings.IndexByte(tag[eq+2:], '"')
		if length < 0 {
			break
		}
		name := tag[strings.LastIndexAny(tag[:eq], " \n\t")+1 : eq]
		value := tag[eq+2 : eq+2+length]
		b.WriteString(tag[:eq+2])
		switch name {
		case "href", "src", "poster":
			b.WriteString(absoluteURL(value, origin, page))
		case "srcset":
			parts := strings.Split(value, ", ")
			for i, p := range parts {
				parts[i] = absoluteURL(p, origin, page)
			}
			b.WriteString(strings.Join(parts, ", "))
		default:
			b.WriteString(value)
		}
		b.WriteByte('"')
		tag = tag[eq+2+length+1:]
	}
	b.WriteString(tag)
}

func absoluteURL(url, origin, page string) string {
	switch {
	case strings.HasPrefix(url, "//"):
		return url
	case strings.HasPrefix(url, "/"):
		return origin + url
	case strings.HasPrefix(url, "#"):
		return page + url
	}
	return url
}
