package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// report prints what the mock saw, and demands that nothing is left.
func (d *demo) report(ctx context.Context) error {
	s, err := d.mock.summary(ctx)
	if err != nil {
		return err
	}
	calls, err := d.mock.journal(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(d.out, "\nWhat the mock saw:")
	for _, action := range slices.Sorted(maps.Keys(s.Calls)) {
		fmt.Fprintf(d.out, "   %4d  %s\n", s.Calls[action], action)
	}
	fmt.Fprintf(d.out, "   %4d  refused\n", s.Refused)
	for _, call := range calls {
		if call.Code != "" {
			fmt.Fprintf(d.out, "         %s: %s\n", call.Action, call.Code)
		}
	}
	fmt.Fprintf(d.out, "   proxies left: %d\n", s.Proxies)
	if s.Proxies != 0 {
		return errors.New("a proxy is left behind")
	}
	return nil
}

// startMeasuring returns a channel that holds the report once ctx is done.
func (d *demo) startMeasuring(ctx context.Context) <-chan string {
	report := make(chan string, 1)
	if !d.measure {
		report <- ""
		return report
	}
	go func() {
		peak, processes := watchMemory(ctx, filepath.Join(d.dir, "mirror"))
		text := "\nMeasured:\n"
		if info, err := os.Stat(d.provider); err == nil {
			text += fmt.Sprintf("   %6.1f MB  size of the provider's binary\n", float64(info.Size())/1e6)
		}
		if processes > 0 {
			text += fmt.Sprintf("   %6.1f MB  peak memory of a provider process, the largest of %d\n", float64(peak)/1e6, processes)
		} else {
			text += "   peak memory is measured on Linux only\n"
		}
		report <- text
	}()
	return report
}
