package site

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// checkPlaces goes over every date and every picture of the records: times that a clock change skips or repeats, and
// pictures that are not there.
func (l *linker) checkPlaces() {
	w := walker{plans: map[reflect.Type]*walkPlan{}, date: l.checkTime}
	if l.records.Files != nil {
		files := &pictures{files: l.records.Files}
		w.picture = func(file string, p *record.Picture) { l.checkPicture(files, file, p) }
	} else {
		w.picture = func(string, *record.Picture) {}
	}
	r := l.records
	w.walk(reflect.ValueOf(&r.Config).Elem(), r.Config.File)
	w.walk(reflect.ValueOf(&r.Programme).Elem(), "")
	walkAll(&w, r.Partners)
	walkAll(&w, r.Clients)
	walkAll(&w, r.Tiers)
	walkAll(&w, r.Categories)
	walkAll(&w, r.Editions)
	walkAll(&w, r.CaseStudies)
	walkAll(&w, r.Pages)
	walkAll(&w, r.Updates)
	walkAll(&w, r.Resources)
	walkAll(&w, r.Events)
}

func walkAll[T any](w *walker, list []*T) {
	for _, r := range list {
		w.walk(reflect.ValueOf(r).Elem(), "")
	}
}

func (l *linker) checkTime(file string, d *record.Date) {
	gap, overlap := d.InClockChange(l.zone)
	what := "exists twice"
	if gap {
		what = "does not exist"
	}
	if gap || overlap {
		l.problems.Add(diag.ClockChange.New(d.In(file), "%04d-%02d-%02dT%02d:%02d %s in %s, since the clocks change", d.Year, d.Month, d.Day, d.Hour, d.Minute, what, l.zone).
			WithHint("add the offset, such as +02:00, or Z for UTC"))
	}
}

// pictures finds the nearest file to one that is not there: in the same folder, or of the same name elsewhere.
type pictures struct {
	files  map[string]record.FileInfo
	near   map[string][]string // by folder and by name
	listed bool
}

func (p *pictures) nearest(file string) string {
	if !p.listed {
		p.listed, p.near = true, map[string][]string{}
		for name := range p.files {
			p.near[path.Dir(name)+"/"] = append(p.near[path.Dir(name)+"/"], name)
			p.near[path.Base(name)] = append(p.near[path.Base(name)], name)
		}
		for _, names := range p.near {
			slices.Sort(names)
		}
	}
	if same := p.near[path.Base(file)]; len(same) > 0 {
		return same[0]
	}
	return diag.Nearest(file, p.near[path.Dir(file)+"/"])
}

func (l *linker) checkPicture(p *pictures, file string, ref *record.Picture) {
	name, err := sitepath.Asset(ref.S)
	if err != nil {
		return // decode has said so
	}
	if _, ok := p.files[name]; ok {
		return
	}
	hint := "add the file " + name + ", or correct the path"
	if near := p.nearest(name); near != "" {
		if rest, ok := strings.CutPrefix(near, "static"); ok {
			near = rest
		}
		hint = `did you mean "` + strings.TrimPrefix(near, "assets/") + `"?`
	}
	l.problems.Add(diag.MissingImage.New(ref.In(file), "there is no file %s", name).WithWidth(len([]rune(ref.S))).WithHint("%s", hint))
}

// walker visits the dates and pictures of records. It finds out once for each type where they are.
type walker struct {
	plans   map[reflect.Type]*walkPlan
	date    func(file string, d *record.Date)
	picture func(file string, p *record.Picture)
}

// walkPlan says which fields of a struct are to be visited.
type walkPlan struct {
	head    []int // of a Head in it, also in an embedded struct; nil without
	dates   []int
	images  []int
	structs []walkAt
	slices  []walkAt
}

// walkAt is a field with a struct, or a list of structs.
type walkAt struct {
	index int
	plan  *walkPlan
}

func (p *walkPlan) empty() bool {
	return len(p.dates)+len(p.images)+len(p.structs)+len(p.slices) == 0
}

var (
	dateType    = reflect.TypeFor[record.Date]()
	pictureType = reflect.TypeFor[record.Picture]()
	headType    = reflect.TypeFor[record.Head]()
)

func (w *walker) plan(t reflect.Type) *walkPlan {
	if p := w.plans[t]; p != nil {
		return p
	}
	p := &walkPlan{}
	w.plans[t] = p
	if f, ok := t.FieldByName("Head"); ok && f.Type == headType {
		p.head = f.Index
	}
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case !f.IsExported(), f.Type == headType:
		case f.Type == dateType:
			p.dates = append(p.dates, i)
		case f.Type == pictureType:
			p.images = append(p.images, i)
		case f.Type.Kind() == reflect.Struct:
			if inner := w.plan(f.Type); !inner.empty() {
				p.structs = append(p.structs, walkAt{i, inner})
			}
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			if inner := w.plan(f.Type.Elem()); !inner.empty() {
				p.slices = append(p.slices, walkAt{i, inner})
			}
		}
	}
	return p
}

func (w *walker) walk(v reflect.Value, file string) { w.visit(w.plan(v.Type()), v, file) }

func (w *walker) visit(p *walkPlan, v reflect.Value, file string) {
	if p.head != nil {
		if f := v.FieldByIndex(p.head).Addr().Interface().(*record.Head).File; f != "" {
			file = f
		}
	}
	for _, i := range p.dates {
		if d := v.Field(i).Addr().Interface().(*record.Date); d.Precision == record.Minute {
			w.date(file, d)
		}
	}
	for _, i := range p.images {
		if d := v.Field(i).Addr().Interface().(*record.Picture); d.S != "" {
			w.picture(file, d)
		}
	}
	for _, f := range p.structs {
		w.visit(f.plan, v.Field(f.index), file)
	}
	for _, f := range p.slices {
		list := v.Field(f.index)
		for k := range list.Len() {
			w.visit(f.plan, list.Index(k), file)
		}
	}
}
