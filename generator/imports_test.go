package generator_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/plaudit/plaudit"

// directions says which packages (names below generator/, or import paths) a package never imports, neither itself nor by others of ours,
// and why. It is the design: change the code, not the table, unless the design changes.
var directions = []struct {
	pkg    string
	never  []string
	reason string
}{
	{"diag", []string{ours}, "diagnostics know nothing of what they are about"},
	{"diag", []string{foreign}, "everything depends on it"},
	{"sitepath", []string{ours}, "paths and ids are rules of their own"},
	{"locale", []string{ours}, "languages are rules of their own"},
	{"source", []string{"record", "decode", "site", "plan", "go.yaml.in/yaml/v4"}, "it knows files, not partners"},
	{"record", []string{"source", "decode", "site", "plan", "os", "html/template"}, "records as they are written, and nothing that reads or shows them"},
	{"decode", []string{"site", "plan", "view", "render"}, "a file is understood alone"},
	{"site", []string{"source", "decode", "plan", "view", "render", "asset", "markdown", "os", "net/http", "html/template", "go.yaml.in/yaml/v4"}, "the truth about the programme knows no file and no HTML"},
	{"markdown", []string{"record", "site", "plan", "view"}, "a text knows nothing of the site that it stands in"},
	{"asset", []string{"record", "site", "plan", "view", "os"}, "a picture knows nothing of the site that it stands in"},
	{"audit", []string{"os", "source", "decode", "plan", "view", "render", "export", "asset", "markdown", "html/template", "net/http"}, "what is to do is found in records and site, and shown by others"},
	{"compare", []string{"os", "source", "decode", "view", "render", "export", "asset", "markdown", "html/template", "net/http"}, "two sites are compared as they are published, and not by their files"},
	{"renew", []string{"os", "source", "decode", "site", "plan", "view", "html/template"}, "a new edition is written from the records of an old one"},
	{"mailing", []string{"os", "source", "decode", "audit", "view", "render", "export", "html/template"}, "letters tell what is published"},
	{"yamltext", []string{ours, foreign}, "it writes texts, whatever they say"},
	{"sheet", []string{"record", "site", "plan", "os"}, "it lays cells out, whatever they say"},
	{"plan", []string{"audit", "compare", "os", "source", "decode", "view", "render", "asset", "markdown", "html/template"}, "a plan is data"},
	{"view", []string{"audit", "os", "source", "decode", "render", "asset", "html/template"}, "what templates see is plain data, and does no work"},
	{"wording", []string{ours, foreign}, "it compares lines and words, whatever they are about"},
	{"compile", []string{ours, "os"}, "it knows templates and types, whatever they are about"},
	{"render", []string{"os", "source", "decode", "asset", "check", "publish"}, "a page is a function of its view"},
	{"export", []string{"audit", "os", "source", "decode", "view", "render", "html/template"}, "what machines read does not pass through templates"},
	{"search", []string{"audit", "os", "source", "decode", "render", "export", "html/template", "net/http"}, "what a browser finds is what the views show"},
	{"check", []string{"site", "plan", "view", "render", "decode", "source"}, "it judges results, not intentions"},
	{"publish", []string{ours}, "it takes paths and bytes, whatever they are"},
	{"cache", []string{ours, foreign}, "it keeps bytes under keys, whatever they are"},
	{"credential", []string{ours, foreign, "os", "net/http", "html/template"}, "what is signed depends on the standards and the claim alone"},
	{"catalog", []string{"source", "decode", "site", "plan"}, "the texts of diagnostics need no site"},
	{"trial", []string{ours}, "a site of the kit is files, as an editor writes them"},
	{"picture", []string{"record", "site", "plan", "view", "cache", "os"}, "what is made of a picture depends on the picture alone"},
	{"lettering", []string{ours, "os"}, "type is set, whatever it says"},
	{"drawing", []string{"record", "site", "plan", "view", "os"}, "what is drawn knows nothing of awards"},
	{"certificate", []string{"record", "site", "plan", "view", "os"}, "a layout takes plain values, wherever they come from"},
	{"kit", []string{"os", "source", "decode", "render", "picture", "publish", "cache", "html/template"}, "it says what is drawn; pictures and places are handed to it"},
	{"watch", []string{ours}, "it tells which paths changed, whatever they are"},
	{"webp", []string{ours, "os"}, "an encoder takes pixels and gives bytes"},
	{"", []string{"flag", "log", "net/http", "os/exec", "github.com/spf13/cobra"}, "the pipeline neither parses flags nor prints nor serves"},
}

// Two words for whole groups of packages.
const (
	ours    = "every package of ours"
	foreign = "everything beyond the standard library"
)

