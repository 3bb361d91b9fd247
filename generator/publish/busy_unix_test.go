//go:build !windows

package publish

import "syscall"

var errBusyForTest error = syscall.EBUSY
