package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// A Generation is a published site, as its manifest tells. There is no time in
// it: what two builds made of the same sources is the same generation.
type Generation struct {
	Files  int
	Bytes  int64
	Digest [sha256.Size]byte
}

func (m *manifest) generation() *Generation {
	g := &Generation{Files: len(m.files), Digest: m.digest()}
	for _, e := range m.files {
		g.Bytes += e.size
	}
	return g
}

// Generations tells what the output folder holds, and what Rollback would bring
// back: nil where there is none. Files are not looked at.
func Generations(siteDir, out string) (live, previous *Generation, err error) {
	s, err := Open(siteDir, out)
	if err != nil {
		return nil, nil, err
	}
	defer s.Discard()
	if s.live != nil {
		live = s.liveIs.generation()
	}
	s.readSpare()
	if s.live != nil && s.spareIs != nil && !s.unpublishedSpare() {
		previous = s.spareIs.generation()
	}
	return live, previous, nil
}

// Rollback brings back the site that the last commit replaced, in one step; a
// second Rollback undoes the first. The previous site is checked file by file
// before. An error with ErrNoPrevious says that there is none, or not a whole one.
func Rollback(siteDir, out string) (Report, error) {
	s, err := Open(siteDir, out)
	if err != nil {
		return Report{}, err
	}
	defer s.Discard()
	s.readSpare()
	switch {
	case s.inPlace:
		return Report{}, fmt.Errorf("%w: the output folder is a mount point, and none is kept for it", ErrNoPrevious)
	case s.live == nil || s.spareIs == nil:
		return Report{}, ErrNoPrevious
	case s.unpublishedSpare():
		return Report{}, fmt.Errorf("%w: a later build was interrupted while it replaced it", ErrNoPrevious)
	}
	spare, err := openFolder(s.state.path + "/" + spareName)
	if err != nil {
		return Report{}, err
	}
	path, whole := s.whole(spare)
	spare.close()
	if !whole {
		return Report{}, fmt.Errorf("%w: somebody changed %s in it", ErrNoPrevious, path)
	}
	report := Report{Digest: s.spareIs.digest()}
	for path, e := range s.spareIs.files {
		if now := s.liveIs.files[path]; now != nil && now.digest == e.digest {
			report.Unchanged++
		} else {
			report.Written++
		}
	}
	for path := range s.liveIs.files {
		if s.spareIs.files[path] == nil {
			report.Removed++
		}
	}
	if err := s.save(map[string]*manifest{s.spareID: s.spareIs, s.liveID: s.liveIs}); err != nil {
		return Report{}, err
	}
	if report.Method, err = s.swapIn(); err != nil {
		return Report{}, err
	}
	report.Notes = s.notes
	return report, nil
}

// unpublishedSpare says whether a commit was killed while it worked on the spare.
func (s *Stage) unpublishedSpare() bool {
	id, err := s.state.read(markerName)
	return err == nil && string(id) == s.spareID || err != nil && !errors.Is(err, fs.ErrNotExist)
}

// whole says whether the spare tree is what its manifest says, and if not, where.
func (s *Stage) whole(spare *folder) (path string, whole bool) {
	for path, e := range s.spareIs.files {
		if !spare.matches(path, e) {
			return path, false
		}
	}
	for dir := range s.spareIs.folders {
		strangers, err := s.strangers(spare, s.spareIs, dir)
		if err != nil {
			return dir, false
		}
		strangers = slices.DeleteFunc(strangers, func(path string) bool { return strings.HasPrefix(path, stageName) })
		if len(strangers) > 0 {
			return strangers[0], false
		}
	}
	return "", true
}
