package publish

import "fmt"

// claims remembers the paths that were written, to refuse a second output on a
// path, by whatever spelling, and a file where a folder is.
type claims struct {
	files   map[string]string   // folded path → path
	folders map[string]struct{} // folded
}

func (c *claims) claim(path string) error {
	if err := checkPath(path); err != nil {
		return err
	}
	if c.files == nil {
		c.files = map[string]string{}
		c.folders = map[string]struct{}{}
	}
	key := folded(path)
	if first, taken := c.files[key]; taken {
		if first == path {
			return fmt.Errorf("cannot publish %q twice", path)
		}
		return fmt.Errorf("cannot publish %q beside %q: they differ only by case or Unicode form", path, first)
	}
	if _, taken := c.folders[key]; taken {
		return fmt.Errorf("cannot publish %q: there is a folder of this name", path)
	}
	for dir := parentOf(key); dir != ""; dir = parentOf(dir) {
		if _, known := c.folders[dir]; known {
			break
		}
		if first, taken := c.files[dir]; taken {
			return fmt.Errorf("cannot publish %q: %q is a file", path, first)
		}
		c.folders[dir] = struct{}{}
	}
	c.files[key] = path
	return nil
}
