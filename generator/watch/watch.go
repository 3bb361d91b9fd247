// Package watch tells which files of a site's folder changed, soon after they did.
//
// It watches folders, not files, and knows three sources:
//
//   - Events of the system (fsnotify). Each only marks a path; what became of it is looked up when the marks have settled (settle.go).
//   - Looks: all names with sizes, times and inodes, compared with what was last told (tree.go). They are the only source when polling.
//     Beside events they are rare, and find out whether events come at all: when a look finds what no event has told a second later, the folder is
//     polled from then on. A file that the watcher itself writes would not find that out: a machine tells of its own writes also
//     on drives where it does not tell of those of others.
//   - A glance at the folder itself twice a second, which sees that it was deleted, came back or is another one, and that the machine slept.
//
// What it promises: a change is told, or All is. It may tell of a file whose bytes are as before; whoever takes Changes compares them. It does not tell
// of files that came and went between two Changes.
package watch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Options says what is watched, and how.
type Options struct {
	Folders []string               // names of folders in the folder, watched with everything below them
	Files   []string               // names of files beside them
	Ignored func(path string) bool // what is passed over, by its path below the folder; nil: nothing
	Poll    bool                   // look regularly, and do not ask the system for events
	Every   time.Duration          // from one look to the next when polling; 0: twenty times as long as a look takes, a quarter of a second to five seconds
	Notice  func(Notice)           // is told what a person should know; called in Start and from one goroutine of the watcher; nil: nobody
}

// Notice is something that a person should be told about the watching itself.
type Notice struct {
	Text string // a sentence
	Hint string // what can be done about it; "": nothing
}

// Change says what is not as it was.
type Change struct {
	Paths []string  // sorted, slash-separated, below the folder: files and folders that are new, changed or gone. A folder stands for all that is or was below it
	All   bool      // anything may have changed, also what Paths does not name: all metadata has to be read again
	At    time.Time // when the last of it was seen
}

// Watcher watches one folder until it is closed.
type Watcher struct {
	changes chan Change
	stop    chan struct{}
	once    sync.Once
	done    chan struct{}
}

// Start begins to watch the folder dir, which may be a symbolic link to one. Every change from then on is told. The error is of dir itself; where the
// system cannot watch it, it is polled, and Notice is told.
func Start(dir string, o Options) (*Watcher, error) { return start(dir, o, usual, listen) }

func start(dir string, o Options, p pace, open func(dir string) (*ears, error)) (*Watcher, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("watching the site's folder: %w", err)
	}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = errors.New("it is not a folder")
	}
	if err != nil {
		return nil, fmt.Errorf("watching the site's folder: %w", err)
	}
	w := &Watcher{changes: make(chan Change), stop: make(chan struct{}), done: make(chan struct{})}
	l := newLoop(dir, info, o, p, open, w.stop)
	l.begin()
	go func() {
		defer close(w.done)
		defer close(w.changes)
		l.run(w.changes)
	}()
	return w, nil
}

// Changes gives one Change at a time. What changes while nobody takes one is joined into the next. The channel is closed by Close.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Close ends the watching, and returns when nothing of it runs any more. It may be called again.
func (w *Watcher) Close() error {
	w.once.Do(func() { close(w.stop) })
	<-w.done
	return nil
}
