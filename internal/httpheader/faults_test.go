package httpheader_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Whatever becomes of the answer to a write, the rule ends with the headers of the
// configuration, and these are in the state: a list is sent as a whole, so it does
// no harm to send it again.
func TestAccCustomHeader_lost(t *testing.T) {
	t.Parallel()
	for skip, name := range []string{"create", "update", "delete"} {
		for kind, lost := range acctest.LostAnswers() {
			t.Run(name+" "+kind, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				lost.Fault.Action, lost.Fault.Skip = "CreateCustomHeader", skip
				x.Mock.Inject(lost.Fault)
				x.Run(x.Apply(one("X-A=1"), x.Warned()), x.Apply(one("X-A=2", "X-B=3"), x.Warned()))
			})
		}
	}
}

// Reads from before a write start nothing anew.
func TestAccCustomHeader_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 6 {
		for _, action := range []string{"DescribeCustomHeader", "DescribeRulesByRuleIds"} {
			t.Run(fmt.Sprint(action, skip), func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.Alone(func(s *acctest.Session) {
					s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStaleRead, Skip: skip})
					s.Configure(one("X-A=1"))
					s.Apply(plain)
					s.Configure(one("X-A=2"))
					s.Apply(plain)
					s.Mock.ClearFaults()
					s.Apply(plain)
					s.Empty()
					x.has(ruleID, "X-A=2")
				})
			})
		}
	}
}

// Reads that lag are waited for, and what somebody else does to the listener.
func TestAccCustomHeader_late(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options gaapmock.Options
		fault   gaapmock.Fault
	}{
		"reads lag":        {options: gaapmock.Options{Listener: gaapmock.ListenerOptions{ReadLag: 10 * time.Second}}},
		"the rule is slow": {options: gaapmock.Options{Listener: gaapmock.ListenerOptions{ModifyDuration: time.Minute}}},
		"busy":             {fault: gaapmock.Fault{Kind: gaapmock.FaultError, Code: "FailedOperation.ListenerHasTask", Times: 3}},
		"not running":      {fault: gaapmock.Fault{Kind: gaapmock.FaultError, Code: "FailedOperation.InstanceStatusNotInRuning", Times: 3}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, c.options)
			if c.fault.Kind != "" {
				c.fault.Action = "CreateCustomHeader"
				x.Mock.Inject(c.fault)
			}
			x.Run(x.Apply(one("X-A=1"), x.Warned()), x.Apply(one("X-A=2"), x.Warned()))
		})
	}
}

// Rules of one listener take their turns: nothing is refused.
func TestAccCustomHeader_turns(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	both := func(value string) string { return one("X-A="+value) + block("next", otherRule, nil, "X-A="+value) }
	x.Run(x.Apply(both("1")), x.Apply(both("2"), func(*terraform.State) error {
		acctest.Sent(t, x.Mock.Journal(), "CreateCustomHeader", 4, 4)
		return nil
	}))
	acctest.Sent(t, x.Mock.Journal(), "CreateCustomHeader", 6, 6)
}

// Below a closed proxy a write is an error at once, which says what to do.
func TestAccCustomHeader_proxyClosed(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		at := func(config string, phrases ...string) {
			t.Helper()
			s.Configure(config)
			is := func(status string) { x.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.Status = status }) }
			is(gaapmock.StatusClosed)
			start := s.Clock.Now()
			s.Fails(plain, append(phrases, "proxy "+proxyID+" is CLOSED", "enable = true", "removed block", "force_destroy = true")...)
			if took := s.Clock.Now().Sub(start); took > 10*time.Second {
				t.Errorf("it took %s", took)
			}
			is(gaapmock.StatusRunning)
		}
		at(one("X-A=1"), "Cannot create GAAP header list", "NotInRuning")
		s.Apply(plain)
		at(one("X-A=2"), "Cannot update GAAP header list")
		at("", "Cannot delete GAAP header list")
	})
}

// What the service refuses for good is told at once, at the argument.
func TestAccCustomHeader_refused(t *testing.T) {
	t.Parallel()
	for code, says := range map[string][]string{
		"InvalidParameterValue.HitBlacklist": {"gaap_black_header"},
		"LimitExceeded":                      {"10 headers"},
		"UnauthorizedOperation":              {"CAM policy"},
	} {
		for skip, doing := range []string{"create", "update", "delete"} {
			t.Run(code+" "+doing, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.Mock.Inject(gaapmock.Fault{Action: "CreateCustomHeader", Kind: gaapmock.FaultError, Code: code, Skip: skip})
				phrases := append([]string{"Cannot " + doing + " GAAP header list"}, says...)
				x.Alone(func(s *acctest.Session) {
					for n, config := range []string{one("X-A=1"), one("X-A=2"), ""} {
						s.Configure(config)
						if n == skip {
							s.Fails(plain, phrases...)
						}
						s.Apply(plain)
						s.Empty()
					}
				})
			})
		}
	}
}

