package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/render"
	"github.com/plaudit/plaudit/generator/view"
)

// readTheme reads the files of a theme by their paths below its folder.
func readTheme(from fs.FS, name string) (map[string]render.File, error) {
	files := map[string]render.File{}
	err := fs.WalkDir(from, name, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, file)
		files[strings.TrimPrefix(file, name+"/")] = render.File{Name: file, Data: data}
		return err
	})
	return files, err
}

// pageViews are the zero views of page templates.
func pageViews() (views map[string]any, order []string) {
	views = map[string]any{}
	for _, k := range view.Kinds {
		name := plan.TemplateOf(k.Kind)
		if views[name] == nil {
			views[name] = reflect.New(reflect.TypeOf(k.Zero)).Interface()
			order = append(order, name)
		}
	}
	return views, order
}

// writeOptions writes podium's options with their choices and the tokens that those set.
func writeOptions(b *strings.Builder, podium map[string]render.File) {
	var problems diag.List
	theme := decode.Theme("theme.yaml", podium["theme.yaml"].Data, &problems)
	b.WriteString("\n## The options of podium\n\n| option | choices | |\n|---|---|---|\n")
	for _, o := range theme.Options {
		var choices []string
		for _, c := range o.Choices {
			choices = append(choices, "`"+c.S+"`")
		}
		if len(choices) == 0 {
			choices = []string{"a " + strings.Replace(o.Type.S, "color", "colour", 1)}
		}
		about := o.Description.S
		if o.Default.S != "" {
			about += "; default `" + o.Default.S + "`"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", o.Name.S, strings.Join(choices, ", "), about)
	}
	b.WriteString("\n### Tokens\n\nEach is a custom property for style sheets: `color: var(--ink-2)`.\n\n| token | by default | from the option |\n|---|---|---|\n")
	b.WriteString("| `--accent` | the colour as it is given | `accent` |\n")
	b.WriteString("| `--accent-ink` | the accent as text, lines and grounds of buttons; readable on `--paper` and `--paper-2` | `accent`, `accent_dark` |\n")
	b.WriteString("| `--accent-light`, `--accent-dark` | the two values of `--accent-ink`, for what is always light or always dark | `accent`, `accent_dark` |\n")
	for _, o := range theme.Options {
		for _, c := range o.Tokens {
			if c.Choice.S != o.Default.S {
				continue
			}
			for _, t := range c.Tokens {
				fmt.Fprintf(b, "| `--%s` | `%s` | `%s` |\n", t.Name.S, t.Value.S, o.Name.S)
			}
		}
	}
	sheet := string(podium["assets/css/podium.css"].Data)
	root, _, _ := strings.Cut(sheet[max(0, strings.Index(sheet, ":root {")):], "}")
	for _, m := range regexp.MustCompile(`(?m)^\s*--([\w-]+):\s*(.*);$`).FindAllStringSubmatch(root, -1) {
		fmt.Fprintf(b, "| `--%s` | `%s` | |\n", m[1], m[2])
	}
}

var defined = regexp.MustCompile(`\{\{-?\s*block "([^"]+)"`)

// aboutBlocks says what the blocks of podium's base.html are for.
var aboutBlocks = map[string]string{
	"head-extra": "what a kind of page adds to its head",
	"body":       "everything between `<body>` and `</body>`: a page that defines it has neither menu nor footer",
	"main":       "the page itself; every page template defines it",
}

// writeParts writes the blocks and partials of podium with what they are handed.
func writeParts(b *strings.Builder, podium map[string]render.File) {
	views, _ := pageViews()
	takes := render.Takes(podium, views)
	b.WriteString("\n## The blocks of podium\n\nA page template defines a block anew: `{{define \"main\"}}…{{end}}`. Each is handed the page's view.\n\n| block | |\n|---|---|\n")
	for _, m := range defined.FindAllStringSubmatch(string(podium["templates/base.html"].Data), -1) {
		fmt.Fprintf(b, "| `%s` | %s |\n", m[1], aboutBlocks[m[1]])
	}
	b.WriteString("| `base.html` | the whole document: a page template that defines it has nothing of base.html |\n")
	b.WriteString("\n## The slot\n\n`templates/partials/head.html` is empty in podium. A site's own file of that name is shown in the head of every page, after podium's style sheets and before its data:\n\n" +
		"```html\n{{with asset \"css/ours.css\"}}<link rel=\"stylesheet\" href=\"{{.URL}}\" integrity=\"{{.Integrity}}\">{{end}}\n<meta name=\"theme-color\" content=\"{{option \"accent\"}}\">\n```\n")
	b.WriteString("\n## The partials of podium\n\n| partial | is handed |\n|---|---|\n")
	for _, file := range slices.Sorted(maps.Keys(podium)) {
		dir, base := path.Split(file)
		if dir != "templates/partials/" {
			continue
		}
		name := strings.TrimSuffix(base, ".html")
		fmt.Fprintf(b, "| `{{template \"%s\" .}}` | %s |\n", name, handed(takes[name], views))
	}
}

// handed says in words what a partial takes.
func handed(types []reflect.Type, views map[string]any) string {
	pages := 0
	for _, t := range types {
		for _, v := range views {
			if reflect.TypeOf(v).Elem() == t {
				pages++
				break
			}
		}
	}
	if pages > 4 {
		return "any page's view"
	}
	var words []string
	for _, t := range types {
		words = append(words, inWords(t))
	}
	slices.Sort(words)
	return cmp.Or(strings.Join(slices.Compact(words), ", "), "nothing")
}

// inWords names a type as the tables of fields do.
func inWords(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case strings.HasSuffix(t.PkgPath(), "generator/view"):
		return "[" + t.Name() + "](#" + strings.ToLower(t.Name()) + ")"
	case t.Kind() == reflect.Slice:
		return "list of " + inWords(t.Elem())
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Int:
		return "number"
	}
	return t.String()
}

