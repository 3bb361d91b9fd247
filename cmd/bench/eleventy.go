package main

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// eleventySite writes the corpus, which stands in c.dir, as a site of Eleventy's to dir: the records are the same files, and the
// site's own JavaScript reads them.
func eleventySite(c *corpus, dir string) error {
	if err := copyPeer("eleventy", dir); err != nil {
		return err
	}
	records := filepath.Join(dir, "records")
	for _, folder := range []string{"data", "content", "assets"} {
		if err := os.CopyFS(filepath.Join(records, folder), os.DirFS(filepath.Join(c.dir, folder))); err != nil {
			return err
		}
	}
	known, err := json.Marshal(regions)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(records, "regions.json"), known, 0o644)
}
