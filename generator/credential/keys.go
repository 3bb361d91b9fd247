package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
)

// seedPrefix tells a seed from every other text, so that programs which look for secrets in sources can find one.
const seedPrefix = "plaudit-key-1-"

// SeedSize is the number of bytes of a seed.
const SeedSize = 32

// Key signs. It never prints itself: what fmt makes of one is its public keys.
type Key struct {
	ed   ed25519.PrivateKey
	p256 *ecdsa.PrivateKey
}

// NewSeed takes a seed from a source of randomness, as the text in which it is kept: a prefix, then the seed and four bytes of its SHA-256,
// by which a text that was cut or mistyped is told, in base64url.
func NewSeed(random io.Reader) (string, error) {
	seed := make([]byte, SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return "", fmt.Errorf("taking random bytes: %w", err)
	}
	return seedText(seed), nil
}

func seedText(seed []byte) string {
	sum := sha256.Sum256(seed)
	return seedPrefix + base64.RawURLEncoding.EncodeToString(append(bytes.Clone(seed), sum[:4]...))
}

// ParseKey makes the keys of a seed's text. Space around it is dropped. No error repeats any of the text.
func ParseKey(text string) (*Key, error) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), seedPrefix)
	if !ok {
		return nil, fmt.Errorf("it does not begin with %s, as `plaudit keys new` writes it", seedPrefix)
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(rest)
	if err != nil || len(raw) != SeedSize+4 {
		return nil, errors.New("it is too long or too short, or has other characters than `plaudit keys new` writes")
	}
	seed := raw[:SeedSize]
	if sum := sha256.Sum256(seed); !bytes.Equal(sum[:4], raw[SeedSize:]) {
		return nil, errors.New("its check characters do not fit: it was cut or changed")
	}
	return KeyOf(seed)
}

// KeyOf derives both keys from a seed of 32 bytes by HKDF with SHA-256 (RFC 5869). The scalar of P-256 is 48 derived bytes modulo n-1, plus 1:
// the method of extra random bits (FIPS 186-5, A.2.1). Changing any of this would change every issuer's keys.
func KeyOf(seed []byte) (*Key, error) {
	if len(seed) != SeedSize {
		return nil, fmt.Errorf("a seed has %d bytes, not %d", SeedSize, len(seed))
	}
	ed, err := hkdf.Key(sha256.New, seed, nil, "plaudit credentials 1 Ed25519", ed25519.SeedSize)
	if err != nil {
		return nil, err
	}
	bits, err := hkdf.Key(sha256.New, seed, nil, "plaudit credentials 1 P-256", 48)
	if err != nil {
		return nil, err
	}
	one := big.NewInt(1)
	order := new(big.Int).Sub(elliptic.P256().Params().N, one)
	scalar := new(big.Int).Mod(new(big.Int).SetBytes(bits), order)
	p256, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), scalar.Add(scalar, one).FillBytes(make([]byte, 32)))
	if err != nil {
		return nil, err
	}
	return &Key{ed: ed25519.NewKeyFromSeed(ed), p256: p256}, nil
}

// Public is what everybody may know of a key.
func (k *Key) Public() Public {
	return Public{Ed25519: k.ed.Public().(ed25519.PublicKey), P256: &k.p256.PublicKey}
}

// String is the public keys: a key that somebody prints by mistake tells no secret.
func (k *Key) String() string { return k.Public().String() }

// GoString is String, for %#v.
func (k *Key) GoString() string { return k.String() }

// signEd25519 signs bytes (RFC 8032), which needs no randomness.
func (k *Key) signEd25519(data []byte) []byte { return ed25519.Sign(k.ed, data) }

// signES256 signs bytes as JWS wants it (RFC 7518, 3.4): r and s, 32 bytes each. The nonce follows from key and message (RFC 6979).
func (k *Key) signES256(data []byte) []byte {
	digest := sha256.Sum256(data)
	der, err := k.p256.Sign(nil, digest[:], crypto.SHA256)
	if err != nil {
		panic(err) // a digest of the right length and a good key cannot fail
	}
	var sig struct{ R, S *big.Int }
	if _, err := asn1.Unmarshal(der, &sig); err != nil {
		panic(err)
	}
	out := make([]byte, 64)
	sig.R.FillBytes(out[:32])
	sig.S.FillBytes(out[32:])
	return out
}

// verifyES256 checks r and s against bytes.
func verifyES256(key *ecdsa.PublicKey, data, sig []byte) bool {
	if len(sig) != 64 {
		return false
	}
	digest := sha256.Sum256(data)
	return ecdsa.Verify(key, digest[:], new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:]))
}
