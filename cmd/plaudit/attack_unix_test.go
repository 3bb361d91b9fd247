//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// secretWord stands in a file outside the site: no attack may bring it into an output.
const secretWord = "zurgelwatt"

// An attack is done to a good site that was published before. Whatever it is, the program ends with the exit code and names the
// places; nothing outside the output is touched, and unless it may publish, the last good site stays.
type attack struct {
	name  string
	do    func(t *testing.T, a *attacked)
	args  []string // instead of build
	code  int
	wants []string // regular expressions, each for a line of what is printed
	most  int      // how many lines may be printed; 0: 40
}

// attacked is where an attack happens.
type attacked struct {
	dir, site, public, outside string
}

// run does an attack and looks what came of it.
func (x attack) run(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := &attacked{dir, filepath.Join(dir, "site"), filepath.Join(dir, "public"), filepath.Join(dir, "outside")}
	if err := copyNew("testdata/base", a.site); err != nil {
		t.Fatal(err)
	}
	a.file(t, "../outside/secret.md", "---\ntitle: "+secretWord+"\n---\n"+secretWord+"\n")
	a.file(t, "../outside/secret.yaml", "name: "+secretWord+"\n")
	a.file(t, "../outside/secret.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>`+secretWord+`</title></svg>`)
	if testing.Short() {
		// Each attack would cost one build more. Nothing was published yet, and nothing may be then; without -short the site stands, and has to stay.
	} else if code, text := a.plaudit(t, a.build()...); code != 0 {
		t.Fatalf("the site before the attack: %d\n%s", code, text)
	}
	x.do(t, a)
	site, outside, public := a.digest(t, a.site), a.digest(t, a.outside), a.digest(t, a.public)
	args := x.args
	if args == nil {
		args = a.build()
	} else {
		for i := range args {
			args[i] = strings.NewReplacer("$SITE", a.site, "$DIR", a.dir, "$PUBLIC", a.public).Replace(args[i])
		}
	}
	code, text := a.plaudit(t, args...)
	if code != x.code {
		t.Errorf("exit code %d, not %d", code, x.code)
	}
	for _, want := range x.wants {
		if !regexp.MustCompile("(?m)" + want).MatchString(text) {
			t.Errorf("nothing printed matches %s", want)
		}
	}
	if lines := strings.Count(text, "\n"); lines > max(x.most, 40) {
		t.Errorf("%d lines are printed", lines)
	}
	for _, line := range strings.Split(text, "\n") {
		if len(line) > 1000 {
			t.Errorf("a line of %d bytes is printed: %.200q", len(line), line)
		}
	}
	if strings.Contains(text, "internal error") || strings.Contains(text, "goroutine ") {
		t.Errorf("the program is at fault")
	}
	if a.digest(t, a.site) != site || a.digest(t, a.outside) != outside {
		t.Errorf("something beside the output was written")
	}
	if x.code != 0 && a.digest(t, a.public) != public {
		t.Errorf("the last good site is not as it was")
	}
	if found, err := holding(a.public, secretWord); err != nil || len(found) > 0 {
		t.Errorf("what is outside the site came into %v %v", found, err)
	}
	if t.Failed() {
		t.Logf("printed:\n%.4000s", text)
	}
}

func (a *attacked) build() []string {
	return []string{"build", "--site", a.site, "--out", a.public, "--now", "2026-01-01T00:00:00Z"}
}

// plaudit runs the program. A limit on its memory makes a bomb that gets through an error, and no danger to the machine.
func (a *attacked) plaudit(t *testing.T, args ...string) (code int, text string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, "plaudit", args...)
	cmd.Dir = a.dir
	cmd.Env = append(os.Environ(), "HOME="+filepath.Join(a.dir, "home"), "GOMEMLIMIT=1GiB")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Errorf("the program did not end")
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String()
}

