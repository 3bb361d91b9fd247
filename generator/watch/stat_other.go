//go:build !unix

package watch

import (
	"io/fs"
	"os"
)

// stat gives the entry of a path, of a symbolic link that of the link itself.
func stat(path string) (entry, bool) {
	info, err := os.Lstat(path)
	if err != nil {
		return entry{}, false
	}
	return entryOf(info), true
}

// stats gives the names in a folder that are wanted, with their entries. Windows tells them together with the names.
func stats(dir string, wanted func(string) bool, each func(string, entry)) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if !wanted(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil {
			each(e.Name(), entryOf(info))
		}
	}
}

func entryOf(info fs.FileInfo) entry {
	if info.IsDir() {
		return entry{folder: true}
	}
	return entry{size: info.Size(), mtime: info.ModTime().UnixNano()}
}
