package exactlyonce_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// The service cannot make the proxy, and says so; then it can.
func TestAccFailedWait_createFailed(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(nil)
		s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultCreateFailed})
		s.Says(1, "apply -auto-approve", "GAAP proxy is not ready", "CREATE_FAILED", "marked as tainted")
		made := s.Only()
		s.Wants(made)
		s.Holds(made, true)
		s.Apply()
		s.Replaced(made)
		s.Orders(2, 2)
	})
}

// The time runs out while the service makes the proxy; then it is made, and
// the person in charge wants to keep it.
func TestAccFailedWait_timeout(t *testing.T) {
	t.Parallel()
	s := build.OneProxy(t, gaapmock.ReplayDuplicated)
	s.Configure(arguments{"timeouts": "{\n    create = \"5s\"\n  }"})
	s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
	s.Says(1, "apply -auto-approve", "GAAP proxy is not ready", "was last seen CREATING", "The time ran out", "terraform untaint")
	made := s.Only()
	s.Wants(made)
	s.Recover(made)
	s.Says(0, "untaint "+stage.Address)
	s.SettledWith(made)
	s.Orders(1, 1)
	s.Destroyed()
}

// The answer is lost twice, and the third sending meets what the first made.
func TestAccLostAnswers_processes(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(nil)
		s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultLostAfter, Times: 2})
		s.Apply()
		s.Settled()
		s.SentAgain(3)
		s.Destroyed()
	})
}
