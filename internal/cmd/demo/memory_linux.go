package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// sampleEvery is short beside the life of a provider process; the kernel keeps
// the peak, so only growth after the last look is missed.
const sampleEvery = 10 * time.Millisecond

// watchMemory looks at the processes whose program lies under dir until ctx
// ends, and then returns the largest peak of resident memory in bytes, and how
// many processes it saw.
func watchMemory(ctx context.Context, dir string) (peak int64, processes int) {
	tick := time.NewTicker(sampleEvery)
	defer tick.Stop()
	seen := map[string]bool{}
	for {
		folders, _ := filepath.Glob("/proc/[0-9]*")
		for _, folder := range folders {
			if program, err := os.Readlink(folder + "/exe"); err == nil && strings.HasPrefix(program, dir) {
				peak = max(peak, peakOf(folder))
				seen[folder] = true
			}
		}
		select {
		case <-ctx.Done():
			return peak, len(seen)
		case <-tick.C:
		}
	}
}

// peakOf reads the peak resident memory of a process; 0 if it is gone.
func peakOf(folder string) int64 {
	status, _ := os.ReadFile(filepath.Join(folder, "status")) //nolint:gosec // a folder of /proc
	for line := range bytes.Lines(status) {
		if fields := bytes.Fields(line); len(fields) == 3 && string(fields[0]) == "VmHWM:" {
			kib, _ := strconv.ParseInt(string(fields[1]), 10, 64)
			return kib * 1024
		}
	}
	return 0
}
