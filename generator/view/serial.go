package view

import (
	"crypto/sha256"
	"encoding/binary"
)

// serialDigits are the digits of Crockford's base 32, and after them the five symbols that only its check character may be
// (Douglas Crockford, Base 32).
const serialDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"

// Serial is the serial number of a certificate: "7Q3ZK-M1T9B-4". It needs no ledger, since it follows from the award's id alone,
// of a recipient's own certificate of a joint award from award and recipient.
//
// It is the first 50 bits of the SHA-256 of the award's id, or of "<award>/<recipient>", as ten digits of Crockford's base 32 in two
// groups, and a check character: the value modulo 37. That finds each wrong digit and each swap of two neighbours. Numbers of 10,000
// certificates are all different with a probability of 0.99999996. Changing it would break printed certificates.
func Serial(award, recipient string) string {
	if recipient != "" {
		award += "/" + recipient
	}
	sum := sha256.Sum256([]byte(award))
	value := binary.BigEndian.Uint64(sum[:8]) >> 14
	out := make([]byte, 0, 13)
	for shift := 45; shift >= 0; shift -= 5 {
		out = append(out, serialDigits[value>>shift&31])
		if shift == 25 {
			out = append(out, '-')
		}
	}
	return string(append(out, '-', serialDigits[value%37]))
}
