package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/diag"
)

type verifyFlags struct {
	issuer, from, now string
	json              bool
}

func verifyCommand() *cobra.Command {
	var f verifyFlags
	cmd := &cobra.Command{
		Use:   "verify FILE|ADDRESS",
		Short: "Check a credential",
		Long: "Verify checks a credential: credential.jwt, credential.json, or a badge that carries one (SVG or PNG), from a file or an address. The address of a\n" +
			"certificate will do. It asks the issuer's site for its keys and for whether the award was taken back; with --from it asks the output folder of a\n" +
			"build instead, and no network.",
		Args: takes(1, "`plaudit verify` takes one file or address; see `plaudit verify --help`"),
	}
	cmd.Flags().StringVar(&f.issuer, "issuer", "", "who must have issued it: the site's `address`, or its did:web")
	cmd.Flags().StringVar(&f.from, "from", "", "take what the issuer publishes from this `folder`, the output of a build")
	cmd.Flags().StringVar(&f.now, "now", "", "check as of this `instant` (default: the clock)")
	cmd.Flags().BoolVar(&f.json, "json", false, "print the result as JSON")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return f.run(args[0], cmd.OutOrStdout()) }
	return cmd
}

func (f *verifyFlags) run(what string, w io.Writer) error {
	check, err := f.check()
	if err != nil {
		return err
	}
	data, err := credentialAt(what)
	if err != nil {
		return err
	}
	if f.from != "" {
		if err := f.offline(data, &check); err != nil {
			return err
		}
	}
	r := credential.Verify(data, check)
	if r.Credential != nil && isAddress(what) {
		if base, err := credential.BaseOf(r.Credential.Issuer.ID); err != nil || !strings.HasPrefix(what, base) {
			r.Problems = append(r.Problems, credential.Problem{Fault: credential.OtherIssuer, Text: "It lies at " + what + ", which is not a place of its issuer."})
		}
	}
	if f.json {
		err = printJSON(w, r)
	} else {
		printReport(w, r)
	}
	if err == nil && len(r.Problems) > 0 {
		return errProblems
	}
	return err
}

// check is what the flags say.
func (f *verifyFlags) check() (credential.Check, error) {
	c := credential.Check{Now: time.Now(), Issuer: f.issuer, Fetch: fetched}
	if f.now != "" {
		at, err := time.Parse(time.RFC3339, f.now)
		if err != nil {
			return c, useError{fmt.Errorf("--now %q is no instant; write it with its zone, like 2026-04-06T17:00:00Z", f.now)}
		}
		c.Now = at
	}
	if isAddress(f.issuer) {
		did, err := credential.DIDOf(strings.TrimSuffix(f.issuer, "/") + "/")
		if err != nil {
			return c, useError{fmt.Errorf("--issuer %s: %w", f.issuer, err)}
		}
		c.Issuer = did
	}
	return c, nil
}

// offline lets the issuer's answers come from the output folder of a build, whose issuer is expected then.
func (f *verifyFlags) offline(data []byte, c *credential.Check) error {
	root, err := os.OpenRoot(f.from)
	if err != nil {
		return useError{fmt.Errorf("--from: %w", err)}
	}
	var doc struct {
		ID string `json:"id"`
	}
	for _, name := range []string{".well-known/did.json", "did.json"} {
		if data, err := root.ReadFile(name); err == nil && json.Unmarshal(data, &doc) == nil {
			break
		}
	}
	base, err := credential.BaseOf(doc.ID)
	if err != nil {
		return useError{fmt.Errorf("--from %s: there are no keys of an issuer (did.json)", f.from)}
	}
	if c.Issuer == "" {
		c.Issuer = doc.ID
	}
	c.Fetch = func(address string) ([]byte, error) {
		name, ok := strings.CutPrefix(address, base)
		if !ok {
			return nil, fmt.Errorf("it is not an address of %s", base)
		}
		return root.ReadFile(name)
	}
	return nil
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// maxAnswer is the longest file or answer that is read, in bytes: a badge may be a large picture.
const maxAnswer = 16 << 20

// translated is the path of a certificate in another language than the sources'.
var translated = regexp.MustCompile(`^(.*/)[a-z]{2,3}(?:-[a-z0-9]+)*/(certificates/.*)$`)

// credentialAt reads what is to be checked. A certificate's address stands for its JWT.
func credentialAt(what string) ([]byte, error) {
	if !isAddress(what) {
		info, err := os.Stat(what)
		if err != nil || info.IsDir() {
			return nil, useError{fmt.Errorf("there is no file %s; give a file, or an address that begins with https://", what)}
		}
		if info.Size() > maxAnswer {
			return nil, useError{fmt.Errorf("%s is too large to be a credential", what)}
		}
		return os.ReadFile(what)
	}
	u, err := url.Parse(what)
	if err != nil {
		return nil, useError{fmt.Errorf("%q is no address", what)}
	}
	u.Fragment = ""
	if page, ok := strings.CutSuffix(u.Path, ".html"); ok {
		u.Path = page + "/"
	}
	if strings.HasSuffix(u.Path, "/") {
		u.Path += "credential.jwt"
	}
	data, err := fetched(u.String())
	if m := translated.FindStringSubmatch(u.Path); err != nil && m != nil { // there is one credential for all languages
		u.Path = m[1] + m[2]
		data, err = fetched(u.String())
	}
	if err != nil {
		return nil, fmt.Errorf("getting %s: %w", u, err)
	}
	return data, nil
}

// fetched gets what an issuer publishes. It follows redirects within a host only: another host is not the issuer.
func fetched(address string) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "https" && !(u.Scheme == "http" && (u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback())) {
		return nil, errors.New("only https is trusted")
	}
	client := http.Client{Timeout: 30 * time.Second, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > 5 || r.URL.Host != u.Host || r.URL.Scheme != u.Scheme {
			return errors.New("it leads to another host")
		}
		return nil
	}}
	answer, err := client.Get(address)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(answer.Status)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if err == nil && len(data) > maxAnswer {
		err = errors.New("the answer is too long")
	}
	return data, err
}

// printReport says what holds and what does not. A credential is a stranger's text: nothing in it may steer a terminal.
func printReport(w io.Writer, r *credential.Report) {
	say := func(format string, args ...any) { fmt.Fprintln(w, diag.Clean(fmt.Sprintf(format, args...))) }
	if c := r.Credential; c != nil {
		say("%s", c.Name)
		if c.Description != "" {
			say("%s", c.Description)
		}
		say("issuer: %s, %s", c.Issuer.Name, c.Issuer.ID)
		say("recipient: %s", c.Subject.ID)
	}
	for _, text := range r.Holds {
		say("holds: %s", text)
	}
	for _, p := range r.Problems {
		say("fails (%s): %s", p.Fault, p.Text)
	}
	if len(r.Problems) > 0 {
		say("The credential does not hold.")
		return
	}
	say("The credential holds.")
	say("A signature proves who says this, and that nobody changed it. It does not prove that the award was deserved, nor that who shows it is the recipient.")
}

func printJSON(w io.Writer, r *credential.Report) error {
	type problem struct {
		Fault credential.Fault `json:"fault"`
		Text  string           `json:"text"`
	}
	out := struct {
		Valid      bool                   `json:"valid"`
		Form       string                 `json:"form,omitempty"`
		Holds      []string               `json:"holds"`
		Problems   []problem              `json:"problems"`
		Credential *credential.Credential `json:"credential,omitempty"`
	}{Valid: len(r.Problems) == 0, Form: r.Form, Holds: append([]string{}, r.Holds...), Problems: []problem{}, Credential: r.Credential}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, problem{p.Fault, p.Text})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
