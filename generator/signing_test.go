package generator_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/plan"
)

// testSecret gives the same key for every place.
func testSecret(string) (string, error) { return seedOf(1), nil }

// seedOf is the text of a key; another number gives another key.
func seedOf(n byte) string {
	text, err := credential.NewSeed(bytes.NewReader(bytes.Repeat([]byte{n}, credential.SeedSize)))
	if err != nil {
		panic(err)
	}
	return text
}

const signedSite = "title: Awards\nbase_url: https://p.example/\norganization: {name: Northwind}\ntimezone: Europe/Berlin\ncredentials: {key: env:KEY}\n"

// signedFiles is a site with an award for one partner, one for a person, one for two partners of whom one is withheld, and one under embargo.
func signedFiles() map[string]string {
	return map[string]string{
		"plaudit.yaml":                signedSite,
		"data/partners/alpha.yaml":    "name: Alpha & Söhne\nsummary: It is Alpha.\n",
		"data/partners/beta.yaml":     "name: Beta\nsummary: It is Beta.\n",
		"data/partners/hidden.yaml":   "name: Xyzzyhidden\nconsent: {listed: false}\n",
		"data/awards/categories.yaml": "- {id: newcomer, name: Newcomer, description: For *new* ones.}\n- {id: champion, name: Champion}\n- {id: pair, name: Pair}\n",
		"data/awards/2025.yaml": "name: Awards 2025\ndate: 2025-04-06\nresults:\n" +
			"  - {category: newcomer, partners: [alpha], citation: For **pace**., status: expired, status_on: 2028-04-06, status_reason: Three years.}\n" +
			"  - {category: champion, recipients: [{name: Ada Lovelace, partner: beta}], citation: For patience.}\n" +
			"  - {category: pair, partners: [alpha, hidden], citation: For both.}\n" +
			"  - {category: pair, level: finalist, partners: [alpha, beta], citation: Nearly.}\n",
		"data/awards/2026.yaml": "name: Awards 2026\ndate: 2026-04-06\nembargo: 2026-04-06T18:00:00Z\nresults:\n  - {category: newcomer, partners: [beta], citation: For xyzzysecret.}\n",
	}
}

var signedNow = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Each recipient has a credential that holds, in both forms, and nobody else has one.
func TestEachRecipientHasACredential(t *testing.T) {
	out, r, err := generator.Collect(t.Context(), generator.Input{Dir: writeSite(t, signedFiles()), Now: signedNow, Version: "test", Secret: testSecret})
	if err != nil || r.Failed(false) {
		t.Fatal(err, r.Problems)
	}
	check := credential.Check{Now: signedNow, Issuer: "did:web:p.example", Fetch: func(address string) ([]byte, error) {
		if data, ok := out[strings.TrimPrefix(address, "https://p.example/")]; ok {
			return data, nil
		}
		return nil, errors.New("not found")
	}}
	for folder, want := range map[string][2]string{ // subject and description
		"certificates/2025-newcomer-alpha/":        {"https://p.example/partners/alpha/", "Alpha & Söhne won Newcomer at Awards 2025."},
		"certificates/2025-champion-ada-lovelace/": {"https://p.example/certificates/2025-champion-ada-lovelace/#ada-lovelace", "Ada Lovelace won Champion at Awards 2025."},
		"certificates/2025-pair-alpha/alpha/":      {"https://p.example/partners/alpha/", "Alpha & Söhne won Pair at Awards 2025."},
		"certificates/2025-pair-alpha-beta/alpha/": {"https://p.example/partners/alpha/", "Alpha & Söhne: Finalist in Pair at Awards 2025."},
		"certificates/2025-pair-alpha-beta/beta/":  {"https://p.example/partners/beta/", "Beta: Finalist in Pair at Awards 2025."},
	} {
		for _, form := range []string{"credential.jwt", "credential.json"} {
			data, ok := out[folder+form]
			delete(out, folder+form)
			if !ok {
				t.Errorf("there is no %s%s", folder, form)
				continue
			}
			report := credential.Verify(data, check)
			if len(report.Problems) > 0 {
				t.Errorf("%s%s: %v", folder, form, report.Problems)
				continue
			}
			c := report.Credential
			if c.ID != "https://p.example/"+folder+"credential.json" || c.Subject.ID != want[0] || c.Description != want[1] || c.ValidFrom != "2025-04-06T00:00:00+02:00" {
				t.Errorf("%s says %s, %s, %s, %s", folder, c.ID, c.Subject.ID, c.Description, c.ValidFrom)
			}
		}
	}
	for path := range out {
		if strings.Contains(path, "/credential.j") {
			t.Errorf("%s is a credential of nobody", path)
		}
	}
	report := credential.Verify(mustCollect(t, signedFiles(), signedNow)["certificates/2025-newcomer-alpha/credential.json"], check)
	c := report.Credential
	if c.ValidUntil != "2028-04-06T00:00:00+02:00" || c.Subject.Achievement.Description != "For new ones." || c.Evidence[0].Narrative != "For pace." {
		t.Errorf("%+v", c)
	}
	check.Now = time.Date(2028, 4, 6, 0, 0, 0, 0, time.UTC)
	if report := credential.Verify(c.Unsigned(), check); len(report.Problems) == 0 {
		t.Error("without a proof it holds")
	}
}

