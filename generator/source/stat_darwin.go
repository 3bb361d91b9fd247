package source

import (
	"io/fs"
	"syscall"
)

// times fills in size, times and identity.
func times(info fs.FileInfo, f *File) {
	f.Size, f.ModTime = info.Size(), nanoseconds(info.ModTime())
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		f.Ctime, f.Inode, f.device = st.Ctimespec.Nano(), st.Ino, uint64(st.Dev)
	}
}
