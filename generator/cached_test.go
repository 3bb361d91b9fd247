package generator_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/check"
)

// cachedSite is a small site in a folder of its own, with the input to build it.
func cachedSite(t *testing.T) generator.Input {
	t.Helper()
	if testing.Short() {
		t.Skip("each of these tests builds a site several times, 5 to 15 seconds together; run without -short")
	}
	dir := t.TempDir()
	copyAll(t, filepath.Join("..", "cmd", "plaudit", "testdata", "base"), dir)
	return generator.Input{Dir: dir, Now: exampleNow, Version: "devel", Program: "one", Cache: filepath.Join(t.TempDir(), "cache"), BaseURL: "https://awards.example/"}
}

func buildTo(t *testing.T, in generator.Input, out string) *generator.Result {
	t.Helper()
	r, err := generator.Build(context.Background(), in, out, false)
	if err != nil {
		t.Fatal(err)
	}
	if r.Published == nil {
		t.Fatal(r.Problems)
	}
	return r
}

// change changes a partner's text, so that a build has something to do, and something to keep.
func change(t *testing.T, in generator.Input, n int) {
	t.Helper()
	name := ""
	err := filepath.WalkDir(filepath.Join(in.Dir, "data", "partners"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".yaml") && name == "" {
			name = path
		}
		return err
	})
	if err != nil || name == "" {
		t.Fatal("no partner:", err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if !strings.HasPrefix(line, "summary:") {
			kept = append(kept, line)
		}
	}
	text := fmt.Sprintf("summary: Changed for the %dth time.\n", n) + strings.Join(kept, "\n")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// write writes a file of a site.
func write(t *testing.T, in generator.Input, name, text string) {
	t.Helper()
	path := filepath.Join(in.Dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// asClean builds with the cache and without, and compares.
func asClean(t *testing.T, in generator.Input, out string) {
	t.Helper()
	plain, clean := in, filepath.Join(t.TempDir(), "public")
	plain.Cache = ""
	got, want := buildTo(t, in, out), buildTo(t, plain, clean)
	if diff := differentTrees(t, out, clean) + differentProblems(got.Problems, want.Problems); diff != "" {
		t.Fatal(diff)
	}
}

// otherTheme puts something on every page.
func otherTheme(t *testing.T, in generator.Input) {
	t.Helper()
	name := "themes/podium/templates/base.html"
	data, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	write(t, in, name, strings.Replace(string(data), "<main ", "<main data-other ", 1))
}

// TestFolderOfAnotherTheme: a folder's pages are of the theme before the last build's, which went to another folder.
func TestFolderOfAnotherTheme(t *testing.T) {
	in, out := cachedSite(t), filepath.Join(t.TempDir(), "public")
	buildTo(t, in, out)
	otherTheme(t, in)
	buildTo(t, in, filepath.Join(t.TempDir(), "elsewhere"))
	asClean(t, in, out)
}

// TestSpareTreeOfAnotherTheme: of a page that somebody touched only the spare tree has a copy, which is of the theme before.
func TestSpareTreeOfAnotherTheme(t *testing.T) {
	in, out := cachedSite(t), filepath.Join(t.TempDir(), "public")
	buildTo(t, in, out)
	otherTheme(t, in)
	buildTo(t, in, out)
	if err := os.WriteFile(filepath.Join(out, "index.html"), []byte("touched"), 0o644); err != nil {
		t.Fatal(err)
	}
	asClean(t, in, out)
}

// TestOtherLayout: a page that asks for another layout is made anew, though it says the same.
func TestOtherLayout(t *testing.T) {
	in, out := cachedSite(t), filepath.Join(t.TempDir(), "public")
	write(t, in, "themes/podium/templates/pages/wide.html", `{{define "main"}}<p>wide</p>{{template "post" .}}{{end}}`)
	for _, layout := range []string{"", "layout: wide\n", ""} {
		write(t, in, "content/pages/about.md", "---\ntitle: About\nsummary: What this is about.\n"+layout+"---\nText.\n")
		asClean(t, in, out)
	}
}

// TestLinkerAmongMany: of a page that one kept page links to, and for one build as many others as are remembered, the kept one is not forgotten.
func TestLinkerAmongMany(t *testing.T) {
	in, out := cachedSite(t), filepath.Join(t.TempDir(), "public")
	page := func(name, text string) {
		write(t, in, "content/pages/programme/"+name+".md", "---\ntitle: The page "+name+"\nsummary: About "+name+".\n---\n"+text+"\n")
	}
	page("target", "Text.")
	page("keeper", "See [it](/programme/target/).")
	for _, text := range []string{"Text.", "See [it](/programme/target/).", "Other."} {
		for n := range check.MaxLinkers {
			page(fmt.Sprint("m", n), text)
		}
		asClean(t, in, out)
	}
}

// TestDamagedCache damages the cache in many ways between builds: what comes out is what a build without one makes.
func TestDamagedCache(t *testing.T) {
	in := cachedSite(t)
	out, clean := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
	buildTo(t, in, out)
	plain := in
	plain.Cache = ""
	r := rand.New(rand.NewPCG(7, 7))
	damages := []struct {
		name string
		do   func(data []byte) []byte
	}{
		{"cut off", func(data []byte) []byte { return data[:r.IntN(len(data)+1)] }},
		{"a byte changed", func(data []byte) []byte { data[r.IntN(len(data))] ^= byte(1 + r.IntN(255)); return data }},
		{"emptied", func([]byte) []byte { return nil }},
		{"zeros", func(data []byte) []byte { return make([]byte, len(data)) }},
		{"twice as long", func(data []byte) []byte { return append(data, data...) }},
	}
	for n := range 15 {
		damage := damages[n%len(damages)]
		if n%2 == 0 {
			change(t, in, n)
		}
		err := filepath.WalkDir(in.Cache, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil || len(data) == 0 {
				return err
			}
			return os.WriteFile(path, damage.do(data), 0o644)
		})
		if err != nil {
			t.Fatal(err)
		}
		got, want := buildTo(t, in, out), buildTo(t, plain, clean)
		if diff := differentTrees(t, out, clean) + differentProblems(got.Problems, want.Problems); diff != "" {
			t.Fatalf("%s: %s", damage.name, diff)
		}
	}
}

// TestEntriesExchanged gives entries of the cache each other's names: none is taken for another.
func TestEntriesExchanged(t *testing.T) {
	in := cachedSite(t)
	out, clean := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
	buildTo(t, in, out)
	var names []string
	err := filepath.WalkDir(in.Cache, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && len(filepath.Base(path)) > 40 {
			names = append(names, path)
		}
		return err
	})
	if err != nil || len(names) < 2 {
		t.Fatal(names, err)
	}
	first, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names[1:] {
		if err := os.WriteFile(name, first, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	change(t, in, 1)
	plain := in
	plain.Cache = ""
	buildTo(t, in, out)
	buildTo(t, plain, clean)
	if diff := differentTrees(t, out, clean); diff != "" {
		t.Error(diff)
	}
}

// TestWhatABuildRemembers: a build with nothing changed does nothing; another program, another clock, a touched output, and a changed source make
// it build; only what is the same is kept.
func TestWhatABuildRemembers(t *testing.T) {
	in := cachedSite(t)
	out := filepath.Join(t.TempDir(), "public")
	first := buildTo(t, in, out)
	if first.Stats.Standing || first.Stats.Kept > 0 || first.Stats.Made == 0 {
		t.Fatalf("the first build: %+v", first.Stats)
	}
	page := filepath.Join(out, "index.html")
	touch := func() {
		if err := os.WriteFile(page, []byte("touched"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	steps := []struct {
		name     string
		do       func()
		standing bool
		kept     bool
	}{
		{"nothing", func() {}, true, false},
		{"nothing again", func() {}, true, false},
		{"all is read", func() { in.VerifyCache = true }, true, false},
		{"a later clock", func() { in.VerifyCache = false; in.Now = in.Now.Add(1) }, true, false},
		{"an earlier clock", func() { in.Now = exampleNow.Add(-1) }, false, true},
		{"an output was touched", touch, false, true},
		{"an output is gone", func() { os.Remove(page) }, false, true},
		{"a stranger among the outputs", func() { os.WriteFile(filepath.Join(out, "stranger.txt"), nil, 0o644) }, false, true},
		{"a partner's text", func() { change(t, in, 1) }, false, true},
		{"nothing after that", func() {}, true, false},
		{"another program", func() { in.Program = "two" }, false, false},
		{"another address", func() { in.BaseURL = "https://other.example/" }, false, false},
		{"drafts", func() { in.Drafts = true }, false, false},
		{"no cache", func() { in.Cache = "" }, false, false},
	}
	for _, step := range steps {
		step.do()
		r := buildTo(t, in, out)
		if r.Stats.Standing != step.standing && step.name != "a stranger among the outputs" || (r.Stats.Kept > 0) != step.kept && !r.Stats.Standing {
			t.Errorf("%s: standing %v, %d kept, %d made", step.name, r.Stats.Standing, r.Stats.Kept, r.Stats.Made)
		}
		plain, clean := in, filepath.Join(t.TempDir(), "public")
		plain.Cache = ""
		buildTo(t, plain, clean)
		if diff := differentTrees(t, out, clean); diff != "" {
			t.Errorf("%s: %s", step.name, diff)
		}
	}
}

// TestOneCacheForTwo: builds at the same time may share a cache.
func TestOneCacheForTwo(t *testing.T) {
	in := cachedSite(t)
	clean := filepath.Join(t.TempDir(), "public")
	plain := in
	plain.Cache = ""
	buildTo(t, plain, clean)
	outs := make([]string, 4)
	for i := range outs {
		outs[i] = filepath.Join(t.TempDir(), "public")
	}
	for range 3 {
		var wg sync.WaitGroup
		for _, out := range outs {
			wg.Go(func() {
				if _, err := generator.Build(context.Background(), in, out, false); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, out := range outs {
			if diff := differentTrees(t, out, clean); diff != "" {
				t.Fatal(diff)
			}
		}
	}
}

// TestOneCacheForTwoFolders builds to two folders by turns: each is brought to what the site is now, whatever the other one had.
func TestOneCacheForTwoFolders(t *testing.T) {
	in := cachedSite(t)
	scratch := t.TempDir()
	a, b, clean := filepath.Join(scratch, "a"), filepath.Join(scratch, "b"), filepath.Join(scratch, "clean")
	buildTo(t, in, a)
	base, err := os.ReadFile(filepath.Join("..", "themes", "podium", "templates", "base.html"))
	if err != nil {
		t.Fatal(err)
	}
	template := filepath.Join(in.Dir, "themes", "podium", "templates", "base.html")
	if err := os.MkdirAll(filepath.Dir(template), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(template, []byte(strings.Replace(string(base), "<html ", `<html class="another" `, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	buildTo(t, in, b)
	change(t, in, 1)
	buildTo(t, in, a)
	plain := in
	plain.Cache = ""
	buildTo(t, plain, clean)
	if diff := differentTrees(t, a, clean); diff != "" {
		t.Error(diff)
	}
}
