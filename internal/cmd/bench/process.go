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

// usage is what the providers of a command have taken; zero where that cannot be
// measured.
type usage struct {
	peak int64         // resident memory of one process, in bytes
	cpu  time.Duration // of all processes
}

// run runs a command and returns what its providers have taken.
func (b *bench) run(ctx context.Context, folder *stage.Folder, args ...string) (stage.Result, usage, error) {
	command, err := folder.Start(args...)
	if err != nil {
		return stage.Result{}, usage{}, err
	}
	tick := time.NewTicker(sampleEvery)
	defer tick.Stop()
	var all usage
	cpu := map[int]time.Duration{}
	for {
		select {
		case <-command.Done():
			for _, one := range cpu {
				all.cpu += one
			}
			return command.Wait(), all, nil
		case <-ctx.Done():
			command.Kill()
			return command.Wait(), usage{}, ctx.Err()
		case <-tick.C:
			for _, pid := range command.Providers() {
				all.peak, cpu[pid] = max(all.peak, peakOf(pid)), max(cpu[pid], cpuOf(pid))
			}
		}
	}
}

// cpuOf reads the CPU time of a process; 0 if it is gone.
func cpuOf(pid int) time.Duration {
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := bytes.Cut(stat, []byte(") ")) // the name may have spaces in it
	fields := bytes.Fields(rest)
	const user, system, tick = 11, 12, 10 * time.Millisecond
	if len(fields) <= system {
		return 0
	}
	ticks := 0
	for _, field := range fields[user : system+1] {
		n, _ := strconv.Atoi(string(field))
		ticks += n
	}
	return time.Duration(ticks) * tick
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

func (b *bench) provider(context.Context) error {
	memory, cpu := "measured on Linux only", "measured on Linux only"
	if b.thousand.peak > 0 {
		memory, cpu = megabytes(b.thousand.peak), seconds(b.thousand.cpu)
	}
	printFact("memory of the provider at 1,000 proxies (peak)", memory, "at most 60 MB")
	printFact("CPU time of the provider for a plan of 1,000 proxies", cpu, "at most 2 s")
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
