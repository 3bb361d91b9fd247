package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sourceFolders are the folders of a site that hold what a build reads.
var sourceFolders = []string{"content", "data", "assets", "static", "themes"}

// A TargetError says why a folder is not taken as an output folder. It is the
// operator's to cure, by naming another.
type TargetError struct {
	Out    string // as it was given
	Reason string
}

func (e *TargetError) Error() string {
	return fmt.Sprintf("will not publish to %s: %s", e.Out, e.Reason)
}

// CheckTarget says whether the site in siteDir may be published to outDir, both
// paths as the operating system takes them: not the root, the home folder, the
// site or a folder above any of these, not where the site keeps its sources, not
// a symbolic link, and not a folder with content that no build put there. What it
// refuses is a *TargetError. It changes nothing.
func CheckTarget(siteDir, outDir string) error {
	at, err := checkPlace(siteDir, outDir)
	if err != nil {
		return err
	}
	if at.empty() {
		return nil
	}
	state, err := openFolder(at.state)
	if errors.Is(err, fs.ErrNotExist) {
		return at.foreign()
	}
	if err != nil {
		return err
	}
	defer state.close()
	live, err := openFolder(at.out)
	if err != nil {
		return err
	}
	defer live.close()
	_, _, err = at.recognise(live, state)
	return err
}

// CheckAside says whether dir, which a build writes to beside the output folder,
// such as for its cache, is neither among what the site keeps its sources in nor in the
// output folder: it would be read as a part of the site, or removed from what is
// published. outDir may be empty. It changes nothing.
func CheckAside(siteDir, outDir, dir string) error {
	real := func(path string) (string, error) {
		abs, err := filepath.Abs(path)
		if err != nil {
			return "", err
		}
		return resolve(abs)
	}
	site, err := real(siteDir)
	if err != nil {
		return err
	}
	at, err := real(dir)
	if err != nil {
		return err
	}
	for _, source := range sourceFolders {
		if folder := filepath.Join(site, source); same(folder, at) || holds(folder, at) {
			return fmt.Errorf("%s is in %s, which holds sources of the site", dir, source)
		}
	}
	if outDir == "" {
		return nil
	}
	out, err := real(outDir)
	if err != nil {
		return nil // checkPlace says so
	}
	if same(out, at) || holds(out, at) {
		return fmt.Errorf("%s is in the output folder, where only what is published stays", dir)
	}
	return nil
}

// A place is where an output folder is and where its state is kept, as absolute
// paths: all links in the parent are resolved.
type place struct {
	given  string
	parent string
	name   string
	out    string
	state  string // a hidden folder beside out, on the same file system
}

// Names in the state folder.
const (
	spareName    = "spare"       // the tree that the next commit brings up to date
	newName      = "new"         // files of a build under way
	oldName      = "old"         // the live tree between two renames
	journalName  = "journal"     // the identity of the tree that two renames bring in
	markerName   = "unpublished" // the identity of a spare that is no published generation
	lockName     = "lock"
	clockName    = "clock"
	manifestName = "manifest-" // and the tree's identity
)

// checkPlace is CheckTarget but for the question whose the content is.
func checkPlace(siteDir, outDir string) (place, error) {
	refuse := func(format string, args ...any) (place, error) {
		return place{}, &TargetError{Out: outDir, Reason: fmt.Sprintf(format, args...)}
	}
	if outDir == "" {
		return refuse("no output folder is named")
	}
	abs, err := filepath.Abs(outDir)
	if err != nil {
		return place{}, err
	}
	if filepath.Dir(abs) == abs {
		return refuse("it is the root of the file system")
	}
	parent, err := resolve(filepath.Dir(abs))
	if err != nil {
		return place{}, err
	}
	at := place{given: outDir, parent: parent, name: filepath.Base(abs)}
	at.out = filepath.Join(parent, at.name)
	at.state = filepath.Join(parent, "."+at.name+".plaudit")

	info, err := os.Lstat(at.out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return place{}, err
	case info.Mode()&fs.ModeSymlink != 0:
		return refuse("it is a symbolic link")
	case !info.IsDir():
		return refuse("it is not a folder")
	}
	absSite, err := filepath.Abs(siteDir)
	if err != nil {
		return place{}, err
	}
	site, err := resolve(absSite)
	if err != nil {
		return place{}, err
	}
	if same(at.out, site) {
		return refuse("it is the folder of the site itself")
	}
	if holds(at.out, site) {
		return refuse("the site is in it, at %s", site)
	}
	if home, err := os.UserHomeDir(); err == nil && filepath.IsAbs(home) {
		if home, err = resolve(home); err == nil {
			if same(at.out, home) {
				return refuse("it is the home folder")
			}
			if holds(at.out, home) {
				return refuse("the home folder is in it")
			}
		}
	}
	if within, err := filepath.Rel(site, at.out); err == nil && filepath.IsLocal(within) {
		first, _, _ := strings.Cut(filepath.ToSlash(within), "/")
		for _, source := range sourceFolders {
			if strings.EqualFold(first, source) {
				return refuse("%s holds sources of the site", source)
			}
		}
		if first == ".git" || strings.HasSuffix(first, ".plaudit") && strings.HasPrefix(first, ".") {
			return refuse("%s is not for a site's files", first)
		}
	}
	for _, source := range sourceFolders {
		folder := filepath.Join(site, source)
		if same(at.out, folder) || holds(folder, at.out) {
			return refuse("%s holds sources of the site", source)
		}
	}
	return at, nil
}

