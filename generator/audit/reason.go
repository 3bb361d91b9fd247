package audit

import (
	"fmt"
	"time"

	"github.com/plaudit/plaudit/generator/site"
)

// Reason says in an editor's words why something is withheld, and until when, in the zone of the site.
func Reason(w site.Withheld, zone *time.Location) string {
	from := "" // when it appears by the clock
	if !w.Until.IsZero() {
		from = instant(w.Until, zone)
	}
	switch w.Reason {
	case "draft":
		return "It is a draft. It appears when `draft` is taken out."
	case "scheduled":
		return scheduled(w.Kind, w.Name, from)
	case "with":
		return until("It waits for the results of the edition in `with`.", from)
	case "expired":
		if w.Kind == "opportunity" {
			return "It is over: its `until` has passed."
		}
		return "It has expired: its `expires` has passed."
	case "embargo":
		if w.Kind == "gallery" {
			return until("The pictures show who won, so they wait for the embargo of the edition.", from)
		}
		return until("It is under the embargo of its edition.", from)
	case "reveal":
		if w.Kind == "level" {
			return "It stands on the shortlist only: its level and details appear " + whenever(from) + "."
		}
		return until("It waits for its `reveal`, or that of its level.", from)
	case "unlisted":
		return unlisted(w.Kind)
	case "consent":
		return consent(w.Kind)
	case "approval":
		return "It waits for an approval. It appears when partner and client have approved it in `approvals`."
	case "private":
		return "It is `private`, and never published. Its words are searched for in every output."
	}
	return until("It is withheld.", from)
}

// until adds when something appears, if that is known.
func until(text, from string) string {
	if from == "" {
		return text
	}
	return text + " It appears on " + from + "."
}

// whenever is the instant, or that it is not known.
func whenever(from string) string {
	if from == "" {
		return "later"
	}
	return "on " + from
}

func scheduled(kind, name, from string) string {
	switch kind {
	case "tier":
		return until(fmt.Sprintf("The tier %q has not begun.", name), from)
	case "status":
		return until(fmt.Sprintf("The status %q has not begun.", name), from)
	case "opportunity":
		return until("It has not begun.", from)
	}
	return until("It is scheduled.", from)
}

func unlisted(kind string) string {
	switch kind {
	case "award":
		return "None of its recipients may be listed."
	case "case-study":
		return "None of its partners may be listed."
	}
	return "It is in no output: its consent to be listed was refused or has ended."
}

func consent(kind string) string {
	switch kind {
	case "logo":
		return "There is no consent to show the logo, or it has ended."
	case "quote":
		return "Somebody concerned does not allow the quote: each partner and client has to say yes."
	case "metrics":
		return "Somebody concerned does not allow the metrics: each partner and client has to say yes."
	case "people":
		return "The person has not agreed to be named, or the consent has ended."
	case "award":
		return "None of the people who received it has agreed to be named."
	}
	return "There is no consent, or it has ended."
}
