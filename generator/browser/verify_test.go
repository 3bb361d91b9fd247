package browser_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/png"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/credential"
)

// signed is a site whose credentials are signed for the address at which it is served. The browser's clock is the machine's, so its awards are long
// expired, or far from being valid.
type signed struct {
	t    *testing.T
	base string
	out  string
}

const signedAwards = `name: Awards 2020
date: 2020-04-06
results:
  - {category: newcomer, partners: [alpha], citation: For pace.}
  - {category: expired, partners: [alpha], citation: For a while., status: expired, status_on: 2021-01-01, status_reason: One year.}
  - {category: rescinded, partners: [beta], citation: For nothing., status: rescinded, status_on: 2021-01-01, status_reason: Made up.}
  - {category: pair, partners: [alpha, beta], citation: For both.}
`

// signSite builds and serves such a site, signed by a key; 0 signs nothing. more are files, settings lines of plaudit.yaml.
func signSite(t *testing.T, seed byte, more map[string]string, settings ...string) *signed {
	t.Helper()
	if testing.Short() { // each such site is built, with all that is drawn and signed; `make test` runs it whole
		t.Skip("a site of its own in a browser")
	}
	needBrowser(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { listener.Close() })
	s := &signed{t: t, base: "http://" + listener.Addr().String() + "/", out: filepath.Join(t.TempDir(), "public")}
	dir := t.TempDir()
	files := map[string]string{
		"plaudit.yaml":                "title: Awards\nbase_url: " + s.base + "\norganization: {name: Northwind}\nlanguages: {de: {title: Preise}}\ncredentials: {key: env:KEY}\n" + strings.Join(settings, ""),
		"data/partners/alpha.yaml":    "name: Alpha & Söhne\nsummary: It is Alpha.\n",
		"data/partners/beta.yaml":     "name: Beta\nsummary: It is Beta.\n",
		"data/awards/categories.yaml": "- {id: newcomer, name: Newcomer}\n- {id: expired, name: Of a year}\n- {id: rescinded, name: Grand Prix}\n- {id: pair, name: Pair}\n",
		"data/awards/2020.yaml":       signedAwards,
		"data/awards/2099.yaml":       "name: Awards 2099\ndate: 2099-04-06\nembargo: 2020-01-01T00:00:00Z\nresults: [{category: newcomer, partners: [beta], citation: For foresight.}]\n",
	}
	for name, text := range more {
		files[name] = text
	}
	for name, text := range files {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	in := generator.Input{Dir: dir, Now: exampleNow, Version: "devel", Secret: func(string) (string, error) {
		if seed == 0 {
			return "", generator.ErrNoSecret
		}
		return credential.NewSeed(bytes.NewReader(bytes.Repeat([]byte{seed}, credential.SeedSize)))
	}}
	r, err := generator.Build(context.Background(), in, s.out, false)
	must(t, err)
	if r.Published == nil {
		t.Fatal(r.Problems)
	}
	handler, err := serve(s.out)
	must(t, err)
	go http.Serve(listener, handler)
	return s
}

func (s *signed) file(name string) []byte {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.out, filepath.FromSlash(name)))
	must(s.t, err)
	return data
}

// said is what the page shows as its verdict, and what it says below.
func (b *tab) said(do string) string {
	b.t.Helper()
	return evaluate[string](b, `new Promise((done, fail) => {
  const result = document.querySelector('.verify-result')
  const look = () => result.querySelector('.verify-verdict') && done(result.className + ': ' + result.innerText.replaceAll(/\s+/g, ' '))
  new MutationObserver(look).observe(result, { childList: true })
  result.replaceChildren()
  setTimeout(() => fail(new Error('no verdict: ' + result.innerText)), 20000)
  `+do+`
})`)
}

// typed is what is said of a text.
func (b *tab) typed(text string) string {
	b.t.Helper()
	return b.said(`document.getElementById('verify-what').value = ` + quote(text) + `; document.querySelector('.verify-form').requestSubmit()`)
}

// dropped is what is said of a file that is dropped on the page.
func (b *tab) dropped(name string, data []byte) string {
	b.t.Helper()
	return b.said(`const bytes = Uint8Array.from(atob(` + quote(base64.StdEncoding.EncodeToString(data)) + `), c => c.charCodeAt(0)), moved = new DataTransfer()
  moved.items.add(new File([bytes], ` + quote(name) + `))
  document.getElementById('verify').dispatchEvent(new DragEvent('drop', { dataTransfer: moved, bubbles: true, cancelable: true }))`)
}

