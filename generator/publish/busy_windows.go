package publish

import (
	"errors"

	"golang.org/x/sys/windows"
)

// holdsStill says whether a folder could not be moved because some program has
// it open, so that its files can be replaced all the same.
func holdsStill(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED) ||
		errors.Is(err, windows.ERROR_NOT_SAME_DEVICE)
}
