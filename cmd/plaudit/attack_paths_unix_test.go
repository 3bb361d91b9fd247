//go:build unix

package main

import (
	"crypto/rand"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Case 19: symbolic links. None is followed out of the site's folder, whatever it leads to.
func TestSymlinks(t *testing.T) {
	link := func(target, name string) func(*testing.T, *attacked) {
		return func(t *testing.T, a *attacked) { a.link(t, target, name) }
	}
	runAttacks(t, []attack{
		{name: "page", do: link("../../../outside/secret.md", "content/pages/secret.md"), code: 1, wants: []string{`^content/pages/secret\.md.*error P00[123]`}},
		{name: "partner", do: link("../../../outside/secret.yaml", "data/partners/secret.yaml"), code: 1, wants: []string{`^data/partners/secret\.yaml.*error P00[123]`}},
		{name: "absolute", do: func(t *testing.T, a *attacked) {
			a.link(t, filepath.Join(a.outside, "secret.md"), "content/updates/secret.md")
		}, code: 1, wants: []string{`^content/updates/secret\.md.*error P00[123]`}},
		{name: "folder", do: link("../../outside", "content/updates"), code: 1, wants: []string{`^content/updates.*error P00[123]`}},
		{name: "static file", do: link("../../outside/secret.md", "static/secret.txt"), code: 1, wants: []string{`^static/secret\.txt.*error P00[123]`}},
		{name: "static folder", do: link("../../outside", "static/more"), code: 1, wants: []string{`^static/more.*error P00[123]`}},
		{name: "system file", do: link("/etc/passwd", "static/passwd.txt"), code: 1, wants: []string{`^static/passwd\.txt.*error P00[123]`}},
		{name: "logo", do: link("../../../outside/secret.svg", "assets/logos/quay.svg"), code: 1, wants: []string{`^(assets/logos/quay\.svg|data/partners/quay\.yaml).*error P0`}},
		{name: "theme file", do: link("../../../../outside/secret.md", "themes/podium/templates/base.html"), code: 1, wants: []string{`^themes/podium/templates/base\.html.*error P00[123]`}},
		{name: "configuration", do: link("../outside/secret.yaml", "plaudit.yaml"), code: 1, wants: []string{`^plaudit\.yaml.*error P00`}},
		{name: "loop", do: link("../pages", "content/pages/again"), code: 1, wants: []string{`^content/pages/again.*error P00[123]`}},
		{name: "itself", do: link("self.md", "content/pages/self.md"), code: 1, wants: []string{`^content/pages/self\.md.*error P00[123]`}},
		{name: "dangling", do: link("nowhere.md", "content/pages/gone.md"), code: 1, wants: []string{`^content/pages/gone\.md.*error P00[123]`}},
		{name: "output folder", do: func(t *testing.T, a *attacked) {
			if err := os.Symlink(a.outside, filepath.Join(a.dir, "linked")); err != nil {
				t.Fatal(err)
			}
		}, args: []string{"build", "--site", "$SITE", "--out", "$DIR/linked"}, code: 2, wants: []string{`^plaudit: will not publish to .*linked`}},
		{name: "state folder", do: func(t *testing.T, a *attacked) {
			state := filepath.Join(a.dir, ".fresh.plaudit")
			if err := os.Symlink(a.outside, state); err != nil {
				t.Fatal(err)
			}
		}, args: []string{"build", "--site", "$SITE", "--out", "$DIR/fresh"}, code: 3, wants: []string{`^plaudit: .*fresh`}},
	})
}

// Case 24: what is neither file nor folder.
func TestSpecialFiles(t *testing.T) {
	runAttacks(t, []attack{
		{name: "pipe", do: func(t *testing.T, a *attacked) { pipe(t, filepath.Join(a.site, "content/pages/pipe.md")) }, code: 1,
			wants: []string{`^content/pages/pipe\.md.*error P003`}},
		{name: "pipe in static", do: func(t *testing.T, a *attacked) { pipe(t, filepath.Join(a.site, "static/pipe.txt")) }, code: 1,
			wants: []string{`^static/pipe\.txt.*error P003`}},
		{name: "pipe as logo", do: func(t *testing.T, a *attacked) {
			os.Remove(filepath.Join(a.site, "assets/logos/quay.svg"))
			pipe(t, filepath.Join(a.site, "assets/logos/quay.svg"))
		}, code: 1, wants: []string{`error P003`}},
		{name: "configuration", do: func(t *testing.T, a *attacked) {
			os.Remove(filepath.Join(a.site, "plaudit.yaml"))
			pipe(t, filepath.Join(a.site, "plaudit.yaml"))
		}, code: 1, wants: []string{`^plaudit\.yaml.*error P003`}},
		{name: "socket", do: func(t *testing.T, a *attacked) {
			short := filepath.Join(os.TempDir(), "plaudit-"+rand.Text()[:8]) // the address of a socket must be short
			l, err := net.Listen("unix", short)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { l.Close() })
			if err := os.Rename(short, filepath.Join(a.site, "content/pages/s.md")); err != nil {
				t.Fatal(err)
			}
		}, code: 1, wants: []string{`^content/pages/s\.md.*error P003`}},
		{name: "folder for a file", do: func(t *testing.T, a *attacked) {
			if err := os.MkdirAll(filepath.Join(a.site, "content/pages/folder.md"), 0o755); err != nil {
				t.Fatal(err)
			}
		}, code: 0},
	})
}

