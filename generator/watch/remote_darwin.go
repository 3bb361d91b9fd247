package watch

import "golang.org/x/sys/unix"

// remote says by what a folder is shared with others whose changes the system may not tell of; "": by nothing.
func remote(dir string) string {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil || st.Flags&unix.MNT_LOCAL != 0 {
		return ""
	}
	return unix.ByteSliceToString(st.Fstypename[:])
}
