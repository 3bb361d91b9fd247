package generator_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/plaudit/plaudit/generator"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The whole published tree of a small site: whoever changes what is published sees every byte of it in the difference. The theme's style
// sheets and scripts are left out, with their digests, or a colour would change every page here.
func TestGoldenSite(t *testing.T) {
	const golden = "testdata/golden/public.txtar"
	site, err := txtar.ParseFile("testdata/golden/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range site.Files {
		files[f.Name] = string(f.Data)
	}
	outputs, r, err := generator.Collect(t.Context(), generator.Input{Dir: writeSite(t, files), Now: time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC), Version: "golden"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Problems {
		t.Errorf("%s: %s %s", d.At, d.Code.ID, d.Text)
	}
	got := txtar.Archive{Comment: []byte("What the site of site.txtar publishes. Written by: go test ./generator -run TestGoldenSite -update\n")}
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		data := digests.ReplaceAll(outputs[name], []byte("${3}${1}…${2}"))
		// What is drawn has tests of its own, and is bytes that nobody reads.
		if ext := path.Ext(name); ext == ".css" || ext == ".js" || ext == ".pdf" || ext == ".png" || ext == ".zip" || strings.HasPrefix(path.Base(name), "badge") {
			data = nil
		}
		got.Files = append(got.Files, txtar.File{Name: digests.ReplaceAllString(name, "${3}${1}…${2}"), Data: lineByLine(data)})
	}
	text := txtar.Format(&got)
	if *update {
		if err := os.WriteFile(golden, text, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, want) {
		a, b := strings.Split(string(text), "\n"), strings.Split(string(want), "\n")
		file := ""
		for i := range min(len(a), len(b)) {
			if strings.HasPrefix(a[i], "-- ") {
				file = a[i]
			}
			if a[i] != b[i] {
				t.Fatalf("%s, line %d of %s:\nis   %s\nwant %s\nif that is meant: go test ./generator -run TestGoldenSite -update", file, i+1, golden, a[i], b[i])
			}
		}
		t.Fatalf("there are %d lines, not %d", len(a), len(b))
	}
}

// digests are the fingerprints of style sheets and scripts, and what pages say of their integrity.
var digests = regexp.MustCompile(`(/[a-z-]+\.)[a-z0-9]{16}(\.css|\.js|\.woff2)|(sha384-)(?:[A-Za-z0-9+/]|&#43;){64}`)

// lineByLine gives each element of minified markup a line of its own, so that differences can be read.
func lineByLine(data []byte) []byte {
	data = bytes.ReplaceAll(data, []byte("><"), []byte(">\n<"))
	if len(data) > 0 && !bytes.HasSuffix(data, []byte("\n")) {
		data = append(data, '\n')
	}
	return data
}
