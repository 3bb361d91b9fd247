//go:build !linux

package watch

// listen opens the system's own source of events for folders below dir.
func listen(dir string) (*ears, error) { return listenPortably(dir) }
