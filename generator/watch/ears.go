package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// ears is where events come from.
type ears struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error // watches one folder, not those below it; harmless when it is watched already
	remove func(dir string) error
	list   func() []string // the folders that are watched, by the names that events will have
	close  func() error
}

// listen opens the system's own source of events.
func listen() (*ears, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return &ears{w.Events, w.Errors, w.Add, w.Remove, w.WatchList, w.Close}, nil
}

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