// TestVerify checks good and bad certificates by what a visitor has of them: number, address, link, file, badge.
func TestVerify(t *testing.T) {
	b := open(t)
	s, other := signSite(t, 1, nil), signSite(t, 1, nil)
	stranger := signSite(t, 2, map[string]string{"plaudit.yaml": "title: Awards\nbase_url: " + s.base + "\norganization: {name: Northwind}\ncredentials: {key: env:KEY}\n"})
	must(t, chromedp.Do(b.ctx, chromedp.Navigate(s.base+"verify/")))
	const good, alpha = "verify-good: This certificate holds Newcomer, Awards 2020 Alpha & Söhne won Newcomer at Awards 2020.", "certificates/2020-newcomer-alpha/"
	const holds = "Signed by Northwind, and not changed since. Valid from April 6, 2020. Not taken back."
	want := func(got string, parts ...string) {
		t.Helper()
		for _, part := range parts {
			if !strings.Contains(got, part) {
				t.Errorf("it says %q, and not %q", got, part)
			}
		}
	}
	serial := serialAt(t, s, alpha)
	jwt, json := s.file(alpha+"credential.jwt"), s.file(alpha+"credential.json")

	want(b.typed(serial), good, "The serial number belongs to a certificate of this site. "+holds, "Open the certificate")
	want(b.typed(" "+strings.ToLower(strings.ReplaceAll(serial, "-", " "))), good)
	want(b.typed(s.base+alpha), good, holds)
	want(b.typed("/"+alpha), good)
	want(b.typed(s.base+"de/"+alpha+"index.html"), good)
	want(b.typed(s.base+alpha+"badge.svg"), good)
	want(b.typed(s.base+"certificates/2020-pair-alpha-beta/beta/"), "verify-good", "Beta won Pair at Awards 2020.")
	want(b.typed(s.base+"verify/?s="+serial), good)
	want(b.typed(string(jwt)), good)
	want(b.dropped("a.jwt", jwt), good, holds)
	if status := evaluate[int](b, `fetch(document.querySelector('.verify-result a').href).then(r => r.status)`); status != 200 {
		t.Errorf("the certificate's link gives %d", status)
	}
	want(b.dropped("a.json", json), good, "It says the same as the credential that is published here. "+holds)
	svg, err := credential.BakeSVG([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"/>`), jwt)
	must(t, err)
	want(b.dropped("badge.svg", svg), good)
	var picture bytes.Buffer
	must(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))))
	baked, err := credential.BakePNG(picture.Bytes(), jwt)
	must(t, err)
	want(b.dropped("badge.png", baked), good)

	const bad, unsure = "verify-bad: This does not hold", "verify-unsure: This cannot be told"
	want(b.typed(serialAt(t, s, "certificates/2020-expired-alpha/")), bad, "It was genuine, and expired on January 1, 2021.")
	want(b.typed(serialAt(t, s, "certificates/2020-rescinded-beta/")), bad, "Northwind has taken it back: the award was rescinded.")
	want(b.typed(serialAt(t, s, "certificates/2099-newcomer-beta/")), bad, "It is not valid before April 6, 2099.")
	want(b.dropped("a.json", bytes.Replace(json, []byte("Söhne won"), []byte("Töchter won"), 1)), bad, "It was changed after it was signed")
	broken := bytes.Clone(jwt)
	broken[bytes.IndexByte(jwt, '.')+20] ^= 1
	want(b.dropped("a.jwt", broken), bad)
	forged := bytes.Clone(jwt)
	forged[len(forged)-3] = map[bool]byte{true: 'B', false: 'A'}[jwt[len(jwt)-3] == 'A'] // another signature
	want(b.dropped("a.jwt", forged), bad, "It was changed after it was signed, or the signature is made up.")
	want(b.dropped("a.jwt", other.file(alpha+"credential.jwt")), bad, "It was not issued by Northwind.")
	want(b.dropped("a.json", other.file(alpha+"credential.json")), bad, "It was not issued by Northwind.")
	want(b.dropped("a.jwt", stranger.file(alpha+"credential.jwt")), bad, "a key that Northwind does not list")
	want(b.dropped("a.txt", []byte("hello")), bad, "no credential that this page can read")
	want(b.dropped("a.json", []byte(`{"id":1}`)), bad, "no credential that this page can read")
	want(b.dropped("a.png", picture.Bytes()), unsure, "There is no signed credential in it.")
	want(b.typed(other.base+alpha), unsure, "belongs to another site")
	wrong := "1"
	if serial[0] == '1' {
		wrong = "2"
	}
	want(b.typed(wrong+serial[1:]), unsure, "There may be a slip in it.")
	want(b.typed("00000-00000-0"), bad, "No certificate of this site has that serial number.")
	want(b.typed(s.base+"certificates/nothing/"), bad, "There is no certificate at that address.")
	want(b.typed(s.base+"certificates/2020-pair-alpha-beta/"), unsure, "There is no signed credential in it.")

	// The link that a code or a badge carries is checked at once, in the page's language.
	must(t, chromedp.Do(b.ctx, chromedp.Navigate(s.base+"de/verify/?s="+serial)))
	want(evaluate[string](b, `new Promise(done => setInterval(() => { const v = document.querySelector('.verify-verdict'); if (v) done(v.innerText) }, 20))`), "Diese Urkunde gilt")
	// When a list cannot be had, nobody is told that all is well.
	must(t, os.Remove(filepath.Join(s.out, "credentials", "status", "2020-newcomer-alpha.json")))
	must(t, chromedp.Do(b.ctx, chromedp.Navigate(s.base+"verify/")))
	want(b.typed(serial), unsure, "Part of the answer could not be fetched")
}

