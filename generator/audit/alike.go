package audit

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
)

// company is a partner's or client's record as far as two of them may be one company.
type company struct {
	kind      string
	id, name  string
	at        diag.Position
	website   string
	former    []string // names of earlier days
	aliases   []string // ids of earlier days
	successor string
}

// Alike finds pairs of partners, and pairs of clients, that look like one company, with what makes them so: names, websites and former names
// are compared as a person would, without capitals, accents, legal forms and the order of words. Nothing is merged: that two records are one company
// is for people to say. Partners of which one names the other as its successor are known to be two.
func Alike(records *record.Records) []Finding {
	var partners, clients []*company
	for _, r := range records.Partners {
		c := &company{kind: "partner", id: r.Id.S, name: r.Name.S, at: r.Position(), website: r.Website.S, successor: r.Successor.S, aliases: ids(r.Aliases)}
		for _, i := range r.Identities {
			c.former = append(c.former, i.Name.S)
		}
		partners = append(partners, c)
	}
	for _, r := range records.Clients {
		clients = append(clients, &company{kind: "client", id: r.Id.S, name: r.Name.S, at: r.Position(), website: r.Website.S, aliases: ids(r.Aliases)})
	}
	return append(alike(partners), alike(clients)...)
}

// ids are the aliases that are former ids, and not addresses.
func ids(aliases []record.Text) []string {
	var all []string
	for _, a := range aliases {
		if !strings.HasPrefix(a.S, "/") {
			all = append(all, a.S)
		}
	}
	return all
}

// sign is something by which companies are recognised: all that have one are alike, each pair for its reason.
type sign struct {
	key string
	why func(a, b *company) string
}

// pair is two companies by their places in the list, the lower first.
type pair struct{ a, b int }

func alike(all []*company) []Finding {
	holders := map[string][]int{} // of a sign, by its key
	whys := map[string]func(a, b *company) string{}
	var keys []string
	for i, c := range all {
		if c.id == "" || c.name == "" {
			continue // the diagnostics say so
		}
		for _, s := range c.signs() {
			if holders[s.key] == nil {
				keys = append(keys, s.key)
				whys[s.key] = s.why
			}
			if h := holders[s.key]; len(h) == 0 || h[len(h)-1] != i {
				holders[s.key] = append(h, i)
			}
		}
	}
	reasons := map[pair][]string{}
	for _, key := range keys {
		h := holders[key]
		if len(h) > mostAlike {
			continue // a word that half of the trade has in its name tells nobody apart
		}
		for i := range h {
			for _, k := range h[i+1:] {
				a, b := all[h[i]], all[k]
				if a.successor == b.id || b.successor == a.id || a.id == b.id {
					continue
				}
				why := whys[key](a, b)
				if p := (pair{h[i], k}); why != "" && !slices.Contains(reasons[p], why) {
					reasons[p] = append(reasons[p], why)
				}
			}
		}
	}
	return pairs(all, reasons)
}

// mostAlike is how many records may share a sign that still means something.
const mostAlike = 20

// pairs writes what was found, by names, then ids.
func pairs(all []*company, reasons map[pair][]string) []Finding {
	var found []Finding
	for p, why := range reasons {
		a, b := all[p.a], all[p.b]
		if cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.id, b.id)) > 0 {
			a, b = b, a
		}
		slices.Sort(why)
		found = append(found, Finding{What: SameCompany, Kind: a.kind, ID: a.id, Name: a.name, At: a.at, Other: &Record{b.id, b.name, b.at}, Why: why,
			Text: fmt.Sprintf("%s (%s) and %s (%s) may be one company: %s.", a.name, a.id, b.name, b.id, strings.Join(why, "; "))})
	}
	slices.SortFunc(found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID), strings.Compare(a.Other.Name, b.Other.Name), strings.Compare(a.Other.ID, b.Other.ID))
	})
	return found
}

// signs are those of one company.
func (c *company) signs() []sign {
	name := wordsOf(c.name)
	var signs []sign
	if len(name) > 0 { // a name of signs only is like no other
		signs = append(signs, sign{"name " + strings.Join(name, " "), sameName})
	}
	if len(name) > 1 {
		sorted := slices.Sorted(slices.Values(name))
		signs = append(signs, sign{"words " + strings.Join(sorted, " "), sameWords})
	}
	if joined := strings.Join(name, ""); len([]rune(joined)) >= leastNear {
		for _, key := range without(joined) {
			signs = append(signs, sign{"near " + key, nearName})
		}
	}
	if address := siteOf(c.website); address != "" {
		signs = append(signs, sign{"site " + address, func(a, b *company) string { return "their website is " + address }})
	}
	for _, former := range c.former {
		if words := wordsOf(former); len(words) > 0 {
			signs = append(signs, sign{"name " + strings.Join(words, " "), sameName})
		}
	}
	for _, alias := range c.aliases { // that two records have one id in common the diagnostics say
		signs = append(signs, sign{"name " + strings.ReplaceAll(alias, "-", " "), sameName})
	}
	return signs
}

