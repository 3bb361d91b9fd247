package generator

import (
	"crypto/sha256"
	"encoding/json"

	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/export"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/publish"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/view"
)

// statement is what a signed output says, and how it is signed. sign is nil for outputs that are no signed statement.
func (e *exports) statement(o *plan.Output) (unsigned []byte, sign func() ([]byte, error)) {
	s := e.m.whole.Sites[0]
	switch o.Kind {
	case plan.CredentialJWT:
		c := e.credentialOf(o.Subject.(plan.Own))
		return c.Unsigned(), func() ([]byte, error) { return e.m.signer.key.SignJWT(c) }
	case plan.CredentialJSON:
		c := e.credentialOf(o.Subject.(plan.Own))
		return c.Unsigned(), func() ([]byte, error) { return e.m.signer.key.Sign(c) }
	case plan.StatusList:
		list := export.StatusListOf(o.Subject.(*site.Award), s, plan.AddressesOf(s))
		return list.Unsigned(), func() ([]byte, error) { return e.m.signer.key.SignList(list) }
	}
	return nil, nil
}

// credentialOf is the credential of a recipient, unsigned.
func (e *exports) credentialOf(own plan.Own) credential.Credential {
	s := e.m.whole.Sites[0]
	badge := plan.Folder(plan.AddressesOf(s).OwnCertificate(own)) + "badge.svg"
	if _, ok := e.m.plan.At(badge); !ok {
		badge = ""
	}
	return credential.New(export.ClaimOf(own, s, badge, e.languages[s]))
}

// signed makes a signed output, unless what is there says the same and was signed by the same key.
func (w *worker) signed(o *plan.Output) error {
	unsigned, sign := w.exports.statement(o)
	w.leaks(o.Path, unsigned, w.withheld.Find(unsigned)) // in a JWT no word can be seen
	to, keeps := w.sink.(keeper)
	keeps = keeps && w.keys != nil // else nothing of earlier builds is believed
	key := publish.Key(w.statementKey(string(o.Kind), unsigned))
	if keeps && to.Keep(o.Path, key) {
		return nil
	}
	data, err := sign()
	if err != nil {
		return err
	}
	if !keeps {
		return put(w.sink, o.Path, data)
	}
	return to.WriteMade(o.Path, data, key)
}

// statementKey tells a signed statement from every other one, without signing it.
func (m *producer) statementKey(kind string, unsigned []byte) [sha256.Size]byte {
	return sha256.Sum256([]byte("signed\x00" + m.in.Program + "\x00" + kind + "\x00" + m.signer.key.Public().String() + "\x00" + string(unsigned)))
}

// isSigned says whether an output is a signed statement.
func isSigned(k plan.Kind) bool {
	return k == plan.CredentialJWT || k == plan.CredentialJSON || k == plan.StatusList
}

// serials is the file by which the page verify finds a certificate by its serial number: addresses below base_url by number, sorted. Of a
// joint award the common page has a number, too.
func (e *exports) serials() []byte {
	numbers := map[string]string{}
	for _, o := range e.m.plan.Outputs {
		if o.Kind != plan.Certificate || !o.Site.Original {
			continue
		}
		award, recipient := "", ""
		switch x := o.Subject.(type) {
		case *site.Award:
			award = x.ID
		case plan.Own:
			award, recipient = x.Award.ID, x.Award.Recipients[x.Recipient].ID
		}
		numbers[view.Serial(award, recipient)] = o.Address
	}
	data, err := json.MarshalIndent(numbers, "", "") // sorts the keys
	if err != nil {
		panic(err) // texts can be written
	}
	return append(data, '\n')
}
