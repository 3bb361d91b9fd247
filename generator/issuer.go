package generator

import (
	"errors"
	"fmt"

	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/source"
)

// Issuer is who signs the credentials of a site.
type Issuer struct {
	DID     string
	Place   string // where plaudit.yaml says that the key is: env:NAME or file:PATH
	Key     *credential.Key
	Retired []RetiredKey
}

// RetiredKey is a key that signed before, as plaudit.yaml has it. Until is a date as it stands there; empty: for ever.
type RetiredKey struct{ Public, Until string }

// NoIssuer says why nobody signs the credentials of a site.
type NoIssuer struct{ Why error }

func (e *NoIssuer) Error() string {
	return "nobody signs the credentials of this site: " + e.Why.Error()
}

// Unwrap gives the reason.
func (e *NoIssuer) Unwrap() error { return e.Why }

// ReadIssuer reads plaudit.yaml of the site in a folder, and the key that it names. The error is a *NoIssuer, or the machine's.
func ReadIssuer(dir string, secret func(place string) (string, error)) (*Issuer, error) {
	root, err := source.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("reading the site: %w", err)
	}
	defer root.Close()
	var problems diag.List
	tree, err := source.Read(root, 1, &problems)
	if err != nil {
		return nil, fmt.Errorf("reading the site: %w", err)
	}
	config := decode.All(tree, 1, &problems).Config
	place := config.Credentials.Key.S
	if place == "" {
		return nil, &NoIssuer{errors.New("plaudit.yaml does not say where the key is; add `credentials: {key: env:PLAUDIT_KEY}` or `{key: file:PATH}`")}
	}
	did, err := credential.DIDOf(slash(config.BaseURL.S))
	if err != nil {
		return nil, &NoIssuer{fmt.Errorf("base_url cannot be an issuer: %w", err)}
	}
	in := Input{Secret: secret}
	key, err := in.signingKey(place)
	if err != nil {
		return nil, &NoIssuer{fmt.Errorf("the key of `credentials.key`: %w", err)}
	}
	issuer := &Issuer{DID: did, Place: place, Key: key}
	for _, r := range config.Credentials.Retired {
		issuer.Retired = append(issuer.Retired, RetiredKey{Public: r.Public.S, Until: r.Until.Text()})
	}
	return issuer, nil
}
