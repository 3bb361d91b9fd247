// Package cache keeps the results of earlier work on disk, from one run of the program to the next: bytes under a key that says
// everything they depend on.
//
// A cache can only save time. What it does not have, or has and cannot trust, is made anew: an entry carries its key and the
// SHA-256 of its bytes, so that one that was cut off, changed or moved is a miss like any other. No failure of the disk is an error
// of the build; the first one ends the writing, and Err tells of it.
//
// Each entry is a file of its own, written under another name and renamed, so that several processes may use one cache at once, and a
// killed one leaves nothing half done behind. Above a limit the entries that were used least recently go.
package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Key names an entry: a digest of all that its bytes depend on, the version of what made them included.
type Key = [sha256.Size]byte

// Names in the folder.
const (
	waiting = "new"          // entries that are being written
	sizeOf  = "size"         // how many bytes all entries had when somebody last counted
	tagged  = "CACHEDIR.TAG" // says that the folder is a cache (https://bford.info/cachedir/)
	ignored = ".gitignore"
	magic   = "PLC1"  // begins an entry
	lead    = 4 + 32  // bytes before those of an entry: magic and SHA-256 of key and bytes
	largest = 1 << 28 // bytes of an entry; a larger one is not kept
)

// fresh is how long an entry counts as just used: its time is not written again for each use.
const fresh = 6 * time.Hour

// Cache is an open cache. Its methods may be called from several goroutines at once. A nil *Cache has nothing and keeps nothing.
type Cache struct {
	root  *os.Root
	limit int64
	now   time.Time // of opening: exact enough to tell what was used long ago

	shards  [256]sync.Once // made when they are needed
	counter atomic.Int64
	added   atomic.Int64 // bytes put since opening
	hits    atomic.Int64
	misses  atomic.Int64

	mu     sync.Mutex
	failed error
}

// Open opens the cache in a folder and makes the folder where it is missing. After Close it holds at most limit bytes; a limit of 0 or
// less is none. The folder belongs to the cache: other files in it are left alone, and one that has other files and was never a cache is refused.
func Open(dir string, limit int64) (*Cache, error) {
	if err := notLinked(dir); err != nil {
		return nil, err
	}
	if err := notForeign(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(dir, waiting), 0o700); err != nil {
		return nil, fmt.Errorf("making the cache: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the cache: %w", err)
	}
	c := &Cache{root: root, limit: limit, now: time.Now()}
	c.mark()
	return c, nil
}

// notLinked refuses a cache inside a site's .plaudit that is a symbolic link: a site's files are others' work, and do not choose
// which folder is written to.
func notLinked(dir string) error {
	parent := filepath.Dir(filepath.Clean(dir))
	if filepath.Base(parent) != ".plaudit" {
		return nil
	}
	for _, name := range []string{parent, dir} {
		if info, err := os.Lstat(name); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return fmt.Errorf("the cache %s is a symbolic link; remove it, or name another folder", name)
		}
	}
	return nil
}

// notForeign refuses a folder with files that no cache put there, such as a site, or somebody's documents, that was named by mistake: its mark
// would take it out of version control and of backups. What is called cache in .plaudit is one.
func notForeign(dir string) error {
	if filepath.Base(filepath.Dir(filepath.Clean(dir))) == ".plaudit" {
		return nil
	}
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil // it is missing, or opening it says why it cannot be used
	}
	ours := true
	for _, name := range names {
		switch name.Name() {
		case waiting, sizeOf, tagged, ignored: // a cache that was just begun
		default:
			ours = false
		}
	}
	if ours {
		return nil
	}
	tag, err := os.ReadFile(filepath.Join(dir, tagged))
	if err != nil || !strings.Contains(string(tag), "plaudit") {
		return fmt.Errorf("%s has files, and is no cache of plaudit; name another folder, or a new one", dir)
	}
	return nil
}

// mark tells version control and backups that the folder can be had again. What is there stays.
func (c *Cache) mark() {
	for name, text := range map[string]string{
		ignored: "*\n",
		tagged:  "Signature: 8a477f597d28d172789f06886806bc55\n# Results of earlier work of plaudit. They can be deleted at any time.\n",
	} {
		if f, err := c.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err == nil {
			_, _ = f.WriteString(text)
			_ = f.Close()
		}
	}
}

