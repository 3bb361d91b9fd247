package publish

import (
	"fmt"

	"golang.org/x/sys/unix"
)

const beneath = unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS

// missing says whether the kernel (before 5.6) or a sandbox refuses openat2 as such.
func missing(err error) bool { return err == unix.ENOSYS || err == unix.EPERM }

func openBelow(fd int, dir string) (int, error) {
	how := unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY | unix.O_CLOEXEC, Resolve: beneath}
	opened, err := retry(func() (int, error) { return unix.Openat2(fd, dir, &how) })
	if err != nil && missing(err) {
		return openStepwise(fd, dir)
	}
	return opened, err
}

func openFile(f *folder, path string, flags int) (int, error) {
	how := unix.OpenHow{Flags: uint64(flags) | unix.O_CLOEXEC, Resolve: beneath}
	if flags&unix.O_CREAT != 0 {
		how.Mode = fileMode
	}
	opened, err := retry(func() (int, error) { return unix.Openat2(f.fd, path, &how) })
	if err != nil && missing(err) {
		return openFileStepwise(f, path, flags)
	}
	return opened, err
}

func exchangeAt(fromFD int, a string, toFD int, b string) error {
	return unix.Renameat2(fromFD, a, toFD, b, unix.RENAME_EXCHANGE)
}

// sync waits until everything written to the file system of f is on the disk:
// one call, where an fsync for each file costs more than writing it.
func (f *folder) sync() error {
	if err := unix.Syncfs(f.fd); err != nil {
		return f.fail("sync", "", err)
	}
	return nil
}

// identity names a folder as itself, across renaming: its inode and the time of
// its birth, since an inode number alone is soon given to the next folder.
func identity(f *folder) (string, error) {
	var x unix.Statx_t
	err := unix.Statx(f.fd, "", unix.AT_EMPTY_PATH, unix.STATX_INO|unix.STATX_BTIME, &x)
	if err == nil && x.Mask&unix.STATX_BTIME != 0 {
		return fmt.Sprintf("%x-%x%08x", x.Ino, x.Btime.Sec, x.Btime.Nsec), nil
	}
	st, err := f.lstat("")
	return fmt.Sprintf("%x-0", st.ino), err
}

// isMount says whether folder is another mount than parent, so that it can be
// neither renamed nor linked into.
func isMount(parent, folder *folder) bool {
	var a, b unix.Statx_t
	const mask = unix.STATX_MNT_ID
	if unix.Statx(parent.fd, "", unix.AT_EMPTY_PATH, mask, &a) != nil || unix.Statx(folder.fd, "", unix.AT_EMPTY_PATH, mask, &b) != nil {
		return false
	}
	return a.Dev_major != b.Dev_major || a.Dev_minor != b.Dev_minor || a.Mask&b.Mask&mask != 0 && a.Mnt_id != b.Mnt_id
}
