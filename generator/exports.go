package generator

import (
	"sync"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/export"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/view"
)

// exports makes the outputs that machines read.
type exports struct {
	m         *producer
	languages map[*site.Site]export.Language
}

func newExports(m *producer) *exports {
	e := &exports{m: m, languages: map[*site.Site]export.Language{}}
	for s, speech := range m.speech {
		e.languages[s] = export.Language{
			Addresses: plan.AddressesOf(s), Locale: speech.locale, T: speech.env.Text,
			Prose: speech.views.ProseHTML, Plain: speech.views.PlainText, Entries: &sync.Map{},
		}
	}
	return e
}

// make gives the files of an output: one, but for a sitemap that is split.
func (e *exports) make(o *plan.Output) []export.File {
	p, first := e.m.plan, e.m.whole.Sites[0]
	a := plan.AddressesOf(first)
	one := func(data []byte) []export.File { return []export.File{{Path: o.Path, Bytes: data}} }
	switch o.Kind {
	case plan.Atom:
		return one(export.FeedOf(o, e.languages[o.Site]).AtomXML())
	case plan.JSONFeed:
		return one(export.FeedOf(o, e.languages[o.Site]).FeedJSON())
	case plan.Calendar:
		return one(export.Calendar(o, e.languages[o.Site]))
	case plan.Sitemap:
		return export.Sitemap(p, view.Indexed, e.pictures)
	case plan.Robots:
		return one(export.Robots(a, first.Options.Preview))
	case plan.PartnersJSON:
		return one(export.PartnersJSON(e.m.whole.Sites, a))
	case plan.AwardsJSON:
		return one(export.AwardsJSON(e.m.whole.Sites, a))
	case plan.BuildJSON:
		return one(export.BuildJSON(e.m.in.Version, p, first, a))
	case plan.Schema:
		return one(export.Schema(o.Subject.(string), a))
	case plan.RedirectsFile:
		return one(export.Redirects(p, a))
	case plan.HeadersFile:
		return one(export.Headers(p, a, headerOptions(first)))
	case plan.CredentialJWT, plan.CredentialJSON, plan.StatusList:
		_, sign := e.statement(o)
		data, err := sign()
		if err != nil {
			panic(err) // addresses of a site can all stand in a graph
		}
		return one(data)
	case plan.DIDDocument:
		return one(credential.Document(e.m.signer.did, e.m.signer.key.Public(), e.m.signer.retired))
	case plan.KeySet:
		return one(credential.KeySet(e.m.signer.did, e.m.signer.key.Public(), e.m.signer.retired))
	case plan.Serials:
		return one(e.serials())
	}
	panic("generator: nothing makes outputs of kind " + string(o.Kind))
}

// pictures are the absolute addresses of the pictures that a page is about.
func (e *exports) pictures(o *plan.Output) []string { return e.m.speech[o.Site].views.Pictures(o) }

// headerOptions say what answers of a site's host carry.
func headerOptions(first *site.Site) export.HeaderOptions {
	return export.HeaderOptions{
		Policy: func() string { return view.Policy(first, view.SiteUses(first)) }, Immutable: []string{"assets/"}, Type: asset.ContentType,
		PolicyOf: view.OwnPolicy, Preview: first.Options.Preview,
	}
}