// sameName says what is the same of two companies that have a name in common, today's or a former one.
func sameName(a, b *company) string {
	x, y := strings.Join(wordsOf(a.name), " "), strings.Join(wordsOf(b.name), " ")
	switch {
	case strings.EqualFold(a.name, b.name):
		return "their names are the same"
	case x == y:
		return "their names differ by capitals, accents, signs or the legal form only"
	}
	for _, way := range [][2]*company{{a, b}, {b, a}} {
		of, other := way[0], way[1]
		today := strings.Join(wordsOf(other.name), " ")
		if slices.ContainsFunc(of.former, func(name string) bool { return strings.Join(wordsOf(name), " ") == today }) {
			return fmt.Sprintf("%s was called as %s is today", of.name, other.name)
		}
		if slices.ContainsFunc(of.aliases, func(id string) bool { return strings.ReplaceAll(id, "-", " ") == today }) {
			return fmt.Sprintf("an alias of %s is the name of %s", of.name, other.name)
		}
	}
	return "they had a name in common"
}

// sameWords says that two names have the same words in another order.
func sameWords(a, b *company) string {
	if slices.Equal(wordsOf(a.name), wordsOf(b.name)) {
		return "" // that is said already
	}
	return "their names have the same words"
}

// leastNear is how many letters a name has in which one more or less, or another, may be a slip: in a shorter one it is another name.
const leastNear = 7

// nearName says that two names differ by one letter, or by two that were exchanged.
func nearName(a, b *company) string {
	x, y := strings.Join(wordsOf(a.name), ""), strings.Join(wordsOf(b.name), "")
	if x == y && !slices.Equal(wordsOf(a.name), wordsOf(b.name)) {
		return "their names differ by a space only"
	}
	if x == y || !diag.OneApart(x, y) || digits(x) != digits(y) { // of two years neither is a slip
		return ""
	}
	return "their names differ by one letter"
}

// digits are those of a text, in their order.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// without is a name, and the name without each of its letters: two names that differ by one letter, or by two exchanged ones, have one of these in
// common.
func without(name string) []string {
	runes := []rune(name)
	keys := []string{name}
	for i := range runes {
		keys = append(keys, string(runes[:i])+string(runes[i+1:]))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// siteOf is a website without what does not tell companies apart: scheme, www, capitals, query, and a slash at the end.
func siteOf(website string) string {
	u, err := url.Parse(website)
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	path := strings.TrimSuffix(u.Path, "/")
	for _, page := range []string{"/index.html", "/index.htm", "/home", "/en", "/de"} {
		path = strings.TrimSuffix(path, page)
	}
	return host + path
}

// legalForm are the legal forms at the end of names, and what else stands there without telling companies apart.
var legalForm = set("ab ag aps as asa bv co company corp corporation cv ev gmbh group gruppe holding inc incorporated kft kg kgaa kk limited llc llp lp ltd ltda mbh " +
	"nv oy oyj plc oo pte pty pvt sa sarl sas se sl sp spa srl srls sro ug z")

// filler are the words before a name that do not tell companies apart.
var filler = set("the die der das le la les el los")

// joiner are the words for & between others.
var joiner = set("and und et y e")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// wordsOf is a name as words in small letters without accents, signs and legal form: "Ünïon & Sons GmbH" is union sons. A name in another
// script stays, in its compatibility form.
func wordsOf(name string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(norm.NFKC.String(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && !unicode.IsMark(r)
	}) {
		w = strings.ReplaceAll(w, ".", "") // S.A. is SA
		if w == "" {
			continue
		}
		if slug := locale.Slug(w); !strings.HasPrefix(slug, "x-") {
			w = strings.ReplaceAll(slug, "-", "")
		} else {
			w = strings.ToLower(w)
		}
		words = append(words, w)
	}
	kept := words
	for len(kept) > 1 && legalForm[kept[len(kept)-1]] {
		kept = kept[:len(kept)-1]
	}
	for len(kept) > 1 && filler[kept[0]] {
		kept = kept[1:]
	}
	if len(kept) < 3 {
		return kept
	}
	return slices.DeleteFunc(slices.Clone(kept), func(w string) bool { return joiner[w] })
}
