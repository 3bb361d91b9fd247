package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// searching is a run of `bench search`: what a visitor loads and waits for who types into the directory's search.
type searching struct {
	setting
	sizes  []int
	slower float64 // how many times slower the browser's processor is
}

// search measures sites of several sizes and prints a table, also when the context ends before the rest.
func search(ctx context.Context, s searching, w io.Writer) (err error) {
	dir, remove, err := workFolder(s.dir)
	if err != nil {
		return err
	}
	defer remove(&err)
	program, err := theProgram(s.program, dir)
	if err != nil {
		return err
	}
	t := table{head: []string{"partners", "script and index before the first result, kB", "in all, kB", "keys", "results are in the page: p50, ms", "p95, ms", "most, ms", "and painted: p50, ms", "p95, ms"}, left: 1}
	for _, n := range s.sizes {
		row, err := s.one(ctx, program, filepath.Join(dir, fmt.Sprint(n)), n)
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			return fmt.Errorf("%d partners: %w", n, err)
		}
		t.rows = append(t.rows, row)
	}
	heading := fmt.Sprintf("%s; a page of 390 by 844 pixels, the browser's processor %g times slower", machine(), s.slower)
	return errors.Join(show(w, s.markdown, tables{heading, []table{t}, nil}), ctx.Err())
}

// one makes and measures one site.
func (s searching) one(ctx context.Context, program, dir string, n int) ([]string, error) {
	site, out := filepath.Join(dir, "site"), filepath.Join(dir, "public")
	if err := makeCorpus(site, n, s.seed); err != nil {
		return nil, err
	}
	if _, err := measure(ctx, exec.Command(program, "build", "--site", site, "--out", out, "--no-cache", "--now", "2026-11-26T10:00:00Z")); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	defer listener.Close()
	go http.Serve(listener, zipped(out)) // until the listener is closed
	tab, stop, err := openTab()
	if err != nil {
		return nil, err
	}
	defer stop()
	m := searcher{tab: tab, directory: "http://" + listener.Addr().String() + "/partners/"}
	_, err = chromedp.Call(tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 390, Height: 844, DeviceScaleFactor: 1, Mobile: true})
	if err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(tab, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: s.slower}); err != nil {
		return nil, err
	}
	first, all, err := m.loaded()
	if err != nil {
		return nil, err
	}
	there, painted, err := m.keys(ctx)
	if err != nil {
		return nil, err
	}
	of := func(list []float64, share float64) string { return fmt.Sprintf("%.0f", quantile(list, share)) }
	return []string{fmt.Sprint(n), fmt.Sprintf("%.1f", first/1000), fmt.Sprintf("%.1f", all/1000), fmt.Sprint(len(there)),
		of(there, .5), of(there, .95), of(there, 1), of(painted, .5), of(painted, .95)}, nil
}

// zipped serves a folder as hosts do: compressed, and its files with fingerprints for good.
func zipped(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path.Ext(r.URL.Path) {
		case "", ".html", ".css", ".js", ".json", ".svg":
		default:
			files.ServeHTTP(w, r)
			return
		}
		r.Header.Del("Range")
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, 6) // the level exists
		files.ServeHTTP(zipWriter{w, z}, r)
		_ = z.Close() // the browser says what is missing
	})
}

type zipWriter struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (w zipWriter) WriteHeader(status int) {
	w.Header().Del("Content-Length")
	w.ResponseWriter.WriteHeader(status)
}

func (w zipWriter) Write(b []byte) (int, error) { return w.z.Write(b) }

// searcher types into the search of a site.
type searcher struct {
	tab       context.Context
	directory string
}

// loaded goes to the directory and types at once. It gives the bytes of scripts and index, as they are transferred, that were there before
// the first result, and all of them.
func (m searcher) loaded() (first, all float64, err error) {
	const begin = `(() => {
  window.first = new Promise((done) => new MutationObserver((_, o) => {
    if (document.querySelector('.found h3')) { o.disconnect(); done(performance.now()) }
  }).observe(document.querySelector('.found'), {childList: true, subtree: true}))
  document.querySelector('#finder-q').focus()
  return true
})()`
	const until = `(async () => {
  const at = await window.first
  while (document.querySelector('.finder').dataset.ready === undefined) await new Promise((go) => setTimeout(go, 50))
  const index = performance.getEntriesByType('resource').filter((e) => /\.js$|\/search\//.test(new URL(e.name).pathname))
  const sum = (list) => list.reduce((n, e) => n + e.encodedBodySize, 0)
  return [sum(index.filter((e) => e.responseEnd < at)), sum(index)]
})()`
	if err := chromedp.Do(m.tab, chromedp.Navigate(m.directory), chromedp.WaitReady(chromedp.CSS("#finder-q"))); err != nil {
		return 0, 0, err
	}
	if _, err := chromedp.Run(m.tab, chromedp.Evaluate[bool](begin)); err != nil {
		return 0, 0, err
	}
	if err := chromedp.Do(m.tab, chromedp.KeyEvent("a")); err != nil {
		return 0, 0, err
	}
	bytes, err := chromedp.Run(m.tab, chromedp.Evaluate[[]float64](until, chromedp.EvalAwaitPromise))
	if err != nil {
		return 0, 0, err
	}
	return bytes[0], bytes[1], nil
}

// keys types names, beginnings, mistakes and words of facets, a letter each third of a second. Of each key it gives how many
// milliseconds later its results were in the page, and how many later the browser had painted them.
func (m searcher) keys(ctx context.Context) (there, painted []float64, err error) {
	const listen = `(() => {
  window.keys = []
  const field = document.querySelector('#finder-q')
  let typed
  field.addEventListener('input', (event) => { typed = event.timeStamp }, true)
  field.addEventListener('input', () => {
    const key = [performance.now() - typed, 0]
    const began = typed
    window.keys.push(key)
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => { key[1] = performance.now() - began }
      channel.port2.postMessage(0)
    })
  })
  return [...document.querySelectorAll('.listed .partner-card h3')].slice(0, 3).map((h) => h.textContent)
})()`
	names, err := chromedp.Run(m.tab, chromedp.Evaluate[[]string](listen))
	if err != nil {
		return nil, nil, err
	}
	for _, words := range append(names, "consulting", "germany", "solutoins", "xxyyzzqq") {
		const clear = `(() => { const f = document.querySelector('#finder-q'); f.value = ''; f.focus(); return true })()`
		if _, err := chromedp.Run(m.tab, chromedp.Evaluate[bool](clear)); err != nil {
			return nil, nil, err
		}
		for letter := range strings.SplitSeq(words, "") {
			if ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			if err := chromedp.Do(m.tab, chromedp.KeyEvent(letter)); err != nil {
				return nil, nil, err
			}
			time.Sleep(time.Second / 3)
		}
	}
	measured, err := chromedp.Run(m.tab, chromedp.Evaluate[[][]float64](`window.keys`))
	for _, key := range measured {
		there, painted = append(there, key[0]), append(painted, key[1])
	}
	return there, painted, err
}
