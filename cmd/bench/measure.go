package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// sample is what one run of a process cost.
type sample struct {
	Wall, User, System time.Duration
	Peak               int64   // bytes of memory; 0 where the system does not tell
	Others             float64 // the share of the processors' time that other programs took meanwhile; 0 where the system does not tell
}

func (s sample) cpu() time.Duration { return s.User + s.System }

func (s sample) String() string {
	return fmt.Sprintf("%.2f s wall, %.2f s user, %.2f s system, %.0f MB", wall(s), user(s), system(s), memory(s))
}

// measure runs a command to its end, or kills it when the context ends. What it prints is only shown when it fails.
func measure(ctx context.Context, cmd *exec.Cmd) (sample, error) {
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	start, before := time.Now(), busy()
	err := cmd.Start()
	if err == nil {
		stop := context.AfterFunc(ctx, func() { _ = cmd.Process.Kill() }) // it may have ended by itself
		err = cmd.Wait()
		stop()
	}
	took, all := time.Since(start), busy()-before
	if ctx.Err() != nil {
		return sample{}, ctx.Err()
	}
	if err != nil {
		return sample{}, fmt.Errorf("%w\n%s", err, tail(output.Bytes(), 4000))
	}
	s := sample{Wall: took, User: cmd.ProcessState.UserTime(), System: cmd.ProcessState.SystemTime(), Peak: peak(cmd.ProcessState)}
	s.Others = max(0, (all-s.cpu()).Seconds()/took.Seconds()/float64(runtime.NumCPU()))
	return s, nil
}

// busy is the time that all processors together have spent on something, as Linux counts it in proc_stat(5) in hundredths of a
// second; 0 elsewhere.
func busy() time.Duration {
	data, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(data), "\n")
	var total time.Duration
	for i, field := range strings.Fields(line) {
		ticks, err := strconv.Atoi(field)
		if err == nil && (i < 4 || i > 5) && i < 8 { // 4 and 5 are idle and waiting, what follows 7 is counted before
			total += time.Duration(ticks) * 10 * time.Millisecond
		}
	}
	return total
}

func tail(b []byte, n int) []byte { return b[max(0, len(b)-n):] }

// settle lets the disk finish what earlier runs wrote, so that the next one does not pay for it.
func settle() {
	if path, err := exec.LookPath("sync"); err == nil {
		_ = exec.Command(path).Run() // without it the figures are only less steady
	}
}
