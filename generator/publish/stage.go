package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
)

// A Stage takes the files of one build until Commit or Discard. Write and
// WriteDigest may be used by several goroutines, the other methods by one when
// those are done.
type Stage struct {
	at     place
	lock   *os.File
	parent *folder
	state  *folder

	live      *folder // nil: there is none, or nothing in it
	liveIs    *manifest
	liveID    string
	inPlace   bool // live is a mount point
	copied    bool // live was recognised by its content
	restamped bool // more is known of the live tree's folders than is stored
	published bool
	disk      flusher
	spareIs   *manifest
	spareID   string
	notes     []string
	noLinks   atomic.Bool
	swaps     []swap // how to bring the new tree in, best first
	prepared  sync.Once
	prepErr   error
	build     *builder // the tree that becomes the new site
	incoming  *folder  // where files wait for Commit; nil: they go straight into build
	counter   atomic.Int64

	mu     sync.Mutex
	closed bool
	err    error // the first failed Write: nothing is published then
	claims claims
	wanted map[string]*output
	bytes  int64
}

// An output is a file of the new site.
type output struct {
	entry
	source source
	staged string // its name in incoming
}

// A source says where the content of an output is when Commit begins.
type source int

const (
	inLive   source = iota // unchanged
	inSpare                // as it was in the build before the last
	inBuild                // written to its place in the new tree
	incoming               // written to the side
)

// incomingShards spreads the waiting files over folders, since creating in one
// folder is done by one processor at a time.
const incomingShards = 16

