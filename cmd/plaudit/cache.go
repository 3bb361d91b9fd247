package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/publish"
)

// cacheFlags say where results of earlier builds are kept.
type cacheFlags struct {
	used   bool // the command has these flags
	dir    string
	out    string // the output folder; empty: there is none
	off    bool
	verify bool
}

func (f *cacheFlags) add(cmd *cobra.Command) {
	f.used = true
	f.addFolder(cmd)
	cmd.Flags().BoolVar(&f.off, "no-cache", false, "neither use nor keep results of earlier builds")
}

func (f *cacheFlags) addFolder(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "cache", "", "the `folder` for results that later builds use (default: .plaudit/cache in the site's folder)")
}

// fill says to a build what it may use of earlier ones. The cache of machine code is never in the site's folder, where it might have come
// with the site: it is in the user's own folder for such things, and where there is none the code is made anew.
func (f *cacheFlags) fill(in *generator.Input) error {
	if f.off && f.dir != "" {
		return useError{errors.New("--no-cache and --cache cannot both be meant; give one of them")}
	}
	if !f.used || f.off {
		return nil
	}
	if f.dir != "" { // a folder that somebody names can be used, or it is said why not
		if err := publish.CheckAside(in.Dir, f.out, f.dir); err != nil {
			return useError{fmt.Errorf("--cache: %w; name another folder", err)}
		}
		c, err := cache.Open(f.dir, generator.CacheLimit)
		if err != nil {
			return useError{fmt.Errorf("--cache: %w", err)}
		}
		c.Close()
	}
	in.Cache, in.VerifyCache, in.Program = f.folder(in.Dir), f.verify, program()
	if user, err := os.UserCacheDir(); err == nil {
		in.CodeCache = filepath.Join(user, "plaudit", "code")
	}
	return nil
}

// program is the digest of the running program, so that no build uses what another program made; empty where it cannot be read.
func program() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (f *cacheFlags) folder(site string) string {
	if f.dir != "" {
		return f.dir
	}
	return filepath.Join(site, ".plaudit", "cache")
}

func cacheCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Look after the results that builds keep for later ones",
		Long: "Builds keep what takes long, such as encoded pictures, in .plaudit/cache of the site's folder. It can be deleted at any time:\n" +
			"what is missing or damaged is made anew, and the site is the same.",
		Args: noArgs,
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return cmd.Help() }
	cmd.AddCommand(pruneCommand())
	return cmd
}

func pruneCommand() *cobra.Command {
	var f cacheFlags
	var dir, size string
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Make the cache smaller: what was used least recently goes",
		Args:  noArgs,
	}
	cmd.Flags().StringVar(&dir, "site", ".", "the site's `folder`")
	f.addFolder(cmd)
	cmd.Flags().StringVar(&size, "size", "0", "the most that stays, such as `500MB`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		limit, err := parseSize(size)
		if err != nil {
			return useError{fmt.Errorf("--size: %w; write it like 500MB or 2GB", err)}
		}
		folder := f.folder(dir)
		if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
			return useError{fmt.Errorf("there is no cache %s; --site or --cache names another", folder)}
		}
		c, err := cache.Open(folder, generator.CacheLimit)
		if err != nil {
			return useError{err}
		}
		defer c.Close()
		r, err := c.Prune(limit)
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "removed: %d entries, %s; left: %d entries, %s\n", r.Removed, megabytes(r.RemovedBytes), r.Entries, megabytes(r.Bytes))
		return nil
	}
	return cmd
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