// writePages writes which view each page template sees, with the page templates of a small theme that is tested as examples.
func writePages(b *strings.Builder, plain map[string]render.File) {
	views, order := pageViews()
	b.WriteString("\n## Page templates\n\n| template | view |\n|---|---|\n")
	for _, name := range order {
		fmt.Fprintf(b, "| [`templates/pages/%s.html`](#page-%s) | %s |\n", name, name, inWords(reflect.TypeOf(views[name])))
	}
	b.WriteString("\nThe examples are those of the small theme in themes/testdata/plain, which stands on its own, without a parent, and builds the example site. These are its partials:\n\n```html\n")
	for _, file := range slices.Sorted(maps.Keys(plain)) {
		if dir, base := path.Split(file); dir == "templates/partials/" {
			fmt.Fprintf(b, "<!-- %s -->\n%s\n", base, strings.TrimSpace(string(plain[file].Data)))
		}
	}
	b.WriteString("```\n\nits base.html:\n\n```html\n" + strings.TrimSpace(string(plain["templates/base.html"].Data)) + "\n```\n\nand its pages:\n")
	for _, name := range order {
		fmt.Fprintf(b, "\n### Page `%s`\n\n```html\n%s\n```\n", name, strings.TrimSpace(string(plain["templates/pages/"+name+".html"].Data)))
	}
}

// writeTexts writes the interface texts that views need.
func writeTexts(b *strings.Builder) {
	b.WriteString("\n## Texts of views\n\nSome fields hold words that the program chooses, such as “and one further recipient”. A theme may have them in its i18n files under these keys; without them they are English.\n\n| key | English |\n|---|---|\n")
	for _, k := range view.Keys {
		var forms []string
		for _, f := range []string{k.Zero, k.One, k.Text} {
			if f != "" {
				forms = append(forms, strings.ReplaceAll(f, "|", "\\|"))
			}
		}
		fmt.Fprintf(b, "| `%s` | %s |\n", k.Name, strings.Join(forms, " / "))
	}
}
