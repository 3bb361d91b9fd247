//go:build !unix

package main

import "runtime"

// peakMemory is what the process has got from the system, in bytes: the nearest that Go knows where there is no getrusage.
func peakMemory() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
