package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/plaudit/plaudit/themes"
)

// saved is a kind of edit.
type saved struct {
	name string
	file string                          // below the site's folder
	page string                          // root-relative address that shows it
	edit func(text, words string) string // gives the file's text with words in it
}

// kinds are the edits that are measured.
func (v *viewer) kinds() ([]saved, error) {
	award, err := v.firstAward()
	if err != nil {
		return nil, err
	}
	behind := func(key string) func(text, words string) string { // words in the first text of a key
		re := regexp.MustCompile(`(?m)^(\s*` + key + `:\s*(?:[|>][-+0-9]*\n\s*)?"?)`)
		return func(text, words string) string {
			at := re.FindStringIndex(text)
			if at == nil {
				return text
			}
			return text[:at[1]] + words + " " + text[at[1]:]
		}
	}
	partner := "/partners/" + partnerID(1) + "/"
	return []saved{
		{"a partner's record", "data/partners/00/" + partnerID(1) + ".yaml", partner, behind("summary")},
		{"a case study", "content/case-studies/" + storyID(1) + ".md", "/case-studies/" + storyID(1) + "/", func(text, words string) string { return text + "\n\n" + words + ".\n" }},
		{"the newest edition's results", "data/awards/2026.yaml", award, behind("citation")},
		{"a template", ownFiles[0], partner, func(text, words string) string {
			return strings.Replace(text, "<body", `<body data-saved="`+words+`"`, 1)
		}},
		{sheet, ownFiles[1], partner, func(text, words string) string { return text + "\n." + words + "{order:1}\n" }},
		{"plaudit.yaml", "plaudit.yaml", partner, behind("title")},
	}, nil
}

// sheet is the kind of edit whose words are not in the page, but in a style sheet of it.
const sheet = "a style sheet"

// ownFiles are those of the theme that the site has itself, so that they can be edited.
var ownFiles = []string{"themes/podium/templates/base.html", "themes/podium/assets/css/podium.css"}

// eject puts the theme's files into the site.
func eject(site string) error {
	for _, name := range ownFiles {
		data, err := fs.ReadFile(themes.FS(), strings.TrimPrefix(name, "themes/"))
		if err != nil {
			return err
		}
		to := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// firstAward is the page of the first result of the newest edition that has a citation.
func (v *viewer) firstAward() (string, error) {
	data, err := fetch(v.address + "/_plaudit/outputs?kind=award&q=" + url.QueryEscape("data/awards/2026.yaml"))
	if err != nil {
		return "", err
	}
	var found struct {
		Outputs []struct {
			Address string
			Line    int
		}
		Total int
	}
	if err := json.Unmarshal(data, &found); err != nil {
		return "", err
	}
	text, err := os.ReadFile(filepath.Join(v.site, "data/awards/2026.yaml"))
	if err != nil {
		return "", err
	}
	before, _, ok := strings.Cut(string(text), "citation:")
	if !ok {
		return "", errors.New("the newest edition has no result with a citation; a larger site has")
	}
	line := strings.Count(before, "\n") + 1
	best, address := 0, ""
	for offset := 0; ; offset += 100 {
		for _, o := range found.Outputs {
			if o.Line <= line && o.Line > best {
				best, address = o.Line, o.Address
			}
		}
		if offset+100 >= found.Total {
			break
		}
		data, err := fetch(fmt.Sprintf("%s/_plaudit/outputs?kind=award&q=%s&offset=%d", v.address, url.QueryEscape("data/awards/2026.yaml"), offset+100))
		if err != nil {
			return "", err
		}
		found.Outputs = nil
		if err := json.Unmarshal(data, &found); err != nil {
			return "", err
		}
	}
	if address == "" {
		return "", errors.New("the newest edition has no award page")
	}
	return address, nil
}
