package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// bareReport is what the bare writer's process says of itself: reading the tree is not in it.
type bareReport struct {
	Written sample
	Sync    time.Duration
}

// measureBare lets another process write a copy of a tree, and tells what writing cost and how long the disk then took.
func measureBare(tree, to string) (written, synced sample, err error) {
	self, err := os.Executable()
	if err != nil {
		return written, synced, err
	}
	cmd := exec.Command(self, "write", tree, to)
	cmd.Stderr = os.Stderr
	output, err := cmd.Output()
	if err != nil {
		return written, synced, err
	}
	var report bareReport
	if err := json.Unmarshal(output, &report); err != nil {
		return written, synced, err
	}
	return report.Written, sample{Wall: report.Sync}, nil
}

type file struct {
	path string
	data []byte
}

// bareWrite is the least that publishing a tree can cost: its bytes are in memory, each folder is made once, and two goroutines
// write file after file into a new folder.
func bareWrite(tree, to string, w io.Writer) error {
	folders, files, err := load(tree)
	if err != nil {
		return err
	}
	var report bareReport
	start := time.Now()
	user, system := spent()
	for _, f := range folders {
		if err := os.Mkdir(filepath.Join(to, f), 0o755); err != nil {
			return err
		}
	}
	var (
		next    atomic.Int64
		group   sync.WaitGroup
		writers [2]error
	)
	for i := range writers {
		group.Go(func() {
			for {
				at := int(next.Add(1)) - 1
				if at >= len(files) || writers[i] != nil {
					return
				}
				writers[i] = os.WriteFile(filepath.Join(to, files[at].path), files[at].data, 0o644)
			}
		})
	}
	group.Wait()
	report.Written.Wall = time.Since(start)
	userAfter, systemAfter := spent()
	report.Written.User, report.Written.System = userAfter-user, systemAfter-system
	for _, err := range writers {
		if err != nil {
			return err
		}
	}
	start = time.Now()
	settle()
	report.Sync = time.Since(start)
	return json.NewEncoder(w).Encode(report)
}

// load reads a tree: its folders, parents first, and its files.
func load(tree string) (folders []string, files []file, err error) {
	err = filepath.WalkDir(tree, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, err := filepath.Rel(tree, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			folders = append(folders, path)
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("reading the built tree: %w", err)
		}
		files = append(files, file{path, data})
		return nil
	})
	return folders, slices.Clip(files), err
}
