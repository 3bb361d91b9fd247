package publish

import (
	"crypto/sha256"
	"sync"
)

// A Hasher takes outputs as a Stage does and writes nothing: for a build that
// only wants to know what would come out. The zero value is ready; its methods
// may be used by several goroutines.
type Hasher struct {
	mu    sync.Mutex
	files claims
	sums  map[string][sha256.Size]byte
	bytes int64
}

// Write takes one output. A path is refused for the same reasons as by
// Stage.Write.
func (h *Hasher) Write(path string, data []byte) error {
	sum := sha256.Sum256(data)
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.files.claim(path); err != nil {
		return err
	}
	if h.sums == nil {
		h.sums = map[string][sha256.Size]byte{}
	}
	h.sums[path] = sum
	h.bytes += int64(len(data))
	return nil
}

// Digest is one SHA-256 for all that was written, whatever the order: of path,
// NUL and the content's SHA-256 for each file, sorted by path. It equals
// Report.Digest of a published build with the same outputs.
func (h *Hasher) Digest() [sha256.Size]byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	return treeDigest(h.sums, func(sum [sha256.Size]byte) [sha256.Size]byte { return sum })
}

// Files is the number of outputs, Bytes their size in all.
func (h *Hasher) Files() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.sums)
}

// Bytes is the size of all outputs.
func (h *Hasher) Bytes() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.bytes
}
