package source

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"

	"github.com/plaudit/plaudit/generator/diag"
)

// Again looks at files of the tree once more and gives the tree as it is now, with those files in written. When one of the paths is new,
// gone, a folder or nothing that a site can have, only Read can tell what the tree is, and ok is false. Problems of reading go to
// problems.
func (t *Tree) Again(paths []string, problems *diag.List) (now *Tree, written []File, ok bool) {
	now = &Tree{Files: slices.Clone(t.Files), store: t.store, problems: problems}
	for _, name := range paths {
		f, known := now.Lookup(name)
		if !known {
			if Ignored(name) {
				continue
			}
			return nil, nil, false
		}
		file, ok := t.look(name)
		if !ok {
			return nil, nil, false
		}
		*f = file
		written = append(written, file)
	}
	t.read.Range(func(name, sum any) bool { // what has been read of the others is still so
		if !slices.ContainsFunc(written, func(f File) bool { return f.Path == name }) {
			now.read.Store(name, sum)
		}
		return true
	})
	return now, written, true
}

// look asks what a file is now; ok is false when it is no file that a site can have.
func (t *Tree) look(name string) (file File, ok bool) {
	in, err := t.store.folder(path.Dir(name))
	if err != nil {
		return file, false
	}
	defer in.close()
	info, err := in.lstat(path.Base(name))
	if err != nil || !info.Mode().IsRegular() || info.Size() > limit(name) {
		return file, false
	}
	file.Path = name
	times(info, &file)
	return file, true
}

// Gone says whether the site's folder itself is not there any more, or is another one.
func (r *Root) Gone() bool {
	open, err := r.root.Stat(".")
	if err != nil {
		return true
	}
	now, err := os.Stat(r.dir)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !sameFile(open, now)
}
