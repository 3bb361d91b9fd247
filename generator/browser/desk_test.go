package browser_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDesk works through the desk of the example site as an editor does.
func TestDesk(t *testing.T) {
	p := show(t, large, nil)
	b := p.look("/_plaudit/?page=/partners/corvane/")
	b.until(`document.querySelector('#sum').textContent.includes('The site can be published as it is.') && document.querySelectorAll('#outputs tbody tr').length === 100`)

	row := func(section, of string) string {
		t.Helper()
		return evaluate[string](b, `[...document.querySelectorAll('#`+section+` :is(tbody tr, .people > li)')].find(row => row.innerText.includes(`+quote(of)+`))?.innerText ?? ''`)
	}
	for _, c := range []struct{ section, of, want string }{
		{"withheld", "Tobias Ehrenfried", "under the embargo of its edition"},
		{"withheld", "Tobias Ehrenfried", "13 May 2027 at 19:30"},
		{"withheld", "Tobias Ehrenfried", "content/awards/2027/champion-embargoed.md line 2"},
		{"withheld", "A baseline for district cooling", "It is a draft."},
		{"work", "Åkerlund Flöde", "has no case study"},
		{"translations", "A winter peak that the members voted down", "everything"},
		{"translations", "A winter peak that the members voted down", "content/case-studies/tallgrass-demand-response.md line 2"}, // what can be opened is there
		{"translations", "A winter peak that the members voted down", "content/case-studies/tallgrass-demand-response.de.md"},
		{"rebuilds", "the preview began", "good"},
	} {
		if got := row(c.section, c.of); !strings.Contains(got, c.want) {
			t.Errorf("%s: nothing of %q in %q", c.section, c.want, got)
		}
	}

	b.fill("#work-q", "åkerlund")
	b.until(`[...document.querySelectorAll('#work .people h3')].map(h => h.textContent).join() === 'Åkerlund Flöde'`)
	b.fill("#outputs-q", "partners/corvane/index")
	b.until(`document.querySelectorAll('#outputs tbody tr').length === 2 && [...document.querySelectorAll('#outputs .address')].every(a => a.pathname.endsWith('/partners/corvane/'))`)
	b.click("#outputs .more")
	b.until(`document.querySelector('#outputs .origin code')?.textContent === 'themes/podium/templates/pages/partner.html'`)
	if made := evaluate[string](b, `document.querySelector('#outputs .origin').innerText`); !strings.Contains(made, "themes/podium/templates/base.html") || !strings.Contains(made, "kB") {
		t.Errorf("what the page is made of: %q", made)
	}
	b.fill("#outputs-q", "_headers")
	b.until(`document.querySelectorAll('#outputs tbody tr').length === 1 && !document.querySelector('#outputs .address')`)

	sideBySide(p, b)

	// An edit shows up in all of it, and so does a mistake.
	p.edit("data/partners/corvane.yaml", "Market and data consultancy", "Consultancy of markets")
	b.until(framesSay(`d.body.innerText.includes('Consultancy of markets')`))
	b.until(`document.querySelector('#rebuilds tbody tr').innerText.includes('data/partners/corvane.yaml')`)
	p.edit("data/partners/corvane.yaml", "city: Bristol", "citty: Bristol")
	b.until(`document.title.startsWith('(1) The desk') && document.querySelector('#problems .problem')?.innerText.includes('Did you mean "city"?')`)
	p.edit("data/partners/corvane.yaml", "citty: Bristol", "city: Bristol")
	b.until(`document.title.startsWith('The desk') && !document.querySelector('#problems .problem')`)
}

// sideBySide shows a page in all its frames, each of its own width and the last as it is printed, and follows a link in one of them.
func sideBySide(p *preview, b *tab) {
	p.t.Helper()
	b.click("#view-form .button")
	b.until(framesSay(`w.location.pathname === '/partners/corvane/' && d.readyState === 'complete' && d.querySelector('h1')?.textContent === 'Corvane'`))
	if widths := evaluate[string](b, `Array.from(frames).map(w => w.innerWidth).join(' ')`); widths != "390 1280 390 1280 658" {
		p.t.Errorf("the frames are as wide as %s", widths)
	}
	b.until(`(menus => menus.join() === 'true,true,true,true,false')(Array.from(frames).map(w => w.document.querySelector('nav.menu').checkVisibility()))`)
	if shown := evaluate[string](b, `Array.from(frames).map(w => w.document.querySelectorAll('plaudit-preview').length).join('')`); shown != "00000" {
		p.t.Error("the pill is in the frames, too")
	}
	evaluate[bool](b, `(frames[1].document.querySelector('nav.menu a[href="/awards/"]').click(), true)`)
	b.until(framesSay(`w.location.pathname === '/awards/' && d.readyState === 'complete'`))
	b.fill("#view-path", "/partners/corvane/")
	b.click("#view-form .button")
	b.until(framesSay(`w.location.pathname === '/partners/corvane/' && d.readyState === 'complete'`))
}

