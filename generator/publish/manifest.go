package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"slices"
	"time"
)

// A manifest says what a tree holds that was published: it decides what need
// not be written again, and what may be removed.
//
// One is kept for each tree, under the tree's identity, so that exchanging two
// trees exchanges their manifests with them and cannot come apart from it.
type manifest struct {
	files   map[string]*entry
	folders map[string]stamp // "" is the tree itself
	order   []string         // the paths of files, sorted, where they are known to be
}

// An entry is a file as it was left.
type entry struct {
	digest    Digest
	key       Key
	size      int64
	mtime     int64
	ctime     int64 // 0: not known well enough, read the file
	ino       uint64
	refreshed bool // ctime is newer than in the stored manifest
}

// A stamp is a folder as it was left. While it stands, no name in the folder
// was added, removed or pointed at another file.
type stamp struct {
	mtime, ctime int64
	ino          uint64
}

func (st stat) stamp() stamp { return stamp{mtime: st.mtime, ctime: st.ctime, ino: st.ino} }

func (st stat) entry(digest Digest, key Key) *entry {
	return &entry{digest: digest, key: key, size: st.size, mtime: st.mtime, ctime: st.ctime, ino: st.ino}
}

func newManifest() *manifest {
	return &manifest{files: map[string]*entry{}, folders: map[string]stamp{}}
}

// refreshed says whether the stored manifest should be written again.
func (m *manifest) refreshed() bool {
	for _, e := range m.files {
		if e.refreshed {
			return true
		}
	}
	return false
}

// paths are the paths of all files, sorted.
func (m *manifest) paths() []string {
	if len(m.order) != len(m.files) {
		m.order = slices.Sorted(maps.Keys(m.files))
	}
	return m.order
}

// digest is one digest for the whole tree, of every path with its content.
func (m *manifest) digest() [sha256.Size]byte {
	paths := m.paths()
	return treeDigest(len(paths), func(i int) (string, Digest) { return paths[i], m.files[paths[i]].digest })
}

// What a manifest begins with. The first version had SHA-256 digests and no keys:
// of its files it is known that a build put them there, not what is in them.
const (
	manifestMagic = "plaudit manifest 2\n"
	olderMagic    = "plaudit manifest 1\n"
)

// encode writes m so that decode(encode(m)) equals it. A time at or after
// unsettled is too close to the clock's last tick: a change right after it could
// leave the same time, so it is stored as not known.
func (m *manifest) encode(unsettled int64) []byte {
	out := make([]byte, 0, 64+160*(len(m.files)+len(m.folders)))
	out = append(out, manifestMagic...)
	settled := func(ctime int64) int64 {
		if ctime >= unsettled {
			return 0
		}
		return ctime
	}
	text := func(s string) {
		out = binary.AppendUvarint(out, uint64(len(s)))
		out = append(out, s...)
	}
	out = binary.AppendUvarint(out, uint64(len(m.files)))
	for _, path := range m.paths() {
		e := m.files[path]
		text(path)
		out = append(out, e.digest[:]...)
		out = append(out, e.key[:]...)
		out = binary.AppendVarint(out, e.size)
		out = binary.AppendVarint(out, e.mtime)
		out = binary.AppendVarint(out, settled(e.ctime))
		out = binary.AppendUvarint(out, e.ino)
	}
	out = binary.AppendUvarint(out, uint64(len(m.folders)))
	for _, path := range slices.Sorted(maps.Keys(m.folders)) {
		s := m.folders[path]
		text(path)
		out = binary.AppendVarint(out, s.mtime)
		out = binary.AppendVarint(out, settled(s.ctime))
		out = binary.AppendUvarint(out, s.ino)
	}
	return seal(out)
}

// seal appends a checksum, so that half a manifest is not taken for a whole one.
func seal(data []byte) []byte {
	return binary.BigEndian.AppendUint32(data, checksum(data))
}

func checksum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }

var errManifest = errors.New("the manifest is damaged, or of another version")

// decode reads what encode wrote and refuses everything else: a path of a
// manifest is a path that may be removed.
func decode(data []byte) (*manifest, error) {
	body := len(data) - crc32.Size
	if body < len(manifestMagic) || binary.BigEndian.Uint32(data[body:]) != checksum(data[:body]) {
		return nil, errManifest
	}
	older := bytes.HasPrefix(data, []byte(olderMagic))
	if !older && !bytes.HasPrefix(data, []byte(manifestMagic)) {
		return nil, errManifest
	}
	r := reader{rest: string(data[len(manifestMagic):body])}
	count := r.count(sha256.Size + 5)
	m := &manifest{files: make(map[string]*entry, count), order: make([]string, count)}
	entries := make([]entry, count)
	for i := range entries {
		path, e := r.text(), &entries[i]
		if older {
			r.take(sha256.Size)
		} else {
			copy(e.digest[:], r.take(uint64(len(e.digest))))
			copy(e.key[:], r.take(uint64(len(e.key))))
		}
		e.size, e.mtime, e.ctime, e.ino = r.varint(), r.varint(), r.varint(), r.uvarint()
		if checkPath(path) != nil || i > 0 && path <= m.order[i-1] {
			return nil, errManifest
		}
		m.files[path], m.order[i] = e, path
	}
	count = r.count(4)
	m.folders = make(map[string]stamp, count)
	for range count {
		path, s := r.text(), stamp{}
		s.mtime, s.ctime, s.ino = r.varint(), r.varint(), r.uvarint()
		if path != "" && checkPath(path) != nil {
			return nil, errManifest
		}
		m.folders[path] = s
	}
	if r.bad || r.rest != "" {
		return nil, errManifest
	}
	return m, nil
}

// A reader takes values off the front of a string; bad says that one was not there.
type reader struct {
	rest string
	bad  bool
}

func (r *reader) take(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, ""
		return ""
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) text() string { return r.take(r.uvarint()) }

func (r *reader) uvarint() uint64 {
	var value uint64
	for shift := 0; shift < 64; shift += 7 {
		b := r.take(1)
		if b == "" {
			return 0
		}
		value |= uint64(b[0]&0x7f) << shift
		if b[0] < 0x80 {
			return value
		}
	}
	r.bad = true
	return 0
}

func (r *reader) varint() int64 {
	u := r.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

// count reads how many records follow, each of at least so many bytes: a false
// number must not take memory.
func (r *reader) count(bytes int) int {
	n := r.uvarint()
	if n > uint64(len(r.rest)/bytes)+1 {
		r.bad, r.rest = true, ""
		return 0
	}
	return int(n)
}

// unsettledSince is the time from which on a file's times cannot be relied on,
// seen at now by the clock of the file system: its tick is at most 10 ms, but
// two seconds where times come in whole seconds.
func unsettledSince(now int64) int64 {
	if now%int64(time.Second) == 0 {
		return now - 2*int64(time.Second)
	}
	return now - 20*int64(time.Millisecond)
}
