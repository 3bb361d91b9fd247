package generator

import (
	"crypto/sha256"
	"fmt"
	"path"
	"strings"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/picture"
	"github.com/plaudit/plaudit/generator/view"
)

// widths are those in which a picture is made for each use: those that podium's layouts show it in, on screens of one to three pixels
// for a CSS pixel.
var widths = map[view.Use]picture.Widths{
	view.Wide:     {WebP: []int{480, 800, 1200, 1600}, Fallback: 1200},
	view.Mark:     {WebP: []int{96, 192, 384, 768}, Fallback: 768},
	view.Portrait: {WebP: []int{96, 192, 384}, Fallback: 384},
}

// picture publishes a picture by its site path. Its address is known from what it is made of: it may be encoded later.
func (f *files) picture(sitePath string, use view.Use) (view.Published, bool) {
	if strings.HasPrefix(sitePath, "static/") {
		use = view.Whole // it keeps its address, and so stays as it is
	}
	one := f.get(fmt.Sprintf("%d:%s", use, sitePath), func(one *file) { f.makePicture(one, sitePath, use) })
	return one.shown, one.shown.Src != ""
}

func (f *files) makePicture(one *file, sitePath string, use view.Use) {
	below := strings.HasPrefix(sitePath, "assets/")
	if entry, ok := f.p.tree.Lookup(sitePath); ok && below && entry.Size > asset.MaxBytes {
		f.bad(sitePath, &asset.Error{Text: fmt.Sprintf("the picture has %d MB, more than %d", entry.Size>>20, asset.MaxBytes>>20)})
		return
	}
	data, ok := f.read(sitePath)
	if !ok {
		return
	}
	info, err := asset.Probe(path.Base(sitePath), data)
	if err != nil {
		f.bad(sitePath, err)
		return
	}
	one.shown.Width, one.shown.Height = info.Width, info.Height
	switch {
	case below && info.Format == asset.SVG:
		data = f.clean(&one.shown, sitePath, data)
		if data == nil {
			return
		}
	case below && !picture.Passed(info) && (use != view.Whole || info.Orientation != 1):
		f.variants(&one.shown, sitePath, use, info, data)
		return
	case below:
		data = picture.Strip(data)
	}
	f.put(one, sitePath, data)
	one.shown.Src = one.src
}

// bad reports a file that is no picture, or not a whole one.
func (f *files) bad(sitePath string, err error) {
	f.p.problems.Add(fileProblem(diag.BadImage, sitePath, err).WithHint("save the picture anew as PNG, JPEG, WebP or SVG, with the ending that fits"))
}

// clean gives a drawing as it is published; nil when it cannot be.
func (f *files) clean(shown *view.Published, sitePath string, data []byte) []byte {
	data, dropped, info, err := asset.CleanSVG(data)
	if err != nil {
		f.p.problems.Add(fileProblem(diag.BadImage, sitePath, err).WithHint("save the drawing anew as plain SVG"))
		return nil
	}
	for _, d := range dropped {
		f.p.problems.Add(diag.SanitizedSVG.New(diag.Position{File: sitePath, Line: d.Line, Column: d.Column}, "%s is left out of the published drawing", d.What).
			WithHint("save the drawing as plain SVG, without scripts, links to other files and embedded pages"))
	}
	shown.Width, shown.Height = int(info.Width+0.5), int(info.Height+0.5)
	shown.Tone = string(info.Tone)
	return data
}

// variants names the files that a picture is shown by, and sees to it that they are made.
func (f *files) variants(shown *view.Published, sitePath string, use view.Use, info asset.Picture, data []byte) {
	source := sha256.Sum256(data)
	facts, err := f.facts(source, info, data)
	if err != nil {
		f.bad(sitePath, err)
		return
	}
	if facts.Unsure != "" {
		f.p.problems.Add(diag.UnsureColors.New(diag.Position{File: sitePath}, "the picture's colours may come out wrong: %s", facts.Unsure).
			WithHint("save the picture with the colour profile sRGB"))
	}
	wanted, ok := widths[use]
	if !ok { // as it is, but upright
		wanted = picture.Widths{WebP: []int{info.Width}, Fallback: info.Width}
	}
	planned := picture.Plan(info, facts, wanted)
	if !ok {
		planned = planned[len(planned)-1:]
	}
	job := encoding{sitePath: sitePath, source: source, info: info}
	var candidates []string
	for _, planned := range planned {
		v := variant{File: planned, key: planned.Key(source)}
		v.out = "assets/" + variantName(sitePath, v)
		address := f.base + v.out
		if planned.Format == asset.WebP {
			candidates = append(candidates, fmt.Sprintf("%s %dw", address, planned.Width))
			shown.Width, shown.Height = planned.Width, planned.Height
		} else {
			shown.Src = address
		}
		f.get("out:"+v.out, func(*file) { job.variants = append(job.variants, v) }) // but once for all uses, and for equal pictures of one name
	}
	shown.WebP, shown.Tone = strings.Join(candidates, ", "), string(facts.Tone)
	f.encodings.add(job)
}

// variantName is the name of a file that is not made yet: what decides about its bytes stands for them.
func variantName(sitePath string, v variant) string {
	base := path.Base(sitePath)
	return asset.Name(fmt.Sprintf("%s-%d.%s", strings.TrimSuffix(base, path.Ext(base)), v.Width, v.Format), v.key[:])
}

// facts looks at a picture, or finds what was seen before.
func (f *files) facts(source [sha256.Size]byte, info asset.Picture, data []byte) (picture.Facts, error) {
	key := picture.FactsKey(source)
	if known, ok := f.p.cache.Get(key); ok {
		if facts, ok := picture.ParseFacts(known); ok {
			return facts, nil
		}
	}
	if info.Format != asset.JPEG { // of which only the head is looked at
		defer f.encodings.alone(info)()
	}
	facts, err := picture.Look(info, data)
	if err == nil {
		f.p.cache.Put(key, facts.Encode())
	}
	return facts, err
}
