package view

import (
	"crypto/sha256"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// plain is a text in the page's language.
func plain(s string) Text { return Text{S: s} }

func (b *Builder) text(t site.Text) Text {
	if t.Lang == "" || t.S == "" {
		return Text{S: t.S}
	}
	return Text{S: t.S, Lang: t.Lang, Dir: b.dir(t.Lang)}
}

// dir is the direction of one of the site's languages.
func (b *Builder) dir(tag string) string {
	for i := range b.languages {
		if b.languages[i].tag == tag {
			return b.languages[i].dir
		}
	}
	return ""
}

// say is an interface text as a Text.
func (b *Builder) say(key string, args ...any) Text { return Text{S: b.t.T(key, args...)} }

// place says how a prose stands on its page.
type place struct {
	address string // of the page, below base_url: relative links start there
	top     int    // level of the highest heading; markdown.Flat for none
	prefix  string // of ids, different for each prose of a page
}

// prose renders Markdown.
func (b *Builder) prose(p site.Prose, at place) Prose {
	out, _ := b.render(p, at)
	return out
}

func (b *Builder) render(p site.Prose, at place) (Prose, markdown.Fragment) {
	if p.S == "" {
		return Prose{}, markdown.Fragment{}
	}
	out := Prose{source: b.sourceOf(p, at)}
	if p.Lang != "" {
		out.Lang, out.Dir = p.Lang, b.dir(p.Lang)
	}
	if b.bare && out.source != "" {
		return out, markdown.Fragment{}
	}
	problems := b.problems
	if p.Folded {
		problems = &diag.List{}
	}
	f := markdown.Render(p.S, markdown.Options{
		Origin: markdown.Origin{File: p.File, Line: p.Line, Column: p.Column, Indent: p.Indent}, RawHTML: b.s.Options.RawHTML, Untrusted: p.Untrusted,
		Top: at.top, IDPrefix: at.prefix, Labels: b.labels,
		Resolve: func(l markdown.Link) (string, bool) { return b.resolve(l.Dest, p.File, at.address) },
		Picture: b.bodyPicture,
	}, problems)
	if p.Folded {
		// Lines of a folded text are not lines of the file: all of them are told at its beginning.
		for _, d := range problems.Sorted(nil) {
			d.At = diag.Position{File: p.File, Line: p.Line, Column: p.Column}
			b.problems.Add(d)
		}
	}
	out.HTML = HTML(f.HTML)
	return out, f
}

// sourceOf tells all that a rendered text depends on, beside the theme's texts and plaudit.yaml: itself and how it stands on its page; of one
// that may have links also where they may lead. It is empty for a text that may have pictures or HTML.
func (b *Builder) sourceOf(p site.Prose, at place) string {
	if strings.IndexByte(p.S, '<') >= 0 || strings.Contains(p.S, "![") {
		return ""
	}
	how := "trusted "
	if p.Untrusted {
		how = "untrusted "
	}
	how += strconv.Itoa(at.top) + " " + at.prefix + " "
	if strings.IndexByte(p.S, '[') >= 0 || strings.Contains(p.S, "://") || strings.Contains(p.S, "www.") {
		how += b.addresses() + " " + p.File + " " + at.address + " "
	}
	return how + p.S
}

// digestOfAddresses is a digest of all that links of texts are resolved with: the addresses of the site, in all languages, its redirects,
// and the addresses of the records by their files.
func (b *Builder) digestOfAddresses() string {
	h := sha256.New()
	line := make([]byte, 0, 256)
	write := func(parts ...string) {
		line = line[:0]
		for _, s := range parts {
			line = append(append(line, s...), 0)
		}
		h.Write(line)
	}
	for _, o := range b.plan.Outputs {
		write(o.Path, o.Address)
	}
	for _, r := range b.plan.Redirects {
		write(r.From, r.To)
	}
	files := b.files()
	for _, file := range slices.Sorted(maps.Keys(files)) {
		write(file, files[file])
	}
	return string(h.Sum(nil))
}

// shortened is the beginning of a Markdown text as plain text of at most n characters.
func (b *Builder) shortened(p site.Prose, n int) Text {
	if p.S == "" {
		return Text{}
	}
	return b.text(site.Text{S: markdown.Plain(p.S, n), Lang: p.Lang})
}

func (b *Builder) date(d site.Date) Date {
	if !d.Given() {
		return Date{}
	}
	day := locale.Day{Year: d.Year, Month: d.Month, Day: d.Day}
	switch d.Precision {
	case record.Year:
		return Date{ISO: d.Time.Format("2006"), Text: b.l.Date(locale.Day{Year: d.Year})}
	case record.Month:
		return Date{ISO: d.Time.Format("2006-01"), Text: b.l.Date(locale.Day{Year: d.Year, Month: d.Month})}
	case record.Minute:
		zone, _ := d.Time.Zone()
		return Date{ISO: d.Time.Format(time.RFC3339), Text: b.l.Instant(d.Time, zone)}
	}
	return Date{ISO: d.Time.Format(time.DateOnly), Text: b.l.Date(day)}
}

// day is an instant as a date.
func (b *Builder) day(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	t = t.In(b.s.Zone)
	return Date{ISO: t.Format(time.DateOnly), Text: b.l.Date(locale.Day{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})}
}

// duration writes a length of time in words, without seconds from an hour on.
func (b *Builder) duration(d time.Duration) string {
	seconds := int(d / time.Second)
	if seconds <= 0 {
		return ""
	}
	var parts []string
	add := func(key string, n int) {
		if n > 0 {
			parts = append(parts, b.t.T(key, "count", n))
		}
	}
	add("view.hours", seconds/3600)
	add("view.minutes", seconds/60%60)
	if seconds < 3600 {
		add("view.seconds", seconds%60)
	}
	return strings.Join(parts, " ")
}

func (b *Builder) picture(i site.Image) Picture {
	return b.pictureOf(i.Src, Wide, b.text(i.Alt), b.text(i.Credit))
}

func (b *Builder) pictureOf(path string, use Use, alt, credit Text) Picture {
	if path == "" {
		return Picture{}
	}
	p, ok := b.env.Picture(path, use)
	if !ok {
		return Picture{}
	}
	return Picture{Src: p.Src, WebP: p.WebP, Width: p.Width, Height: p.Height, Tone: p.Tone, Alt: alt, Credit: credit}
}

// logo is a logo, or the letters of the name in its place.
func (b *Builder) logo(light, dark, name, alt string) Logo {
	l := Logo{Alt: alt, Monogram: monogram(name)}
	if l.Alt == "" {
		l.Alt = name
	}
	if light == "" {
		return l
	}
	p, ok := b.env.Picture(light, Mark)
	if !ok {
		return l
	}
	l.Src, l.WebP, l.Width, l.Height, l.Tone = p.Src, p.WebP, p.Width, p.Height, p.Tone
	if dark != "" {
		if d, ok := b.env.Picture(dark, Mark); ok && d.Tone != "dark" { // what cannot be seen is no help
			l.Dark, l.DarkWebP = d.Src, d.WebP
		}
	}
	return l
}

// monogram is the first letter of the first and, where there is one, of the second word; of writing that joins letters the first one
// alone, as two would be read as a word. A name without letters has its first sign, if that is one.
func monogram(name string) string {
	var letters []rune
	for word := range strings.FieldsSeq(name) {
		for _, r := range word {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				letters = append(letters, unicode.ToUpper(r))
				break
			}
		}
		if len(letters) == 2 || len(letters) == 1 && unicode.In(letters[0], unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian) {
			break
		}
	}
	if letters == nil {
		if i := strings.IndexFunc(name, func(r rune) bool { return unicode.Is(unicode.So, r) }); i >= 0 {
			r, _ := utf8.DecodeRuneInString(name[i:])
			return string(r)
		}
	}
	return string(letters)
}

