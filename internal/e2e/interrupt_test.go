package e2e

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// interrupt starts a command, waits for the first call of an action and for
// more calls of watch after that, and ends the command as Ctrl-C does. Of two
// calls, the answer to the first one has arrived. The test's deadline is a
// fraction of the operation's timeout, which is 20 minutes.
func interrupt(s *oneProxy, command, action, watch string, more int, phrases ...string) {
	s.T.Helper()
	run := s.Begin(command, "-auto-approve")
	s.Called(action, 1)
	if more > 0 {
		s.Called(watch, len(s.Calls(watch))+more)
	}
	must(s.T, run.Interrupt())
	s.End(run, 1, phrases...)
	must(s.T, s.Mock.ClearFaults(s.Ctx))
}

// While CreateProxy is under way nobody knows an id, and no answer comes in the
// time that it has after that; the next apply finds the proxy.
func TestAccInterrupted_createCall(t *testing.T) {
	acctest.InBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newOneProxy(t, replay)
		s.configure(nil)
		s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang})
		interrupt(s, "apply", "CreateProxy", "", 0,
			"Cannot create GAAP proxy", `Creating proxy "test"`, "the service may have carried it out", "Apply the same configuration again")
		if held := s.State(); len(held) != 0 {
			t.Errorf("the state holds %+v", held)
		}
		applyWithAdopt(s)
	})
}

// An answer that comes soon enough counts: the proxy is in the state.
func TestAccInterrupted_createInGracePeriod(t *testing.T) {
	t.Parallel()
	s := newOneProxy(t, gaapmock.ReplayDuplicated)
	s.configure(nil)
	s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultDelay, Delay: 3 * time.Second})
	interrupt(s, "apply", "CreateProxy", "", 0)
	s.requireUntainted()
}

// While the provider looks whether the answer is about a new proxy, its id is
// known, and kept.
func TestAccInterrupted_createCheck(t *testing.T) {
	acctest.InBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newOneProxy(t, replay)
		s.configure(nil)
		const before = 2 // lists of the plan and of the apply
		s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultHang, Skip: before})
		interrupt(s, "apply", "CreateProxy", "DescribeProxies", 1)
		s.requireUntainted()
	})
}

// requireUntainted demands that the one proxy is in the state, named and tainted, and
// that all is well once somebody says that it is.
func (s *oneProxy) requireUntainted() {
	s.T.Helper()
	made := s.only()
	s.Wants("GAAP proxy is not ready", "exists as "+made+" and is in the state, marked as tainted", "The run was interrupted")
	s.holds(made, true)
	s.later()
	s.Says(0, "untaint "+acctest.Address)
	s.requireProxy(made)
	s.orders(1, 1)
	s.requireDestroyed()
}

// While the proxy is being made its id is known, and kept; Terraform replaces
// what is not finished, unless it is told to keep it.
func TestAccInterrupted_createWait(t *testing.T) {
	t.Parallel()
	s := newOneProxy(t, gaapmock.ReplayFirstID)
	s.configure(nil)
	s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
	interrupt(s, "apply", "CreateProxy", "DescribeProxiesStatus", 2, "GAAP proxy is not ready", "was last seen CREATING")
	made := s.only()
	s.Wants("exists as " + made + " and is in the state, marked as tainted")
	s.holds(made, true)

	s.recover(made)
	s.apply()
	s.requireReplaced(made)
}

// An update that was interrupted goes on from what the service shows.
func TestAccInterrupted_updateWait(t *testing.T) {
	t.Parallel()
	s := newOneProxy(t, gaapmock.ReplayDuplicated)
	s.configure(nil)
	s.apply()
	made := s.only()
	s.configure(acctest.Arguments{"name": `"renamed"`, "bandwidth": "20"})
	s.Inject(gaapmock.Fault{Action: "ModifyProxyConfiguration", Kind: gaapmock.FaultStuck})
	interrupt(s, "apply", "ModifyProxyConfiguration", "DescribeProxies", 2,
		"Cannot update GAAP proxy", `Changing the configuration of proxy "test" (`+made+")", "was interrupted. Apply again")
	s.holds(made, false)

	s.recover(made)
	s.apply()
	s.requireProxy(made)
	if p := s.Proxies()[0]; p.Name != "renamed" || p.Bandwidth != 20 {
		t.Errorf("the proxy is %q with %d Mbps", p.Name, p.Bandwidth)
	}
	if n := len(s.Calls("ModifyProxiesAttribute")); n != 1 {
		t.Errorf("it was renamed %d times", n)
	}
	s.orders(1, 1)
	s.requireDestroyed()
}

// A destroy that was interrupted keeps the id until the proxy is gone.
func TestAccInterrupted_deleteWait(t *testing.T) {
	t.Parallel()
	s := newOneProxy(t, gaapmock.ReplayDuplicated)
	s.configure(nil)
	s.apply()
	made := s.only()
	s.Inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultStuck})
	interrupt(s, "destroy", "DestroyProxies", "DescribeProxiesStatus", 2,
		"Cannot delete GAAP proxy", `Destroying proxy "test" (`+made+")", "was interrupted. Apply again")
	s.holds(made, false)

	s.recover(made) // the service gave up
	s.Says(0, "destroy -auto-approve")
	if left := s.Proxies(); len(left) != 0 || len(s.State()) != 0 {
		t.Errorf("left are %+v", left)
	}
	s.requireDestroyed(made)
}

// Ctrl-C ends the wait for the credentials of a role, which are renewed while
// the proxy is made, and the proxy that was ordered is in the state. A call
// that is waited for is given up and sent again.
func TestAccInterrupted_assumeRole(t *testing.T) {
	t.Parallel()
	s := newOneProxy(t, gaapmock.ReplayDuplicated)
	s.Write("provider \"gaap\" {\n  assume_role {\n    role_arn         = \"" + roleARN + "\"\n    session_duration = 4\n  }\n}\n" + acctest.Block("test", nil))
	s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
	run := s.Begin("apply", "-auto-approve")
	s.Called("CreateProxy", 1)
	s.Inject(gaapmock.Fault{Action: "AssumeRole", Kind: gaapmock.FaultHang, Times: -1})
	s.Called("AssumeRole", len(s.Calls("AssumeRole"))+1)
	sent := len(s.Calls("AssumeRole"))
	must(t, run.Interrupt())
	s.End(run, 1, "GAAP proxy is not ready", "The run was interrupted. Apply again")
	if n := len(s.Calls("AssumeRole")); n != sent {
		t.Errorf("the role was assumed %d times more", n-sent)
	}
	s.orders(1, 1)
	s.holds(s.only(), true)
}
