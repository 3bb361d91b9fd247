package credential

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
)

// faults are those of a report.
func faults(r *Report) []Fault {
	var all []Fault
	for _, p := range r.Problems {
		all = append(all, p.Fault)
	}
	return all
}

// texts are what a report says is wrong.
func texts(r *Report) string {
	var all []string
	for _, p := range r.Problems {
		all = append(all, p.Text)
	}
	return strings.Join(all, " ")
}

func TestGoodCredentialsHold(t *testing.T) {
	key := testKey(t, 1)
	for _, c := range []Claim{testClaim(), small()} {
		check := Check{Now: inForce, Issuer: did, Fetch: published(t, key, c, false).fetch}
		for form, data := range forms(t, key, c) {
			if r := Verify(data, check); len(r.Problems) > 0 || len(r.Holds) != 3 {
				t.Errorf("%s: holds %q, fails %q", form, r.Holds, texts(r))
			}
		}
	}
}

// Every way in which a credential does not hold has a fault and words of its own, in each form.
func TestFaults(t *testing.T) {
	key, stranger := testKey(t, 1), testKey(t, 9)
	c := testClaim()
	good := published(t, key, c, false)
	without := func(address string) world {
		w := world{}
		for a, data := range good {
			if a != address {
				w[a] = data
			}
		}
		return w
	}
	other := c
	other.Issuer.DID = "did:web:other.example"
	others := published(t, stranger, other, false)
	others[c.StatusAddress] = good[c.StatusAddress]
	moved := c
	moved.StatusAddress = "https://other.example/credentials/status/2026-newcomer-bva.json"
	cases := []struct {
		name  string
		key   *Key
		claim Claim
		check Check
		want  []Fault
		say   string
	}{
		{"another issuer", stranger, other, Check{Now: inForce, Issuer: did, Fetch: others.fetch}, []Fault{OtherIssuer, OtherIssuer}, "It was issued by did:web:other.example, not by did:web:partners.example."},
		{"another key", stranger, c, Check{Now: inForce, Fetch: good.fetch}, []Fault{UnknownKey}, "a key that the issuer does not list"},
		{"revoked", key, c, Check{Now: inForce, Fetch: published(t, key, c, true).fetch}, []Fault{Revoked}, "taken back"},
		{"expired", key, c, Check{Now: c.Until, Fetch: good.fetch}, []Fault{Expired}, "expired at 2029-04-06T00:00:00+02:00"},
		{"not yet valid", key, c, Check{Now: c.Date.Add(-time.Second), Fetch: good.fetch}, []Fault{NotYet}, "not valid before 2026-04-06T00:00:00+02:00"},
		{"no keys", key, c, Check{Now: inForce, Fetch: without("https://partners.example/.well-known/did.json").fetch}, []Fault{NoAnswer, NoAnswer}, "The keys of the issuer cannot be had"},
		{"no list", key, c, Check{Now: inForce, Fetch: without(c.StatusAddress).fetch}, []Fault{NoAnswer}, "Whether it was taken back cannot be told"},
		{"a list elsewhere", key, moved, Check{Now: inForce, Fetch: good.fetch}, []Fault{OtherIssuer}, "not a place of its issuer"},
	}
	for _, x := range cases {
		for form, data := range forms(t, x.key, x.claim) {
			r := Verify(data, x.check)
			if !slices.Equal(faults(r), x.want) || !strings.Contains(texts(r), x.say) {
				t.Errorf("%s, %s: %v %s", x.name, form, faults(r), texts(r))
			}
		}
	}
}

// A list that is not the issuer's says nothing.
func TestForgedLists(t *testing.T) {
	key, c := testKey(t, 1), testClaim()
	revoked := published(t, key, c, true)[c.StatusAddress]
	another := NewStatusList(c.StatusAddress+"x", did, c.Date, false)
	misplaced, err := key.SignList(another)
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string][]byte{
		"not signed":     NewStatusList(c.StatusAddress, did, c.Date, false).Unsigned(),
		"another key":    published(t, testKey(t, 2), c, false)[c.StatusAddress],
		"changed":        bytes.Replace(revoked, []byte(listRevoked), []byte(listNone), 1),
		"of another":     misplaced,
		"no JSON":        []byte("<html>"),
		"a credential":   forms(t, key, c)["json"],
		"twice the list": bytes.Replace(revoked, []byte(`"encodedList"`), []byte(`"encodedList":"`+listNone+`","encodedList"`), 1),
	} {
		w := published(t, key, c, false)
		w[c.StatusAddress] = list
		if r := Verify(forms(t, key, c)["jwt"], Check{Now: inForce, Fetch: w.fetch}); !slices.Equal(faults(r), []Fault{NoAnswer}) {
			t.Errorf("%s: %v %s", name, faults(r), texts(r))
		}
	}
}

