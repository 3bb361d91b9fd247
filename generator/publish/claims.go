package publish

import (
	"fmt"
	"slices"
	"strings"
)

// claims numbers the paths that were written, to refuse a second output on a
// path, by whatever spelling, and a file where a folder is.
type claims struct {
	paths   []string            // by number
	files   map[string]int32    // folded path → number
	folders map[string]struct{} // folded
}

// expect makes room for about so many.
func (c *claims) expect(files, folders int) {
	c.paths = make([]string, 0, files)
	c.files = make(map[string]int32, files)
	c.folders = make(map[string]struct{}, folders)
}

// claim gives path the next number.
func (c *claims) claim(path string) (number int, err error) {
	if err := checkPath(path); err != nil {
		return 0, err
	}
	if c.files == nil {
		c.expect(0, 0)
	}
	key := folded(path)
	if at, taken := c.files[key]; taken {
		first := c.paths[at]
		if first == path {
			return 0, fmt.Errorf("cannot publish %q twice", path)
		}
		return 0, fmt.Errorf("cannot publish %q beside %q: they differ only by case or Unicode form", path, first)
	}
	if _, taken := c.folders[key]; taken {
		return 0, fmt.Errorf("cannot publish %q: there is a folder of this name", path)
	}
	for dir := parentOf(key); dir != ""; dir = parentOf(dir) {
		if _, known := c.folders[dir]; known {
			break
		}
		if at, taken := c.files[dir]; taken {
			return 0, fmt.Errorf("cannot publish %q: %q is a file", path, c.paths[at])
		}
		c.folders[dir] = struct{}{}
	}
	number = len(c.paths)
	c.files[key] = int32(number)
	c.paths = append(c.paths, path)
	return number, nil
}

// has says whether exactly this path was claimed.
func (c *claims) has(path string) bool {
	at, taken := c.files[folded(path)]
	return taken && c.paths[at] == path
}

// sorted gives the numbers in order of the paths.
func (c *claims) sorted() []int32 {
	order := make([]int32, len(c.paths))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(c.paths[a], c.paths[b]) })
	return order
}
