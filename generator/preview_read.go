package generator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/source"
)

// reading is what was read of a site.
type reading struct {
	tree    *source.Tree
	files   []source.File     // that records are made of
	parts   []decode.Part     // of the files, by place
	listing []diag.Diagnostic // what is wrong with the folder itself
	unread  []diag.Diagnostic // why files could not be read
}

// read brings the tree and the parts up to date, and says which files are other ones. some says that those are files that were there
// before: nothing is new or gone.
func (v *Preview) read(c Change) (saved []string, some bool, err error) {
	var said diag.List
	tree, files, parts := v.tree, v.files, v.parts
	var unread []source.File
	if v.tree != nil && !c.All {
		var written []source.File
		if tree, written, some = v.tree.Again(c.Paths, &said); some {
			files, parts = slices.Clone(files), slices.Clone(parts)
			unread = slices.DeleteFunc(written, func(f source.File) bool { return v.place(f.Path) < 0 })
		}
	}
	if !some {
		if tree, err = v.list(&said); err != nil {
			return nil, false, err
		}
		v.listing = said.From(0)
		files = decode.Files(tree)
		parts = make([]decode.Part, len(files))
	}
	named := make(map[string]bool, len(c.Paths))
	for _, path := range c.Paths {
		named[path] = true
	}
	already := map[string]bool{}
	for _, f := range unread {
		already[f.Path] = true
	}
	for i, f := range files { // what could not be read is tried again
		k := i
		if !some {
			k = v.place(f.Path)
		}
		switch {
		case k < 0 || v.parts[k].Path == "" || !some && (named[f.Path] || !f.Same(v.files[k])):
			if !already[f.Path] {
				unread = append(unread, f)
			}
		case !some:
			files[i], parts[i] = v.files[k], v.parts[k]
			if t, ok := tree.Lookup(f.Path); ok {
				t.Digest = files[i].Digest
			}
		}
	}
	slices.SortFunc(unread, func(a, b source.File) int { return strings.Compare(a.Path, b.Path) })
	n := said.Len()
	fresh := decode.Parts(tree, unread, v.in.Jobs)
	v.unread = said.From(n)
	for j, f := range unread {
		i, _ := slices.BinarySearchFunc(files, f.Path, func(f source.File, path string) int { return strings.Compare(f.Path, path) })
		parts[i] = fresh[j]
		if t, ok := tree.Lookup(f.Path); ok {
			files[i] = *t
		}
	}
	if v.tree != nil {
		saved = differences(v.tree, tree, named)
	}
	v.tree, v.files, v.parts = tree, files, parts
	v.shelf.reads(tree)
	return saved, some, nil
}

// place is the index of a file that records are made of; -1: it is none, or new.
func (v *Preview) place(path string) int {
	i, ok := slices.BinarySearchFunc(v.files, path, func(f source.File, path string) int { return strings.Compare(f.Path, path) })
	if !ok {
		return -1
	}
	return i
}

// list lists the site's folder anew. A folder that was put in the place of the one that was opened is opened.
func (v *Preview) list(said *diag.List) (*source.Tree, error) {
	if v.root != nil && v.root.Gone() {
		v.root.Close()
		v.root = nil
	}
	if v.root == nil {
		root, err := source.Open(v.in.Dir)
		if err != nil {
			return nil, fmt.Errorf("reading the site: %w", err)
		}
		v.root = root
	}
	tree, err := source.Read(v.root, v.in.Jobs, said)
	if err != nil {
		return nil, fmt.Errorf("reading the site: %w", err)
	}
	return tree, nil
}

// differences are the paths of files that are new, gone or not as they were, sorted. Of files that were read their bytes decide; of others
// their times, or that somebody named them.
func differences(before, now *source.Tree, named map[string]bool) []string {
	var all []string
	a, b := before.Files, now.Files
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Path < b[0].Path:
			all, a = append(all, a[0].Path), a[1:]
		case len(a) == 0 || b[0].Path < a[0].Path:
			all, b = append(all, b[0].Path), b[1:]
		default:
			if a[0].Digested() && b[0].Digested() {
				if a[0].Digest != b[0].Digest {
					all = append(all, a[0].Path)
				}
			} else if !a[0].Same(b[0]) || named[a[0].Path] {
				all = append(all, a[0].Path)
			}
			a, b = a[1:], b[1:]
		}
	}
	return all
}