// alone says which packages are the only ones to import something, so that replacing it touches one folder.
var alone = []struct {
	what string // an import path, or the beginning of several with a slash at its end
	only []string
}{
	{"go.yaml.in/", []string{"generator/decode"}},
	{"github.com/zeebo/xxh3", []string{"generator/publish"}},
	{"github.com/adrg/frontmatter", []string{"generator/decode"}},
	{"github.com/yuin/goldmark", []string{"generator/markdown"}},
	{"github.com/yuin/goldmark/", []string{"generator/markdown"}},
	{"github.com/microcosm-cc/bluemonday", []string{"generator/markdown"}},
	{"github.com/alecthomas/chroma/", []string{"generator/markdown"}},
	{"html/template", []string{"generator/render", "generator/compile"}},
	{"text/template", []string{"generator/render"}},
	{"text/template/parse", []string{"generator/render", "generator/compile"}},
	{"image", []string{"generator/picture", "generator/webp", "generator/drawing"}},
	{"image/", []string{"generator/picture", "generator/drawing"}},
	{"golang.org/x/image/", []string{"generator/picture", "generator/drawing", "generator/lettering"}},
	{"github.com/go-text/typesetting/", []string{"generator/lettering"}},
	{"rsc.io/qr", []string{"generator/drawing"}},
	{"github.com/tetratelabs/wazero", []string{"generator/webp"}},
	{"github.com/tetratelabs/wazero/", []string{"generator/webp"}},
	{"github.com/fsnotify/fsnotify", []string{"generator/watch"}},
	{"github.com/spf13/cobra", []string{"cmd/plaudit"}},
	{"crypto/ecdsa", []string{"generator/credential"}},
	{"crypto/ed25519", []string{"generator/credential"}},
	{"crypto/rand", []string{"generator/serve", "cmd/plaudit"}},
	{"os", []string{"generator/source", "generator/publish", "generator/cache", "generator/watch", "cmd/plaudit", "cmd/bench", "cmd/gendocs"}},
	{"os/exec", []string{"cmd/bench", "cmd/plaudit"}},
	{"net/http", []string{"generator/serve", "cmd/plaudit", "cmd/bench"}},
	// compile and view read views by the addresses of their fields; render hands compile one such address.
	{"unsafe", []string{"generator/publish", "generator/compile", "generator/view", "generator/render"}},
}

// goPackage is what `go list -json` says of a package.
type goPackage struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func listPackages(t *testing.T) map[string]goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Standard", "-deps", "./...")
	cmd.Dir = ".."
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := map[string]goPackage{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}

// reach is every package that a package imports, itself or by others of ours, with the way to it.
func reach(packages map[string]goPackage, from string) map[string]string {
	ways := map[string]string{}
	var visit func(pkg, way string)
	visit = func(pkg, way string) {
		for _, next := range packages[pkg].Imports {
			if _, known := ways[next]; known {
				continue
			}
			ways[next] = way + " → " + short(next)
			if strings.HasPrefix(next, module) {
				visit(next, ways[next])
			}
		}
	}
	visit(from, short(from))
	return ways
}

func short(pkg string) string { return strings.TrimPrefix(pkg, module+"/") }

// The direction of imports is the design.
func TestDirections(t *testing.T) {
	packages := listPackages(t)
	for _, d := range directions {
		from := strings.TrimSuffix(module+"/generator/"+d.pkg, "/")
		if _, ok := packages[from]; !ok {
			t.Errorf("there is no package %s: the table names one that is gone", short(from))
			continue
		}
		for to, way := range reach(packages, from) {
			for _, never := range d.never {
				bad := to == never || to == module+"/generator/"+never
				switch never {
				case ours:
					bad = strings.HasPrefix(to, module)
				case foreign:
					bad = !packages[to].Standard
				}
				if bad {
					t.Errorf("%s: %s", way, d.reason)
				}
			}
		}
	}
	for path, p := range packages {
		if !strings.HasPrefix(path, module) {
			continue
		}
		for _, to := range p.Imports {
			for _, a := range alone {
				if to != a.what && !(strings.HasSuffix(a.what, "/") && strings.HasPrefix(to, a.what)) {
					continue
				}
				if !slices.Contains(a.only, short(path)) {
					t.Errorf("%s imports %s, which is for %v only", short(path), to, a.only)
				}
			}
			if strings.HasPrefix(to, module+"/cmd") {
				t.Errorf("%s imports the command %s", short(path), short(to))
			}
		}
	}
}

// What makes an output depend on more than its sources, or runs before main, stays out of the code.
func TestNoHiddenInputs(t *testing.T) {
	allowed := map[string][]string{
		"time.Now(":   {"stats.go", "publish/", "cache/", "watch/", "serve/"},
		"os.Getenv(":  {},
		"os.Environ(": {},
		"time.Local":  {},
		"math/rand\"": {},
	}
	hidden := regexp.MustCompile(`(?m)^func init\(|time\.Now\(|os\.Getenv\(|os\.Environ\(|\btime\.Local\b|"math/rand"`)
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, found := range hidden.FindAllString(string(text), -1) {
			if !slices.ContainsFunc(allowed[found], func(prefix string) bool { return strings.HasPrefix(filepath.ToSlash(path), prefix) }) {
				t.Errorf("%s has %q", path, found)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