// A list that does not get to show is in the state, tainted, and nothing is lost.
func TestAccCustomHeader_timeouts(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	minute := acctest.Arguments{"timeouts": "{\n    create = \"1m\"\n    update = \"1m\"\n    delete = \"1m\"\n  }"}
	runs := func() { x.Mock.UpdateRule(ruleID, func(r *gaapmock.Rule) { r.Status = gaapmock.StatusRunning }) }
	stuck := func() { x.Mock.Inject(gaapmock.Fault{Action: "CreateCustomHeader", Kind: gaapmock.FaultStuck}) }
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", ruleID, minute, "X-A=1"))
		stuck()
		s.Fails(plain, "GAAP header list is not ready", "timeouts.create (1m)")
		if o := s.State().Object(address); o == nil || !o.Tainted || o.Text("id") != ruleID {
			t.Errorf("the state holds %+v", o)
		}
		runs()
		s.Apply(plain)
		s.Configure(block("test", ruleID, minute, "X-A=2"))
		stuck()
		s.Fails(plain, "Cannot update GAAP header list", "timeouts.update (1m)")
		runs()
		s.Apply(plain)
		stuck()
		s.Configure("")
		s.Fails(plain, "Cannot delete GAAP header list", "timeouts.delete (1m)")
		runs()
	})
}

// Ctrl-C after the call: what was sent is in the state. A kill leaves it to the
// next apply, which names it.
func TestAccCustomHeader_interrupted(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	var once sync.Once
	var do func()
	x.Hook().OnCall(func(action string) {
		if action == "CreateCustomHeader" && do != nil {
			once.Do(do)
		}
	})
	x.Alone(func(s *acctest.Session) {
		do = s.Kill
		s.Configure(one("X-A=1"))
		s.PlanAndApply(s.T.Context(), s.Text(), plain)
		s.Clock.Advance(time.Minute)
		s.Fails(plain, "GAAP header list exists already", "GAAP_ADOPT="+ruleID)
		s.Configure(one("X-A=1"), `adopt = ["`+ruleID+`"]`)
		s.Apply(plain, "GAAP header list adopted: "+ruleID)
		s.Configure(one("X-A=1"))
		s.Empty()
		once, do = sync.Once{}, func() { s.Interrupt(context.Background()) }
		s.Configure(one("X-A=1") + block("next", otherRule, nil, "X-B=1"))
		s.Fails(plain)
		if o := s.State().Object("gaap_custom_header.next"); o == nil || o.Text("id") != otherRule {
			t.Errorf("the state holds %+v", o)
		}
		s.Apply(plain)
		s.Empty()
	})
}

// A list that is not found with the key of another account is not gone.
func TestAccCustomHeader_anotherAccount(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	other := x.Elsewhere(t, gaapmock.Options{AccountID: "200000000002"})
	x.Alone(func(s *acctest.Session) {
		s.Configure(one("X-A=1"))
		s.Apply(plain)
		s.ConfigureFor(other, one("X-A=1"))
		s.Fails(plain, "GAAP header list is not found, and may belong to another account", ruleID)
		s.Fails(tfcore.Options{Destroy: true, NoRefresh: true}, "GAAP header list")
		s.Configure(one("X-A=1"))
		s.Empty()
	})
}

// Values of headers may be secrets: no error has one.
func TestAccCustomHeader_secrets(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.outside(ruleID, "X-Key=secret-one", "X-Old=secret-two")
	step := resource.TestStep{Config: x.Config(one("X-Key=secret-three", "X-New=secret-four")), ExpectError: acctest.Says("header X-Key has another value", "header X-New is not set", "header X-Old is set, too")}
	x.Test(t, resource.TestCase{Steps: []resource.TestStep{step}})
	x.Session(t, func(s *acctest.Session) {
		for _, config := range []string{one("X-Key=secret-three"), one("X-Key=secret-$five"), one("Host=secret-six")} {
			s.Configure(config)
			said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
			for _, d := range said {
				if strings.Contains(d.Summary+d.Detail, "secret") {
					t.Errorf("%s: %s", d.Summary, d.Detail)
				}
			}
		}
	})
}
