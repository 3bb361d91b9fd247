//go:build !linux && !darwin

package source

import "io/fs"

// times fills in size and time of change; identity is not at hand here.
func times(info fs.FileInfo, f *File) {
	f.Size, f.ModTime = info.Size(), nanoseconds(info.ModTime())
}
