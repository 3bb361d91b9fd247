package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/serve"
	"github.com/plaudit/plaudit/generator/source"
	"github.com/plaudit/plaudit/generator/watch"
)

// serveFlags say how a site is previewed.
type serveFlags struct {
	siteFlags
	host   string
	port   int
	open   bool
	poll   bool
	editor string
}

func serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser, and keep it up to date while you write",
		Long: "Serve shows the site as a build would publish it, at an address of this machine. When you save a file, the page follows at once; when something\n" +
			"is wrong, the page stays and a panel says what, where and what to do. The desk at /_plaudit/ shows what there is to do. Nothing is published.",
		Args: noArgs,
	}
	f.add(cmd)
	f.dir = "" // not this folder, but the one that whichSite finds
	f.cache.add(cmd)
	flags := cmd.Flags()
	flags.Lookup("site").DefValue, flags.Lookup("site").Usage = "", "the site's `folder` (default: this one)"
	flags.IntVar(&f.port, "port", 1313, "the `port`; the next free one when it is taken")
	flags.StringVar(&f.host, "host", "127.0.0.1", "the `address` to listen at; 0.0.0.0 lets other machines in, with a token")
	flags.BoolVar(&f.open, "open", false, "open the browser, and let the page follow the file just saved")
	flags.BoolVar(&f.poll, "poll", false, "look for changes regularly, where the system does not tell of them (it is noticed without this, too)")
	flags.StringVar(&f.editor, "editor", "", "the `command` that opens a file in your editor (default: $VISUAL, or $EDITOR); {file}, {line} and {column} stand for the place")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return f.serve(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
	}
	return cmd
}

// loopbackHosts are the names by which a browser on this machine asks.
var loopbackHosts = []string{"127.0.0.1", "::1", "localhost"}

// past ends whatever waits for a connection.
var past = time.Unix(1, 0)

// serve previews the site until the context ends.
func (f *serveFlags) serve(ctx context.Context, stdout, stderr io.Writer) error {
	listener, err := listen(f.host, f.port)
	if err != nil {
		return err
	}
	defer listener.Close()
	if f.dir == "" {
		if f.dir, err = f.whichSite(ctx, listener); f.dir == "" {
			return err
		}
	}
	in, err := f.input()
	if err != nil {
		return err
	}
	stayLean()
	dir, err := filepath.Abs(in.Dir)
	if err != nil {
		return err
	}

	// Watching begins before reading: what is saved meanwhile is read again.
	terminal := &console{out: stdout, err: stderr, color: colored(stderr)}
	watcher, err := watch.Start(dir, watch.Options{Folders: source.Folders(), Files: source.Files(), Ignored: source.Ignored, Poll: f.poll, Notice: terminal.notice})
	if err != nil {
		return err
	}
	defer watcher.Close()
	site, err := generator.OpenPreview(in)
	if err != nil {
		return err
	}
	defer site.Close()

	o := serve.Options{Hosts: loopbackHosts, Dir: dir, Clock: time.Now, Said: terminal.said, Follow: f.open}
	if f.now != "" {
		o.Clock = func() time.Time { return in.Now }
	}
	if e := editorOf(f.editor); e != nil {
		o.Editor, o.Open = e.name, e.open
	}
	if !loopback(f.host) {
		o.Token = token()
		o.Hosts = slices.Concat(loopbackHosts, []string{f.host}, ownAddresses())
	}
	server := serve.New(site, o)
	defer server.Close()
	home := f.address(listener.Addr(), site.Latest().Base(), o.Token)
	terminal.begin(cmp.Or(site.Latest().Title(), filepath.Base(dir)), home, !loopback(f.host))

	web := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: quiet()}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	defer web.Close()
	if f.open {
		if err := openBrowser(home); err != nil {
			terminal.notice(watch.Notice{Text: "the browser could not be opened: " + err.Error(), Hint: "open the address yourself"})
		}
	}
	return follow(ctx, server, site, watcher, o.Clock, terminal, failed)
}

// whichSite is the site that is meant when no --site is given: that of this folder, in a terminal; else the likely one, or the one that
// somebody chooses in the browser, where the preview is opened, too. Empty, without an error: the context has ended.
func (f *serveFlags) whichSite(ctx context.Context, listener net.Listener) (string, error) {
	if !byDesktop() {
		return ".", nil
	}
	f.open = true
	if dir := likelySite(); dir != "" {
		return dir, nil
	}
	if !loopback(f.host) {
		return "", useError{errors.New("give --site with --host")}
	}
	dir, err := ask(ctx, listener, openBrowser)
	f.open = false // its page leads on
	if l, ok := listener.(*net.TCPListener); ok && err == nil {
		err = l.SetDeadline(time.Time{})
	}
	return dir, err
}

// follow hands on what is saved, and what the clock brings, until the context ends.
func follow(ctx context.Context, server *serve.Server, site *generator.Preview, watcher *watch.Watcher, clock func() time.Time, terminal *console, failed <-chan error) error {
	// A timer stands still while a laptop sleeps, and the clock may be set: it is looked at now and then.
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return fmt.Errorf("serving: %w", err)
		case c, open := <-watcher.Changes():
			if !open {
				return errors.New("the site's folder is not watched any more")
			}
			err = server.Changed(c.Paths, c.All)
		case <-tick.C:
			if next := site.Latest().Next(); next.IsZero() || clock().Before(next) {
				continue
			}
			err = server.Changed(nil, false)
		}
		if err != nil { // the folder may come back
			terminal.notice(watch.Notice{Text: err.Error(), Hint: "the preview shows what was read last, and goes on when the folder is there again"})
		}
	}
}

