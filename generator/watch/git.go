package watch

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// gitLock is the file that git makes while it changes the files of a folder, whatever is checked out, merged or put aside, and removes at the
// end; "" when the folder is in no repository.
func gitLock(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for {
		at := filepath.Join(dir, ".git")
		if info, err := os.Stat(at); err == nil {
			if !info.IsDir() { // of another working tree or a submodule: a file that says where
				text, err := os.ReadFile(at)
				to, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir: ")
				if err != nil || !ok {
					return ""
				}
				if at = filepath.FromSlash(to); !filepath.IsAbs(at) {
					at = filepath.Join(dir, at)
				}
			}
			return filepath.Join(at, "index.lock")
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// gitWorks says whether git changes files now. A lock that is older than the pace allows was left by a git that did not come to its end.
func (l *loop) gitWorks(now time.Time) bool {
	if l.gitLock == "" {
		return false
	}
	info, err := os.Lstat(l.gitLock)
	return err == nil && now.Sub(info.ModTime()) < l.pace.git
}
