package publish

import (
	"crypto/sha256"
	"sync"
)

// A Hasher takes outputs as a Stage does and writes nothing: for a build that
// only wants to know what would come out. The zero value is ready; its methods
// may be used by several goroutines.
type Hasher struct {
	mu      sync.Mutex
	files   claims
	digests []Digest // of files.paths
	bytes   int64
}

// Write takes one output. A path is refused for the same reasons as by
// Stage.Write.
func (h *Hasher) Write(path string, data []byte) error {
	digest := digestOf(data)
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, err := h.files.claim(path); err != nil {
		return err
	}
	h.digests = append(h.digests, digest)
	h.bytes += int64(len(data))
	return nil
}

// Digest is one SHA-256 for all that was written, whatever the order: of path,
// NUL and the content's Digest for each file, sorted by path. It equals
// Report.Digest of a published build with the same outputs.
func (h *Hasher) Digest() [sha256.Size]byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	order := h.files.sorted()
	return treeDigest(len(order), func(i int) (string, Digest) { return h.files.paths[order[i]], h.digests[order[i]] })
}

// Files is the number of outputs, Bytes their size in all.
func (h *Hasher) Files() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.digests)
}

// Bytes is the size of all outputs.
func (h *Hasher) Bytes() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.bytes
}
