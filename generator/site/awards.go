package site

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// result is an entry of an edition on its way to an Award.
type result struct {
	r        *record.Result
	order    int // in its file
	edition  *Edition
	category *Category
	region   *Term
	level    int // its own rank
	reveal   time.Time
	revealed bool
	shown    int  // the rank at which it is shown; -1: not at all
	bare     bool // shown as shortlisted

	recipients []Recipient // visible ones
	everyone   []string    // ids of all, withheld ones included
	hidden     int         // how many are withheld
	partners   []*record.Partner
	people     bool
	shortID    string // the default id without clients and numbers
	id         string
	award      *Award
}

func (x *result) none() bool { return x.r.None.V }

func (x *result) race() race { return race{x.r.Category.S, x.r.Region.S} }

// status is today's; before its day a status is a secret. Without a day it holds always.
func (l *linker) status(r *record.Result) string {
	if r.Status.S == "" || r.Status.S == Active || !l.started(r.StatusOn) {
		return Active
	}
	return r.Status.S
}

// readResults understands every result, visible or not, says which are shown, and gives them ids.
func (l *linker) readResults() {
	s := l.site
	for _, re := range l.records.Editions {
		e := s.EditionByID[re.Id.S]
		first := len(l.results)
		for i := range re.Results {
			r := &re.Results[i]
			x := &result{r: r, order: i, edition: e, category: s.CategoryByID[r.Category.S], level: e.level(r.Level.S), shown: -1}
			if x.category == nil || x.level < 0 {
				continue // references says so
			}
			l.checkYears(x)
			if r.Region.S != "" {
				if x.region = l.taxonomies["region"].byID[r.Region.S]; x.region == nil {
					continue
				}
			}
			x.reveal = e.Levels[x.level].reveal
			if given(r.Reveal) {
				x.reveal = r.Reveal.Start(l.zone)
			}
			if x.none() {
				x.level, x.shown = 0, -1
				if !given(r.Reveal) {
					x.reveal = e.Levels[0].reveal
				}
			} else if l.recipients(x); len(x.everyone) == 0 {
				continue
			}
			l.results = append(l.results, x)
		}
		l.reveal(e, l.results[first:])
		l.checkRaces(l.results[first:])
	}
	l.nameAwards()
}

// recipients finds who holds an award, as they were on the edition's day.
func (l *linker) recipients(x *result) {
	day := x.edition.Date.Time
	shares := x.r.Shares
	share := func(i int) Fraction {
		if i < len(shares) && len(shares) == len(x.r.Partners)+len(x.r.Recipients) {
			return Fraction{shares[i].Num, shares[i].Den}
		}
		return Fraction{}
	}
	for i, ref := range x.r.Partners {
		pr := l.partnerRecord[ref.S]
		if pr == nil || slices.Contains(x.everyone, ref.S) {
			continue
		}
		x.everyone = append(x.everyone, ref.S)
		x.partners = append(x.partners, pr)
		p := l.site.PartnerByID[ref.S]
		if p == nil {
			x.hidden++
			continue
		}
		r := Recipient{ID: p.ID, Partner: p, Tier: p.tierOn(day), Share: share(i)}
		l.dress(&r, day)
		x.recipients = append(x.recipients, r)
	}
	for i, ref := range x.r.Recipients {
		if ref.Name.S == "" {
			continue
		}
		id := unusedID(madeID(ref.Name.S), x.everyone)
		x.everyone = append(x.everyone, id)
		pr := l.partnerRecord[ref.Partner.S]
		consent := ref.Consent
		if pr != nil {
			x.partners = append(x.partners, pr)
			if !consent.Given() {
				consent = pr.Consent.People
			}
		}
		x.people = true
		if !l.allows(consent, forPeople) {
			x.hidden++
			var w words
			w.name(ref.Name.S)
			l.hidePart("people", id, ref.Name.S, x.r.Pos(ref.At), reasonConsent, time.Time{}, w)
			continue
		}
		r := Recipient{ID: id, Name: Text{S: ref.Name.S}, Person: true, Photo: picture(ref.Photo), Share: share(len(x.r.Partners) + i)}
		if pr != nil {
			if r.Partner = l.site.PartnerByID[pr.Id.S]; r.Partner != nil {
				r.Tier = r.Partner.tierOn(day)
				l.dress(&r, day)
			}
		}
		x.recipients = append(x.recipients, r)
	}
}

