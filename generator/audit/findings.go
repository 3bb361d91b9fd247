package audit

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// The codes of what only a whole programme shows, beside those of Work. They do not change, either.
const (
	CertificateFormer    = "certificate-former-partner" // a certificate names a partner that has left
	CategoryNeverAwarded = "category-never-awarded"     // held since long, or listed, and nobody ever received it
	CategoryWithoutAward = "category-without-award"     // the newest edition has neither a result of it nor the word that there was none
	NeverRecognised      = "never-recognised"           // an active partner that stands in no result of any level
	SameCompany          = "same-company"               // two records that look like one company
)

// Findings are all codes of an audit in the order in which they are told, each with a title.
var Findings = []struct{ What, Title string }{
	{ConsentEnds, "Consent that ends within 90 days"},
	{ConsentEnded, "Consent that has ended"},
	{ConsentMissing, "Consent that the site asks for and nobody gave"},
	{ConsentRefused, "Consent that was refused, and what the sources still have of it"},
	{NotReady, "Wins that will be announced without their case study"},
	{WinWithoutCaseStudy, "Wins without case study"},
	{WinWithoutCitation, "Wins without citation"},
	{AwardEnds, "Awards that end within 90 days"},
	{CertificateFormer, "Certificates that name a former partner"},
	{NoBaseline, "Claims without baseline"},
	{NoApproval, "Case studies without approval"},
	{Expires, "What is shown for 90 days at most"},
	{CategoryWithoutAward, "Categories of which the newest edition says nothing"},
	{CategoryNeverAwarded, "Categories that nobody ever received"},
	{NeverRecognised, "Partners never recognised"},
	{NotConfirmed, "Profiles that were not confirmed for a year"},
	{NoLogo, "Partners without logo"},
	{CertificationEnds, "Certifications that end within 90 days"},
	{CertificationEnded, "Certifications that have ended"},
	{TierEnds, "Tiers that end within 90 days"},
	{SameCompany, "Records that look like one company"},
}

// Finding is something that a programme manager must know.
type Finding struct {
	What  string // a code
	Kind  string // of what it is about: partner, client, category or site
	ID    string
	Name  string
	Text  string        // in whole sentences
	At    diag.Position // where to look, or to write
	Until time.Time     // as of an Item
	Other *Record       // of two that look like one company the second
	Why   []string      // what makes them look alike
}

// Record names a record.
type Record struct {
	ID, Name string
	At       diag.Position
}

// Audit is the work and what else a programme manager must know, by code in the order of Findings, then as Work has it or by name. What concerns several
// partners, such as a joint award, is a finding for each. The records are all that the site was linked from.
func Audit(whole *site.Whole, records *record.Records, now time.Time) []Finding {
	var all []Finding
	for _, p := range Work(whole, records, now) {
		kind := "partner"
		if p.ID == "" {
			kind = "site"
		}
		for _, item := range p.Items {
			all = append(all, Finding{What: item.What, Kind: kind, ID: p.ID, Name: p.Name, Text: item.Text, At: item.At, Until: item.Until})
		}
	}
	s := whole.Sites[0]
	all = append(all, formerOnCertificates(s)...)
	all = append(all, categories(s)...)
	all = append(all, neverRecognised(s)...)
	all = append(all, Alike(records)...)
	rank := map[string]int{}
	for i, f := range Findings {
		rank[f.What] = i
	}
	slices.SortStableFunc(all, func(a, b Finding) int { return cmp.Compare(rank[a.What], rank[b.What]) })
	return all
}

// formerOnCertificates finds certificates that name a partner that has left: they stay, and somebody should know.
func formerOnCertificates(s *site.Site) []Finding {
	var all []Finding
	for _, p := range s.Partners {
		if !p.Former {
			continue
		}
		then := ""
		if p.Successor != nil {
			then = fmt.Sprintf(" Its successor is %s.", p.Successor.Name.S)
		}
		for _, a := range p.Awards {
			if !a.HasCertificate || a.Shortlisted {
				continue
			}
			all = append(all, Finding{What: CertificateFormer, Kind: "partner", ID: p.ID, Name: p.Name.S, At: a.At,
				Text: fmt.Sprintf("The certificate of %s names %s, which has left the programme.%s", awardName(a), p.Name.S, then)})
		}
	}
	return all
}

// awardName is an award's category and edition, as resultName has them.
func awardName(a *site.Award) string {
	return fmt.Sprintf("%q (%s)", a.CategoryName.S, a.Edition.Name.S)
}

// categories finds those without award: at all, or in the newest edition whose results are out.
func categories(s *site.Site) []Finding {
	var newest *site.Edition
	for _, e := range s.Editions {
		if e.Revealed && len(e.Categories) > 0 {
			newest = e
			break
		}
	}
	var all []Finding
	for _, c := range s.Categories {
		f := Finding{Kind: "category", ID: c.ID, Name: c.Name.S, At: c.At}
		awarded := slices.ContainsFunc(c.Years, func(y site.CategoryYear) bool { return y.Held })
		competes := newest != nil && slices.ContainsFunc(newest.Competed, func(y *site.CategoryYear) bool { return y.Category == c })
		silent := competes && !slices.ContainsFunc(newest.Categories, func(y *site.CategoryYear) bool { return y.Category == c })
		switch {
		case silent:
			f.What, f.Text = CategoryWithoutAward, fmt.Sprintf("%s has no result of %q, and does not say that there is none: add `none: true` with the reason, or `retired` to the category.", newest.Name.S, c.Name.S)
			all = append(all, f)
		case !awarded && len(s.Editions) > 0:
			f.What, f.Text = CategoryNeverAwarded, fmt.Sprintf("Nobody has received %q yet.", c.Name.S)
			all = append(all, f)
		}
	}
	return all
}

// neverRecognised finds active partners that no visible result names.
func neverRecognised(s *site.Site) []Finding {
	var all []Finding
	for _, p := range s.Partners {
		if p.Former || len(p.Awards) > 0 {
			continue
		}
		text := "No result of any level names the partner."
		if p.Since.Given() {
			text = fmt.Sprintf("A partner since %d, and no result of any level names it.", p.Since.Year)
		}
		all = append(all, Finding{What: NeverRecognised, Kind: "partner", ID: p.ID, Name: p.Name.S, Text: text, At: p.At})
	}
	slices.SortFunc(all, func(a, b Finding) int {
		return cmp.Or(bytes.Compare(s.PartnerByID[a.ID].SortKey, s.PartnerByID[b.ID].SortKey), strings.Compare(a.ID, b.ID))
	})
	return all
}
