package exactlyonce_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// loseState takes away the state that was written, as if the run had ended
// before that, a minute ago.
func (s *stage) loseState() {
	s.t.Helper()
	s.later()
	must(s.t, os.Remove(filepath.Join(s.Dir, workbench.StateFile)))
}

// A plan is saved and applied, but the state that it wrote is lost.
func TestAccLostState(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.terraform(0, "plan", "-out=first")
		s.terraform(0, "apply", "first")
		made := s.only()
		s.loseState()

		s.terraform(0, "plan", "-out=second")
		s.wantWords(s.terraform(0, "apply", "second"), "GAAP proxy adopted", made)
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.sameToken(s.orders(2, 1))
		s.destroyed()
	})
}

// With a token of its own a proxy may have twins, so an equal one is not taken
// for it unless the service names it.
func TestAccLostState_ownToken(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(arguments{"client_token": `"own"`})
		s.apply()
		made := s.only()
		s.loseState()

		if replay == gaapmock.ReplayDuplicated {
			s.wantWords(s.terraform(1, "apply", "-auto-approve"), "GAAP proxy may exist already", made, "terraform import")
			s.terraform(0, "import", address, made)
		}
		s.apply()
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.sameToken(s.orders(2, 1))
		s.destroyed()
	})
}

// Two proxies could be what was lost. Unless the service names one, a person
// decides.
func TestAccLostState_several(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.apply()
		made := s.only()
		s.loseState()
		other, err := s.mock.AddProxy(s.ctx, gaapmock.Proxy{Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: time.Now().Add(-time.Minute)})
		must(t, err)

		if replay == gaapmock.ReplayDuplicated {
			s.wantWords(s.terraform(1, "apply", "-auto-approve"), "GAAP proxy exists more than once", made, other, "terraform import")
			s.terraform(0, "import", address, made)
		}
		s.apply()
		must(t, s.mock.RemoveProxy(s.ctx, other)) // by its owner
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.orders(2, 1)
		s.destroyed()
	})
}
