package site

import (
	"time"

	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// name is a text whose translation does not matter for whether its record is translated: a name, a label, what a picture shows.
func (l *linker) name(t record.Text) Text {
	if t.S == "" || l.lang == l.original || t.Translated() {
		return Text{S: t.S}
	}
	return Text{S: t.S, Lang: l.original}
}

// text is prose, which should be translated: linking a record that has it untranslated sets fellBack.
func (l *linker) text(t record.Text) Text {
	x := l.name(t)
	if x.Lang != "" {
		l.fellBack = true
	}
	return x
}

func (l *linker) prose(h record.Head, m record.Markdown) Prose { return proseIn(h, m, l.text) }

// proseIn is a text in Markdown with its place in the record's file, or in the translation's when it stands there.
func proseIn(h record.Head, m record.Markdown, text func(record.Text) Text) Prose {
	if m.S == "" {
		return Prose{}
	}
	file := h.File
	if m.Translated() {
		file = h.Overlay
	}
	at := m.In(file)
	return Prose{Text: text(m.Text), File: file, Line: at.Line, Column: at.Column, Indent: int(m.Indent), Folded: m.Folded}
}

// translated says whether the texts read since the last call were all in the site's language.
func (l *linker) translated() bool {
	fell := l.fellBack
	l.fellBack = false
	return !fell
}

// TextOf is a text of the records of the programme.
func (s *Site) TextOf(t record.Text) Text {
	if t.S == "" || s.Original || t.Translated() {
		return Text{S: t.S}
	}
	return Text{S: t.S, Lang: s.Languages[0]}
}

// ProseOf is a text in Markdown of the records of the programme; h is the head of its record.
func (s *Site) ProseOf(h record.Head, m record.Markdown) Prose { return proseIn(h, m, s.TextOf) }

// DateOf is a date of the records of the programme.
func (s *Site) DateOf(d record.Date) Date { return dateIn(s.Zone, d) }

// date is a date of the record in the site's zone.
func (l *linker) date(d record.Date) Date { return dateIn(l.zone, d) }

func dateIn(zone *time.Location, d record.Date) Date {
	if d.Precision == record.NoDate {
		return Date{}
	}
	t := d.Start(zone).In(zone)
	if d.Precision == record.Minute {
		return Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Precision: d.Precision, Time: t}
	}
	return Date{Year: int(d.Year), Month: int(d.Month), Day: int(d.Day), Precision: d.Precision, Time: t}
}

func given(d record.Date) bool { return d.Precision != record.NoDate }

// started says whether a date's first instant has come; without a date it has.
func (l *linker) started(d record.Date) bool { return !given(d) || l.clock.Reached(d.Start(l.zone)) }

// over says whether a date is past, its own day included; without a date it never is.
func (l *linker) over(d record.Date) bool { return given(d) && l.clock.Reached(d.End(l.zone)) }

// picture is the file in the site's folder that a reference to a picture means; empty when there is none.
func picture(p record.Picture) string {
	if p.S == "" {
		return ""
	}
	file, err := sitepath.Asset(p.S)
	if err != nil {
		return "" // decode has said so
	}
	return file
}

func (l *linker) image(i record.Image) Image {
	return Image{Src: picture(i.Src), Alt: l.name(i.Alt), Credit: l.name(i.Credit)}
}

func (l *linker) quote(q record.Quote) *Quote {
	if q.Text.S == "" {
		return nil
	}
	return &Quote{Text: l.text(q.Text), Name: q.Name.S, Role: l.name(q.Role)}
}

func (l *linker) metrics(list []record.Metric) []Metric {
	out := make([]Metric, 0, len(list))
	for _, m := range list {
		out = append(out, Metric{Label: l.name(m.Label), Value: l.name(m.Value), Unit: l.name(m.Unit), Before: m.Before.S, After: m.After.S,
			Period: l.name(m.Period), Source: l.name(m.Source), Method: l.name(m.Method), Kind: m.Kind.S})
	}
	return out
}

func (l *linker) videos(h record.Head, list []record.Video) []Video {
	out := make([]Video, 0, len(list))
	for _, v := range list {
		film := Video{URL: v.URL.S, Title: l.name(v.Title), Date: l.date(v.Date), Duration: v.Duration.V, Poster: picture(v.Poster), Transcript: l.prose(h, v.Transcript)}
		for _, c := range v.Captions {
			film.Captions = append(film.Captions, Caption{Lang: c.Lang.S, Src: picture(c.Src)})
		}
		out = append(out, film)
	}
	return out
}

func (l *linker) cta(c record.CTA) *CTA {
	if c.URL.S == "" && c.Label.S == "" {
		return nil
	}
	return &CTA{Text: l.text(c.Text), Label: l.text(c.Label), URL: c.URL.S}
}

// noneAsNil keeps an empty list from differing from an absent one.
func noneAsNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
