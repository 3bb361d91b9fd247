package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// viewer looks at a preview.
type viewer struct {
	address, site string
	count         int
	every, most   time.Duration     // how often it looks when it hears of nothing, and for how long
	original      map[string]string // texts of files, before they were edited
	news          chan struct{}     // has something in it after a change
	tab           context.Context
	shown         string // page in the tab
}

func fetch(address string) ([]byte, error) {
	r, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", address, r.Status)
	}
	return data, err
}

// checked waits until all pages of the newest state were looked at.
func (v *viewer) checked(most time.Duration) error {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		data, err := fetch(v.address + "/_plaudit/state")
		if err != nil {
			return err
		}
		var state struct{ Checked bool }
		if err := json.Unmarshal(data, &state); err != nil {
			return err
		}
		if state.Checked {
			return nil
		}
	}
	return errors.New("the check of all pages does not end")
}

// listen hears of changes, as a page does.
func (v *viewer) listen() error {
	r, err := http.Get(v.address + "/_plaudit/events")
	if err != nil {
		return err
	}
	v.news = make(chan struct{}, 1)
	go func() {
		defer r.Body.Close()
		lines := bufio.NewScanner(r.Body)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "event: state") {
				select {
				case v.news <- struct{}{}:
				default:
				}
			}
		}
	}()
	return nil
}

// times saves a kind some times, each after a pause, and gives what each save gives, in milliseconds.
func (v *viewer) times(k saved, edits int, pause time.Duration, save func(saved) (float64, error)) (all []float64, err error) {
	for range edits {
		time.Sleep(pause)
		ms, err := save(k)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", k.name, err)
		}
		all = append(all, ms)
	}
	return all, nil
}

// paint measures in a browser, after all else, so that the browser takes nothing from what is measured over HTTP, and adds two cells to each kind's row.
func (v *viewer) paint(kinds []saved, rows [][]string, edits int, pause time.Duration) error {
	tab, stop, err := openTab()
	if err != nil {
		return err
	}
	defer stop()
	v.tab = tab
	for i, k := range kinds {
		painted, err := v.times(k, edits, pause, v.savePainted)
		if err != nil {
			return err
		}
		rows[i] = append(rows[i], percentile(painted, 50), percentile(painted, 95))
		fmt.Fprintf(os.Stderr, "%s\n", strings.Join(rows[i], "  "))
	}
	return nil
}

// write saves a file by rename with words that it never had, and gives them and when it was in place.
func (v *viewer) write(k saved) (words string, begin time.Time, err error) {
	v.count++
	words = fmt.Sprintf("saved-%d-now", v.count)
	name := filepath.Join(v.site, filepath.FromSlash(k.file))
	if v.original[name] == "" {
		data, err := os.ReadFile(name)
		if err != nil {
			return "", time.Time{}, err
		}
		v.original[name] = string(data)
	}
	if err := os.WriteFile(name+".tmp", []byte(k.edit(v.original[name], words)), 0o644); err != nil {
		return "", time.Time{}, err
	}
	err = os.Rename(name+".tmp", name)
	return words, time.Now(), err
}

// save saves a file and gives the milliseconds until the first byte of the page that has it came.
func (v *viewer) save(k saved) (float64, error) {
	select {
	case <-v.news:
	default:
	}
	words, begin, err := v.write(k)
	if err != nil {
		return 0, err
	}
	for end := begin.Add(v.most); time.Now().Before(end); {
		first, found, err := v.has(k, words)
		if err != nil {
			return 0, err
		}
		if found {
			return first.Sub(begin).Seconds() * 1000, nil
		}
		select {
		case <-v.news:
		case <-time.After(v.every):
		}
	}
	return 0, fmt.Errorf("the page %s does not show %s", k.page, words)
}

// savePainted saves a file and gives the milliseconds until the browser has painted it.
func (v *viewer) savePainted(k saved) (float64, error) {
	if err := v.show(k); err != nil {
		return 0, err
	}
	words, begin, err := v.write(k)
	if err != nil {
		return 0, err
	}
	return v.painted(k, words, begin)
}

// has says whether the page, or a style sheet of it, has words, and when the first byte of it came.
func (v *viewer) has(k saved, words string) (first time.Time, found bool, err error) {
	get := func(address string) (time.Time, string, error) {
		r, err := http.Get(address)
		if err != nil {
			return time.Time{}, "", err
		}
		defer r.Body.Close()
		first := time.Now() // the head of the answer is there
		data, err := io.ReadAll(r.Body)
		return first, string(data), err
	}
	first, text, err := get(v.address + k.page)
	if err != nil || k.name != sheet {
		return first, strings.Contains(text, words), err
	}
	for _, link := range regexp.MustCompile(`href="?(/assets/podium[^"> ]*\.css)`).FindAllStringSubmatch(text, -1) {
		if first, text, err = get(v.address + link[1]); err != nil || strings.Contains(text, words) {
			return first, err == nil, err
		}
	}
	return first, false, nil
}

// openTab starts a browser without a window.
func openTab() (tab context.Context, stop func(), err error) {
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocated, end := chromedp.NewExecAllocator(context.Background(), options...)
	tab, leave := chromedp.NewContext(allocated)
	return tab, func() {
		leave()
		end()
	}, chromedp.Do(tab)
}

// show has a kind's page in the browser.
func (v *viewer) show(k saved) error {
	if v.shown == k.page {
		return nil
	}
	v.shown = k.page
	err := chromedp.Do(v.tab, chromedp.Navigate(v.address+k.page))
	time.Sleep(time.Second) // until its client listens
	return err
}

// painted waits until the browser has painted words, and gives the milliseconds since begin.
func (v *viewer) painted(k saved, words string, begin time.Time) (float64, error) {
	there := fmt.Sprintf("document.documentElement.textContent.includes(%q) || document.body?.dataset.saved === %[1]q", words)
	if k.name == sheet {
		there = fmt.Sprintf("[...document.styleSheets].some((s) => [...s.cssRules].some((r) => r.selectorText === %q))", "."+words)
	}
	script := fmt.Sprintf(`(async () => {
		for (;;) {
			if (%s) break;
			await new Promise((done) => setTimeout(done, 1));
		}
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		return performance.timeOrigin + performance.now();
	})()`, there)
	for end := begin.Add(time.Minute); time.Now().Before(end); {
		at, err := chromedp.Run(v.tab, chromedp.Evaluate[float64](script, chromedp.EvalAwaitPromise))
		if err == nil {
			return at - float64(begin.UnixMicro())/1000, nil
		}
		if v.tab.Err() != nil {
			return 0, err
		} // else the page was loaded anew meanwhile
	}
	return 0, fmt.Errorf("the browser does not show %s at %s", words, k.page)
}
