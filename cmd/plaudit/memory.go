package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
)

// gcPercent is how much more than what is in use the program lets memory grow before it looks for what is not. Against Go's own 100 it takes
// a fifth off the processor time of a build, and adds a half to its memory; docs/performance.md has the figures.
const gcPercent = 200

// outside is what a process holds beside the memory that Go counts: its own code as far as it is in use, mostly.
const outside = 24 << 20

// leastMemory is the least that --memory can be: less than that a build of nothing needs.
const leastMemory = 64 << 20

// setMemory sets how memory is used. With a limit garbage is collected as often as it takes to stay below it; what the records of a
// site need themselves cannot be collected.
func setMemory(limit string) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if limit == "" {
		return nil
	}
	n, err := parseSize(limit)
	if err != nil {
		return useError{fmt.Errorf("--memory %q is no size; write it like 200MB", limit)}
	}
	if n < leastMemory {
		return useError{fmt.Errorf("--memory %q is too little; a build needs at least %dMB", limit, leastMemory>>20)}
	}
	debug.SetMemoryLimit(n - outside)
	return nil
}

// stayLean sets how memory is used by a program that is open all day beside others: garbage is collected sooner than in a build.
func stayLean() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(40)
	}
}

// parseSize reads a number of bytes with a unit: B, KB, MB or GB, each 1024 of the one before. Without a unit it is bytes.
func parseSize(s string) (int64, error) {
	number := strings.TrimSpace(strings.ToUpper(s))
	unit := int64(1)
	for _, u := range []struct {
		name  string
		bytes int64
	}{{"KB", 1 << 10}, {"MB", 1 << 20}, {"GB", 1 << 30}, {"K", 1 << 10}, {"M", 1 << 20}, {"G", 1 << 30}, {"B", 1}} {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, unit = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 0 || n > (1<<62)/unit {
		return 0, fmt.Errorf("%q is no size", s)
	}
	return n * unit, nil
}
