package browser_test

import (
	"testing"

	"github.com/chromedp/cdproto/network"
)

// visited is a page with all that a reader may have done something to: more text than a screen holds, something to open and to fill in. It takes the place of the theme's.
const visited = `{{define "main"}}{{template "post" .}}
<details id="more"><summary>More</summary><p>Open</p></details>
<form method="post" action="https://forms.example/"><input name="who"><textarea name="what"></textarea><select name="which"><option>one<option>two</select><label><input type="checkbox" name="yes"> yes</label></form>
<p class="last">Below.</p>{{end}}
`

const pageTemplate = "themes/podium/templates/pages/page.html"

// long is the text of the page about: the reader stands in the middle of it.
const long = `---
title: About the awards
summary: Why we give them.
menu: true
---
FIRST are given once a year.

` + paragraphs + `

## In the middle

` + paragraphs

const (
	paragraph  = "They stand on the quay, and they look at what was built there in a year, which takes them the whole day, and at the end of it they know.\n\n"
	paragraphs = paragraph + paragraph + paragraph + paragraph + paragraph + paragraph + paragraph + paragraph + paragraph + paragraph + paragraph + paragraph
)

// act is what a reader does: the marker is lost if the page is loaded anew.
const act = `(() => {
  window.marker = true
  document.querySelector('#more').open = true
  document.querySelector('[name=what]').value = 'my words'
  document.querySelector('[name=which]').value = 'two'
  document.querySelector('[name=yes]').checked = true
  const who = document.querySelector('[name=who]')
  who.focus({preventScroll: true})
  who.value = 'Ada Quay'
  who.setSelectionRange(2, 5)
  document.querySelector('h2[id$=in-the-middle]').scrollIntoView({behavior: 'instant'})
  return true
})()`

// stays says what is not as act left it.
const stays = `(() => {
  const who = document.querySelector('[name=who]'), top = document.querySelector('h2[id$=in-the-middle]').getBoundingClientRect().top
  const as = {
    'the details are open': document.querySelector('#more').open,
    'the words are there': document.querySelector('[name=what]').value === 'my words',
    'the choice is there': document.querySelector('[name=which]').value === 'two',
    'the box is checked': document.querySelector('[name=yes]').checked,
    'the focus is there': document.activeElement === who,
    'the name is there': who.value === 'Ada Quay',
    'the selection is there': who.selectionStart === 2 && who.selectionEnd === 5,
    'the heading is where it was': Math.abs(top - window.top0) < 2,
    'the reader is not at the top': scrollY > 200,
  }
  return Object.keys(as).filter(name => !as[name])
})()`

// TestKept sees that a change of a text, of a template and of a style sheet shows, without a reload and without taking anything from the reader.
func TestKept(t *testing.T) {
	p := show(t, small, map[string]string{pageTemplate: visited, "content/pages/about.md": long})
	b := p.look("/about/")
	evaluate[bool](b, act)
	evaluate[float64](b, `window.top0 = document.querySelector('h2[id$=in-the-middle]').getBoundingClientRect().top`)
	still := func(change string) {
		t.Helper()
		if lost := evaluate[[]string](b, stays); len(lost) > 0 {
			t.Errorf("%s: not so any more: %q", change, lost)
		}
		if !evaluate[bool](b, `window.marker === true`) {
			t.Errorf("%s: the page was loaded anew", change)
		}
	}

	p.edit("content/pages/about.md", "FIRST are", "The awards, of which there are more and more, "+paragraph+"are")
	b.until(`document.body.innerText.includes('more and more')`)
	still("a text")

	p.edit(pageTemplate, "Below.", "Far below.")
	b.until(`document.querySelector('.last').textContent === 'Far below.'`)
	still("a template")

	p.save("themes/podium/assets/css/podium.css", "p { color: rgb(1, 2, 3) }\n")
	b.until(`getComputedStyle(document.querySelector('.last')).color === 'rgb(1, 2, 3)'`)
	if !evaluate[bool](b, `window.marker === true`) {
		t.Error("a style sheet: the page was loaded anew")
	}
	if n := evaluate[int](b, `document.querySelectorAll('link[rel=stylesheet][href*=podium]').length`); n != 1 {
		t.Errorf("there are %d sheets of the theme", n)
	}
	p.save("themes/podium/assets/css/podium.css", "p { color: rgb(4, 5, 6) }\n")
	b.until(`getComputedStyle(document.querySelector('.last')).color === 'rgb(4, 5, 6)'`)
	if !evaluate[bool](b, `window.marker === true && document.querySelector('[name=what]').value === 'my words'`) {
		t.Error("a style sheet, again: the page was loaded anew")
	}
}

