package securitypolicy_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Below a closed proxy a write that the service refuses is an error at once, which
// says what to do.
func TestAccSecurityPolicy_proxyClosed(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	x.Alone(func(s *acctest.Session) {
		at := func(action, config string, phrases ...string) {
			t.Helper()
			is := func(status string) { s.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.Status = status }) }
			is(gaapmock.StatusClosed)
			s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "FailedOperation.ProxyStatusNotInRuning", Times: -1})
			s.Configure(config)
			start := s.Clock.Now()
			s.Fails(plain, append(phrases, "proxy "+proxyID+" is CLOSED, and security policies are", "enable = true", "removed block")...)
			if took := s.Clock.Now().Sub(start); took > time.Minute {
				t.Errorf("%s took %s", action, took)
			}
			s.Mock.ClearFaults()
			is(gaapmock.StatusRunning)
		}
		at("CreateSecurityPolicy", block("test", closed), "Cannot create GAAP security policy")
		s.Apply(plain)
		at("OpenSecurityPolicy", block("test", nil), "Cannot update GAAP security policy")
		s.Apply(plain)
		at("CloseSecurityPolicy", "", "Cannot delete GAAP security policy", "closing it first")
	})
}

// What the service does not finish is an error that says which time ran out; a policy
// that was made is in the state.
func TestAccSecurityPolicy_timeouts(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	short := func(enable string) string {
		return block("test", arguments{"enable": enable, "timeouts": "{\n    create = \"1m\"\n    update = \"1m\"\n    delete = \"1m\"\n  }"})
	}
	stuck := func(action string) { x.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStuck}) }
	is := func(status string) {
		x.Mock.UpdateSecurityPolicy(x.ID(), func(p *gaapmock.SecurityPolicy) { p.Status = status })
	}
	x.Alone(func(s *acctest.Session) {
		stuck("OpenSecurityPolicy")
		s.Configure(short("true"))
		s.Fails(plain, "GAAP security policy", "timeouts.create (1m)")
		if o := s.State().Object(address); o == nil || !o.Tainted || o.Text("id") != x.ID() {
			t.Errorf("the state holds %+v", o)
		}
		is(gaapmock.StatusBound)
		s.Apply(plain)
		s.Empty()
		stuck("CloseSecurityPolicy")
		s.Configure(short("false"))
		s.Fails(plain, "Cannot update GAAP security policy", "UNBINDING", "timeouts.update (1m)")
		is(gaapmock.StatusUnbind)
		s.Apply(plain)
		s.Empty()
		s.Configure(short("true"))
		s.Apply(plain)
		stuck("CloseSecurityPolicy")
		s.Configure("")
		s.Fails(plain, "Cannot delete GAAP security policy", "timeouts.delete (1m)")
		is(gaapmock.StatusBound)
	})
}

// Ctrl-C after the call: the policy is in the state. A kill leaves it to the next
// apply, which names it.
func TestAccSecurityPolicy_interrupted(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	var once sync.Once
	var do func()
	x.Hook().OnCall(func(action string) {
		if action == "CreateSecurityPolicy" && do != nil {
			once.Do(do)
		}
	})
	x.Alone(func(s *acctest.Session) {
		do = s.Kill
		s.Configure(block("test", nil))
		s.PlanAndApply(s.T.Context(), s.Text(), plain)
		orphan := x.ID()
		s.Clock.Advance(time.Minute)
		s.Fails(plain, "GAAP security policy exists already", orphan, "GAAP_ADOPT="+orphan)
		s.Configure(block("test", nil), `adopt = ["`+orphan+`"]`)
		s.Apply(plain, "GAAP security policy adopted: "+orphan)
		s.Configure(block("test", nil))
		s.Empty()
		once, do = sync.Once{}, func() { s.Interrupt(context.Background()) }
		s.Configure(block("test", arguments{"action": `"ACCEPT"`}))
		s.Fails(plain)
		if o := s.State().Object(address); o == nil || o.Text("id") != x.ID() {
			t.Errorf("the state holds %+v", o)
		}
		s.Apply(plain)
		s.Settled(address, x.ID())
	})
}

// A policy that is not found with the key of another account is not gone.
func TestAccSecurityPolicy_anotherAccount(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	elsewhere := x.Elsewhere(t, gaapmock.Options{AccountID: "200000000002"})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.ConfigureFor(elsewhere, block("test", nil))
		s.Fails(plain, "GAAP security policy is not found, and may belong to another account", x.ID())
		s.Fails(tfcore.Options{Destroy: true, NoRefresh: true}, "GAAP security policy")
		s.Configure(block("test", nil))
		s.Empty()
	})
}

// A policy that is gone leaves the state with a warning, and is made again; so does
// one whose proxy is gone.
func TestAccSecurityPolicy_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotExist, gaapmock.UnknownNotFound} {
		t.Run(string(unknown), func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{Unknown: unknown})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Mock.RemoveSecurityPolicy(x.ID())
				s.Clock.Advance(time.Minute)
				s.Apply(plain, "GAAP security policy is gone: sp-")
				s.Settled(address, x.ID())
				s.Configure("")
				plan := s.Planned(plain)
				s.Mock.RemoveSecurityPolicy(x.ID()) // between plan and apply
				s.Clock.Advance(time.Minute)
				s.Saved(plan)
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Mock.RemoveProxy(proxyID)
				s.Clock.Advance(time.Minute)
				s.Planned(plain, "GAAP security policy is gone")
			})
		})
	}
}

// The identity is the id. A refresh takes a call for each policy; so does one of a
// group's, of which the state knows what the service does not say.
func TestAccSecurityPolicy_calls(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	id := x.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{GroupID: groupID, DefaultAction: "DROP", Status: gaapmock.StatusBound})
	x.Alone(func(s *acctest.Session) {
		both := block("test", ofGroup) + block("other", nil)
		s.Configure("import {\n  to = " + address + "\n  identity = {\n    id = \"" + id + "\"\n  }\n}\n" + both)
		s.Apply(plain)
		s.Configure(both)
		s.Settled(address, id)
		s.Mock.ResetJournal()
		s.Empty()
		if calls := s.Mock.Calls(""); len(calls) != 2 {
			t.Errorf("a refresh takes %d calls", len(calls))
		}
	})
}

// Two policies may change places in one apply: each waits until the other has gone.
func TestAccSecurityPolicy_handedOn(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	x.Mock.AddProxy(gaapmock.Proxy{ID: "link-edge0002"})
	second := arguments{"proxy_id": `"link-edge0002"`}
	x.Alone(func(s *acctest.Session) {
		s.Parallelism = 10
		for _, config := range []string{block("test", nil) + block("other", second), block("test", second) + block("other", nil)} {
			s.Configure(config)
			s.Apply(plain)
			s.Empty()
		}
		acctest.Sent(t, s.Mock.Journal(), "CreateSecurityPolicy", 4, 4)
	})
}

// A replacement that comes before what it replaces cannot be made, and the error says so.
func TestAccSecurityPolicy_createBeforeDestroy(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	config := func(action string) string {
		return strings.TrimSuffix(strings.TrimSpace(block("test", arguments{"action": `"` + action + `"`})), "}") + "  lifecycle {\n    create_before_destroy = true\n  }\n}\n"
	}
	x.Alone(func(s *acctest.Session) {
		s.Configure(config("DROP"))
		s.Apply(plain)
		id := x.ID()
		s.Configure(config("ACCEPT"))
		s.Fails(plain, "GAAP security policy exists already", id, "take create_before_destroy off")
	})
}
