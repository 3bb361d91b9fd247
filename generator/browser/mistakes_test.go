package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestPanel sees what becomes of a mistake: the page stays, the panel says what is wrong, where, and what to do; it can be hidden and shown again, and goes by itself
// when the mistake is mended.
func TestPanel(t *testing.T) {
	p := show(t, small, nil)
	b := p.look("/partners/quay/")
	evaluate[bool](b, `window.marker = true`)
	p.edit("data/partners/quay.yaml", "website:", "wesbite:")
	b.untilPreview(`!this.querySelector('#panel').hidden && this.activeElement?.closest('#panel') != null`)

	if name := b.dialog(); name != "A mistake keeps your change from showing" {
		t.Errorf("the dialog's name is %q", name)
	}
	said := inPreview[string](b, `this.querySelector('#panel').innerText`)
	for _, want := range []string{"data/partners/quay.yaml line 6", `There is no key "wesbite" here.`, "wesbite: https://quay.example/", `What to do: Did you mean "website"?`, "VS Code", "Copy path"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing of %q in:\n%s", want, said)
		}
	}
	if marked := inPreview[string](b, `this.querySelector('mark').textContent`); marked != "wesbite" {
		t.Errorf("%q is marked", marked)
	}
	if !evaluate[bool](b, `window.marker === true && document.querySelector('h1').textContent.includes('Quay & Sons')`) {
		t.Error("the page did not stay")
	}

	// Its own order: from the place to what can be done, and on to the end of the panel.
	var order []string
	for range 6 {
		order = append(order, inPreview[string](b, `(this.activeElement?.innerText ?? '').trim()`))
		b.press("\t")
	}
	if got := strings.Join(order, " | "); got != "data/partners/quay.yaml line 6 | More about this | VS Code | JetBrains | Copy path | Hide for now" {
		t.Errorf("the focus goes: %s", got)
	}

	b.press("\x1b")
	b.untilPreview(`this.querySelector('#panel').hidden`)
	if now := inPreview[string](b, `this.activeElement?.className`); now != "status error" {
		t.Errorf("after Escape the focus is at %q", now)
	}
	b.press("\r")
	b.untilPreview(`!this.querySelector('#panel').hidden`)

	p.edit("data/partners/quay.yaml", "wesbite:", "website:")
	b.untilPreview(`this.querySelector('#panel').hidden && this.querySelector('.status').textContent === 'All good'`)
	if !evaluate[bool](b, `window.marker === true`) {
		t.Error("the page was loaded anew")
	}
}

// dialog is the name of the one dialog on the page, as assistive technology has it.
func (b *tab) dialog() string {
	b.t.Helper()
	root := call(b, runtime.Evaluate, runtime.EvaluateParams{Expression: `document.documentElement`})
	found := call(b, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: root.Result.ObjectID, Role: "dialog"})
	if len(found.Nodes) != 1 || found.Nodes[0].Name == nil {
		b.t.Fatalf("there are %d dialogs", len(found.Nodes))
	}
	return strings.Trim(string(found.Nodes[0].Name.Value), `"`)
}

// TestPanelOfAPageWithFocus sees that a reader who types somewhere is not interrupted: the panel comes, and the focus stays.
func TestPanelOfAPageWithFocus(t *testing.T) {
	p := show(t, small, map[string]string{pageTemplate: visited})
	b := p.look("/about/")
	evaluate[bool](b, `(document.querySelector('[name=who]').focus(), true)`)
	p.edit("data/partners/mole.yaml", "tier: silver", "tier: sliver")
	b.untilPreview(`!this.querySelector('#panel').hidden`)
	b.press("Ada")
	if got := evaluate[string](b, `document.activeElement.name + ' ' + document.activeElement.value`); got != "who Ada" {
		t.Errorf("the focus is at %q", got)
	}
	// A mistake that is hidden comes back when there is another one.
	b.press("\x1b")
	b.untilPreview(`this.querySelector('#panel').hidden`)
	p.edit("data/partners/quay.yaml", "tier: gold", "tier: glod")
	b.untilPreview(`!this.querySelector('#panel').hidden && this.querySelector('.problem .file').textContent === 'data/partners/quay.yaml'`)
	if got := evaluate[string](b, `document.activeElement.name`); got != "who" {
		t.Errorf("the focus is at %q", got)
	}
}

