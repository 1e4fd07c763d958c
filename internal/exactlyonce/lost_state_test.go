package exactlyonce_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// adopts demands that an apply stops and names proxies, of which none is in the
// state; that what it prints is to be adopted; and that the first one then is.
func (s *session) adopts(changes arguments, named ...string) {
	s.T.Helper()
	ids := slices.Sorted(slices.Values(named))
	s.Fails(plain, slices.Concat(ids, []string{"Error: Equal GAAP proxy exists", "GAAP_ADOPT=" + strings.Join(ids, ",") + " terraform apply", "import it with an import block"})...)
	s.Configure(block("test", changes), fmt.Sprintf("adopt = [%q]", named[0]))
	s.Apply(plain, "GAAP proxy adopted: "+named[0], "Take its id out of adopt")
}

// A plan is saved and applied, but the state that it wrote is lost. What is equal
// stops the order, since it can be anybody's, until the user says that it is not.
func TestAccLostState(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.Saved(s.Planned(plain))
		made := s.loseState()
		s.Planned(plain, "Warning: Equal GAAP proxy exists: "+made, "the order stops")
		s.adopts(nil, made)
		s.Planned(plain, "Warning: GAAP proxy to adopt is in the state: "+made)
		s.write(nil)
		s.requireKept(made)
		s.requireOrders(1, 1)
	})
}

// With a token of its own a proxy may have duplicates: an equal one stops the order
// when the service says that it knows the token.
func TestAccLostState_ownToken(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		own := arguments{"client_token": `"own"`}
		s.write(own)
		s.Apply(plain)
		made := s.loseState()
		s.Planned(plain, "Warning: Equal GAAP proxy exists: ", made+", RUNNING", "it may be another's")
		s.adopts(own, made)
		s.requireKept(made)
		s.requireResent(2)
	})
}

// Two proxies could be what was lost: a person decides.
func TestAccLostState_several(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.Apply(plain)
		made := s.loseState()
		other := s.Mock.AddProxy(gaapmock.Proxy{Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: s.Clock.Now().Add(-time.Minute)})
		s.adopts(nil, made, other)
		s.Mock.RemoveProxy(other) // by its owner
		s.requireKept(made)
		s.requireOrders(1, 1)
	})
}
