package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// store is where a tree's files are: a folder of the disk or an fs.FS.
type store interface {
	// folder opens a folder by its path, "." for the top, and refuses one behind a symbolic link.
	folder(path string) (folder, error)
}

// folder is one open folder. Names are single segments.
type folder interface {
	names() ([]string, error)               // of everything in it, in any order
	lstat(name string) (fs.FileInfo, error) // of the name itself, never of what a link leads to
	open(name string) (fs.File, error)      // for reading; may follow a link, never waits for a pipe
	sub(name string) (folder, error)        // may follow a link
	self() (fs.FileInfo, error)             // of the open folder
	close()
}

// What a name in a site's folder may not be, when it is listed or when it is opened later.
var (
	errLink    = errors.New("is a symbolic link")
	errSpecial = errors.New("is not a regular file")
	errLarge   = errors.New("is too large")
	errChanged = errors.New("was exchanged while it was opened")
)

// Root is a site's folder on disk.
type Root struct {
	dir  string
	root *os.Root
}

// Open opens a site's folder. A symbolic link to it is followed, links in it are not. The caller closes the Root when
// the Tree is no longer read from.
func Open(dir string) (*Root, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the site's folder: %w", err)
	}
	return &Root{dir, root}, nil
}

// Dir is the folder's path as Open was given it.
func (r *Root) Dir() string { return r.dir }

// Close releases the folder.
func (r *Root) Close() error { return r.root.Close() }

func (r *Root) folder(dir string) (folder, error) {
	if dir == "." {
		return diskFolder{r.root, false}, nil
	}
	// Segment by segment: os.Root keeps to the folder, but follows links within.
	var at folder = diskFolder{r.root, false}
	for name := range strings.SplitSeq(dir, "/") {
		next, err := enter(at, name)
		at.close()
		if err != nil {
			return nil, err
		}
		at = next
	}
	return at, nil
}

// enter opens a folder below parent that is not behind a link.
func enter(parent folder, name string) (folder, error) {
	open, err := parent.sub(name)
	if err != nil {
		return nil, why(parent, name, err)
	}
	if err := checkSame(parent, name, open); err != nil {
		open.close()
		return nil, err
	}
	return open, nil
}

// why makes a failure to open a name plain: a link that leads out or nowhere, or something that is not to be opened.
func why(in folder, name string, err error) error {
	info, lerr := in.lstat(name)
	switch {
	case lerr != nil || errors.Is(err, fs.ErrPermission):
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return errLink
	case !info.Mode().IsRegular() && !info.IsDir():
		return errSpecial
	}
	return err
}

// checkSame says whether the open folder is the one at name, and not one that a link there leads to.
func checkSame(parent folder, name string, open folder) error {
	named, err := parent.lstat(name)
	if err != nil {
		return err
	}
	if named.Mode()&fs.ModeSymlink != 0 {
		return errLink
	}
	got, err := open.self()
	if err != nil {
		return err
	}
	if !sameFile(named, got) {
		return errChanged
	}
	return nil
}

// sameFile is os.SameFile, but true for what is on no disk, where nothing is exchanged.
func sameFile(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) || a.Sys() == nil && b.Sys() == nil
}

type diskFolder struct {
	root  *os.Root
	owned bool // false for the top, which Root.Close closes
}

func (d diskFolder) names() ([]string, error) {
	f, err := d.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// Not ReadDir: the Info of its entries would ask the file system by path, past the root.
	return f.Readdirnames(-1)
}

func (d diskFolder) lstat(name string) (fs.FileInfo, error) { return d.root.Lstat(name) }
func (d diskFolder) self() (fs.FileInfo, error)             { return d.root.Stat(".") }

func (d diskFolder) open(name string) (fs.File, error) {
	return d.root.OpenFile(name, os.O_RDONLY|nonBlocking, 0)
}

func (d diskFolder) sub(name string) (folder, error) {
	root, err := d.root.OpenRoot(name + "/.") // not name: if that were a pipe by now, OpenRoot would wait for its writer
	if err != nil {
		return nil, err
	}
	return diskFolder{root, true}, nil
}

func (d diskFolder) close() {
	if d.owned {
		d.root.Close()
	}
}

// memory is the store of a tree that FromFS made.
type memory struct{ fsys fs.FS }

func (m memory) folder(dir string) (folder, error) { return memoryFolder{m.fsys, dir}, nil }

type memoryFolder struct {
	fsys fs.FS
	dir  string
}

func (m memoryFolder) names() ([]string, error) {
	entries, err := fs.ReadDir(m.fsys, m.dir)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

func (m memoryFolder) lstat(name string) (fs.FileInfo, error) {
	return fs.Lstat(m.fsys, path.Join(m.dir, name))
}

func (m memoryFolder) self() (fs.FileInfo, error)        { return fs.Stat(m.fsys, m.dir) }
func (m memoryFolder) open(name string) (fs.File, error) { return m.fsys.Open(path.Join(m.dir, name)) }
func (m memoryFolder) sub(name string) (folder, error) {
	return memoryFolder{m.fsys, path.Join(m.dir, name)}, nil
}
func (m memoryFolder) close() {}

// openRegular opens the file called name in a folder, checks that it is a regular one, not behind a link and not above
// max bytes, and returns it with what is known of it. A known file spares a question to the system: when
// the open file is the one that was listed, no link can have led to it.
func openRegular(in folder, name string, known File, max int64) (fs.File, fs.FileInfo, error) {
	f, err := in.open(name)
	if err != nil {
		return nil, nil, why(in, name, err)
	}
	info, err := f.Stat()
	if err == nil {
		err = checkOpen(in, name, info, known, max)
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

func checkOpen(in folder, name string, info fs.FileInfo, known File, max int64) error {
	if !info.Mode().IsRegular() {
		return errSpecial
	}
	if info.Size() > max {
		return errLarge
	}
	now := known
	times(info, &now)
	if known.Inode != 0 && now.Inode == known.Inode && now.device == known.device {
		return nil
	}
	named, err := in.lstat(name)
	if err != nil {
		return err
	}
	if named.Mode()&fs.ModeSymlink != 0 {
		return errLink
	}
	if !sameFile(named, info) {
		return errChanged
	}
	return nil
}

// readAll reads an open file whole into buf, which grows as needed, and stops with errLarge above max bytes, whatever size
// it claimed to have. When more than size was asked for and just size came, that is the end: with many small files, asking
// again is a sixth of the work.
func readAll(f io.Reader, size, max int64, buf []byte) ([]byte, error) {
	buf = slices.Grow(buf[:0], int(min(size, max))+1) // one more, so that the end is seen without growing
	for {
		n, err := f.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case int64(len(buf)) > max:
			return buf, errLarge
		case err == io.EOF, err == nil && n > 0 && int64(len(buf)) == size && len(buf) < cap(buf):
			return buf, nil
		case err != nil:
			return buf, err
		case len(buf) == cap(buf):
			buf = slices.Grow(buf, 512)
		}
	}
}
