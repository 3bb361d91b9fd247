package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// treeDigest is one digest of a whole folder: every path with what it is, and the bytes of files. Of a folder that is not there
// it is "absent".
func treeDigest(dir string, without ...string) (string, error) {
	h := sha256.New()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(without, filepath.ToSlash(rel)) {
			return fs.SkipDir
		}
		fmt.Fprintf(h, "%s\x00%s\x00", filepath.ToSlash(rel), d.Type())
		if !d.Type().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(h, "%d\x00%x\x00", len(data), sha256.Sum256(data))
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return "absent", nil
	}
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

// holding are the files below a folder, if there is one, that hold a text or have it in their path.
func holding(dir, text string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		if bytes.Contains(data, []byte(text)) || strings.Contains(rel, text) {
			found = append(found, rel)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return found, err
}

// replaceOnce replaces the one place of a text; an empty old adds a line at the end.
func replaceOnce(text, old, by string) (string, bool) {
	if old == "" {
		return text + by + "\n", true
	}
	return strings.Replace(text, old, by, 1), strings.Count(text, old) == 1
}