// framesSay is a script that says whether something is so in each of the desk's five frames; w is its window, d the page in it.
func framesSay(what string) string {
	return `frames.length === 5 && Array.from(frames).every(w => (d => ` + what + `)(w.document))`
}

// fill types into a field, in the place of what was there.
func (b *tab) fill(field, text string) {
	b.t.Helper()
	evaluate[bool](b, `(f => (f.value = `+quote(text)+`, f.dispatchEvent(new Event('input', {bubbles: true}))))(document.querySelector(`+quote(field)+`))`)
}

func (b *tab) click(what string) {
	b.t.Helper()
	evaluate[bool](b, `(document.querySelector(`+quote(what)+`).click(), true)`)
}

// TestAsOf sees the site as it will be: what is embargoed now is there, a bar says which time that is, and leads back. Other previews stay in the present.
func TestAsOf(t *testing.T) {
	p := show(t, large, nil)
	b := p.look("/_plaudit/")
	const award = "awards/2027/champion/tobias-ehrenfried/"
	there := func() int { return evaluate[int](b, `fetch('/`+award+`', {method: 'HEAD'}).then(r => r.status)`) }
	b.until(`document.querySelector('#withheld tbody a.aside') !== null`)
	b.expected = award
	if status := there(); status != 404 {
		t.Fatalf("before the embargo ends: %d", status)
	}
	evaluate[bool](b, `([...document.querySelectorAll('#withheld tbody tr')].find(row => row.innerText.includes('Tobias Ehrenfried')).querySelector('a.aside').click(), true)`)
	b.untilPreview(`this.querySelector('.bar').innerText.includes('You see the site as of 13 May 2027 at 19:30. Back to now')`)
	b.to(p.base + award)
	b.told()
	if h := evaluate[string](b, `document.querySelector('h1').textContent`); h != "Tobias Ehrenfried" {
		t.Errorf("the page is %q", h)
	}

	desk := p.look("/_plaudit/")
	desk.until(`document.querySelector('#bar').innerText.includes('You see the site as of 13 May 2027 at 19:30')`)
	desk.until(`document.querySelector('#withheld tbody') && ![...document.querySelectorAll('#withheld tbody tr')].some(row => row.innerText.includes('Tobias Ehrenfried'))`)

	inPreview[bool](b, `(this.querySelector('.bar a').click(), true)`)
	b.untilPreview(`this.querySelector('.bar').hidden`)
	if status := there(); status != 404 {
		t.Errorf("back in the present: %d", status)
	}
}

// TestDate chooses a date on the page itself.
func TestDate(t *testing.T) {
	p := show(t, small, map[string]string{"content/updates/later.md": "---\ntitle: Later\nsummary: Not yet.\ndate: 2027-01-10\n---\nSoon.\n"})
	b, other := p.look("/updates/"), show2(p)
	inPreview[bool](b, `(this.querySelector('[aria-controls=date]').click(), true)`)
	if !inPreview[bool](b, `!this.querySelector('#date').hidden && this.activeElement?.id === 'as-of'`) {
		t.Fatal("the form does not open")
	}
	inPreview[bool](b, `(this.querySelector('#as-of').value = '2027-01-15T12:00', this.querySelector('#date').requestSubmit(), true)`)
	b.until(`location.pathname === '/updates/' && location.search === '' && document.body.innerText.includes('Later')`)
	b.untilPreview(`this.querySelector('.bar').innerText.includes('15 January 2027 at 12:00')`)
	// What is saved meanwhile is seen as of that date, too.
	p.edit("content/updates/later.md", "title: Later", "title: Much later")
	b.until(`document.body.innerText.includes('Much later')`)
	if asOf := evaluate[string](other, `fetch('/_plaudit/state').then(r => r.json()).then(s => s.as_of)`); asOf != "" {
		t.Errorf("another preview shows the site as of %s", asOf)
	}
}

// show2 looks at another preview of the same folder.
func show2(p *preview) *tab {
	other := *p
	other.begin()
	return other.look("/")
}

// TestNoPreviewInABuild sees that nothing of the preview is in what a build publishes (attack 38).
func TestNoPreviewInABuild(t *testing.T) {
	needBrowser(t)
	t.Parallel()
	files := 0
	err := filepath.WalkDir(example.out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), "_plaudit") || strings.Contains(string(data), "plaudit-preview") {
			t.Errorf("%s speaks of the preview", path)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files, %v", files, err)
	}
}