// Open locks the output folder, finishes what an earlier run was killed in, and
// reads what is known of the trees. The errors are a *TargetError, one with
// ErrBusy, or those of the file system. Nothing is written to the output folder
// before Commit. Paths are as the operating system takes them; out need not exist.
func Open(siteDir, out string) (*Stage, error) {
	at, err := checkPlace(siteDir, out)
	if err != nil {
		return nil, err
	}
	if !at.empty() {
		// Before anything is made: a foreign folder should not get a state folder.
		if _, err := os.Lstat(at.state); errors.Is(err, fs.ErrNotExist) {
			return nil, at.foreign()
		}
	}
	if err := os.MkdirAll(at.parent, folderMode); err != nil {
		return nil, fmt.Errorf("making room for the output folder: %w", err)
	}
	if err := os.Mkdir(at.state, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("making the folder for the state of publishing: %w", err)
	}
	s := &Stage{at: at, wanted: map[string]*output{}, swaps: allSwaps(), liveIs: newManifest()}
	if err := s.open(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *Stage) open() (err error) {
	if s.state, err = openFolder(s.at.state); err != nil {
		return fmt.Errorf("opening the state of publishing: %w", err)
	}
	if s.parent, err = openFolder(s.at.parent); err != nil {
		return err
	}
	s.lock, err = lock(s.state.path + string(os.PathSeparator) + lockName)
	if err == errLocked {
		return fmt.Errorf("%w to %s", ErrBusy, s.at.given)
	}
	if err != nil {
		return err
	}
	if err := s.recover(); err != nil {
		return fmt.Errorf("finishing an interrupted publication: %w", err)
	}
	if err := s.state.removeAll(newName); err != nil {
		return err
	}
	if err := s.openLive(); err != nil {
		return err
	}
	return s.openSpare()
}

func (s *Stage) openLive() error {
	live, err := openFolder(s.at.out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	s.inPlace = isMount(s.parent, live)
	if s.at.empty() && !s.inPlace {
		live.close()
		return nil
	}
	s.live = live
	if s.liveID, err = identity(live); err != nil {
		return err
	}
	if s.inPlace {
		if err := live.removeAll(stageName); err != nil {
			return err
		}
		s.notes = append(s.notes, "The output folder is a mount point, so its files are replaced one by one: until that is done a visitor may see old and new files together, and there is no previous site to go back to.")
	}
	if s.at.empty() {
		if known, err := loadManifest(s.state, s.liveID); err == nil {
			s.liveIs = known
		}
		return nil
	}
	s.liveIs, s.copied, err = s.at.recognise(live, s.state)
	return err
}

// openSpare finds the spare tree, when there is one with a manifest.
func (s *Stage) openSpare() error {
	if s.inPlace {
		return nil
	}
	spare, err := openFolder(s.at.state + string(os.PathSeparator) + spareName)
	if err != nil {
		return nil // prepare makes another
	}
	defer spare.close()
	if s.spareID, err = identity(spare); err != nil {
		return err
	}
	if known, err := loadManifest(s.state, s.spareID); err == nil {
		s.spareIs = known
	}
	return nil
}

// Write takes one output: path is slash-separated, relative to the output
// folder and written once. A file that is in the output folder already, and that
// nobody touched, costs one lstat. After an error nothing is published.
func (s *Stage) Write(path string, data []byte) error {
	return s.WriteDigest(path, sha256.Sum256(data), func() ([]byte, error) { return data, nil })
}

// WriteDigest is Write for a caller who knows the SHA-256 of the content, from a
// cache: data is called only if the content has to be written.
func (s *Stage) WriteDigest(path string, digest [sha256.Size]byte, data func() ([]byte, error)) error {
	s.mu.Lock()
	err := s.err
	if s.closed {
		err = errors.New("the stage is closed")
	}
	if err == nil {
		err = s.claims.claim(path)
	}
	s.mu.Unlock()
	if err == nil {
		var out *output
		if out, err = s.take(path, digest, data); err == nil {
			s.mu.Lock()
			s.wanted[path] = out
			if out.source == inBuild || out.source == incoming {
				s.bytes += out.size
				s.disk.wrote(out.size, s.destination())
			}
			s.mu.Unlock()
			return nil
		}
	}
	s.mu.Lock()
	if s.err == nil {
		s.err = err
	}
	s.mu.Unlock()
	return err
}

func (s *Stage) take(path string, digest [sha256.Size]byte, data func() ([]byte, error)) (*output, error) {
	if e := s.liveIs.files[path]; e != nil && e.digest == digest && s.live.matches(path, e) {
		return &output{entry: *e, source: inLive}, nil
	}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	if s.spareIs != nil {
		if e := s.spareIs.files[path]; e != nil && e.digest == digest && s.build.tree.matches(path, e) {
			return &output{entry: *e, source: inSpare}, nil
		}
	}
	content, err := data()
	if err != nil {
		return nil, err
	}
	if sha256.Sum256(content) != digest {
		return nil, fmt.Errorf("cannot publish %q: its content is not what its digest says", path)
	}
	if s.incoming == nil {
		if _, err := s.build.folder(parentOf(path)); err != nil {
			return nil, err
		}
		st, err := s.build.tree.create(path, content)
		return &output{entry: st.entry(digest), source: inBuild}, err
	}
	n := s.counter.Add(1)
	name := strconv.Itoa(int(n%incomingShards)) + "/" + strconv.Itoa(int(n))
	st, err := s.incoming.create(name, content)
	return &output{entry: st.entry(digest), source: incoming, staged: name}, err
}

// prepare opens the tree that becomes the new site, when the first file has
// changed. A spare that can be gone back to is left alone until Commit, and
// files wait in a folder beside it; without one they go where they belong.
func (s *Stage) prepare() error {
	s.prepared.Do(func() { s.prepErr = s.prepareOnce() })
	return s.prepErr
}

func (s *Stage) prepareOnce() error {
	switch {
	case s.inPlace:
		s.build = newBuilder(s.live, s.liveIs)
		if err := s.live.mkdir(stageName, 0o700); err != nil {
			return err
		}
		return s.openIncoming(s.live.path + string(os.PathSeparator) + stageName)
	case s.spareIs != nil:
		tree, err := openFolder(s.at.state + string(os.PathSeparator) + spareName)
		if err != nil {
			return err
		}
		s.build = newBuilder(tree, s.spareIs)
		if err := s.state.mkdir(newName, 0o700); err != nil {
			return err
		}
		return s.openIncoming(s.at.state + string(os.PathSeparator) + newName)
	}
	if err := s.state.removeAll(spareName); err != nil {
		return err
	}
	if err := s.state.mkdir(spareName, folderMode); err != nil {
		return err
	}
	tree, err := openFolder(s.at.state + string(os.PathSeparator) + spareName)
	if err != nil {
		return err
	}
	s.build = newBuilder(tree, newManifest())
	s.spareID, err = identity(tree)
	return err
}

// destination is the folder that outputs are written to, once there is one.
func (s *Stage) destination() *folder {
	if s.incoming != nil {
		return s.incoming
	}
	return s.build.tree
}

func (s *Stage) openIncoming(path string) (err error) {
	if s.incoming, err = openFolder(path); err != nil {
		return err
	}
	for shard := range incomingShards {
		if err := s.incoming.mkdir(strconv.Itoa(shard), 0o700); err != nil {
			return err
		}
	}
	return nil
}

// Discard forgets the build and lets go of the lock; the output folder and the
// site that Rollback goes back to stay as they were. After Commit it does nothing.
func (s *Stage) Discard() {
	if s.closed {
		return
	}
	if s.incoming != nil {
		if s.inPlace {
			s.live.removeAll(stageName)
		} else {
			s.state.removeAll(newName)
		}
	} else if s.build != nil && !s.published {
		s.state.removeAll(spareName)
	}
	s.close()
}

func (s *Stage) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.disk.wait()
	if s.build != nil && s.build.tree != s.live {
		s.build.tree.close()
	}
	for _, f := range []*folder{s.incoming, s.live, s.state, s.parent} {
		if f != nil {
			f.close()
		}
	}
	if s.lock != nil {
		s.lock.Close()
	}
}
