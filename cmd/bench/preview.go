package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/themes"
)

// previewing is a run of `bench preview` or `bench servers`: how soon a preview shows what was saved.
type previewing struct {
	setting
	sizes   []int
	edits   int           // of each kind
	pause   time.Duration // between edits
	more    int           // edits of all kinds in turns afterwards, before memory is read; of plaudit only
	browser bool          // until it is painted, too; of plaudit only
}

// saved is a kind of edit.
type saved struct {
	name string
	file string                          // below the site's folder
	page string                          // root-relative address that shows it
	edit func(text, words string) string // gives the file's text with words in it
}

// preview measures sites of several sizes and prints a table, also when the context ends before the rest.
func preview(ctx context.Context, p previewing, w io.Writer) (err error) {
	dir, remove, err := workFolder(p.dir)
	if err != nil {
		return err
	}
	defer remove(&err)
	program, err := theProgram(p.program, dir)
	if err != nil {
		return err
	}
	latency := table{head: []string{"partners", "saved", "first byte of the new page: p50, ms", "p95, ms", "most, ms"}, left: 2}
	if p.browser {
		latency.head = append(latency.head, "painted: p50, ms", "p95, ms")
	}
	other := table{head: []string{"partners", "ready after, s", "memory at rest, MB", fmt.Sprintf("at rest after %d edits, MB", p.more), "most, MB"}, left: 1}
	for _, n := range p.sizes {
		if ctx.Err() != nil {
			break
		}
		site := filepath.Join(dir, fmt.Sprintf("site-%d", n))
		if err := makeCorpus(site, n, p.seed); err != nil {
			return err
		}
		if err := eject(site); err != nil {
			return err
		}
		rows, row, err := p.one(ctx, program, site, n)
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			return fmt.Errorf("%d partners: %w", n, err)
		}
		latency.rows, other.rows = append(latency.rows, rows...), append(other.rows, row)
	}
	return errors.Join(show(w, p.markdown, p.tables(latency, other)), ctx.Err())
}

func (p previewing) tables(latency, other table) tables {
	return tables{machine() + fmt.Sprintf("; %d edits of each kind, %s apart", p.edits, p.pause), []table{latency, other}, nil}
}

// one measures one site. When the context ends, the server does, and so does all that waits for it.
func (p previewing) one(ctx context.Context, program, site string, n int) (rows [][]string, row []string, err error) {
	begin := time.Now()
	cmd := exec.CommandContext(ctx, program, "serve", "--site", site, "--port", "0", "--now", "2026-11-26T10:00:00Z", "--cache", filepath.Join(filepath.Dir(site), "cache"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	lines := bufio.NewScanner(out)
	address := ""
	for address == "" && lines.Scan() {
		address = regexp.MustCompile(`http://\S+`).FindString(lines.Text())
	}
	if address == "" {
		return nil, nil, errors.New("the preview did not start")
	}
	go io.Copy(io.Discard, out)
	if _, err := fetch(address); err != nil {
		return nil, nil, err
	}
	ready := time.Since(begin)
	v := &viewer{address: strings.TrimSuffix(address, "/"), site: site, original: map[string]string{}, every: time.Second, most: time.Minute}
	if err := v.checked(10 * time.Minute); err != nil {
		return nil, nil, err
	}
	if err := v.listen(); err != nil {
		return nil, nil, err
	}
	first := atRest(cmd.Process.Pid)
	kinds, err := v.kinds()
	if err != nil {
		return nil, nil, err
	}
	for _, k := range kinds {
		first, err := v.times(k, p.edits, p.pause, v.save)
		if err != nil {
			return nil, nil, err
		}
		rows = append(rows, []string{fmt.Sprint(n), k.name, percentile(first, 50), percentile(first, 95), percentile(first, 100)})
		fmt.Fprintf(os.Stderr, "%s\n", strings.Join(rows[len(rows)-1], "  "))
	}
	if p.browser {
		if err := v.paint(kinds, rows, p.edits, p.pause); err != nil {
			return nil, nil, err
		}
	}
	for i := range p.more {
		if _, err := v.save(kinds[i%len(kinds)]); err != nil {
			return nil, nil, err
		}
	}
	if err := v.checked(10 * time.Minute); err != nil {
		return nil, nil, err
	}
	after := atRest(cmd.Process.Pid)
	_, most := resident(cmd.Process.Pid)
	return rows, []string{fmt.Sprint(n), fmt.Sprintf("%.2f", ready.Seconds()), megabytes(first), megabytes(after), megabytes(most)}, nil
}

func megabytes(n int64) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f", float64(n)/1e6)
}

// percentile shows the value that so many per cent of some do not exceed.
func percentile(values []float64, percent int) string {
	values = slices.Sorted(slices.Values(values))
	return fmt.Sprintf("%.1f", values[max(0, (len(values)*percent+99)/100-1)])
}

// resident is what a process holds in memory, and the most that it has held, in bytes, as Linux tells in proc_pid_status(5); 0 elsewhere.
func resident(pid int) (now, most int64) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(data)) {
		_, _ = fmt.Sscanf(line, "VmRSS: %d kB", &now)
		_, _ = fmt.Sscanf(line, "VmHWM: %d kB", &most)
	}
	return now << 10, most << 10
}

