package watch

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// inotify listens by inotify(7). It is not fsnotify's way of doing so, as that keeps the names of folders by which it once watched them: one that is
// renamed while it is being added stays unwatched, or is told of by its old name. Here the last name that a folder was added by counts.
type inotify struct {
	dir    string
	fd     int
	file   *os.File // of fd
	events chan event
	stop   chan struct{}
	ended  chan struct{}

	mu      sync.Mutex
	folders map[int32]string // by watch descriptor; numbers are not used again
}

const mask = unix.IN_CREATE | unix.IN_MOVED_TO | unix.IN_MODIFY | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_ATTRIB | unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_ONLYDIR

// listen opens the system's own source of events for folders below dir.
func listen(dir string) (*ears, error) {
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return nil, os.NewSyscallError("inotify_init1", err)
	}
	n := &inotify{
		dir: dir, fd: fd, file: os.NewFile(uintptr(fd), "inotify"), events: make(chan event, 64),
		stop: make(chan struct{}), ended: make(chan struct{}), folders: map[int32]string{},
	}
	go n.read()
	return &ears{n.events, n.add, n.forget, n.close}, nil
}

func (n *inotify) add(folder string) error {
	flags := uint32(mask)
	if folder != "" { // the site's folder itself may be a link
		flags |= unix.IN_DONT_FOLLOW
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	wd, err := unix.InotifyAddWatch(n.fd, filepath.Join(n.dir, filepath.FromSlash(folder)), flags)
	if err != nil {
		return os.NewSyscallError("inotify_add_watch", err)
	}
	n.folders[int32(wd)] = folder
	return nil
}

func (n *inotify) forget(folder string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for wd, path := range n.folders {
		if path == folder || strings.HasPrefix(path, folder+"/") {
			delete(n.folders, wd)
			_, _ = unix.InotifyRmWatch(n.fd, uint32(wd)) // it may be gone with its folder
		}
	}
	return true
}

func (n *inotify) close() {
	close(n.stop)
	_ = n.file.Close()
	<-n.ended
}

// read sends what the system tells until it is closed.
func (n *inotify) read() {
	defer close(n.ended)
	buf := make([]byte, 64<<10)
	for {
		got, err := n.file.Read(buf)
		if err != nil {
			return
		}
		for rest := buf[:got]; len(rest) >= unix.SizeofInotifyEvent; {
			end := unix.SizeofInotifyEvent + int(binary.NativeEndian.Uint32(rest[12:]))
			wd, bits := int32(binary.NativeEndian.Uint32(rest)), binary.NativeEndian.Uint32(rest[4:])
			name, _, _ := strings.Cut(string(rest[unix.SizeofInotifyEvent:end]), "\x00")
			rest = rest[end:]
			e, ok := n.understand(wd, bits, name)
			if !ok {
				continue
			}
			select {
			case n.events <- e:
			case <-n.stop:
				return
			}
		}
	}
}

// understand makes an event of the system's, which is about a name in a folder, or about the folder when the name is empty.
func (n *inotify) understand(wd int32, bits uint32, name string) (e event, ok bool) {
	if bits&unix.IN_Q_OVERFLOW != 0 {
		return event{what: lost}, true
	}
	n.mu.Lock()
	folder, known := n.folders[wd]
	if bits&unix.IN_IGNORED != 0 {
		delete(n.folders, wd)
	}
	n.mu.Unlock()
	switch {
	case !known:
		return e, false
	case name == "": // the folder above tells of it, but for the site's folder itself
		return event{what: left}, folder == "" && bits&(unix.IN_DELETE_SELF|unix.IN_MOVE_SELF|unix.IN_UNMOUNT) != 0
	case folder != "":
		name = folder + "/" + name
	}
	for _, n := range meanings {
		if bits&n.bit != 0 {
			return event{name, n.what}, true
		}
	}
	return e, false
}

var meanings = []struct {
	bit  uint32
	what news
}{
	{unix.IN_MOVED_TO, arrived}, {unix.IN_CREATE, made}, {unix.IN_MODIFY, changed}, {unix.IN_DELETE, left}, {unix.IN_MOVED_FROM, renamed}, {unix.IN_ATTRIB, touched},
}
