package publish

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// publishMade publishes files that are said to be made of key, and keeps those
// that it can; kept is how many.
func publishMade(t *testing.T, site, out string, files tree, key Key) (r Report, kept int) {
	t.Helper()
	s, err := Open(site, out)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if s.Keep(path, key) {
			kept++
		} else if err := s.WriteMade(path, []byte(files[path]), key); err != nil {
			t.Fatal(err)
		}
	}
	if r, err = s.Commit(); err != nil {
		t.Fatal(err)
	}
	return r, kept
}

func TestKeep(t *testing.T) {
	site, out := newSite(t)
	a, b, c := Key{1}, Key{2}, Key{3}
	wantKept := func(files tree, key Key, want int) Report {
		t.Helper()
		r, kept := publishMade(t, site, out, files, key)
		if kept != want {
			t.Errorf("kept %d, want %d", kept, want)
		}
		wantTree(t, out, files)
		return r
	}
	wantKept(first, a, 0)
	if r := wantKept(first, a, 5); r.Method != Nothing || r.Unchanged != 5 {
		t.Errorf("report is %+v", r)
	}
	wantKept(second, b, 0)
	wantKept(second, b, 5)
	wantKept(first, a, 2) // of the spare tree: what differed; the live tree's are of b
	wantKept(first, a, 5)

	// Another key for the same bytes is remembered, though nothing is written.
	if r := wantKept(first, c, 0); r.Method != Nothing {
		t.Errorf("report is %+v", r)
	}
	if r := wantKept(first, c, 5); r.Method != Nothing {
		t.Errorf("report is %+v", r)
	}
	// Who tells no key keeps nothing, and takes none away.
	wantKept(first, Key{}, 0)
	wantKept(first, c, 5)

	var h Hasher
	for path, content := range first {
		if err := h.Write(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if r := wantKept(first, c, 5); r.Digest != h.Digest() {
		t.Error("what was kept has another digest than what was written")
	}
}

// What somebody touched is not kept.
func TestKeepLooks(t *testing.T) {
	for _, generations := range []int{1, 2, settled} {
		site, out := newSite(t)
		for i := range generations {
			files := maps.Clone(first)
			files["index.html"] = fmt.Sprint("home ", i)
			publishMade(t, site, out, files, Key{byte(i + 1)})
			time.Sleep(25 * time.Millisecond)
		}
		last := maps.Clone(first)
		last["index.html"] = fmt.Sprint("home ", generations-1)
		key := Key{byte(generations)}
		if err := os.WriteFile(filepath.Join(out, "a/index.html"), []byte("x"), fileMode); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(out, "feed.xml")); err != nil {
			t.Fatal(err)
		}
		want := 3
		if generations > 1 {
			want = 4 // the spare tree still has the file that was removed
		}
		if _, kept := publishMade(t, site, out, last, key); kept != want {
			t.Errorf("%d generations: kept %d, want %d", generations, kept, want)
		}
		wantTree(t, out, last)
	}
}

func TestKeepIsAnOutput(t *testing.T) {
	site, out := newSite(t)
	publishMade(t, site, out, first, Key{1})
	s := stageOf(t, site, out, tree{"index.html": first["index.html"]})
	if !s.Keep("c/index.html", Key{1}) {
		t.Fatal("not kept")
	}
	if s.Keep("c/index.html", Key{1}) {
		t.Error("kept twice")
	}
	if err := s.Write("c/index.html", nil); err == nil {
		t.Error("written beside what was kept")
	}
	if _, err := s.Commit(); err == nil {
		t.Error("committed after a failed write")
	}
	s = stageOf(t, site, out, tree{"index.html": first["index.html"]})
	if !s.Keep("c/index.html", Key{1}) {
		t.Fatal("not kept")
	}
	if s.Keep("../c/index.html", Key{1}) || s.Keep("none", Key{1}) || s.Keep("feed.xml", Key{2}) || s.Keep("feed.xml", Key{}) {
		t.Error("kept what is not there, or made of something else")
	}
	r, err := s.Commit()
	if err != nil {
		t.Fatal(err)
	}
	wantCounts(t, r, 0, 2, 3)
	wantTree(t, out, tree{"index.html": first["index.html"], "c/index.html": "c"})
}

// Two contents with one digest are told apart: the manifest is made to say that
// the file has the digest of what is written next.
func TestBytesDecide(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, tree{"index.html": "old", "b": "b"})
	s, err := Open(site, out)
	if err != nil {
		t.Fatal(err)
	}
	s.liveIs.files["index.html"].digest = digestOf([]byte("new"))
	for path, content := range map[string]string{"index.html": "new", "b": "b"} {
		if err := s.Write(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	wantTree(t, out, tree{"index.html": "new", "b": "b"})
}

// A folder that an older version of the program published is known by its
// manifest, whose digests say nothing to this one.
func TestOlderManifest(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, first)
	publishTree(t, site, out, second)
	names, err := filepath.Glob(filepath.Join(site, ".public.plaudit", manifestName+"*"))
	if err != nil || len(names) != 2 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := decode(data)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, olderManifest(m), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	wantCounts(t, publishTree(t, site, out, second), 0, 5, 0)
	wantTree(t, out, second)
	wantCounts(t, publishTree(t, site, out, first), 2, 3, 1)
	wantTree(t, out, first)
	wantCounts(t, publishTree(t, site, out, second), 2, 3, 1)
	wantTree(t, out, second)
}

// olderManifest is m as the first version of manifests had it.
func olderManifest(m *manifest) []byte {
	out := []byte(olderMagic)
	out = binary.AppendUvarint(out, uint64(len(m.files)))
	for _, path := range m.paths() {
		e := m.files[path]
		out = append(binary.AppendUvarint(out, uint64(len(path))), path...)
		out = append(out, make([]byte, 32)...)
		out = binary.AppendVarint(out, e.size)
		out = binary.AppendVarint(out, e.mtime)
		out = binary.AppendVarint(out, e.ctime)
		out = binary.AppendUvarint(out, e.ino)
	}
	out = binary.AppendUvarint(out, uint64(len(m.folders)))
	for _, path := range slices.Sorted(maps.Keys(m.folders)) {
		s := m.folders[path]
		out = append(binary.AppendUvarint(out, uint64(len(path))), path...)
		out = binary.AppendVarint(out, s.mtime)
		out = binary.AppendVarint(out, s.ctime)
		out = binary.AppendUvarint(out, s.ino)
	}
	return seal(out)
}
