package publish

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Commit makes the output folder hold what was written, and nothing else, in one
// step. When it returns an error the output folder is as it was (but for a mount
// point, see Method InPlace). It closes the stage.
func (s *Stage) Commit() (Report, error) {
	if s.closed {
		return Report{}, errors.New("the stage is closed")
	}
	defer s.Discard()
	if s.err != nil {
		return Report{}, s.err
	}
	if len(s.wanted) == 0 {
		return Report{}, errors.New("there is nothing to publish")
	}
	if s.bytes > 0 {
		s.disk.begin(s.destination()) // it has work until the manifests are written, too
	}
	found, err := s.survey()
	if err != nil {
		return Report{}, err
	}
	report := s.report(found)
	if report.Written == 0 && report.Removed == 0 && len(found.strangers) == 0 && !found.damaged {
		report.Method, report.Digest = Nothing, s.liveIs.digest()
		return report, s.keepManifest()
	}
	s.order = s.claims.sorted()
	report.Digest = treeDigest(len(s.order), func(i int) (string, Digest) {
		return s.claims.paths[s.order[i]], s.wanted[s.order[i]].digest
	})
	if err := s.prepare(); err != nil {
		return Report{}, err
	}
	if report.Method, err = s.publish(); err != nil {
		return Report{}, err
	}
	report.Bytes, report.Linked, report.Copied, report.Waited = s.bytes, int(s.links.Load()), int(s.copies.Load()), s.disk.waited
	report.Notes = slices.Concat(report.Notes, s.notes)
	return report, nil
}

// findings is what was found out about the live tree.
type findings struct {
	strangers []string // what no build put there, sorted
	damaged   bool     // a folder is missing, or has another mode
	gone      []string // files of the manifest that are not wanted, sorted
}

// survey looks at each folder of the live tree, and into those that changed.
func (s *Stage) survey() (found findings, err error) {
	for path := range s.liveIs.files {
		if !s.claims.has(path) {
			found.gone = append(found.gone, path)
		}
	}
	slices.Sort(found.gone)
	if s.live == nil {
		return found, nil
	}
	var mu sync.Mutex
	dirs := slices.Collect(maps.Keys(s.liveIs.folders))
	if _, listed := s.liveIs.folders[""]; !listed {
		dirs = append(dirs, "")
	}
	fresh := map[string]stamp{}
	err = parallel(len(dirs), func(i int) error {
		dir := dirs[i]
		st, err := s.live.lstat(dir)
		damaged := err != nil || !st.isFolder() || hasModes && st.perm != folderMode && (dir != "" || !s.inPlace)
		left := s.liveIs.folders[dir]
		var strangers []string
		if dir == "" || !damaged && (left.ctime == 0 || st.stamp() != left) {
			if strangers, err = s.strangers(s.live, s.liveIs, dir); err != nil {
				return err
			}
		}
		mu.Lock()
		defer mu.Unlock()
		found.damaged = found.damaged || damaged
		found.strangers = append(found.strangers, strangers...)
		if !damaged && len(strangers) == 0 && dir != "" && st.stamp() != left {
			fresh[dir] = st.stamp()
		}
		return nil
	})
	maps.Copy(s.liveIs.folders, fresh)
	s.restamped = len(fresh) > 0
	slices.Sort(found.strangers)
	return found, err
}

// strangers lists what is in dir that known does not name.
func (s *Stage) strangers(tree *folder, known *manifest, dir string) ([]string, error) {
	names, err := tree.names(dir)
	if err != nil {
		return nil, err
	}
	var strangers []string
	for _, name := range names {
		path := join(dir, name)
		_, isFolder := known.folders[path]
		if isFolder || known.files[path] != nil || s.inPlace && (path == stageName || path == "lost+found") {
			continue
		}
		strangers = append(strangers, path)
	}
	return strangers, nil
}

