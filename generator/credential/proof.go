package credential

import (
	"crypto/ed25519"
	"crypto/sha256"
)

// Proof is a Data Integrity proof (W3C Verifiable Credential Data Integrity 1.0).
type Proof struct {
	Type               string `json:"type"`
	Cryptosuite        string `json:"cryptosuite"`
	Created            string `json:"created"`
	VerificationMethod string `json:"verificationMethod"`
	ProofPurpose       string `json:"proofPurpose"`
	ProofValue         string `json:"proofValue,omitempty"`
}

const cryptosuite = "eddsa-rdfc-2022"

// Sign gives the credential as JSON with a proof. It is created on the day of the award, whenever it is signed. The error is of an address
// that cannot stand in a graph.
func (k *Key) Sign(c Credential) ([]byte, error) {
	quads, err := c.NQuads()
	if err != nil {
		return nil, err
	}
	if c.Proof, err = k.prove(quads, c.Issuer.ID, c.ValidFrom); err != nil {
		return nil, err
	}
	return append(marshal(c), '\n'), nil
}

// prove makes the proof of a canonical graph.
func (k *Key) prove(quads, issuer, created string) (*Proof, error) {
	p := Proof{Type: "DataIntegrityProof", Cryptosuite: cryptosuite, Created: created,
		VerificationMethod: issuer + "#" + k.Public().multibaseEd25519(), ProofPurpose: "assertionMethod"}
	data, err := p.signed(quads)
	if err != nil {
		return nil, err
	}
	p.ProofValue = "z" + base58(k.signEd25519(data))
	return &p, nil
}

// signed is what the signature is about: the SHA-256 of the proof's own graph, then that of the document's (Data Integrity EdDSA
// Cryptosuites 1.0, 3.2.4).
func (p Proof) signed(quads string) ([]byte, error) {
	config, err := p.nquads()
	if err != nil {
		return nil, err
	}
	first, second := sha256.Sum256([]byte(config)), sha256.Sum256([]byte(quads))
	return append(first[:], second[:]...), nil
}

// nquads is the canonical graph of the proof without its value. It is one node without id, which the algorithm calls c14n0.
func (p Proof) nquads() (string, error) {
	const node = "_:c14n0"
	var g graph
	g.types(node, []string{p.Type})
	g.literal(node, "http://purl.org/dc/terms/created", p.Created, dateTime)
	g.literal(node, security+"cryptosuite", p.Cryptosuite, security+"cryptosuiteString")
	g.link(node, security+"proofPurpose", security+p.ProofPurpose)
	g.link(node, security+"verificationMethod", p.VerificationMethod)
	return g.canonical()
}

// holds says whether the proof is the key's signature of a canonical graph.
func (p Proof) holds(key ed25519.PublicKey, quads string) bool {
	sig, err := multibase(p.ProofValue)
	if err != nil || len(sig) != ed25519.SignatureSize {
		return false
	}
	data, err := p.signed(quads)
	return err == nil && ed25519.Verify(key, data, sig)
}
