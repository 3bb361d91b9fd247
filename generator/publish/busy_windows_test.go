package publish

import "golang.org/x/sys/windows"

var errBusyForTest error = windows.ERROR_SHARING_VIOLATION