// dress gives a recipient the name and logo that its partner had on a day.
func (l *linker) dress(r *Recipient, day time.Time) {
	name, logo, earlier := r.Partner.asOf(day)
	r.Logo = logo
	r.LogoAlt = r.Partner.LogoAlt
	if earlier {
		r.LogoAlt = name
	}
	if earlier && name.S != r.Partner.Name.S {
		r.NameNow = r.Partner.Name
	}
	if r.Person {
		r.PartnerName = name
	} else {
		r.Name = name
	}
}

// madeID is an id made from a name. A name that gives a reserved one (a person called Con) gets a number, or its address
// could not exist on every system.
func madeID(name string) string {
	id := locale.Slug(name)
	if sitepath.Reserved(sitepath.AnyKind, id) {
		id += "-1"
	}
	return id
}

// unusedID is an id, or with the first number that makes it new.
func unusedID(id string, used []string) string {
	for n, candidate := int64(2), id; ; n++ {
		if !slices.Contains(used, candidate) {
			return candidate
		}
		candidate = id + "-" + digits(n)
	}
}

// awards makes the visible ones, in order, and ties them to editions, replaced ones and case studies.
func (l *linker) awards() {
	s := l.site
	s.AwardByID = make(map[string]*Award, len(l.results))
	l.nones = map[*Edition][]*CategoryYear{}
	years := map[race]*CategoryYear{}
	year := func(x *result) *CategoryYear {
		k := race{x.category.ID, x.edition.ID}
		if years[k] == nil {
			years[k] = newYear(x.category, x.edition)
		}
		return years[k]
	}
	var shown []*result
	for _, x := range l.results {
		switch {
		case x.none():
			if x.revealed {
				y := year(x)
				y.None, y.Reason = true, l.text(x.r.Reason)
				l.nones[x.edition] = append(l.nones[x.edition], y)
				l.translated()
			} else {
				l.withholdResult(x, x.reveal, l.revealReason(x))
			}
		case x.shown < 0:
			l.withholdResult(x, x.reveal, l.revealReason(x))
		case len(x.recipients) == 0:
			reason := reasonUnlisted
			if x.people {
				reason = reasonConsent
			}
			l.withholdResult(x, time.Time{}, reason)
		default:
			x.award = l.award(x)
			x.award.Year = year(x)
			x.award.CategoryName = x.award.Year.Name
			s.AwardByID[x.id] = x.award
			shown = append(shown, x)
			if x.bare {
				l.withholdDetails(x)
			}
		}
	}
	for _, x := range shown {
		if x.bare || x.r.Replaces.S == "" {
			continue
		}
		if old := s.AwardByID[x.r.Replaces.S]; old != nil && old != x.award && !old.Shortlisted && old.Status == Rescinded {
			x.award.Replaces, old.ReplacedBy = old, x.award
		}
	}
	slices.SortStableFunc(shown, l.inEdition())
	for _, x := range shown {
		x.award.Order = len(x.edition.Awards)
		x.edition.Awards = append(x.edition.Awards, x.award)
	}
	for _, e := range s.Editions {
		for _, a := range e.Awards {
			if a.CaseStudy != nil {
				a.CaseStudy.Awards = append(a.CaseStudy.Awards, a)
			}
		}
	}
}

// inEdition is the order of results: category, level, region (none first), place in the file. Those that are shown as
// shortlisted stand by name, since their place in the file may tell who wins.
func (l *linker) inEdition() func(a, b *result) int {
	keys := map[*result][]byte{}
	key := func(x *result) []byte {
		if keys[x] == nil {
			keys[x] = l.locale.Key(x.recipients[0].Name.S)
		}
		return keys[x]
	}
	region := func(x *result) []byte {
		if x.region == nil {
			return nil
		}
		return x.region.SortKey
	}
	return func(a, b *result) int {
		c := cmp.Or(cmp.Compare(a.category.order, b.category.order), cmp.Compare(a.shown, b.shown), bytes.Compare(region(a), region(b)), strings.Compare(a.r.Region.S, b.r.Region.S))
		if c == 0 && a.bare && b.bare {
			c = cmp.Or(bytes.Compare(key(a), key(b)), strings.Compare(a.id, b.id))
		}
		return cmp.Or(c, cmp.Compare(a.order, b.order))
	}
}

