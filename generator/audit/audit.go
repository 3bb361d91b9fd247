// Package audit finds what a programme manager or an editor has to do: what partners lack, what ends soon, what is not translated, and why
// something is withheld. None of it is a mistake, so it is no diagnostic: a site with much to do is published as it is.
//
// It reads the records as they were written, withheld ones included, so what it says is for those who write the site and never for an output.
// Its words are English, like those of diagnostics.
package audit

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// soon is how many days ahead an end is work to do.
const soon = 90

// Partner is what is to do for one partner. What belongs to none stands under an empty ID and the name of the site.
type Partner struct {
	ID, Name string
	At       diag.Position // the partner's record; for what belongs to none, the title in plaudit.yaml
	Items    []Item        // the profile first, then consent, awards, case studies, other posts
}

// Item is one thing to do.
type Item struct {
	What  string        // one of the codes below
	Text  string        // for an editor, in whole sentences
	At    diag.Position // where to write; where a record lacks a key, the record
	Until time.Time     // the first instant after something that ends or ended, or at which something is to be ready; zero: not by the clock
}

// The codes of what is to do. They do not change; a new kind of work gets a new one.
const (
	NoLogo              = "no-logo"                // an active partner without logo
	NotConfirmed        = "not-confirmed"          // an active partner that has not confirmed its profile for a year, or never
	CertificationEnds   = "certification-ends"     // within 90 days
	CertificationEnded  = "certification-ended"    // and the profile does not show it any more
	TierEnds            = "tier-ends"              // within 90 days, and no other follows
	ConsentMissing      = "consent-missing"        // the site requires it, the record does not say, and something is withheld for it
	ConsentRefused      = "consent-refused"        // and the sources have what it is about
	ConsentEnds         = "consent-ends"           // within 90 days
	ConsentEnded        = "consent-ended"          //
	WinWithoutCaseStudy = "win-without-case-study" // it names none, or one that is not shown
	WinWithoutCitation  = "win-without-citation"   //
	NotReady            = "not-ready"              // a win is announced within 90 days, and its case study will not be there
	AwardEnds           = "award-ends"             // it will be expired, rescinded or declined within 90 days
	NoApproval          = "no-approval"            // a case study that somebody concerned has not approved
	NoBaseline          = "no-baseline"            // a metric that does not say what it was before
	Expires             = "expires"                // a case study, another post or an opportunity, within 90 days
)

// Work lists what is to do: first what belongs to no partner, then partners by name, as the site's own language sorts them, then id. Those with
// nothing to do are left out; what several partners share, such as a joint award, stands under each. The records are all that the site was
// linked from.
func Work(whole *site.Whole, records *record.Records, now time.Time) []Partner {
	f := newFinder(whole.Sites[0], records, now)
	f.needs()
	for _, x := range f.partners {
		f.profile(x)
		f.partnerConsent(x)
	}
	f.clientConsent()
	f.results()
	f.posts()
	return f.list()
}

// finder gathers what is to do.
type finder struct {
	records  *record.Records
	site     *site.Site
	zone     *time.Location
	now      time.Time
	horizon  time.Time       // the last instant that is soon
	required map[string]bool // what is withheld unless a record says yes

	programme   *entry
	partners    []*entry // in the order of the records
	partner     map[string]*entry
	client      map[string]*counts // how much needs their consent
	caseStudies map[string]*record.CaseStudy
	categories  map[string]string // names
	wins        map[string][]win  // by case study
}

// entry is a partner on its way to the list.
type entry struct {
	Partner
	record *record.Partner // nil for the programme
	needs  counts
}

func newFinder(s *site.Site, records *record.Records, now time.Time) *finder {
	f := &finder{records: records, site: s, zone: s.Zone, now: now, horizon: now.AddDate(0, 0, soon), required: map[string]bool{},
		partner: make(map[string]*entry, len(records.Partners)), client: make(map[string]*counts, len(records.Clients)),
		caseStudies: make(map[string]*record.CaseStudy, len(records.CaseStudies)), categories: map[string]string{}, wins: map[string][]win{}}
	c := &records.Config
	f.programme = &entry{Partner: Partner{Name: c.Title.S, At: c.Title.In(c.File)}}
	for _, what := range c.Consent.Required {
		f.required[what.S] = true
	}
	entries := make([]entry, len(records.Partners)) // together: there are many
	for i, r := range records.Partners {
		if r.Id.S == "" || f.partner[r.Id.S] != nil {
			continue // the diagnostics say so
		}
		x := &entries[i]
		x.ID, x.Name, x.At, x.record = r.Id.S, cmp.Or(r.Name.S, r.Id.S), r.Position(), r
		f.partners = append(f.partners, x)
		f.partner[x.ID] = x
	}
	for _, r := range records.CaseStudies {
		if f.caseStudies[r.Id.S] == nil {
			f.caseStudies[r.Id.S] = r
		}
	}
	for _, r := range records.Categories {
		f.categories[r.Id.S] = r.Name.S
	}
	return f
}

// language is the site's own; English for a tag that nobody knows, of which the diagnostics speak.
func (f *finder) language() *locale.Locale {
	if l, err := locale.For(f.site.Language); err == nil {
		return l
	}
	return english()
}

// list is what was found, in order.
func (f *finder) list() []Partner {
	language := f.language()
	type named struct {
		key []byte // the collation key of the name
		*entry
	}
	busy := make([]named, 0, len(f.partners))
	for _, x := range f.partners {
		if len(x.Items) == 0 {
			continue
		}
		if p := f.site.PartnerByID[x.ID]; p != nil {
			busy = append(busy, named{p.SortKey, x})
		} else {
			busy = append(busy, named{language.Key(x.Name), x})
		}
	}
	slices.SortFunc(busy, func(a, b named) int {
		if c := bytes.Compare(a.key, b.key); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	all := make([]Partner, 0, len(busy)+1)
	if len(f.programme.Items) > 0 {
		all = append(all, f.programme.Partner)
	}
	for _, x := range busy {
		all = append(all, x.Partner)
	}
	return all
}

// tell adds one thing to do to each of those whom it is about; to the programme, when they are none.
func (f *finder) tell(to []*entry, item Item) {
	if len(to) == 0 {
		to = []*entry{f.programme}
	}
	for _, x := range to {
		x.Items = append(x.Items, item)
	}
}

// those are the partners of a list of references, each once; one that does not exist is none.
func (f *finder) those(refs []record.ID) []*entry {
	var all []*entry
	for _, ref := range refs {
		if x := f.partner[ref.S]; x != nil && !slices.Contains(all, x) {
			all = append(all, x)
		}
	}
	return all
}

func (f *finder) past(t time.Time) bool { return !f.now.Before(t) }

// soon says whether an instant is still to come, and not far.
func (f *finder) soon(t time.Time) bool { return f.now.Before(t) && !t.After(f.horizon) }

func given(d record.Date) bool { return d.Precision != record.NoDate }
