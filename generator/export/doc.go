// Package export writes what machines read: feeds, sitemap, robots.txt, calendars, the public records as JSON, and the files that
// hosts take redirects and headers from.
//
// Everything is a pure function from a plan and its sites to bytes. A Site holds only what may be shown, so no export can tell
// more; dates are those of the records, never the time of the build.
package export

import (
	"sync"

	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// File is an output that the plan knows under another name, or not at all.
type File struct {
	Path  string // below the output folder
	Bytes []byte
}

// Language is what exports of one language need to show texts.
type Language struct {
	Addresses plan.Addresses
	Locale    *locale.Locale
	// T gives an interface text, see locale.Catalog.T. Feeds ask for studies.list (the title of that feed), view.recipients.further
	// with {count} (recipients who are not named), and status.declined, status.rescinded and status.expired, which stand after
	// an award's name; for award.tie, award.in-place, award.given-anew, award.shares and results.none; calendars for call.open-label and
	// call.close-label.
	T func(key string, args ...any) string
	// Prose renders a text as HTML that is safe to show; addresses in it may be root-relative.
	Prose func(site.Prose) string
	// Plain gives a text without markup.
	Plain func(site.Prose) string
	// Entries keeps what feeds have made already; it may be nil.
	Entries *sync.Map
}
