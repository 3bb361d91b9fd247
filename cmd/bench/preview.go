package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
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
	return fmt.Sprintf("%.1f", quantile(values, float64(percent)/100))
}

// quantile is the least of some values that a share of them does not exceed; of none it is 0.
func quantile(values []float64, share float64) float64 {
	if len(values) == 0 {
		return 0
	}
	rank := math.Ceil(share*float64(len(values)) - 1e-9) // 0.95 of 20 are 19
	return slices.Sorted(slices.Values(values))[max(0, int(rank)-1)]
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
