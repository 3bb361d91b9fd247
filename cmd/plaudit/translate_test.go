package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/sheet"
)

// All that the example site has not yet in German goes into it at once, comes out again, and is not written twice.
func TestTranslateExample(t *testing.T) {
	site := exampleToTranslate(t)
	texts := exported(t, site)
	for _, row := range texts.Rows {
		if row[4] == isMissing {
			row[3] = "Ü " + row[2]
		}
	}
	if left := imported(t, site, texts); left != "" {
		t.Errorf("something was left:\n%s", left)
	}
	after := exported(t, site)
	sameTexts(t, texts, after, "")
	for _, row := range after.Rows {
		if row[4] != isTranslated {
			t.Errorf("%s: %s is %s", row[0], row[1], row[4])
		}
	}
	before, err := treeDigest(site)
	if err != nil {
		t.Fatal(err)
	}
	if left := imported(t, site, after); left != "" {
		t.Errorf("something was left the second time:\n%s", left)
	}
	if again, err := treeDigest(site); err != nil || again != before {
		t.Errorf("the second import wrote something (%v)", err)
	}
}

// Whichever texts of the example site are translated, newly or anew, they come out again, and all others as they were.
func TestTranslatePartsOfExample(t *testing.T) {
	site := exampleToTranslate(t)
	original := exported(t, site)
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 7))
		share := []float64{0.02, 0.2, 0.5, 0.9}[seed%4]
		texts := sheet.Table{Head: original.Head}
		for _, row := range original.Rows {
			made := append([]string(nil), row...)
			if r.Float64() < share {
				made[3] = "Ü " + row[2]
			}
			texts.Rows = append(texts.Rows, made)
		}
		site := exampleToTranslate(t)
		left := imported(t, site, texts)
		if !sameTexts(t, texts, exported(t, site), left) {
			t.Fatalf("this was with seed %d", seed)
		}
	}
}

// exampleToTranslate copies the example site.
func exampleToTranslate(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range []string{"plaudit.yaml", "content", "data", "assets", "static"} {
		if err := copyNew(filepath.Join("../..", name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// exported are a site's texts in German.
func exported(t *testing.T, site string) sheet.Table {
	t.Helper()
	out, _ := runTranslate(t, "export", "de", "--site", site)
	table, err := sheet.ReadCSV(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// imported puts texts into a site, and gives what the program says of those that it left out.
func imported(t *testing.T, site string, texts sheet.Table) (left string) {
	t.Helper()
	var b bytes.Buffer
	if err := texts.CSV(&b); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "de.csv")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	_, left = runTranslate(t, "import", "de", name, "--site", site)
	return left
}

// runTranslate runs a command below translate.
func runTranslate(t *testing.T, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, other bytes.Buffer
	cmd := exec.Command("plaudit", append([]string{"translate"}, args...)...)
	cmd.Stdout, cmd.Stderr = &out, &other
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", args[0], err, other.String())
	}
	return out.String(), other.String()
}

// sameTexts wants the texts of a site to be those that were put in, but for lists that the program says it left.
func sameTexts(t *testing.T, want, is sheet.Table, left string) bool {
	t.Helper()
	if len(is.Rows) != len(want.Rows) {
		t.Errorf("there are %d texts, not %d", len(is.Rows), len(want.Rows))
		return false
	}
	same := true
	for i, row := range want.Rows {
		list := row[1]
		for list != "" && !strings.Contains(left, fmt.Sprintf("%s: %s was left: a list", row[0], list)) {
			list = list[:max(0, strings.LastIndexByte(list, '.'))]
		}
		if got := is.Rows[i]; list == "" && (got[0] != row[0] || got[1] != row[1] || got[3] != row[3]) {
			t.Errorf("%s: %s is %q in %s, not %q", row[0], row[1], got[3], got[0], row[3])
			same = false
		}
	}
	return same
}
