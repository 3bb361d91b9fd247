// Package compare says in words what is different between two sites as they are published: of two states of the sources, or of two
// instants.
//
// It compares linked sites and their plans, not files: what a Site does not hold, such as a result under embargo, is in no comparison, whatever
// became of it in the sources. Of something that was published and is not any more it says why, when it is withheld now.
package compare

import (
	"strings"

	"github.com/plaudit/plaudit/generator/audit"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Side is one of two sites.
type Side struct {
	Whole *site.Whole
	Plan  *plan.Plan
	Files map[string]string // digests of what is below assets/, static/ and themes/, by path; nil: they are the same on both sides
}

func (s Side) site() *site.Site { return s.Whole.Sites[0] }

// Change is one difference.
type Change struct {
	What    string   // one of the codes below
	Kind    string   // of the record: award, partner, client, tier, category, edition, case-study, update, resource, event, page, term, landing, site, file or address
	ID      string   // of the record; of a file its path, of an address the address
	Name    string   // for people
	Text    string   // a sentence
	Address string   // of the record's page, below base_url with a leading slash, as it is now; of one that is gone, as it was
	Old     string   // what was, where the change has two sides: a name, a tier, a level, an address
	New     string   // what is
	Keys    []string // of a changed record, the keys of the contract that say something else; of another language with its code: "summary (de)"
	Values  []Value  // of Keys, what they said and say, where that is short
}

// The codes of changes. They do not change; a new kind of difference gets a new one.
const (
	SettingsChanged  = "settings-changed"
	ProgrammeChanged = "programme-changed"
	LanguageAdded    = "language-added"
	LanguageRemoved  = "language-removed"
	ResultAdded      = "result-added"
	ResultRevealed   = "result-revealed" // it stood on a shortlist
	ResultRemoved    = "result-removed"
	ResultChanged    = "result-changed"
	ResultStatus     = "result-status" // declined, rescinded, expired, or active again
	CallChanged      = "call-changed"  // a call for entries begins, is open or is closed
	NoAward          = "no-award"      // an edition says that a category has none
	CaseStudyMissing = "case-study-missing"
	ConsentWithdrawn = "consent-withdrawn" // something was published, and is not any more for lack of consent
	PartnerRenamed   = "partner-renamed"
	TierChanged      = "tier-changed"
	PartnerFormer    = "partner-former"
	PartnerActive    = "partner-active"
	PartnerMerged    = "partner-merged"
	RecordAdded      = "added"
	RecordRemoved    = "removed"
	RecordRenamed    = "renamed"
	RecordMoved      = "moved" // it has another id, with its old one as an alias
	RecordChanged    = "changed"
	FeaturedChanged  = "featured-changed"
	AddressMoved     = "address-moved"
	AddressEnded     = "address-ended" // it says that the page is no longer available
	AddressLost      = "address-lost"  // nothing answers there any more
	FileAdded        = "file-added"
	FileRemoved      = "file-removed"
	FileChanged      = "file-changed"
)

// Between lists what is different, in the order in which it is told: settings, results, partners, clients, case studies, news, the programme,
// addresses, files. Two sites that publish the same have no difference.
func Between(old, new Side) []Change {
	d := &differ{old: old, new: new, a: old.site(), b: new.site(), withheld: map[string]site.Withheld{}, former: map[string]string{}}
	for _, r := range d.b.Redirects {
		if r.Alias && !strings.HasPrefix(r.From, "/") {
			d.former[r.Kind+"/"+r.From] = r.ID
		}
	}
	for _, w := range new.Whole.Withheld {
		key := w.Kind + "/" + w.ID
		if _, known := d.withheld[key]; !known {
			d.withheld[key] = w
		}
	}
	d.settings()
	d.results()
	for _, k := range kinds {
		d.records(k)
	}
	d.featured()
	d.addresses()
	d.files()
	return d.all
}

// differ gathers differences.
type differ struct {
	old, new Side
	a, b     *site.Site               // in their own language
	withheld map[string]site.Withheld // of the new one, by kind and id
	former   map[string]string        // ids of the new one, by kind and former id
	spoken   []language               // results in the further languages
	all      []Change
}

func (d *differ) add(c Change) { d.all = append(d.all, c) }

// why says why a part of a record is withheld in the new site, and whether that is for lack of consent; empty when it is not withheld.
func (d *differ) why(kind, id string) (text string, consent bool) {
	w, ok := d.withheld[kind+"/"+id]
	if !ok {
		return "", false
	}
	return audit.Reason(w, d.b.Zone), w.Reason == "consent" || w.Reason == "unlisted"
}

// today is the id that a record of the old site has in the new one: its own, or the one of which it is an alias now.
func (d *differ) today(kind, id string) string {
	if now, ok := d.former[kind+"/"+id]; ok {
		return now
	}
	return id
}

// sentence joins clauses; the first begins with a capital letter already.
func sentence(parts ...string) string {
	return strings.TrimSpace(strings.Join(parts, ""))
}
