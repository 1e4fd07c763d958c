package stage

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

const greeting = "gaapmock listening on "

// Mock is the mock of the GAAP API as a process of its own.
type Mock struct {
	URL string // does not change over a Restart

	path                string
	args                []string
	secretID, secretKey string

	mu   sync.Mutex
	cmd  *exec.Cmd
	done chan struct{}
	log  *buffer
}

// StartMock starts the mock on a free port and waits until it listens. args are
// flags of gaapmock. The caller calls Stop.
func (p *Programs) StartMock(ctx context.Context, args ...string) (*Mock, error) {
	m := &Mock{path: p.Mock, secretID: "AKID" + rand.Text(), secretKey: rand.Text(), log: &buffer{}}
	m.args = append([]string{"-v", "-secret-id", m.secretID, "-secret-key", m.secretKey}, args...)
	return m, m.start(ctx, "127.0.0.1:0")
}

func (m *Mock) start(ctx context.Context, addr string) error {
	// Not bound to ctx: Terraform needs the mock to end in good order.
	cmd := exec.CommandContext(context.WithoutCancel(ctx), m.path, append([]string{"-addr", addr}, m.args...)...) //nolint:gosec // a program that the caller has built or named
	cmd.Stderr = m.log
	isolate(cmd)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	first, done := make(chan string, 1), make(chan struct{})
	go func() {
		defer close(done)
		reader := bufio.NewReader(stdout)
		line, _ := reader.ReadString('\n')
		first <- strings.TrimSpace(line)
		_, _ = io.Copy(io.Discard, reader)
		_ = cmd.Wait() // the exit code tells
	}()
	m.mu.Lock()
	m.cmd, m.done = cmd, done
	m.mu.Unlock()

	timer := time.NewTimer(graceful)
	defer timer.Stop()
	select {
	case line := <-first:
		if url, ok := strings.CutPrefix(line, greeting); ok {
			m.URL = url
			return nil
		}
		err = fmt.Errorf("gaapmock said %q, want %q first:\n%s", line, greeting, m.Log())
	case <-timer.C:
		err = fmt.Errorf("gaapmock does not listen after %v", graceful)
	case <-ctx.Done():
		err = ctx.Err()
	}
	m.Kill()
	return err
}

// Restart starts a mock that has ended again, on the same port. What it
// remembers is in the file of its -state flag. It waits for the end if the
// mock is about to kill itself.
func (m *Mock) Restart(ctx context.Context) error {
	if _, err := m.Wait(ctx); err != nil {
		return err
	}
	return m.start(ctx, strings.TrimPrefix(m.URL, "http://"))
}

// Wait waits until the mock has ended and returns its exit code.
func (m *Mock) Wait(ctx context.Context) (code int, err error) {
	cmd, done := m.process()
	select {
	case <-done:
		return cmd.ProcessState.ExitCode(), nil
	case <-ctx.Done():
		return 0, errors.New("gaapmock has not ended")
	}
}

// Kill ends the mock at once.
func (m *Mock) Kill() {
	cmd, done := m.process()
	_ = cmd.Process.Kill()
	<-done
}

// Stop ends the mock, politely first.
func (m *Mock) Stop() {
	cmd, done := m.process()
	timer := time.AfterFunc(graceful, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	_ = interrupt(cmd)
	<-done
}

func (m *Mock) process() (*exec.Cmd, <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.cmd, m.done
}

// Key is the key that the mock accepts.
func (m *Mock) Key() (secretID, secretKey string) { return m.secretID, m.secretKey }

// Log is a line for each call so far, over all restarts.
func (m *Mock) Log() string { return m.log.String() }
