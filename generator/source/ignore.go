package source

import (
	"slices"
	"strings"
)

// folders are those of a site that are read, and files those beside them. Nothing else in the folder is looked at.
var (
	folders = []string{"assets", "content", "data", "static", "themes"}
	files   = []string{"plaudit.lock", "plaudit.yaml"}
)

// Folders are those of a site that are read, each with everything below it, sorted.
func Folders() []string { return slices.Clone(folders) }

// Files are the files beside the Folders that are read, sorted.
func Files() []string { return slices.Clone(files) }

// Ignored says whether the file or folder at path (slash-separated, below the site's folder) is passed over by its own
// name: hidden ones, what editors, programs that synchronise folders and systems leave behind, and folders of package managers.
// Of hidden ones only static/.well-known is read (RFC 8615). Most temporary files are hidden: those of GNOME (.goutputstream-…), LibreOffice
// (.~lock.…#), Emacs (.#…), vim (.….swp), rsync (.a.yaml.AbCdEf), Syncthing (.syncthing.….tmp), Dropbox (.dropbox.cache) and iCloud's
// placeholders (.….icloud). A second version that a program made because two people changed a file ("conflicted copy") is a
// file like any other: somebody has to look at it.
func Ignored(path string) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case name == "":
		return false
	case name[0] == '.':
		return path != "static/.well-known"
	case name[len(name)-1] == '~', name[0] == '#' && name[len(name)-1] == '#', strings.HasPrefix(name, "~$"):
		return true // the copies and autosaves of editors; the last is how Microsoft's programs say who has a file open
	}
	return slices.Contains(leftNames, name) || safeSave(name) ||
		slices.ContainsFunc(leftEndings, func(ending string) bool { return strings.HasSuffix(name, ending) })
}

// safeSave says whether name is that of a folder in which programs of macOS put a file before they exchange it with the one of its name:
// "a.yaml.sb-1a2b3c4d-Xy12Zw".
func safeSave(name string) bool {
	at := len(name) - len(".sb-1a2b3c4d-Xy12Zw")
	return at > 0 && name[at:at+len(".sb-")] == ".sb-" && name[len(name)-7] == '-'
}

// leftEndings are how names of files end that are being written, and of copies that are there for a moment: of JetBrains (___jb_…), Helix (.bck), KDE and
// browsers (.part, .partial, .crdownload).
var leftEndings = []string{".tmp", "___jb_tmp___", "___jb_old___", "___jb_bak___", ".bck", ".part", ".partial", ".crdownload"}

// leftNames are names that systems and programs use for themselves. By 4913 vim tries whether a folder can be written to.
var leftNames = []string{
	"4913", "Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r", "node_modules", "__MACOSX", "lost+found", "@eaDir", "#recycle",
	"$RECYCLE.BIN", "System Volume Information",
}
