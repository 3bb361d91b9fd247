//go:build unix

package source

import "syscall"

// nonBlocking opens a pipe without waiting for its writer; regular files do not care.
const nonBlocking = syscall.O_NONBLOCK
