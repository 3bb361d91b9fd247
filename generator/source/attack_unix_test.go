//go:build unix

package source

import (
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// lines are diagnostics as "file: code".
func lines(problems *diag.List) []string {
	var out []string
	for _, d := range problems.Sorted(nil) {
		out = append(out, d.At.File+": "+d.Code.ID)
	}
	return out
}

func paths(tree *Tree) []string {
	var out []string
	for _, f := range tree.Files {
		out = append(out, f.Path)
	}
	return out
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestLinksAndSpecialFilesAreRefused(t *testing.T) {
	outside := t.TempDir()
	must(t, os.WriteFile(filepath.Join(outside, "secret.yaml"), []byte("secret"), 0o644))
	socket := func(t *testing.T, at string) {
		// By a relative name: the length of a socket's path is limited, that of a test's folder is not.
		t.Chdir(filepath.Dir(at))
		l, err := net.Listen("unix", filepath.Base(at))
		must(t, err)
		t.Cleanup(func() { l.Close() })
	}
	link := func(target string) func(*testing.T, string) {
		return func(t *testing.T, at string) { must(t, os.Symlink(target, at)) }
	}
	for name, c := range map[string]struct {
		at   string
		make func(t *testing.T, at string)
		code diag.Code
	}{
		"link to a file outside":   {"data/x.yaml", link(filepath.Join(outside, "secret.yaml")), diag.UnsafePath},
		"link to a file inside":    {"data/x.yaml", link("clients.yaml"), diag.UnsafePath},
		"link to a folder outside": {"content/x", link(outside), diag.UnsafePath},
		"link to a folder inside":  {"data/x", link("partners"), diag.UnsafePath},
		"link to its own folder":   {"data/x", link("."), diag.UnsafePath},
		"link to the folder above": {"data/x", link(".."), diag.UnsafePath},
		"link to itself":           {"data/x", link("x"), diag.UnsafePath},
		"link to nothing":          {"data/x.yaml", link("nowhere"), diag.UnsafePath},
		"a site's folder as link":  {"themes", link(outside), diag.UnsafePath},
		"the lock as link":         {"plaudit.lock", link("data/clients.yaml"), diag.UnsafePath},
		"link to /dev/zero":        {"static/x.png", link("/dev/zero"), diag.UnsafePath},
		"theme file as link":       {"data/partners/x.html", link(filepath.Join(outside, "secret.yaml")), diag.UnsafePath},
		"FIFO":                     {"data/x.yaml", func(t *testing.T, at string) { must(t, syscall.Mkfifo(at, 0o644)) }, diag.NotRegularFile},
		"FIFO as configuration":    {"plaudit.lock", func(t *testing.T, at string) { must(t, syscall.Mkfifo(at, 0o644)) }, diag.NotRegularFile},
		"FIFO as a site's folder":  {"themes", func(t *testing.T, at string) { must(t, syscall.Mkfifo(at, 0o644)) }, diag.NotRegularFile},
		"socket":                   {"content/x.md", socket, diag.NotRegularFile},
		"folder as file":           {"plaudit.lock", func(t *testing.T, at string) { must(t, os.Mkdir(at, 0o755)) }, diag.NotRegularFile},
		"file as folder":           {"themes", func(t *testing.T, at string) { must(t, os.WriteFile(at, nil, 0o644)) }, diag.NotRegularFile},
		"a name with a line's end": {"data/a\nb.yaml", func(t *testing.T, at string) { must(t, os.WriteFile(at, nil, 0o644)) }, diag.UnsafePath},
		"a folder named as device": {"data/aux", func(t *testing.T, at string) { must(t, os.Mkdir(at, 0o755)) }, diag.UnsafePath},
		"a name that is not UTF-8": {"data/a\xff.yaml", func(t *testing.T, at string) { must(t, os.WriteFile(at, nil, 0o644)) }, diag.UnsafePath},
		"a decomposed name":        {"data/e\u0301.yaml", func(t *testing.T, at string) { must(t, os.WriteFile(at, nil, 0o644)) }, diag.UnsafePath},
		"a name with a backslash":  {`data/x\..\y.yaml`, func(t *testing.T, at string) { must(t, os.WriteFile(at, nil, 0o644)) }, diag.UnsafePath},
		"a text of more than 16 MB": {"data/x.yaml", func(t *testing.T, at string) {
			must(t, os.WriteFile(at, nil, 0o644))
			must(t, os.Truncate(at, MaxText+1))
		}, diag.FileTooLarge},
		"an asset of over 1 GB": {"static/x.iso", func(t *testing.T, at string) {
			must(t, os.WriteFile(at, nil, 0o644))
			must(t, os.Truncate(at, MaxAsset+1))
		}, diag.FileTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			root, dir := write(t, map[string]string{"plaudit.yaml": "title: x", "data/clients.yaml": "[]", "data/partners/a.yaml": "name: a", "content/pages/a.md": "x", "static/a.txt": "x"})
			before := paths(FromFS(os.DirFS(dir)))
			c.make(t, filepath.Join(dir, filepath.FromSlash(c.at)))
			var problems diag.List
			tree, err := Read(root, 0, &problems)
			must(t, err)
			if got, want := lines(&problems), []string{c.at + ": " + c.code.ID}; !slices.Equal(got, want) {
				t.Errorf("problems %q, want %q", got, want)
			}
			if got := paths(tree); !slices.Equal(got, before) {
				t.Errorf("files %q, want %q", got, before)
			}
			for _, d := range problems.Sorted(nil) {
				if d.Hint == "" || strings.Contains(d.Text+d.Hint, dir) || strings.Contains(d.Text+d.Hint, outside) {
					t.Errorf("text %q, hint %q", d.Text, d.Hint)
				}
			}
		})
	}
}

func TestTheSitesFolderItselfMayBeALink(t *testing.T) {
	_, dir := write(t, map[string]string{"plaudit.yaml": "title: x"})
	link := filepath.Join(t.TempDir(), "link")
	must(t, os.Symlink(dir, link))
	root, err := Open(link)
	must(t, err)
	defer root.Close()
	var problems diag.List
	tree, err := Read(root, 0, &problems)
	must(t, err)
	if data, err := tree.ReadFile("plaudit.yaml"); err != nil || string(data) != "title: x" || len(lines(&problems)) > 0 {
		t.Errorf("%q, %v, %q", data, err, lines(&problems))
	}
}

// TestExchangedBetweenListingAndReading puts something else in a file's place after the tree was listed.
func TestExchangedBetweenListingAndReading(t *testing.T) {
	outside := t.TempDir()
	must(t, os.WriteFile(filepath.Join(outside, "a.yaml"), []byte("secret"), 0o644))
	for name, c := range map[string]struct {
		change func(dir string) error // a.yaml is already out of the way
		want   string                 // a code, or what is read
	}{
		"link to a file outside": {func(dir string) error {
			return os.Symlink(filepath.Join(outside, "a.yaml"), dir+"/data/partners/a.yaml")
		}, "P002"},
		"link to a file inside": {func(dir string) error { return os.Symlink("b.yaml", dir+"/data/partners/a.yaml") }, "P002"},
		"link to nothing":       {func(dir string) error { return os.Symlink("nowhere", dir+"/data/partners/a.yaml") }, "P002"},
		"link to a FIFO": {func(dir string) error {
			if err := syscall.Mkfifo(dir+"/data/partners/fifo", 0o644); err != nil {
				return err
			}
			return os.Symlink("fifo", dir+"/data/partners/a.yaml")
		}, "P003"},
		"FIFO":    {func(dir string) error { return syscall.Mkfifo(dir+"/data/partners/a.yaml", 0o644) }, "P003"},
		"folder":  {func(dir string) error { return os.Mkdir(dir+"/data/partners/a.yaml", 0o755) }, "P003"},
		"nothing": {func(dir string) error { return nil }, "P001"},
		"too large": {func(dir string) error {
			return os.WriteFile(dir+"/data/partners/a.yaml", make([]byte, MaxText+1), 0o644)
		}, "P004"},
		"another file": {func(dir string) error { return os.WriteFile(dir+"/data/partners/a.yaml", []byte("new"), 0o644) }, "new"},
		"the folder by a link inside": {func(dir string) error {
			if err := os.Rename(dir+"/data/partners", dir+"/data/elsewhere"); err != nil {
				return err
			}
			if err := os.WriteFile(dir+"/data/elsewhere/a.yaml", []byte("moved"), 0o644); err != nil {
				return err
			}
			return os.Symlink("elsewhere", dir+"/data/partners")
		}, "P002"},
		"the folder by a FIFO": {func(dir string) error {
			if err := os.Rename(dir+"/data/partners", dir+"/data/elsewhere"); err != nil {
				return err
			}
			return syscall.Mkfifo(dir+"/data/partners", 0o644)
		}, "P003"},
		"the folder by a link outside": {func(dir string) error {
			if err := os.Rename(dir+"/data/partners", dir+"/data/elsewhere"); err != nil {
				return err
			}
			return os.Symlink(outside, dir+"/data/partners")
		}, "P002"},
	} {
		t.Run(name, func(t *testing.T) {
			root, dir := write(t, map[string]string{"data/partners/a.yaml": "old", "data/partners/b.yaml": "other"})
			var problems diag.List
			tree, err := Read(root, 0, &problems)
			must(t, err)
			must(t, os.Rename(dir+"/data/partners/a.yaml", dir+"/data/old.yaml"))
			must(t, c.change(dir))

			data, err := tree.ReadFile("data/partners/a.yaml")
			got := string(data)
			if err != nil {
				got = Problem("data/partners/a.yaml", err).Code.ID
				if strings.Contains(err.Error(), dir) {
					t.Errorf("the error tells where the site is: %v", err)
				}
			}
			each := ""
			tree.Each(tree.Files[:1], 1, func(f File, data []byte) { each = string(data) })
			for _, d := range problems.Sorted(nil) {
				each = d.Code.ID
			}
			if got != c.want || each != c.want {
				t.Errorf("ReadFile gave %q, Each %q, want %q", got, each, c.want)
			}
		})
	}
}

// TestGrowsWhileItIsRead reads a file that claims to be small.
func TestGrowsWhileItIsRead(t *testing.T) {
	endless := readerFunc(func(p []byte) (int, error) { return len(p), nil })
	if _, err := readAll(endless, 10, 1000, nil); err != errLarge {
		t.Errorf("an endless file gave %v", err)
	}
	slow := 0
	trickle := readerFunc(func(p []byte) (int, error) {
		if slow++; slow > 30 {
			return 0, fs.ErrClosed
		}
		p[0] = 'x'
		return 1, nil
	})
	if data, err := readAll(trickle, 20, 1000, make([]byte, 5)); err != nil || string(data) != strings.Repeat("x", 20) {
		t.Errorf("byte by byte gave %q, %v", data, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// TestEnterDoesNotWait enters what was listed as a folder and has become something else.
func TestEnterDoesNotWait(t *testing.T) {
	root, dir := write(t, map[string]string{"data/partners/a.yaml": "x"})
	must(t, syscall.Mkfifo(dir+"/fifo", 0o644))
	must(t, os.Symlink("data", dir+"/link"))
	top, err := root.folder(".")
	must(t, err)
	for name, want := range map[string]error{"fifo": errSpecial, "link": errLink, "data": nil} {
		in, err := enter(top, name)
		if err != want {
			t.Errorf("entering %s gave %v", name, err)
		}
		if err == nil {
			in.close()
		}
	}
}

func TestUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	root, dir := write(t, map[string]string{"data/a.yaml": "x", "data/locked/b.yaml": "x"})
	must(t, os.Chmod(dir+"/data/a.yaml", 0))
	must(t, os.Chmod(dir+"/data/locked", 0))
	t.Cleanup(func() { os.Chmod(dir+"/data/locked", 0o755) })
	var problems diag.List
	tree, err := Read(root, 0, &problems)
	must(t, err)
	tree.Each(tree.Files, 0, func(f File, data []byte) { t.Errorf("%s was read", f.Path) })
	if got, want := lines(&problems), []string{"data/a.yaml: P001", "data/locked: P001"}; !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// TestManyFolders has more folders than may be open at once.
func TestManyFolders(t *testing.T) {
	files := map[string]string{}
	for i := range 1000 {
		files[fmt.Sprintf("content/pages/%d/%d/a.md", i%20, i)] = "x"
	}
	root, _ := write(t, files)
	var limits syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limits))
	few := limits
	few.Cur = min(limits.Cur, 256)
	must(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &few))
	defer syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limits)
	for _, jobs := range []int{1, 4, 64} {
		var problems diag.List
		tree, err := Read(root, jobs, &problems)
		must(t, err)
		tree.Each(tree.Files, jobs, func(File, []byte) {})
		if len(tree.Files) != len(files) || len(lines(&problems)) > 0 {
			t.Fatalf("%d jobs: %d files, %q", jobs, len(tree.Files), lines(&problems))
		}
	}
}
