package compare

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// settings compares what plaudit.yaml and data/programme/ say.
func (d *differ) settings() {
	add := func(what, text string, keys ...string) {
		d.add(Change{What: what, Kind: "site", Name: d.b.Title.S, Address: "/", Text: text, Keys: keys})
	}
	for _, tag := range d.b.Languages {
		if !slices.Contains(d.a.Languages, tag) {
			add(LanguageAdded, fmt.Sprintf("The site is there in %q, too.", tag), tag)
		}
	}
	for _, tag := range d.a.Languages {
		if !slices.Contains(d.b.Languages, tag) {
			add(LanguageRemoved, fmt.Sprintf("The site is not there in %q any more.", tag), tag)
		}
	}
	if d.a.Title.S != d.b.Title.S {
		d.add(Change{What: RecordRenamed, Kind: "site", Name: d.b.Title.S, Address: "/", Old: d.a.Title.S, New: d.b.Title.S, Text: fmt.Sprintf("The site %q is called %q now.", d.a.Title.S, d.b.Title.S)})
	}
	d.everywhere(SettingsChanged, "The site has other settings", settingsOf, func(keys []string) []Value {
		return append(values(d.a, d.b, apart, keys), values(&d.a.Options, &d.b.Options, preview, keys)...)
	})
	d.everywhere(ProgrammeChanged, "The programme says something else", programmeOf, func([]string) []Value { return nil })
}

// everywhere tells the keys under which two sites differ, in any language, and what they said and say.
func (d *differ) everywhere(what, text string, differ func(a, b *site.Site) []string, said func(keys []string) []Value) {
	keys := differ(d.a, d.b)
	short := said(keys)
	for _, s := range d.old.Whole.Sites[1:] {
		for _, other := range d.new.Whole.Sites[1:] {
			if s.Language != other.Language {
				continue
			}
			for _, key := range differ(s, other) {
				if !slices.Contains(keys, key) {
					keys = append(keys, key+" ("+s.Language+")")
				}
			}
		}
	}
	if len(keys) > 0 {
		d.add(Change{What: what, Kind: "site", Name: d.b.Title.S, Address: "/", Keys: keys, Values: short, Text: text + ": " + inWords(keys, short) + "."})
	}
}

// apart are the fields of a site that are no settings: records, which are compared one by one, what is found in them, and what has sentences of its own.
var apart = []string{"Language", "Languages", "Original", "Zone", "Title", "Options", "Partners", "Clients", "Tiers", "Specialties", "Industries", "Products", "Types", "Sizes", "Regions",
	"CountryTerms", "LanguageTerms", "Landing", "Categories", "Editions", "CaseStudies", "Updates", "Resources", "Events", "Pages", "Introductions", "Featured", "Rotation", "Programme",
	"Redirects", "Notices", "Gone", "Lock", "PartnerByID", "ClientByID", "EditionByID", "CategoryByID", "CaseStudyByID", "AwardByID"}

// What is told otherwise: that a site is a preview, and the press, which a site has as its own field.
var preview, press = []string{"Preview"}, []string{"Press"}

