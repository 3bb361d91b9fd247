package browser_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestTypedNumber types numbers into the page of benchmarks: each row says in which quarter it stands and marks it, nothing is sent, and
// what was typed can be taken back. Without its script the page has no such field.
func TestTypedNumber(t *testing.T) {
	b := open(t)
	i := slices.IndexFunc(example.pages, func(p page) bool { return p.kind == plan.Benchmarks && p.language == original() })
	if i < 0 {
		t.Fatal("the example site has no benchmarks")
	}
	p := example.pages[i]
	b.visit(p)
	const typed = `(value => {
  const sent = performance.getEntriesByType('resource').length
  const box = document.querySelector('.mine'), table = box.parentElement.querySelector('table'), row = table.querySelector('tr[data-median]')
  const input = box.querySelector('input')
  input.value = value === 'median' ? row.dataset.median : value
  input.dispatchEvent(new Event('input'))
  const cells = [...table.querySelectorAll('tr[data-median] > :last-child')]
  return [box.hidden, cells.filter(c => !c.hidden).length === cells.length, row.lastElementChild.textContent, table.querySelectorAll('.typed').length === cells.length,
    performance.getEntriesByType('resource').length - sent].join(' | ')
})`
	for value, wanted := range map[string]string{
		"-1000":   "false | true | in the lowest quarter | true | 0",
		"median":  "false | true | in the third quarter | true | 0",
		"1000000": "false | true | in the highest quarter | true | 0",
		"":        "false | false |  | false | 0",
	} {
		if got := evaluate[string](b, typed+"('"+value+"')"); got != wanted {
			t.Errorf("%q: %s, not %s", value, got, wanted)
		}
	}
	source := evaluate[string](b, `fetch(location).then(r => r.text())`)
	if start := strings.Index(source, `class="mine"`); start < 0 || !strings.Contains(source[start:start+strings.IndexByte(source[start:], '>')+1], " hidden>") {
		t.Error("the field is there before its script is")
	}
}
