package wire_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// service is a mock, and a client that reaches it without a network, so that
// both can live in a bubble of testing/synctest.
type service struct {
	*gaapmock.Server

	t      *testing.T
	client caller
	token  string

	mu      sync.Mutex
	latency func() (there, back time.Duration) // nil: none
	headers []http.Header
	refuse  bool // connections are refused
}

func newService(t *testing.T, options gaapmock.Options, change ...func(*wire.Config)) *service {
	t.Helper()
	s := &service{t: t, token: options.Token}
	options.Seed = 1
	if options.OnKill == nil {
		options.OnKill = func() { s.down(3 * time.Second) }
	}
	var err error
	if s.Server, err = gaapmock.New(options); err != nil {
		t.Fatal(err)
	}
	s.client = s.newClient(change...)
	return s
}

// newClient makes one more client, which is another run of the provider.
func (s *service) newClient(change ...func(*wire.Config)) caller {
	s.t.Helper()
	config := wire.Config{
		Credentials: wire.Credentials{SecretID: gaapmock.DefaultSecretID, SecretKey: gaapmock.DefaultSecretKey, Token: s.token},
		Region:      "ap-guangzhou", Endpoint: "http://127.0.0.1:9180", UserAgent: "test", Transport: s,
		Random: func() float64 { return 0.5 },
	}
	for _, f := range change {
		f(&config)
	}
	to, err := wire.New(config)
	if err != nil {
		s.t.Fatal(err)
	}
	return caller{to}
}

// down refuses connections for a while.
func (s *service) down(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = true
	time.AfterFunc(d, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.refuse = false
	})
}

// RoundTrip hands a request to the mock, unless that refuses connections.
func (s *service) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.headers = append(s.headers, req.Header)
	refuse := s.refuse
	var there, back time.Duration
	if s.latency != nil {
		there, back = s.latency()
	}
	s.mu.Unlock()
	if refuse {
		return nil, errors.New("connection refused")
	}
	resp, err := gaapmock.Transport{Handler: s, Latency: there}.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if err := (wait.System{}).Sleep(req.Context(), back); err != nil {
		return nil, err
	}
	return resp, nil
}

// checkBodies compares the parameters of an action's calls with JSON texts.
func (s *service) checkBodies(action string, want ...string) {
	s.t.Helper()
	calls := s.Calls(action)
	if len(calls) != len(want) {
		s.t.Errorf("%s was called %d times, want %d", action, len(calls), len(want))
		return
	}
	for i, call := range calls {
		var got, wanted any
		if err := json.Unmarshal([]byte(want[i]), &wanted); err != nil {
			s.t.Fatal(err)
		}
		if err := json.Unmarshal(call.Body, &got); err != nil {
			s.t.Fatal(err)
		}
		if !reflect.DeepEqual(got, wanted) {
			s.t.Errorf("%s sent\n%s, want\n%s", action, call.Body, want[i])
		}
	}
}

// checkTokens demands that an action was sent so often, always with one token.
func (s *service) checkTokens(action, token string, times int) {
	s.t.Helper()
	calls := s.Calls(action)
	if len(calls) != times {
		s.t.Errorf("%s was sent %d times, want %d", action, len(calls), times)
	}
	for i, call := range calls {
		if token == "" {
			token = call.ClientToken
		}
		if call.ClientToken == "" || call.ClientToken != token {
			s.t.Errorf("sending %d of %s has the token %q, want %q", i+1, action, call.ClientToken, token)
		}
	}
}

func (s *service) checkNoFaults() {
	s.t.Helper()
	if left := s.PendingFaults(); len(left) > 0 {
		s.t.Errorf("these faults did not happen: %+v", left)
	}
}

// errorOf is the *wire.Error in an error.
func errorOf(t *testing.T, err error) *wire.Error {
	t.Helper()
	api, ok := errors.AsType[*wire.Error](err)
	if !ok {
		t.Fatalf("the error is %v, want one of the service", err)
	}
	return api
}
