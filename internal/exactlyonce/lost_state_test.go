package exactlyonce_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A plan is saved and applied, but the state that it wrote is lost.
func TestAccLostState(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.Saved(s.Planned(plain))
		made := s.loseState()
		s.Saved(s.Planned(plain), "GAAP proxy adopted", made)
		s.keeps(made)
		s.sentAgain(2)
	})
}

// With a token of its own a proxy may have twins, so an equal one is not taken
// for it unless the service names it.
func TestAccLostState_ownToken(t *testing.T) {
	inSessions(t, func(s *session, replay gaapmock.ReplayMode) {
		s.write(arguments{"client_token": `"own"`})
		s.Apply(plain)
		made := s.loseState()
		if replay == gaapmock.ReplayDuplicated {
			s.Fails(plain, "GAAP proxy may exist already", made, "terraform import")
			s.Imported(acctest.Address, made)
		}
		s.Apply(plain)
		s.keeps(made)
		s.sentAgain(2)
	})
}

// Two proxies could be what was lost. Unless the service names one, a person
// decides.
func TestAccLostState_several(t *testing.T) {
	inSessions(t, func(s *session, replay gaapmock.ReplayMode) {
		s.write(nil)
		s.Apply(plain)
		made := s.loseState()
		other := s.Mock.AddProxy(gaapmock.Proxy{Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: s.Clock.Now().Add(-time.Minute)})
		if replay == gaapmock.ReplayDuplicated {
			s.Fails(plain, "GAAP proxy exists more than once", made, other, "terraform import")
			s.Imported(acctest.Address, made)
		}
		s.Apply(plain)
		s.Mock.RemoveProxy(other) // by its owner
		s.keeps(made)
		s.sentAgain(2)
	})
}
