package gaapapi_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
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
func newStubClient(t testing.TB, endpoint string, transport http.RoundTripper, change ...func(*wire.Config)) *gaapapi.Client {
	t.Helper()
	config := wire.Config{
		Credentials: wire.Credentials{SecretID: "AKIDtest", SecretKey: "secretKey", Token: "secretToken"},
		Endpoint:    endpoint, Transport: transport, Clock: &leap{now: time.Unix(1_700_000_000, 0)}, Random: func() float64 { return 0.5 },
	}
	for _, f := range change {
		f(&config)
	}
	client, err := wire.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return gaapapi.New(client, nil)
}
