package credential

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// Multicodec prefixes of public keys, as Multikey has them (W3C Controlled Identifiers 1.0).
var (
	prefixEd25519 = []byte{0xed, 0x01}
	prefixP256    = []byte{0x80, 0x24}
)

// Public is the two public keys that belong to one seed: Ed25519 for Data Integrity proofs, P-256 for JWTs. One of them may be missing in a
// retired key.
type Public struct {
	Ed25519 ed25519.PublicKey
	P256    *ecdsa.PublicKey
}

// String writes the keys in the form in which plaudit.yaml lists retired ones: as Multikeys with a plus sign between them.
func (p Public) String() string {
	var parts []string
	if p.Ed25519 != nil {
		parts = append(parts, p.multibaseEd25519())
	}
	if p.P256 != nil {
		parts = append(parts, p.multibaseP256())
	}
	return strings.Join(parts, "+")
}

// Equal says whether two publics hold the same keys.
func (p Public) Equal(other Public) bool { return p.String() == other.String() }

func (p Public) multibaseEd25519() string {
	return "z" + base58(append(bytes.Clone(prefixEd25519), p.Ed25519...))
}

func (p Public) multibaseP256() string {
	x, y := p.point()
	sign := byte(2) | y[31]&1
	return "z" + base58(append(append(bytes.Clone(prefixP256), sign), x...))
}

// point gives the coordinates of the P-256 key, 32 bytes each.
func (p Public) point() (x, y []byte) {
	point, err := p.P256.Bytes() // 0x04, x, y
	if err != nil {
		panic(err) // it was made or parsed on the curve
	}
	return point[1:33], point[33:65]
}

// ParsePublic reads what String writes.
func ParsePublic(s string) (Public, error) {
	var p Public
	for part := range strings.SplitSeq(s, "+") {
		raw, err := multibase(strings.TrimSpace(part))
		if err != nil {
			return Public{}, err
		}
		switch {
		case bytes.HasPrefix(raw, prefixEd25519) && len(raw) == 2+ed25519.PublicKeySize && p.Ed25519 == nil:
			p.Ed25519 = ed25519.PublicKey(raw[2:])
		case bytes.HasPrefix(raw, prefixP256) && len(raw) == 2+33 && p.P256 == nil:
			x, y := elliptic.UnmarshalCompressed(elliptic.P256(), raw[2:])
			if x == nil {
				return Public{}, errors.New("a P-256 key that is no point of the curve")
			}
			if p.P256, err = pointOf(x.FillBytes(make([]byte, 32)), y.FillBytes(make([]byte, 32))); err != nil {
				return Public{}, err
			}
		default:
			return Public{}, errors.New("neither an Ed25519 nor a P-256 key, or two of a kind")
		}
	}
	return p, nil
}

// pointOf makes a P-256 key of its coordinates.
func pointOf(x, y []byte) (*ecdsa.PublicKey, error) {
	return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), append(append([]byte{4}, x...), y...))
}

// multibase reads base58btc, the form that every Multikey has.
func multibase(s string) ([]byte, error) {
	rest, ok := strings.CutPrefix(s, "z")
	if !ok || len(rest) > 200 {
		return nil, errors.New("a key begins with z, as base58btc does in multibase")
	}
	return unbase58(rest)
}

const base58Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// base58 writes bytes as base58btc (Multibase): a number of base 58, with a 1 for each zero byte at the front.
func base58(data []byte) string {
	n, rest := new(big.Int).SetBytes(data), new(big.Int)
	base := big.NewInt(58)
	var out []byte
	for n.Sign() > 0 {
		n.DivMod(n, base, rest)
		out = append(out, base58Digits[rest.Int64()])
	}
	for _, b := range data {
		if b != 0 {
			break
		}
		out = append(out, '1')
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return string(out)
}

func unbase58(s string) ([]byte, error) {
	n, base := new(big.Int), big.NewInt(58)
	zeros := len(s) - len(strings.TrimLeft(s, "1"))
	for i := range len(s) {
		digit := strings.IndexByte(base58Digits, s[i])
		if digit < 0 {
			return nil, fmt.Errorf("%q is no digit of base58btc", s[i])
		}
		n.Add(n.Mul(n, base), big.NewInt(int64(digit)))
	}
	return append(make([]byte, zeros), n.Bytes()...), nil
}