func (b *Builder) quote(q *site.Quote) Quote {
	if q == nil {
		return Quote{}
	}
	return Quote{Text: b.text(q.Text), Name: q.Name, Role: b.text(q.Role)}
}

func (b *Builder) metrics(list []site.Metric) []Metric {
	if len(list) == 0 {
		return nil
	}
	out := make([]Metric, 0, len(list))
	for _, m := range list {
		value := b.text(m.Value)
		value.S = b.l.Decimal(value.S)
		out = append(out, Metric{Label: b.text(m.Label), Value: value, Unit: b.text(m.Unit), Before: b.l.Decimal(m.Before), After: b.l.Decimal(m.After),
			Period: b.text(m.Period), Source: b.text(m.Source), Method: b.text(m.Method), Kind: m.Kind, Substantiated: m.Substantiated()})
	}
	return out
}

func (b *Builder) videos(list []site.Video, address string) []Video {
	if len(list) == 0 {
		return nil
	}
	out := make([]Video, 0, len(list))
	for i, v := range list {
		x := Video{URL: b.siteURL(v.URL), File: isFilm(v.URL), Title: b.text(v.Title), Date: b.date(v.Date), Duration: b.duration(v.Duration),
			Poster:     b.pictureOf(v.Poster, Wide, b.text(v.Title), Text{}),
			Transcript: b.prose(v.Transcript, place{address, markdown.Flat, "video-" + strconv.Itoa(i+1) + "-"})}
		for _, c := range v.Captions {
			if src, ok := b.env.File(c.Src); ok {
				x.Captions = append(x.Captions, Caption{Lang: c.Lang, Label: b.l.Language(c.Lang), Src: src})
			}
		}
		out = append(out, x)
	}
	return out
}