// TestPanelContrast sees that what the panel and the desk say can be read, in the light and the dark, and that they fit on a phone.
func TestPanelContrast(t *testing.T) {
	p := show(t, small, nil)
	b := p.look("/partners/quay/")
	desk := p.look("/_plaudit/")
	p.save("data/partners/quay.yaml", "name: Quay & Sons\ntier: glod\nsummary: Cranes.\ncountry: XX\nnmae: x\n")
	p.save("content/updates/spring.md", "---\ntitle: Spring\nsummary: A link.\ndate: 2025-05-02\n---\nSee [nothing](/nowhere/).\n")
	b.untilPreview(`this.querySelectorAll('#panel .problem').length > 2`)
	desk.until(`document.querySelectorAll('#problems .problem').length > 2 && document.querySelectorAll('#outputs tbody tr').length > 2`)
	for _, s := range []screen{{width: 1280}, {width: 1280, dark: true}, {width: 390}, {width: 390, dark: true}} {
		b.emulate(s)
		desk.emulate(s)
		root, _ := b.shadow()
		found, err := chromedp.Run(b.ctx, chromedp.CallFunctionOn[[]string](`function () { return (`+contrast+`)(this.querySelector('.root')) }`, func(p *runtime.CallFunctionOnParams) { p.ObjectID = root }))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range append(found, evaluate[[]string](desk, `(`+contrast+`)()`)...) {
			t.Errorf("%s: %s", s, f)
		}
		if !inPreview[bool](b, `(box => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight)(this.querySelector('#panel').getBoundingClientRect())`) {
			t.Errorf("%s: the panel does not fit", s)
		}
		if wide := evaluate[int](desk, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
			t.Errorf("%s: the desk is %d pixels too wide", s, wide)
		}
	}
}

// TestTemplateBrokenAtStart sees that a page which could never be made says so, and is there when its template is mended.
func TestTemplateBrokenAtStart(t *testing.T) {
	p := show(t, small, map[string]string{pageTemplate: `{{define "main"}}<p>{{.Misspelt}}</p>{{end}}`})
	b := tabOf(t)
	b.to(p.base + "about/")
	b.untilPreview(`!this.querySelector('#panel').hidden && this.querySelector('#panel').innerText.includes('` + pageTemplate + ` line 1')`)
	if h := evaluate[string](b, `document.querySelector('h1').textContent`); h != "This page cannot be made" {
		t.Errorf("it says %q", h)
	}
	p.save(pageTemplate, visited)
	b.until(`document.querySelector('h1').textContent === 'About the awards' && document.querySelector('#more') !== null`)
	b.untilPreview(`this.querySelector('#panel').hidden`)
}

// TestBrokenAtStart sees that a site that was broken when the preview began says so on whatever is there, and becomes a site when it is mended.
func TestBrokenAtStart(t *testing.T) {
	p := show(t, small, map[string]string{"plaudit.yaml": "title: [\n"})
	b := tabOf(t)
	b.to(p.base)
	b.untilPreview(`!this.querySelector('#panel').hidden && this.querySelector('#panel').innerText.includes('plaudit.yaml line ')`)
	p.save("plaudit.yaml", "title: Harbour Awards\nbase_url: https://awards.harbour.example/\norganization: {name: Harbour, url: \"https://harbour.example/\", email: partners@harbour.example}\ntimezone: Europe/Berlin\n")
	b.until(`document.querySelector('h1')?.textContent === 'Harbour Awards'`)
	b.untilPreview(`this.querySelector('#panel').hidden`)
}
