package check

import (
	"hash/maphash"
	"sync"
)

// Ref stands for a string in a Book: an address or an id. Many pages name the same addresses, so a page keeps four bytes for each.
type Ref uint32

const (
	shardBits = 5
	shards    = 1 << shardBits
)

// Book holds strings once each. It may be used by several goroutines at once; which number a string gets depends on their order,
// so nothing may be sorted by it.
type Book struct {
	seed   maphash.Seed
	shards [shards]shard
	spare  sync.Pool // of *scanner
	// Origin is scheme and host of the site, if parts of its pages are to be read without addresses on other hosts.
	Origin string
}

type shard struct {
	mu      sync.RWMutex
	refs    map[string]Ref
	strings []string
	_       [64]byte // keeps the locks of two shards apart
}

// NewBook gives an empty book.
func NewBook() *Book {
	b := &Book{seed: maphash.MakeSeed()}
	for i := range b.shards {
		b.shards[i].refs = map[string]Ref{}
	}
	return b
}

// Ref gives the number of a string; s is copied when it is new.
func (b *Book) Ref(s []byte) Ref {
	n := maphash.Bytes(b.seed, s) % shards
	sh := &b.shards[n]
	sh.mu.RLock()
	ref, ok := sh.refs[string(s)]
	sh.mu.RUnlock()
	if ok {
		return ref
	}
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if ref, ok := sh.refs[string(s)]; ok {
		return ref
	}
	ref = Ref(len(sh.strings))<<shardBits | Ref(n)
	kept := string(s)
	sh.strings = append(sh.strings, kept)
	sh.refs[kept] = ref
	return ref
}

// String gives the string of a number.
func (b *Book) String(r Ref) string {
	sh := &b.shards[r%shards]
	sh.mu.RLock()
	defer sh.mu.RUnlock()
	return sh.strings[r>>shardBits]
}

// table makes room for a value for each string of the book.
type table[T any] [shards][]T

func newTable[T any](b *Book) *table[T] {
	t := new(table[T])
	for i := range b.shards {
		t[i] = make([]T, len(b.shards[i].strings))
	}
	return t
}

func (t *table[T]) at(r Ref) *T { return &t[r%shards][r>>shardBits] }
