package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/cache"
)

// cacheFlags say where results of earlier builds are kept.
type cacheFlags struct {
	used bool // the command has these flags
	dir  string
	off  bool
}

func (f *cacheFlags) add(cmd *cobra.Command) {
	f.used = true
	f.addFolder(cmd)
	cmd.Flags().BoolVar(&f.off, "no-cache", false, "neither use nor keep results of earlier builds")
}

func (f *cacheFlags) addFolder(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "cache", "", "the `folder` for results that later builds use (default: .plaudit/cache in the site's folder)")
}

// folders are the cache of results, and that of machine code. The code is never in the site's folder, where it might have come with the
// site: it is in the user's own folder for such things, and where there is none it is made anew.
func (f *cacheFlags) folders(site string) (results, code string) {
	if !f.used || f.off {
		return "", ""
	}
	if user, err := os.UserCacheDir(); err == nil {
		code = filepath.Join(user, "plaudit", "code")
	}
	return f.folder(site), code
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
			return useError{err}
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

// parseSize reads a size such as 500MB, 2GB or a number of bytes.
func parseSize(s string) (int64, error) {
	number, unit := strings.ToUpper(s), 1.0
	for _, u := range []struct {
		name  string
		bytes float64
	}{{"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"K", 1e3}, {"M", 1e6}, {"G", 1e9}, {"B", 1}} {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, unit = rest, u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || !(n >= 0 && n*unit < 1e15) {
		return 0, fmt.Errorf("--size %q is no size; write it like 500MB or 2GB", s)
	}
	return int64(n * unit), nil
}
