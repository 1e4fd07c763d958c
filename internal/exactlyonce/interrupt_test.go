package exactlyonce_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// interrupted starts a command, waits for the first call of an action and, if
// watch is not empty, for one of watch after that, and ends the command as
// Ctrl-C does. It returns what the command says. The test's deadline is a
// fraction of the operation's timeout, which is 20 minutes.
func (s *stage) interrupted(command, action, watch string) string {
	s.t.Helper()
	run := s.begin(command)
	s.called(action, 1)
	if watch != "" {
		s.called(watch, len(s.calls(watch))+1)
	}
	must(s.t, run.Interrupt())
	text := s.ended(s.end(run), 1, command)
	must(s.t, s.mock.ClearFaults(s.ctx))
	return text
}

// While CreateProxy is under way nobody knows an id; the next apply finds it.
func TestAccInterrupted_createCall(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang})
		text := s.interrupted("apply", "CreateProxy", "")
		s.wantWords(text, "Cannot create GAAP proxy", `Creating proxy "test"`, "the service may have carried it out", "Apply the same configuration again")
		made := s.only()
		if held := s.state(); len(held) != 0 {
			t.Errorf("the state holds %+v", held)
		}

		s.later()
		s.wantWords(s.apply(), "GAAP proxy adopted", made)
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.destroyed()
	})
}

// While the provider looks whether the answer is about a new proxy, the error
// names it.
func TestAccInterrupted_createCheck(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultHang})
		text := s.interrupted("apply", "DescribeProxies", "")
		made := s.only()
		s.wantWords(text, "Cannot create GAAP proxy", "CreateProxy answered "+made, "the next apply of the same configuration adopts it")

		s.later()
		s.apply()
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.destroyed()
	})
}

// While the proxy is being made its id is known, and kept; Terraform replaces
// what is not finished, unless it is told to keep it.
func TestAccInterrupted_createWait(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
		text := s.interrupted("apply", "CreateProxy", "DescribeProxiesStatus")
		made := s.only()
		s.wantWords(text, "GAAP proxy is not ready", "exists as "+made+" and is in the state, marked as tainted", "was last seen CREATING")
		if id, tainted := s.stated(); id != made || !tainted {
			t.Errorf("the state holds %s (tainted: %v), want %s, tainted", id, tainted, made)
		}

		s.recover(made)
		s.apply()
		if id := s.settled(); id == made {
			t.Error("the tainted proxy was not replaced")
		}
		s.destroyed(made)
	})
}

// An update that was interrupted goes on from what the service shows.
func TestAccInterrupted_updateWait(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.apply()
		made := s.only()
		s.configure(arguments{"name": `"renamed"`, "bandwidth": "20"})
		s.inject(gaapmock.Fault{Action: "ModifyProxyConfiguration", Kind: gaapmock.FaultStuck})
		text := s.interrupted("apply", "ModifyProxyConfiguration", "DescribeProxies")
		s.wantWords(text, "Cannot update GAAP proxy", `Changing the configuration of proxy "test" (`+made+")", "was interrupted. Apply again")
		if id, tainted := s.stated(); id != made || tainted {
			t.Errorf("the state holds %s (tainted: %v), want %s", id, tainted, made)
		}

		s.recover(made)
		s.apply()
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		if p := s.proxies()[0]; p.Name != "renamed" || p.Bandwidth != 20 {
			t.Errorf("the proxy is %q with %d Mbps", p.Name, p.Bandwidth)
		}
		if n := len(s.calls("ModifyProxiesAttribute")); n != 1 {
			t.Errorf("it was renamed %d times", n)
		}
		s.orders(1, 1)
		s.destroyed()
	})
}

// A destroy that was interrupted keeps the id until the proxy is gone.
func TestAccInterrupted_deleteWait(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.apply()
		made := s.only()
		s.inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultStuck})
		text := s.interrupted("destroy", "DestroyProxies", "DescribeProxiesStatus")
		s.wantWords(text, "Cannot delete GAAP proxy", `Destroying proxy "test" (`+made+")", "was interrupted. Apply again")
		if id, _ := s.stated(); id != made {
			t.Errorf("the state holds %s, want %s", id, made)
		}

		s.recover(made) // the service gave up
		s.terraform(0, "destroy", "-auto-approve")
		if left := s.proxies(); len(left) != 0 || len(s.state()) != 0 {
			t.Errorf("left are %+v", left)
		}
		s.destroyed(made)
	})
}
