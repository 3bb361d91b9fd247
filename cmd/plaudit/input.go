package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
)

// siteFlags are the flags of every command that reads a site.
type siteFlags struct {
	dir, now, baseURL string
	drafts, future    bool
	strict, json      bool
	jobs              int
	stats, memory     string
	cache             cacheFlags
}

func (f *siteFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "site", ".", "the site's `folder`")
	flags.StringVar(&f.now, "now", "", "build as of this `instant` (2026-04-06T17:00:00Z; default: the clock)")
	flags.StringVar(&f.baseURL, "base-url", "", "use this `address` instead of base_url")
	flags.BoolVar(&f.drafts, "drafts", false, "show drafts, too; the site says noindex and carries a banner")
	flags.BoolVar(&f.future, "future", false, "show what only the clock withholds, too; the site says noindex and carries a banner")
	flags.IntVar(&f.jobs, "jobs", 0, "how `many` things are done at once (default: one for each core)")
}

// addReport adds the flags of commands that report problems.
func (f *siteFlags) addReport(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.strict, "strict", false, "warnings count as problems")
	cmd.Flags().BoolVar(&f.json, "json", false, "print problems as JSON")
	cmd.Flags().StringVar(&f.stats, "stats", "", "print the time of each step and peak memory, as `text` or json")
	cmd.Flags().Lookup("stats").NoOptDefVal = "text"
	cmd.Flags().StringVar(&f.memory, "memory", "", "hold at most about this `much`, such as 200MB; what the records of the site need is the least")
}

// input makes the generator's input of the flags.
func (f *siteFlags) input() (generator.Input, error) {
	in := generator.Input{Dir: f.dir, BaseURL: f.baseURL, Drafts: f.drafts, Future: f.future, Jobs: f.jobs, Version: version(), Now: time.Now(), Measure: f.stats != ""}
	if info, err := os.Stat(f.dir); err != nil || !info.IsDir() {
		return in, useError{fmt.Errorf("there is no folder %q; --site names the site's folder", f.dir)}
	}
	in.Secret = secretOf(f.dir)
	if f.now != "" {
		t, err := time.Parse(time.RFC3339, f.now)
		if err != nil {
			return in, useError{fmt.Errorf("--now %q is no instant; write it with its zone, like 2026-04-06T17:00:00Z", f.now)}
		}
		in.Now = t
	}
	if f.baseURL != "" {
		if !strings.HasPrefix(f.baseURL, "https://") && !strings.HasPrefix(f.baseURL, "http://") || strings.ContainsAny(f.baseURL, "?# \"<>") {
			return in, useError{fmt.Errorf("--base-url %q is no address that a site can have; write it like https://partners.example.com/", f.baseURL)}
		}
		in.BaseURL = strings.TrimSuffix(f.baseURL, "/") + "/"
	}
	if f.jobs < 0 {
		return in, useError{fmt.Errorf("--jobs takes a number from 1 on")}
	}
	if err := setMemory(f.memory); err != nil {
		return in, err
	}
	if err := f.cache.fill(&in); err != nil {
		return in, err
	}
	switch f.stats {
	case "", "text", "json":
	default:
		return in, useError{fmt.Errorf("--stats is text or json, not %q", f.stats)}
	}
	return in, nil
}
