package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mattn/go-isatty"

	"github.com/plaudit/plaudit/generator/serve"
)

// byDesktop says whether the program was started by a double click: then nobody reads what it prints, and nobody types. In CI the streams
// are pipes or files.
func byDesktop() bool {
	if startedByExplorer() {
		return true
	}
	for _, f := range []*os.File{os.Stdin, os.Stdout, os.Stderr} {
		info, err := f.Stat()
		if err == nil && (info.Mode()&os.ModeCharDevice == 0 || isatty.IsTerminal(f.Fd())) {
			return false
		}
	}
	return true
}

// isSite says whether a folder is that of a site.
func isSite(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "plaudit.yaml"))
	return err == nil && info.Mode().IsRegular()
}

// remembered is the file that says which site was previewed last without being named; empty where there is no place for it.
func rememberedFile() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "plaudit", "site")
}

// likelySite is the site that is meant when nobody says which: the one of this folder, beside the program, or the last one. Empty: none.
func likelySite() string {
	dirs := []string{"."}
	if program, err := os.Executable(); err == nil {
		dirs = append(dirs, filepath.Dir(program))
	}
	if name := rememberedFile(); name != "" {
		if data, err := os.ReadFile(name); err == nil {
			dirs = append(dirs, strings.TrimSpace(string(data)))
		}
	}
	i := slices.IndexFunc(dirs, func(dir string) bool { return dir != "" && isSite(dir) })
	if i < 0 {
		return ""
	}
	return dirs[i]
}

// remember notes a site for the next time. Where that cannot be, it is asked for again.
func remember(dir string) {
	if name := rememberedFile(); name != "" && os.MkdirAll(filepath.Dir(name), 0o700) == nil {
		_ = os.WriteFile(name, []byte(dir+"\n"), 0o600)
	}
}

// ask asks for the site's folder on a page in the browser; empty: the context has ended.
func ask(ctx context.Context, listener net.Listener, open func(address string) error) (string, error) {
	chosen := make(chan string, 1)
	secret := token()
	web := &http.Server{ErrorLog: quiet(), Handler: &serve.Chooser{Hosts: loopbackHosts, Token: secret, List: listFolders, Chosen: func(dir string) {
		if isSite(dir) {
			select {
			case chosen <- dir:
			default: // chosen already
			}
		}
	}}}
	go web.Serve(keptOpen{listener})
	defer web.Shutdown(context.WithoutCancel(ctx)) // what is being answered is answered
	if err := open("http://" + listener.Addr().String() + "/?token=" + secret); err != nil {
		return "", err
	}
	select {
	case <-ctx.Done():
		return "", nil
	case dir := <-chosen:
		remember(dir)
		return dir, nil
	}
}

// keptOpen is a listener that outlives a server.
type keptOpen struct{ net.Listener }

// Close leaves the listener to the next server, and ends the Accept that waits.
func (k keptOpen) Close() error {
	if l, ok := k.Listener.(*net.TCPListener); ok {
		return l.SetDeadline(past)
	}
	return nil
}

// listFolders lists the folders in one that a person may see, sites first.
func listFolders(dir string) (at, above string, folders []serve.Folder, err error) {
	if dir == "" {
		if dir, err = os.UserHomeDir(); err != nil {
			dir = string(filepath.Separator)
		}
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", "", nil, err
	}
	if parent := filepath.Dir(dir); parent != dir {
		above = parent
	}
	if isSite(dir) {
		folders = append(folders, serve.Folder{Name: filepath.Base(dir), Path: dir, Site: true})
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", "", nil, err
	}
	for _, e := range entries {
		if path := filepath.Join(dir, e.Name()); e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			folders = append(folders, serve.Folder{Name: e.Name(), Path: path, Site: isSite(path)})
		}
	}
	slices.SortStableFunc(folders, func(a, b serve.Folder) int {
		switch {
		case a.Site == b.Site:
			return 0
		case a.Site:
			return -1
		}
		return 1
	})
	return dir, above, folders, nil
}
