package publish

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// stageName is the hidden folder in an output folder that is a mount point,
// while a build publishes into it.
const stageName = ".plaudit-stage"

// maxSegment is the longest file name, in bytes, that common file systems take.
const maxSegment = 255

// checkPath is the last look at a path before it is written to: relative,
// slash-separated, and below the folder that it is taken in.
func checkPath(path string) error {
	refuse := func(why string) error { return fmt.Errorf("cannot publish %q: %s", path, why) }
	switch {
	case path == "":
		return refuse("the path is empty")
	case path[0] == '/':
		return refuse("the path is absolute")
	case !utf8.ValidString(path):
		return refuse("the path is not UTF-8")
	}
	segment := 0
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case c == '\\':
			return refuse("the path holds a backslash")
		case c < ' ' || c == 0x7f:
			return refuse("the path holds a control character")
		case c == ':' && runtime.GOOS == "windows":
			return refuse("the path holds a colon")
		case c == '/':
			if why := checkSegment(path[segment:i]); why != "" {
				return refuse(why)
			}
			segment = i + 1
		}
	}
	if why := checkSegment(path[segment:]); why != "" {
		return refuse(why)
	}
	if path == stageName || strings.HasPrefix(path, stageName+"/") {
		return refuse("the name is taken for the work of publishing")
	}
	if runtime.GOOS == "windows" && !filepath.IsLocal(filepath.FromSlash(path)) {
		return refuse("the name is reserved on this system")
	}
	return nil
}

func checkSegment(name string) (why string) {
	switch {
	case name == "":
		return "the path has an empty part"
	case name == "." || name == "..":
		return "the path has a part " + name
	case len(name) > maxSegment:
		return fmt.Sprintf("a part of the path has %d bytes, more than %d", len(name), maxSegment)
	}
	return ""
}

// folded is equal for two paths that some file system takes for the same: they
// differ by case or by Unicode form only.
func folded(path string) string {
	for i := 0; i < len(path); i++ {
		if path[i] >= utf8.RuneSelf {
			return norm.NFC.String(cases.Fold().String(norm.NFC.String(path)))
		}
	}
	return strings.ToLower(path)
}