// report counts what a commit will have done.
func (s *Stage) report(found findings) Report {
	report := Report{Removed: len(found.gone)}
	for _, out := range s.wanted {
		if out.source == inLive {
			report.Unchanged++
		} else {
			report.Written++
		}
	}
	if len(found.strangers) > 0 {
		report.Notes = append(report.Notes, s.strangersNote(found.strangers))
	}
	if s.copied {
		report.Notes = append(report.Notes, "The output folder is a copy of one that was published; every file in it was read and compared.")
	}
	return report
}

// strangersNote names a few; their names are anybody's, so they are quoted.
func (s *Stage) strangersNote(strangers []string) string {
	few := strangers[:min(len(strangers), 5)]
	quoted := make([]string, len(few))
	for i, path := range few {
		quoted[i] = strconv.Quote(path)
	}
	note := "Left out of the output folder, since no build put it there: " + strings.Join(quoted, ", ")
	if more := len(strangers) - len(few); more > 0 {
		note += fmt.Sprintf(" and %d more", more)
	}
	if !s.inPlace {
		kept := filepath.Join(filepath.Dir(s.at.given), filepath.Base(s.at.state), spareName)
		note += " (kept in " + kept + " until the next build)"
	}
	return note + "."
}

// keepManifest stores the live tree's manifest again when more is known of it.
func (s *Stage) keepManifest() error {
	if !s.learned() {
		return nil
	}
	return s.save(map[string]*manifest{s.liveID: s.liveIs})
}

// learned says whether more is known of the live tree than is stored.
func (s *Stage) learned() bool { return s.copied || s.restamped || s.liveIs.refreshed() }

// publish builds the new tree and brings it into the output folder.
func (s *Stage) publish() (Method, error) {
	if s.inPlace {
		return InPlace, s.publishInPlace()
	}
	if err := s.mark(s.spareID); err != nil {
		return "", err
	}
	next, err := s.bringUpToDate(false)
	if err != nil {
		return "", err
	}
	manifests := map[string]*manifest{s.spareID: next}
	if s.live != nil && s.learned() {
		manifests[s.liveID] = s.liveIs
	}
	if err := s.save(manifests); err != nil {
		return "", err
	}
	if err := s.disk.finish(s.build.tree); err != nil {
		return "", err
	}
	method, err := s.swapIn()
	if err != nil && s.live != nil && holdsStill(err) {
		return InPlace, s.publishFromSpare()
	}
	if err != nil {
		return "", err
	}
	s.published = true
	if err := errors.Join(s.unmark(), s.tidy(s.spareID, s.liveID)); err != nil {
		s.notes = append(s.notes, "The site is published, but tidying up after it failed: "+err.Error()+".")
	}
	return method, nil
}

// mark notes that the spare tree is no published generation from here on.
func (s *Stage) mark(id string) error {
	if err := s.unmark(); err != nil {
		return err
	}
	_, err := s.state.create(markerName, []byte(id))
	return err
}

func (s *Stage) unmark() error { return s.state.removeAll(markerName) }

// save stores manifests under the identities of their trees.
func (s *Stage) save(manifests map[string]*manifest) error {
	if err := s.state.removeAll(clockName); err != nil {
		return err
	}
	now, err := s.state.create(clockName, nil)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(manifests)) {
		if err := s.state.removeAll(manifestName + "new"); err != nil {
			return err
		}
		if _, err := s.state.create(manifestName+"new", manifests[id].encode(unsettledSince(now.mtime))); err != nil {
			return err
		}
		if err := moveEntry(s.state, manifestName+"new", s.state, manifestName+id); err != nil {
			return err
		}
	}
	return s.state.remove(clockName)
}

// tidy removes what the two trees do not need.
func (s *Stage) tidy(ids ...string) error {
	names, err := s.state.names("")
	if err != nil {
		return err
	}
	for _, name := range names {
		id, isManifest := strings.CutPrefix(name, manifestName)
		if isManifest && !slices.Contains(ids, id) || name == newName {
			if err := s.state.removeAll(name); err != nil {
				return err
			}
		}
	}
	return nil
}
