package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A server is a peer's preview of the corpus, and the edits that it is measured by.
type server struct {
	name string
	site string
	cmd  func(ctx context.Context, port string) *exec.Cmd
	page string
	edit []saved
}

// servers measures how soon the previews of Hugo and Eleventy show what was saved, with the corpus that preview has, and prints a table, also when the
// context ends before the rest.
func servers(ctx context.Context, p previewing, tools string, w io.Writer) (err error) {
	tools, err = filepath.Abs(tools)
	if err != nil {
		return err
	}
	hugo, err := installHugo(tools)
	if err != nil {
		return err
	}
	eleventy, packages, err := installEleventy(tools)
	if err != nil {
		return err
	}
	dir, remove, err := workFolder(p.dir)
	if err != nil {
		return err
	}
	defer remove(&err)
	latency := table{left: 3, head: []string{"partners", "server", "saved", "first byte of the new page: p50, ms", "most, ms"}}
	other := table{left: 2, head: []string{"partners", "server", "ready after, s", "memory at first, MB", "most, MB"}}
	for _, n := range p.sizes {
		if ctx.Err() != nil {
			break
		}
		sites := filepath.Join(dir, fmt.Sprint(n))
		if err := makePeers(sites, n, p.seed); err != nil {
			return err
		}
		if err := os.Symlink(packages, filepath.Join(sites, "eleventy", "node_modules")); err != nil {
			return err
		}
		for _, s := range []server{hugoServer(hugo, filepath.Join(sites, "hugo")), eleventyServer(eleventy, filepath.Join(sites, "eleventy"))} {
			if ctx.Err() != nil {
				break
			}
			rows, row, err := s.measure(ctx, p, n)
			if err != nil && ctx.Err() == nil {
				return fmt.Errorf("%s, %d partners: %w", s.name, n, err)
			}
			latency.rows, other.rows = append(latency.rows, rows...), append(other.rows, row...)
		}
	}
	return errors.Join(show(w, p.markdown, p.tables(latency, other)), ctx.Err())
}

// hugoServer is Hugo's as it comes: pages in memory, not minified.
func hugoServer(program, site string) server {
	page := "/partners/" + partnerID(1) + "/"
	return server{name: "hugo", site: site, page: page, edit: []saved{
		{"a partner's record", "content/partners/" + partnerID(1) + ".md", page, func(text, words string) string {
			return strings.Replace(text, `summary: "`, `summary: "`+words+" ", 1)
		}},
		{"a template", "layouts/baseof.html", page, func(text, words string) string {
			return strings.Replace(text, "<body", `<body data-saved="`+words+`"`, 1)
		}},
	}, cmd: func(ctx context.Context, port string) *exec.Cmd {
		cmd := exec.CommandContext(ctx, program, "server", "--port", port, "--disableLiveReload", "--cacheDir", site+"-cache")
		cmd.Dir = site
		return cmd
	}}
}

// eleventyServer is Eleventy's. Its site reads the records when its modules are loaded, so that only a template is edited.
func eleventyServer(script, site string) server {
	page := "/partners/" + partnerID(1) + "/"
	return server{name: "eleventy", site: site, page: page, edit: []saved{
		{"a template", "views/partners.11ty.js", page, func(text, words string) string {
			return strings.Replace(text, "similar(p))", `similar(p)) + "<!-- `+words+` -->"`, 1)
		}},
	}, cmd: func(ctx context.Context, port string) *exec.Cmd {
		cmd := exec.CommandContext(ctx, "node", "--max-old-space-size=8192", script, "--serve", "--quiet", "--port="+port, "--output="+site+"-out")
		cmd.Dir = site
		return cmd
	}}
}

// measure starts a server and makes the edits. row, of which there is one at most, is what is told of the server as a whole.
func (s server) measure(ctx context.Context, p previewing, n int) (rows, row [][]string, err error) {
	port, err := freePort()
	if err != nil {
		return nil, nil, err
	}
	begin := time.Now()
	cmd := s.cmd(ctx, port)
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	v := &viewer{address: "http://localhost:" + port, site: s.site, original: map[string]string{}, every: 5 * time.Millisecond, most: 5 * time.Minute}
	for {
		if _, err := fetch(v.address + s.page); err == nil {
			break
		}
		if ctx.Err() != nil || time.Since(begin) > 10*time.Minute {
			return nil, nil, fmt.Errorf("no page after %s", time.Since(begin).Round(time.Second))
		}
		time.Sleep(20 * time.Millisecond)
	}
	ready := time.Since(begin)
	first, _ := resident(cmd.Process.Pid)
	for _, k := range s.edit {
		took, err := v.times(k, p.edits, p.pause, v.save)
		if err != nil {
			return nil, nil, err
		}
		rows = append(rows, []string{fmt.Sprint(n), s.name, k.name, percentile(took, 50), percentile(took, 100)})
		fmt.Fprintln(os.Stderr, strings.Join(rows[len(rows)-1], "  "))
	}
	_, most := resident(cmd.Process.Pid)
	return rows, [][]string{{fmt.Sprint(n), s.name, fmt.Sprintf("%.2f", ready.Seconds()), megabytes(first), megabytes(most)}}, nil
}

// freePort is a port that nobody listened at a moment ago.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