// isFilm says whether an address is that of a film file that browsers play.
func isFilm(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	path := strings.ToLower(u.Path)
	return slices.ContainsFunc([]string{".mp4", ".m4v", ".webm", ".ogv"}, func(ext string) bool { return strings.HasSuffix(path, ext) })
}

func (b *Builder) cta(c *site.CTA) CTA {
	if c == nil {
		return CTA{}
	}
	return CTA{Text: b.text(c.Text), Label: b.text(c.Label), URL: b.siteURL(c.URL)}
}

func (b *Builder) sponsor(s site.Sponsor) Sponsor {
	if s.Name == "" {
		return Sponsor{}
	}
	return Sponsor{Name: s.Name, URL: s.URL, Logo: b.logo(s.Logo, "", s.Name, "")}
}

func (b *Builder) weights(list []site.Weight) []Weight {
	if len(list) == 0 {
		return nil
	}
	out := make([]Weight, 0, len(list))
	for _, w := range list {
		out = append(out, Weight{Name: b.text(w.Name), Value: b.figure(w.Value)})
	}
	return out
}

// pager leads through a list whose first page is at address.
func (b *Builder) pager(number, pages, from, to, all int, at func(n int) string) Pager {
	p := Pager{Number: max(1, number), Total: max(1, pages), First: from + 1, Last: to, All: all}
	if to <= from {
		p.First, p.Last = 0, 0
	}
	if p.Total == 1 {
		return p
	}
	if p.Number > 1 {
		p.Previous = at(p.Number - 1)
	}
	if p.Number < p.Total {
		p.Next = at(p.Number + 1)
	}
	last := 0
	for _, n := range shownPages(p.Number, p.Total) {
		if n > last+1 {
			p.Pages = append(p.Pages, PageLink{Gap: true})
		}
		p.Pages = append(p.Pages, PageLink{Number: n, URL: at(n), Current: n == p.Number})
		last = n
	}
	return p
}

// shownPages are the first and last page and those round the current one; a gap never stands for a single page.
func shownPages(current, total int) []int {
	var out []int
	for n := 1; n <= total; n++ {
		near := n >= current-1 && n <= current+1
		if n == 1 || n == total || near || n == 2 && current == 4 || n == total-1 && current == total-3 {
			out = append(out, n)
		}
	}
	return out
}

// params puts the free corner of a record in order.
func params(p record.Params) []Param {
	if len(p) == 0 {
		return nil
	}
	return paramsOf(map[string]any(p))
}

func paramsOf(m map[string]any) []Param {
	out := make([]Param, 0, len(m))
	for name, v := range m {
		x := param(v)
		x.Name = name
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b Param) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func param(v any) Param {
	switch v := v.(type) {
	case string:
		return Param{Text: v}
	case bool:
		return Param{Text: strconv.FormatBool(v)}
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1e15 {
			return Param{Text: strconv.FormatInt(int64(v), 10)}
		}
		return Param{Text: strconv.FormatFloat(v, 'g', -1, 64)}
	case map[string]any:
		return Param{Items: paramsOf(v)}
	case record.Params:
		return Param{Items: paramsOf(v)}
	case []any:
		out := Param{}
		for _, item := range v {
			out.Items = append(out.Items, param(item))
		}
		return out
	}
	return Param{}
}
