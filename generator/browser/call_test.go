package browser_test

import (
	"encoding/json"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// call runs a command of the browser's protocol; an error ends the test.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// evaluate runs a script on the page and waits for its promise; an error ends the test.
func evaluate[T any](b *tab, script string) T {
	b.t.Helper()
	result, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

// findings runs a script that gives a list of what is wrong with the page, and reports each entry with the page's name.
func (b *tab) findings(p page, on, script string) {
	b.t.Helper()
	found := evaluate[[]string](b, script)
	const most = 8
	for i, f := range found {
		if i == most {
			b.t.Errorf("%s, %s: and %d more", p, on, len(found)-most)
			return
		}
		b.t.Errorf("%s, %s: %s", p, on, f)
	}
}

// quote gives a text as a literal of a script.
func quote(text string) string {
	literal, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(literal)
}
