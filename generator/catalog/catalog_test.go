package catalog_test

import (
	"context"
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/catalog"
	"github.com/plaudit/plaudit/generator/diag"
)

var update = flag.Bool("update", false, "write what is printed into the entries")

// now is the clock of all entries: after the awards of 2026.
var now = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func TestEveryCodeHasAnEntry(t *testing.T) {
	codes := map[string]bool{}
	for _, code := range diag.Codes {
		codes[code.ID+".txtar"] = true
		e, ok := catalog.Find(code.ID)
		if !ok {
			t.Errorf("%s has no entry", code.ID)
			continue
		}
		if e.Cause == "" || e.Cure == "" {
			t.Errorf("%s lacks a cause or a cure", code.ID)
		}
		if !strings.Contains(e.Want, code.Severity.String()+" "+code.ID+": ") {
			t.Errorf("the example of %s does not give it", code.ID)
		}
	}
	files, err := filepath.Glob("*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !codes[f] {
			t.Errorf("%s explains no code", f)
		}
	}
}

// TestEntries makes the wrong site of each entry and compares every line that is printed for it.
func TestEntries(t *testing.T) {
	for _, e := range catalog.All() {
		t.Run(e.Code.ID, func(t *testing.T) {
			t.Parallel()
			got := printed(t, e)
			if *update {
				rewrite(t, e.Code.ID, got)
			} else if got != e.Want {
				t.Errorf("got:\n%s\nwant:\n%s", got, e.Want)
			}
		})
	}
}

// printed is what the command prints on its error stream for the site of an entry.
func printed(t *testing.T, e catalog.Entry) string {
	dir := t.TempDir()
	for _, f := range e.Files {
		write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data)
	}
	for _, s := range e.Setup {
		setUp(t, dir, strings.Fields(s))
	}
	in := generator.Input{Dir: dir, Now: now, Version: "1.4.0", Secret: func(string) (string, error) { return "", generator.ErrNoSecret }}
	for _, arg := range e.Args {
		switch arg {
		case "--drafts":
			in.Drafts = true
		case "--future":
			in.Future = true
		default:
			t.Fatalf("the test does not know %s", arg)
		}
	}
	var r *generator.Result
	var err error
	switch e.Run {
	case "":
		r, err = generator.Check(context.Background(), in)
	case "theme check":
		r, err = generator.CheckTheme(context.Background(), in)
	case "build":
		r, err = generator.Build(context.Background(), in, filepath.Join(dir, "public"), false)
	default:
		t.Fatalf("the test cannot run %s", e.Run)
	}
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	diag.Printer{Line: r.Line}.Print(&b, r.Problems)
	b.WriteString(diag.Total(r.Problems))
	return b.String()
}

func write(t *testing.T, file string, data []byte) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// setUp does what a line "Setup:" says.
func setUp(t *testing.T, dir string, words []string) {
	file := filepath.Join(dir, filepath.FromSlash(words[1]))
	switch words[0] {
	case "size":
		megabytes, err := strconv.ParseInt(strings.TrimSuffix(words[2], "MB"), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		write(t, file, nil)
		if err := os.Truncate(file, megabytes<<20); err != nil {
			t.Fatal(err)
		}
	case "latin1":
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var latin []byte
		for _, r := range string(text) {
			latin = append(latin, byte(r))
		}
		write(t, file, latin)
	case "base64":
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		data, err := base64.StdEncoding.DecodeString(string(text)) // which passes over ends of lines
		if err != nil {
			t.Fatal(err)
		}
		write(t, file, data)
	default:
		t.Fatalf("the test cannot set up %q", words)
	}
}

// rewrite replaces what an entry wants.
func rewrite(t *testing.T, id, want string) {
	name := id + ".txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range archive.Files {
		if archive.Files[i].Name == "want" {
			archive.Files[i].Data = []byte(want)
		}
	}
	if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTextIsWrapped(t *testing.T) {
	e, _ := catalog.Find("P113")
	text := e.Text()
	for _, part := range []string{"P113 (error): a permanent address that would vanish\n\n", "\nExample:\n\n    data/partners/acme-digital.yaml\n", "`plaudit check` prints:\n", "\nCure: When it was renamed"} {
		if !strings.Contains(text, part) {
			t.Errorf("the text lacks %q", part)
		}
	}
	cause, _, _ := strings.Cut(text, "\nExample:")
	for line := range strings.Lines(cause) {
		if len([]rune(line)) > 101 {
			t.Errorf("%d characters: %s", len([]rune(line)), line)
		}
	}
}
