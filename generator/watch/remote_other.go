//go:build !linux && !darwin && !windows

package watch

// remote says by what a folder is shared with others whose changes the system may not tell of; here that is not known.
func remote(string) string { return "" }
