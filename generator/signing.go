package generator

import (
	"errors"

	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// Why Input.Secret may give no key.
var (
	ErrNoSecret     = errors.New("it is not there")
	ErrSecretInSite = errors.New("it lies within the site's folder")
)

// signer signs a site's credentials.
type signer struct {
	key     *credential.Key
	did     string
	retired []credential.Retired
}

// findSigner finds the key that signs, and says why there is none. What it says never has anything of the key.
func (p *prepared) findSigner() {
	p.signer = nil
	c := &p.records.Config
	place := c.Credentials.Key
	if p.in.Secret == nil || !place.Given() || c.Outputs.Credentials.Given() && !c.Outputs.Credentials.V {
		return
	}
	at := place.In(c.File)
	unsigned := func(why, hint string) {
		p.problems.Add(diag.NotSigned.New(at, "credentials are not signed: %s", why).WithHint("%s", hint))
	}
	switch {
	case p.in.Drafts || p.in.Future:
		unsigned("a preview may show what is not public", "build without --drafts and --future to sign")
		return
	case p.in.BaseURL != "" && slash(p.in.BaseURL) != slash(c.BaseURL.S):
		unsigned("with --base-url the site is not the one whose key this is", "leave out --base-url, or change base_url")
		return
	case c.BaseURL.S == "":
		return // publishing will say so
	}
	did, err := credential.DIDOf(slash(c.BaseURL.S))
	if err != nil {
		unsigned("base_url cannot be an issuer: "+err.Error(), "give the site an address that begins with https://")
		return
	}
	key, err := p.in.signingKey(place.S)
	switch {
	case errors.Is(err, ErrNoSecret):
		unsigned("the key that is named here is not there", "set the variable or put the file there; `plaudit keys new` makes a key")
	case errors.Is(err, ErrSecretInSite):
		p.problems.Add(diag.SecretInSite.New(at, "the key's file lies within the site's folder").
			WithHint("move it out, and make a new key if the folder was ever shared"))
	case err != nil:
		p.problems.Add(diag.BadKey.New(at, "the key that is named here cannot be used: %v", err).WithHint("`plaudit keys new` makes a key"))
	default:
		p.signer = &signer{key: key, did: did}
	}
}

// keyless says that plaudit.yaml names no key, and does not switch credentials off either.
func (p *prepared) keyless() bool {
	c := &p.records.Config
	return !c.Credentials.Key.Given() && !(c.Outputs.Credentials.Given() && !c.Outputs.Credentials.V)
}

// signingKey gets the key from its place.
func (in *Input) signingKey(place string) (*credential.Key, error) {
	text, err := in.Secret(place)
	if err != nil {
		return nil, err
	}
	return credential.ParseKey(text)
}

// keyState tells one state of the key's place from every other one, by the public keys or by what is wrong: a build is the last one again only
// while it stays the same.
func (in *Input) keyState(place string) string {
	if in.Secret == nil || place == "" {
		return ""
	}
	key, err := in.signingKey(place)
	if err != nil {
		return "! " + err.Error()
	}
	return key.Public().String()
}

func slash(base string) string {
	if base != "" && base[len(base)-1] != '/' {
		base += "/"
	}
	return base
}

// issuer is the DID that signs; empty: nobody does.
func (s *signer) issuer() string {
	if s == nil {
		return ""
	}
	return s.did
}

// retire reads the keys that signed before. One whose day is over is left out.
func (p *prepared) retire() {
	c := &p.records.Config
	var all []credential.Retired
	for _, r := range c.Credentials.Retired {
		public, err := credential.ParsePublic(r.Public.S)
		if err != nil {
			if r.Public.Given() {
				p.problems.Add(diag.BadKey.New(r.Public.In(c.File), "this is no public key: %v", err).WithHint("write it as `plaudit keys show` prints it"))
			}
			continue
		}
		one := credential.Retired{Public: public}
		if r.Until.Precision != record.NoDate {
			one.Until = r.Until.End(p.whole.Sites[0].Zone)
			if p.clock.Reached(one.Until) {
				continue
			}
		}
		all = append(all, one)
	}
	if p.signer != nil {
		p.signer.retired = all
	}
}
