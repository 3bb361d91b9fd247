// Package source reads a site's folder: it lists the files of the folders that a site has and hands out their bytes.
//
// It knows files, not what is in them. What it promises:
//
//   - Nothing outside the site's folder is read. Every access goes through os.Root, and symbolic links below the folder are
//     refused wherever they lead (the folder itself may be one): a link is a second name for a file, and a site in which every file has one
//     name is the same in a clone, an archive and a container.
//   - Only regular files are read. A pipe, a socket or a device is a diagnostic and is never waited for. What a file is, is
//     asked again of the open file, so that nothing that is exchanged between listing and reading is taken for what was listed.
//   - Names are portable and do not differ by case or Unicode form only (see sitepath).
//   - A Tree holds no bytes of files. They are read into buffers that are used again, and are gone when the caller returns.
package source

import (
	"crypto/sha256"
	"runtime"
	"sort"
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/diag"
)

const (
	// MaxText is the most bytes of a file that a person writes: YAML, Markdown, CSV, the lock, a template.
	MaxText = 16 << 20
	// MaxAsset is the most bytes of a file below assets/, static/ or a theme's assets/.
	MaxAsset = 1 << 30
	// MaxDepth is the most segments of a path below the site's folder.
	MaxDepth = 32
)

// File is one regular file of a site.
type File struct {
	Path    string // slash-separated, below the site's folder
	Size    int64  // bytes
	ModTime int64  // nanoseconds since 1970
	Ctime   int64  // likewise, when the inode last changed; 0 where the platform does not tell
	Inode   uint64 // 0 where the platform does not tell
	// Digest is the SHA-256 of the bytes. It is zero until Each or Digests has read them; the other fields then are those of
	// the file as it was opened for that.
	Digest [sha256.Size]byte

	device uint64
}

// Digested says whether Digest is known.
func (f File) Digested() bool { return f.Digest != [sha256.Size]byte{} }

// Same says whether size, times and identity of a file are those of another.
func (f File) Same(other File) bool {
	return f.Size == other.Size && f.ModTime == other.ModTime && f.Ctime == other.Ctime && f.Inode == other.Inode && f.device == other.device
}

// Tree is the list of a site's files at one time. Its methods may be called from several goroutines at once, but no two
// calls of Each or Digests for the same file.
type Tree struct {
	Files []File // sorted by Path, bytewise

	store    store
	problems *diag.List

	lines lineReader
	read  sync.Map // path → digest of what ReadFile gave; zero: not known
}

// Lookup finds a file by its path.
func (t *Tree) Lookup(path string) (*File, bool) {
	i := t.from(path)
	if i == len(t.Files) || t.Files[i].Path != path {
		return nil, false
	}
	return &t.Files[i], true
}

// Under gives the files below a folder ("data/partners"), at any depth, sorted; with "" all. It shares memory with Files.
func (t *Tree) Under(folder string) []File {
	if folder == "" {
		return t.Files
	}
	folder = strings.TrimSuffix(folder, "/")
	from, to := t.from(folder+"/"), t.from(folder+"0") // 0 is the byte after the slash
	return t.Files[from:to:to]
}

// from gives the index of the first file whose path is not less. It looks at paths only: the other fields of
// other files may be being written.
func (t *Tree) from(path string) int {
	return sort.Search(len(t.Files), func(i int) bool { return t.Files[i].Path >= path })
}

// limit is the most bytes that the file at path may have.
func limit(path string) int64 {
	top, rest, _ := strings.Cut(path, "/")
	switch top {
	case "assets", "static":
		return MaxAsset
	case "themes":
		if _, inside, _ := strings.Cut(rest, "/"); strings.HasPrefix(inside, "assets/") {
			return MaxAsset
		}
	}
	return MaxText
}

// workers is how many goroutines do n pieces of work when at most jobs may; a jobs of 0 or less stands for the number of cores.
func workers(jobs, n int) int {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return max(1, min(jobs, n))
}
