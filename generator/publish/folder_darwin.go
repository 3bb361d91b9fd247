package publish

import (
	"fmt"

	"golang.org/x/sys/unix"
)

func openBelow(fd int, dir string) (int, error) { return openStepwise(fd, dir) }

func openFile(f *folder, path string, flags int) (int, error) {
	return openFileStepwise(f, path, flags)
}

func exchangeAt(fromFD int, a string, toFD int, b string) error {
	return unix.RenameatxNp(fromFD, a, toFD, b, unix.RENAME_SWAP)
}

// sync starts writing everything to the disk; macOS has no call that waits for
// one file system.
func (f *folder) sync() error { return unix.Sync() }

// identity names a folder as itself, across renaming: its inode and the time of
// its birth, since an inode number alone is soon given to the next folder.
func identity(f *folder) (string, error) {
	var u unix.Stat_t
	if err := unix.Fstat(f.fd, &u); err != nil {
		return "", f.fail("lstat", "", err)
	}
	return fmt.Sprintf("%x-%x", u.Ino, u.Btim.Nano()), nil
}

// isMount says whether folder is another mount than parent, so that it can be
// neither renamed nor linked into.
func isMount(parent, folder *folder) bool {
	a, err := parent.lstat("")
	b, err2 := folder.lstat("")
	return err == nil && err2 == nil && a.dev != b.dev
}