// Get gives the bytes that were put under a key. They are the caller's.
func (c *Cache) Get(key Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	data, ok := c.read(key)
	if ok {
		c.hits.Add(1)
	} else {
		c.misses.Add(1)
	}
	return data, ok
}

func (c *Cache) read(key Key) ([]byte, bool) {
	name := fileOf(key)
	data, info, err := c.regular(name, largest+lead)
	if err != nil || len(data) < lead || string(data[:4]) != magic || [sha256.Size]byte(data[4:lead]) != seal(key, data[lead:]) {
		return nil, false
	}
	if c.now.Sub(info.ModTime()) > fresh {
		_ = c.root.Chtimes(name, c.now, c.now) // a cache that may only be read is used all the same
	}
	return data[lead:], true
}

// regular reads a file of at most so many bytes. Anything else that has the name is left alone: to open a pipe would be to wait for ever.
func (c *Cache) regular(name string, most int64) ([]byte, fs.FileInfo, error) {
	info, err := c.root.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, nil, fs.ErrInvalid
	}
	f, err := c.root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	data := make([]byte, info.Size())
	_, err = io.ReadFull(f, data)
	return data, info, err
}

// seal is what an entry carries to be known as whole, and as its own.
func seal(key Key, data []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write(key[:])
	h.Write(data)
	return [sha256.Size]byte(h.Sum(nil))
}

// fileOf is the file of an entry: one of 256 folders, and a name in it.
func fileOf(key Key) string {
	name := hex.EncodeToString(key[:])
	return name[:2] + "/" + name[2:]
}

// Put keeps bytes under a key, for this run and those to come. Whether that works out is not the caller's concern.
func (c *Cache) Put(key Key, data []byte) {
	if c == nil || len(data) > largest || c.Err() != nil {
		return
	}
	if err := c.write(key, data); err != nil {
		c.mu.Lock()
		c.failed = errors.Join(c.failed, fmt.Errorf("writing to the cache: %w", err))
		c.mu.Unlock()
		return
	}
	c.added.Add(int64(len(data)) + lead)
}

func (c *Cache) write(key Key, data []byte) error {
	var err error
	c.shards[key[0]].Do(func() {
		if err = c.root.Mkdir(hex.EncodeToString(key[:1]), 0o700); errors.Is(err, fs.ErrExist) {
			err = nil
		}
	})
	if err != nil {
		return err
	}
	f, name, err := c.create()
	if err != nil {
		return err
	}
	sum := seal(key, data)
	head := append([]byte(magic), sum[:]...)
	_, err = f.Write(head)
	if err == nil {
		_, err = f.Write(data)
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = c.root.Rename(name, fileOf(key))
	}
	if err != nil {
		_ = c.root.Remove(name)
	}
	return err
}

// create makes a file that no other process has.
func (c *Cache) create() (*os.File, string, error) {
	for {
		name := fmt.Sprintf("%s/%d-%d", waiting, os.Getpid(), c.counter.Add(1))
		f, err := c.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return f, name, err
		}
	}
}

// Err is why nothing is kept any more; nil as long as all goes well.
func (c *Cache) Err() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}

// Used is how often Get found something since opening, and how often not.
func (c *Cache) Used() (hits, misses int) {
	if c == nil {
		return 0, 0
	}
	return int(c.hits.Load()), int(c.misses.Load())
}

// Close ends the use of the cache, and first makes it smaller where it has outgrown its limit. Entries are counted only when an
// estimate, which is kept with them, says that this may be so.
func (c *Cache) Close() {
	if c == nil {
		return
	}
	defer c.root.Close()
	added := c.added.Load()
	if added == 0 || c.limit <= 0 {
		return
	}
	size, known := c.estimate()
	if size += added; known && size <= c.limit {
		c.remember(size)
		return
	}
	// A tenth more goes, or the next run would count again.
	_, _ = c.prune(c.limit, c.limit-c.limit/10)
}

// estimate is how many bytes the entries had when they were last counted, and what was put since.
func (c *Cache) estimate() (int64, bool) {
	text, _, err := c.regular(sizeOf, 20)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	return n, err == nil && n >= 0
}

func (c *Cache) remember(size int64) {
	f, name, err := c.create()
	if err != nil {
		return
	}
	_, err = f.WriteString(strconv.FormatInt(size, 10))
	if closing := f.Close(); err == nil && closing == nil {
		err = c.root.Rename(name, sizeOf)
	}
	if err != nil {
		_ = c.root.Remove(name)
	}
}
