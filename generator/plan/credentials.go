package plan

import (
	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/site"
)

// The kinds of what certificates are checked by.
const (
	Verify         Kind = "verify"          // the page
	Serials        Kind = "serials.json"    // which certificate has which serial number
	CredentialJWT  Kind = "credential.jwt"  // of a recipient's certificate
	CredentialJSON Kind = "credential.json" // the same, as JSON with a proof
	StatusList     Kind = "status-list"     // of an award
	DIDDocument    Kind = "did.json"        // the issuer's keys
	KeySet         Kind = "jwks.json"       // those of JWTs
)

const serialsPath = "credentials/serials.json"

// Verify is the page where certificates are checked.
func (a Addresses) Verify() string { return a.prefix + "verify/" }

// Check is that page, asked about the certificate of a serial number: what a certificate's code and a badge lead to.
func (a Addresses) Check(serial string) string { return a.Verify() + "?s=" + serial }

// Serials is the file by which serial numbers are found.
func (a Addresses) Serials() string { return serialsPath }

// StatusList is the list that tells whether an award was taken back.
func (a Addresses) StatusList(award string) string { return "credentials/status/" + award + ".json" }

// OwnCertificate is the certificate that a recipient alone is named by: of a joint award its own, else the award's.
func (a Addresses) OwnCertificate(own Own) string {
	if own.Award.Joint {
		return a.RecipientCertificate(own.Award.ID, own.Award.Recipients[own.Recipient].ID)
	}
	return a.Certificate(own.Award.ID)
}

// Credential is a recipient's credential; name is credential.jwt or credential.json. There is one for all languages.
func (a Addresses) Credential(own Own, name Kind) string {
	a.prefix = ""
	return Folder(a.OwnCertificate(own)) + string(name)
}

// Subject stands for a recipient in credentials and in what machines read of pages, in all languages: a partner's profile, which is permanent; a person
// has none, and stands in its certificate.
func (a Addresses) Subject(own Own) string {
	a.prefix = ""
	r := own.Award.Recipients[own.Recipient]
	if r.Partner != nil && !r.Person {
		return a.Absolute(a.Partner(r.Partner.ID))
	}
	return a.Absolute(a.OwnCertificate(own)) + "#" + r.ID
}

// HasVerify says whether a site has the page verify: there are certificates to be checked.
func HasVerify(s *site.Site) bool {
	for _, e := range s.Editions {
		for _, w := range e.Awards {
			if w.HasCertificate {
				return true
			}
		}
	}
	return false
}

// credentials plans the files of no language by which certificates are checked.
func (b *builder) credentials() {
	if HasVerify(b.site) {
		b.file(Serials, serialsPath, nil)
	}
	if !b.site.Options.Outputs.Credentials {
		return
	}
	b.file(DIDDocument, credential.DocumentPath(b.site.Options.Issuer), nil)
	b.file(KeySet, credential.KeySetPath, nil)
	for _, e := range b.site.Editions {
		for _, w := range e.Awards {
			if !w.HasCertificate {
				continue
			}
			b.file(StatusList, b.addr.StatusList(w.ID), w)
			for i := range w.Recipients {
				own := Own{Award: w, Recipient: i}
				b.file(CredentialJWT, b.addr.Credential(own, CredentialJWT), own)
				b.file(CredentialJSON, b.addr.Credential(own, CredentialJSON), own)
			}
		}
	}
}