// settingsOf are the keys under which two sites of one language have other settings.
func settingsOf(a, b *site.Site) []string {
	keys := changed(a, b, apart)
	if a.Zone.String() != b.Zone.String() {
		keys = append(keys, "timezone")
	}
	for _, key := range changed(&a.Options, &b.Options, preview) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// programmeOf are the files of data/programme/ that say something else.
func programmeOf(a, b *site.Site) []string { return changed(&a.Programme, &b.Programme, press) }

// featured tells who stands in the slots of the home page; where those are the same, that the record of who stood there is another one.
func (d *differ) featured() {
	was, is := slots(d.a), slots(d.b)
	c := Change{What: FeaturedChanged, Kind: "site", Name: d.b.Title.S, Address: "/featured/", Old: strings.Join(was, ", "), New: strings.Join(is, ", ")}
	switch {
	case slices.Equal(was, is) && same(rotation(d.a), rotation(d.b)):
		return
	case slices.Equal(was, is):
		c.Text = "The order of featured partners, or the table of their days, is another one."
	case len(is) == 0:
		c.Text = "No partner is featured any more."
	default:
		c.Text = "Featured partners are " + strings.Join(is, ", ") + "."
	}
	d.add(c)
}

// rotation is all that a site says of who is eligible, in its order, and of who stood in a slot.
func rotation(s *site.Site) []any { return []any{s.Featured, s.Rotation} }

func slots(s *site.Site) []string {
	var names []string
	for _, p := range s.Featured[:min(len(s.Featured), max(0, s.FeaturedSlots))] {
		names = append(names, p.Name.S)
	}
	return names
}

// addresses finds what answered before and does not any more, or leads elsewhere. Pages after the first of a list are no addresses that anybody
// keeps, and what is in a language that is gone is told by that.
func (d *differ) addresses() {
	told := map[string]bool{} // an address in the site's own language, and what became of it
	for _, original := range []bool{true, false} {
		for _, o := range d.old.Plan.Outputs {
			if !o.HTML || o.Site.Original != original || o.Number > 1 || o.Kind == plan.Withheld || o.Kind == plan.Gone || !slices.Contains(d.b.Languages, o.Site.Language) {
				continue
			}
			c, ok := d.address(o)
			if !ok {
				continue
			}
			key := c.What + " " + strings.TrimPrefix(o.Address, plan.AddressesOf(o.Site).Home())
			if original {
				told[key] = true
			} else if told[key] {
				continue
			}
			d.add(c)
		}
	}
}

// address says what became of the address of a page, if it is not one any more.
func (d *differ) address(o *plan.Output) (Change, bool) {
	c := Change{Kind: "address", ID: slash(o.Address), Name: slash(o.Address), Address: slash(o.Address), Old: slash(o.Address)}
	if now, ok := d.new.Plan.At(o.Path); ok {
		switch {
		case now.Kind == plan.Withheld, now.Kind == plan.Gone:
			c.What, c.Text = AddressEnded, fmt.Sprintf("%s says that the page is no longer available.", c.ID)
			return c, true
		case now.Kind == plan.Redirect && o.Kind != plan.Redirect:
			c.What, c.New = AddressMoved, now.Subject.(plan.Target).To
			c.Text = fmt.Sprintf("%s leads to %s now.", c.ID, c.New)
			return c, true
		}
		return c, false
	}
	for _, r := range d.new.Plan.Redirects {
		if prefix, ok := strings.CutSuffix(r.From, "*"); ok && strings.HasPrefix(c.ID, prefix) {
			c.What, c.New = AddressMoved, r.To
			if to, ok := strings.CutSuffix(r.To, "*"); ok {
				c.New = to + strings.TrimPrefix(c.ID, prefix)
			}
			c.Text = fmt.Sprintf("%s leads to %s now.", c.ID, c.New)
			return c, true
		}
	}
	c.What, c.Text = AddressLost, fmt.Sprintf("Nothing answers at %s any more.", c.ID)
	return c, true
}

// files compares pictures that a published record or text names, files that are copied, and the site's own theme.
func (d *differ) files() {
	if d.old.Files == nil || d.new.Files == nil {
		return
	}
	was, is := shown(d.old), shown(d.new)
	paths := maps.Clone(was)
	maps.Copy(paths, is)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		before, now := d.old.Files[path], d.new.Files[path]
		c := Change{Kind: "file", ID: path, Name: path}
		switch {
		case before == now || strings.HasPrefix(path, "assets/") && (!was[path] || !is[path]):
			continue // a picture that came or went with its record is told by that
		case before == "":
			c.What, c.Text = FileAdded, fmt.Sprintf("The file %s is new.", path)
		case now == "":
			c.What, c.Text = FileRemoved, fmt.Sprintf("The file %s is gone.", path)
		default:
			c.What, c.Text = FileChanged, fmt.Sprintf("The file %s has other content.", path)
		}
		if rest, ok := strings.CutPrefix(path, "static/"); ok {
			c.Address = "/" + rest
		}
		d.add(c)
	}
}

// shown are the files of a side that the published site shows or is made with: everything but pictures that only something withheld names.
func shown(side Side) map[string]bool {
	var everything strings.Builder
	for _, s := range side.Whole.Sites {
		a := plan.AddressesOf(s)
		for _, k := range append([]kind{awards}, kinds...) {
			for _, x := range k.items(s, a) {
				texts(&everything, reflect.ValueOf(x.value).Elem())
			}
		}
		texts(&everything, reflect.ValueOf(s.Options))
		texts(&everything, reflect.ValueOf(s.Programme))
		for _, p := range partsOf(reflect.TypeOf(*s), apart) {
			texts(&everything, reflect.ValueOf(s).Elem().FieldByIndex(p.index))
		}
	}
	text := everything.String()
	files := map[string]bool{}
	for path := range side.Files {
		if below, picture := strings.CutPrefix(path, "assets/"); !picture || strings.Contains(text, below) {
			files[path] = true
		}
	}
	return files
}

// texts writes all texts within a value, each in a line. Of other records that it names there is nothing: their own texts are theirs.
func texts(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		b.WriteString(v.String())
		b.WriteByte('\n')
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && !(v.Kind() == reflect.Pointer && isRecord(v.Type().Elem())) {
			texts(b, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(b, v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() { // in any order: it is only searched
			texts(b, v.MapIndex(key))
		}
	case reflect.Struct:
		if v.Type() == timeType {
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !slices.Contains(nowhere, f.Type) {
				texts(b, v.Field(i))
			}
		}
	}
}
