package publish

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// identity names a folder as itself, across renaming: its number on the volume
// and the time of its birth.
func identity(f *folder) (string, error) {
	dir, err := os.Open(f.path)
	if err != nil {
		return "", err
	}
	defer dir.Close()
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(dir.Fd()), &info); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x%08x-%x", info.FileIndexHigh, info.FileIndexLow, info.CreationTime.Nanoseconds()), nil
}
