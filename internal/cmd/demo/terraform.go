package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// graceful is how long a program may take to end after it was asked to.
const graceful = 10 * time.Second

// terraform runs the CLI in the scratch folder.
type terraform struct {
	path string
	dir  string
	env  []string

	lastCommand string // of the latest run, for the report of a failure
	lastOutput  string
}

// run runs one command. An exit code is an error unless it is listed in fine.
func (t *terraform) run(ctx context.Context, args []string, fine ...int) (stdout []byte, code int, err error) {
	var out, all bytes.Buffer
	cmd := exec.CommandContext(ctx, t.path, slices.Insert(args, 1, "-no-color")...) //nolint:gosec // a program that the caller has built or named
	cmd.Dir, cmd.Env = t.dir, t.env
	cmd.Stdout, cmd.Stderr = &tee{&out, &all}, &all
	cmd.Cancel = func() error { return interrupt(cmd) }
	cmd.WaitDelay = graceful
	isolate(cmd)

	err = cmd.Run()
	t.lastCommand, t.lastOutput = strings.Join(args, " "), strings.TrimSpace(all.String())
	if ctx.Err() != nil {
		killGroup(cmd) // a provider whose Terraform was killed would stay
		return nil, 0, ctx.Err()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if code := exit.ExitCode(); slices.Contains(fine, code) {
			return out.Bytes(), code, nil
		}
	}
	if err != nil {
		return nil, 0, fmt.Errorf("terraform %s: %w", args[0], err)
	}
	return out.Bytes(), 0, nil
}

// tee keeps standard output for itself and, with the rest, for the report.
type tee struct{ out, all *bytes.Buffer }

// Write never fails.
func (t *tee) Write(p []byte) (int, error) {
	t.out.Write(p)
	return t.all.Write(p)
}

// show decodes `terraform show -json`, of a plan file or, without one, of the state.
func (t *terraform) show(ctx context.Context, into any, planFile ...string) error {
	out, _, err := t.run(ctx, append([]string{"show", "-json"}, planFile...))
	if err != nil {
		return err
	}
	return json.Unmarshal(out, into)
}

// cliVersion is the CLI's name and version, such as Terraform v1.11.4.
func (t *terraform) cliVersion(ctx context.Context) (string, error) {
	out, _, err := t.run(ctx, []string{"version"})
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(line), err
}
