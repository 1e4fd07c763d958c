package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// mock is a running gaapmock, with a key of its own.
type mock struct {
	url                 string
	secretID, secretKey string

	log  bytes.Buffer // standard error; complete after stop
	cmd  *exec.Cmd
	once sync.Once
}

const greeting = "gaapmock listening on "

// startMock starts the mock on a free port and waits until it listens.
func startMock(ctx context.Context, path string) (*mock, error) {
	m := &mock{secretID: "AKID" + rand.Text(), secretKey: rand.Text()}
	// Not bound to ctx: after Ctrl-C Terraform still needs the mock to end in good order.
	m.cmd = exec.CommandContext(context.WithoutCancel(ctx), path, //nolint:gosec // a program that the caller has built or named
		"-addr", "127.0.0.1:0", "-speed", "50", "-v", "-secret-id", m.secretID, "-secret-key", m.secretKey)
	m.cmd.Stderr = &m.log
	isolate(m.cmd)
	stdout, err := m.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := m.cmd.Start(); err != nil {
		return nil, err
	}
	first := make(chan string, 1)
	go func() {
		reader := bufio.NewReader(stdout)
		line, _ := reader.ReadString('\n')
		first <- strings.TrimSpace(line)
		_, _ = io.Copy(io.Discard, reader)
	}()
	select {
	case line := <-first:
		url, ok := strings.CutPrefix(line, greeting)
		if !ok {
			m.stop()
			return nil, fmt.Errorf("%s said %q, want %q first: %s", path, line, greeting, m.log.String())
		}
		m.url = url
		return m, nil
	case <-time.After(graceful):
		m.stop()
		return nil, fmt.Errorf("%s does not listen after %v", path, graceful)
	case <-ctx.Done():
		m.stop()
		return nil, ctx.Err()
	}
}

// stop ends the mock, politely first.
func (m *mock) stop() {
	m.once.Do(func() {
		timer := time.AfterFunc(graceful, func() { _ = m.cmd.Process.Kill() })
		defer timer.Stop()
		_ = interrupt(m.cmd)
		_ = m.cmd.Wait()
	})
}

// summary is what the mock counted.
type summary struct {
	Calls   map[string]int
	Refused int
	Proxies int
}

func (m *mock) summary(ctx context.Context) (summary, error) {
	var s summary
	return s, m.get(ctx, "summary", &s)
}

// call is one request in the mock's journal.
type call struct {
	Action      string
	Code        string
	ClientToken string `json:"client_token"`
}

func (m *mock) journal(ctx context.Context) ([]call, error) {
	var calls []call
	return calls, m.get(ctx, "journal", &calls)
}

func (m *mock) get(ctx context.Context, route string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.url+"/_mock/"+route, http.NoBody)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the mock answers %s to %s", resp.Status, route)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}
