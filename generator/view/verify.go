package view

import (
	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Verify is /verify/, where certificates are checked.
type Verify struct {
	Page
	Intro    Prose  // the page verify, where the site has one
	Site     string // full address of the site; every certificate's address begins with it
	Base     string // root-relative address of the site
	Issuer   string // the DID that signs credentials; empty: the site signs none
	Name     string // of the issuer
	Ending   string // of certificates' addresses: / or .html
	Serials  string // address of the file by which serial numbers are found
	Keys     string // address of the JWK set; empty without an issuer
	Document string // full address of the DID document; empty without an issuer
	Example  string // what a serial number looks like
	Command  string // by which the program checks a certificate
}

// Credential is where a certificate can be checked. JWT and JSON are addresses of the recipient's credential in its two forms; empty where nothing
// is signed, and on the common page of a joint award. Check leads to the page verify with the serial number.
type Credential struct{ JWT, JSON, Check string }

func (b *Builder) verify(o *plan.Output) *Verify {
	v := &Verify{Site: b.a.Absolute(""), Base: b.a.Href(""), Issuer: b.s.Options.Issuer, Name: b.s.Organization.Name.S, Serials: b.a.Href(b.a.Serials()),
		Example: Serial("example", ""), Command: "plaudit verify " + b.a.Absolute("certificates/…/")}
	if v.Issuer != "" {
		v.Keys, v.Document = b.a.Href(credential.KeySetPath), b.a.Absolute(credential.DocumentPath(v.Issuer))
	}
	v.Ending = "/"
	if b.s.Options.FileURLs {
		v.Ending = ".html"
	}
	h := head{heading: b.say("view.title.verify"), description: b.t.T("view.verify.description", "site", b.s.Title.S)}
	v.Intro = b.introduction(o, &h)
	v.Page = b.page(o, h)
	return v
}

// credentialOf says where a certificate can be checked. own is the recipient that it is about; -1: several.
func (b *Builder) credentialOf(a *site.Award, own int, serial string) Credential {
	c := Credential{Check: b.a.Href(b.a.Check(serial))}
	if b.s.Options.Issuer == "" || own < 0 {
		return c
	}
	who := plan.Own{Award: a, Recipient: own}
	c.JWT, c.JSON = b.a.Href(b.a.Credential(who, plan.CredentialJWT)), b.a.Href(b.a.Credential(who, plan.CredentialJSON))
	return c
}
