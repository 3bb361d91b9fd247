package generator_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Every font and program that comes from a package is the one whose checksum THIRD_PARTY.md has, and make third-party fetches that package.
func TestThirdPartyFiles(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	list, script := read("THIRD_PARTY.md"), read(".ci/third-party")
	listed := map[string]bool{}
	for _, row := range regexp.MustCompile(`(?m)^\| (\S+) \| (\S+) (\S+), \S+(?: by (\S+) (\S+))? \| .* \| ([0-9a-f]{64}) \|$`).FindAllSubmatch(list, -1) {
		name, data := string(row[1]), read(string(row[1]))
		listed[name] = true
		if filepath.Ext(name) == ".gz" {
			unpacked, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(unpacked); err != nil {
				t.Fatal(err)
			}
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != string(row[6]) {
			t.Errorf("%s has the SHA-256 %x, which is not in THIRD_PARTY.md", name, sum)
		}
		if !bytes.Contains(script, []byte(string(row[2])+"@"+string(row[3]))) {
			t.Errorf(".ci/third-party does not fetch %s %s", row[2], row[3])
		}
		if row[4] != nil && !bytes.Contains(script, []byte(string(row[4])+"@"+string(row[5]))) {
			t.Errorf(".ci/third-party does not use %s %s", row[4], row[5])
		}
	}
	for _, folder := range []string{"assets/fonts", "generator/lettering/fonts", "generator/webp", "themes/podium/assets/fonts"} {
		files, err := os.ReadDir(filepath.Join("..", folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			switch filepath.Ext(f.Name()) {
			case ".gz", ".woff", ".woff2", ".ttf", ".otf", ".wasm":
				if name := folder + "/" + f.Name(); !listed[name] {
					t.Errorf("THIRD_PARTY.md does not have %s", name)
				}
			}
		}
	}
	letters := regexp.MustCompile(`const ranges = '(.*)'`).FindSubmatch(read(".ci/subset.mjs"))
	if letters == nil || !bytes.Contains(read("themes/podium/assets/css/podium.css"), append([]byte("unicode-range: "), letters[1]...)) {
		t.Errorf("podium.css says another unicode-range than the letters of the theme's font, %s", letters)
	}
	if len(listed) < 5 {
		t.Errorf("%d rows are read", len(listed))
	}
}
