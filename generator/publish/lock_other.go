//go:build !linux && !darwin && !windows

package publish

import (
	"errors"
	"os"
)

// lock is not written for this system, which therefore cannot publish.
func lock(string) (*os.File, error) { return nil, errors.ErrUnsupported }