// TestReloaded sees that a page with a script of its own is loaded anew, as such pages cannot be exchanged in place, and gives the reader everything back.
func TestReloaded(t *testing.T) {
	p := show(t, small, map[string]string{pageTemplate: visited, "content/pages/about.md": long, "static/own.js": "window.own = true\n"})
	p.edit(pageTemplate, "Below.</p>", `Below.</p><script src="/own.js"></script>`)
	b := tabOf(t)
	b.to(p.base + "about/")
	b.told()
	b.until(`window.own === true`)
	evaluate[bool](b, act)
	evaluate[bool](b, `(() => {
  sessionStorage.top0 = window.top0 = document.querySelector('h2[id$=in-the-middle]').getBoundingClientRect().top
  return true
})()`)
	p.edit("content/pages/about.md", "FIRST are", "The awards are")
	b.until(`window.own === true && window.marker === undefined && document.body.innerText.includes('The awards are')`)
	b.until(`(window.top0 = Number(sessionStorage.top0), ` + stays + `.length === 0)`)
}

// TestGone sees that a page whose file is deleted leads to the list that it was in, and says so.
func TestGone(t *testing.T) {
	p := show(t, small, nil)
	b := p.look("/updates/spring/")
	b.expected = "/updates/spring/" // the page asks for itself again, and is told that it is not there
	p.remove("content/updates/spring.md")
	b.until(`location.pathname !== '/updates/spring/'`)
	if at := evaluate[string](b, `location.pathname`); at != "/updates/" && at != "/" {
		t.Errorf("it leads to %s", at)
	}
	b.untilPreview(`this.querySelector('.note')?.textContent.includes('“Spring at the harbour” is gone')`)
}

// TestFollow sees that a browser goes to the page of the file just saved, when its reader wants that, and else does not.
func TestFollow(t *testing.T) {
	p := show(t, small, nil)
	b := p.look("/partners/quay/")
	p.edit("data/partners/mole.yaml", "a light hand", "a lighter hand")
	p.edit("data/partners/quay.yaml", "think ahead", "think far ahead")
	b.until(`document.body.innerText.includes('think far ahead')`)
	if at := evaluate[string](b, `location.pathname`); at != "/partners/quay/" {
		t.Fatalf("nobody asked it to follow, and it went to %s", at)
	}
	b.told() // a click on a page that is about to go is nobody's
	inPreview[bool](b, `(this.querySelector('.follow').click(), true)`)
	b.untilPreview(`this.querySelector('.follow').getAttribute('aria-pressed') === 'true'`)
	p.edit("data/partners/mole.yaml", "lighter hand", "very light hand")
	b.until(`location.pathname === '/partners/mole/' && document.body.innerText.includes('very light hand')`)
	b.told()
	p.edit("data/partners/quay.yaml", "far ahead", "years ahead")
	b.until(`location.pathname === '/partners/quay/' && document.body.innerText.includes('years ahead')`)
}

// TestNewerInTheCache sees that a page does not take itself for the newer one that another tab has put into the browser's cache before its own script came.
func TestNewerInTheCache(t *testing.T) {
	p := show(t, small, nil)
	b := tabOf(t)
	call(b, network.Enable, network.EnableParams{})
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: p.base + "_plaudit/*", Block: true}}})
	b.to(p.base + "partners/quay/")
	p.edit("data/partners/quay.yaml", "think ahead", "think far ahead")
	b.until(`fetch(location, {cache: 'reload'}).then(r => r.text()).then(text => text.includes('think far ahead'))`)
	if evaluate[bool](b, `document.body.innerText.includes('far ahead')`) {
		t.Fatal("the page is up to date already")
	}
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{})
	evaluate[bool](b, `import('/_plaudit/preview.js').then(() => true)`)
	b.until(`document.body.innerText.includes('think far ahead')`)
}