func pipe(t *testing.T, name string) {
	t.Helper()
	if err := syscall.Mkfifo(name, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Cases 20 and 22: two things with one address.
func TestOneAddress(t *testing.T) {
	page := "---\ntitle: T\nsummary: S\nmenu: true\n---\nText.\n"
	runAttacks(t, []attack{
		{name: "page and partner", do: writes("content/pages/partners/quay.md", page), code: 1, wants: []string{`error P110: .*/partners/quay/`}},
		{name: "page and list", do: writes("content/pages/awards/2025.md", page), code: 1, wants: []string{`error P110: .*/awards/2025/`}},
		{name: "static and page", do: writes("static/about/index.html", "<p>"), code: 1, wants: []string{`^static/about/index\.html.*error P110`}},
		{name: "by case", do: writes("static/About/INDEX.html", "<p>"), code: 1, wants: []string{`^static/About/INDEX\.html.*error P110`}},
		{name: "by Unicode form", do: func(t *testing.T, a *attacked) {
			a.file(t, "static/caf\u00e9.txt", "one")
			a.file(t, "static/cafe\u0301.txt", "two")
		}, code: 1, wants: []string{`error P(110|002)`}},
		{name: "static and headers", do: writes("static/_headers", "/*\n  X: y\n"), code: 1, wants: []string{`^static/_headers.*error P110`}},
		{name: "static and the manifest's folder", do: writes("static/.public.plaudit/x", "x"), code: 0},
		{name: "file and folder", do: writes("static/about", "x"), code: 1, wants: []string{`^static/about.*error P110`}},
		{name: "file and the folder of assets", do: writes("static/Assets", "x"), code: 1, wants: []string{`^static/Assets.*error P110`}},
		{name: "the same id", do: writes("data/partners.yaml", "- {id: quay, name: Other}\n"), code: 1, wants: []string{`error P053: .*quay`}},
		{name: "alias over a page", do: writes("content/pages/alias.md", "---\ntitle: A\nsummary: S\nmenu: true\naliases: [/about/]\n---\nText.\n"), code: 1,
			wants: []string{`^content/pages/alias\.md:5:.*error P111`}},
		{name: "alias over a record", do: writes("data/partners/alias.yaml", "name: A\naliases: [quay]\n"), code: 1, wants: []string{`^data/partners/alias\.yaml:2:.*error P054`}},
		{name: "redirect over the home page", do: func(t *testing.T, a *attacked) { a.add(t, "plaudit.yaml", "redirects: [{from: /, to: /about/}]\n") }, code: 1,
			wants: []string{`^plaudit\.yaml:5:.*error P111`}},
		{name: "redirects in a circle", do: func(t *testing.T, a *attacked) {
			a.add(t, "plaudit.yaml", "redirects: [{from: /x/, to: /y/}, {from: /y/, to: /x/}]\n")
		}, code: 1, wants: []string{`^plaudit\.yaml:5:.*error P112`}},
	})
}

// Case 21: folders that are not for a site. Whatever is in them stays.
func TestOutputFolders(t *testing.T) {
	refused := []string{`^plaudit: will not publish to `}
	nothing := func(*testing.T, *attacked) {}
	out := func(name, folder string, do func(*testing.T, *attacked)) attack {
		return attack{name: name, do: do, args: []string{"build", "--site", "$SITE", "--out", folder}, code: 2, wants: refused}
	}
	attacks := []attack{
		out("root", "/", nothing),
		out("home", "$DIR/home", func(t *testing.T, a *attacked) { a.file(t, "../home/mine.txt", "mine") }),
		out("site", "$SITE", nothing),
		out("content", "$SITE/content", nothing),
		out("below content", "$SITE/content/pages/out", nothing),
		out("data", "$SITE/data", nothing),
		out("static", "$SITE/static/out", nothing),
		out("themes", "$SITE/themes/podium", nothing),
		out("parent", "$DIR", nothing),
		out("dots", "$SITE/content/../..", nothing),
		out("not ours", "$DIR/outside", nothing),
		out("a file", "$SITE/plaudit.yaml", nothing),
	}
	runAttacks(t, attacks)
}

// Case 23: themes that want out of their folder.
func TestThemePaths(t *testing.T) {
	theme := func(name string) func(*testing.T, *attacked) {
		return func(t *testing.T, a *attacked) {
			a.file(t, "../outside/theme.yaml", "name: x\nparent: podium\n")
			a.add(t, "plaudit.yaml", "theme: \""+name+"\"\n")
		}
	}
	parent := func(name string) func(*testing.T, *attacked) {
		return func(t *testing.T, a *attacked) {
			a.file(t, "themes/mine/theme.yaml", "name: mine\nparent: \""+name+"\"\n")
			a.add(t, "plaudit.yaml", "theme: mine\n")
		}
	}
	own := func(file, text string) func(*testing.T, *attacked) {
		return func(t *testing.T, a *attacked) { a.file(t, "themes/podium/"+file, text) }
	}
	runAttacks(t, []attack{
		{name: "outside", do: theme("../../outside"), code: 1, wants: []string{`^plaudit\.yaml:5:.*error P`}},
		{name: "absolute", do: theme("/etc"), code: 1, wants: []string{`^plaudit\.yaml:5:.*error P`}},
		{name: "content", do: theme("../content"), code: 1, wants: []string{`^plaudit\.yaml:5:.*error P`}},
		{name: "empty segments", do: theme("podium/../podium"), code: 1, wants: []string{`^plaudit\.yaml:5:.*error P`}},
		{name: "parent outside", do: parent("../../outside"), code: 1, wants: []string{`^themes/mine/theme\.yaml:2:.*error P`}},
		{name: "parent itself", do: parent("mine"), code: 1, wants: []string{`^themes/mine/theme\.yaml:2:.*error P052`}},
		{name: "style sheet", do: own("assets/css/podium.css", "@import \"../../../../../outside/secret.md\";a{background:url(../../../../../etc/passwd)}"), code: 1,
			wants: []string{`error P138`}},
		{name: "partial", do: own("templates/pages/page.html", `{{define "main"}}{{template "../../../../outside/secret.md" .}}{{end}}`), code: 1, wants: []string{`^themes/podium/templates/pages/page\.html:1:.*error P133`}},
		{name: "asset", do: own("templates/pages/page.html", `{{define "main"}}<img src="{{(asset "../../../outside/secret.svg").URL}}">{{end}}`), code: 1,
			wants: []string{`^themes/podium/templates/pages/page\.html:1:.*error P`}},
		{name: "layout", do: writes("content/pages/own.md", "---\ntitle: T\nsummary: S\nmenu: true\nlayout: ../../../outside/secret\n---\nText.\n"), code: 1,
			wants: []string{`^content/pages/own\.md.*error P`}},
	})
}
