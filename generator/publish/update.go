package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
)

// bringUpToDate makes the builder's tree hold what is wanted and nothing else,
// and returns its manifest. keepLive says that the tree is the live one.
func (s *Stage) bringUpToDate(keepLive bool) (*manifest, error) {
	b := s.build
	dirs := map[string]bool{"": true}
	for _, path := range s.claims.paths {
		for dir := parentOf(path); !dirs[dir]; dir = parentOf(dir) {
			dirs[dir] = true
		}
	}
	if err := s.removeStale(dirs); err != nil {
		return nil, err
	}
	if _, err := b.folder(""); err != nil {
		return nil, err
	}
	err := parallel(len(s.order), func(i int) error {
		path, out := s.claims.paths[s.order[i]], &s.wanted[s.order[i]]
		if out.source == inBuild {
			return nil
		}
		dir, err := b.folder(parentOf(path))
		if err != nil {
			return err
		}
		return s.place(path, out, dir, keepLive)
	})
	if err != nil {
		return nil, err
	}
	next := s.manifest()
	for dir := range dirs {
		next.folders[dir] = stamp{}
	}
	if err := s.removeStrangers(next); err != nil {
		return nil, err
	}
	next.folders, err = b.stamps(keepLive)
	return next, err
}

// manifest is what the new tree will hold.
func (s *Stage) manifest() *manifest {
	m := &manifest{files: make(map[string]*entry, len(s.order)), folders: map[string]stamp{}, order: make([]string, len(s.order))}
	for i, number := range s.order {
		path := s.claims.paths[number]
		m.order[i], m.files[path] = path, s.wanted[number].entry
	}
	return m
}

// removeStale removes the files and folders that the tree's manifest names and
// the new site has no use for.
func (s *Stage) removeStale(dirs map[string]bool) error {
	b := s.build
	var stale []string
	for dir := range b.known.folders {
		if !dirs[dir] && dirs[parentOf(dir)] {
			stale = append(stale, dir)
		}
	}
	for path := range b.known.files {
		if !s.claims.has(path) && dirs[parentOf(path)] {
			stale = append(stale, path)
		}
	}
	slices.Sort(stale)
	if err := parallel(len(stale), func(i int) error { return b.clear(stale[i]) }); err != nil {
		return err
	}
	for path, e := range b.known.files {
		if !s.claims.has(path) {
			s.linkCountMoved(path, e.ino)
		}
	}
	return nil
}

// linkCountMoved takes up the new ctime of a live file that was, or became, one
// inode with a file of the new tree.
func (s *Stage) linkCountMoved(path string, ino uint64) {
	e := s.liveIs.files[path]
	if e == nil || e.ino != ino || ino == 0 || s.live == nil || s.build.tree == s.live {
		return
	}
	st, err := s.live.lstat(path)
	if err == nil && st.isFile() && st.ino == e.ino && st.size == e.size && st.mtime == e.mtime {
		e.ctime, e.refreshed = st.ctime, true
	}
}

// place puts one file where it belongs in the new tree.
func (s *Stage) place(path string, out *output, dir *building, keepLive bool) error {
	b := s.build
	switch out.source {
	case inSpare:
		if !dir.asKnown && !b.tree.matches(path, out.entry) {
			return s.changed(path)
		}
		return nil
	case incoming:
		dir.touched.Store(true)
		before := b.known.files[path]
		if err := moveEntry(s.incoming, stagedName(out.staged), b.tree, path); err != nil {
			if e := b.clear(path); e != nil {
				return e
			}
			if err := moveEntry(s.incoming, stagedName(out.staged), b.tree, path); err != nil {
				return err
			}
		}
		st, err := b.tree.lstat(path)
		if err != nil {
			return err
		}
		if !st.isFile() || st.ino != out.ino || st.size != out.size || st.mtime != out.mtime {
			return s.changed(path)
		}
		out.ctime = st.ctime
		if before != nil {
			s.linkCountMoved(path, before.ino)
		}
		return nil
	}
	if keepLive {
		return nil
	}
	before := b.known.files[path]
	if before != nil && before.digest == out.digest {
		if before.ino == out.ino && out.ino != 0 && dir.asKnown {
			return nil // the same inode, and the name still leads to it
		}
		if before.ino == out.ino && out.ino != 0 {
			if st, err := b.tree.lstat(path); err == nil && st.isFile() && st.ino == out.ino {
				return nil
			}
		} else if b.tree.matches(path, before) {
			before.key = out.key
			out.entry = before
			return nil
		}
	}
	dir.touched.Store(true)
	if err := s.fromLive(path, out, before); err != nil {
		return err
	}
	if before != nil && before.ino != out.ino {
		s.linkCountMoved(path, before.ino)
	}
	return nil
}

// fromLive makes path in the new tree a link to the live file, or a copy of it
// where there are no links.
func (s *Stage) fromLive(path string, out *output, before *entry) error {
	tree := s.build.tree
	if before != nil {
		if err := s.build.clear(path); err != nil {
			return err
		}
	}
	if !s.noLinks.Load() {
		err := linkEntry(s.live, path, tree, path)
		if errors.Is(err, fs.ErrExist) {
			if err := s.build.clear(path); err != nil {
				return err
			}
			err = linkEntry(s.live, path, tree, path)
		}
		if err == nil {
			st, err := tree.lstat(path)
			if err != nil {
				return err
			}
			if !st.isFile() || st.ino != out.ino || st.size != out.size || st.mtime != out.mtime {
				return s.changed(path)
			}
			out.ctime, out.refreshed = st.ctime, true // the live tree's entry is the same one
			s.links.Add(1)
			return nil
		}
		if errors.Is(err, fs.ErrNotExist) {
			return s.changed(path)
		}
		s.noLinks.Store(true) // each copy tells its own error
	}
	data, err := s.live.read(path)
	if err != nil {
		return err
	}
	if digestOf(data) != out.digest {
		return s.changed(path)
	}
	s.copies.Add(1)
	st, err := tree.create(path, data)
	if errors.Is(err, fs.ErrExist) {
		if err := s.build.clear(path); err != nil {
			return err
		}
		st, err = tree.create(path, data)
	}
	if err != nil {
		return err
	}
	out.entry = st.entry(out.digest, out.key)
	s.mu.Lock()
	s.bytes += st.size
	s.mu.Unlock()
	return nil
}

func (s *Stage) changed(path string) error {
	return fmt.Errorf("somebody changed %s while it was being published; build again", path)
}

// removeStrangers removes from the new tree what the new manifest does not name;
// only folders that are not as they were left can hold such.
func (s *Stage) removeStrangers(next *manifest) error {
	b := s.build
	dirs := slices.Sorted(maps.Keys(b.folders))
	return parallel(len(dirs), func(i int) error {
		if b.folders[dirs[i]].asKnown {
			return nil
		}
		if _, known := b.known.folders[dirs[i]]; !known && len(b.known.folders) == 0 {
			return nil // a tree that this build made
		}
		strangers, err := s.strangers(b.tree, next, dirs[i])
		for _, path := range strangers {
			if err := b.clear(path); err != nil {
				return err
			}
		}
		return err
	})
}
