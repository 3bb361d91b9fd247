package site

import (
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
)

// overlaid gives the records of first with their texts in another language: those that the translation has, marked with
// its tag; all others stay as they are, unmarked. Records without a translation are shared, not copied.
func overlaid(first *linker, tag string) *record.Records {
	all := *first.records
	o := overlay{first: first, tag: tag, problems: first.problems, fields: map[reflect.Type][]textField{}}
	o.config(&all.Config)
	from := first.records.Translations[tag]
	if from == nil {
		return &all
	}
	all.Partners = overlayList(&o, all.Partners, from.Partners, first.ids.partners)
	all.Clients = overlayList(&o, all.Clients, from.Clients, first.ids.clients)
	all.Tiers = overlayList(&o, all.Tiers, from.Tiers, first.ids.tiers)
	all.Categories = overlayList(&o, all.Categories, from.Categories, first.ids.categories)
	all.Editions = overlayList(&o, all.Editions, from.Editions, first.ids.editions)
	all.CaseStudies = overlayList(&o, all.CaseStudies, from.CaseStudies, first.ids.caseStudies)
	all.Pages = overlayList(&o, all.Pages, from.Pages, first.ids.pages)
	all.Updates = overlayList(&o, all.Updates, from.Updates, first.ids.updates)
	all.Resources = overlayList(&o, all.Resources, from.Resources, first.ids.resources)
	all.Events = overlayList(&o, all.Events, from.Events, first.ids.events)
	o.terms(&all.Terms, &from.Terms)
	o.programme(&all.Programme, &from.Programme)
	return &all
}

// overlay puts the texts of one language over the records.
type overlay struct {
	first    *linker
	tag      string
	problems *diag.List
	fields   map[reflect.Type][]textField
}

// overlayList puts translations over the records of their ids.
func overlayList[T any](o *overlay, list, from []*T, ids *idsOf) []*T {
	if len(from) == 0 {
		return list
	}
	place := make(map[string]int, len(list))
	for i, r := range list {
		place[headOf(reflect.ValueOf(r).Elem()).Id.S] = i
	}
	list = slices.Clone(list)
	seen := map[string]bool{}
	for _, t := range from {
		src := reflect.ValueOf(t).Elem()
		h := headOf(src)
		i, known := place[h.Id.S]
		if !known {
			o.noOriginal(*h, ids)
			continue
		}
		if seen[h.Id.S] {
			o.problems.Add(diag.DuplicateID.New(h.Position(), "the translation of the %s %q is there twice", ids.kind, h.Id.S).WithHint("delete one of them"))
			continue
		}
		seen[h.Id.S] = true
		r := *list[i]
		o.withholds(reflect.ValueOf(&r).Elem(), src, h.File)
		o.merge(reflect.ValueOf(&r).Elem(), src, h.File)
		if e, ok := any(&r).(*record.Edition); ok {
			o.results(e, any(t).(*record.Edition))
		}
		list[i] = &r
	}
	return list
}

func (o *overlay) noOriginal(h record.Head, ids *idsOf) {
	if h.Id.S == "" {
		return // decode has said so
	}
	d := diag.NoOriginal.New(h.Position(), "there is no %s %q to translate", ids.kind, h.Id.S)
	if near := ids.didYouMean(h.Id.S); near != "" {
		o.problems.Add(d.WithHint("%s", near))
		return
	}
	o.problems.Add(d.WithHint("a translation has the id of its original; write that first"))
}

// headOf is the Head of a record, also of one that embeds a Post; nil when it has none.
func headOf(v reflect.Value) *record.Head {
	f := v.FieldByName("Head")
	if !f.IsValid() || f.Type() != headType {
		return nil
	}
	return f.Addr().Interface().(*record.Head)
}

// textField is a field that is, or holds, a text to translate.
type textField struct {
	index int
	leaf  bool // a Text, a Markdown or a list of one of them
}

var (
	textType     = reflect.TypeFor[record.Text]()
	markdownType = reflect.TypeFor[record.Markdown]()
	resultType   = reflect.TypeFor[record.Result]()
)

