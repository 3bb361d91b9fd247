package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckTarget(t *testing.T) {
	base := t.TempDir()
	home := filepath.Join(base, "home")
	site := filepath.Join(home, "work/site")
	for _, dir := range []string{"content/pages", "data", "assets", "static", "themes/x", "empty", "foreign", "real", ".git"} {
		if err := os.MkdirAll(filepath.Join(site, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	os.WriteFile(filepath.Join(site, "foreign/x"), []byte("x"), 0o644)
	os.WriteFile(filepath.Join(site, "file"), []byte("x"), 0o644)
	os.Symlink("real", filepath.Join(site, "link"))
	os.Symlink("nowhere", filepath.Join(site, "dangling"))
	os.Symlink(site, filepath.Join(base, "alias"))
	os.Symlink("content", filepath.Join(site, "sources"))
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Chdir(site)

	for out, reason := range map[string]string{
		"":                                "no output folder",
		"/":                               "root of the file system",
		home:                              "", // the site is in it as well
		base:                              "the site is in it",
		filepath.Dir(site):                "the site is in it",
		site:                              "the site itself",
		".":                               "the site itself",
		"content/..":                      "the site itself",
		filepath.Join(base, "alias"):      "symbolic link",
		filepath.Join(base, "alias", ""):  "symbolic link",
		"content":                         "sources",
		"content/pages":                   "sources",
		"content/new":                     "sources",
		"sources/new":                     "sources",
		"Data":                            "sources",
		"assets":                          "sources",
		"static":                          "sources",
		"themes/x/public":                 "sources",
		filepath.Join(base, "alias/data"): "sources",
		".git":                            ".git is not",
		".public.plaudit/spare":           "not for a site's files",
		"link":                            "symbolic link",
		"dangling":                        "symbolic link",
		"file":                            "not a folder",
		"foreign":                         "no build put there",
	} {
		err := CheckTarget(site, out)
		var target *TargetError
		if !errors.As(err, &target) || !strings.Contains(target.Reason, reason) || target.Out != out {
			t.Errorf("%q: %v, want %q", out, err, reason)
		}
		if _, err := Open(site, out); !errors.As(err, &target) {
			t.Errorf("Open took %q: %v", out, err)
		}
	}
	otherSite := filepath.Join(base, "elsewhere")
	os.Mkdir(otherSite, 0o755)
	for _, out := range []string{home, base} {
		var target *TargetError
		if err := CheckTarget(otherSite, out); !errors.As(err, &target) {
			t.Errorf("%q: %v", out, err)
		}
	}
	for _, out := range []string{"public", "empty", "build/site/public", "../public", filepath.Join(base, "alias/public"), filepath.Join(base, "elsewhere/www")} {
		if err := CheckTarget(site, out); err != nil {
			t.Errorf("%q: %v", out, err)
		}
	}
	if CheckTarget(site, "dangling/public") == nil {
		t.Error("took a folder below a link that leads nowhere")
	}
	for _, made := range []string{"public", "build", "nowhere"} {
		if _, err := os.Lstat(made); err == nil {
			t.Errorf("%s was made by looking", made)
		}
	}
}
