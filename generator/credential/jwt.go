package credential

import (
	"encoding/base64"
	"errors"
	"strings"
	"time"
)

// JWK is a public P-256 key (RFC 7517). In a JWK set, ID is its thumbprint, Issuer the issuer's DID, and Expires the second since 1970 at which
// what it signed is no longer accepted.
type JWK struct {
	Type    string `json:"kty"`
	Curve   string `json:"crv"`
	X       string `json:"x"`
	Y       string `json:"y"`
	ID      string `json:"kid,omitempty"`
	Alg     string `json:"alg,omitempty"`
	Use     string `json:"use,omitempty"`
	Issuer  string `json:"iss,omitempty"`
	Expires int64  `json:"exp,omitempty"`
}

var base64url = base64.RawURLEncoding.Strict()

func (p Public) jwk() JWK {
	x, y := p.point()
	return JWK{Type: "EC", Curve: "P-256", X: base64url.EncodeToString(x), Y: base64url.EncodeToString(y)}
}

// key is the key that a JWK holds.
func (j JWK) key() (Public, error) {
	x, errX := base64url.DecodeString(j.X)
	y, errY := base64url.DecodeString(j.Y)
	if errX != nil || errY != nil || j.Type != "EC" || j.Curve != "P-256" || len(x) != 32 || len(y) != 32 {
		return Public{}, errors.New("no P-256 key")
	}
	key, err := pointOf(x, y)
	return Public{P256: key}, err
}

// jwtHeader has the members that Open Badges allows.
type jwtHeader struct {
	Alg string `json:"alg"`
	Typ string `json:"typ,omitempty"`
	KID string `json:"kid,omitempty"`
	JWK *JWK   `json:"jwk,omitempty"`
}

// jwtClaims is a credential with the registered claims that have to say the same (Open Badges 3.0, 8.2).
type jwtClaims struct {
	Credential
	Issuer  string `json:"iss"`
	ID      string `json:"jti"`
	Subject string `json:"sub"`
	From    int64  `json:"nbf"`
	Until   int64  `json:"exp,omitempty"`
}

// SignJWT gives the credential as a compact JWS.
func (k *Key) SignJWT(c Credential) ([]byte, error) {
	from, err := time.Parse(time.RFC3339, c.ValidFrom)
	if err != nil {
		return nil, err
	}
	c.Proof = nil
	claims := jwtClaims{Credential: c, Issuer: c.Issuer.ID, ID: c.ID, Subject: c.Subject.ID, From: from.Unix()}
	if c.ValidUntil != "" {
		until, err := time.Parse(time.RFC3339, c.ValidUntil)
		if err != nil {
			return nil, err
		}
		claims.Until = until.Unix()
	}
	jwk := k.Public().jwk()
	head := base64url.EncodeToString(marshal(jwtHeader{Alg: "ES256", Typ: "JWT", JWK: &jwk}))
	body := head + "." + base64url.EncodeToString(marshal(claims))
	return []byte(body + "." + base64url.EncodeToString(k.signES256([]byte(body)))), nil
}

// jwt is a parsed compact JWS.
type jwt struct {
	header jwtHeader
	claims jwtClaims
	signed []byte
	sig    []byte
}

// parseJWT reads a compact JWS. What it says is not to be believed before its signature was checked.
func parseJWT(text string) (*jwt, error) {
	parts := strings.Split(strings.TrimSpace(text), ".")
	if len(parts) != 3 {
		return nil, errors.New("a JWT has three parts with dots between them")
	}
	var raw [3][]byte
	for i, part := range parts {
		var err error
		if raw[i], err = base64url.DecodeString(part); err != nil {
			return nil, errors.New("a part of the JWT is not base64url")
		}
	}
	j := &jwt{signed: []byte(parts[0] + "." + parts[1]), sig: raw[2]}
	if err := unmarshal(raw[0], &j.header); err != nil {
		return nil, err
	}
	if err := unmarshal(raw[1], &j.claims); err != nil {
		return nil, err
	}
	return j, nil
}
