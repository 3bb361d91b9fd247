package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"syscall"
)

// ears is where events come from. Paths are slash-separated and below the site's folder, which is "" itself.
type ears struct {
	events <-chan event
	add    func(folder string) error // listens to one folder, not to those below it; harmless when it is listened to already
	forget func(folder string) bool  // ends listening to a folder that was renamed, and to those below it, as far as they are known by that name; false: that cannot be done
	close  func()                    // ends all of it
}

// event is something that the system tells of a path.
type event struct {
	path string
	what news
}

// news is what the system tells.
type news uint8

const (
	made    news = iota // it is new, and may be written to still
	arrived             // it was renamed to there, and so is whole
	changed             // it was written to
	left                // it was removed
	renamed             // it was renamed, to a name that is told by itself if it is one that is watched
	touched             // its times, rights or owner changed
	lost                // events were lost: anything may have changed. It has no path
)

// serious leaves out the errors of watching one folder that say something about that folder only: it is gone by now, or may not be read.
func serious(err error) error {
	for _, harmless := range []error{fs.ErrNotExist, fs.ErrPermission, syscall.ENOTDIR, syscall.ELOOP} {
		if errors.Is(err, harmless) {
			return nil
		}
	}
	return err
}

// unheard is what a person is told when the system refuses to watch.
func unheard(err error) Notice {
	const instead = "The folder is looked through for changes instead, which takes a little longer"
	switch {
	case errors.Is(err, syscall.ENOSPC) && runtime.GOOS == "linux":
		return Notice{
			"the system watches no more folders" + limit("max_user_watches") + ". " + instead,
			"raise the limit and start again: sudo sysctl fs.inotify.max_user_watches=524288",
		}
	case errors.Is(err, syscall.EMFILE) && runtime.GOOS == "linux":
		return Notice{
			"too many programs watch folders" + limit("max_user_instances") + ". " + instead,
			"end some of them, or raise the limit and start again: sudo sysctl fs.inotify.max_user_instances=1024",
		}
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return Notice{
			"the system lets no more files be open, and has to open each that it watches. " + instead,
			"raise the limit and start again: ulimit -n 65536",
		}
	}
	return Notice{Text: fmt.Sprintf("the system does not watch the folder (%v). %s", err, instead)}
}

// limit is a limit of inotify for one user, as words.
func limit(name string) string {
	text, err := os.ReadFile("/proc/sys/fs/inotify/" + name)
	if err != nil {
		return ""
	}
	return ": the limit for all programs together is " + strings.TrimSpace(string(text))
}
