package gaapapi_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
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

const requestID = "5d0f1d0e-7f57-4c37-9f0c-6a2b7f1f9c10"

// checkFailure demands an error of an action, with a code, words and, if it was
// read, the RequestId.
func checkFailure(t *testing.T, err error, action, code, id string, words ...string) {
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
