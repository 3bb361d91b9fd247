//go:build linux || darwin

package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"

	"golang.org/x/sys/unix"
)

// hasModes says whether permission bits mean anything here.
const hasModes = true

// cachedFolders bounds the descriptors kept for folders that get subfolders: a
// site of 10,000 partners has 700 such. Fewer are kept where the system lets a
// process have few.
const cachedFolders = 1024

var mayKeep = sync.OnceValue(func() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return cachedFolders / 16
	}
	return int(min(cachedFolders, limit.Cur/8))
})

type folder struct {
	fd   int
	path string // for messages

	mu   sync.Mutex
	open map[string]int
}

func openFolder(path string) (*folder, error) {
	fd, err := retry(func() (int, error) {
		return unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return &folder{fd: fd, path: path, open: map[string]int{}}, nil
}

func (f *folder) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fd := range f.open {
		unix.Close(fd)
	}
	f.open = nil
	unix.Close(f.fd)
}

// suspend and resume surround moving the folder itself, which an open one does
// not mind here.
func (f *folder) suspend()      {}
func (f *folder) resume() error { return nil }

// parent opens the folder that holds path. Call release when done with it.
func (f *folder) parent(path string) (fd int, base string, err error) {
	dir := parentOf(path)
	if dir == "" {
		return f.fd, path, nil
	}
	fd, err = openBelow(f.fd, dir)
	return fd, path[len(dir)+1:], err
}

func (f *folder) release(fd int) {
	if fd != f.fd {
		unix.Close(fd)
	}
}

// keptParent is parent for folders that will be asked for again and again: the
// descriptor stays open until close.
func (f *folder) keptParent(path string) (fd int, base string, kept bool, err error) {
	dir := parentOf(path)
	f.mu.Lock()
	fd, kept = f.open[dir]
	f.mu.Unlock()
	if kept {
		return fd, path[len(dir)+1:], true, nil
	}
	fd, base, err = f.parent(path)
	if err != nil || fd == f.fd {
		return fd, base, true, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, twice := f.open[dir]; !twice && len(f.open) < mayKeep() {
		f.open[dir] = fd
		return fd, base, true, nil
	}
	return fd, base, false, nil
}

func (f *folder) fail(op, path string, err error) error {
	return &fs.PathError{Op: op, Path: join(f.path, path), Err: err}
}

func (f *folder) create(path string, data []byte) (stat, error) {
	fd, err := openFile(f, path, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL)
	if err != nil {
		return stat{}, f.fail("create", path, err)
	}
	st, err := fill(fd, data)
	if e := unix.Close(fd); err == nil {
		err = e
	}
	if err != nil {
		f.remove(path)
		return stat{}, f.fail("write", path, err)
	}
	return st, nil
}

// fill writes data into the new file fd and gives it the mode that published
// files have.
func fill(fd int, data []byte) (stat, error) {
	for len(data) > 0 {
		n, err := retry(func() (int, error) { return unix.Write(fd, data) })
		if err != nil {
			return stat{}, err
		}
		data = data[n:]
	}
	var u unix.Stat_t
	if err := unix.Fstat(fd, &u); err != nil {
		return stat{}, err
	}
	if u.Mode&0o7777 != fileMode {
		if err := unix.Fchmod(fd, fileMode); err != nil {
			return stat{}, err
		}
		if err := unix.Fstat(fd, &u); err != nil {
			return stat{}, err
		}
	}
	return statOf(&u), nil
}

func (f *folder) lstat(path string) (stat, error) {
	var u unix.Stat_t
	var err error
	if path == "" {
		err = unix.Fstat(f.fd, &u)
	} else {
		_, err = retry(func() (int, error) { return 0, unix.Fstatat(f.fd, path, &u, unix.AT_SYMLINK_NOFOLLOW) })
	}
	if err != nil {
		return stat{}, f.fail("lstat", path, err)
	}
	return statOf(&u), nil
}

func statOf(u *unix.Stat_t) stat {
	st := stat{
		perm:  fs.FileMode(u.Mode & 0o777),
		size:  u.Size,
		mtime: u.Mtim.Nano(),
		ctime: u.Ctim.Nano(),
		ino:   u.Ino,
		dev:   uint64(u.Dev),
	}
	switch u.Mode & unix.S_IFMT {
	case unix.S_IFREG:
	case unix.S_IFDIR:
		st.kind = fs.ModeDir
	case unix.S_IFLNK:
		st.kind = fs.ModeSymlink
	default:
		st.kind = fs.ModeIrregular
	}
	return st
}

func (f *folder) openIn(path string, flags int) (*os.File, error) {
	parent, base, err := f.parent(path)
	if err != nil {
		return nil, f.fail("open", path, err)
	}
	defer f.release(parent)
	fd, err := retry(func() (int, error) {
		return unix.Openat(parent, base, flags|unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, f.fail("open", path, err)
	}
	return os.NewFile(uintptr(fd), join(f.path, path)), nil
}

func (f *folder) read(path string) ([]byte, error) {
	file, err := f.openIn(path, unix.O_NONBLOCK) // a FIFO must not hold us
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, f.fail("read", path, errors.New("not a regular file"))
	}
	data := make([]byte, info.Size())
	n, err := file.ReadAt(data, 0)
	if n == len(data) {
		return data, nil
	}
	return nil, err
}

// compare says whether the regular file at path holds data, and what it is like.
func (f *folder) compare(path string, data []byte) (st stat, same bool) {
	fd, err := openFile(f, path, unix.O_RDONLY|unix.O_NONBLOCK) // a FIFO must not hold us
	if err != nil {
		return stat{}, false
	}
	defer unix.Close(fd)
	var u unix.Stat_t
	if err := unix.Fstat(fd, &u); err != nil {
		return stat{}, false
	}
	st = statOf(&u)
	if st.kind != 0 || st.size != int64(len(data)) {
		return st, false
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	for len(data) > 0 {
		n, err := retry(func() (int, error) { return unix.Read(fd, *buffer) })
		if err != nil || n <= 0 || n > len(data) || !bytes.Equal((*buffer)[:n], data[:n]) {
			return st, false
		}
		data = data[n:]
	}
	return st, true
}

// buffers are what compare reads into.
var buffers = sync.Pool{New: func() any {
	buffer := make([]byte, 64<<10)
	return &buffer
}}

func (f *folder) names(path string) ([]string, error) {
	if path == "" {
		path = "."
	}
	dir, err := f.openIn(path, unix.O_DIRECTORY)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	slices.Sort(names)
	return names, err
}

func (f *folder) mkdir(path string, perm fs.FileMode) error {
	fd, base, kept, err := f.keptParent(path)
	if err == nil {
		err = unix.Mkdirat(fd, base, uint32(perm))
		if !kept {
			unix.Close(fd)
		}
	}
	if err != nil {
		return f.fail("mkdir", path, err)
	}
	return nil
}

func (f *folder) chmod(path string, perm fs.FileMode) error {
	if path == "" {
		path = "."
	}
	dir, err := f.openIn(path, unix.O_DIRECTORY)
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Chmod(perm)
}

func (f *folder) remove(path string) error {
	fd, base, err := f.parent(path)
	if err == nil {
		err = unix.Unlinkat(fd, base, 0)
		f.release(fd)
	}
	if err != nil {
		return f.fail("remove", path, err)
	}
	return nil
}

// removeEmpty removes a folder that holds nothing.
func (f *folder) removeEmpty(path string) error {
	fd, base, err := f.parent(path)
	if err == nil {
		err = unix.Unlinkat(fd, base, unix.AT_REMOVEDIR)
		f.release(fd)
	}
	if err != nil {
		return f.fail("remove", path, err)
	}
	return nil
}

func (f *folder) removeAll(path string) error {
	top, err := f.lstat("")
	if err != nil {
		return err
	}
	return f.removeBelow(path, top.dev)
}

func (f *folder) removeBelow(path string, dev uint64) error {
	st, err := f.lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !st.isFolder() {
		return f.remove(path)
	}
	if st.dev != dev {
		return f.fail("remove", path, errors.New("another file system is mounted there"))
	}
	names, err := f.names(path)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := f.removeBelow(join(path, name), dev); err != nil {
			return err
		}
	}
	return f.removeEmpty(path)
}

// between calls do with the open parents of two entries.
func between(op string, from *folder, a string, to *folder, b string, do func(fromFD int, a string, toFD int, b string) error) error {
	fromFD, aBase, err := from.parent(a)
	if err != nil {
		return from.fail(op, a, err)
	}
	defer from.release(fromFD)
	toFD, bBase, err := to.parent(b)
	if err != nil {
		return to.fail(op, b, err)
	}
	defer to.release(toFD)
	if _, err := retry(func() (int, error) { return 0, do(fromFD, aBase, toFD, bBase) }); err != nil {
		return fmt.Errorf("%s %s to %s: %w", op, join(from.path, a), join(to.path, b), err)
	}
	return nil
}

func moveEntry(from *folder, a string, to *folder, b string) error {
	return between("move", from, a, to, b, unix.Renameat)
}

func linkEntry(from *folder, a string, to *folder, b string) error {
	return between("link", from, a, to, b, func(fromFD int, a string, toFD int, b string) error {
		return unix.Linkat(fromFD, a, toFD, b, 0)
	})
}

func exchangeEntries(from *folder, a string, to *folder, b string) error {
	return between("exchange", from, a, to, b, exchangeAt)
}

// openStepwise is openBelow where the system has no openat2: each part of the
// path is opened without following links.
func openStepwise(fd int, dir string) (int, error) {
	current := fd
	for start := 0; start <= len(dir); {
		end := start
		for end < len(dir) && dir[end] != '/' {
			end++
		}
		next, err := retry(func() (int, error) {
			return unix.Openat(current, dir[start:end], unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
		})
		if current != fd {
			unix.Close(current)
		}
		if err != nil {
			return -1, err
		}
		current, start = next, end+1
	}
	return current, nil
}

// openFileStepwise is openFile where the system has no openat2.
func openFileStepwise(f *folder, path string, flags int) (int, error) {
	parent, base, err := f.parent(path)
	if err != nil {
		return -1, err
	}
	defer f.release(parent)
	return retry(func() (int, error) {
		return unix.Openat(parent, base, flags|unix.O_NOFOLLOW|unix.O_CLOEXEC, fileMode)
	})
}

// retry repeats a call that a signal interrupted, as network file systems let happen.
func retry[T any](call func() (T, error)) (T, error) {
	for {
		result, err := call()
		if err != unix.EINTR {
			return result, err
		}
	}
}
