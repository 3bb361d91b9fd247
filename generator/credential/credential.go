// Package credential signs statements that somebody holds an award, and checks them. It knows the standards and nothing of a site:
//
//   - Open Badges 3.0 (1EdTech), a profile of the W3C Verifiable Credentials Data Model 2.0: Credential
//   - VC-JWT as Open Badges has it, with ES256 (RFC 7515, RFC 7518): jwt.go
//   - Data Integrity with the cryptosuite eddsa-rdfc-2022 (W3C): proof.go, nquads.go
//   - did:web and Multikey, where a verifier finds the keys: did.go, multikey.go
//   - Bitstring Status List v1.0 (W3C), by which an award is taken back: status.go
//   - baked badges, pictures that carry their credential: svg.go, png.go
//
// Everything that is signed is a function of the key and of what is said: the same bytes at every build.
package credential

import (
	"bytes"
	"encoding/json"
	"time"
)

// The contexts of a credential, in the order that Open Badges wants.
const (
	contextCredentials = "https://www.w3.org/ns/credentials/v2"
	contextBadges      = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
)

// Credential is an OpenBadgeCredential: the issuer says that the subject holds the achievement. Every node has an id, so that its graph has no
// blank node. Instants are as RFC 3339 has them, with a zone. Optional texts are empty, optional parts nil, where they are absent.
type Credential struct {
	Context     []string   `json:"@context"`
	ID          string     `json:"id"`
	Type        []string   `json:"type"`
	Issuer      Profile    `json:"issuer"`
	ValidFrom   string     `json:"validFrom"`
	ValidUntil  string     `json:"validUntil,omitempty"`
	AwardedDate string     `json:"awardedDate,omitempty"`
	Name        string     `json:"name,omitempty"`
	Description string     `json:"description,omitempty"`
	Subject     Subject    `json:"credentialSubject"`
	Evidence    []Evidence `json:"evidence,omitempty"`
	Status      *Status    `json:"credentialStatus,omitempty"`
	Proof       *Proof     `json:"proof,omitempty"`
}

// Profile is an issuer. ID is its DID.
type Profile struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
	Name string   `json:"name,omitempty"`
	URL  string   `json:"url,omitempty"`
}

// Subject is who holds the achievement, by the address of a page about it.
type Subject struct {
	ID          string      `json:"id"`
	Type        []string    `json:"type"`
	Achievement Achievement `json:"achievement"`
}

// Achievement is what was achieved: a category in its edition and level.
type Achievement struct {
	ID              string   `json:"id"`
	Type            []string `json:"type"`
	AchievementType string   `json:"achievementType,omitempty"`
	Name            string   `json:"name"`
	Description     string   `json:"description"`
	Criteria        Criteria `json:"criteria"`
	Image           *Image   `json:"image,omitempty"`
}

// Criteria says what had to be done.
type Criteria struct {
	ID        string `json:"id"`
	Narrative string `json:"narrative,omitempty"`
}

// Image is a picture by its address.
type Image struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
}

// Evidence is a page that shows what was done.
type Evidence struct {
	ID        string   `json:"id"`
	Type      []string `json:"type"`
	Name      string   `json:"name,omitempty"`
	Narrative string   `json:"narrative,omitempty"`
}

// Status says where a verifier learns whether the credential was taken back.
type Status struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Purpose string `json:"statusPurpose"`
	Index   string `json:"statusListIndex"`
	List    string `json:"statusListCredential"`
}

// Claim is what a credential says, without what every one has.
type Claim struct {
	ID            string // address of credential.json
	Issuer        Issuer
	Name          string
	Description   string
	Date          time.Time // of the award, in the site's zone
	Until         time.Time // when it expires; zero: never
	Subject       string    // address of the recipient's profile
	Achievement   string    // address of the category in its edition, with the level as fragment
	Title         string    // of the achievement
	About         string    // what the achievement is
	Criteria      string    // address of the category's archive
	CriteriaText  string
	Image         string // address of the badge; empty: none
	Evidence      []Page
	StatusAddress string // of the status list
}

// Issuer is who signs.
type Issuer struct{ DID, Name, URL string }

// Page is a page with its title and what it says.
type Page struct{ Address, Title, Text string }

// New makes a credential that is not signed yet. Characters that N-Quads would have to escape in a way that not all verifiers agree on become
// spaces.
func New(c Claim) Credential {
	issuer := Profile{ID: c.Issuer.DID, Type: []string{"Profile"}, Name: clean(c.Issuer.Name), URL: c.Issuer.URL}
	day := c.Date.Format(time.RFC3339)
	made := Credential{
		Context: []string{contextCredentials, contextBadges}, ID: c.ID, Type: []string{"VerifiableCredential", "OpenBadgeCredential"},
		Issuer: issuer, ValidFrom: day, AwardedDate: day, Name: clean(c.Name), Description: clean(c.Description),
		Subject: Subject{ID: c.Subject, Type: []string{"AchievementSubject"}, Achievement: Achievement{
			ID: c.Achievement, Type: []string{"Achievement"}, AchievementType: "Award", Name: clean(c.Title), Description: clean(c.About),
			Criteria: Criteria{ID: c.Criteria, Narrative: clean(c.CriteriaText)},
		}},
	}
	if !c.Until.IsZero() {
		made.ValidUntil = c.Until.Format(time.RFC3339)
	}
	if c.Image != "" {
		made.Subject.Achievement.Image = &Image{ID: c.Image, Type: []string{"Image"}}
	}
	for _, p := range c.Evidence {
		made.Evidence = append(made.Evidence, Evidence{ID: p.Address, Type: []string{"Evidence"}, Name: clean(p.Title), Narrative: clean(p.Text)})
	}
	if c.StatusAddress != "" {
		made.Status = &Status{ID: c.StatusAddress + "#" + statusIndex, Type: "BitstringStatusListEntry", Purpose: revocation, Index: statusIndex, List: c.StatusAddress}
	}
	return made
}

// clean takes control characters but for line feeds out of a text. A text of nothing else is empty.
func clean(s string) string {
	out := []rune(s)
	n := 0
	for _, r := range out {
		switch {
		case r == '\r':
			continue
		case r < ' ' && r != '\n', r == 0x7f:
			r = ' '
		}
		out[n] = r
		n++
	}
	return string(out[:n])
}

// Unsigned is the credential as JSON, without a proof: what both forms sign.
func (c Credential) Unsigned() []byte {
	c.Proof = nil
	return marshal(c)
}

// marshal writes JSON without escapes for HTML and without a line end.
func marshal(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // the types of this package can all be written
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
