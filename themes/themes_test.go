package themes

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/render"
	"github.com/plaudit/plaudit/generator/view"
)

// theme reads the files of a built-in theme by their paths below its folder.
func theme(t *testing.T, name string) map[string]render.File {
	t.Helper()
	files := map[string]render.File{}
	err := fs.WalkDir(FS(), name, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(FS(), file)
		files[strings.TrimPrefix(file, name+"/")] = render.File{Name: file, Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// catalogs parses a theme's i18n files, by language. English, which the others are compared with, is among them.
func catalogs(t *testing.T, files map[string]render.File) map[string]*locale.Catalog {
	t.Helper()
	found := map[string]*locale.Catalog{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Dir(name) != "i18n" {
			continue
		}
		var problems diag.List
		messages := map[string]locale.Message{}
		for _, m := range decode.Messages(files[name].Name, files[name].Data, &problems) {
			text := locale.Message{Plain: m.Plain.S}
			for _, form := range m.Forms {
				if text.Forms == nil {
					text.Forms = map[string]string{}
				}
				text.Forms[form.Category.S] = form.Text.S
			}
			messages[m.Key.S] = text
		}
		for _, p := range problems.Sorted(nil) {
			t.Errorf("%s: %s", p.At, p.Text)
		}
		tag := strings.TrimSuffix(path.Base(name), ".yaml")
		l, err := locale.For(tag)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found[tag] = locale.NewCatalog(l, messages, nil)
	}
	return found
}

func TestTemplatesFitTheirViews(t *testing.T) {
	for _, name := range Names() {
		files := theme(t, name)
		english := catalogs(t, files)["en"]
		views := map[string]any{}
		for _, k := range view.Kinds {
			page := string(k.Kind)
			if k.Kind == plan.Withheld || k.Kind == plan.Gone {
				page = "notice"
			}
			views[page] = reflect.New(reflect.TypeOf(k.Zero)).Interface()
		}
		var problems diag.List
		loaded := render.Load(files, views, render.Names{
			Text:   english.Has,
			Asset:  func(asset string) bool { return asset == "css/options.css" || files["assets/"+asset].Data != nil },
			Option: func(option string) bool { return strings.Contains(string(files["theme.yaml"].Data), "\n  "+option+":") },
		}, &problems)
		for _, p := range problems.Sorted(nil) {
			t.Errorf("%s: %s %s", p.At, p.Code.ID, p.Text)
		}
		for kind := range views {
			if loaded == nil || !loaded.Has(kind) {
				t.Errorf("%s has no usable template for %s", name, kind)
			}
		}
	}
}

var (
	literalText = regexp.MustCompile(`\b(?:t|has) "([^"]+)"`)
	madeText    = regexp.MustCompile(`printf "([^"%]+)%s"`)
)

func TestInterfaceTexts(t *testing.T) {
	for _, name := range Names() {
		files := theme(t, name)
		texts := catalogs(t, files)
		english := texts["en"]
		for _, tag := range slices.Sorted(maps.Keys(texts)) {
			reference := english
			if tag == "en" {
				reference = nil
			}
			for _, p := range texts[tag].Check(reference) {
				t.Errorf("%s: %s: %s", name, tag, p)
			}
		}
		used := map[string]bool{}
		var prefixes []string
		for file, f := range files {
			if path.Ext(file) != ".html" {
				continue
			}
			for _, m := range literalText.FindAllStringSubmatch(string(f.Data), -1) {
				used[m[1]] = true
				if !english.Has(m[1]) {
					t.Errorf("%s: %s: there is no text %q", name, file, m[1])
				}
			}
			for _, m := range madeText.FindAllStringSubmatch(string(f.Data), -1) {
				prefixes = append(prefixes, m[1])
			}
		}
		for _, k := range view.Keys {
			used[k.Name] = true
			if !english.Has(k.Name) {
				t.Errorf("%s: the views need the text %q", name, k.Name)
			}
		}
		for _, key := range english.Keys() {
			if !used[key] && !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) }) {
				t.Errorf("%s: nothing uses the text %q", name, key)
			}
		}
	}
}

// TestPolicy keeps out of the templates what the site's policy would stop, and what would need a word of one language.
func TestPolicy(t *testing.T) {
	wrong := []struct {
		what string
		is   *regexp.Regexp
	}{
		{"a style attribute", regexp.MustCompile(`(?i)\sstyle=`)},
		{"an inline handler", regexp.MustCompile(`(?i)<[^>{]*\son[a-z]+=`)},
		{"an address of a script", regexp.MustCompile(`(?i)javascript:`)},
		{"a file of another host", regexp.MustCompile(`(?i)(?:src|href|srcset)="(?:https?:)?//`)},
		{"a script in the page", regexp.MustCompile(`(?i)<script>`)},
		{"a style sheet in the page", regexp.MustCompile(`(?i)<style`)},
	}
	action := regexp.MustCompile(`\{\{[^}]*\}\}`)
	code := regexp.MustCompile(`(?s)<code[^>]*>.*?</code>`)
	tag := regexp.MustCompile(`<[^>]*>`)
	word := regexp.MustCompile(`\pL{2,}`)
	for _, name := range Names() {
		for file, f := range theme(t, name) {
			if path.Ext(file) != ".html" {
				continue
			}
			for _, w := range wrong {
				if w.what == "a style attribute" && file == "templates/pages/email.html" {
					continue // mail programs know nothing else; that page has a policy of its own
				}
				if m := w.is.Find(f.Data); m != nil {
					t.Errorf("%s/%s has %s: %s", name, file, w.what, m)
				}
			}
			if base := path.Base(file); base == "level-class.html" || base == "dark-media.html" {
				continue // they make the value of an attribute
			}
			plain := tag.ReplaceAllString(code.ReplaceAllString(action.ReplaceAllString(string(f.Data), ""), ""), "") // code is the same in every language
			if m := word.FindString(plain); m != "" {
				t.Errorf("%s/%s has the word %q that is no interface text", name, file, m)
			}
		}
	}
}

// TestStyleSheet watches the mistakes that a browser forgives without a word: an open brace, a class that no page has.
func TestStyleSheet(t *testing.T) {
	comment := regexp.MustCompile(`(?s)/\*.*?\*/`)
	selector := regexp.MustCompile(`\.([a-zA-Z][\w-]*)`)
	rule := regexp.MustCompile(`([^{}]*)\{`)
	for _, name := range Names() {
		files := theme(t, name)
		css := comment.ReplaceAllString(string(files["assets/css/podium.css"].Data), "")
		if open, shut := strings.Count(css, "{"), strings.Count(css, "}"); open != shut {
			t.Errorf("%s: %d braces open and %d close", name, open, shut)
		}
		var markup strings.Builder
		for file, f := range files {
			if path.Ext(file) == ".html" {
				fmt.Fprintln(&markup, string(f.Data))
			}
		}
		// These come from package markdown, or are made of a kind or a level in a template.
		made := regexp.MustCompile(`^(hl-|callout|contents-\d|kind-|align-|level-(win|place|mention)$|prose$|code$|anchor$|footnotes$|tasks$|table-scroll$)`)
		for _, m := range rule.FindAllStringSubmatch(css, -1) {
			for _, class := range selector.FindAllStringSubmatch(m[1], -1) {
				if !made.MatchString(class[1]) && !regexp.MustCompile(`[" }]`+regexp.QuoteMeta(class[1])+`[" {]`).MatchString(markup.String()) {
					t.Errorf("%s: no template has the class %q", name, class[1])
				}
			}
		}
	}
}
