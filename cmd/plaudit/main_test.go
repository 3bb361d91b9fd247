package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the program a command of the tests: `exec plaudit` in scripts, exec.Command("plaudit") in Go.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"plaudit": main})
}

// TestScripts runs the scripts of testdata/script: each is a site, what is done with it, and what comes out. Each begins with the files
// of testdata/base in its folder site, but for those that the script brings itself.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			return copyNew("testdata/base", filepath.Join(env.WorkDir, "site"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"patch":   patch,
			"nofile":  nofile,
			"digest":  digest,
			"loadkey": loadkey,
			"public":  public,
		},
	})
}

// copyNew copies a folder, but for the files that are there already.
func copyNew(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if _, err := os.Lstat(target); err == nil {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}

// exits runs the program and wants an exit code: exits 2 build --nonsense
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARGUMENTS…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec("plaudit", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("running plaudit: %v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("the exit code is %d, not %d", code, want)
	}
}

// patch replaces the one place of a text in a file: patch FILE OLD NEW. An empty OLD adds NEW at the end as a line.
func patch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: patch FILE OLD NEW")
	}
	name := ts.MkAbs(args[0])
	text, ok := replaceOnce(ts.ReadFile(name), args[1], args[2])
	if !ok {
		ts.Fatalf("%s has not one %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(name, []byte(text), 0o644))
}

// nofile wants no file below a folder to hold a text: nofile FOLDER TEXT; with ! one has to.
func nofile(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: nofile FOLDER TEXT")
	}
	found, err := holding(ts.MkAbs(args[0]), args[1])
	ts.Check(err)
	if neg && len(found) == 0 {
		ts.Fatalf("no file holds %q", args[1])
	}
	if !neg && len(found) > 0 {
		ts.Fatalf("%q is in %v", args[1], found)
	}
}

// loadkey puts the text of a file into a variable of the environment: loadkey FILE NAME.
func loadkey(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: loadkey FILE NAME")
	}
	ts.Setenv(args[1], strings.TrimSpace(ts.ReadFile(args[0])))
}

// public keeps the public keys that the program prints under a name: public NAME ARGUMENTS…
func public(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: public NAME ARGUMENTS…")
	}
	ts.Check(ts.Exec("plaudit", args[1:]...))
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if keys, ok := strings.CutPrefix(line, "public: "); ok {
			ts.Setenv(args[0], strings.TrimSpace(keys))
			return
		}
	}
	ts.Fatalf("no public keys were printed")
}

// digest keeps the state of a folder under a name, or compares it with the kept one: digest save NAME FOLDER, digest same NAME FOLDER.
func digest(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 || args[0] != "save" && args[0] != "same" {
		ts.Fatalf("usage: digest save|same NAME FOLDER")
	}
	sum, err := treeDigest(ts.MkAbs(args[2]))
	ts.Check(err)
	key := "DIGEST_" + args[1]
	switch {
	case args[0] == "save":
		ts.Setenv(key, sum)
	case !neg && ts.Getenv(key) != sum:
		ts.Fatalf("%s is not as it was", args[2])
	case neg && ts.Getenv(key) == sum:
		ts.Fatalf("%s is as it was", args[2])
	}
}
