// Package themes holds the built-in themes. A theme is a folder with theme.yaml, templates/, assets/ and i18n/; a site's own
// folder themes/<name>/ comes over the built-in one of that name, file by file.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed all:podium
var files embed.FS

// FS is the built-in themes, each in a folder of its name.
func FS() fs.FS { return files }

// Names lists the built-in themes, sorted.
func Names() []string { return []string{"podium"} }
