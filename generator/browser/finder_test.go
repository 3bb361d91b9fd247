package browser_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/generator/plan"
)

// eventually waits until a page says yes, at most twenty seconds.
func (b *tab) eventually(what, condition string) {
	b.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		if evaluate[bool](b, `!!(`+condition+`)`) {
			return
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("it never came to pass: %s\n%s", what, evaluate[string](b, `document.querySelector('main').innerText.slice(0, 2000)`))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// goTo goes to an address of the site that may have a query.
func (b *tab) goTo(address string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(example.base+address)); err != nil {
		b.t.Fatalf("%s: %v", address, err)
	}
}

const ready = `document.querySelector('.finder')?.dataset.ready !== undefined`

// finder goes to the directory and waits until the search is there, with everything that it loads.
func (b *tab) finder(query string) {
	b.t.Helper()
	b.goTo("partners/" + query)
	evaluate[bool](b, `(document.querySelector('#finder-q').focus(), true)`)
	b.eventually("the search is ready", ready)
}

// TestMatching sees what the search takes for the same: accents, beginnings, typing errors, earlier names, parts and writing without spaces.
func TestMatching(t *testing.T) {
	b := open(t)
	b.finder("")
	const names = `['Ångström Energi', 'Straße & Söhne', '東京電力ホールディングス', 'Bright Water', 'Łódź Grid', 'Kettle Dara', 'Mara Holt']`
	for query, want := range map[string]string{
		"angstrom":   "Ångström Energi",
		"ÅNGSTRÖM":   "Ångström Energi",
		"ang":        "Ångström Energi",
		"angstrem":   "Ångström Energi", // another letter
		"agnstrom":   "Ångström Energi", // two of them swapped
		"angstroom":  "Ångström Energi", // one too many
		"energi an":  "Ångström Energi", // the parts in another order
		"strasse":    "Straße & Söhne",
		"lodz":       "Łódź Grid",
		"電力":         "東京電力ホールディングス",
		"東京電力":       "東京電力ホールディングス",
		"ﾎｰﾙ":        "東京電力ホールディングス", // half as wide
		"brightwat":  "Bright Water",
		"elder":      "Kettle Dara", // its earlier name
		"mar":        "Mara Holt",
		"mxr":        "", // too short for errors
		"京東電":        "",
		"angstrom x": "",
	} {
		got := evaluate[[]string](b, `(async () => {
  const m = await import(document.querySelector('.modules').dataset.match)
  const names = `+names+`
  const texts = m.lexicon()
  texts.add(names.slice(0, 2).map(n => [n])) // as they come, in parts
  texts.add(names.slice(2).map(n => n === 'Kettle Dara' ? [n, 'Elderflower'] : [n]))
  return m.find(texts, m.tokensOf(`+quote(query)+`)).map(i => names[i])
})()`)
		if strings.Join(got, " | ") != want {
			t.Errorf("%q finds %q, not %q", query, got, want)
		}
	}
	if h := evaluate[[]float64](b, `import(document.querySelector('.modules').dataset.match).then(m => [m.hash(''), m.hash('a'), m.hash('foobar')])`); h[0] != 0x811c9dc5 || h[1] != 0xe40c292c || h[2] != 0xbf9cf968 {
		t.Errorf("FNV-1a gives %v; its authors' vectors are others", h)
	}
	for day, monday := range map[string]string{"2026-01-04T23:59:00Z": "2025-12-29", "2026-01-05T00:00:00Z": "2026-01-05", "2026-01-11T23:00:00Z": "2026-01-05"} {
		if got := evaluate[string](b, `import(document.querySelector('.modules').dataset.match).then(m => m.mondayOf(new Date('`+day+`')))`); got != monday {
			t.Errorf("the Monday of %s is %s", day, got)
		}
	}
}

// What a page of results shows.
const (
	results  = `[...document.querySelectorAll('.found .partner-card h3')].map(h => h.textContent)`
	settled  = `!document.querySelector('.found').hasAttribute('aria-busy')`
	foundNow = `document.querySelector('.finder-count').textContent.replace(/\D/g, '')`
)

// TestSearch types a name with a mistake, goes back and forth, and comes again by the address.
func TestSearch(t *testing.T) {
	b := open(t)
	complaints := b.watch(example.base)
	b.finder("")
	all := evaluate[string](b, foundNow)
	name := evaluate[string](b, `document.querySelector('.listed .partner-card h3').textContent`)
	word := strings.Fields(name)[0]
	b.press(word[:len(word)-1] + "q") // a mistake in its last letter
	b.eventually("the partner is the first", `(`+results+`)[0] === `+quote(name))
	b.eventually("the address says so", `location.search.startsWith('?q=')`)
	b.eventually("its card is there", `document.querySelector('.found .summary').textContent !== ''`)
	b.eventually("a screen reader is told the number, once", `document.querySelector('.finder-bar [role=status]').textContent === document.querySelector('.finder-count').textContent`)
	if !evaluate[bool](b, `document.querySelector('.listed').hidden && !document.querySelector('.found').hidden`) {
		t.Error("the list of everybody is still there")
	}
	evaluate[bool](b, `(history.back(), true)`)
	b.eventually("everybody is back", `!document.querySelector('.listed').hidden && document.querySelector('.found').hidden && document.querySelector('#finder-q').value === ''`)
	if now := evaluate[string](b, foundNow); now != all {
		t.Errorf("after going back there are %s partners, not %s", now, all)
	}
	b.goTo("partners/?q=" + word)
	b.eventually("the address brings the results", `(`+results+`)[0] === `+quote(name)+` && document.querySelector('#finder-q').value === `+quote(word))
	for _, c := range complaints() {
		t.Error(c)
	}
	b.findings(page{kind: plan.Partners, address: "partners/"}, "policy", `window.violations`)
}

// TestPasted sees that a search that comes at once is in the address, too, and that a change of the language keeps it.
func TestPasted(t *testing.T) {
	b := open(t)
	b.goTo("partners/")
	evaluate[bool](b, `(document.querySelector('#finder-q').focus(), document.execCommand('insertText', false, 'meter'))`)
	b.eventually("the address says it", `location.search === '?q=meter'`)
	b.goTo("partners/?q=meter&tier=premier&sort=name")
	other := `document.querySelector('.languages a:not([aria-current])')`
	b.eventually("the other language has it", `(`+other+`.dispatchEvent(new PointerEvent('pointerover', {bubbles: true})), `+other+`.search === '?q=meter&tier=premier&sort=name')`)
	for _, address := range []string{"partners/compare/?p=a,b", "partners/shortlist/?p=a", "verify/?s=x"} {
		b.goTo(address)
		_, query, _ := strings.Cut(address, "?")
		b.eventually("the language keeps "+address, `(`+other+`.focus(), `+other+`.search === `+quote("?"+query)+`)`)
		evaluate[bool](b, `(document.activeElement.blur(), true)`)
	}
}

// TestCities sees that partners are found by the cities of their seat and their offices.
func TestCities(t *testing.T) {
	b := open(t)
	b.finder("")
	b.fill("#finder-q", "graz")
	b.eventually("the partner with an office there is found", `(`+results+`).includes('Brückmann & Thiele')`)
	b.fill("#finder-q", "agency freiburg")
	b.eventually("a city narrows, too", `(`+results+`).join() === 'Lastgang Kollektiv'`)
}

// TestWithin sees that a search from a page of one facet, or of a combination, stays within it.
func TestWithin(t *testing.T) {
	b := open(t)
	for address, query := range map[string]string{
		"partners/tier/premier/":              "?q=a&tier=premier",
		"partners/for/flexibility-in-europe/": "?q=a&specialty=flexibility&region=europe",
	} {
		b.goTo(address)
		b.fill("#finder-q", "a")
		evaluate[bool](b, `(document.querySelector('.finder').requestSubmit(), true)`)
		b.eventually("the directory is asked", `location.pathname === '/partners/'`)
		if got := evaluate[string](b, `location.search`); got != query {
			t.Errorf("from %s it is asked for %s, not %s", address, got, query)
		}
	}
}

// TestFallbackInRows sees that what a row of results has in another language is marked with it.
func TestFallbackInRows(t *testing.T) {
	b := open(t)
	b.goTo("de/partners/?sort=name")
	b.eventually("the rows are there", ready+` && `+settled)
	of := func(list string) map[string]string {
		return evaluate[map[string]string](b, `Object.fromEntries([...document.querySelectorAll('`+list+` .partner-card')].map(c => [c.querySelector('h3').textContent.trim(), c.querySelector('.summary [lang]')?.lang ?? '']))`)
	}
	listed, found, both, marked := of(".listed"), of(".found"), 0, 0
	for name, language := range found {
		if there, ok := listed[name]; ok {
			both++
			if language != there {
				t.Errorf("the results have the summary of %s in the language %q, the list in %q", name, language, there)
			}
		}
		if language == "en" {
			marked++
		}
	}
	if both == 0 || marked == 0 {
		t.Errorf("of the results %d are in the list, and %d have a summary in another language: the example has to have both", both, marked)
	}
}

// TestSearchElsewhere finds awards and case studies, too, and says what to loosen when nobody fits.
func TestSearchElsewhere(t *testing.T) {
	b := open(t)
	b.finder("")
	b.fill("#finder-q", "finalist zzzzzz")
	b.eventually("nobody is found", `document.querySelector('.found .empty')`)
	title := evaluate[string](b, `fetch(location.origin + '/case-studies/').then(r => r.text()).then(t => new DOMParser().parseFromString(t, 'text/html').querySelector('.study-card h3').textContent.trim())`)
	b.fill("#finder-q", title)
	b.eventually("the case study is found", `[...document.querySelectorAll('.also a')].some(a => a.textContent === `+quote(title)+`)`)
	category := evaluate[string](b, `fetch(location.origin + '/search/records-0.json').then(r => r.json()).then(r => r.awards[0][0])`)
	b.fill("#finder-q", category)
	b.eventually("the award is found", `[...document.querySelectorAll('.also a')].some(a => a.pathname.startsWith('/awards/'))`)
}

// TestFacets combines facets: each option says how many there would be, what would bring nobody cannot be chosen, and the counts hold.
func TestFacets(t *testing.T) {
	b := open(t)
	b.finder("")
	b.eventually("the facets have their counts", settled)
	const option = `[...document.querySelectorAll('.facets input[name=specialty]:not(:disabled)')]`
	const countOf = `(i => Number(i.closest('label').querySelector('.count').textContent))`
	want := evaluate[int](b, countOf+`(`+option+`[0])`)
	evaluate[bool](b, `(`+option+`[0].click(), true)`)
	b.eventually("the results are drawn", settled)
	if got := evaluate[int](b, `Number(`+foundNow+`)`); got != want {
		t.Errorf("an option promised %d partners, and there are %d", want, got)
	}
	if !evaluate[bool](b, `location.search === '?specialty=' + document.querySelector('.facets input:checked').value`) {
		t.Errorf("the address is %s", evaluate[string](b, `location.search`))
	}
	if bad := evaluate[int](b, `[...document.querySelectorAll('.facets input')].filter(i => i.disabled !== (`+countOf+`(i) === 0) && !i.checked).length`); bad > 0 {
		t.Errorf("%d options can be chosen and bring nobody, or the other way round", bad)
	}
	const countries = `[...document.querySelectorAll('.facets input[name=country]:not(:disabled)')]`
	want = evaluate[int](b, countOf+`(`+countries+`[0])`)
	evaluate[bool](b, `(`+countries+`[0].click(), true)`)
	b.eventually("the results are drawn", settled)
	if got := evaluate[int](b, `document.querySelectorAll('.found .partner-card').length`); got != want {
		t.Errorf("the second option promised %d partners, and there are %d", want, got)
	}
	evaluate[bool](b, `(history.back(), true)`)
	b.eventually("going back takes the second option away", `document.querySelectorAll('.facets input:checked').length === 1 && !location.search.includes('country')`)
	b.goTo("partners/?accepting=yes&won=yes&sort=awards")
	b.eventually("an address with several facets holds", ready+` && `+settled)
	won := evaluate[[]int](b, `[...document.querySelectorAll('.found .partner-card .wins b')].map(w => Number(w.textContent.replace(/\D/g, '')))`)
	for i := range won {
		if i > 0 && won[i] > won[i-1] {
			t.Errorf("most awards first: %v", won)
		}
	}
	if cards := evaluate[int](b, `document.querySelectorAll('.found .partner-card').length`); len(won) == 0 || cards != len(won) {
		t.Errorf("of %d partners that have won %d say so", cards, len(won))
	}
}

// TestFinderByKeyboard finds and narrows without a mouse: / goes to the field, Enter to the first result, and whoever stands on a
// facet's link stands on its box when the links become boxes.
func TestFinderByKeyboard(t *testing.T) {
	b := open(t)
	b.goTo("partners/")
	b.eventually("the page has its script", `document.querySelector('.finder')`)
	b.eventually("the slash goes to the field", `(document.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true, cancelable: true})), document.activeElement.id === 'finder-q')`)
	b.eventually("the search is ready", ready)
	b.press("a\r")
	b.eventually("Enter goes to the first result", `document.activeElement.closest('.found h3')`)

	b.goTo("partners/")
	evaluate[bool](b, `(document.querySelector('.facets a').focus(), true)`)
	b.eventually("the focus is on the box", `document.activeElement.matches('.facets input[type=checkbox]')`)
	b.eventually("the search is ready", ready)
	b.press(" ")
	b.eventually("the space bar chooses", `document.activeElement.checked && !document.querySelector('.found').hidden`)
}

// TestCompareAndShortlist keeps partners, compares them, passes them on and writes to them.
func TestCompareAndShortlist(t *testing.T) {
	needBrowser(t) // not beside others: what is kept is kept for all tabs
	b := tabOf(t)
	complaints := b.watch(example.base)
	b.goTo("partners/")
	evaluate[bool](b, `(localStorage.clear(), true)`)
	b.goTo("partners/")
	b.eventually("the buttons work", `(document.querySelectorAll('.listed [data-pick]')[0].click(), document.querySelector('.listed [data-pick]').ariaPressed === 'true' || (localStorage.clear(), false))`)
	evaluate[bool](b, `(document.querySelectorAll('.listed [data-pick]')[1].click(), true)`)
	ids := evaluate[[]string](b, `[...document.querySelectorAll('.listed [data-pick][aria-pressed=true]')].map(i => i.dataset.pick)`)
	if len(ids) != 2 || evaluate[bool](b, `document.querySelector('.tray').hidden`) {
		t.Fatalf("chosen are %v", ids)
	}
	if href := evaluate[string](b, `document.querySelector('.tray-compare').getAttribute('href')`); href != "/partners/compare/?p="+strings.Join(ids, ",") {
		t.Errorf("they are compared at %s", href)
	}

	b.goTo("partners/compare/?p=" + strings.Join(ids, ",") + ",nobody")
	b.eventually("both stand side by side", `document.querySelectorAll('.compare thead th').length === 2`)
	if rows := evaluate[int](b, `document.querySelectorAll('.compare tbody tr').length`); rows < 8 {
		t.Errorf("they are compared in %d rows", rows)
	}
	evaluate[bool](b, `(document.querySelector('.compare button').click(), true)`)
	b.eventually("one was taken out", `document.querySelectorAll('.compare thead th').length === 1 && location.search === '?p=`+ids[1]+`'`)
	evaluate[bool](b, `(history.back(), true)`)
	b.eventually("and came back", `document.querySelectorAll('.compare thead th').length === 2`)

	b.goTo("partners/shortlist/")
	b.eventually("both are on the list", `document.querySelector('.shortlist').dataset.ready !== undefined && document.querySelectorAll('.shortlisted .partner-card').length === 2`)
	mail := evaluate[string](b, `document.querySelector('.brief-mail')?.href ?? ''`)
	if !strings.HasPrefix(mail, "mailto:?bcc=") || !strings.Contains(mail, "%40") || !strings.Contains(mail, "&body=") {
		t.Errorf("the mail is %s", mail)
	}
	cells := evaluate[[]string](b, `import([...document.scripts].find(s => s.src.includes('shortlist')).src).then(m => ['=1+1', '+1', '-1', '@x', 'a"b', '\tx', 'Plain'].map(m.guarded))`)
	if got := strings.Join(cells, " "); got != `"'=1+1" "'+1" "'-1" "'@x" "a""b" "'`+"\tx\" \"Plain\"" {
		t.Errorf("the cells are %s", got)
	}
	evaluate[bool](b, `(localStorage.clear(), true)`)
	b.goTo("partners/shortlist/?p=" + ids[0])
	b.eventually("a shared list shows", `!document.querySelector('.shortlist-shared').hidden && document.querySelectorAll('.shortlisted .partner-card').length === 1`)
	if kept := evaluate[string](b, `localStorage.getItem('plaudit.shortlist') ?? ''`); kept != "" {
		t.Errorf("a shared list was kept without being asked: %s", kept)
	}
	evaluate[bool](b, `(document.querySelector('.shortlist-shared button').click(), true)`)
	b.eventually("it is kept", `localStorage.getItem('plaudit.shortlist') === '["`+ids[0]+`"]' && document.querySelector('.shortlist-shared').hidden`)
	evaluate[bool](b, `(document.querySelector('.shortlisted [data-pick]').click(), true)`)
	b.eventually("it is empty", `!document.querySelector('.shortlist-empty').hidden && document.querySelectorAll('.shortlisted .partner-card').length === 0`)
	for _, c := range complaints() {
		t.Error(c)
	}
}
