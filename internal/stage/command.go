package stage

import (
	"bytes"
	"os/exec"
	"sync"
	"time"
)

// graceful is how long a program may take to end after it was asked to.
const graceful = 10 * time.Second

// Result is what came of a command.
type Result struct {
	Code   int    // -1 if a signal ended it
	Stdout string // standard output alone
	Output string // both outputs
	Took   time.Duration
}

// Command is a run of the CLI that is under way.
type Command struct {
	programs *Programs
	cmd      *exec.Cmd
	started  time.Time
	stdout   bytes.Buffer
	output   buffer
	done     chan struct{}
}

// Start starts a command. Its providers belong to its process group, which is
// no one else's.
func (f *Folder) Start(args ...string) (*Command, error) {
	c := &Command{programs: f.programs, done: make(chan struct{}), started: time.Now()}
	// Not bound to a context: how a command ends is what callers are about.
	c.cmd = &exec.Cmd{
		Path: f.programs.Terraform, Args: append([]string{"terraform"}, args...), Dir: f.Dir, Env: f.Env, WaitDelay: graceful,
	}
	c.cmd.Stdout, c.cmd.Stderr = both{&c.stdout, &c.output}, &c.output
	isolate(c.cmd)
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(c.done)
		_ = c.cmd.Wait() // the exit code tells
	}()
	return c, nil
}

// Wait waits for the end of the CLI.
func (c *Command) Wait() Result {
	<-c.done
	return Result{
		Code: c.cmd.ProcessState.ExitCode(), Stdout: c.stdout.String(), Output: c.output.String(), Took: time.Since(c.started),
	}
}

// Done is closed when the CLI has ended.
func (c *Command) Done() <-chan struct{} { return c.done }

// Output is what the command has printed so far.
func (c *Command) Output() string { return c.output.String() }

// Interrupt is Ctrl-C in a terminal: it reaches the CLI and its providers.
func (c *Command) Interrupt() error { return interruptGroup(c.cmd) }

// Kill ends the CLI and its providers at once, with no chance to clean up.
func (c *Command) Kill() { killGroup(c.cmd) }

// KillCLI ends the CLI at once, and nothing else.
func (c *Command) KillCLI() error { return c.cmd.Process.Kill() }

// Providers returns the process ids of the command's provider (Linux only).
func (c *Command) Providers() []int { return membersOf(c.cmd.Process.Pid, c.programs.Provider) }

// both writes to a buffer of its own and to a shared one.
type both struct {
	own    *bytes.Buffer
	shared *buffer
}

// Write never fails.
func (b both) Write(p []byte) (int, error) {
	b.own.Write(p)
	return b.shared.Write(p)
}

// buffer may be read while it is written.
type buffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write never fails.
func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

// String returns what was written so far.
func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
