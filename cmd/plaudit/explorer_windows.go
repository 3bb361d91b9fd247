package main

import "github.com/inconshreveable/mousetrap"

// startedByExplorer says whether somebody double-clicked the program.
func startedByExplorer() bool { return mousetrap.StartedByExplorer() }
