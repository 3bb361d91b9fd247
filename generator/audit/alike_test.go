package audit

import (
	"strings"
	"testing"
)

// Two records look like one company for reasons that a person would give, and for no others.
func TestAlike(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		want       string // the reasons; empty: they do not look alike
	}{
		{"legal form", "name: Ada Works GmbH", "name: ADA Works, Inc.", "their names differ by capitals, accents, signs or the legal form only"},
		{"accents", "name: Złota Sieć Sp. z o.o.", "name: Zlota Siec", "their names differ by capitals, accents, signs or the legal form only"},
		{"another script", "name: 株式会社みなと", "name: 株式会社みなと", "their names are the same"},
		{"joined", "name: Blue Stem", "name: Bluestem", "their names differ by a space only"},
		{"order", "name: Works Ada", "name: Ada Works", "their names have the same words"},
		{"slip", "name: Kestrel Row", "name: Kestrle Row", "their names differ by one letter"},
		{"short names", "name: Orva", "name: Arva", ""},
		{"website", "name: One\nwebsite: https://www.harbour.example/", "name: Two\nwebsite: http://harbour.example/index.html", "their website is harbour.example"},
		{"a host of many", "name: One\nwebsite: https://pages.example/one", "name: Two\nwebsite: https://pages.example/two", ""},
		{"former name", "name: New Harbour\nidentities: [{name: Old Pier AG, until: 2020-01-01}]", "name: Old Pier", "New Harbour was called as Old Pier is today"},
		{"alias", "name: New Harbour\naliases: [old-pier]", "name: Old Pier", "an alias of New Harbour is the name of Old Pier"},
		{"successor", "name: Old Pier\nsuccessor: bob", "name: Old Pier Ltd.", ""},
		{"both", "name: Ada\nwebsite: https://ada.example", "name: ADA\nwebsite: https://ada.example/", "their names are the same; their website is ada.example"},
		{"nothing but a legal form", "name: AG", "name: SE", ""},
		{"two years", "name: Gold Diggers of 1935", "name: Gold Diggers of 1937", ""},
		{"nothing but signs", "name: \"!!!\"", "name: \"***\"", ""},
		{"a former name of signs", "name: Ada\nidentities: [{name: \"???\", until: 2020-01-01}]", "name: \"!!!\"", ""},
		{"different", "name: Ada Works", "name: Bob Works", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, records := read(t, "-- data/partners/ada.yaml --\n"+tt.a+"\n-- data/partners/bob.yaml --\n"+tt.b+"\n", clock(t, "2026-04-01"))
			var got []string
			for _, f := range Alike(records) {
				if f.Kind != "partner" || f.What != SameCompany || f.Other == nil {
					t.Errorf("an odd finding: %+v", f)
				}
				got = append(got, strings.Join(f.Why, "; "))
			}
			if strings.Join(got, " | ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
