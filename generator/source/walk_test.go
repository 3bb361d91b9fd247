package source

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plaudit/plaudit/generator/diag"
)

func TestWhatBelongsToASite(t *testing.T) {
	in := []string{
		"plaudit.yaml", "plaudit.lock", "data/partners.yaml", "data/partners/eu/a.yaml", "content/pages/a.de.md", "static/.well-known/security.txt",
		"assets/logos/a b.svg", "themes/own/templates/page.html", "static/4913.html", "static/a.tmp.png", "content/case-studies/x/y/z.md",
		"data/partners/a (Ann's conflicted copy 2026-01-10).yaml", "data/partners/a.sync-conflict-20260110-101500-ABCDEF.yaml", // somebody has to look at them
		"static/part", "static/a.part.js", "static/a$.txt", "static/#a", "static/icon", "static/a.sb-12345678.abcdef", "static/a.sb",
	}
	out := []string{
		"README.md", "plaudit.yml", "public/index.html", ".plaudit/spare/x", "go.mod", "vendor/x.go", "node_modules/x.js",
		"data/.git/config", "data/.env", "static/.htaccess", "static/sub/.well-known/x", "data/node_modules/a/b.yaml",
		"content/a.md~", "content/.a.md.swp", "content/.#a.md", "content/#a.md#", "content/4913", "data/.DS_Store", "static/Thumbs.db", "static/desktop.ini",
		"data/x.yaml.tmp", "static/__MACOSX/x",
		"data/.goutputstream-A1B2C3", "data/.~lock.x.csv#", "data/lu1234abcd.tmp", "data/x.yaml___jb_tmp___", "data/x.yaml___jb_old___", "data/x.yaml___jb_bak___",
		"content/a.md.sb-1a2b3c4d-Xy12Zw/a.md", "content/a.md.Xy12.bck", "static/~$a.docx", "static/~WRL0001.tmp", "static/a.pdf.part", "static/a.pdf.crdownload", "static/a.pdf.partial", "data/.a.yaml.AbCdEf",
		"data/.syncthing.a.yaml.tmp", "data/~syncthing~a.yaml.tmp", "data/.dropbox.cache/2026/a.yaml", "static/.a.png.icloud", "static/Icon\r", "static/@eaDir/a",
		"static/#recycle/a", "static/$RECYCLE.BIN/a", "static/System Volume Information/a",
	}
	site := fstest.MapFS{}
	for _, p := range append(slices.Clone(in), out...) {
		site[p] = &fstest.MapFile{Data: []byte(p)}
	}
	var problems diag.List
	tree, err := ReadFS(site, &problems)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range tree.Files {
		got = append(got, f.Path)
	}
	slices.Sort(in)
	if !slices.Equal(got, in) {
		t.Errorf("files\n%q, want\n%q", got, in)
	}
	if list := problems.Sorted(nil); len(list) > 0 {
		t.Errorf("problems: %v", list)
	}
}

func TestCollisions(t *testing.T) {
	site := fstest.MapFS{}
	for _, p := range []string{
		"data/partners/bva.yaml", "data/partners/BVA.yaml", "data/partners/other.yaml", "data/Partners/x.yaml",
		"static/Straße.png", "static/strasse.png", "static/a/x", "static/b/X", "content/pages/Über.md", "content/pages/über.md",
	} {
		site[p] = &fstest.MapFile{}
	}
	var problems diag.List
	if _, err := ReadFS(site, &problems); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range problems.Sorted(nil) {
		got = append(got, d.Code.ID+" "+d.At.File+" "+d.Notes[0].At.File)
	}
	want := []string{
		"P110 content/pages/über.md content/pages/Über.md", "P110 data/partners data/Partners",
		"P110 data/partners/bva.yaml data/partners/BVA.yaml", "P110 static/strasse.png static/Straße.png",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDepth(t *testing.T) {
	deepest := "content/" + strings.Repeat("a/", MaxDepth-2) + "x.md" // MaxDepth segments
	tooDeep := "content/" + strings.Repeat("b/", MaxDepth-1) + "x.md"
	var problems diag.List
	tree, err := ReadFS(fstest.MapFS{deepest: {}, tooDeep: {}}, &problems)
	if err != nil || len(tree.Files) != 1 || tree.Files[0].Path != deepest {
		t.Errorf("%v, %v", tree.Files, err)
	}
	if list := problems.Sorted(nil); len(list) != 1 || list[0].Code != diag.UnsafePath || !strings.HasPrefix(list[0].At.File, "content/b/") {
		t.Errorf("problems: %v", list)
	}
}

func TestSpecialFilesInMemory(t *testing.T) {
	var problems diag.List
	tree, err := ReadFS(fstest.MapFS{
		"data/fifo.yaml": {Mode: fs.ModeNamedPipe}, "data/link.yaml": {Mode: fs.ModeSymlink, Data: []byte("a.yaml")}, "data/a.yaml": {},
	}, &problems)
	if err != nil || len(tree.Files) != 1 {
		t.Errorf("%v, %v", tree.Files, err)
	}
	list := problems.Sorted(nil)
	if len(list) != 2 || list[0].Code != diag.NotRegularFile || list[1].Code != diag.UnsafePath {
		t.Errorf("problems: %v", list)
	}
}

func TestNoSite(t *testing.T) {
	if root, err := Open(t.TempDir() + "/nowhere"); err == nil {
		t.Errorf("opened %s", root.Dir())
	}
	root, _ := write(t, nil)
	var problems diag.List
	tree, err := Read(root, 3, &problems)
	if err != nil || len(tree.Files) > 0 || problems.Failed() {
		t.Errorf("an empty folder: %v, %v", tree, err)
	}
	root.Close()
	if _, err := Read(root, 3, &problems); err == nil {
		t.Error("read a closed folder")
	}
}

func TestLookupAndUnder(t *testing.T) {
	site := fstest.MapFS{}
	for _, p := range []string{"data/partners.yaml", "data/partners/a.yaml", "data/partners/b/c.yaml", "data/partners-old/x.yaml", "data/partners0", "plaudit.yaml"} {
		site[p] = &fstest.MapFile{Data: []byte(p)}
	}
	tree := FromFS(site)
	for folder, want := range map[string]int{"data/partners": 2, "data/partners/": 2, "data": 5, "": 6, "data/partners/b": 1, "content": 0, "data/p": 0, "z": 0} {
		if got := tree.Under(folder); len(got) != want {
			t.Errorf("Under(%q) = %v", folder, got)
		}
	}
	if f, ok := tree.Lookup("data/partners/b/c.yaml"); !ok || f.Path != "data/partners/b/c.yaml" {
		t.Errorf("Lookup gave %v, %v", f, ok)
	}
	for _, p := range []string{"", "data", "data/partners/z.yaml", "zz", "../x"} {
		if f, ok := tree.Lookup(p); ok {
			t.Errorf("Lookup(%q) gave %v", p, f)
		}
		if data, err := tree.ReadFile(p); err == nil {
			t.Errorf("ReadFile(%q) gave %q", p, data)
		}
	}
}
