// Package trial holds small sites that a theme has to stand: before the first awards, the longest name, a joint award of six, other
// scripts, many winners. `plaudit theme check` runs a theme over them. With the built-in theme each is without a diagnostic.
package trial

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/tools/txtar"
)

//go:embed sites/*.txtar
var files embed.FS

// Site is a small site.
type Site struct {
	Name  string
	About string // what is peculiar to it
	Files []txtar.File
}

// Sites are all of them, by name.
func Sites() []Site {
	names, err := fs.Glob(files, "sites/*.txtar")
	if err != nil {
		panic(err) // the pattern is ours
	}
	sites := make([]Site, 0, len(names)+1)
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err) // the files are in the program
		}
		a := txtar.Parse(data)
		sites = append(sites, Site{Name: strings.TrimSuffix(path.Base(name), ".txtar"), About: strings.TrimSpace(string(a.Comment)), Files: a.Files})
	}
	return append(sites, many())
}

// many is a site with five hundred winners of one category, and lists of several pages.
func many() Site {
	s := Site{Name: "many", About: "Five hundred winners of one category, and lists of several pages."}
	add := func(name, text string) { s.Files = append(s.Files, txtar.File{Name: name, Data: []byte(text)}) }
	add("plaudit.yaml", `title: Awards for Everyone
base_url: https://awards.kit.example/
organization: {name: Kit, url: "https://kit.example/"}
page_size: 12
diagnostics: {P071: off}
`)
	add("data/awards/categories.yaml", "- {id: members, name: Members of the Year, winners: several}\n")
	var partners, results strings.Builder
	results.WriteString("date: 2025-05-08\nresults:\n")
	countries := [...]string{"DE", "FR", "US", "JP", "BR"}
	for i := 1; i <= 500; i++ {
		fmt.Fprintf(&partners, "- {id: member-%03d, name: Member %d, country: %s, summary: The member with the number %d.}\n", i, i, countries[i%len(countries)], i)
		fmt.Fprintf(&results, "  - {category: members, partners: [member-%03d]}\n", i)
	}
	add("data/partners.yaml", partners.String())
	add("data/awards/2025.yaml", results.String())
	return s
}
