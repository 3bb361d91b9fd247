package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// The peers' versions. They are fetched when they are measured, and are no part of this module.
const (
	hugoVersion     = "v0.165.0"
	eleventyVersion = "3.1.8"
)

// installHugo gives the name of Hugo's program, which is built into a folder unless it is there.
func installHugo(dir string) (string, error) {
	bin := filepath.Join(dir, "hugo-"+hugoVersion)
	program := filepath.Join(bin, "hugo"+exeSuffix())
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	build := exec.Command("go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
	build.Env = append(os.Environ(), "GOBIN="+bin, "CGO_ENABLED=0")
	return program, install(build)
}

// installEleventy gives the name of Eleventy's script and the folder of packages that it was installed into.
func installEleventy(dir string) (script, packages string, err error) {
	dir = filepath.Join(dir, "eleventy-"+eleventyVersion)
	packages = filepath.Join(dir, "node_modules")
	script = filepath.Join(packages, "@11ty", "eleventy", "cmd.cjs")
	if _, err := os.Stat(script); err == nil {
		return script, packages, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", "", err
	}
	manifest, err := json.Marshal(map[string]any{"private": true, "dependencies": map[string]string{"@11ty/eleventy": eleventyVersion}})
	if err != nil {
		return "", "", err
	}
	if err := os.WriteFile(filepath.Join(dir, "package.json"), manifest, 0o644); err != nil {
		return "", "", err
	}
	return script, packages, install(exec.Command("npm", "install", "--prefix", dir, "--no-fund", "--no-audit"))
}

func install(cmd *exec.Cmd) error {
	fmt.Fprintln(os.Stderr, "installing:", cmd)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", cmd, err)
	}
	return nil
}
