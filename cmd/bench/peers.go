package main

import "path/filepath"

// makePeers writes a corpus to dir/plaudit, and the same as sites of Hugo and Eleventy to dir/hugo and dir/eleventy.
func makePeers(dir string, n int, seed uint64) error {
	site := filepath.Join(dir, "plaudit")
	if err := makeCorpus(site, n, seed); err != nil {
		return err
	}
	c := newCorpus(site, n, seed)
	if err := hugoSite(c, filepath.Join(dir, "hugo")); err != nil {
		return err
	}
	return eleventySite(c, filepath.Join(dir, "eleventy"))
}
