package view

import (
	"strings"
	"testing"
)

// TestSerialIsForever: certificates are printed with these.
func TestSerialIsForever(t *testing.T) {
	for _, x := range []struct{ award, recipient, want string }{
		{"2026-newcomer-bva-commerce", "", "MZQ4Z-JNNVM-4"},
		{"2026-newcomer-bva-commerce", "bva-commerce", "XN7M7-HPJPB-1"},
		{"2020-innovation-x", "", "VY100-AXPG5-~"},
	} {
		equal(t, x.award+"/"+x.recipient, Serial(x.award, x.recipient), x.want)
	}
}

// checked says whether the check character fits the digits, as a verifier would.
func checked(serial string) bool {
	plain := strings.ReplaceAll(serial, "-", "")
	value := uint64(0)
	for i := range len(plain) - 1 {
		value = value*32 + uint64(strings.IndexByte(serialDigits, plain[i]))
	}
	return len(plain) == 11 && serialDigits[value%37] == plain[10]
}

func TestSerialFindsMistakes(t *testing.T) {
	serial := Serial("2026-newcomer-bva-commerce", "")
	if !checked(serial) {
		t.Fatalf("%s does not check", serial)
	}
	for i := range 11 {
		if i == 5 {
			continue
		}
		for _, c := range []byte(serialDigits[:32]) {
			wrong := []byte(serial)
			if wrong[i] == c {
				continue
			}
			wrong[i] = c
			if checked(string(wrong)) {
				t.Errorf("%s passes for %s", wrong, serial)
			}
		}
	}
	for i := range 10 {
		swapped := []byte(serial)
		j := i + 1
		if i == 5 {
			continue
		}
		if j == 5 {
			j = 6
		}
		if swapped[i] == swapped[j] {
			continue
		}
		swapped[i], swapped[j] = swapped[j], swapped[i]
		if checked(string(swapped)) {
			t.Errorf("%s passes for %s", swapped, serial)
		}
	}
}
