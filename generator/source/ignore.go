package source

import "strings"

// folders are those of a site that are read, and files those beside them. Nothing else in the folder is looked at.
var (
	folders = []string{"assets", "content", "data", "static", "themes"}
	files   = []string{"plaudit.lock", "plaudit.yaml"}
)

// Ignored says whether the file or folder at path (slash-separated, below the site's folder) is passed over by its own
// name: hidden ones, what editors and systems leave behind, and folders of package managers. Of hidden ones only
// static/.well-known is read (RFC 8615).
func Ignored(path string) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case name == "":
		return false
	case name[0] == '.':
		return path != "static/.well-known"
	case name[len(name)-1] == '~', name[0] == '#' && name[len(name)-1] == '#', strings.HasSuffix(name, ".tmp"):
		return true
	}
	switch name {
	case "4913", "Thumbs.db", "ehthumbs.db", "desktop.ini", "node_modules", "__MACOSX", "lost+found":
		return true // the first is how vim tries whether a folder can be written to
	}
	return false
}
