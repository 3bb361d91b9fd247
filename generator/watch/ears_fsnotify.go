package watch

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// listenPortably listens to folders below dir by fsnotify, which does so on every system, and does not know everything everywhere.
func listenPortably(dir string) (*ears, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	p := &portable{dir: dir, w: w, added: map[string]bool{}, events: make(chan event, 64), stop: make(chan struct{})}
	p.reader.Go(p.read)
	return &ears{p.events, p.add, p.forget, p.close}, nil
}

type portable struct {
	dir    string
	w      *fsnotify.Watcher
	added  map[string]bool
	events chan event
	stop   chan struct{}
	reader sync.WaitGroup

	from string // the path that the last event said was renamed; "": none
}

func (p *portable) abs(path string) string { return filepath.Join(p.dir, filepath.FromSlash(path)) }

func (p *portable) add(folder string) error {
	p.added[folder] = true
	return p.w.Add(p.abs(folder))
}

// forget leaves what it cannot do to others: fsnotify gets its names wrong when a folder that was renamed is removed from it.
func (p *portable) forget(folder string) bool { return !p.added[folder] }

func (p *portable) close() {
	close(p.stop)
	_ = p.w.Close()
	p.reader.Wait()
}

func (p *portable) read() {
	for {
		var e event
		select {
		case <-p.stop:
			return
		case told, ok := <-p.w.Events:
			if !ok {
				return
			}
			if e, ok = p.understand(told); !ok {
				continue
			}
		case err, ok := <-p.w.Errors:
			if !ok {
				return
			}
			if errors.Is(err, fsnotify.ErrNonExistentWatch) { // a folder was renamed, and its watch has ended already
				continue
			}
			e = event{what: lost}
		}
		select {
		case p.events <- e:
		case <-p.stop:
			return
		}
	}
}

// understand makes an event of one of fsnotify.
func (p *portable) understand(told fsnotify.Event) (event, bool) {
	name, below := strings.CutPrefix(told.Name, strings.TrimSuffix(p.dir, string(filepath.Separator)))
	path := strings.Trim(filepath.ToSlash(name), "/")
	from := p.from
	p.from = ""
	switch {
	case !below || name != "" && !os.IsPathSeparator(name[0]):
		return event{}, false
	case told.Has(fsnotify.Create):
		if p.whole(path, from) {
			return event{path, arrived}, true
		}
		return event{path, made}, true
	case told.Has(fsnotify.Rename):
		p.from = path
		return event{path, renamed}, true
	case told.Has(fsnotify.Remove):
		return event{path, left}, true
	case told.Has(fsnotify.Write):
		return event{path, changed}, true
	}
	return event{path, touched}, told.Has(fsnotify.Chmod)
}

// whole says whether what is new at path was renamed to there: the event before said that another path was renamed. An empty file is not believed
// to be whole: an editor that moves the old version to a folder that is not watched, and then writes the new one, looks the same.
func (p *portable) whole(path, from string) bool {
	if from == "" || from == path {
		return false
	}
	info, err := os.Lstat(p.abs(path))
	return err == nil && (info.IsDir() || info.Size() > 0)
}
