package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestMain lets the test binary be the process that gets killed.
func TestMain(m *testing.M) {
	if site := os.Getenv("PUBLISH_UNTIL_KILLED"); site != "" {
		publishUntilKilled(site, os.Getenv("PUBLISH_BY_RENAME") != "")
	}
	os.Exit(m.Run())
}

// killTree is one generation: some files stay, some change, some come and go.
func killTree(generation int) tree {
	files := tree{"generation": fmt.Sprint(generation)}
	for i := range 12 {
		files[fmt.Sprintf("same/%d/index.html", i)] = fmt.Sprint("same ", i)
		files[fmt.Sprintf("changes/%d/index.html", i)] = strings.Repeat(fmt.Sprint(generation, " "), 200)
	}
	for i := range 5 {
		files[fmt.Sprintf("some/%d/index.html", (generation+i)%9)] = fmt.Sprint("some ", generation%3)
	}
	return files
}

func publishUntilKilled(site string, byRename bool) {
	generation := 0
	if data, err := os.ReadFile(filepath.Join(site, "public/generation")); err == nil {
		fmt.Sscan(string(data), &generation)
	}
	for {
		generation++
		s, err := Open(site, filepath.Join(site, "public"))
		if err == nil {
			if byRename {
				s.swaps = s.swaps[1:]
			}
			s.SkipSync()
			for path, content := range killTree(generation) {
				if err == nil {
					err = s.Write(path, []byte(content))
				}
			}
		}
		if err == nil {
			_, err = s.Commit()
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Print(".")
	}
}

// Killed at any moment, what is published is one whole generation: at once where
// trees are exchanged, after the next run began where they are renamed.
func TestKill(t *testing.T) {
	for _, method := range []struct {
		name     string
		byRename string
		kills    int
	}{{"exchange", "", 200}, {"renames", "1", 50}} {
		t.Run(method.name, func(t *testing.T) {
			kills := method.kills
			if testing.Short() {
				kills = 20 // each takes a process of its own; without -short there are as many as above
			}
			site, out := newSite(t)
			random := rand.New(rand.NewPCG(1, 2))
			reached := 0
			for kill := range kills {
				cmd := exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), "PUBLISH_UNTIL_KILLED="+site, "PUBLISH_BY_RENAME="+method.byRename)
				output, err := cmd.StdoutPipe()
				if err != nil {
					t.Fatal(err)
				}
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				if kill%2 == 0 { // once it is publishing; else perhaps before
					io.ReadFull(output, make([]byte, 1))
				}
				time.Sleep(time.Duration(random.Int64N(int64(25 * time.Millisecond))))
				cmd.Process.Kill()
				said, _ := io.ReadAll(output)
				if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != -1 {
					t.Fatalf("the publishing process ended by itself: %s", said)
				}
				if method.byRename == "" {
					reached = max(reached, wantOneGeneration(t, out))
				}
				if kill%5 == 4 {
					s, err := Open(site, out)
					if err != nil {
						t.Fatal(err)
					}
					s.Discard()
					reached = max(reached, wantOneGeneration(t, out))
				}
			}
			if reached < kills/4 {
				t.Errorf("only generation %d was reached, so little was tried", reached)
			}
			last := tree{"index.html": "the end"}
			publishTree(t, site, out, last)
			wantTree(t, out, last)
		})
	}
}

func wantOneGeneration(t *testing.T, out string) (generation int) {
	t.Helper()
	if _, err := os.Lstat(out); errors.Is(err, os.ErrNotExist) {
		return 0 // killed before the first
	}
	files := readTree(t, out)
	fmt.Sscan(files["generation"], &generation)
	wantTree(t, out, killTree(generation))
	if t.Failed() {
		t.FailNow()
	}
	return generation
}

// mount mounts a small file system, or skips the test.
func mount(t *testing.T, at, size string) {
	t.Helper()
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("tmpfs", at, "tmpfs", 0, "mode=0755,size="+size); err != nil {
		t.Skip("cannot mount a file system: ", err)
	}
	t.Cleanup(func() { unix.Unmount(at, unix.MNT_DETACH) })
}

func TestFullDisk(t *testing.T) {
	site := t.TempDir()
	mount(t, filepath.Join(site, "disk"), "2m")
	out := filepath.Join(site, "disk/public")
	publishTree(t, site, out, first)
	publishTree(t, site, out, second)
	s, err := Open(site, out)
	if err != nil {
		t.Fatal(err)
	}
	big := bytes.Repeat([]byte("x"), 100<<10)
	for i := range 40 {
		err = s.Write(fmt.Sprintf("big/%d/index.html", i), big)
		if err != nil {
			break
		}
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("writing to a full disk: %v", err)
	}
	if _, err := s.Commit(); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("committing: %v", err)
	}
	wantTree(t, out, second)
	if _, err := Rollback(site, out); err != nil {
		t.Error(err)
	}
	wantTree(t, out, first)
	publishTree(t, site, out, second)
	wantTree(t, out, second)
}

