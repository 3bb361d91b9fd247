//go:build unix

package cache

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in the place of an entry, or of the size, is none, and nobody waits for what comes through it.
func TestPipes(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, 1000)
	c.Put(key(1), nil)
	for _, name := range []string{filepath.FromSlash(fileOf(key(1))), sizeOf} {
		name = filepath.Join(dir, name)
		if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Skip(err)
		}
	}
	if _, ok := c.Get(key(1)); ok {
		t.Error("a pipe is an entry")
	}
	c.Put(key(1), []byte("one"))
	if got, ok := c.Get(key(1)); !ok || string(got) != "one" {
		t.Errorf("got %q, %v", got, ok)
	}
	c.Close()
	again := open(t, dir, 0)
	if _, ok := again.estimate(); !ok {
		t.Error("the size is not known")
	}
}
