package credential

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// verdict is what the verifiers of testdata/verifiers say of a credential.
type verdict struct {
	Proof struct {
		Verified bool
		Error    string
	}
	JWT struct {
		Verified, SameAsJSON, Claims, Named bool
		Error                               string
	}
	CredentialQuads, ListQuads any
}

// verifiers installs the verifiers into .plaudit, which is kept between runs, and gives the folder.
func verifiers(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"npm", "node"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("there is no %s in PATH, so independent verifiers cannot be asked", program)
		}
	}
	dir, err := filepath.Abs("../../.plaudit/credentials")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	fresh := false
	for _, name := range []string{"package.json", "verify.mjs"} {
		data, err := os.ReadFile(filepath.Join("testdata/verifiers", name))
		if err != nil {
			t.Fatal(err)
		}
		have, _ := os.ReadFile(filepath.Join(dir, name))
		fresh = fresh || name == "package.json" && bytes.Equal(have, data)
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules/.package-lock.json")); err == nil && fresh {
		return dir
	}
	install := exec.Command("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm install: %v\n%s", err, out)
	}
	return dir
}

// question is a credential in both forms, what its issuer publishes, and when it is asked about.
type question struct {
	Credential string `json:"credential"`
	JWT        string `json:"jwt"`
	Document   string `json:"document"`
	Keys       string `json:"keys"`
	List       string `json:"list"`
	Now        string `json:"now"`
}

func questionOf(w world, all map[string][]byte, now time.Time) question {
	const base = "https://partners.example/"
	return question{string(all["json"]), string(all["jwt"]), string(w[base+".well-known/did.json"]), string(w[base+".well-known/jwks.json"]),
		string(w[testClaim().StatusAddress]), now.Format(time.RFC3339)}
}

// ask puts questions to the verifiers.
func ask(t *testing.T, dir string, questions []question) []verdict {
	t.Helper()
	input, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "verify.mjs")
	cmd.Dir, cmd.Stdin, cmd.Stderr = dir, bytes.NewReader(input), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v", err)
	}
	var all []verdict
	if err := json.Unmarshal(out, &all); err != nil || len(all) != len(questions) {
		t.Fatalf("%v: %s", err, out)
	}
	return all
}

// Verifiers of other people accept what is signed here, see the same graphs, and refuse what does not hold.
func TestIndependentVerifiers(t *testing.T) {
	dir := verifiers(t)
	key, c := testKey(t, 1), testClaim()
	good, all := published(t, key, c, false), forms(t, key, c)
	changed := map[string][]byte{"json": bytes.Replace(all["json"], []byte("BVA won"), []byte("XYZ won"), 1), "jwt": bytes.Replace(all["jwt"], []byte("."), []byte(".e"), 1)}
	cases := []struct {
		name       string
		question   question
		proof, jwt bool
	}{
		{"good", questionOf(good, all, inForce), true, true},
		{"small", questionOf(good, forms(t, key, small()), inForce), true, true},
		{"by the retired key", questionOf(published(t, testKey(t, 9), c, false, Retired{Public: key.Public()}), all, inForce), true, true},
		{"another key", questionOf(good, forms(t, testKey(t, 9), c), inForce), false, false},
		{"changed", questionOf(good, changed, inForce), false, false},
		{"expired", questionOf(good, all, c.Until.Add(time.Hour)), false, false},
		{"not yet valid", questionOf(good, all, c.Date.Add(-time.Hour)), false, false},
		{"revoked", questionOf(published(t, key, c, true), all, inForce), false, true}, // jose knows nothing of lists
	}
	var questions []question
	for _, x := range cases {
		questions = append(questions, x.question)
	}
	verdicts := ask(t, dir, questions)
	for i, x := range cases {
		v := verdicts[i]
		if v.Proof.Verified != x.proof || v.JWT.Verified != x.jwt {
			t.Errorf("%s: the proof is %v (%s), the JWT %v (%s)", x.name, v.Proof.Verified, v.Proof.Error, v.JWT.Verified, v.JWT.Error)
		} else if !x.proof && x.name != "another key" && strings.Contains(v.Proof.Error, "not found: ") {
			t.Errorf("%s: the proof was not looked at: %s", x.name, v.Proof.Error)
		}
		if x.jwt && (!v.JWT.SameAsJSON || !v.JWT.Claims || !v.JWT.Named) {
			t.Errorf("%s: the JWT: %+v", x.name, v.JWT)
		}
	}
	list, err := NewStatusList(c.StatusAddress, did, c.Date, false).NQuads()
	if err != nil || verdicts[0].ListQuads != list {
		t.Errorf("the list's graph is\n%v\nnot\n%s%v", verdicts[0].ListQuads, list, err)
	}
	for i, claim := range []Claim{c, small()} {
		quads, err := New(claim).NQuads()
		if err != nil || verdicts[i].CredentialQuads != quads {
			t.Errorf("%s: the graph is\n%v\nnot\n%s%v", cases[i].name, verdicts[i].CredentialQuads, quads, err)
		}
	}
}
