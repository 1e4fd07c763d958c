package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// sampleEvery is short beside the life of a provider process; the kernel keeps
// the peak, so only growth after the last look is missed.
const sampleEvery = 10 * time.Millisecond

// run runs a command and returns the peak memory of its providers in bytes, 0
// where that cannot be measured.
func (b *bench) run(ctx context.Context, folder *stage.Folder, args ...string) (stage.Result, int64, error) {
	command, err := folder.Start(args...)
	if err != nil {
		return stage.Result{}, 0, err
	}
	tick := time.NewTicker(sampleEvery)
	defer tick.Stop()
	var peak int64
	for {
		select {
		case <-command.Done():
			return command.Wait(), peak, nil
		case <-ctx.Done():
			command.Kill()
			return command.Wait(), peak, ctx.Err()
		case <-tick.C:
			for _, pid := range command.Providers() {
				peak = max(peak, peakOf(pid))
			}
		}
	}
}

// peakOf reads the peak resident memory of a process in bytes; 0 if it is gone.
func peakOf(pid int) int64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range bytes.Lines(status) {
		if fields := bytes.Fields(line); len(fields) == 3 && string(fields[0]) == "VmHWM:" {
			kib, _ := strconv.ParseInt(string(fields[1]), 10, 64)
			return kib * 1024
		}
	}
	return 0
}

func (b *bench) memory(context.Context) error {
	value := "measured on Linux only"
	if b.peak > 0 {
		value = megabytes(b.peak)
	}
	printFact("memory of the provider at 1,000 proxies (peak)", value, "at most 60 MB")
	return nil
}

func (b *bench) size(context.Context) error {
	info, err := os.Stat(b.programs.Provider)
	if err != nil {
		return err
	}
	printFact("size of the provider", megabytes(info.Size()), "")
	return nil
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// tail is the end of an output.
func tail(output string) string {
	lines := strings.Split(strings.TrimSpace(output), "\n")
	return strings.Join(lines[max(0, len(lines)-30):], "\n")
}
