package securityrule_test

import (
	"context"
	"fmt"
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
func TestAccSecurityRule_proxyClosed(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	proxy := x.Mock.Proxies()[0].ID
	x.Alone(func(s *acctest.Session) {
		at := func(action, config string, phrases ...string) {
			t.Helper()
			is := func(status string) { s.Mock.UpdateProxy(proxy, func(p *gaapmock.Proxy) { p.Status = status }) }
			is(gaapmock.StatusClosed)
			s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "FailedOperation.ProxyStatusNotInRuning", Times: -1})
			s.Configure(config)
			start := s.Clock.Now()
			s.Fails(plain, append(phrases, "proxy "+proxy+" is CLOSED, and security rules are", "enable = true", "removed block")...)
			if took := s.Clock.Now().Sub(start); took > time.Minute {
				t.Errorf("%s took %s", action, took)
			}
			s.Mock.ClearFaults()
			is(gaapmock.StatusRunning)
		}
		at("CreateSecurityRules", block("test", nil), "Cannot create GAAP security rule")
		s.Apply(plain)
		at("ModifySecurityRule", block("test", arguments{"port": `"81"`}), "Cannot update GAAP security rule")
		s.Apply(plain)
		at("DeleteSecurityRules", "", "Cannot delete GAAP security rule")
	})
}

// A policy that somebody changes is waited for, and so is a proxy on its way.
func TestAccSecurityRule_busy(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"FailedOperation.ProxySecurityPolicyOperating", "FailedOperation.ProxyStatusNotInRuning", "FailedOperation.GroupStatusNotInRuning"} {
		t.Run(code, func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			for _, action := range []string{"CreateSecurityRules", "ModifySecurityRule", "DeleteSecurityRules"} {
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: code, Times: 3})
			}
			x.Run(x.Apply(block("test", nil), x.Warned()), x.Apply(block("test", least), x.Warned()))
		})
	}
}

// A policy that is busy for too long, and a rule that does not show, are errors that
// say which time ran out. A rule that was made is in the state.
func TestAccSecurityRule_timeouts(t *testing.T) {
	t.Parallel()
	short := arguments{"timeouts": "{\n    create = \"1m\"\n    update = \"1m\"\n    delete = \"1m\"\n  }"}
	t.Run("busy", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{})
		x.Alone(func(s *acctest.Session) {
			at := func(action, config string, phrases ...string) {
				t.Helper()
				s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "FailedOperation.ProxySecurityPolicyOperating", Times: -1})
				s.Configure(config)
				s.Fails(plain, append(phrases, "ProxySecurityPolicyOperating")...)
				s.Mock.ClearFaults()
			}
			at("CreateSecurityRules", block("test", short), "Cannot create GAAP security rule", "timeouts.create (1m)")
			s.Apply(plain)
			changed := arguments{"port": `"81"`, "timeouts": short["timeouts"]}
			at("ModifySecurityRule", block("test", changed), "Cannot update GAAP security rule", "timeouts.update (1m)")
			s.Apply(plain)
			at("DeleteSecurityRules", "", "Cannot delete GAAP security rule", "timeouts.delete (1m)")
		})
	})
	t.Run("late", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{ReadLag: 10 * time.Minute})
		x.Alone(func(s *acctest.Session) {
			s.Configure(block("test", arguments{"timeouts": "{\n    create = \"1m\"\n  }"}))
			s.Fails(plain, "GAAP security rule", "was not seen yet", "timeouts.create (1m)")
			if o := s.State().Object(address); o == nil || !o.Tainted || o.Text("id") != x.ID() {
				t.Errorf("the state holds %+v", o)
			}
			s.Clock.Advance(10 * time.Minute)
		})
	})
}

// Ctrl-C after the call: each rule is in the state. A kill leaves those that went in
// one call to the next apply, which names them.
func TestAccSecurityRule_interrupted(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	var once sync.Once
	var do func()
	x.Hook().OnCall(func(action string) {
		if action == "CreateSecurityRules" && do != nil {
			once.Do(do)
		}
	})
	x.Alone(func(s *acctest.Session) {
		do = s.Kill
		s.Parallelism = 10
		s.Configure(several("80", "81", "82"))
		s.PlanAndApply(s.T.Context(), s.Text(), plain)
		acctest.Sent(t, s.Mock.Journal(), "CreateSecurityRules", 1, 1)
		var orphans []string
		for _, r := range s.Mock.SecurityRules(policyID) {
			orphans = append(orphans, `"`+r.ID+`"`)
		}
		s.Clock.Advance(time.Minute)
		s.Fails(plain, "GAAP security rule exists already", "GAAP_ADOPT=")
		s.Configure(several("80", "81", "82"), `adopt = [`+strings.Join(orphans, ", ")+`]`)
		s.Apply(plain, "GAAP security rule adopted: "+strings.Trim(orphans[0], `"`))
		s.Configure("")
		s.Apply(plain)
		s.Mock.ResetJournal()
		once, do = sync.Once{}, func() { s.Interrupt(context.Background()) }
		s.Configure(several("80", "81", "82"))
		s.Fails(plain)
		acctest.Sent(t, s.Mock.Journal(), "CreateSecurityRules", 1, 1)
		for i := range 3 {
			if o := s.State().Object(fmt.Sprintf("%s[%d]", address, i)); o == nil || o.Text("id") == "" {
				t.Errorf("the state holds %+v", o)
			}
		}
		s.Apply(plain)
		s.Empty()
	})
}