// atRest is what a preview holds in memory, in bytes, three seconds after there was something to do.
func atRest(pid int) int64 {
	time.Sleep(3 * time.Second)
	now, _ := resident(pid)
	return now
}

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

// kinds are the edits that are measured.
func (v *viewer) kinds() ([]saved, error) {
	award, err := v.firstAward()
	if err != nil {
		return nil, err
	}
	behind := func(key string) func(text, words string) string { // words in the first text of a key
		re := regexp.MustCompile(`(?m)^(\s*` + key + `:\s*(?:[|>][-+0-9]*\n\s*)?"?)`)
		return func(text, words string) string {
			at := re.FindStringIndex(text)
			if at == nil {
				return text
			}
			return text[:at[1]] + words + " " + text[at[1]:]
		}
	}
	partner := "/partners/" + partnerID(1) + "/"
	return []saved{
		{"a partner's record", "data/partners/00/" + partnerID(1) + ".yaml", partner, behind("summary")},
		{"a case study", "content/case-studies/" + storyID(1) + ".md", "/case-studies/" + storyID(1) + "/", func(text, words string) string { return text + "\n\n" + words + ".\n" }},
		{"the newest edition's results", "data/awards/2026.yaml", award, behind("citation")},
		{"a template", ownFiles[0], partner, func(text, words string) string {
			return strings.Replace(text, "<body", `<body data-saved="`+words+`"`, 1)
		}},
		{sheet, ownFiles[1], partner, func(text, words string) string { return text + "\n." + words + "{order:1}\n" }},
		{"plaudit.yaml", "plaudit.yaml", partner, behind("title")},
	}, nil
}

// sheet is the kind of edit whose words are not in the page, but in a style sheet of it.
const sheet = "a style sheet"

// ownFiles are those of the theme that the site has itself, so that they can be edited.
var ownFiles = []string{"themes/podium/templates/base.html", "themes/podium/assets/css/podium.css"}

// eject puts the theme's files into the site.
func eject(site string) error {
	for _, name := range ownFiles {
		data, err := fs.ReadFile(themes.FS(), strings.TrimPrefix(name, "themes/"))
		if err != nil {
			return err
		}
		to := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			return err
		}
	}
	return nil
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

// times saves a kind some times, a pause apart, and gives what each save gives, in milliseconds.
func (v *viewer) times(k saved, edits int, pause time.Duration, save func(saved) (float64, error)) (all []float64, err error) {
	for range edits {
		ms, err := save(k)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", k.name, err)
		}
		all = append(all, ms)
		time.Sleep(pause)
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

// firstAward is the page of the first result of the newest edition that has a citation.
func (v *viewer) firstAward() (string, error) {
	data, err := fetch(v.address + "/_plaudit/outputs?kind=award&q=" + url.QueryEscape("data/awards/2026.yaml"))
	if err != nil {
		return "", err
	}
	var found struct {
		Outputs []struct {
			Address string
			Line    int
		}
		Total int
	}
	if err := json.Unmarshal(data, &found); err != nil {
		return "", err
	}
	text, err := os.ReadFile(filepath.Join(v.site, "data/awards/2026.yaml"))
	if err != nil {
		return "", err
	}
	before, _, ok := strings.Cut(string(text), "citation:")
	if !ok {
		return "", errors.New("the newest edition has no result with a citation; a larger site has")
	}
	line := strings.Count(before, "\n") + 1
	best, address := 0, ""
	for offset := 0; ; offset += 100 {
		for _, o := range found.Outputs {
			if o.Line <= line && o.Line > best {
				best, address = o.Line, o.Address
			}
		}
		if offset+100 >= found.Total {
			break
		}
		data, err := fetch(fmt.Sprintf("%s/_plaudit/outputs?kind=award&q=%s&offset=%d", v.address, url.QueryEscape("data/awards/2026.yaml"), offset+100))
		if err != nil {
			return "", err
		}
		found.Outputs = nil
		if err := json.Unmarshal(data, &found); err != nil {
			return "", err
		}
	}
	if address == "" {
		return "", errors.New("the newest edition has no award page")
	}
	return address, nil
}
