package exactlyonce_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// loseState takes away the state that was written, as if the run had ended
// before that, a minute ago. It returns the id of the proxy.
func loseState(s *stage.OneProxy) string {
	s.T.Helper()
	s.Later()
	s.Remove(stage.StateFile)
	return s.Only()
}

// A plan is saved and applied, but the state that it wrote is lost.
func TestAccLostState(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(nil)
		s.Says(0, "plan -out=first")
		s.Says(0, "apply first")
		made := loseState(s)

		s.Says(0, "plan -out=second")
		s.Says(0, "apply second", "GAAP proxy adopted", made)
		s.SettledWith(made)
		s.SentAgain(2)
		s.Destroyed()
	})
}

// With a token of its own a proxy may have twins, so an equal one is not taken
// for it unless the service names it.
func TestAccLostState_ownToken(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(arguments{"client_token": `"own"`})
		s.Apply()
		made := loseState(s)

		if replay == gaapmock.ReplayDuplicated {
			s.Says(1, "apply -auto-approve", "GAAP proxy may exist already", made, "terraform import")
			s.Says(0, "import "+stage.Address+" "+made)
		}
		s.Apply()
		s.SettledWith(made)
		s.SentAgain(2)
		s.Destroyed()
	})
}

// Two proxies could be what was lost. Unless the service names one, a person
// decides.
func TestAccLostState_several(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(nil)
		s.Apply()
		made := loseState(s)
		other := s.Add(gaapmock.Proxy{Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: time.Now().Add(-time.Minute)}).ID

		if replay == gaapmock.ReplayDuplicated {
			s.Says(1, "apply -auto-approve", "GAAP proxy exists more than once", made, other, "terraform import")
			s.Says(0, "import "+stage.Address+" "+made)
		}
		s.Apply()
		must(t, s.Mock.RemoveProxy(s.Ctx, other)) // by its owner
		s.SettledWith(made)
		s.SentAgain(2)
		s.Destroyed()
	})
}
