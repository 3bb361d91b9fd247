package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/plaudit/plaudit/generator"
)

// maxSecret is the longest file that is read for a key, in bytes.
const maxSecret = 4096

// secretOf gives the function that gets a site's signing key: from a variable of the environment, or from a file outside of the site's folder.
func secretOf(dir string) func(place string) (string, error) {
	return func(place string) (string, error) {
		if name, ok := strings.CutPrefix(place, "env:"); ok {
			if text := os.Getenv(name); text != "" {
				return text, nil
			}
			return "", generator.ErrNoSecret
		}
		file, err := secretFile(dir, strings.TrimPrefix(place, "file:"))
		if err != nil {
			return "", err
		}
		return readSecret(file)
	}
}

// secretFile is the path of a key's file, which may be given from the site's folder or, after ~/, from the home folder on. It never lies in the
// site's folder, by whatever links.
func secretFile(dir, path string) (string, error) {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		path = filepath.Join(home, rest)
	} else if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	return path, notWithin(dir, path)
}

// notWithin refuses a file that lies in a folder, or would lie there when it is written. Every folder above the file is compared by its identity,
// so that no link and no other way of writing a name hides it.
func notWithin(dir, file string) error {
	site, err := os.Stat(dir)
	if err != nil {
		return err
	}
	file, err = filepath.Abs(file)
	if err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	} else if real, err := filepath.EvalSymlinks(filepath.Dir(file)); err == nil {
		file = filepath.Join(real, filepath.Base(file))
	}
	for above := filepath.Dir(file); ; above = filepath.Dir(above) {
		if info, err := os.Stat(above); err == nil && os.SameFile(info, site) {
			return generator.ErrSecretInSite
		}
		if above == filepath.Dir(above) {
			return nil
		}
	}
}

// readSecret reads a key's file. Errors name no content.
func readSecret(file string) (string, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", generator.ErrNoSecret
	case err != nil:
		return "", err
	case !info.Mode().IsRegular() || info.Size() > maxSecret:
		return "", errors.New("it is no file of a key")
	}
	data, err := os.ReadFile(file)
	return string(data), err
}