// A rule that is not found with the key of another account is not gone.
func TestAccSecurityRule_anotherAccount(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	elsewhere := x.Elsewhere(t, gaapmock.Options{AccountID: "200000000002"})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.ConfigureFor(elsewhere, block("test", nil))
		s.Fails(plain, "GAAP security rule is not found, and may belong to another account", x.ID())
		s.Fails(tfcore.Options{Destroy: true, NoRefresh: true}, "GAAP security rule")
		s.Configure(block("test", nil))
		s.Empty()
	})
}

// A rule that is gone leaves the state with a warning, and is made again; so does one
// whose policy is gone.
func TestAccSecurityRule_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotExist, gaapmock.UnknownNotFound, gaapmock.UnknownOmitted} {
		t.Run(string(unknown), func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{UnknownRule: unknown})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Mock.RemoveSecurityRule(x.ID())
				s.Clock.Advance(time.Minute)
				s.Apply(plain, "GAAP security rule is gone: sr-")
				s.Settled(address, x.ID())
				s.Configure("")
				plan := s.Planned(plain)
				s.Mock.RemoveSecurityRule(x.ID()) // between plan and apply
				s.Clock.Advance(time.Minute)
				s.Saved(plan)
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Mock.RemoveSecurityPolicy(policyID)
				s.Clock.Advance(time.Minute)
				s.Planned(plain, "GAAP security rule is gone")
			})
		})
	}
}

// The identity is the id. A refresh of the rules of a policy takes one call, however
// many there are.
func TestAccSecurityRule_calls(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	r := others["all"].rule
	id := x.Mock.AddSecurityRule(r)
	var ports []string
	for i := range 50 {
		ports = append(ports, fmt.Sprint(1000+i))
	}
	more := strings.ReplaceAll(several(ports...), `"test"`, `"more"`)
	x.Alone(func(s *acctest.Session) {
		s.Parallelism = 60
		s.Configure("import {\n  to = " + address + "\n  identity = {\n    id = \"" + id + "\"\n  }\n}\n" + block("test", nil) + more)
		s.Apply(plain)
		acctest.Sent(t, s.Mock.Journal(), "CreateSecurityRules", 3, 3)
		s.Configure(block("test", nil) + more)
		s.Settled(address, id)
		s.Mock.ResetJournal()
		s.Empty()
		if calls := s.Mock.Calls(""); len(calls) != 1 {
			t.Errorf("a refresh takes %d calls", len(calls))
		}
	})
}

// What a rule says can go from one to another in one apply, and from one that is
// replaced; two that swap it are an error with what to do.
func TestAccSecurityRule_handedOn(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	x.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: "sp-other001", ProxyID: x.Mock.AddProxy(gaapmock.Proxy{})})
	other := arguments{"policy_id": `"sp-other001"`}
	on := func(port string) arguments { return arguments{"port": `"` + port + `"`} }
	x.Alone(func(s *acctest.Session) {
		s.Parallelism = 10
		for _, config := range []string{
			block("one", on("80")) + block("two", on("81")),
			block("one", on("82")) + block("two", on("80")) + block("three", on("81")), // what the others had
			block("one", on("80")) + block("three", on("82")),                          // one is destroyed, one is changed
			block("one", other) + block("three", nil),                                  // one leaves
		} {
			s.Configure(config)
			s.Apply(plain)
			s.Empty()
		}
		s.Configure(block("one", on("80")) + block("three", on("81")))
		s.Apply(plain)
		s.Configure(block("one", on("81")) + block("three", on("80")))
		s.Fails(plain, "Cannot update GAAP security rule", "ProxySecurityPolicyDuplicatedRule", "apply again; else change one of the two")
	})
}

// A rule that replaces itself before it goes cannot be made, and the error says so.
func TestAccSecurityRule_createBeforeDestroy(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	config := strings.TrimSuffix(strings.TrimSpace(block("test", nil)), "}") + "  lifecycle {\n    create_before_destroy = true\n  }\n}\n"
	x.Alone(func(s *acctest.Session) {
		s.Configure(config)
		s.Apply(plain)
		id := x.ID()
		s.Fails(tfcore.Options{Replace: []string{address}}, "GAAP security rule exists already", id, "take create_before_destroy off")
	})
}
