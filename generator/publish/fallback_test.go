package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var errNot = errors.ErrUnsupported

func publishWith(t *testing.T, site, out string, files tree, change func(s *Stage)) Report {
	t.Helper()
	s := stageOf(t, site, out, files)
	change(s)
	r, err := s.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWithoutExchange(t *testing.T) {
	site, out := newSite(t)
	renames := func(s *Stage) { s.swaps = []swap{{Exchange, func(*Stage) error { return errNot }}, s.swaps[1]} }
	publishTree(t, site, out, first)
	for _, files := range []tree{second, first, second, first} {
		r := publishWith(t, site, out, files, renames)
		if r.Method != Rename || len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "cannot exchange two folders") {
			t.Errorf("report is %+v", r)
		}
		wantTree(t, out, files)
	}
	if _, err := Rollback(site, out); err != nil {
		t.Fatal(err)
	}
	wantTree(t, out, second)
}

// Killed after any of the renames, the next run has one whole site and goes on.
func TestJournalIsFinished(t *testing.T) {
	type step func(s *Stage) error
	steps := []step{
		func(s *Stage) error { _, err := s.state.create(journalName, []byte(s.spareID)); return err },
		func(s *Stage) error { return moveEntry(s.parent, s.at.name, s.state, oldName) },
		func(s *Stage) error { return moveEntry(s.state, spareName, s.parent, s.at.name) },
		func(s *Stage) error { return moveEntry(s.state, oldName, s.state, spareName) },
	}
	want := []tree{first, second, second, second}
	for done := range steps {
		for _, inTheWay := range []bool{false, true} {
			site, out := newSite(t)
			publishTree(t, site, out, tree{"index.html": "zero"})
			publishTree(t, site, out, first)
			s := stageOf(t, site, out, second)
			killed := errors.New("killed")
			s.swaps = []swap{{Rename, func(s *Stage) error {
				for _, step := range steps[:done+1] {
					if err := step(s); err != nil {
						t.Fatal(err)
					}
				}
				return killed
			}}}
			if _, err := s.Commit(); !errors.Is(err, killed) {
				t.Fatal(err)
			}
			if inTheWay && done == 1 {
				if err := os.Mkdir(out, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			next, err := Open(site, out)
			if err != nil {
				t.Fatal(err)
			}
			next.Discard()
			wantTree(t, out, want[done])
			publishTree(t, site, out, first)
			wantTree(t, out, first)
			publishTree(t, site, out, second)
			wantTree(t, out, second)
		}
	}
}

func TestWithoutHardLinks(t *testing.T) {
	site, out := newSite(t)
	copies := func(s *Stage) { s.noLinks.Store(true) }
	publishTree(t, site, out, first)
	copied := 3
	for range 2 {
		for _, files := range []tree{second, first} {
			if r := publishWith(t, site, out, files, copies); r.Linked != 0 || r.Copied != copied {
				t.Errorf("report is %+v", r)
			}
			wantTree(t, out, files)
			copied = 0 // the spare tree has them now
		}
	}
	if r := publishTree(t, site, out, first); r.Method != Nothing {
		t.Errorf("report is %+v", r)
	}
	// A copy that somebody changed in the spare tree does not get published.
	spare := filepath.Join(site, ".public.plaudit/spare/a/index.html")
	if err := os.WriteFile(spare, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	publishWith(t, site, out, second, copies)
	wantTree(t, out, second)
}

// A folder that cannot be moved has its files replaced.
func TestFolderThatCannotBeMoved(t *testing.T) {
	site, out := newSite(t)
	busy := func(s *Stage) { s.swaps = []swap{{Exchange, func(*Stage) error { return errBusyForTest }}} }
	publishTree(t, site, out, first)
	for _, files := range []tree{second, first, {"a": "file"}, second} {
		r := publishWith(t, site, out, files, busy)
		if r.Method != InPlace || len(r.Notes) != 1 {
			t.Errorf("report is %+v", r)
		}
		wantTree(t, out, files)
		if _, err := Rollback(site, out); !errors.Is(err, ErrNoPrevious) {
			t.Errorf("rolled back to what was never replaced: %v", err)
		}
	}
	publishTree(t, site, out, first)
	wantTree(t, out, first)
}
