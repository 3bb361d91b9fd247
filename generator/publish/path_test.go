package publish

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestPathsThatAreRefused(t *testing.T) {
	site, out := newSite(t)
	long := strings.Repeat("x", 256)
	for _, path := range []string{
		"", "/etc/x", "../x", "a/../../x", "a/..", "..", ".", "a/./b", "./a", "a//b", "a/", "/",
		`..\..\x`, `a\b`, "a\x00b", "a\nb", "a\x7f", "\xff", long, "a/" + long + "/b",
		stageName, stageName + "/x",
	} {
		s, err := Open(site, out)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Write(path, nil); err == nil {
			t.Errorf("%q was taken", path)
		}
		if _, err := s.Commit(); err == nil {
			t.Errorf("committed after %q", path)
		}
		var h Hasher
		if h.Write(path, nil) == nil {
			t.Errorf("the hasher took %q", path)
		}
	}
}

func TestPathsThatAreTaken(t *testing.T) {
	site, out := newSite(t)
	files := tree{
		"index.html": "", "ä/ö.html": "x", ".well-known/x": "x", "a.b/...": "x", "%2e%2e%2f": "x", "日本/語": "x",
		strings.Repeat("x", 255) + "/" + strings.Repeat("y", 255): "x", "with space": "x", "_redirects": "x",
	}
	publishTree(t, site, out, files)
	wantTree(t, out, files)
}

func TestSecondOutputOnAPath(t *testing.T) {
	for _, pair := range [][2]string{
		{"a", "a"}, {"a/B", "A/b"}, {"é", "e\u0301"}, {"É", "e\u0301"}, {"straße", "STRASSE"},
		{"a", "a/b"}, {"a/b", "a"}, {"a/b/c", "A"}, {"A", "a/b/c"},
	} {
		var h Hasher
		if err := h.Write(pair[0], nil); err != nil {
			t.Error(err)
		}
		if err := h.Write(pair[1], nil); err == nil {
			t.Errorf("%q was taken beside %q", pair[1], pair[0])
		}
	}
}

func TestManifestRoundTrip(t *testing.T) {
	m := newManifest()
	m.files["a/b"] = &entry{digest: Digest{1, 2}, key: Key{3}, size: 3, mtime: -4, ctime: 5, ino: 1 << 63}
	m.files["c"] = &entry{ctime: 100}
	m.folders[""] = stamp{mtime: 1, ctime: 2, ino: 3}
	m.folders["a"] = stamp{mtime: 1, ctime: 100, ino: 3}
	got, err := decode(m.encode(100))
	if err != nil {
		t.Fatal(err)
	}
	m.files["c"].ctime = 0
	m.folders["a"] = stamp{mtime: 1, ino: 3}
	if !maps.Equal(got.folders, m.folders) || len(got.files) != 2 || *got.files["a/b"] != *m.files["a/b"] || *got.files["c"] != *m.files["c"] {
		t.Errorf("got %+v", got)
	}
	data := m.encode(100)
	for n := range data {
		if _, err := decode(data[:n]); err == nil {
			t.Fatalf("%d bytes of %d were taken for a manifest", n, len(data))
		}
		bad := slices.Clone(data)
		bad[n] ^= 0x10
		if _, err := decode(bad); err == nil {
			t.Fatalf("a manifest with byte %d changed was taken", n)
		}
	}
}

func TestManifestWithUnsafePath(t *testing.T) {
	m := newManifest()
	m.files["../../precious"] = &entry{}
	if _, err := decode(m.encode(1)); err == nil {
		t.Error("a manifest that names a file outside was taken")
	}
	m = newManifest()
	m.folders["a/.."] = stamp{}
	if _, err := decode(m.encode(1)); err == nil {
		t.Error("a manifest that names a folder outside was taken")
	}
}

func FuzzManifest(f *testing.F) {
	m := newManifest()
	m.files["a/b"] = &entry{size: 3, ino: 7}
	m.folders["a"] = stamp{mtime: 1}
	whole := m.encode(1)
	f.Add(whole[len(manifestMagic) : len(whole)-4])
	f.Add([]byte("\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, body []byte) {
		m, err := decode(seal(append([]byte(manifestMagic), body...)))
		if err != nil {
			return
		}
		for path := range m.files {
			if checkPath(path) != nil {
				t.Errorf("took path %q", path)
			}
		}
		again, err := decode(m.encode(1 << 62))
		if err != nil || len(again.files) != len(m.files) || len(again.folders) != len(m.folders) {
			t.Errorf("a decoded manifest does not survive encoding: %v", err)
		}
	})
}