// resolve follows all links of an absolute path of which only the beginning
// need exist.
func resolve(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		return real, nil
	}
	above := filepath.Dir(path)
	if !errors.Is(err, fs.ErrNotExist) || above == path {
		return "", err
	}
	if _, err := os.Lstat(path); err == nil {
		return "", fmt.Errorf("%s is a link that leads nowhere", path)
	}
	if above, err = resolve(above); err != nil {
		return "", err
	}
	return filepath.Join(above, filepath.Base(path)), nil
}

// same says whether two paths are one folder, by name or, where names differ by
// case only or a folder is mounted twice, by what is there.
func same(a, b string) bool {
	if a == b {
		return true
	}
	ai, err := os.Stat(a)
	if err != nil {
		return false
	}
	bi, err := os.Stat(b)
	return err == nil && os.SameFile(ai, bi)
}

// holds says whether outer is a folder somewhere above inner.
func holds(outer, inner string) bool {
	for above := filepath.Dir(inner); ; above = filepath.Dir(above) {
		if same(outer, above) {
			return true
		}
		if filepath.Dir(above) == above {
			return false
		}
	}
}

// empty says whether the output folder is missing or holds nothing.
func (at place) empty() bool {
	names, err := os.ReadDir(at.out)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	for _, name := range names {
		if name.Name() != "lost+found" && name.Name() != stageName {
			return false
		}
	}
	return err == nil
}

func (at place) foreign() error {
	return &TargetError{Out: at.given, Reason: "it holds files that no build put there; name an empty folder, or empty this one yourself"}
}

// recognise finds the manifest of the live tree: by the tree's identity or, for
// a copy (a restored backup, a cache of a build server), by its content, when
// every file in it is one that a manifest names. Everything else is foreign.
// copied says that the manifest was made from content.
func (at place) recognise(live, state *folder) (m *manifest, copied bool, err error) {
	id, err := identity(live)
	if err != nil {
		return nil, false, err
	}
	if m, err := loadManifest(state, id); err == nil {
		return m, false, nil
	}
	names, err := state.names("")
	if err != nil {
		return nil, false, err
	}
	for _, name := range names {
		id, isManifest := strings.CutPrefix(name, manifestName)
		if !isManifest {
			continue
		}
		known, err := loadManifest(state, id)
		if err != nil {
			continue
		}
		m := newManifest()
		if adopt(live, "", known, m) {
			return m, true, nil
		}
	}
	return nil, false, at.foreign()
}

// adopt enters into m what is in dir, as long as known names all of it with the
// same content.
func adopt(live *folder, dir string, known, m *manifest) bool {
	st, err := live.lstat(dir)
	if err != nil {
		return false
	}
	if _, named := known.folders[dir]; !named {
		return false
	}
	m.folders[dir] = st.stamp()
	names, err := live.names(dir)
	if err != nil {
		return false
	}
	for _, name := range names {
		if dir == "" && (name == "lost+found" || name == stageName) {
			continue
		}
		path := join(dir, name)
		st, err := live.lstat(path)
		if err != nil {
			return false
		}
		if st.isFolder() {
			if !adopt(live, path, known, m) {
				return false
			}
			continue
		}
		want := known.files[path]
		if want == nil || st.kind != 0 || st.size != want.size {
			return false
		}
		data, err := live.read(path)
		if err != nil || digestOf(data) != want.digest {
			return false
		}
		e := st.entry(want.digest, want.key)
		e.refreshed = true
		m.files[path] = e
	}
	return true
}

func loadManifest(state *folder, id string) (*manifest, error) {
	data, err := state.read(manifestName + id)
	if err != nil {
		return nil, err
	}
	return decode(data)
}
