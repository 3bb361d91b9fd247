package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
)

// startProfiles begins to write profiles of this run to a folder, which it makes if need be: of the processors' time, of memory in use
// at the end (after a collection) and allocated in all, and a trace. The function that it gives ends them.
func startProfiles(dir string) (stop func() error, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("profiles: %w", err)
	}
	cpu, err := os.Create(filepath.Join(dir, "cpu.pprof"))
	if err != nil {
		return nil, fmt.Errorf("profiles: %w", err)
	}
	events, err := os.Create(filepath.Join(dir, "trace.out"))
	if err != nil {
		cpu.Close()
		return nil, fmt.Errorf("profiles: %w", err)
	}
	if err := errors.Join(pprof.StartCPUProfile(cpu), trace.Start(events)); err != nil {
		return nil, fmt.Errorf("profiles: %w", err)
	}
	return func() error {
		pprof.StopCPUProfile()
		trace.Stop()
		runtime.GC()
		for _, err := range []error{cpu.Close(), events.Close(), writeProfile(dir, "heap"), writeProfile(dir, "allocs")} {
			if err != nil {
				return fmt.Errorf("profiles: %w", err)
			}
		}
		return nil
	}, nil
}

// writeProfile writes a profile of runtime/pprof by its name to a folder.
func writeProfile(dir, name string) error {
	f, err := os.Create(filepath.Join(dir, name+".pprof"))
	if err != nil {
		return err
	}
	return errors.Join(pprof.Lookup(name).WriteTo(f, 0), f.Close())
}
