package site

import (
	"reflect"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// Retouch brings a site up to date after one record was written anew, when all that is another in it are texts of its own: sentences that
// are shown and decide nothing. It is for a preview, which cannot wait until everything is linked. before and after are the records of
// one file, as decode gives them, of the site's original language.
//
// The sites are changed in place, so nobody may read them meanwhile. Places of other records in the same file, which only diagnostics
// show, stay as they were. ok is false when something else is another, or cannot be told: then nothing was changed.
func Retouch(whole *Whole, before, after any) (ok bool) {
	t := retouch{whole: whole, ok: true}
	switch a := after.(type) {
	case *record.Partner:
		b, same := before.(*record.Partner)
		t.ok = same && t.partner(b, a)
	case *[]record.Partner:
		b, same := before.(*[]record.Partner)
		t.ok = same && len(*a) == len(*b)
		for i := 0; t.ok && i < len(*a); i++ {
			t.ok = t.partner(&(*b)[i], &(*a)[i])
		}
	case *record.CaseStudy:
		b, same := before.(*record.CaseStudy)
		t.ok = same && t.post(b, a, &b.Post, &a.Post, func(s *Site, id string) *Post {
			if c := s.CaseStudyByID[id]; c != nil {
				return &c.Post
			}
			return nil
		})
	case *record.Update:
		b, same := before.(*record.Update)
		t.ok = same && t.post(b, a, &b.Post, &a.Post, func(s *Site, id string) *Post {
			return postIn(s.Updates, id, func(u *Update) *Post { return &u.Post })
		})
	case *record.Resource:
		b, same := before.(*record.Resource)
		t.ok = same && t.post(b, a, &b.Post, &a.Post, func(s *Site, id string) *Post {
			return postIn(s.Resources, id, func(u *Resource) *Post { return &u.Post })
		})
	case *record.Event:
		b, same := before.(*record.Event)
		t.ok = same && t.post(b, a, &b.Post, &a.Post, func(s *Site, id string) *Post {
			return postIn(s.Events, id, func(u *Event) *Post { return &u.Post })
		})
	case *record.Edition:
		b, same := before.(*record.Edition)
		t.ok = same && t.edition(b, a)
	case *record.Config:
		b, same := before.(*record.Config)
		t.ok = same && t.config(b, a)
	default:
		return false
	}
	if t.ok {
		for _, change := range t.changes {
			change()
		}
	}
	return t.ok
}

// retouch collects changes of texts.
type retouch struct {
	whole   *Whole
	ok      bool
	changes []func()
}

func (t *retouch) partner(b, a *record.Partner) bool {
	if !sameBut(b, a, "Summary", "Description", "Website") {
		return false
	}
	for _, s := range t.whole.Sites {
		p := s.PartnerByID[a.Id.S]
		if p == nil {
			return false
		}
		t.text(s, &p.Summary, b.Summary, a.Summary)
		t.prose(s, &p.Description, a.Head, b.Description, a.Description)
		if p.Website != b.Website.S {
			return false
		}
		t.changes = append(t.changes, func() { p.Website = a.Website.S })
	}
	return t.ok
}

// post is a page of words. Those that a menu shows, and the introductions of generated pages, have texts elsewhere, too.
func (t *retouch) post(before, after any, b, a *record.Post, in func(*Site, string) *Post) bool {
	if !sameBut(before, after, "Title", "Summary", "Body") {
		return false
	}
	for _, s := range t.whole.Sites {
		p := in(s, a.Id.S)
		if p == nil {
			return false
		}
		t.text(s, &p.Title, b.Title, a.Title)
		t.text(s, &p.Summary, b.Summary, a.Summary)
		t.prose(s, &p.Body, a.Head, b.Body, a.Body)
	}
	return t.ok
}

func postIn[T any](list []*T, id string, post func(*T) *Post) *Post {
	for _, x := range list {
		if p := post(x); p.ID == id {
			return p
		}
	}
	return nil
}

// edition may have other citations. Its results are found by their places, which are brought up to date.
func (t *retouch) edition(b, a *record.Edition) bool {
	if !sameBut(b, a, "Summary", "Results") || len(b.Results) != len(a.Results) {
		return false
	}
	for _, s := range t.whole.Sites {
		e := s.EditionByID[a.Id.S]
		if e == nil {
			return false
		}
		t.prose(s, &e.Summary, a.Head, b.Summary, a.Summary)
		at := map[diag.Position]*Award{}
		for _, award := range e.Awards {
			at[award.At] = award
		}
		for i := range a.Results {
			was, is := &b.Results[i], &a.Results[i]
			if !sameBut(was, is, "Citation") {
				return false
			}
			award := at[was.Position()]
			if award == nil {
				if was.Citation.S != is.Citation.S {
					return false
				}
				continue
			}
			t.prose(s, &award.Citation, is.Head, was.Citation, is.Citation)
			t.changes = append(t.changes, func() { award.At = is.Position() })
		}
	}
	return t.ok
}

func (t *retouch) config(b, a *record.Config) bool {
	if !sameBut(b, a, "Title", "OptionsAt") {
		return false
	}
	for _, s := range t.whole.Sites {
		t.text(s, &s.Title, b.Title, a.Title)
	}
	return t.ok
}

// text notes that a text becomes another one. Where a translation has its own, that stays. A text that comes or goes, or that is shown other
// than it was written, says more than itself.
func (t *retouch) text(s *Site, shown *Text, b, a record.Text) {
	if b.S == a.S {
		return
	}
	translated := !s.Original && shown.Lang == "" && shown.S != ""
	switch {
	case b.S == "" || a.S == "":
		t.ok = false
	case translated && shown.S != b.S:
	case translated || shown.S != b.S:
		t.ok = false // a translation of the same words, or a text that is withheld
	default:
		t.changes = append(t.changes, func() { shown.S = a.S })
	}
}

// prose is text for Markdown, with its place.
func (t *retouch) prose(s *Site, shown *Prose, h record.Head, b, a record.Markdown) {
	n := len(t.changes)
	t.text(s, &shown.Text, b.Text, a.Text)
	if len(t.changes) > n {
		at := a.In(h.File)
		t.changes = append(t.changes, func() {
			shown.File, shown.Line, shown.Column, shown.Indent, shown.Folded = h.File, at.Line, at.Column, int(a.Indent), a.Folded
		})
	}
}

// sameBut says whether two records of one type are equal but for some fields, and for the places of their values. Fields of embedded
// structs count as the record's.
func sameBut(a, b any, fields ...string) bool {
	x, y := reflect.New(reflect.TypeOf(a).Elem()).Elem(), reflect.New(reflect.TypeOf(b).Elem()).Elem()
	x.Set(reflect.ValueOf(a).Elem())
	y.Set(reflect.ValueOf(b).Elem())
	for _, name := range fields {
		x.FieldByName(name).SetZero()
		y.FieldByName(name).SetZero()
	}
	return equal(x, y)
}

var placeType = reflect.TypeFor[record.At]()

// equal is reflect.DeepEqual, but for places.
func equal(x, y reflect.Value) bool {
	if x.Type() == placeType {
		return true
	}
	switch x.Kind() {
	case reflect.Struct:
		for i := range x.NumField() {
			if !equal(x.Field(i), y.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if x.Len() != y.Len() {
			return false
		}
		for i := range x.Len() {
			if !equal(x.Index(i), y.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface:
		if x.IsNil() || y.IsNil() {
			return x.IsNil() == y.IsNil()
		}
		return x.Elem().Type() == y.Elem().Type() && equal(x.Elem(), y.Elem())
	case reflect.Map:
		return reflect.DeepEqual(x.Interface(), y.Interface())
	}
	return x.Equal(y)
}