// Every address of its site that a credential names leads to a page, and what stands behind a # to a place on it: also where results go on over
// several pages.
func TestCredentialAddressesLeadSomewhere(t *testing.T) {
	files := signedFiles()
	files["plaudit.yaml"] += "page_size: 1\n"
	out := mustCollect(t, files, signedNow)
	address := regexp.MustCompile(`"https://p\.example/([^"#]*)(?:#([^"]*))?"`)
	seen := map[string]bool{}
	for name, data := range out {
		if !strings.HasSuffix(name, "/credential.json") {
			continue
		}
		for _, found := range address.FindAllSubmatch(data, -1) {
			if bytes.Contains(found[1], []byte("credentials/status/")) {
				continue // behind the # is a number, as the standard has it
			}
			path, anchor := string(found[1]), string(found[2])
			page, ok := out[plan.OutputOf(path)]
			switch {
			case !ok:
				t.Errorf("%s names %s, which is not there", name, found[0])
			case anchor != "" && !regexp.MustCompile(`\sid="?`+regexp.QuoteMeta(anchor)+`["\s>]`).Match(page):
				t.Errorf("%s names %s, and there is no such place", name, found[0])
			}
			seen[anchor] = true
		}
	}
	for _, anchor := range []string{"winner", "finalist", "ada-lovelace"} {
		if !seen[anchor] {
			t.Errorf("no credential names #%s", anchor)
		}
	}
}

// mustCollect builds a site with a key.
func mustCollect(t *testing.T, files map[string]string, now time.Time) map[string][]byte {
	t.Helper()
	out, r, err := generator.Collect(t.Context(), generator.Input{Dir: writeSite(t, files), Now: now, Version: "test", Secret: testSecret})
	if err != nil || r.Failed(false) {
		t.Fatal(err, r.Problems)
	}
	return out
}

