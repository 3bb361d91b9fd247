package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A tree is the files of a site by path.
type tree map[string]string

func newSite(t testing.TB) (site, out string) {
	t.Helper()
	site = t.TempDir()
	return site, filepath.Join(site, "public")
}

func stageOf(t testing.TB, site, out string, files tree) *Stage {
	t.Helper()
	s, err := Open(site, out)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if err := s.Write(path, []byte(files[path])); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func publishTree(t testing.TB, site, out string, files tree) Report {
	t.Helper()
	report, err := stageOf(t, site, out, files).Commit()
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// readTree reads what is in a folder, and complains about everything that is
// not a plain file or folder with the modes of published ones.
func readTree(t testing.TB, out string) tree {
	t.Helper()
	files := tree{}
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			if hasModes && info.Mode().Perm() != folderMode {
				t.Errorf("%s has mode %v", path, info.Mode())
			}
			return nil
		}
		if !info.Mode().IsRegular() || hasModes && info.Mode().Perm() != fileMode {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(out, path)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func wantTree(t testing.TB, out string, want tree) {
	t.Helper()
	got := readTree(t, out)
	if !maps.Equal(got, want) {
		t.Errorf("output folder holds %v, want %v", got, want)
	}
}

func wantCounts(t testing.TB, r Report, written, unchanged, removed int) {
	t.Helper()
	if r.Written != written || r.Unchanged != unchanged || r.Removed != removed {
		t.Errorf("written %d, unchanged %d, removed %d; want %d, %d, %d", r.Written, r.Unchanged, r.Removed, written, unchanged, removed)
	}
}

var first = tree{"index.html": "home 1", "a/index.html": "a", "a/b/index.html": "ab", "c/index.html": "c", "feed.xml": "feed 1"}
var second = tree{"index.html": "home 2", "a/index.html": "a", "a/b/index.html": "ab", "d/e/index.html": "de", "feed.xml": "feed 1"}

func TestGenerations(t *testing.T) {
	site, out := newSite(t)
	wantCounts(t, publishTree(t, site, out, first), 5, 0, 0)
	wantTree(t, out, first)

	r := publishTree(t, site, out, first)
	wantCounts(t, r, 0, 5, 0)
	if r.Method != Nothing || r.Bytes != 0 {
		t.Errorf("an unchanged build took %+v", r)
	}

	r = publishTree(t, site, out, second)
	wantCounts(t, r, 2, 3, 1)
	wantTree(t, out, second)
	if r.Bytes != int64(len("home 2")+len("de")) || r.Linked != 3 {
		t.Errorf("wrote %d bytes and linked %d files", r.Bytes, r.Linked)
	}
	for range 3 {
		wantCounts(t, publishTree(t, site, out, first), 2, 3, 1)
		wantTree(t, out, first)
		wantCounts(t, publishTree(t, site, out, second), 2, 3, 1)
		wantTree(t, out, second)
	}
	wantCounts(t, publishTree(t, site, out, second), 0, 5, 0)
}

// A commit that changes one file of many leaves the inodes of the others alone
// and does not read them again in the build after.
func TestUnchangedFilesKeepTheirInode(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, first)
	before, err := os.Stat(filepath.Join(out, "a/b/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 * settled {
		files := maps.Clone(first)
		files["index.html"] = fmt.Sprint("home ", i)
		if i >= settled {
			time.Sleep(25 * time.Millisecond)
		}
		publishTree(t, site, out, files)
		wantTree(t, out, files)
		after, err := os.Stat(filepath.Join(out, "a/b/index.html"))
		if err != nil {
			t.Fatal(err)
		}
		if !os.SameFile(before, after) {
			t.Fatal("an unchanged file is another file")
		}
	}
}

func TestFileBecomesFolderAndBack(t *testing.T) {
	site, out := newSite(t)
	trees := []tree{
		{"x": "file", "y/z/index.html": "deep", "k": "k"},
		{"x/index.html": "folder", "y": "file", "k": "k"},
		{"x": "file again", "y/z": "file below", "k": "k"},
	}
	for i := range 9 {
		publishTree(t, site, out, trees[i%3])
		wantTree(t, out, trees[i%3])
	}
}

func TestOnlySiteFilesInOutput(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, first)
	publishTree(t, site, out, second)
	entries, err := os.ReadDir(site)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, []string{".public.plaudit", "public"}) {
		t.Errorf("the site's folder holds %v", names)
	}
	info, err := os.Stat(filepath.Join(site, ".public.plaudit"))
	if err != nil {
		t.Fatal(err)
	}
	if hasModes && info.Mode().Perm() != 0o700 {
		t.Errorf("the state folder has mode %v", info.Mode())
	}
}

func TestStrangersLeaveAndAreReported(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, first)
	publishTree(t, site, out, second)
	for _, path := range []string{"CNAME", "a/b/note.txt", "own/deep/file"} {
		os.MkdirAll(filepath.Dir(filepath.Join(out, path)), 0o755)
		if err := os.WriteFile(filepath.Join(out, path), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := publishTree(t, site, out, second)
	wantTree(t, out, second)
	want := `Left out of the output folder, since no build put it there: "CNAME", "a/b/note.txt", "own" (kept in `
	if len(r.Notes) != 1 || !strings.HasPrefix(r.Notes[0], want) {
		t.Errorf("notes are %q", r.Notes)
	}
	if _, err := os.Stat(filepath.Join(site, ".public.plaudit/spare/CNAME")); err != nil {
		t.Error("the file is not kept where the note says:", err)
	}
	for _, files := range []tree{first, second, first} {
		if r := publishTree(t, site, out, files); len(r.Notes) != 0 {
			t.Errorf("notes are %q", r.Notes)
		}
		wantTree(t, out, files)
	}
}

func TestForeignFolderIsRefused(t *testing.T) {
	site, out := newSite(t)
	if err := os.MkdirAll(filepath.Join(out, "deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	precious := filepath.Join(out, "deep/precious.txt")
	if err := os.WriteFile(precious, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	refused := func() {
		t.Helper()
		var target *TargetError
		if err := CheckTarget(site, out); !errors.As(err, &target) {
			t.Errorf("CheckTarget says %v", err)
		}
		if _, err := Open(site, out); !errors.As(err, &target) {
			t.Errorf("Open says %v", err)
		}
		if _, err := os.Stat(precious); err != nil {
			t.Error(err)
		}
	}
	refused()
	if _, err := os.Lstat(filepath.Join(site, ".public.plaudit")); err == nil {
		t.Error("a state folder was made")
	}

	// The same where a site was published before and then put aside by hand.
	os.Rename(out, filepath.Join(site, "aside"))
	publishTree(t, site, out, first)
	os.RemoveAll(out)
	os.Rename(filepath.Join(site, "aside"), out)
	refused()
	// And where somebody made a new folder, which may get the old one's inode.
	os.RemoveAll(out)
	os.MkdirAll(filepath.Join(out, "deep"), 0o755)
	os.WriteFile(precious, []byte("x"), 0o644)
	refused()
}

func TestEmptyFolderIsFine(t *testing.T) {
	site, out := newSite(t)
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	publishTree(t, site, out, first)
	wantTree(t, out, first)
	publishTree(t, site, out, second)
	wantTree(t, out, second)
}

func TestRemovedFolderIsMadeAgain(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, first)
	publishTree(t, site, out, second)
	os.RemoveAll(out)
	wantCounts(t, publishTree(t, site, out, second), 5, 0, 0)
	wantTree(t, out, second)
}

// A copy of a published folder, as a backup or a build server's cache makes it,
// is known by its content; with a file more or other it is foreign.
func TestCopyIsRecognised(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, first)
	publishTree(t, site, out, second)
	copySite := t.TempDir()
	if err := os.CopyFS(copySite, os.DirFS(site)); err != nil {
		t.Fatal(err)
	}
	os.Chmod(filepath.Join(copySite, ".public.plaudit"), 0o700)
	copyOut := filepath.Join(copySite, "public")
	r := publishTree(t, copySite, copyOut, second)
	wantCounts(t, r, 0, 5, 0)
	publishTree(t, copySite, copyOut, first)
	wantTree(t, copyOut, first)

	if err := os.WriteFile(filepath.Join(out, "a/mine"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	foreign := t.TempDir()
	os.CopyFS(foreign, os.DirFS(site))
	var target *TargetError
	if _, err := Open(foreign, filepath.Join(foreign, "public")); !errors.As(err, &target) {
		t.Errorf("a copy with a file of somebody else: %v", err)
	}
}

func TestDiscard(t *testing.T) {
	site, out := newSite(t)
	s := stageOf(t, site, out, first)
	s.Discard()
	s.Discard()
	if _, err := os.Lstat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after Discard the output folder is there: %v", err)
	}
	publishTree(t, site, out, first)
	publishTree(t, site, out, second)
	s = stageOf(t, site, out, tree{"index.html": "third"})
	s.Discard()
	wantTree(t, out, second)
	if _, err := s.Commit(); err == nil {
		t.Error("a discarded stage was committed")
	}
	if err := s.Write("late", nil); err == nil {
		t.Error("a discarded stage took a file")
	}
	// What was discarded must not cost the site that can be gone back to.
	if _, err := Rollback(site, out); err != nil {
		t.Fatal(err)
	}
	wantTree(t, out, first)
	s = stageOf(t, site, out, first)
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	s.Discard()
	wantTree(t, out, first)
}

func TestRollback(t *testing.T) {
	site, out := newSite(t)
	if _, err := Rollback(site, out); !errors.Is(err, ErrNoPrevious) {
		t.Errorf("before any build: %v", err)
	}
	publishTree(t, site, out, first)
	if _, err := Rollback(site, out); !errors.Is(err, ErrNoPrevious) {
		t.Errorf("after one build: %v", err)
	}
	publishTree(t, site, out, second)
	r, err := Rollback(site, out)
	if err != nil {
		t.Fatal(err)
	}
	wantCounts(t, r, 2, 3, 1)
	wantTree(t, out, first)
	r, err = Rollback(site, out)
	if err != nil {
		t.Fatal(err)
	}
	wantCounts(t, r, 2, 3, 1)
	wantTree(t, out, second)
	live, previous, err := Generations(site, out)
	if err != nil || live == nil || previous == nil || live.Files != 5 || previous.Files != 5 || live.Digest != r.Digest {
		t.Errorf("generations are %+v and %+v, %v", live, previous, err)
	}
	third := tree{"index.html": "third"}
	publishTree(t, site, out, third)
	wantTree(t, out, third)
	if _, err := Rollback(site, out); err != nil {
		t.Fatal(err)
	}
	wantTree(t, out, second)
	publishTree(t, site, out, second)
	wantTree(t, out, second)
}

func TestRollbackRefusesATouchedSite(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, first)
	publishTree(t, site, out, second)
	if err := os.WriteFile(filepath.Join(site, ".public.plaudit/spare/index.html"), []byte("hacked"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Rollback(site, out); !errors.Is(err, ErrNoPrevious) {
		t.Errorf("rolled back to a site that was tampered with: %v", err)
	}
	wantTree(t, out, second)
}

func TestTwoStages(t *testing.T) {
	site, out := newSite(t)
	s := stageOf(t, site, out, first)
	_, err := Open(site, out)
	if !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), "another build is publishing to "+out) {
		t.Errorf("a second stage: %v", err)
	}
	if _, err := Rollback(site, out); !errors.Is(err, ErrBusy) {
		t.Errorf("a rollback beside a stage: %v", err)
	}
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	publishTree(t, site, out, second)
	wantTree(t, out, second)
}

func TestConcurrentWrites(t *testing.T) {
	site, out := newSite(t)
	for generation := range 3 {
		s, err := Open(site, out)
		if err != nil {
			t.Fatal(err)
		}
		var h Hasher
		want := tree{}
		var group sync.WaitGroup
		for i := range 200 {
			path := fmt.Sprintf("d%d/e%d/f%d.html", i%7, i%13, i)
			content := fmt.Sprint(i, generation*(i%2))
			want[path] = content
			group.Go(func() {
				if err := errors.Join(s.Write(path, []byte(content)), h.Write(path, []byte(content))); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		r, err := s.Commit()
		if err != nil {
			t.Fatal(err)
		}
		wantTree(t, out, want)
		if r.Digest != h.Digest() || h.Files() != 200 {
			t.Error("the hasher has another digest than the published tree")
		}
	}
}