// TestVerifyFiles checks where certificates are files (urls: file).
func TestVerifyFiles(t *testing.T) {
	b := open(t)
	s := signSite(t, 1, nil, "urls: file\n")
	must(t, chromedp.Do(b.ctx, chromedp.Navigate(s.base+"verify/")))
	for _, got := range []string{b.typed(s.base + "certificates/2020-newcomer-alpha.html"), b.dropped("a.jwt", s.file("certificates/2020-newcomer-alpha/credential.jwt")),
		b.typed(s.base + "certificates/2020-pair-alpha-beta/beta.html")} {
		if !strings.Contains(got, "verify-good") {
			t.Error(got)
		}
		if status := evaluate[int](b, `fetch(document.querySelector('.verify-result a').href).then(r => r.status)`); status != 200 {
			t.Errorf("the certificate's link gives %d", status)
		}
	}
}

// TestVerifyUnsigned looks at the page of a site that signs nothing: it finds certificates, and says that there is nothing more to check.
func TestVerifyUnsigned(t *testing.T) {
	b := open(t)
	s := signSite(t, 0, nil)
	must(t, chromedp.Do(b.ctx, chromedp.Navigate(s.base+"verify/")))
	got := b.typed(serialAt(t, s, "certificates/2020-newcomer-alpha/"))
	if !strings.Contains(got, "verify-good: This certificate is published here") || !strings.Contains(got, "This site does not sign its certificates.") {
		t.Error(got)
	}
	if got := b.typed(s.base + "certificates/nothing/"); !strings.Contains(got, "There is no certificate at that address.") {
		t.Error(got)
	}
}

// serialAt is the serial number that a certificate's page shows.
func serialAt(t *testing.T, s *signed, folder string) string {
	t.Helper()
	_, rest, ok := strings.Cut(string(s.file(folder+"index.html")), "No. ")
	if !ok || len(rest) < 13 {
		t.Fatalf("%s shows no serial number", folder)
	}
	return rest[:13]
}

// TestVerifyWithoutScript sees that without JavaScript there is no dead control, and that the page tells how to check by hand.
func TestVerifyWithoutScript(t *testing.T) {
	needBrowser(t) // else the example was not built
	text, err := http.Get(example.base + "verify/")
	must(t, err)
	defer text.Body.Close()
	var page bytes.Buffer
	_, err = page.ReadFrom(text.Body)
	must(t, err)
	for _, part := range []string{`id="verify" hidden`, "<noscript>", "Checking by hand", "does not prove"} {
		if !strings.Contains(page.String(), part) {
			t.Errorf("the page lacks %q", part)
		}
	}
}
