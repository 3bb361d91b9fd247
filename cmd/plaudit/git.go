package main

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/source"
)

// checkout writes the site in dir as of a git revision into an empty folder. Only what a site is made of is written; the repository and its
// working tree stay as they are.
func checkout(ctx context.Context, dir, revision, to string) error {
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return useError{fmt.Errorf("%q is neither a folder with a site nor a git revision of %s", revision, dir)}
	}
	// From within a folder of the repository git archives that folder, with paths below it.
	cmd := exec.CommandContext(ctx, "git", "-C", dir, "archive", "--format=tar", strings.TrimSpace(string(commit)))
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("running git: %w", err)
	}
	unpacked := unpack(out, to)
	if unpacked != nil {
		cmd.Process.Kill()
	}
	io.Copy(io.Discard, out)
	if err := cmd.Wait(); err != nil && unpacked == nil {
		return fmt.Errorf("reading the revision %s: %w: %s", revision, err, strings.TrimSpace(said.String()))
	}
	if unpacked != nil {
		return fmt.Errorf("reading the revision %s: %w", revision, unpacked)
	}
	if !isSite(to) {
		return useError{fmt.Errorf("the revision %s has no site in %s", revision, dir)}
	}
	return nil
}

// git runs git in a folder and gives what it prints.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	return exec.CommandContext(ctx, "git", append([]string{"-C", dir}, args...)...).Output()
}

// unpack writes what a tar archive has of a site into a folder, and nothing beside it: os.Root refuses a path that leads out, be it by a link.
func unpack(from io.Reader, to string) error {
	root, err := os.OpenRoot(to)
	if err != nil {
		return err
	}
	defer root.Close()
	for archive := tar.NewReader(from); ; {
		h, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case !partOfSite(h.Name):
			continue
		}
		name := strings.TrimSuffix(h.Name, "/")
		if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return err
		}
		switch h.Typeflag {
		case tar.TypeReg:
			err = writeIn(root, name, archive)
		case tar.TypeDir:
			err = root.MkdirAll(name, 0o755)
		case tar.TypeSymlink: // which a site must not have: reading it says so
			err = root.Symlink(h.Linkname, name)
		}
		if err != nil {
			return err
		}
	}
}

func writeIn(root *os.Root, name string, from io.Reader) error {
	f, err := root.Create(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, from); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// partOfSite says whether a path of a repository is one that a site is read from.
func partOfSite(name string) bool {
	top, below, _ := strings.Cut(name, "/")
	return slices.Contains(source.Files(), name) || below != "" && slices.Contains(source.Folders(), top)
}
