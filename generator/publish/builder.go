package publish

import (
	"errors"
	"io/fs"
	"sync"
	"sync/atomic"
)

// A builder brings one tree to what is wanted. Its methods may be used by
// several goroutines.
type builder struct {
	tree  *folder
	known *manifest // what the tree held when it was last left alone

	mu      sync.Mutex
	folders map[string]*building
}

// building is a folder of the new tree.
type building struct {
	once    sync.Once
	err     error
	asKnown bool        // no name in it changed since the manifest
	touched atomic.Bool // by this build
}

func newBuilder(tree *folder, known *manifest) *builder {
	return &builder{tree: tree, known: known, folders: map[string]*building{}}
}

// folder makes sure that dir is a folder of the tree, once for each.
func (b *builder) folder(dir string) (*building, error) {
	b.mu.Lock()
	at := b.folders[dir]
	if at == nil {
		at = &building{}
		b.folders[dir] = at
	}
	b.mu.Unlock()
	at.once.Do(func() { at.err = b.ensure(dir, at) })
	return at, at.err
}

func (b *builder) ensure(dir string, at *building) error {
	if dir == "" {
		return nil // always there, and always listed
	}
	parent, err := b.folder(parentOf(dir))
	if err != nil {
		return err
	}
	left, wasThere := b.known.folders[dir]
	if !wasThere {
		parent.touched.Store(true)
		at.touched.Store(true)
		err := b.tree.mkdir(dir, folderMode)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	st, err := b.tree.lstat(dir)
	switch {
	case err == nil && st.isFolder():
		at.asKnown = wasThere && left.ctime != 0 && st.stamp() == left
		return nil
	case err == nil:
		if err := b.tree.remove(dir); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	parent.touched.Store(true)
	at.touched.Store(true)
	return b.tree.mkdir(dir, folderMode)
}

// touch remembers that a name in dir changed.
func (b *builder) touch(dir string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if at := b.folders[dir]; at != nil {
		at.touched.Store(true)
	}
}

// clear removes what stands at path, whatever it is.
func (b *builder) clear(path string) error {
	b.touch(parentOf(path))
	err := b.tree.remove(path)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return b.tree.removeAll(path)
}

// stamps gives every folder its mode and returns how each was left. The top of a
// mount keeps the mode that the operator gave it.
func (b *builder) stamps(mount bool) (map[string]stamp, error) {
	dirs := make([]string, 0, len(b.folders))
	for dir := range b.folders {
		dirs = append(dirs, dir)
	}
	stamps := make([]stamp, len(dirs))
	err := parallel(len(dirs), func(i int) error {
		at := b.folders[dirs[i]]
		if at.asKnown && !at.touched.Load() {
			stamps[i] = b.known.folders[dirs[i]]
			return nil
		}
		st, err := b.tree.lstat(dirs[i])
		if err == nil && hasModes && st.perm != folderMode && (dirs[i] != "" || !mount) {
			if err = b.tree.chmod(dirs[i], folderMode); err == nil {
				st, err = b.tree.lstat(dirs[i])
			}
		}
		stamps[i] = st.stamp()
		return err
	})
	all := make(map[string]stamp, len(dirs))
	for i, dir := range dirs {
		all[dir] = stamps[i]
	}
	return all, err
}