// No inode, and no byte, is left at any step of a commit: whatever fails, the
// output folder is the old site.
func TestFullDiskAtEveryStep(t *testing.T) {
	site := t.TempDir()
	disk := filepath.Join(site, "disk")
	mount(t, disk, "256k")
	out := filepath.Join(disk, "public")
	publishTree(t, site, out, killTree(1))
	failed, passed := 0, 0
	for left := 0; left < 40; left++ {
		ballast := filepath.Join(disk, "ballast")
		s, err := Open(site, out)
		if err != nil {
			t.Fatal(err)
		}
		live := readTree(t, out)
		next := killTree(left + 2)
		fillDisk(t, ballast, left*2)
		for path, content := range next {
			if err = s.Write(path, []byte(content)); err != nil {
				break
			}
		}
		if _, err = s.Commit(); err != nil {
			failed++
			wantTree(t, out, live)
		} else {
			passed++
			wantTree(t, out, next)
		}
		os.Remove(ballast)
	}
	if failed == 0 || passed == 0 {
		t.Errorf("%d failed and %d passed: the steps between were not tried", failed, passed)
	}
	publishTree(t, site, out, second)
	wantTree(t, out, second)
}

// fillDisk leaves so many pages of 4 KiB.
func fillDisk(t *testing.T, ballast string, pages int) {
	t.Helper()
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	size := int64(0)
	for page := make([]byte, 4096); ; size += 4096 {
		if n, err := f.Write(page); n < len(page) || err != nil {
			break
		}
	}
	if err := f.Truncate(max(0, size-int64(pages)*4096)); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnly(t *testing.T) {
	site := t.TempDir()
	disk := filepath.Join(site, "disk")
	mount(t, disk, "1m")
	out := filepath.Join(disk, "public")
	publishTree(t, site, out, first)
	if err := unix.Mount("", disk, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	s, err := Open(site, out)
	if err == nil {
		err = s.Write("index.html", []byte("new"))
		s.Discard()
	}
	if !errors.Is(err, syscall.EROFS) {
		t.Errorf("publishing to a read-only disk: %v", err)
	}
	wantTree(t, out, first)
}

func TestMountPoint(t *testing.T) {
	site, out := newSite(t)
	mount(t, out, "1m")
	mounted, err := os.Stat(out)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, files := range []tree{first, second, {"a": "file", "feed.xml/x": "folder"}} {
			r := publishTree(t, site, out, files)
			if r.Method != InPlace || len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "mount point") {
				t.Errorf("report is %+v", r)
			}
			wantTree(t, out, files)
		}
	}
	wantTree(t, out, tree{"a": "file", "feed.xml/x": "folder"})
	if r := publishTree(t, site, out, tree{"a": "file", "feed.xml/x": "folder"}); r.Method != Nothing {
		t.Errorf("report is %+v", r)
	}
	s := stageOf(t, site, out, first)
	s.Discard()
	wantTree(t, out, tree{"a": "file", "feed.xml/x": "folder"})
	if _, err := Rollback(site, out); !errors.Is(err, ErrNoPrevious) {
		t.Error(err)
	}
	if now, _ := os.Stat(out); !os.SameFile(mounted, now) {
		t.Error("the mount point is another folder")
	}
	os.WriteFile(filepath.Join(out, "mine"), []byte("x"), 0o644)
	publishTree(t, site, out, first)
	wantTree(t, out, first)
}

