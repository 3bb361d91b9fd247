package watch

import (
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// entry is what tells one state of a file from another without reading it. It is compared for being the same, never for being older: clocks jump.
type entry struct {
	folder bool
	size   int64 // bytes; unknown for a file that was only listed
	mtime  int64 // nanoseconds since 1970
	inode  uint64
}

// unknown is the size of a file that was only listed.
const unknown = -1

// listed says whether only the name is known, and whether it is a folder.
func (e entry) listed() bool { return e.size == unknown }

// same says whether two entries may be of one state. Of folders only the identity counts: what is in them has entries of its own.
func (e entry) same(other entry) bool {
	switch {
	case e.folder != other.folder:
		return false
	case e.folder:
		return e.inode == other.inode || e.inode == 0 || other.inode == 0
	case e.listed() || other.listed():
		return true
	}
	return e == other
}

// tree is a folder as it was last told, by slash-separated paths below it.
type tree map[string]entry

// below gives the paths below a folder.
func (t tree) below(folder string) []string {
	var paths []string
	for path := range t {
		if len(path) > len(folder) && path[len(folder)] == '/' && strings.HasPrefix(path, folder) {
			paths = append(paths, path)
		}
	}
	return paths
}

// differing gives the paths at which two trees are not the same, sorted.
func differing(a, b tree) []string {
	var paths []string
	for path, e := range a {
		if other, ok := b[path]; !ok || !e.same(other) {
			paths = append(paths, path)
		}
	}
	for path := range b {
		if _, ok := a[path]; !ok {
			paths = append(paths, path)
		}
	}
	sort.Strings(paths)
	return paths
}

// compact sorts paths and leaves out those that are below others of them.
func compact(paths []string) []string {
	chosen := make(map[string]bool, len(paths))
	for _, path := range paths {
		chosen[path] = true
	}
	paths = paths[:0]
	for path := range chosen {
		covered := false
		for i, c := range []byte(path) {
			covered = covered || c == '/' && chosen[path[:i]]
		}
		if !covered {
			paths = append(paths, path)
		}
	}
	sort.Strings(paths)
	return paths
}

// looker looks at the watched part of a folder.
type looker struct {
	dir     string // absolute
	folders []string
	files   []string
	ignored func(string) bool
	stop    <-chan struct{} // closed: come back soon with what there is
}

// abs is where the system has a path.
func (l looker) abs(path string) string { return filepath.Join(l.dir, filepath.FromSlash(path)) }

// watched says whether a path below the folder is looked at.
func (l looker) watched(path string) bool {
	top, _, deep := strings.Cut(path, "/")
	if slices.Contains(l.files, top) && !deep {
		return true
	}
	return slices.Contains(l.folders, top) && (!deep || !l.ignored(path))
}

// all looks at everything. Before the names in a folder are read, enter is called with its path. With quick, files are only listed. What
// cannot be read is not there. The error is one of enter.
func (l looker) all(quick bool, enter func(path string) error) (tree, error) {
	t := tree{}
	if err := enter(""); err != nil {
		return t, err
	}
	for _, name := range l.files {
		if e, ok := stat(l.abs(name)); ok {
			t[name] = e
		}
	}
	for _, name := range l.folders {
		if e, ok := stat(l.abs(name)); ok {
			t[name] = e
			if e.folder {
				if err := l.into(t, name, quick, enter); err != nil {
					return t, err
				}
			}
		}
	}
	return t, nil
}

// into looks at what is below the folder at path, and puts it into t.
func (l looker) into(t tree, path string, quick bool, enter func(path string) error) error {
	if l.stopped() {
		return nil
	}
	if err := enter(path); err != nil {
		return err
	}
	list := stats
	if quick {
		list = names
	}
	var folders []string
	list(l.abs(path), func(name string) bool { return !l.ignored(path + "/" + name) }, func(name string, e entry) {
		t[path+"/"+name] = e
		if e.folder {
			folders = append(folders, path+"/"+name)
		}
	})
	for _, folder := range folders {
		if err := l.into(t, folder, quick, enter); err != nil {
			return err
		}
	}
	return nil
}

func (l looker) stopped() bool {
	select {
	case <-l.stop:
		return true
	default:
		return false
	}
}

// refresh brings t up to date at one path and below, and says whether something is there.
func (l looker) refresh(t tree, path string) bool {
	if t[path].folder {
		for _, below := range t.below(path) {
			delete(t, below)
		}
	}
	e, ok := stat(l.abs(path))
	if !ok {
		delete(t, path)
		return false
	}
	t[path] = e
	if e.folder {
		_ = l.into(t, path, false, func(string) error { return nil })
	}
	return true
}

// names gives the names in a folder that are wanted, and which are folders.
func names(dir string, wanted func(string) bool, each func(string, entry)) {
	entries, _ := os.ReadDir(dir) // in part, or not at all: what cannot be read is not there
	for _, e := range entries {
		if wanted(e.Name()) {
			each(e.Name(), entry{folder: e.IsDir(), size: unknown})
		}
	}
}
