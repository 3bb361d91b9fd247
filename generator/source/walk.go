package source

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// Read lists the files of a site: plaudit.yaml, plaudit.lock and what is below assets/, content/, data/, static/ and themes/.
// At most jobs goroutines work at once (0: one for each core). What cannot be part of a site is left out and added to
// problems, to which the Tree also adds what it finds while it reads. The error is of the site's folder itself.
func Read(root *Root, jobs int, problems *diag.List) (*Tree, error) {
	return list(root, jobs, problems)
}

// ReadFS is Read for any file system, such as a testing/fstest.MapFS.
func ReadFS(fsys fs.FS, problems *diag.List) (*Tree, error) {
	return list(memory{fsys}, 1, problems)
}

// FromFS is ReadFS for tests that know their site to be well-formed: problems go to nobody, and an unreadable fsys is an
// empty site.
func FromFS(fsys fs.FS) *Tree {
	problems := new(diag.List)
	t, err := ReadFS(fsys, problems)
	if err != nil {
		return &Tree{store: memory{fsys}, problems: problems}
	}
	return t
}

func list(from store, jobs int, problems *diag.List) (*Tree, error) {
	top, err := from.folder(".")
	if err == nil {
		defer top.close()
		_, err = top.self()
	}
	if err != nil {
		return nil, fmt.Errorf("reading the site's folder: %w", bare(err))
	}
	w := &walk{busy: make(chan struct{}, workers(jobs, 1<<10)), problems: problems}
	w.busy <- struct{}{} // this one
	for _, name := range files {
		switch kind, file := w.look(top, name, name); kind {
		case isFile:
			w.found = append(w.found, []File{file})
		case isFolder:
			w.problem(diag.NotRegularFile, name, "this is a folder, and a file is expected", "put a file of this name in its place")
		}
	}
	for _, name := range folders {
		switch kind, _ := w.look(top, name, name); kind {
		case isFolder:
			w.enter(top, name, name, 1)
		case isFile:
			w.problem(diag.NotRegularFile, name, "this is a file, and a folder is expected", "put a folder of this name in its place")
		}
	}
	return &Tree{Files: w.sorted(), store: from, problems: problems}, nil
}

// walk is one run over the folders.
type walk struct {
	busy     chan struct{} // holds as many as work; has room while another may begin
	problems *diag.List

	mu    sync.Mutex
	found [][]File // each sorted
}

