package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"time"
)

// sample is what one run of a process cost.
type sample struct {
	Wall, User, System time.Duration
	Peak               int64 // bytes of memory; 0 where the system does not tell
}

func (s sample) cpu() time.Duration { return s.User + s.System }

// measure runs a command to its end. What it prints is only shown when it fails.
func measure(cmd *exec.Cmd) (sample, error) {
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return sample{}, fmt.Errorf("%w\n%s", err, tail(output.Bytes(), 4000))
	}
	return sample{Wall: wall, User: cmd.ProcessState.UserTime(), System: cmd.ProcessState.SystemTime(), Peak: peak(cmd.ProcessState)}, nil
}

func tail(b []byte, n int) []byte { return b[max(0, len(b)-n):] }

// settle lets the disk finish what earlier runs wrote, so that the next one does not pay for it.
func settle() {
	if path, err := exec.LookPath("sync"); err == nil {
		_ = exec.Command(path).Run() // without it the figures are only less steady
	}
}
