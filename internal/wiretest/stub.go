package wiretest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// RequestID is one that answers of tests have.
const RequestID = "5d0f1d0e-7f57-4c37-9f0c-6a2b7f1f9c10"

// Stub answers every call with what it returns.
type Stub func(req *http.Request) *http.Response

// RoundTrip answers.
func (s Stub) RoundTrip(req *http.Request) (*http.Response, error) { return s(req), nil }

// Says is a service that answers every call with one body.
func Says(body []byte) Stub {
	return func(req *http.Request) *http.Response {
		return &http.Response{
			StatusCode: http.StatusOK, Status: "200 OK", Header: http.Header{"Content-Type": {"application/json"}},
			Body: io.NopCloser(bytes.NewReader(body)), Request: req,
		}
	}
}

// NewStubWire makes a client that never waits; endpoint is empty for the public
// hosts, and transport nil for the network.
func NewStubWire(t testing.TB, endpoint string, transport http.RoundTripper, change ...func(*wire.Config)) *wire.Client {
	t.Helper()
	return newWire(t, wire.Config{
		Credentials: wire.Credentials{SecretID: "AKIDtest", SecretKey: "secretKey", Token: "secretToken"},
		Endpoint:    endpoint, Transport: transport, Clock: NewLeap(time.Unix(1_700_000_000, 0)), Random: func() float64 { return 0.5 },
	}, change)
}

// Leap is a clock on which nobody waits.
type Leap struct {
	wait.System

	mu  sync.Mutex
	now time.Time
}

// NewLeap is a clock that begins at a time.
func NewLeap(now time.Time) *Leap { return &Leap{now: now} }

// Now returns the time, which all who sleep advance.
func (c *Leap) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Sleep advances the time.
func (c *Leap) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

// SameLatency is a [Service.Latency] that is the same both ways.
func SameLatency(d time.Duration) func() (there, back time.Duration) {
	return func() (time.Duration, time.Duration) { return d, d }
}

// ErrorOf is the *wire.Error in an error.
func ErrorOf(t *testing.T, err error) *wire.Error {
	t.Helper()
	api, ok := errors.AsType[*wire.Error](err)
	if !ok {
		t.Fatalf("the error is %v, want one of the service", err)
	}
	return api
}

// CheckFailure demands an error of an action, with a code, words and, if it was
// read, the RequestId. Nothing of the key of [NewStubWire] may be in it.
func CheckFailure(t *testing.T, err error, action, code, id string, words ...string) {
	t.Helper()
	api, ok := errors.AsType[*wire.Error](err)
	if !ok {
		t.Fatalf("the error is %v, want %s of %s", err, code, action)
	}
	if api.Action != action || api.Code != code || api.RequestID != id {
		t.Errorf("the error is %+v, want %s of %s in the answer %q", api, code, action, id)
	}
	for _, word := range append(words, action, code, id) {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("want %q in: %v", word, err)
		}
	}
	if len(err.Error()) > 800 || strings.ContainsAny(err.Error(), "\x00\x1b\r\n") {
		t.Errorf("this is not for a terminal, %d bytes: %q", len(err.Error()), err)
	}
	for _, secret := range []string{"secretKey", "secretToken", "hidden"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("a secret is in: %v", err)
		}
	}
}
