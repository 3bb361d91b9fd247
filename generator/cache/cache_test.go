package cache

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
)

func key(n int) Key { return sha256.Sum256(fmt.Append(nil, n)) }

func open(t *testing.T, dir string, limit int64) *Cache {
	t.Helper()
	c, err := Open(dir, limit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestRemembers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	c := open(t, dir, 0)
	if _, ok := c.Get(key(1)); ok {
		t.Fatal("an empty cache has something")
	}
	c.Put(key(1), []byte("one"))
	c.Put(key(2), nil)
	c.Put(key(1), []byte("one")) // again does no harm
	for _, c := range []*Cache{c, open(t, dir, 0)} {
		if got, ok := c.Get(key(1)); !ok || string(got) != "one" {
			t.Errorf("got %q, %v", got, ok)
		}
		if got, ok := c.Get(key(2)); !ok || len(got) != 0 {
			t.Errorf("got %q, %v of an empty entry", got, ok)
		}
		if _, ok := c.Get(key(3)); ok {
			t.Error("there is an entry that nobody put")
		}
	}
	if hits, misses := c.Used(); hits != 2 || misses != 2 {
		t.Errorf("%d hits, %d misses", hits, misses)
	}
	if err := c.Err(); err != nil {
		t.Error(err)
	}
}

func TestNil(t *testing.T) {
	var c *Cache
	c.Put(key(1), []byte("one"))
	if _, ok := c.Get(key(1)); ok {
		t.Error("no cache has something")
	}
	if r, err := c.Prune(0); r != (Report{}) || err != nil || c.Err() != nil {
		t.Error(r, err)
	}
	c.Close()
}

// An entry that is not whole, or not that of its key, is none.
func TestPoison(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, 0)
	c.Put(key(1), []byte("something worth keeping"))
	name := filepath.Join(dir, filepath.FromSlash(fileOf(key(1))))
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	miss := func(what string, data []byte) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Get(key(1)); ok {
			t.Errorf("%s: got %q", what, got)
		}
	}
	for i := range whole {
		miss(fmt.Sprint("cut at ", i), whole[:i])
		changed := bytes.Clone(whole)
		changed[i] ^= 0x20
		miss(fmt.Sprint("changed at ", i), changed)
	}
	miss("longer", append(bytes.Clone(whole), 'x'))
	miss("an older program's", append([]byte("PLC0"), whole[4:]...))

	// An entry that was moved to another's place is whole, but does not belong there.
	other := filepath.Join(dir, filepath.FromSlash(fileOf(key(2))))
	if err := os.MkdirAll(filepath.Dir(other), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if got, ok := c.Get(key(2)); ok {
		t.Errorf("moved: got %q", got)
	}

	// And a miss can be mended.
	c.Put(key(1), []byte("something worth keeping"))
	if _, ok := c.Get(key(1)); !ok {
		t.Error("a poisoned entry stays poisoned")
	}
}

func TestFolderInPlaceOfAnEntry(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, 0)
	if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(fileOf(key(1)))), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Get(key(1)); ok {
		t.Error("a folder is an entry")
	}
	c.Put(key(1), []byte("one"))
	if c.Err() == nil {
		t.Error("that an entry cannot be written is not told")
	}
	if left, _ := os.ReadDir(filepath.Join(dir, waiting)); len(left) != 0 {
		t.Errorf("%d unfinished entries are left behind", len(left))
	}
}

