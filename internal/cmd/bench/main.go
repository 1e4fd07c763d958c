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
	applications := flag.Int("applications", 0, "measure nothing but this many applications in one state")
	proxies := flag.Bool("proxies", false, "measure nothing but a plan of 1,000 proxies")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if err := run(ctx, *applications, *proxies); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run builds the programs in a scratch folder and measures one thing after the
// other, or only so many applications, or only proxies.
func run(ctx context.Context, applications int, proxies bool) error {
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
	measures := []func(context.Context) error{
		b.refreshFew, b.refreshHundred, b.refreshThousand, b.change, b.fourRuns, b.application, b.provider, b.start, b.size,
	}
	switch {
	case applications > 0:
		measures = []func(context.Context) error{func(ctx context.Context) error { return b.applications(ctx, applications) }}
	case proxies:
		measures = []func(context.Context) error{b.refreshThousand, b.provider}
	}
	for _, measure := range measures {
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
	thousand usage // of the provider, for a plan of 1,000 proxies
}

// folder makes a Terraform folder that talks to the mock.
func (b *bench) folder(mock *stage.Mock) (*stage.Folder, error) {
	b.folders++
	return b.programs.NewFolder(filepath.Join(b.dir, fmt.Sprintf("folder-%d", b.folders)), mock)
}
