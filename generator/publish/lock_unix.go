//go:build linux || darwin

package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock takes the lock file, or returns errLocked at once. The system lets go of
// it when the process ends, however it ends.
func lock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = retry(func() (int, error) { return 0, unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) })
	if err != nil {
		file.Close()
		if err == unix.EWOULDBLOCK {
			return nil, errLocked
		}
		return nil, &os.PathError{Op: "lock", Path: path, Err: err}
	}
	return file, nil
}
