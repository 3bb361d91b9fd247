package cache

import (
	"cmp"
	"io/fs"
	"slices"
	"time"
)

// Report is what Prune found and did.
type Report struct {
	Entries, Removed    int   // entries that stay, and that went
	Bytes, RemovedBytes int64 // likewise
}

// abandoned is how old an unfinished entry is whose process does not live any more.
const abandoned = 24 * time.Hour

// Prune removes the entries that were used least recently until all are at most limit bytes; with 0 it removes all. The error is of
// the folder itself. A file that vanishes meanwhile is another process's doing, and fine.
func (c *Cache) Prune(limit int64) (Report, error) {
	if c == nil {
		return Report{}, nil
	}
	return c.prune(limit, limit)
}

// entry is a file of the cache.
type entry struct {
	name string
	size int64
	used time.Time
}

// prune does nothing while the entries are at most limit bytes, and else leaves at most target.
func (c *Cache) prune(limit, target int64) (Report, error) {
	entries, total, err := c.list()
	if err != nil {
		return Report{}, err
	}
	r := Report{Entries: len(entries), Bytes: total}
	if total > limit {
		slices.SortFunc(entries, func(a, b entry) int {
			return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.name, b.name))
		})
		for _, e := range entries {
			if r.Bytes <= target {
				break
			}
			if err := c.root.Remove(e.name); err != nil {
				continue
			}
			r.Entries, r.Bytes = r.Entries-1, r.Bytes-e.size
			r.Removed, r.RemovedBytes = r.Removed+1, r.RemovedBytes+e.size
		}
	}
	c.remember(r.Bytes)
	return r, nil
}

// list finds all entries, and removes what killed processes left behind.
func (c *Cache) list() (entries []entry, total int64, err error) {
	folders, err := fs.ReadDir(c.root.FS(), ".")
	if err != nil {
		return nil, 0, err
	}
	for _, folder := range folders {
		unfinished := folder.Name() == waiting
		if !folder.IsDir() || !unfinished && !isHex(folder.Name(), 2) {
			continue
		}
		files, err := fs.ReadDir(c.root.FS(), folder.Name())
		if err != nil {
			continue
		}
		for _, f := range files {
			info, err := f.Info()
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			name := folder.Name() + "/" + f.Name()
			switch {
			case unfinished:
				if c.now.Sub(info.ModTime()) > abandoned {
					_ = c.root.Remove(name)
				}
			case isHex(f.Name(), 62):
				entries = append(entries, entry{name, info.Size(), info.ModTime()})
				total += info.Size()
			}
		}
	}
	return entries, total, nil
}

// isHex says whether a name is of n lower-case hexadecimal digits, as entries are named.
func isHex(s string, n int) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(s) == n
}
