// Command demo takes an application through its life, a proxy with two origins and
// a TCP listener, with the real Terraform CLI and the real provider binary against
// the mock of the GAAP API, and checks what each step promises. Everything happens
// in a folder of its own under the system's temporary folder and on the loopback
// interface; the user's Terraform configuration is neither read nor written.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// timeout ends a demo that hangs; it takes seconds otherwise.
const timeout = 3 * time.Minute

func main() {
	provider := flag.String("provider", "bin/terraform-provider-gaap", "the provider's binary")
	mock := flag.String("mock", "bin/gaapmock", "the mock's binary")
	flag.Parse()
	os.Exit(run(*provider, *mock))
}

// run is main with an exit code, so that deferred clean-up happens first.
func run(provider, mock string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()

	err := play(ctx, provider, mock)
	if errors.Is(ctx.Err(), context.Canceled) {
		fmt.Fprintln(os.Stderr, "\ndemo: interrupted; mock and scratch folder are gone")
		return 1
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "\ndemo: FAILED:", err)
		return 1
	}
	return 0
}

// play sets the stage, runs the steps and clears the stage, whatever happens.
func play(ctx context.Context, provider, mock string) (err error) {
	dir, err := os.MkdirTemp("", "gaap-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	programs, err := stage.Prebuilt(ctx, dir, provider, mock)
	if err != nil {
		return err
	}
	d := &demo{}
	if d.mock, err = programs.StartMock(ctx, "-speed", "200"); err != nil {
		return err
	}
	defer d.mock.Stop()
	if d.folder, err = programs.NewFolder(filepath.Join(dir, "folder"), d.mock); err != nil {
		return err
	}
	fmt.Printf("A proxy with two origins and a TCP listener from plan to destroy,\nwith %s and a mock of the API at %s.\n", programs.CLI, d.mock.URL)
	err = d.run(ctx)
	if err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		fmt.Fprintf(os.Stderr, "\n\n--- log of the mock\n%s", d.mock.Log())
	}
	return err
}