// sorted puts what was found into one list. The parts mostly follow each other, so in their order the list is nearly sorted.
func (w *walk) sorted() []File {
	slices.SortFunc(w.found, func(a, b []File) int { return strings.Compare(a[0].Path, b[0].Path) })
	all := slices.Concat(w.found...)
	slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// enter opens a folder below parent and visits it.
func (w *walk) enter(parent folder, name, path string, depth int) {
	open, err := enter(parent, name)
	if err != nil {
		w.failed(path, err)
		return
	}
	defer open.close()
	w.visit(open, path, depth)
}

// perGoroutine is how many names one goroutine asks the system about before another helps.
const perGoroutine = 512

// visit lists an open folder and those below it. A folder stays open until those below it are done: at most MaxDepth
// folders for each job.
func (w *walk) visit(in folder, path string, depth int) {
	names, err := in.names()
	if err != nil {
		w.failed(path, err)
		return
	}
	names = slices.DeleteFunc(names, func(name string) bool { return Ignored(path + "/" + name) })
	slices.Sort(names)
	w.collisions(path, names)
	if depth == MaxDepth && len(names) > 0 {
		w.problem(diag.UnsafePath, path, fmt.Sprintf("the folder lies more than %d folders deep", MaxDepth), "move its files up")
		return
	}

	var wait sync.WaitGroup
	for chunk := range slices.Chunk(names, perGoroutine) {
		w.do(&wait, func() {
			var below []string
			found := make([]File, 0, len(chunk))
			for _, name := range chunk {
				switch kind, file := w.look(in, name, path+"/"+name); kind {
				case isFile:
					found = append(found, file)
				case isFolder:
					below = append(below, name)
				}
			}
			if len(found) > 0 {
				w.mu.Lock()
				w.found = append(w.found, found)
				w.mu.Unlock()
			}
			for _, name := range below {
				w.do(&wait, func() { w.enter(in, name, path+"/"+name, depth+1) })
			}
		})
	}
	w.wait(&wait)
}

// do runs work in another goroutine when one may begin, else at once.
func (w *walk) do(wait *sync.WaitGroup, work func()) {
	select {
	case w.busy <- struct{}{}:
		wait.Go(func() {
			defer func() { <-w.busy }()
			work()
		})
	default:
		work()
	}
}

// wait lets somebody else work while it waits.
func (w *walk) wait(wait *sync.WaitGroup) {
	<-w.busy
	wait.Wait()
	w.busy <- struct{}{}
}

type kind uint8

const (
	isNothing kind = iota // not there, or a diagnostic
	isFile
	isFolder
)

// look asks what a name in an open folder is, and says so when a site may not have it.
func (w *walk) look(in folder, name, path string) (kind, File) {
	info, err := in.lstat(name)
	if errors.Is(err, fs.ErrNotExist) { // also between listing and asking: then it is just not part of the site
		return isNothing, File{}
	}
	if err != nil {
		w.failed(path, err)
		return isNothing, File{}
	}
	if err := sitepath.CheckName(name); err != nil {
		w.problem(diag.UnsafePath, path, "not every system can have a file of this name: "+err.Error(), "rename it")
		return isNothing, File{}
	}
	switch mode := info.Mode(); {
	case mode&fs.ModeSymlink != 0:
		w.failed(path, errLink)
	case mode.IsDir():
		return isFolder, File{}
	case !mode.IsRegular():
		w.failed(path, errSpecial)
	case info.Size() > limit(path):
		w.failed(path, errLarge)
	default:
		file := File{Path: path}
		times(info, &file)
		return isFile, file
	}
	return isNothing, File{}
}

// collisions reports names of one folder that some file system holds to be one.
func (w *walk) collisions(path string, sorted []string) {
	if !slices.ContainsFunc(sorted, func(name string) bool { return sitepath.FoldKey(name) != name }) {
		return
	}
	first := make(map[string]string, len(sorted))
	for _, name := range sorted {
		key := sitepath.FoldKey(name)
		other, ok := first[key]
		if !ok {
			first[key] = name
			continue
		}
		at := diag.Position{File: path + "/" + name}
		w.problems.Add(diag.PathCollision.New(at, "the name is that of %q on systems that do not tell case or Unicode forms apart", other).
			WithHint("rename one of them").WithNote(diag.Position{File: path + "/" + other}, "the other one"))
	}
}

func (w *walk) failed(path string, err error) { w.problems.Add(Problem(path, err)) }

func (w *walk) problem(code diag.Code, path, text, hint string) {
	w.problems.Add(code.New(diag.Position{File: path}, "%s", text).WithHint("%s", hint))
}

// Problem is the diagnostic for an error of reading the file at path, as the methods of Tree return them.
func Problem(path string, err error) diag.Diagnostic {
	at := diag.Position{File: path}
	switch {
	case errors.Is(err, errLink):
		return diag.UnsafePath.New(at, "this is a symbolic link").WithHint("put the file or folder itself here; links in a site are not followed")
	case errors.Is(err, errSpecial):
		return diag.NotRegularFile.New(at, "this is not a regular file").WithHint("remove it: a pipe, socket, device or folder cannot be read here")
	case errors.Is(err, errLarge):
		return diag.FileTooLarge.New(at, "the file is larger than %s", megabytes(limit(path))).WithHint("%s", largeHint(path))
	case errors.Is(err, errChanged):
		return diag.UnreadableFile.New(at, "the file changed while the site was read").WithHint("run again")
	case errors.Is(err, fs.ErrNotExist):
		return diag.UnreadableFile.New(at, "the file is gone: it was there when the site was listed").WithHint("run again")
	case errors.Is(err, fs.ErrPermission):
		return diag.UnreadableFile.New(at, "the file cannot be read: permission denied").WithHint("change its permissions")
	}
	return diag.UnreadableFile.New(at, "the file cannot be read: %v", bare(err))
}

func largeHint(path string) string {
	if limit(path) == MaxAsset {
		return "publish it elsewhere and link to it"
	}
	return "split it; pictures and downloads belong in assets/ or static/"
}

func megabytes(n int64) string { return fmt.Sprintf("%d MB", n>>20) }

// bare takes the path out of an error of the file system: it is one of the machine, which has no place in a message.
func bare(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}

// nanoseconds is since 1970, and 0 for no time at all.
func nanoseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}