// fieldsOf finds the texts of a record type by the tag `text`; a body has no key and no tag.
func (o *overlay) fieldsOf(t reflect.Type) []textField {
	if known, ok := o.fields[t]; ok {
		return known
	}
	o.fields[t] = nil
	var list []textField
	for i := range t.NumField() {
		f := t.Field(i)
		kind := f.Type
		if kind.Kind() == reflect.Slice {
			kind = kind.Elem()
		}
		switch {
		case !f.IsExported() || kind.Kind() != reflect.Struct || kind == headType || kind == resultType:
		case kind == textType || kind == markdownType:
			_, options, _ := strings.Cut(f.Tag.Get("key"), ",")
			if slices.Contains(strings.Split(options, ","), "text") || f.Name == "Body" && kind == markdownType {
				list = append(list, textField{i, true})
			}
		case len(o.fieldsOf(kind)) > 0:
			list = append(list, textField{i, false})
		}
	}
	o.fields[t] = list
	return list
}

// merge puts the texts of src over those of dst, a copy of the original's record.
func (o *overlay) merge(dst, src reflect.Value, file string) {
	if h := headOf(dst); h != nil {
		h.Overlay = file
	}
	for _, f := range o.fieldsOf(dst.Type()) {
		to, from := dst.Field(f.index), src.Field(f.index)
		switch {
		case to.Kind() == reflect.Slice && from.Len() > 0:
			o.mergeList(to, from, f.leaf, file)
		case to.Kind() == reflect.Slice:
		case f.leaf:
			o.put(to, from)
		default:
			o.merge(to, from, file)
		}
	}
}

// put takes a translated text, if there is one and its original.
func (o *overlay) put(to, from reflect.Value) {
	var text *record.Text
	if to.Type() == markdownType {
		text = &from.Addr().Interface().(*record.Markdown).Text
	} else {
		text = from.Addr().Interface().(*record.Text)
	}
	if text.S == "" {
		return
	}
	to.Set(from)
	if to.Type() == markdownType {
		to.Addr().Interface().(*record.Markdown).Translate()
	} else {
		to.Addr().Interface().(*record.Text).Translate()
	}
}

// mergeList puts one list over another: entries by their ids, others by position.
func (o *overlay) mergeList(to, from reflect.Value, leaf bool, file string) {
	list := reflect.MakeSlice(to.Type(), to.Len(), to.Len())
	reflect.Copy(list, to)
	to.Set(list)
	if !leaf && idOf(from.Index(0)) != "" {
		place := map[string]int{}
		var ids []string
		for i := range list.Len() {
			id := idOf(list.Index(i))
			place[id] = i
			ids = append(ids, id)
		}
		for i := range from.Len() {
			id := idOf(from.Index(i))
			k, known := place[id]
			if !known {
				d := diag.NoOriginal.New(placeOf(from.Index(i)).In(file), "there is no entry %q to translate", id)
				if near := diag.DidYouMean(id, ids); near != "" {
					d = d.WithHint("%s", near)
				}
				o.problems.Add(d)
				continue
			}
			o.merge(list.Index(k), from.Index(i), file)
		}
		return
	}
	if from.Len() != list.Len() {
		o.problems.Add(diag.TranslationShape.New(placeOf(from.Index(0)).In(file), "the list is %d long, its original %d", from.Len(), list.Len()).
			WithHint("entries without ids match by position: translate every one, in the same order"))
	}
	for i := range min(from.Len(), list.Len()) {
		if leaf {
			o.put(list.Index(i), from.Index(i))
		} else {
			o.merge(list.Index(i), from.Index(i), file)
		}
	}
}

// idOf is the id of an entry; empty when it has none.
func idOf(v reflect.Value) string {
	if h := headOf(v); h != nil {
		return h.Id.S
	}
	if f := v.FieldByName("ID"); f.IsValid() {
		if id, ok := f.Interface().(record.ID); ok {
			return id.S
		}
	}
	return ""
}

// placeOf is where an entry of a list begins.
func placeOf(v reflect.Value) record.At {
	if h := headOf(v); h != nil {
		return h.Here
	}
	if f := v.FieldByName("At"); f.IsValid() {
		if at, ok := f.Interface().(record.At); ok {
			return at
		}
	}
	return record.At{}
}

