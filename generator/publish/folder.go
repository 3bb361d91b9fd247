package publish

import (
	"io/fs"
	"strings"
)

// The modes that every published file and folder has, whatever the umask is.
const (
	fileMode   = 0o644
	folderMode = 0o755
)

// stat is what one lstat tells. Times are nanoseconds since 1970.
type stat struct {
	kind  fs.FileMode // the type bits alone: 0 for a regular file, fs.ModeDir for a folder
	perm  fs.FileMode
	size  int64
	mtime int64
	ctime int64  // equal to mtime where the system has none
	ino   uint64 // 0 where the system has none
	dev   uint64
}

// A folder is an open directory; every path given to its methods is
// slash-separated, relative to it and never leads through a symbolic link when
// something is made or removed. The methods may be used by several goroutines.
//
// The type itself is in folder_unix.go and folder_portable.go; both have
//
//	openFolder(path string) (*folder, error)           refuses a symbolic link
//	create(path string, data []byte) (stat, error)      a new file, never an existing one
//	lstat(path string) (stat, error)                    "" is the folder itself
//	read(path string) ([]byte, error)                   a regular file, no link
//	compare(path string, data []byte) (stat, bool)      a regular file with data in it
//	names(path string) ([]string, error)                what is in a folder, sorted
//	mkdir(path string, perm fs.FileMode) error
//	chmod(path string, perm fs.FileMode) error
//	remove(path string) error                           a file or a link
//	removeAll(path string) error                        stops at another file system
//	sync() error
//	close(), suspend(), resume() error
//	moveEntry(from *folder, a string, to *folder, b string) error   replaces a file
//	linkEntry(from *folder, a string, to *folder, b string) error
//	exchangeEntries(from *folder, a string, to *folder, b string) error

// matches says whether the file at path still is the one that e describes. A
// file of which only ctime moved is read: linking, unlinking and a backup move
// it, but so does a change that put size and mtime back.
func (f *folder) matches(path string, e *entry) bool {
	st, err := f.lstat(path)
	if err != nil || !st.leftAs(e) {
		return false
	}
	if st.ctime == e.ctime {
		return true
	}
	data, err := f.read(path)
	if err != nil || digestOf(data) != e.digest {
		return false
	}
	e.ctime = st.ctime
	e.refreshed = true
	return true
}

// holds says whether the file at path still is the one that e describes and has
// data, byte for byte, in it. What was not known of it is known then.
func (f *folder) holds(path string, e *entry, digest Digest, data []byte) bool {
	if e.size != int64(len(data)) || e.digest != digest && e.digest != (Digest{}) {
		return false
	}
	st, same := f.compare(path, data)
	if !same || !st.leftAs(e) {
		return false
	}
	e.refreshed = e.refreshed || st.ctime != e.ctime || e.digest != digest
	e.ctime, e.digest = st.ctime, digest
	return true
}

// leftAs says whether a file looks as e says that it was left, but for ctime.
func (st stat) leftAs(e *entry) bool {
	return st.isFile() && st.size == e.size && st.mtime == e.mtime && st.ino == e.ino
}

// isFile says whether it is a regular file with the mode of published files.
func (st stat) isFile() bool {
	return st.kind == 0 && (st.perm == fileMode || !hasModes)
}

// isFolder says whether it is a folder, whatever its mode.
func (st stat) isFolder() bool { return st.kind == fs.ModeDir }

// parentOf gives the folder part of a slash-separated path, "" at the top.
func parentOf(path string) string {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return ""
	}
	return path[:i]
}

// join is path.Join for parts that are clean already.
func join(dir, name string) string {
	if dir == "" {
		return name
	}
	return dir + "/" + name
}
