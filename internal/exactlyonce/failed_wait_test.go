package exactlyonce_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The service cannot make the proxy, and says so; then it can.
func TestAccFailedWait_createFailed(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultCreateFailed})
		text := s.terraform(1, "apply", "-auto-approve")
		made := s.only()
		s.wantWords(text, "GAAP proxy is not ready", made, "CREATE_FAILED", "marked as tainted")
		if id, tainted := s.stated(); id != made || !tainted {
			t.Errorf("the state holds %s (tainted: %v), want %s, tainted", id, tainted, made)
		}
		s.apply()
		s.replaced(made)
	})
}

// The time runs out while the service makes the proxy; then it is made, and
// the person in charge wants to keep it.
func TestAccFailedWait_timeout(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(arguments{"timeouts": "{\n    create = \"5s\"\n  }"})
		s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
		text := s.terraform(1, "apply", "-auto-approve")
		made := s.only()
		s.wantWords(text, "GAAP proxy is not ready", made, "was last seen CREATING", "The time ran out", "terraform untaint")
		s.recover(made)
		s.terraform(0, "untaint", address)
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.orders(1, 1)
		s.destroyed()
	})
}

// The answer is lost twice, and the third sending meets what the first made.
func TestAccLostAnswers_processes(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultLostAfter, Times: 2})
		s.apply()
		s.settled()
		s.sameToken(s.orders(3, 1))
		s.destroyed()
	})
}