// A folder with files of somebody else is not made a cache: version control and backups would leave it out.
func TestForeignFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("Dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"", "Signature: 8a477f597d28d172789f06886806bc55\n# of another program\n"} {
		if tag != "" {
			if err := os.WriteFile(filepath.Join(dir, tagged), []byte(tag), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if c, err := Open(dir, 0); err == nil {
			c.Close()
			t.Error("a folder with somebody's files became a cache")
		}
		if _, err := os.Stat(filepath.Join(dir, ignored)); err == nil {
			t.Error("it is marked")
		}
	}
	begun := t.TempDir() // by a process that was killed then
	if err := os.Mkdir(filepath.Join(begun, waiting), 0o700); err != nil {
		t.Fatal(err)
	}
	open(t, begun, 0).Put(key(1), nil)
	if err := os.Remove(filepath.Join(begun, ignored)); err != nil {
		t.Fatal(err)
	}
	if _, ok := open(t, begun, 0).Get(key(1)); !ok {
		t.Error("a cache is not known again")
	}
}

// Several processes use one folder, and each sees nothing or the whole.
func TestTogether(t *testing.T) {
	dir := t.TempDir()
	want := func(n int) []byte { return bytes.Repeat(fmt.Append(nil, n, " "), 1000) }
	var wg sync.WaitGroup
	for range 4 {
		c := open(t, dir, 1<<20)
		for range 2 {
			wg.Go(func() {
				for n := range 60 {
					if got, ok := c.Get(key(n)); ok && !bytes.Equal(got, want(n)) {
						t.Errorf("entry %d has other bytes", n)
					}
					c.Put(key(n), want(n))
				}
				if err := c.Err(); err != nil && runtime.GOOS != "windows" { // there a file that is being read cannot be replaced
					t.Error(err)
				}
			})
		}
		wg.Go(func() {
			if _, err := c.Prune(50_000); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestLeastRecentlyUsedGoes(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, 0)
	data := make([]byte, 1000-lead)
	for n := range 10 {
		c.Put(key(n), data)
		old := c.now.Add(time.Duration(n-100) * time.Hour)
		if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(fileOf(key(n)))), old, old); err != nil {
			t.Fatal(err)
		}
	}
	c.Get(key(0)) // is now the one that was used last
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), make([]byte, 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := c.Prune(4000)
	if err != nil || r != (Report{Entries: 4, Removed: 6, Bytes: 4000, RemovedBytes: 6000}) {
		t.Errorf("%+v, %v", r, err)
	}
	for n := range 10 {
		if _, ok := c.Get(key(n)); ok != (n == 0 || n >= 7) {
			t.Errorf("entry %d: %v", n, ok)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "notes.txt")); err != nil {
		t.Error("a file that is no entry was removed")
	}
	if r, err := c.Prune(0); err != nil || r.Entries != 0 || r.Bytes != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// Close keeps to the limit, whoever has filled the cache.
func TestLimit(t *testing.T) {
	dir := t.TempDir()
	size := func() (total int64) {
		c := open(t, dir, 0)
		_, total, err := c.list()
		if err != nil {
			t.Fatal(err)
		}
		return total
	}
	for run := range 8 {
		c, err := Open(dir, 5000)
		if err != nil {
			t.Fatal(err)
		}
		for n := range 3 {
			c.Put(key(10*run+n), make([]byte, 500-lead))
		}
		c.Close()
		if got := size(); got > 5000 || run == 0 && got != 1500 || run > 3 && got < 3000 {
			t.Errorf("after run %d there are %d bytes", run, got)
		}
	}
	if err := os.Remove(filepath.Join(dir, sizeOf)); err != nil {
		t.Fatal(err)
	}
	c, err := Open(dir, 2000)
	if err != nil {
		t.Fatal(err)
	}
	c.Put(key(1000), []byte("x"))
	c.Close()
	if got := size(); got > 2000 {
		t.Errorf("without an estimate there are %d bytes", got)
	}
}

func TestAbandoned(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, 0)
	for name, age := range map[string]time.Duration{"old": 48 * time.Hour, "young": time.Hour} {
		name = filepath.Join(dir, waiting, name)
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, c.now.Add(-age), c.now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Prune(1 << 20); err != nil {
		t.Fatal(err)
	}
	left, _ := os.ReadDir(filepath.Join(dir, waiting))
	if len(left) != 1 || left[0].Name() != "young" {
		t.Errorf("%v", left)
	}
}

func TestSymbolicLink(t *testing.T) {
	elsewhere, site := t.TempDir(), t.TempDir()
	if err := os.Symlink(elsewhere, filepath.Join(site, ".plaudit")); err != nil {
		t.Skip(err)
	}
	if c, err := Open(filepath.Join(site, ".plaudit", "cache"), 0); err == nil {
		c.Close()
		t.Error("the cache of a site is where the site says")
	}
	if left, _ := os.ReadDir(elsewhere); len(left) != 0 {
		t.Error("something was written outside")
	}
}

func BenchmarkGet(b *testing.B) {
	c, err := Open(b.TempDir(), 0)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	c.Put(key(1), make([]byte, 12<<10))
	for b.Loop() {
		c.Get(key(1))
	}
}

func BenchmarkPut(b *testing.B) {
	c, err := Open(b.TempDir(), 0)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	data := make([]byte, 12<<10)
	n := 0
	for b.Loop() {
		n++
		c.Put(key(n), data)
	}
}