// file writes a file below the site's folder.
func (a *attacked) file(t *testing.T, name, text string) {
	t.Helper()
	to := filepath.Join(a.site, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// add writes at the end of a file of the site.
func (a *attacked) add(t *testing.T, name, text string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(a.site, name))
	if err != nil {
		t.Fatal(err)
	}
	a.file(t, name, string(data)+text)
}

func (a *attacked) link(t *testing.T, target, name string) {
	t.Helper()
	to := filepath.Join(a.site, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, to); err != nil {
		t.Fatal(err)
	}
}

// digest is that of a folder, without the cache that a build keeps in a site's.
func (a *attacked) digest(t *testing.T, dir string) string {
	t.Helper()
	sum, err := treeDigest(dir, ".plaudit")
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// writes is an attack of one file.
func writes(name, text string) func(*testing.T, *attacked) {
	return func(t *testing.T, a *attacked) { a.file(t, name, text) }
}

func runAttacks(t *testing.T, attacks []attack) {
	for i, x := range attacks {
		if testing.Short() && i%4 > 0 {
			continue // under the race detector a sample is enough: what it looks for is the same in all; without -short all are made
		}
		t.Run(x.name, x.run)
	}
}

// hostile are paths that leave their folder, or are none on some system; as YAML writes them.
var hostile = []string{`"../../x"`, `"/etc/../../x"`, `"..\\..\\x"`, `"%2e%2e%2fx"`, `"%252e%252e/x"`, `"a\0b"`, `"C:\\x"`, `"\\\\host\\share"`, `"CON"`, `"x."`,
	`"` + strings.Repeat("x", 300) + `"`, `"name::$DATA"`, `"a/../../x"`, `" "`, `".."`, `"a\nb"`, `"a\u202eb"`}

// Case 18: every hostile path is refused wherever a path or an id is written, each at its line.
func TestHostilePaths(t *testing.T) {
	place := func(name, file, head, line string) attack {
		var b strings.Builder
		b.WriteString(head)
		first := strings.Count(head, "\n") + 1
		var wants []string
		for i, h := range hostile {
			fmt.Fprintf(&b, line+"\n", h, i)
			if h == `" "` && (strings.HasPrefix(name, "alias") || name == "id of a result" || name == "logo") {
				continue // without a value, as if it were not there
			}
			wants = append(wants, fmt.Sprintf(`^ *%s:%d:[0-9]+: `, regexp.QuoteMeta(file), first+i))
		}
		if strings.HasPrefix(head, "---") {
			b.WriteString("---\nText.\n")
		}
		do := func(t *testing.T, a *attacked) {
			a.add(t, "plaudit.yaml", "diagnostics: {P079: off}\n") // results without a good id have the same one; that is not what is looked for
			a.file(t, file, b.String())
		}
		return attack{name: name, do: do, code: 1, wants: wants, most: 300}
	}
	config, err := os.ReadFile("testdata/base/plaudit.yaml")
	if err != nil {
		t.Fatal(err)
	}
	runAttacks(t, []attack{
		place("id of a partner", "data/partners.yaml", "", "- {id: %s, name: N%d}"),
		place("id of a client", "data/clients.yaml", "- {id: ferry-line, name: Ferry}\n", "- {id: %s, name: N%d}"),
		place("id of a category", "data/awards/categories.yaml", "- {id: newcomer, name: N}\n", "- {id: %s, name: N%d}"),
		place("id of a result", "data/awards/2024.yaml", "date: 2024-01-01\nresults:\n", "  - {id: %s, category: newcomer, partners: [quay], citation: C%d}"),
		place("alias of a partner", "data/partners/alias.yaml", "name: A\naliases:\n", "  - %s # %d"),
		place("alias of a page", "content/pages/alias.md", "---\ntitle: A\nsummary: S\nmenu: true\naliases:\n", "  - %s # %d"),
		place("logo", "data/partners.yaml", "", "- {logo: %s, id: p%d, name: N}"),
		place("redirect", "plaudit.yaml", string(config)+"redirects:\n", "  - {from: %s, to: /awards/} # %d"),
		place("gone", "plaudit.yaml", string(config)+"gone:\n", "  - {path: %s} # %d"),
	})
}
