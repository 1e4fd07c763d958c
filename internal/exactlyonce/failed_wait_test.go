package exactlyonce_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// requireTainted demands that the state holds the only proxy, tainted.
func (s *session) requireTainted() string {
	s.T.Helper()
	made := s.only()
	if o := s.State().Object(acctest.Address); o.Text("id") != made || !o.Tainted {
		s.T.Errorf("the state holds %+v, want %s, tainted", o, made)
	}
	return made
}

// The service cannot make the proxy, and says so; then it can.
func TestAccFailedWait_createFailed(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultCreateFailed})
		s.Fails(plain, "GAAP proxy is not ready", "CREATE_FAILED", "marked as tainted", "link-")
		made := s.requireTainted()
		s.Apply(plain)
		s.requireReplaced(made)
		s.requireOrders(3, 2) // the first token is spent
	})
}

// The time runs out while the service makes the proxy; then it is made, and
// the person in charge wants to keep it.
func TestAccFailedWait_timeout(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayDuplicated, func(s *session) {
		s.write(arguments{"timeouts": "{\n    create = \"5s\"\n  }"})
		s.Mock.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
		s.Fails(plain, "GAAP proxy is not ready", "link-", "was last seen CREATING", "the time of timeouts.create (5s) ran out", "terraform untaint")
		made := s.requireTainted()
		s.Mock.UpdateProxy(made, func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })
		must(s.T, s.Untaint(acctest.Address))
		s.requireKept(made)
		s.requireOrders(1, 1)
	})
}
