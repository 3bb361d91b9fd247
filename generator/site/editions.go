package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// levelNames are those of the levels that an edition has when it lists none.
var levelNames = map[string]map[string]string{
	"en": {"winner": "Winner", "finalist": "Finalist", "commended": "Commended"},
	"de": {"winner": "Preisträger", "finalist": "Finalist", "commended": "Lobende Erwähnung"},
	"fr": {"winner": "Lauréat", "finalist": "Finaliste", "commended": "Mention spéciale"},
	"es": {"winner": "Ganador", "finalist": "Finalista", "commended": "Mención de honor"},
	"ja": {"winner": "最優秀賞", "finalist": "ファイナリスト", "commended": "奨励賞"},
	"ar": {"winner": "فائز", "finalist": "مرشح نهائي", "commended": "تنويه خاص"},
}

// editions makes all of them, newest first, without results.
func (l *linker) editions() {
	s := l.site
	s.EditionByID = make(map[string]*Edition, len(l.records.Editions))
	for _, r := range l.records.Editions {
		e := l.edition(r)
		s.Editions = append(s.Editions, e)
		s.EditionByID[e.ID] = e
	}
	slices.SortFunc(s.Editions, func(a, b *Edition) int {
		return cmp.Or(b.Date.Time.Compare(a.Date.Time), strings.Compare(a.ID, b.ID))
	})
}

func (l *linker) edition(r *record.Edition) *Edition {
	e := &Edition{ID: r.Id.S, At: r.Position(), Name: l.name(r.Name), Date: l.date(r.Date), Past: given(r.Date) && l.started(r.Date), Venue: l.name(r.Venue), URL: r.URL.S,
		Summary: l.prose(r.Head, r.Summary), Cover: l.image(r.Cover), Stream: Stream{URL: r.Stream.URL.S, Start: l.date(r.Stream.Start)}, Params: r.Params}
	if !e.Name.Given() {
		e.Name.S = e.ID
	}
	e.Embargo = e.Date.Time
	if given(r.Embargo) {
		e.Embargo = r.Embargo.Start(l.zone)
	}
	for _, d := range r.Timeline {
		end := d.Until
		if !given(end) {
			end = d.Date
		}
		e.Timeline = append(e.Timeline, TimelineDay{Date: l.date(d.Date), Until: l.date(d.Until), Label: l.text(d.Label), Past: l.over(end)})
	}
	for _, j := range r.Jury {
		x := Juror{Name: j.Name.S, Role: l.name(j.Role), Organization: j.Organization.S, Photo: picture(j.Photo)}
		for _, id := range j.Conflicts {
			if p := l.site.PartnerByID[id.S]; p != nil && !slices.Contains(x.Conflicts, p) {
				x.Conflicts = append(x.Conflicts, p)
			}
		}
		e.Jury = append(e.Jury, x)
	}
	e.Nominations = l.nominations(r)
	l.levels(e, r)
	l.gallery(e, r)
	e.Translated = l.translated()
	return e
}

// gallery gives an edition its pictures. They show who won, so they wait for the first level.
func (l *linker) gallery(e *Edition, r *record.Edition) {
	if e.Revealed {
		for _, i := range r.Gallery {
			e.Gallery = append(e.Gallery, l.image(i))
		}
		return
	}
	if len(r.Gallery) == 0 {
		return
	}
	var w words
	for _, i := range r.Gallery {
		w.phrases(i.Alt.S)
	}
	l.hidePart("gallery", e.ID, "", r.Position(), reasonEmbargo, e.Levels[0].reveal, w)
}

// nominations is the call for entries; nil when the edition says nothing of it.
func (l *linker) nominations(r *record.Edition) *Nominations {
	n := r.Nominations
	if !n.Given() && !given(n.Open) && !given(n.Close) && n.URL.S == "" && len(n.ByCountry) == 0 && len(n.ByCategory) == 0 && !n.Count.Given() {
		return nil
	}
	x := &Nominations{Open: l.date(n.Open), Close: l.date(n.Close), URL: n.URL.S, Eligibility: l.prose(r.Head, n.Eligibility), Fee: l.name(n.Fee), Count: int(n.Count.V)}
	switch {
	case !given(n.Open) && !given(n.Close):
	case l.over(n.Close):
		x.State = "closed"
	case l.started(n.Open):
		x.State = "open"
	default:
		x.State = "before"
	}
	if len(n.ByCountry) > 0 {
		sum := 0
		for _, c := range n.ByCountry {
			code := strings.ToUpper(c.Of.S)
			x.ByCountry = append(x.ByCountry, CountOf{ID: code, Name: Text{S: l.locale.Country(code)}, Count: int(c.Count.V)})
			sum += int(c.Count.V)
		}
		slices.SortFunc(x.ByCountry, func(a, b CountOf) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.ID, b.ID)) })
		x.Countries, x.Count = len(x.ByCountry), sum
	}
	for _, c := range n.ByCategory {
		if k := l.site.CategoryByID[c.Of.S]; k != nil {
			x.ByCategory = append(x.ByCategory, CountOf{ID: k.ID, Name: k.Name, Count: int(c.Count.V)})
		}
	}
	slices.SortStableFunc(x.ByCategory, func(a, b CountOf) int {
		return cmp.Compare(l.site.CategoryByID[a.ID].order, l.site.CategoryByID[b.ID].order)
	})
	return x
}

// levels gives an edition its levels and says which are revealed.
func (l *linker) levels(e *Edition, r *record.Edition) {
	for i, x := range r.Levels {
		v := Level{ID: x.ID.S, Name: l.name(x.Name), Rank: i, Shortlist: x.Shortlist.V, reveal: e.Embargo}
		if !v.Name.Given() {
			v.Name = l.levelName(v.ID)
		}
		if given(x.Reveal) {
			v.reveal = x.Reveal.Start(l.zone)
		}
		e.Levels = append(e.Levels, v)
		for _, above := range e.Levels[:i] {
			if above.ID == v.ID {
				l.problems.Add(diag.DuplicateID.New(r.Pos(x.At), "the level %q is there twice", v.ID).WithHint("give one of them another id, or delete it"))
			}
			if v.reveal.After(above.reveal) {
				at := x.Reveal.At
				if !at.Given() {
					at = x.At
				}
				l.problems.Add(diag.RevealBeforeClock.New(r.Pos(at), "the level %q is revealed after the level %q above it", v.ID, above.ID).
					WithHint("give it a `reveal` that is not later than that of %q", above.ID))
				break
			}
		}
	}
	if len(e.Levels) == 0 {
		for i, id := range []string{"winner", "finalist", "commended"} {
			e.Levels = append(e.Levels, Level{ID: id, Name: l.levelName(id), Rank: i, reveal: e.Embargo})
		}
	}
	for i := range e.Levels {
		e.Levels[i].Visible = l.revealed(e.Levels[i].reveal)
	}
	e.Revealed = e.Levels[0].Visible
}

func (l *linker) levelName(id string) Text {
	if _, ok := levelNames["en"][id]; ok {
		return l.inLanguage(levelNames, id)
	}
	return Text{S: id}
}

// level finds a level of an edition by id; the first one when none is named, -1 when it is unknown.
func (e *Edition) level(id string) int {
	if id == "" {
		return 0
	}
	return slices.IndexFunc(e.Levels, func(v Level) bool { return v.ID == id })
}

// revealed says whether something that waits for an instant may be shown.
func (l *linker) revealed(t time.Time) bool { return l.clock.Reached(t) || l.in.Future }