// results translates the results of an edition. One with an id means the award of that id, default ids included; one in a
// file of its own the original's file; all others match by position, and then the lists must be equally long.
func (o *overlay) results(e *record.Edition, from *record.Edition) {
	if len(from.Results) == 0 {
		return
	}
	// The results of the original, and where each stands; the copy shares nothing with it.
	e.Results = slices.Clone(e.Results)
	place := map[*record.Result]int{}
	byFile := map[string]int{}
	var listed []int // those of the edition's own file
	for _, original := range o.first.records.Editions {
		if original.Id.S != e.Id.S {
			continue
		}
		for i := range original.Results {
			r := &original.Results[i]
			place[r] = i
			if r.File == original.File {
				listed = append(listed, i)
			} else {
				byFile[r.File] = i
			}
		}
	}
	var unnamed []*record.Result
	named := false
	for i := range from.Results {
		t := &from.Results[i]
		if k, ok := byFile[originalFile(t.File)]; ok && strings.HasSuffix(t.File, ".md") {
			o.result(e, k, t)
			continue
		}
		if t.Id.S == "" {
			unnamed = append(unnamed, t)
			continue
		}
		named = true
		k, found := -1, false
		for _, x := range o.first.byAnyID()[t.Id.S] {
			if k, found = place[x.r]; found {
				break
			}
		}
		if !found {
			d := diag.NoOriginal.New(t.Position(), "there is no award %q to translate", t.Id.S)
			if near := o.first.ids.awards.didYouMean(t.Id.S); near != "" {
				d = d.WithHint("%s", near)
			}
			o.problems.Add(d)
			continue
		}
		o.result(e, k, t)
	}
	if named || len(unnamed) < len(listed) { // what says that there is no award has no id; its category is enough
		unnamed = slices.DeleteFunc(unnamed, func(t *record.Result) bool {
			k := slices.IndexFunc(e.Results, func(r record.Result) bool { return r.None.V && r.Category.S == t.Category.S })
			if !t.None.V || k < 0 {
				return false
			}
			o.result(e, k, t)
			return true
		})
	}
	if len(unnamed) == 0 {
		return
	}
	if named || len(unnamed) != len(listed) {
		o.problems.Add(diag.TranslationShape.New(unnamed[0].Position(), "results without ids match by position, but %d of them stand for %d", len(unnamed), len(listed)).
			WithHint("name each award by its `id`, or translate every result in the same order"))
		return
	}
	for i, t := range unnamed {
		o.result(e, listed[i], t)
	}
}

func (o *overlay) result(e *record.Edition, i int, t *record.Result) {
	o.withholds(reflect.ValueOf(&e.Results[i]).Elem(), reflect.ValueOf(t).Elem(), t.File)
	o.merge(reflect.ValueOf(&e.Results[i]).Elem(), reflect.ValueOf(t).Elem(), t.File)
}

// originalFile is the file that another translates: a/b.de.md belongs to a/b.md.
func originalFile(file string) string {
	dot := strings.LastIndexByte(file, '.')
	if dot < 0 {
		return file
	}
	base, ending := file[:dot], file[dot:]
	slash, tag := strings.LastIndexByte(base, '/'), strings.IndexByte(base[strings.LastIndexByte(base, '/')+1:], '.')
	if tag < 0 {
		return file
	}
	return base[:slash+1+tag] + ending
}

