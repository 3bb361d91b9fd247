package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// The peers' own files: settings, templates and what reads the records.
//
//go:embed all:peers
var peerFiles embed.FS

// regions are those of the corpus's countries, as plaudit derives them.
var regions = map[string]string{
	"US": "north-america", "CA": "north-america", "BR": "latin-america", "MX": "latin-america", "AR": "latin-america",
	"IN": "asia-pacific", "JP": "asia-pacific", "SG": "asia-pacific", "KR": "asia-pacific", "AU": "asia-pacific", "AE": "middle-east", "ZA": "africa",
}

func regionOf(country string) string {
	if r, ok := regions[country]; ok {
		return r
	}
	return "europe"
}

// hugoSite writes the corpus, which stands in c.dir, as a site of Hugo's to dir: every record is a content file, what a page lists
// by is a taxonomy.
func hugoSite(c *corpus, dir string) error {
	if err := copyPeer("hugo", dir); err != nil {
		return err
	}
	h := &hugo{c: c, out: corpus{dir: dir}}
	h.sections()
	for i := range c.n {
		h.partner(i)
	}
	for i, res := range c.results {
		h.award(i, res)
	}
	for i := range c.stories() {
		h.out.write("content/case-studies/"+storyID(i)+".md", h.story(c.story(i)))
	}
	h.clients()
	for i := range logos {
		h.out.write(fmt.Sprintf("static/logos/mark-%02d.svg", i), logo(i))
	}
	posts := corpus{dir: dir, n: c.n, seed: c.seed, results: c.results}
	posts.posts() // their front matter is Hugo's as well
	if posts.err != nil {
		return posts.err
	}
	return h.out.err
}

// copyPeer copies the files of a peer that are the same for every corpus.
func copyPeer(name, dir string) error {
	files, err := fs.Sub(peerFiles, "peers/"+name)
	if err != nil {
		return err
	}
	return os.CopyFS(dir, files)
}

type hugo struct {
	c   *corpus
	out corpus
}

func (h *hugo) sections() {
	titled := func(path, title, more string) {
		h.out.write("content/"+path+"/_index.md", fmt.Sprintf("---\ntitle: %s\n%s---\n", title, more))
	}
	titled("partners", "Partners", "")
	titled("awards", "Awards", "")
	titled("case-studies", "Case studies", "")
	titled("clients", "Clients", "")
	titled("certificates", "Certificates", "build: {render: never}\n")
	for e := range editions {
		titled(fmt.Sprintf("awards/%d", firstYear+e), fmt.Sprintf("Meridian Partner Awards %d", firstYear+e), "")
		for _, id := range categories {
			titled(fmt.Sprintf("awards/%d/%s", firstYear+e, id), fmt.Sprintf("%s %d", title(id), firstYear+e), "")
		}
	}
}

var tierOf = regexp.MustCompile(`id: ([a-z]+)`)

// partner turns a record into front matter and a body: keys that Hugo knows otherwise have other names, lists that pages are grouped by
// are taxonomies, and what is not to be published stays out.
func (h *hugo) partner(i int) {
	var f fields
	var body strings.Builder
	var places []string
	tier, within := "", ""
	for line := range strings.Lines(h.c.partner(i)) {
		line = strings.TrimSuffix(line, "\n")
		if within != "" && (line == "" || line[0] == ' ') {
			switch within {
			case "description":
				body.WriteString(strings.TrimPrefix(line, "  ") + "\n")
			case "tier":
				if m := tierOf.FindStringSubmatch(line); m != nil {
					tier = m[1] // the last is today's
				}
			default:
				f.WriteString(line + "\n")
			}
			continue
		}
		key, value, _ := strings.Cut(line, ": ")
		key, within = strings.TrimSuffix(key, ":"), ""
		switch key {
		case "description", "tier":
			if within = key; value != "" && value != "|" {
				tier, within = value, ""
			}
		case "name":
			f.put("title", value)
		case "type":
			f.list("partner_type", []string{value})
		case "country":
			places = append(places, value)
			f.put("home", value)
		case "serves":
			for _, p := range strings.Split(strings.Trim(value, "[]"), ", ") {
				if p != places[0] {
					places = append(places, p)
				}
			}
		case "languages", "products":
			f.put(strings.TrimSuffix(key, "s"), value)
		case "specialties":
			f.put("specialty", value)
		case "industries":
			f.put("industry", value)
		case "team_size":
			f.list("size", []string{value})
		case "aliases":
			f.list("aliases", []string{"/partners/" + strings.Trim(value, "[]") + "/"})
		case "private", "consent": // nobody's business
		default:
			f.WriteString(line + "\n")
			within = key
		}
	}
	f.list("tier", []string{tier})
	var region []string
	seen := map[string]bool{}
	for i, p := range places {
		if r := regionOf(p); !seen[r] {
			seen[r] = true
			region = append(region, r)
		}
		places[i] = strings.ToLower(p)
	}
	f.list("country", places)
	f.list("region", region)
	f.put("outputs", "[html, atom, jsonfeed]")
	h.out.write("content/partners/"+partnerID(i)+".md", "---\n"+f.String()+"---\n"+body.String())
}

