package audit

import (
	"fmt"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

// posts looks at case studies, news, pages and opportunities.
func (f *finder) posts() {
	for _, r := range f.records.CaseStudies {
		f.caseStudy(r)
	}
	for _, r := range f.records.Updates {
		f.expires(f.those(r.Partners), "update", &r.Post, "")
	}
	for _, r := range f.records.Resources {
		f.expires(f.those(r.Partners), "resource", &r.Post, "")
	}
	for _, r := range f.records.Events {
		f.expires(f.those(r.Partners), "event", &r.Post, "")
	}
	for _, r := range f.records.Pages {
		f.expires(nil, "page", &r.Post, "")
	}
	for _, r := range f.records.Programme.Opportunities {
		if end := r.Until.End(f.zone); given(r.Until) && f.soon(end) && (!given(r.From) || f.past(r.From.Start(f.zone))) {
			f.tell(nil, Item{What: Expires, Text: fmt.Sprintf("The opportunity %q is open until %s.", r.Name.S, f.date(r.Until)), At: r.Pos(r.Until.At), Until: end})
		}
	}
}

func (f *finder) caseStudy(r *record.CaseStudy) {
	to := f.those(r.Partners)
	over := given(r.Expires) && f.past(r.Expires.End(f.zone))
	if side := f.missingApproval(r, f.now); side != "" && !r.Draft.V && !over { // a draft is not done yet
		text := fmt.Sprintf("The case study %q has no approval of the %s.", r.Title.S, side)
		if f.approvalRequired() {
			text += " Until then it is left out."
		}
		f.tell(to, Item{What: NoApproval, Text: text, At: at(r.Head, r.Approvals.At)})
	}
	then := ""
	switch wins := f.wins[r.Id.S]; len(wins) {
	case 0:
	case 1:
		then = " " + wins[0].name + " has no case study then."
	default:
		then = fmt.Sprintf(" %d wins have no case study then.", len(wins))
	}
	f.expires(to, "case study", &r.Post, then)
	f.metrics(to, r.File, r.Metrics)
}

// approvalRequired says whether case studies wait for their approvals.
func (f *finder) approvalRequired() bool {
	return f.records.Config.CaseStudies.Approvals.S == "required"
}

// missingApproval names the sides that have not approved a case study at an instant: its partner and, if one is named, its client.
func (f *finder) missingApproval(r *record.CaseStudy, t time.Time) string {
	approved := func(d record.Date) bool { return given(d) && !t.Before(d.Start(f.zone)) }
	partner, client := approved(r.Approvals.Partner), r.Client.S == "" || approved(r.Approvals.Client)
	switch {
	case !partner && !client:
		return "partner and the client"
	case !partner:
		return "partner"
	case !client:
		return "client"
	}
	return ""
}

// expires finds a post that is shown for a short time only.
func (f *finder) expires(to []*entry, kind string, r *record.Post, then string) {
	if !given(r.Expires) || r.Draft.V {
		return
	}
	if end := r.Expires.End(f.zone); f.soon(end) {
		f.tell(to, Item{What: Expires, Text: fmt.Sprintf("The %s %q is shown until %s only.", kind, r.Title.S, f.date(r.Expires)) + then, At: r.Pos(r.Expires.At), Until: end})
	}
}
