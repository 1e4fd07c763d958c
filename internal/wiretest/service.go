// Package wiretest stands in the place of the network for tests of calls: a mock
// of the service, or answers that a test makes up.
package wiretest

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

// Service is a mock that clients reach without a network, so that both can live
// in a bubble of testing/synctest.
type Service struct {
	*gaapmock.Server

	T       *testing.T
	Latency func() (there, back time.Duration) // nil: none

	token string

	mu      sync.Mutex
	headers []http.Header
	refuse  bool // connections are refused
}

// NewService makes a mock, which refuses connections for three seconds when it is
// killed, unless the options say what happens then.
func NewService(t *testing.T, options gaapmock.Options) *Service {
	t.Helper()
	s := &Service{T: t, token: options.Token}
	options.Seed = 1
	if options.OnKill == nil {
		options.OnKill = func() { s.down(3 * time.Second) }
	}
	var err error
	if s.Server, err = gaapmock.New(options); err != nil {
		t.Fatal(err)
	}
	return s
}

// NewWire makes a client, which is one run of the provider.
func (s *Service) NewWire(change ...func(*wire.Config)) *wire.Client {
	s.T.Helper()
	return newWire(s.T, wire.Config{
		Credentials: wire.Credentials{SecretID: gaapmock.DefaultSecretID, SecretKey: gaapmock.DefaultSecretKey, Token: s.token},
		Region:      "ap-guangzhou", Endpoint: "http://127.0.0.1:9180", UserAgent: "test", Transport: s,
		Random: func() float64 { return 0.5 },
	}, change)
}

func newWire(t testing.TB, config wire.Config, change []func(*wire.Config)) *wire.Client {
	t.Helper()
	for _, f := range change {
		f(&config)
	}
	client, err := wire.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// down refuses connections for a while.
func (s *Service) down(d time.Duration) {
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
func (s *Service) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.headers = append(s.headers, req.Header)
	refuse := s.refuse
	var there, back time.Duration
	if s.Latency != nil {
		there, back = s.Latency()
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

// Headers are those of all requests so far.
func (s *Service) Headers() []http.Header {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]http.Header{}, s.headers...)
}

// CheckBodies compares the parameters of an action's calls with JSON texts.
func (s *Service) CheckBodies(action string, want ...string) {
	s.T.Helper()
	calls := s.Calls(action)
	if len(calls) != len(want) {
		s.T.Errorf("%s was called %d times, want %d", action, len(calls), len(want))
		return
	}
	for i, call := range calls {
		var got, wanted any
		if err := json.Unmarshal([]byte(want[i]), &wanted); err != nil {
			s.T.Fatal(err)
		}
		if err := json.Unmarshal(call.Body, &got); err != nil {
			s.T.Fatal(err)
		}
		if !reflect.DeepEqual(got, wanted) {
			s.T.Errorf("%s sent\n%s, want\n%s", action, call.Body, want[i])
		}
	}
}

// CheckTokens demands that an action was sent so often, always with one token.
func (s *Service) CheckTokens(action, token string, times int) {
	s.T.Helper()
	calls := s.Calls(action)
	if len(calls) != times {
		s.T.Errorf("%s was sent %d times, want %d", action, len(calls), times)
	}
	for i, call := range calls {
		if token == "" {
			token = call.ClientToken
		}
		if call.ClientToken == "" || call.ClientToken != token {
			s.T.Errorf("sending %d of %s has the token %q, want %q", i+1, action, call.ClientToken, token)
		}
	}
}

// CheckNoFaults demands that all faults happened.
func (s *Service) CheckNoFaults() {
	s.T.Helper()
	if left := s.PendingFaults(); len(left) > 0 {
		s.T.Errorf("these faults did not happen: %+v", left)
	}
}