func (l *linker) award(x *result) *Award {
	r, s := x.r, l.site
	a := &Award{ID: x.id, At: r.Position(), Edition: x.edition, Category: x.category, Level: &x.edition.Levels[x.shown], Shortlisted: x.bare, Region: x.region,
		Recipients: x.recipients, Withheld: x.hidden, Joint: len(x.everyone) > 1, Status: Active}
	a.Rest = strings.TrimPrefix(a.ID, x.edition.ID+"-"+x.category.ID+"-")
	var clients []*record.Client
	for _, id := range r.Clients {
		if c := l.clientRecord[id.S]; c != nil {
			clients = append(clients, c)
		}
		if c := s.ClientByID[id.S]; c != nil && !slices.Contains(a.Clients, c) {
			a.Clients = append(a.Clients, c)
		}
	}
	if x.bare {
		for i := range a.Recipients {
			a.Recipients[i].Share = Fraction{}
		}
		a.Translated = true
		return a
	}
	a.Citation = l.prose(r.Head, r.Citation)
	a.CaseStudy = s.CaseStudyByID[r.CaseStudy.S]
	a.Quote, a.Metrics = l.quoteAndMetrics(x.id, a.At, r.Quote, r.Metrics, x.partners, clients)
	a.Videos = noneAsNil(l.videos(r.Head, r.Videos))
	a.Image = l.image(r.Image)
	a.Tie = r.Tie.V
	a.Params = r.Params
	a.Status = l.status(r)
	if a.Status != Active {
		a.StatusOn, a.StatusWhy = l.date(r.StatusOn), l.text(r.StatusWhy)
	} else if r.Status.S != "" && r.Status.S != Active {
		var w words
		w.phrases(r.StatusWhy.S)
		l.hidePart("status", x.id, r.Status.S, r.Pos(r.Status.At), reasonScheduled, r.StatusOn.Start(l.zone), w)
	}
	if r.Status.S == Expired {
		a.ExpiresOn = l.date(r.StatusOn)
	}
	a.HasCertificate = a.Status != Declined && (!r.Certificate.Given() || r.Certificate.V)
	a.Translated = l.translated()
	return a
}

func (l *linker) revealReason(x *result) string {
	if given(x.r.Reveal) || !x.reveal.Equal(x.edition.Embargo) {
		return reasonReveal
	}
	return reasonEmbargo
}

// withholdResult notes a result that is not shown.
func (l *linker) withholdResult(x *result, until time.Time, reason string) {
	w := hideOf("award", x.r.Head, reason, until)
	w.ID = x.id
	var ws words
	ws.id(x.id)
	var names []string
	for _, r := range x.recipients {
		names = append(names, r.Name.S)
		ws.name(r.Name.S)
	}
	for _, r := range x.r.Recipients {
		ws.name(r.Name.S)
	}
	w.Name = strings.Join(names, ", ")
	w.Words = append(ws, l.detailWords(x)...)
	l.withhold(w)
}

// withholdDetails notes what a shortlisted result does not show yet.
func (l *linker) withholdDetails(x *result) {
	w := hideOf("level", x.r.Head, reasonReveal, x.reveal)
	w.ID = x.id
	if x.revealed { // until whatever is above it
		for _, v := range x.edition.Levels[:x.level] {
			if v.reveal.After(w.Until) {
				w.Until = v.reveal
			}
		}
	}
	w.Words = l.detailWords(x)
	l.withhold(w)
}

// detailWords are the phrases of a result that nobody may read before it is revealed.
func (l *linker) detailWords(x *result) []string {
	var w words
	w.phrases(x.r.Citation.S, x.r.Reason.S, x.r.Quote.Text.S, x.r.StatusWhy.S)
	return w
}

// checkRaces finds results that do not go together with others of their category.
func (l *linker) checkRaces(results []*result) {
	winners := map[race][]*result{}
	nones := map[string]*result{}
	for _, x := range results {
		switch {
		case x.none():
			nones[x.r.Category.S] = x
		case x.level == 0 && x.category.OneWinner && x.r.Replaces.S == "" && (x.r.Status.S == "" || x.r.Status.S == Active || x.r.Status.S == Expired):
			winners[x.race()] = append(winners[x.race()], x)
		}
	}
	for _, x := range results {
		if none := nones[x.r.Category.S]; none != nil && !x.none() && (none.r.Region.S == "" || none.r.Region.S == x.r.Region.S) {
			l.problems.Add(diag.NoneWithResults.New(x.r.Position(), "a result of %q, of which the edition says that there is no award", x.category.ID).
				WithNote(none.r.Position(), "no award here").WithHint("remove the result, or the entry with `none: true`"))
		}
		if list := winners[x.race()]; len(list) > 1 && list[0] != x && slices.Contains(list, x) && !x.r.Tie.V {
			l.problems.Add(diag.SecondWinner.New(x.r.Position(), "a second winner of %q, which has one", x.category.ID).
				WithNote(list[0].r.Position(), "the first winner").WithHint("say `tie: true`, give it a `region` of its own, or correct the `level`"))
		}
	}
}
