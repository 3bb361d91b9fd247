package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-isatty"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
)

// terminal says whether a stream is a terminal.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// colored says whether a stream gets colours: on a terminal only, and not where NO_COLOR is set.
func colored(w io.Writer) bool { return terminal(w) && os.Getenv("NO_COLOR") == "" }

// problems prints diagnostics, and a line that counts them.
func (f *siteFlags) problems(r *generator.Result, stdout, stderr io.Writer) error {
	if f.json {
		return diag.JSON(stdout, r.Problems)
	}
	diag.Printer{Color: colored(stderr), Line: r.Line}.Print(stderr, r.Problems)
	fmt.Fprint(stderr, diag.Total(r.Problems))
	return nil
}

// summary prints what a build did.
func summary(w io.Writer, r *generator.Result) {
	var parts []string
	for _, k := range r.Kinds {
		parts = append(parts, fmt.Sprintf("%d %s", k.Count, k.Kind))
	}
	fmt.Fprintf(w, "outputs: %s\n", strings.Join(parts, ", "))
	if p := r.Published; p != nil {
		fmt.Fprintf(w, "published: %d written, %d unchanged, %d removed, in %s\n", p.Written, p.Unchanged, p.Removed, round(r.Stats.Total))
		for _, n := range p.Notes {
			fmt.Fprintln(w, n)
		}
	}
	if r.Fresh > 0 {
		fmt.Fprintf(w, "%s not in plaudit.lock yet; `plaudit lock` notes them\n", addresses(r.Fresh))
	}
	if r.Unsigned {
		fmt.Fprintln(w, "certificates are published without credentials, since plaudit.yaml names no key; `plaudit keys new` makes one")
	}
	if !r.Next.IsZero() {
		fmt.Fprintf(w, "the same sources give another site from %s on\n", r.Next.Format(time.RFC3339))
	}
}

func addresses(n int) string {
	if n == 1 {
		return "1 new permanent address is"
	}
	return fmt.Sprintf("%d new permanent addresses are", n)
}

func round(d time.Duration) time.Duration { return d.Round(time.Millisecond) }

// printStats prints where the time went.
func (f *siteFlags) printStats(w io.Writer, r *generator.Result) error {
	peak := peakMemory()
	switch f.stats {
	case "text":
		for _, s := range r.Stats.Steps {
			fmt.Fprintf(w, "%-8s %10s %4.0f %%\n", s.Name, s.Took.Round(10*time.Microsecond), 100*float64(s.Took)/float64(max(1, r.Stats.Total)))
		}
		printSlow(w, &r.Stats)
		fmt.Fprintf(w, "%-8s %10s\npeak memory %.1f MB\n", "total", round(r.Stats.Total), float64(peak)/1e6)
		if p := r.Published; p != nil {
			fmt.Fprintf(w, "published by %s, %d bytes written, %s for the disk\n", p.Method, p.Bytes, p.Waited.Round(10*time.Microsecond))
			if p.Linked > 0 {
				fmt.Fprintf(w, "%d unchanged files became links in the new tree\n", p.Linked)
			}
			if p.Copied > 0 {
				fmt.Fprintf(w, "%d unchanged files were copied: this file system has no hard links\n", p.Copied)
			}
		}
	case "json":
		type step struct {
			Name         string  `json:"name"`
			Milliseconds float64 `json:"ms"`
		}
		type published struct {
			Method string  `json:"method"`
			Bytes  int64   `json:"bytes"`
			Linked int     `json:"linked"`
			Copied int     `json:"copied"`
			Waited float64 `json:"waited_ms"`
		}
		type template struct {
			Name         string  `json:"name"`
			Outputs      int     `json:"outputs"`
			Milliseconds float64 `json:"ms"`
		}
		type slow struct {
			Path         string  `json:"path"`
			Source       string  `json:"source,omitempty"`
			Milliseconds float64 `json:"ms"`
		}
		out := struct {
			Steps     []step     `json:"steps"`
			Standing  bool       `json:"nothing_changed"`
			Kept      int        `json:"pages_kept"`
			Made      int        `json:"pages_made"`
			Hits      int        `json:"cache_hits"`
			Misses    int        `json:"cache_misses"`
			Templates []template `json:"templates"`
			Slowest   []slow     `json:"slowest"`
			Total     float64    `json:"total_ms"`
			Peak      int64      `json:"peak_memory_bytes"`
			Published *published `json:"published,omitempty"`
		}{Total: milliseconds(r.Stats.Total), Peak: peak, Standing: r.Stats.Standing, Kept: r.Stats.Kept, Made: r.Stats.Made, Hits: r.Stats.Hits, Misses: r.Stats.Misses}
		for _, t := range r.Stats.Templates {
			out.Templates = append(out.Templates, template{t.Name, t.Pages, milliseconds(t.Took)})
		}
		for _, s := range r.Stats.Slowest {
			out.Slowest = append(out.Slowest, slow{s.Path, s.Source, milliseconds(s.Took)})
		}
		for _, s := range r.Stats.Steps {
			out.Steps = append(out.Steps, step{s.Name, milliseconds(s.Took)})
		}
		if p := r.Published; p != nil {
			out.Published = &published{string(p.Method), p.Bytes, p.Linked, p.Copied, milliseconds(p.Waited)}
		}
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(out)
	}
	return nil
}

// printSlow prints what took long, and what was spared.
func printSlow(w io.Writer, s *generator.Stats) {
	if s.Standing {
		fmt.Fprintln(w, "nothing has changed since the last build")
		return
	}
	fmt.Fprintf(w, "pages: %d made, %d kept from the last build; cache: %d found, %d not\n", s.Made, s.Kept, s.Hits, s.Misses)
	if len(s.Templates) == 0 {
		return
	}
	fmt.Fprintln(w, "templates, by the time of all their outputs:")
	for _, t := range s.Templates[:min(len(s.Templates), 10)] {
		fmt.Fprintf(w, "  %10s %6d × %s\n", t.Took.Round(10*time.Microsecond), t.Pages, t.Name)
	}
	fmt.Fprintln(w, "the slowest outputs:")
	for _, one := range s.Slowest {
		from := ""
		if one.Source != "" {
			from = " (" + one.Source + ")"
		}
		fmt.Fprintf(w, "  %10s %s%s\n", one.Took.Round(10*time.Microsecond), one.Path, from)
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// progress gives a function that notes how far a step is. On a terminal it is shown when the work has taken over a second; done takes
// the line away.
func progress(w io.Writer) (note func(step string, done, total int), done func()) {
	if !terminal(w) {
		return nil, func() {}
	}
	var mu sync.Mutex
	var line string
	note = func(step string, n, total int) {
		mu.Lock()
		defer mu.Unlock()
		line = step
		if total > 0 {
			line = fmt.Sprintf("%s %d of %d", step, n, total)
		}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		wait := time.NewTimer(time.Second)
		defer wait.Stop()
		for {
			select {
			case <-stop:
				fmt.Fprint(w, "\r\x1b[K")
				return
			case <-wait.C:
				mu.Lock()
				fmt.Fprintf(w, "\r\x1b[K%s", line)
				mu.Unlock()
				wait.Reset(100 * time.Millisecond)
			}
		}
	}()
	return note, func() {
		close(stop)
		<-stopped
	}
}