// award writes a result's page and its certificates'.
func (h *hugo) award(i int, res result) {
	year, category := firstYear+res.edition, categories[res.category]
	citation, _ := prose(h.c.random("citation", i), 90)
	var names, certificates []string
	address := fmt.Sprintf("/awards/%d/%s/result-%05d/", year, category, i)
	for _, p := range res.partners {
		names = append(names, partnerName(p))
		id := fmt.Sprintf("%d-%s-%s", year, category, partnerID(p))
		certificates = append(certificates, id)
		var f fields
		f.text("title", partnerName(p))
		f.put("edition", year)
		f.put("of", category)
		f.put("level", res.level)
		f.put("partner", partnerID(p))
		f.put("award", address)
		f.text("citation", citation)
		h.out.write("content/certificates/"+id+".md", "---\n"+f.String()+"---\n")
	}
	var f fields
	f.text("title", strings.Join(names, ", "))
	f.put("edition", year)
	f.put("date", fmt.Sprintf("%d-04-06", year))
	f.text("summary", strings.Join(names, ", ")+": "+title(category))
	for line := range strings.Lines(h.c.result(i, res)) {
		if value, ok := strings.CutPrefix(line, "category: "); ok {
			line = "category: [" + strings.TrimSpace(value) + "]\n"
		}
		f.WriteString(line)
	}
	if category == "champion" {
		f.list("partners", ids(res.partners))
	}
	f.list("certificates", certificates)
	h.out.write("content"+strings.TrimSuffix(address, "/")+".md", "---\n"+f.String()+"---\n"+citation+"\n")
}

var storyKeys = strings.NewReplacer("\nindustries: ", "\nstudy_industry: ", "\nspecialties: ", "\nstudy_specialty: ", "\nproducts: ", "\nstudy_product: ")

// story renames the keys that are taxonomies of case studies.
func (h *hugo) story(text string) string {
	matter, body, _ := strings.Cut(strings.TrimPrefix(text, "---"), "\n---\n")
	matter = storyKeys.Replace(matter)
	if before, after, ok := strings.Cut(matter, "\ncountry: "); ok {
		country, rest, _ := strings.Cut(after, "\n")
		matter = before + "\nstudy_country: [" + strings.ToLower(country) + "]\n" + rest
	}
	return "---" + matter + "\n---\n" + body
}

var clientFields = regexp.MustCompile(`(\w+): ("[^"]*"|[^,}]+)`)

// clients are one file in the corpus, and a file for each here.
func (h *hugo) clients() {
	data, err := os.ReadFile(filepath.Join(h.c.dir, "data", "clients.yaml"))
	if err != nil && h.out.err == nil {
		h.out.err = err
	}
	names := map[string]string{"name": "title", "industry": "sector", "country": "based"}
	for line := range strings.Lines(string(data)) {
		var f fields
		id := ""
		for _, m := range clientFields.FindAllStringSubmatch(line, -1) {
			switch key := m[1]; {
			case key == "id":
				id = m[2]
			case names[key] != "":
				f.put(names[key], m[2])
			default:
				f.put(key, m[2])
			}
		}
		if id != "" {
			h.out.write("content/clients/"+id+".md", "---\n"+f.String()+"---\n")
		}
	}
}
