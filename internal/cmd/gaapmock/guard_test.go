package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestListensOnLoopbackOnly(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", "[::]:0", ":0", "192.0.2.1:0"} {
		if err := run(t.Context(), []string{"-addr", addr}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "-allow-remote") {
			t.Errorf("%s: %v", addr, err)
		}
	}
	url, stop := start(t)
	if host, _, err := net.SplitHostPort(strings.TrimPrefix(url, "http://")); err != nil || !net.ParseIP(host).IsLoopback() {
		t.Errorf("listens on %s", url)
	}
	r, _ := http.NewRequest(http.MethodGet, url+"/_mock/health", http.NoBody)
	r.Host = "example.com"
	if status := do(t, r); status != http.StatusForbidden {
		t.Errorf("a foreign Host gets %d", status)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestAllowRemote(t *testing.T) {
	url, stop := start(t, "-addr", "0.0.0.0:0", "-allow-remote")
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(url, "http://"))
	r, _ := http.NewRequest(http.MethodGet, "http://127.0.0.1:"+port+"/_mock/health", http.NoBody)
	r.Host = "mock.example.com"
	if status := do(t, r); status != http.StatusOK {
		t.Errorf("status %d", status)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func do(t *testing.T, r *http.Request) int {
	t.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

func TestWarnings(t *testing.T) {
	for args, want := range map[string]string{
		"-quiet":                         "",
		"-quiet -insecure":               "gaapmock: warning: -insecure: signatures",
		"-quiet -allow-remote":           "gaapmock: warning: -allow-remote: who",
		"-quiet -allow-remote -insecure": "-allow-remote: who",
	} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var stderr bytes.Buffer
		if err := run(ctx, append(strings.Fields(args), "-addr", "127.0.0.1:0"), io.Discard, &stderr); err != nil {
			t.Fatal(err)
		}
		if got := stderr.String(); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q, want %q", args, got, want)
		}
	}
}

// TestServerLimits makes sure that the largest query still meets the mock's own
// limit, that a larger header is cut off, and that nobody can hold on for ever.
func TestServerLimits(t *testing.T) {
	url, stop := start(t, "-insecure")
	for size, want := range map[int]int{33 << 10: http.StatusOK, 80 << 10: http.StatusRequestHeaderFieldsTooLarge} {
		r, _ := http.NewRequest(http.MethodGet, url+"/?Order="+strings.Repeat("a", size), http.NoBody)
		if status := do(t, r); status != want {
			t.Errorf("%d bytes: %d, want %d", size, status, want)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	server := newServer(nil)
	for name, d := range map[string]time.Duration{
		"header": server.ReadHeaderTimeout, "read": server.ReadTimeout, "write": server.WriteTimeout, "idle": server.IdleTimeout,
	} {
		if d <= 0 || d > 15*time.Minute {
			t.Errorf("%s timeout %v", name, d)
		}
	}
}
