package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// starts is how often the provider is started to find the median.
const starts = 21

// start measures how long it takes from the start of the provider's process to
// its schema, which is what every command of Terraform waits for.
func (b *bench) start(ctx context.Context) error {
	times := make([]time.Duration, 0, starts)
	for range starts {
		took, err := b.startOnce(ctx)
		if err != nil {
			return fmt.Errorf("starting the provider: %w", err)
		}
		times = append(times, took)
	}
	slices.Sort(times)
	printFact("start of the provider: handshake and schema (median)", fmt.Sprintf("%d ms", times[starts/2].Milliseconds()), "at most 100 ms")
	return nil
}

// startOnce speaks Terraform's plugin protocol: a line on standard output says
// where the provider listens, and gRPC does the rest.
func (b *bench) startOnce(ctx context.Context) (time.Duration, error) {
	ctx, cancel := context.WithCancel(ctx) // kills the provider
	defer cancel()
	cmd := exec.CommandContext(ctx, b.programs.Provider) //nolint:gosec // a program that the caller has built or named
	cmd.Env = append(os.Environ(),
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2", "PLUGIN_PROTOCOL_VERSIONS=6")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer func() { cancel(); _ = cmd.Wait() }()
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		return 0, err
	}
	fields := strings.Split(strings.TrimSpace(line), "|") // core|protocol|network|address|grpc
	if len(fields) < 5 || fields[1] != "6" || fields[4] != "grpc" {
		return 0, fmt.Errorf("the handshake is %q", line)
	}
	err = askSchema(ctx, fields[2], fields[3])
	return time.Since(begin), err
}

// askSchema makes the gRPC call GetProviderSchema, whose request is empty.
func askSchema(ctx context.Context, network, address string) error {
	transport := &http.Transport{
		Protocols: new(http.Protocols),
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, address)
		},
	}
	transport.Protocols.SetUnencryptedHTTP2(true)
	defer transport.CloseIdleConnections()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://provider/tfplugin6.Provider/GetProviderSchema", bytes.NewReader(make([]byte, 5)))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/grpc")
	req.Header.Set("TE", "trailers")
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	schema, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if status := resp.Trailer.Get("Grpc-Status"); status != "0" || !bytes.Contains(schema, []byte("gaap_proxy")) {
		return errors.Join(errors.New("no schema came"), fmt.Errorf("status %q %s", status, resp.Trailer.Get("Grpc-Message")))
	}
	return nil
}
