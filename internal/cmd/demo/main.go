// Command demo takes one gaap_proxy through its life, with the real Terraform
// CLI and the real provider binary against the mock of the GAAP API, and checks
// what each step promises. Everything happens in a folder of its own under the
// system's temporary folder and on the loopback interface; the user's Terraform
// configuration is neither read nor written.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// timeout ends a demo that hangs; it takes seconds otherwise.
const timeout = 3 * time.Minute

// options are the command line.
type options struct {
	provider  string // path of the provider's binary
	mock      string // path of gaapmock
	terraform string // name or path of the CLI; empty: from the environment and PATH
	measure   bool
}

func main() {
	var opts options
	flag.StringVar(&opts.provider, "provider", "bin/terraform-provider-gaap", "the provider's binary")
	flag.StringVar(&opts.mock, "mock", "bin/gaapmock", "the mock's binary")
	flag.StringVar(&opts.terraform, "terraform", os.Getenv("TERRAFORM"), "the Terraform or OpenTofu `command` (default $TERRAFORM, terraform or tofu)")
	flag.BoolVar(&opts.measure, "measure", false, "report the provider's size and peak memory (memory on Linux only)")
	flag.Parse()
	os.Exit(run(opts, os.Stdout, os.Stderr))
}

// run is main with an exit code, so that deferred clean-up happens first.
func run(opts options, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()

	err := play(ctx, opts, stdout, stderr)
	switch {
	case err == nil:
		return 0
	case errors.Is(ctx.Err(), context.Canceled):
		fmt.Fprintln(stderr, "\ndemo: interrupted; mock and scratch folder are gone")
	case ctx.Err() != nil:
		fmt.Fprintf(stderr, "\ndemo: FAILED, it took more than %v: %v\n", timeout, err)
	default:
		fmt.Fprintf(stderr, "\ndemo: FAILED: %v\n", err)
	}
	return 1
}

// play sets the stage, runs the steps and clears the stage, whatever happens.
func play(ctx context.Context, opts options, stdout, stderr io.Writer) (err error) {
	cli, err := findCLI(opts.terraform)
	if err != nil {
		return err
	}
	dir, err := newScratch(opts.provider)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	mock, err := startMock(ctx, opts.mock)
	if err != nil {
		return err
	}
	defer mock.stop()

	tf := &terraform{path: cli, dir: dir, env: environment(dir, mock)}
	d := &demo{out: stdout, tf: tf, mock: mock, dir: dir, measure: opts.measure, provider: opts.provider}
	err = d.run(ctx)
	if err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		fmt.Fprintf(stderr, "\n\n--- %s %s\n%s\n", cli, tf.lastCommand, tf.lastOutput)
		mock.stop()
		fmt.Fprintf(stderr, "--- log of the mock\n%s", mock.log.String())
	}
	return err
}