// With another key everything is signed anew, also when nothing else changed; with the same nothing is touched.
func TestAnotherKeySignsAnew(t *testing.T) {
	in := generator.Input{Dir: writeSite(t, signedFiles()), Now: signedNow, Version: "test", Program: "test", Cache: t.TempDir()}
	out := filepath.Join(t.TempDir(), "public")
	build := func(secret func(string) (string, error)) (written int, standing bool) {
		t.Helper()
		in.Secret = secret
		r, err := generator.Build(t.Context(), in, out, false)
		if err != nil || r.Published == nil {
			t.Fatal(err, r)
		}
		return r.Published.Written, r.Stats.Standing
	}
	build(testSecret)
	if n, standing := build(testSecret); n != 0 || !standing {
		t.Errorf("the second build wrote %d files, standing %v", n, standing)
	}
	in.Version = "test 2" // nothing is remembered of a whole build, and what was signed is
	if n, _ := build(testSecret); n > 5 {
		t.Errorf("another version wrote %d files", n)
	}
	signed := 0
	p, _, err := generator.Plan(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range p.Outputs {
		switch o.Kind {
		case plan.CredentialJWT, plan.CredentialJSON, plan.StatusList, plan.DIDDocument, plan.KeySet:
			signed++
		case plan.Kit:
			if _, ofAward := o.Subject.(plan.Proof); ofAward { // the one of an edition has pictures and a list of results, and no badge
				signed++
			}
		case plan.Badge:
			if badge := o.Subject.(plan.Proof); badge.Recipient >= 0 || !badge.Award.Joint {
				signed++
			}
		}
	}
	if n, standing := build(func(string) (string, error) { return seedOf(2), nil }); n != signed || standing {
		t.Errorf("another key wrote %d files, not %d, standing %v", n, signed, standing)
	}
	if n, standing := build(func(string) (string, error) { return "", generator.ErrNoSecret }); n == 0 || standing {
		t.Errorf("without the key %d files were written, standing %v", n, standing)
	}
}

// The key is nowhere: not in what is published, not in what is said, not in the cache.
func TestTheKeyIsNowhere(t *testing.T) {
	cached, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	r, err := generator.Build(t.Context(), generator.Input{Dir: writeSite(t, signedFiles()), Now: signedNow, Version: "test", Program: "test", Cache: cached, Secret: testSecret}, out, false)
	if err != nil || r.Published == nil {
		t.Fatal(err)
	}
	seed := bytes.Repeat([]byte{1}, credential.SeedSize)
	texts := [][]byte{seed, []byte(seedOf(1)), []byte(strings.TrimPrefix(seedOf(1), "plaudit-key-1-")[:40])}
	for _, dir := range []string{cached, out} {
		for name, data := range readFolder(t, dir) {
			for _, text := range texts {
				if bytes.Contains(data, text) {
					t.Errorf("%s holds the key", name)
				}
			}
		}
	}
	if strings.Contains(fmt.Sprintf("%+v", r), seedOf(1)) {
		t.Error("the result holds the key")
	}
}

// Neither a preview nor a site at another address is signed for; each says so once.
func TestWhatIsNotSigned(t *testing.T) {
	for name, in := range map[string]generator.Input{
		"drafts": {Drafts: true}, "future": {Future: true}, "another address": {BaseURL: "https://other.example/"},
		"no key": {Secret: func(string) (string, error) { return "", generator.ErrNoSecret }},
	} {
		in.Dir, in.Now, in.Version = writeSite(t, signedFiles()), signedNow, "test"
		if in.Secret == nil {
			in.Secret = testSecret
		}
		out, r, err := generator.Collect(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for _, d := range r.Problems {
			if d.Code.ID == "P180" {
				said++
			}
		}
		if said != 1 {
			t.Errorf("%s: it is said %d times", name, said)
		}
		for path := range out {
			if strings.Contains(path, "credential.j") || strings.Contains(path, ".well-known") || strings.Contains(path, "status/") {
				t.Errorf("%s: %s", name, path)
			}
		}
	}
}

// A preview shows what a build publishes, and nothing signed of another time.
func TestPreviewSignsAsABuildDoes(t *testing.T) {
	in := generator.Input{Dir: writeSite(t, signedFiles()), Now: signedNow, Version: "test", Secret: testSecret}
	v, err := generator.OpenPreview(in)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	built, _, err := generator.Collect(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"certificates/2025-newcomer-alpha/credential.jwt", "certificates/2025-newcomer-alpha/credential.json", ".well-known/did.json", "credentials/status/2025-newcomer-alpha.json", "credentials/serials.json"} {
		data, ok, err := v.Latest().Output(path)
		if err != nil || !ok || !bytes.Equal(data, built[path]) {
			t.Errorf("%s is another one in a preview: %v %v", path, ok, err)
		}
	}
	later := v.Latest().AsOf(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
	if _, ok, _ := later.Output("certificates/2026-newcomer-beta/index.html"); !ok {
		t.Error("the embargoed certificate cannot be looked at ahead of time")
	}
	if data, ok, _ := later.Output("certificates/2026-newcomer-beta/credential.jwt"); ok {
		t.Errorf("an embargoed award is signed ahead of time: %s", data)
	}
}

// readFolder reads all files below a folder, by path.
func readFolder(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		files[path], err = os.ReadFile(path)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("reading %s: %v, %d files", dir, err, len(files))
	}
	return files
}

// A badge carries the credential of the one whom it stands for, and nothing where nobody signs or several share it.
func TestBaking(t *testing.T) {
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><title>T</title></svg>`)
	in := generator.Input{Dir: writeSite(t, signedFiles()), Now: signedNow, Version: "test", Program: "test", Secret: testSecret}
	keys := map[string]bool{}
	for _, c := range []struct {
		award     string
		recipient int
		subject   string
	}{
		{"2025-newcomer-alpha", -1, "https://p.example/partners/alpha/"},
		{"2025-pair-alpha-beta", 1, "https://p.example/partners/beta/"},
		{"2025-pair-alpha-beta", -1, ""},
		{"2025-pair-alpha", 0, "https://p.example/partners/alpha/"},
	} {
		baked, key, err := generator.Bake(in, c.award, c.recipient, svg)
		if err != nil {
			t.Fatal(err)
		}
		if c.subject == "" {
			if !bytes.Equal(baked, svg) || key != nil {
				t.Errorf("%s carries %s", c.award, baked)
			}
			continue
		}
		held, err := credential.Open(baked)
		if err != nil || held.Subject.ID != c.subject || keys[string(key)] || len(key) == 0 {
			t.Errorf("%s, %d carries %+v, %v, key %x", c.award, c.recipient, held, err, key)
		}
		keys[string(key)] = true
	}
	in.Secret = nil
	if baked, key, err := generator.Bake(in, "2025-newcomer-alpha", -1, svg); err != nil || !bytes.Equal(baked, svg) || key != nil {
		t.Errorf("without a key it carries %s, %x, %v", baked, key, err)
	}
}

// Every badge of a signed site carries the credential of its recipient, which holds; so does the kit.
func TestBadgesCarryCredentials(t *testing.T) {
	out := mustCollect(t, signedFiles(), signedNow)
	check := credential.Check{Now: signedNow, Issuer: "did:web:p.example", Fetch: func(address string) ([]byte, error) {
		if data, ok := out[strings.TrimPrefix(address, "https://p.example/")]; ok {
			return data, nil
		}
		return nil, errors.New("not found")
	}}
	badges := 0
	for path, data := range out {
		if !strings.HasPrefix(path, "certificates/") || !strings.Contains(path, "/badge") {
			continue
		}
		_, own := out[filepath.ToSlash(filepath.Dir(path))+"/credential.jwt"]
		if report := credential.Verify(data, check); own == (len(report.Problems) > 0) {
			t.Errorf("%s: of one recipient: %v; %v", path, own, report.Problems)
		}
		badges++
	}
	if badges == 0 {
		t.Error("there are no badges")
	}
	kit, err := zip.NewReader(bytes.NewReader(out["kits/2025-newcomer-alpha.zip"]), int64(len(out["kits/2025-newcomer-alpha.zip"])))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"badge.svg", "badge-512.png", "credential.jwt", "credential.json"} {
		file, err := kit.Open(name)
		if err != nil {
			t.Errorf("the kit: %v", err)
			continue
		}
		data, err := io.ReadAll(file)
		if err != nil || !bytes.Equal(data, out["certificates/2025-newcomer-alpha/"+name]) {
			t.Errorf("%s of the kit is another one: %v", name, err)
		}
	}
}
