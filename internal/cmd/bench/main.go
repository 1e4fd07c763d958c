// Command bench measures how the provider handles fleets: with the real
// Terraform CLI, the real provider binary, and the mock of the GAAP API at the
// service's 20 requests a second for each action. It prints a table in
// Markdown. Counts can be compared with the bounds beside them; times depend on
// the machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// timeout ends a benchmark that hangs.
const timeout = 15 * time.Minute

func main() {
	only := flag.Int("applications", 0, "measure nothing but this many applications in one state")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if err := run(ctx, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run builds the programs in a scratch folder and measures one thing after the
// other, or only so many applications.
func run(ctx context.Context, only int) error {
	dir, err := os.MkdirTemp("", "gaap-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	programs, err := stage.Build(ctx, dir)
	if err != nil {
		return err
	}
	b := &bench{programs: programs, dir: dir}
	printHead()
	if only > 0 {
		return b.applications(ctx, only)
	}
	for _, measure := range []func(context.Context) error{
		b.refreshFew, b.refreshHundred, b.refreshThousand, b.change, b.fourRuns, b.application, b.memory, b.start, b.size,
	} {
		if err := measure(ctx); err != nil {
			return err
		}
	}
	return nil
}

// bench is one run of all benchmarks.
type bench struct {
	programs *stage.Programs
	dir      string
	folders  int
	peak     int64 // memory of the provider while it refreshed 1,000 proxies
}

// folder makes a Terraform folder that talks to the mock.
func (b *bench) folder(mock *stage.Mock) (*stage.Folder, error) {
	b.folders++
	return b.programs.NewFolder(filepath.Join(b.dir, fmt.Sprintf("folder-%d", b.folders)), mock)
}
