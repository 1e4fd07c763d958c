package gaapapi_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wiretest"
)

type stub = wiretest.Stub

var (
	says         = wiretest.Says
	slowly       = wiretest.Slowly
	errorOf      = wiretest.ErrorOf
	checkFailure = wiretest.CheckFailure
)

const requestID = wiretest.RequestID

// service is a mock and a client that calls it.
type service struct {
	*wiretest.Service

	client *gaapapi.Client

	mu      sync.Mutex
	effects map[string]string // what the client says of the actions that it calls
}

func newService(t *testing.T, options gaapmock.Options, change ...func(*wire.Config)) *service {
	t.Helper()
	s := &service{Service: wiretest.NewService(t, options), effects: map[string]string{}}
	t.Cleanup(s.checkEffects)
	s.client = s.newClient(change...)
	return s
}

// newClient makes one more client, which is another run of the provider.
func (s *service) newClient(change ...func(*wire.Config)) *gaapapi.Client {
	s.T.Helper()
	noted := func(c *wire.Config) { c.Log = s.noteEffect }
	return gaapapi.New(s.NewWire(append([]func(*wire.Config){noted}, change...)...), nil)
}

// ignore makes the client ignore tags with a prefix.
func (s *service) ignore(prefix string) {
	s.client = gaapapi.New(s.client.Client, func(key string) bool { return strings.HasPrefix(key, prefix) })
}

func newStubClient(t testing.TB, endpoint string, transport http.RoundTripper, change ...func(*wire.Config)) *gaapapi.Client {
	t.Helper()
	return gaapapi.New(wiretest.NewStubWire(t, endpoint, transport, change...), nil)
}

func input() gaapapi.CreateProxyInput {
	return gaapapi.CreateProxyInput{Name: "edge-hk-sh", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 20, Concurrent: 5}
}

func (s *service) noteEffect(_ context.Context, _ string, fields map[string]any) {
	action, called := fields["action"].(string)
	if effect, ok := fields["effect"].(string); ok && called {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.effects[action] = effect
	}
}

// checkEffects demands that the client and the mock agree on which of the calls
// are reads, and that the client knows which carry a ClientToken.
func (s *service) checkEffects() {
	s.T.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, call := range s.Journal() {
		effect, known := s.effects[call.Action]
		if !known {
			continue
		}
		if reads := effect == wire.ReadOnly.String(); reads == call.Write {
			s.T.Errorf("%s is a write: %v for the mock, %v for the client", call.Action, call.Write, !reads)
		}
		hasToken := effect == wire.WithToken.String() || effect == wire.CreatesWithToken.String()
		if hasToken != (call.ClientToken != "") {
			s.T.Errorf("%s has the ClientToken %q, and for the client it %s", call.Action, call.ClientToken, effect)
		}
	}
}

// ask is a read that takes one call.
func (s *service) ask(ctx context.Context, id string) error {
	_, err := s.client.DescribeProxyStatus(ctx, id)
	return err
}

// chance gives the same numbers in each run of a test.
func chance(seed uint64) func() float64 {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, 1))
	return func() float64 {
		mu.Lock()
		defer mu.Unlock()
		return random.Float64()
	}
}
