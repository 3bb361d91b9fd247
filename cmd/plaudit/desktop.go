package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// openBrowser shows an address in the user's browser.
func openBrowser(address string) error {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", address)
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	default:
		cmd = exec.Command("xdg-open", address)
	}
	return start(cmd)
}

// start runs a program that goes on by itself.
func start(cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait() // nobody asks what became of it, but it must not stay as a zombie
	return nil
}

// editor is a program that opens files.
type editor struct {
	name string
	args []string // with {file}, {line} and {column}
}

// inTerminal are editors that need a terminal, which a preview does not have to give.
var inTerminal = map[string]bool{"vi": true, "vim": true, "nvim": true, "nano": true, "emacs": true, "ed": true, "micro": true, "hx": true, "joe": true, "kak": true}

// editorOf is the editor of a command, or of the environment; nil: there is none that opens windows of its own.
func editorOf(command string) *editor {
	asked := command != ""
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if command == "" {
			command = os.Getenv(name)
		}
	}
	words := strings.Fields(command)
	if len(words) == 0 {
		return nil
	}
	name := strings.TrimSuffix(filepath.Base(words[0]), ".exe")
	if inTerminal[name] && !asked {
		return nil
	}
	if !strings.Contains(command, "{file}") {
		switch name {
		case "code", "code-insiders", "codium", "vscodium", "cursor", "windsurf":
			words = append(words, "--goto", "{file}:{line}:{column}")
		case "subl", "zed", "atom":
			words = append(words, "{file}:{line}:{column}")
		case "idea", "webstorm", "goland", "phpstorm", "pycharm", "rubymine", "clion", "kate":
			words = append(words, "--line", "{line}", "--column", "{column}", "{file}")
		case "gedit", "gnome-text-editor":
			words = append(words, "{file}", "+{line}:{column}")
		case "emacsclient":
			words = append(words, "--no-wait", "+{line}:{column}", "{file}")
		case "notepad++":
			words = append(words, "-n{line}", "-c{column}", "{file}")
		default:
			words = append(words, "{file}")
		}
	}
	return &editor{name, words}
}

// open opens a file at a line and column. The words of the command are its own: nothing of the file's name is read by a shell.
func (e *editor) open(file string, line, column int) error {
	fill := strings.NewReplacer("{file}", file, "{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column))
	args := make([]string, len(e.args))
	for i, a := range e.args {
		args[i] = fill.Replace(a)
	}
	if err := start(exec.Command(args[0], args[1:]...)); err != nil {
		return fmt.Errorf("%s could not be started: %w", e.name, err)
	}
	return nil
}

// quiet is a log for what a web server says about single connections: nobody needs it.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
