// Package starter holds the site that `plaudit init` writes: small, complete, with comments that teach.
package starter

import (
	"embed"
	"io/fs"
)

//go:embed all:site
var files embed.FS

// FS is the site's files.
func FS() fs.FS {
	site, err := fs.Sub(files, "site")
	if err != nil {
		panic(err) // the folder is in the program
	}
	return site
}
