package watch

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// remote says by what a folder is shared with others whose changes the system may not tell of; "": by nothing.
func remote(dir string) string {
	volume, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	if err != nil || windows.GetDriveType(volume) != windows.DRIVE_REMOTE {
		return ""
	}
	return "a network drive"
}
