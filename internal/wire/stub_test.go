package wire_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// stub answers every call with what it returns.
type stub func(req *http.Request) *http.Response

func (s stub) RoundTrip(req *http.Request) (*http.Response, error) { return s(req), nil }

// says is a service that answers every call with one body.
func says(body []byte) stub {
	return func(req *http.Request) *http.Response {
		return &http.Response{
			StatusCode: http.StatusOK, Status: "200 OK", Header: http.Header{"Content-Type": {"application/json"}},
			Body: io.NopCloser(bytes.NewReader(body)), Request: req,
		}
	}
}

// newStubClient makes a client that never waits; endpoint is empty for the
// public hosts, and transport nil for the network.
func newStubClient(t testing.TB, endpoint string, transport http.RoundTripper, change ...func(*wire.Config)) caller {
	t.Helper()
	config := wire.Config{
		Credentials: wire.Credentials{SecretID: "AKIDtest", SecretKey: "secretKey", Token: "secretToken"},
		Endpoint:    endpoint, Transport: transport, Clock: &leap{now: time.Unix(1_700_000_000, 0)}, Random: func() float64 { return 0.5 },
	}
	for _, f := range change {
		f(&config)
	}
	to, err := wire.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return caller{to}
}

// leap is a clock on which nobody waits.
type leap struct {
	wait.System

	mu  sync.Mutex
	now time.Time
}

func (c *leap) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *leap) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

func slowly(d time.Duration) func() (time.Duration, time.Duration) {
	return func() (time.Duration, time.Duration) { return d, d }
}

func inEnvelope(fields string) []byte {
	return []byte(`{"Response":{` + fields + `,"RequestId":"` + requestID + `"}}`)
}
