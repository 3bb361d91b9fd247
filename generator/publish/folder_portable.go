//go:build !linux && !darwin

package publish

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// hasModes says whether permission bits mean anything here.
const hasModes = false

type folder struct {
	root *os.Root
	path string
}

func openFolder(path string) (*folder, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: errors.New("not a folder")}
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &folder{root: root, path: path}, nil
}

func (f *folder) close() { f.root.Close() }

// suspend closes the folder so that it can be moved: Windows may refuse to move an
// open one. resume opens what is at its path then.
func (f *folder) suspend() { f.root.Close() }

func (f *folder) resume() error {
	root, err := os.OpenRoot(f.path)
	if err == nil {
		f.root = root
	}
	return err
}

func (f *folder) full(path string) string { return filepath.Join(f.path, filepath.FromSlash(path)) }

func (f *folder) create(path string, data []byte) (stat, error) {
	file, err := f.root.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return stat{}, err
	}
	_, err = file.Write(data)
	var info fs.FileInfo
	if err == nil {
		info, err = file.Stat()
	}
	if e := file.Close(); err == nil {
		err = e
	}
	if err != nil {
		f.root.Remove(path)
		return stat{}, err
	}
	return statOf(info), nil
}

func (f *folder) lstat(path string) (stat, error) {
	if path == "" {
		path = "."
	}
	info, err := f.root.Lstat(path)
	if err != nil {
		return stat{}, err
	}
	return statOf(info), nil
}

func statOf(info fs.FileInfo) stat {
	return stat{
		kind: info.Mode().Type(), perm: info.Mode().Perm(), size: info.Size(),
		mtime: info.ModTime().UnixNano(), ctime: info.ModTime().UnixNano(),
	}
}

func (f *folder) read(path string) ([]byte, error) { return f.root.ReadFile(path) }

// compare says whether the regular file at path holds data, and what it is like.
func (f *folder) compare(path string, data []byte) (st stat, same bool) {
	st, err := f.lstat(path)
	if err != nil || st.kind != 0 || st.size != int64(len(data)) {
		return st, false
	}
	there, err := f.read(path)
	return st, err == nil && bytes.Equal(there, data)
}

func (f *folder) names(path string) ([]string, error) {
	if path == "" {
		path = "."
	}
	dir, err := f.root.Open(path)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	slices.Sort(names)
	return names, err
}

func (f *folder) mkdir(path string, perm fs.FileMode) error { return f.root.Mkdir(path, perm) }

func (f *folder) chmod(path string, perm fs.FileMode) error { return nil }

func (f *folder) remove(path string) error { return f.root.Remove(path) }

func (f *folder) removeEmpty(path string) error { return f.root.Remove(path) }

func (f *folder) removeAll(path string) error { return f.root.RemoveAll(path) }

// sync does nothing: where there is no call for a whole file system the promise
// holds for a kill, not for a power cut.
func (f *folder) sync() error { return nil }

func moveEntry(from *folder, a string, to *folder, b string) error {
	return os.Rename(from.full(a), to.full(b))
}

func linkEntry(from *folder, a string, to *folder, b string) error {
	return os.Link(from.full(a), to.full(b))
}

func exchangeEntries(from *folder, a string, to *folder, b string) error {
	return errors.ErrUnsupported
}

func isMount(parent, folder *folder) bool { return false }
