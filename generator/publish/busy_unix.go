//go:build !windows

package publish

import (
	"errors"
	"syscall"
)

// holdsStill says whether a folder could not be moved because of where or what
// it is, so that its files can be replaced all the same.
func holdsStill(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV)
}