// portsTried is how many ports are tried before it is given up.
const portsTried = 50

// portsRefused are those that browsers do not open, as other protocols have them (WHATWG Fetch, "port blocking"; the ones that need no privilege).
var portsRefused = []int{1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080}

// listen takes the first free port from one on that browsers open.
func listen(host string, port int) (net.Listener, error) {
	if port < 0 || port > 65535 {
		return nil, useError{fmt.Errorf("--port takes a number from 0 to 65535")}
	}
	var first error
	for p := port; p < min(port+portsTried, 65536); p++ {
		if slices.Contains(portsRefused, p) {
			continue
		}
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(p)))
		if err == nil {
			return l, nil
		}
		if first == nil {
			first = err
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			break
		}
	}
	return nil, useError{fmt.Errorf("no port could be opened: %w", first)}
}

// address is what a browser opens.
func (f *serveFlags) address(at net.Addr, base, token string) string {
	host := f.host
	port := at.(*net.TCPAddr).Port
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		if own := ownAddresses(); len(own) > 0 {
			host = own[0]
		} else {
			host = "127.0.0.1"
		}
	}
	u := url.URL{Scheme: "http", Host: net.JoinHostPort(host, strconv.Itoa(port)), Path: base}
	if token != "" {
		u.RawQuery = url.Values{"token": {token}}.Encode()
	}
	return u.String()
}

// loopback says whether a host can be reached from this machine only.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// ownAddresses are those of this machine that others may know it by.
func ownAddresses() []string {
	var own []string
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && !n.IP.IsLinkLocalUnicast() {
			own = append(own, n.IP.String())
		}
	}
	return own
}

func token() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// console is what people see in the terminal. Who follows saves, who looks at all pages and who watches the folder speak through it.
type console struct {
	out, err io.Writer
	color    bool

	mu     sync.Mutex
	home   string          // the address; empty before begin
	of     int             // generation of the newest state
	known  map[string]bool // problems of that state
	before map[string]bool // and of the one before
}

func (c *console) begin(title, address string, open bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.home = address
	fmt.Fprintf(c.out, "%s\n\n    %s\n\nSave a file, and the page follows. The desk is at /_plaudit/. Ctrl-C ends the preview.\n", diag.Clean(title), address)
	if open {
		fmt.Fprintf(c.err, "warning: other machines can reach this preview, with drafts and all; who has the whole address above sees it\n")
	}
}

func (c *console) notice(n watch.Notice) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Fprintf(c.err, "note: %s\n", diag.Clean(n.Text))
	if n.Hint != "" {
		fmt.Fprintf(c.err, "      %s\n", diag.Clean(n.Hint))
	}
}

// said prints what came of a change, and when all pages have been looked at what they tell beside. A site may have hundreds of warnings that
// nobody minds: after a save, only new ones and those in the files saved are printed.
func (c *console) said(t serve.Turn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.Generation < c.of {
		return // a look at pages that are not the newest any more
	}
	if t.Generation > c.of {
		c.of, c.before, c.known = t.Generation, c.known, map[string]bool{}
		if t.Generation > 1 {
			fmt.Fprintf(c.out, "%s %s in %s\n", t.At.Format("15:04:05"), namesOf(t.Saved), t.Took.Round(100*time.Microsecond))
		}
	}
	fresh := c.fresh(t)
	if len(fresh) > 0 {
		diag.Printer{Color: c.color, Line: t.Line}.Print(c.err, fresh)
	}
	if t.Checked > 0 {
		debug.FreeOSMemory() // what a check needs is not needed until the next one
		fmt.Fprint(c.err, diag.Total(t.Problems))
		if t.Stale {
			fmt.Fprintln(c.err, "the pages are those from before this")
		}
		if t.Generation == 1 && len(fresh) > 0 && c.home != "" { // what was just printed may have pushed the address out of sight
			fmt.Fprintf(c.out, "\n    %s\n", c.home)
		}
	}
}

// fresh are the problems of a state that are to be printed now.
func (c *console) fresh(t serve.Turn) []diag.Diagnostic {
	var fresh []diag.Diagnostic
	for _, d := range t.Problems {
		key := d.At.String() + d.Code.ID + d.Text
		if c.known[key] {
			continue
		}
		c.known[key] = true
		if d.Severity() == diag.Error || !c.before[key] || slices.Contains(t.Saved, d.At.File) {
			fresh = append(fresh, d)
		}
	}
	return fresh
}

// namesOf names files, if they are few.
func namesOf(files []string) string {
	switch n := len(files); {
	case n == 0:
		return "the clock"
	case n == 1:
		return diag.Clean(files[0])
	case n <= 3:
		return diag.Clean(fmt.Sprintf("%s and %d more", files[0], n-1))
	}
	return fmt.Sprintf("%d files", len(files))
}
