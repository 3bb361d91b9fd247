package source

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"sync"
	"sync/atomic"
)

// keepBuffer is the most bytes of a buffer that a reader keeps for its next file.
const keepBuffer = 1 << 20

// ReadFile gives the bytes of a file of the tree. Problem makes a diagnostic of its error; a path that the tree does not have
// is fs.ErrNotExist.
func (t *Tree) ReadFile(path string) ([]byte, error) {
	f, err := t.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := readAll(f, f.size, limit(path), nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, bare(err))
	}
	sum := sha256.Sum256(data)
	if before, read := t.read.LoadOrStore(path, sum); read && before != sum {
		t.read.Store(path, [sha256.Size]byte{}) // it was changed meanwhile
	}
	return data, nil
}

// Read says whether anything has read a file so far, and what: the digest of its bytes, zero when that is not known or was not the same each
// time.
func (t *Tree) Read(file *File) (digest [sha256.Size]byte, ok bool) {
	sum, ok := t.read.Load(file.Path)
	switch {
	case ok && (!file.Digested() || file.Digest == sum):
		return sum.([sha256.Size]byte), true
	case ok:
		return digest, true
	}
	return file.Digest, file.Digested()
}

// Reader is an open file of a tree.
type Reader struct {
	io.ReadCloser
	size int64
}

// Size is the file's length in bytes when it was opened.
func (r *Reader) Size() int64 { return r.size }

// Open opens a file of the tree for reading; the caller closes it. It is for files that are too large to hold.
func (t *Tree) Open(name string) (*Reader, error) {
	t.read.Store(name, [sha256.Size]byte{})
	return t.open(name)
}

func (t *Tree) open(name string) (*Reader, error) {
	file, ok := t.Lookup(name)
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	in, err := t.store.folder(path.Dir(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, bare(err))
	}
	defer in.close()
	known := File{Inode: file.Inode, device: file.device}
	f, info, err := openRegular(in, path.Base(name), known, limit(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, bare(err))
	}
	return &Reader{f, info.Size()}, nil
}

// Each reads files in parallel, at most jobs at once (0: one for each core), and calls fn with each and its bytes, in several
// goroutines, in no order. The File that fn is given has its Digest, and so has the tree's afterwards. fn must not
// keep the bytes: they are overwritten. What cannot be read is added to the tree's problems and left out.
func (t *Tree) Each(files []File, jobs int, fn func(File, []byte)) {
	t.inParallel(files, jobs, func(r *reader, f fs.File, file *File, max int64) error {
		var err error
		if r.buf, err = readAll(f, file.Size, max, r.buf); err != nil {
			return err
		}
		file.Digest = sha256.Sum256(r.buf)
		t.learned(*file)
		fn(*file, r.buf)
		if cap(r.buf) > keepBuffer {
			r.buf = nil
		}
		return nil
	})
}

// Digests is Each for large files of which only the digest is wanted: they are never in memory as a whole. fn may be nil.
func (t *Tree) Digests(files []File, jobs int, fn func(File)) {
	t.inParallel(files, jobs, func(r *reader, f fs.File, file *File, max int64) error {
		if cap(r.buf) == 0 {
			r.buf, r.hash = make([]byte, 128<<10), sha256.New()
		}
		r.hash.Reset()
		for total := int64(0); ; {
			n, err := f.Read(r.buf)
			r.hash.Write(r.buf[:n])
			if total += int64(n); total > max {
				return errLarge
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				return err
			}
		}
		r.hash.Sum(file.Digest[:0])
		t.learned(*file)
		if fn != nil {
			fn(*file)
		}
		return nil
	})
}

// learned puts what was read into the tree, field by field: others may be looking for paths.
func (t *Tree) learned(file File) {
	if f, ok := t.Lookup(file.Path); ok {
		f.Size, f.ModTime, f.Ctime, f.Inode, f.device, f.Digest = file.Size, file.ModTime, file.Ctime, file.Inode, file.device, file.Digest
	}
}

// reader is what one goroutine keeps from file to file.
type reader struct {
	store store
	dir   string // of the open folder
	in    folder // nil: none
	buf   []byte
	hash  hash.Hash
}

// run is how many neighbours in the list one goroutine takes at once: they mostly share a folder, which is opened once.
const run = 32

func (t *Tree) inParallel(files []File, jobs int, do func(r *reader, f fs.File, file *File, max int64) error) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range workers(jobs, (len(files)+run-1)/run) {
		wait.Go(func() {
			r := &reader{store: t.store}
			defer r.leave()
			for {
				from := int(next.Add(run)) - run
				if from >= len(files) {
					return
				}
				for _, file := range files[from:min(from+run, len(files))] {
					if err := r.one(file, do); err != nil {
						t.problems.Add(Problem(file.Path, err))
					}
				}
			}
		})
	}
	wait.Wait()
}

// one opens a file, by its folder, which stays open for the next one.
func (r *reader) one(file File, do func(r *reader, f fs.File, file *File, max int64) error) error {
	dir, name := path.Split(file.Path)
	if dir != r.dir || r.in == nil {
		r.leave()
		in, err := r.store.folder(path.Clean(dir))
		if err != nil {
			return err
		}
		r.dir, r.in = dir, in
	}
	max := limit(file.Path)
	f, info, err := openRegular(r.in, name, file, max)
	if err != nil {
		return err
	}
	defer f.Close()
	times(info, &file)
	return do(r, f, &file, max)
}

func (r *reader) leave() {
	if r.in != nil {
		r.in.close()
		r.in = nil
	}
}