// terms translates the terms of data/terms.yaml. A built-in region and a term of an open taxonomy can have a name, too.
func (o *overlay) terms(to, from *record.Terms) {
	if from.File == "" {
		return
	}
	names := map[string]record.Text{}
	list := func(key string, list *[]record.Term, more []record.Term) {
		*list = slices.Clone(*list)
		for i := range more {
			t := &more[i]
			k := slices.IndexFunc(*list, func(x record.Term) bool { return x.Id.S == t.Id.S })
			switch {
			case k >= 0:
				o.merge(reflect.ValueOf(&(*list)[k]).Elem(), reflect.ValueOf(t).Elem(), from.File)
			case !to.Closed[key]:
				name := t.Name
				name.Translate()
				names[key+"/"+t.Id.S] = name
			default:
				ids := newIDs("term", key, "")
				for _, x := range *list {
					ids.at[x.Id.S] = x.Position()
				}
				o.noOriginal(t.Head, ids)
			}
		}
	}
	list("specialties", &to.Specialties, from.Specialties)
	list("industries", &to.Industries, from.Industries)
	list("products", &to.Products, from.Products)
	list("types", &to.Types, from.Types)
	to.Sizes = slices.Clone(to.Sizes)
	for i := range from.Sizes {
		t := &from.Sizes[i]
		if k := slices.IndexFunc(to.Sizes, func(x record.Size) bool { return x.Id.S == t.Id.S }); k >= 0 {
			o.merge(reflect.ValueOf(&to.Sizes[k]).Elem(), reflect.ValueOf(t).Elem(), from.File)
		} else {
			o.noOriginal(t.Head, newIDs("size", "sizes", ""))
		}
	}
	to.Regions = slices.Clone(to.Regions)
	for i := range from.Regions {
		t := &from.Regions[i]
		k := slices.IndexFunc(to.Regions, func(x record.Region) bool { return x.Id.S == t.Id.S })
		switch {
		case k >= 0:
			o.merge(reflect.ValueOf(&to.Regions[k]).Elem(), reflect.ValueOf(t).Elem(), from.File)
		case slices.Contains(locale.Regions(), t.Id.S):
			name := t.Name
			name.Translate()
			names["regions/"+t.Id.S] = name
		default:
			o.noOriginal(t.Head, o.first.ids.regions)
		}
	}
	o.first.shared.termNames[o.tag] = names
}

// programme translates the files of data/programme/.
func (o *overlay) programme(to, from *record.Programme) {
	dst, src := reflect.ValueOf(to).Elem(), reflect.ValueOf(from).Elem()
	for _, f := range o.fieldsOf(dst.Type()) {
		d, s := dst.Field(f.index), src.Field(f.index)
		if d.Kind() == reflect.Slice {
			if s.Len() > 0 {
				o.mergeList(d, s, false, headOf(s.Index(0)).File)
			}
			continue
		}
		head := headOf(s)
		switch {
		case head.File == "":
		case headOf(d).File == "":
			o.problems.Add(diag.NoOriginal.New(diag.Position{File: head.File}, "there is no %s to translate", originalFile(head.File)).WithHint("write the original first"))
		default:
			o.merge(d, s, head.File)
		}
	}
}

// config puts the texts that plaudit.yaml has for a language over those of the site. A list replaces the original's.
func (o *overlay) config(c *record.Config) {
	i := slices.IndexFunc(c.Languages, func(x record.SiteLanguage) bool { return x.Tag.S == o.tag })
	if i < 0 {
		return
	}
	t := c.Languages[i]
	take := func(to *record.Text, from record.Text) {
		if from.S != "" {
			*to = from
			to.Translate()
		}
	}
	take(&c.Title, t.Title)
	take(&c.Organization.Name, t.Organization.Name)
	if t.Organization.URL.S != "" {
		c.Organization.URL = t.Organization.URL
	}
	if len(t.Menu) > 0 {
		c.Menu = slices.Clone(t.Menu)
		for k := range c.Menu {
			c.Menu[k].Label.Translate()
		}
	}
	if t.CTA.Label.S != "" || t.CTA.URL.S != "" || t.CTA.Text.S != "" {
		url := c.CTA.URL
		take(&c.CTA.Text, t.CTA.Text)
		take(&c.CTA.Label, t.CTA.Label)
		if c.CTA.URL = url; t.CTA.URL.S != "" {
			c.CTA.URL = t.CTA.URL
		}
	}
	if len(t.Testimonials) > 0 {
		c.Testimonials = slices.Clone(t.Testimonials)
		for k := range c.Testimonials {
			c.Testimonials[k].Text.Translate()
			c.Testimonials[k].Role.Translate()
		}
	}
}
