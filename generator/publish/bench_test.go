package publish

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// benchPages are as many files of 10 KB as a middling site has, each in a
// folder of its own as pages are.
func benchPages(n int) map[string][]byte {
	random := rand.NewChaCha8([32]byte{1})
	pages := make(map[string][]byte, n)
	for i := range n {
		page := make([]byte, 10<<10)
		random.Read(page)
		pages[fmt.Sprintf("partners/p%05d/index.html", i)] = page
	}
	return pages
}

const benchFiles = 5000

// BenchmarkBareWriter is the floor: the same files by as many goroutines, with
// nothing but MkdirAll and WriteFile.
func BenchmarkBareWriter(b *testing.B) {
	pages := benchPages(benchFiles)
	paths := keys(pages)
	for i := 0; b.Loop(); i++ {
		out := filepath.Join(b.TempDir(), fmt.Sprint(i))
		err := parallel(len(paths), func(i int) error {
			name := filepath.Join(out, paths[i])
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
			return os.WriteFile(name, pages[paths[i]], 0o644)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstBuild writes everything, and waits for the disk at the end.
func BenchmarkFirstBuild(b *testing.B) {
	pages := benchPages(benchFiles)
	for b.Loop() {
		site := b.TempDir()
		benchBuild(b, site, filepath.Join(site, "public"), pages)
	}
}

// BenchmarkFirstBuildUnsynced is BenchmarkFirstBuild without waiting for the disk.
func BenchmarkFirstBuildUnsynced(b *testing.B) {
	pages := benchPages(benchFiles)
	paths := keys(pages)
	for b.Loop() {
		site := b.TempDir()
		s, err := Open(site, filepath.Join(site, "public"))
		if err != nil {
			b.Fatal(err)
		}
		s.SkipSync()
		if err := parallel(len(paths), func(i int) error { return s.Write(paths[i], pages[paths[i]]) }); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUnchanged builds the same again.
func BenchmarkUnchanged(b *testing.B) {
	pages := benchPages(benchFiles)
	site := b.TempDir()
	out := filepath.Join(site, "public")
	benchBuild(b, site, out, pages)
	benchBuild(b, site, out, pages)
	for b.Loop() {
		benchBuild(b, site, out, pages)
	}
}

// BenchmarkOneChanged builds with another page each time, with a spare tree.
func BenchmarkOneChanged(b *testing.B) {
	pages := benchPages(benchFiles)
	site := b.TempDir()
	out := filepath.Join(site, "public")
	path := keys(pages)[17]
	i := 0
	change := func() {
		i++
		pages[path] = fmt.Append(nil, i)
	}
	for range 3 {
		benchBuild(b, site, out, pages)
		change()
	}
	for b.Loop() {
		benchBuild(b, site, out, pages)
		change()
	}
}

// BenchmarkAllChanged writes every page anew over a spare tree.
func BenchmarkAllChanged(b *testing.B) {
	pages := benchPages(benchFiles)
	site := b.TempDir()
	out := filepath.Join(site, "public")
	change := func() {
		for _, page := range pages {
			page[0]++
		}
	}
	for range 2 {
		benchBuild(b, site, out, pages)
		change()
	}
	for b.Loop() {
		benchBuild(b, site, out, pages)
		change()
	}
}

// BenchmarkSecondBuild makes the spare tree, of links.
func BenchmarkSecondBuild(b *testing.B) {
	pages := benchPages(benchFiles)
	for b.Loop() {
		b.StopTimer()
		site := b.TempDir()
		out := filepath.Join(site, "public")
		benchBuild(b, site, out, pages)
		for _, page := range pages {
			page[0]++
			break
		}
		b.StartTimer()
		benchBuild(b, site, out, pages)
	}
}

func keys(pages map[string][]byte) []string {
	paths := make([]string, 0, len(pages))
	for i := range len(pages) {
		paths = append(paths, fmt.Sprintf("partners/p%05d/index.html", i))
	}
	return paths
}

func benchBuild(b *testing.B, site, out string, pages map[string][]byte) {
	s, err := Open(site, out)
	if err != nil {
		b.Fatal(err)
	}
	paths := keys(pages)
	if err := parallel(len(paths), func(i int) error { return s.Write(paths[i], pages[paths[i]]) }); err != nil {
		b.Fatal(err)
	}
	if _, err := s.Commit(); err != nil {
		b.Fatal(err)
	}
}