// What a retired key signed holds until its day, and no longer; of a key that is not listed nothing holds.
func TestRetiredKeys(t *testing.T) {
	old, now, c := testKey(t, 1), testKey(t, 2), testClaim()
	until := inForce.AddDate(0, 6, 0)
	w := published(t, now, c, false, Retired{Public: old.Public(), Until: until})
	for form, data := range forms(t, old, c) {
		if r := Verify(data, Check{Now: inForce, Fetch: w.fetch}); len(r.Problems) > 0 {
			t.Errorf("%s of the retired key: %s", form, texts(r))
		}
		if r := Verify(data, Check{Now: until, Fetch: w.fetch}); !slices.Equal(faults(r), []Fault{UnknownKey}) {
			t.Errorf("%s of the retired key, after its day: %v", form, faults(r))
		}
		if r := Verify(data, Check{Now: inForce, Fetch: published(t, now, c, false).fetch}); !slices.Equal(faults(r), []Fault{UnknownKey}) {
			t.Errorf("%s of a key that was given up: %v", form, faults(r))
		}
	}
}

// No byte of a credential can be changed without somebody saying so.
func TestEveryByteCounts(t *testing.T) {
	key, c := testKey(t, 1), small()
	check := Check{Now: inForce, Issuer: did, Fetch: published(t, key, c, false).fetch}
	for form, data := range forms(t, key, c) {
		text := data
		if form == "svg" || form == "png" {
			continue // the picture around it is not signed
		}
		for i := range bytes.TrimSpace(text) {
			changed := bytes.Clone(text)
			changed[i] ^= 1
			if r := Verify(changed, check); len(r.Problems) == 0 {
				t.Errorf("%s, byte %d: %q for %q", form, i, changed[i], text[i])
			}
		}
	}
	whole := string(forms(t, key, c)["json"])
	r := Verify([]byte(strings.Replace(whole, "BVA won", "XYZ won", 1)), check)
	if !slices.Equal(faults(r), []Fault{Changed}) {
		t.Errorf("another name: %v", faults(r))
	}
}

// JSON that readers could understand in two ways is none.
func TestAmbiguousJSON(t *testing.T) {
	key, c := testKey(t, 1), small()
	check := Check{Now: inForce, Issuer: did, Fetch: published(t, key, c, false).fetch}
	whole := string(forms(t, key, c)["json"])
	for name, edit := range map[string][2]string{
		"a key twice":     {`"name":"Newcomer, Awards 2026"`, `"name":"Grand Prix","name":"Newcomer, Awards 2026"`},
		"another case":    {`"name":"Newcomer, Awards 2026"`, `"Name":"Newcomer, Awards 2026"`},
		"both cases":      {`"name":"Newcomer, Awards 2026"`, `"NAME":"Grand Prix","name":"Newcomer, Awards 2026"`},
		"another member":  {`"name":"Newcomer, Awards 2026"`, `"name":"Newcomer, Awards 2026","image":"x"`},
		"an empty member": {`"name":"Newcomer, Awards 2026"`, `"name":"Newcomer, Awards 2026","evidence":[]`},
		"two documents":   {"}\n", "}{}\n"},
		"another context": {contextBadges, "https://evil.example/context.json"},
		"a statement":     {"partners/bva/", "partners/bva/> <x:y> <z:z> .\\n<a:b"},
	} {
		if !strings.Contains(whole, edit[0]) {
			t.Fatalf("%s is not in %s", edit[0], whole)
		}
		if r := Verify([]byte(strings.Replace(whole, edit[0], edit[1], 1)), check); !slices.Equal(faults(r), []Fault{Unreadable}) {
			t.Errorf("%s: %v %s", name, faults(r), texts(r))
		}
	}
	// The order of members and white space are not signed in this form.
	spaced := strings.Replace(strings.ReplaceAll(whole, `","`, "\",\n  \""), `"id":"https://partners.example/certificates/2026-newcomer-bva/credential.json",`, "", 1)
	spaced = strings.Replace(spaced, "}\n", `,"id":"https://partners.example/certificates/2026-newcomer-bva/credential.json"}`, 1)
	if r := Verify([]byte(spaced), check); len(r.Problems) > 0 {
		t.Errorf("in another order: %s", texts(r))
	}
}