// A file system mounted in the output folder is somebody's data: it is not
// emptied along with what else does not belong there.
func TestMountInOutputIsNotEmptied(t *testing.T) {
	site, out := newSite(t)
	publishTree(t, site, out, first)
	uploads := filepath.Join(out, "uploads")
	mount(t, uploads, "1m")
	moved := filepath.Join(site, ".public.plaudit/spare/uploads")
	t.Cleanup(func() { unix.Unmount(moved, unix.MNT_DETACH) })
	precious := filepath.Join(uploads, "precious")
	if err := os.WriteFile(precious, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, files := range []tree{second, first, second} {
		s := stageOf(t, site, out, files)
		s.Commit() // whether it can or not
	}
	kept := false
	for _, at := range []string{precious, filepath.Join(moved, "precious")} {
		if _, err := os.Stat(at); err == nil {
			kept = true
		}
	}
	if !kept {
		t.Error("a mounted file system was emptied")
	}
}

func TestUmask(t *testing.T) {
	for _, umask := range []int{0, 0o002, 0o077} {
		site, out := newSite(t)
		old := unix.Umask(umask)
		for _, files := range []tree{first, second, first} {
			publishTree(t, site, out, files)
		}
		unix.Umask(old)
		wantTree(t, out, first) // and all modes
	}
}

// Links that somebody puts into the trees between looking and writing lead
// nothing out of them.
func TestSymlinkSwappedIn(t *testing.T) {
	outside := t.TempDir()
	precious := filepath.Join(outside, "index.html")
	reset := func() {
		os.RemoveAll(outside)
		os.Mkdir(outside, 0o755)
		os.WriteFile(precious, []byte("precious"), 0o644)
	}
	untouched := func() {
		t.Helper()
		if got := readTree(t, outside); len(got) != 1 || got["index.html"] != "precious" {
			t.Errorf("outside is %v", got)
		}
	}
	swapDir := func(dir string) {
		if _, err := os.Lstat(filepath.Dir(dir)); err != nil {
			return
		}
		os.RemoveAll(dir)
		if err := os.Symlink(outside, dir); err != nil {
			t.Fatal(err)
		}
	}
	reset()

	// In a fresh tree, after its folder was made.
	site, out := newSite(t)
	s := stageOf(t, site, out, tree{"a/b/x": "x"})
	swapDir(filepath.Join(site, ".public.plaudit/spare/a"))
	if err := s.Write("a/y", []byte("y")); err == nil {
		t.Error("wrote through a link")
	}
	if err := s.Write("a/c/y", []byte("y")); err == nil {
		t.Error("wrote through a link")
	}
	if _, err := s.Commit(); err == nil {
		t.Error("committed a tree with a link")
	}
	untouched()

	// In the spare and in the live tree, before and between.
	for _, place := range []string{".public.plaudit/spare", "public", ".public.plaudit/new"} {
		for _, at := range []string{"a", "a/b", "c", "0", "3"} {
			site, out := newSite(t)
			publishTree(t, site, out, first)
			publishTree(t, site, out, second)
			s := stageOf(t, site, out, first)
			swapDir(filepath.Join(site, place, at))
			if _, err := s.Commit(); err == nil {
				wantTree(t, out, first)
			}
			untouched()
			publishTree(t, site, out, second)
			wantTree(t, out, second)
			untouched()
		}
	}

	// For the state folder, the spare tree and the lock.
	for _, name := range []string{".public.plaudit", ".public.plaudit/spare", ".public.plaudit/lock", ".public.plaudit/new"} {
		site, out := newSite(t)
		publishTree(t, site, out, first)
		swapDir(filepath.Join(site, name))
		if s, err := Open(site, out); err == nil {
			s.Write("index.html", []byte("new"))
			s.Commit()
		}
		untouched()
	}
}

// Two trees must never share a file with anything that is written to later.
func TestLinkCountOfOutputs(t *testing.T) {
	site, out := newSite(t)
	for _, files := range []tree{first, second, first, second} {
		publishTree(t, site, out, files)
		for path := range files {
			info, err := os.Stat(filepath.Join(out, path))
			if err != nil {
				t.Fatal(err)
			}
			if links := info.Sys().(*syscall.Stat_t).Nlink; links > 2 {
				t.Errorf("%s has %d links", path, links)
			}
		}
	}
}

// The work of a build in which nothing, or one file, changed must not grow into
// reading or linking: no file but the changed one gets another ctime.
func TestCostFollowsChange(t *testing.T) {
	site, out := newSite(t)
	files := killTree(1)
	for i := range 4 {
		files["changes/1/index.html"] = fmt.Sprint(i)
		publishTree(t, site, out, files)
	}
	ctimes := func() map[string]int64 {
		all := map[string]int64{}
		for path := range files {
			info, err := os.Stat(filepath.Join(out, path))
			if err != nil {
				t.Fatal(err)
			}
			st := info.Sys().(*syscall.Stat_t)
			all[path] = st.Ctim.Nano()
		}
		return all
	}
	before := ctimes()
	files["changes/1/index.html"] = "another"
	publishTree(t, site, out, files)
	for path, ctime := range ctimes() {
		if ctime != before[path] && path != "changes/1/index.html" {
			t.Errorf("%s was touched", path)
		}
	}
}
