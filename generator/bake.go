package generator

import (
	"bytes"

	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// carried is whose credential the badge of an award carries: of a joint award's own badges the recipient's, else that of the only one. ok is false
// where nothing is signed, and for what stands for several recipients together (recipient -1 of a joint award).
func (m *producer) carried(w *site.Award, recipient int) (own plan.Own, ok bool) {
	if recipient < 0 && !w.Joint {
		recipient = 0
	}
	return plan.Own{Award: w, Recipient: recipient}, m.signer != nil && w.HasCertificate && recipient >= 0
}

// bakeKey tells what a badge carries from everything else that it could carry; empty: nothing.
func (m *producer) bakeKey(w *site.Award, recipient int) []byte {
	own, ok := m.carried(w, recipient)
	if !ok {
		return nil
	}
	key := m.statementKey("baked", m.exports.credentialOf(own).Unsigned())
	return key[:]
}

// bake puts the credential that a badge carries into its picture, an SVG or PNG.
func (m *producer) bake(w *site.Award, recipient int, picture []byte) ([]byte, error) {
	own, ok := m.carried(w, recipient)
	if !ok {
		return picture, nil
	}
	jws, err := m.signer.key.SignJWT(m.exports.credentialOf(own))
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(picture, []byte("\x89PNG")) {
		return credential.BakePNG(picture, jws)
	}
	return credential.BakeSVG(picture, jws)
}
