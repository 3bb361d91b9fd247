//go:build !windows

package main

// startedByExplorer is for Windows, which gives a program that is double-clicked a console.
func startedByExplorer() bool { return false }
