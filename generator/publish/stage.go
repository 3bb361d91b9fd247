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

// A Stage takes the files of one build until Commit or Discard. Write, WriteMade
// and Keep may be used by several goroutines, the other methods by one when those
// are done.
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
	spareIs   *manifest // nil: there is none, or not read yet; see readSpare
	spareRead sync.Once
	spareID   string
	notes     []string
	noLinks   atomic.Bool
	swaps     []swap // how to bring the new tree in, best first
	prepared  sync.Once
	prepErr   error
	build     *builder // the tree that becomes the new site
	incoming  *folder  // where files wait for Commit; nil: they go straight into build
	counter   atomic.Uint32

	mu     sync.Mutex
	closed bool
	err    error // the first failed Write: nothing is published then
	claims claims
	wanted []output // by the numbers of claims
	order  []int32  // the numbers of claims in order of the paths, from Commit on
	bytes  int64

	links, copies atomic.Int64 // of unchanged files, into the new tree
}

// An output is a file of the new site. There are as many as pages, so it is small.
type output struct {
	*entry
	staged uint32 // the number of its name in incoming
	source source
}

// A source says where the content of an output is when Commit begins.
type source uint8

const (
	inLive   source = iota // unchanged
	inSpare                // as it was in the build before the last
	inBuild                // written to its place in the new tree
	incoming               // written to the side
)

// stagedName is the name in incoming of the file with a number.
func stagedName(number uint32) string {
	return strconv.Itoa(int(number%incomingShards)) + "/" + strconv.Itoa(int(number))
}

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
	s := &Stage{at: at, swaps: allSwaps(), liveIs: newManifest()}
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
	s.claims.expect(len(s.liveIs.files), len(s.liveIs.folders))
	s.wanted = make([]output, 0, len(s.liveIs.files))
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

// openSpare finds the spare tree.
func (s *Stage) openSpare() error {
	if s.inPlace {
		return nil
	}
	spare, err := openFolder(s.at.state + string(os.PathSeparator) + spareName)
	if err != nil {
		return nil // prepare makes another
	}
	defer spare.close()
	s.spareID, err = identity(spare)
	return err
}

// readSpare reads the manifest of the spare tree, when there is one: a build in
// which nothing changed has no use for it.
func (s *Stage) readSpare() {
	s.spareRead.Do(func() {
		if s.spareID == "" {
			return
		}
		if known, err := loadManifest(s.state, s.spareID); err == nil {
			s.spareIs = known
		}
	})
}

// Write takes one output: path is slash-separated, relative to the output
// folder and written once. A file that is in the output folder already, and that
// nobody touched, is read and compared. After an error nothing is published.
func (s *Stage) Write(path string, data []byte) error {
	return s.WriteMade(path, data, Key{})
}

// WriteMade is Write for a caller who tells what the output was made of, so that
// a later build can Keep it.
func (s *Stage) WriteMade(path string, data []byte, key Key) error {
	number, err := s.claim(path)
	if err != nil {
		return err
	}
	out, err := s.take(path, data)
	if err != nil {
		return s.fail(err)
	}
	if key != (Key{}) && out.key != key {
		out.key, out.refreshed = key, true
	}
	s.want(number, out)
	return nil
}

// Keep says that path is an output, as an earlier build made it of what key
// stands for, and is true if the output folder or the spare tree has that file
// and nobody touched it; the look costs one lstat. When it is false nothing has
// happened: the output has to be made and written.
func (s *Stage) Keep(path string, key Key) bool {
	out := s.find(path, key)
	if out.entry == nil {
		return false
	}
	number, err := s.claim(path)
	if err != nil {
		return false // Write says the same
	}
	s.want(number, out)
	return true
}

// KeepAll says that all outputs are as an earlier build made them whose Report had this digest, and is true if the output folder
// has just those files and nobody touched them. It must come before all else; when it is false nothing has happened.
func (s *Stage) KeepAll(digest [sha256.Size]byte) bool {
	if s.live == nil || s.liveIs.digest() != digest {
		return false
	}
	paths := s.liveIs.paths()
	touched := errors.New("touched")
	if err := parallel(len(paths), func(i int) error {
		if !s.live.matches(paths[i], s.liveIs.files[paths[i]]) {
			return touched
		}
		return nil
	}); err != nil {
		return false
	}
	for _, path := range paths {
		number, err := s.claim(path)
		if err != nil {
			return false
		}
		s.want(number, output{entry: s.liveIs.files[path], source: inLive})
	}
	return true
}

// find looks for the output at path that was made of key.
func (s *Stage) find(path string, key Key) (out output) {
	if key == (Key{}) {
		return output{}
	}
	if e := s.liveIs.files[path]; e != nil && e.key == key && s.live.matches(path, e) {
		return output{entry: e, source: inLive}
	}
	s.readSpare()
	if s.spareIs == nil {
		return output{}
	}
	e := s.spareIs.files[path]
	if e == nil || e.key != key || s.prepare() != nil || !s.build.tree.matches(path, e) {
		return output{}
	}
	return output{entry: e, source: inSpare}
}

// claim takes path for an output, which gets a number.
func (s *Stage) claim(path string) (number int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err = s.err
	if s.closed {
		err = errors.New("the stage is closed")
	}
	if err == nil {
		if number, err = s.claims.claim(path); err == nil {
			s.wanted = append(s.wanted, output{})
			return number, nil
		}
	}
	if s.err == nil {
		s.err = err
	}
	return 0, err
}

// want enters what is wanted under the number of a path.
func (s *Stage) want(number int, out output) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wanted[number] = out
	if out.source == inBuild || out.source == incoming {
		s.bytes += out.size
		s.disk.wrote(out.size, s.destination())
	}
}

// fail remembers that a file could not be written.
func (s *Stage) fail(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
	return err
}

// take finds data in one of the trees, or writes it.
func (s *Stage) take(path string, data []byte) (out output, err error) {
	digest := digestOf(data)
	if e := s.liveIs.files[path]; e != nil && s.live.holds(path, e, digest, data) {
		return output{entry: e, source: inLive}, nil
	}
	if err := s.prepare(); err != nil {
		return output{}, err
	}
	if s.spareIs != nil {
		if e := s.spareIs.files[path]; e != nil && s.build.tree.holds(path, e, digest, data) {
			return output{entry: e, source: inSpare}, nil
		}
	}
	if s.incoming == nil {
		if _, err := s.build.folder(parentOf(path)); err != nil {
			return output{}, err
		}
		st, err := s.build.tree.create(path, data)
		return output{entry: st.entry(digest, Key{}), source: inBuild}, err
	}
	number := s.counter.Add(1)
	st, err := s.incoming.create(stagedName(number), data)
	return output{entry: st.entry(digest, Key{}), source: incoming, staged: number}, err
}

// prepare opens the tree that becomes the new site, when the first file has
// changed. A spare that can be gone back to is left alone until Commit, and
// files wait in a folder beside it; without one they go where they belong.
func (s *Stage) prepare() error {
	s.prepared.Do(func() { s.prepErr = s.prepareOnce() })
	return s.prepErr
}

func (s *Stage) prepareOnce() error {
	s.readSpare()
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
