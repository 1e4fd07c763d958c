package httprule_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Whatever happens once to an action, the rule ends as it is planned, and there is
// one.
func TestAccRule_faults(t *testing.T) {
	t.Parallel()
	for _, action := range []string{
		"BindRuleRealServers", "CreateCustomHeader", "ModifyRuleAttribute", "DeleteRule", "DescribeRules", "DescribeRulesByRuleIds", "DescribeCustomHeader",
	} {
		for name, lost := range acctest.LostAnswers() {
			t.Run(action+" "+name, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				lost.Fault.Action = action
				x.Mock.Inject(lost.Fault)
				x.Run(
					x.Apply(block("test", headers("X-A=1"), to(one)), x.Same()),
					withPlan(x.Apply(block("test", with(headers("X-A=2"), arguments{"path": `"/new"`}), to(two)), x.Same()), plancheck.ResourceActionUpdate),
				)
			})
		}
	}
}

// Reads from before a write start nothing anew.
func TestAccRule_staleReads(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"DescribeRulesByRuleIds", "DescribeCustomHeader", "DescribeRules"} {
		for skip := range map[string]int{"DescribeRulesByRuleIds": 8, "DescribeCustomHeader": 3, "DescribeRules": 1}[action] {
			t.Run(fmt.Sprint(action, skip), func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.Alone(func(s *acctest.Session) {
					s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStaleRead, Skip: skip})
					s.Configure(block("test", headers("X-A=1"), to(one)))
					s.Apply(plain)
					s.Configure(block("test", with(headers("X-A=2"), arguments{"path": `"/new"`}), to(two)))
					s.Apply(plain)
					s.Mock.ClearFaults()
					s.Apply(plain)
					s.Empty()
					x.requireCreates(1, 1)
				})
			})
		}
	}
}

// What the service refuses for good is told at once, at the argument.
func TestAccRule_refusedByTheService(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		action, code string
		says         []string
	}{
		{"CreateRule", "FailedOperation.LimitNumofRules", []string{"Cannot create GAAP rule", "20 rules"}},
		{"CreateRule", "UnauthorizedOperation", []string{"Cannot create GAAP rule", "CAM policy"}},
		{"BindRuleRealServers", "InvalidParameterValue.HitBanBlacklist", []string{"GAAP rule is not ready", "exists as rule-", "tainted", "banned"}},
		{"CreateCustomHeader", "LimitExceeded", []string{"GAAP rule is not ready", "10 headers"}},
		{"ModifyRuleAttribute", "FailedOperation.RuleAlreadyExisted", []string{"Cannot update GAAP rule", "Changing the settings", "has this path"}},
		{"DeleteRule", "UnauthorizedOperation", []string{"Cannot delete GAAP rule", "CAM policy"}},
		{"DescribeRulesByRuleIds", "UnauthorizedOperation", []string{"GAAP rule", "CAM policy"}},
		{"DescribeCustomHeader", "UnauthorizedOperation", []string{"GAAP rule", "CAM policy"}},
	} {
		t.Run(c.action+" "+c.code, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				failed := 0
				s.Mock.Inject(gaapmock.Fault{Action: c.action, Kind: gaapmock.FaultError, Code: c.code})
				for _, config := range []string{block("test", headers("X-A=1"), to(one)), block("test", with(headers("X-A=1"), arguments{"path": `"/new"`}), to(one)), ""} {
					s.Configure(config)
					if len(s.Mock.PendingFaults()) > 0 {
						start := s.Clock.Now()
						said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
						if len(s.Mock.PendingFaults()) > 0 {
							continue
						}
						failed++
						if text := said.Render(s.Text()); !acctest.Says(c.says...).MatchString(text) || s.Clock.Now().Sub(start) > 20*time.Second {
							t.Errorf("after %s: %s", s.Clock.Now().Sub(start), text)
						}
					}
					s.Apply(plain)
					s.Empty()
				}
				if failed != 1 {
					t.Errorf("%d steps failed", failed)
				}
			})
			x.Over()
		})
	}
}

// within gives every operation a minute.
func within(as arguments) arguments {
	return with(as, arguments{"timeouts": "{\n    create = \"1m\"\n    update = \"1m\"\n    delete = \"1m\"\n  }"})
}

// A rule that does not get ready is in the state, tainted; one that does not
// change, or go, stays there.
func TestAccRule_timeouts(t *testing.T) {
	t.Parallel()
	for action, says := range map[string][]string{
		"CreateRule":          {"GAAP rule is not ready", "was last seen CREATING", "timeouts.create (1m)"},
		"BindRuleRealServers": {"GAAP rule is not ready", "was last seen BINDING", "timeouts.create (1m)"},
		"CreateCustomHeader":  {"GAAP rule is not ready", "was last seen MODIFYING", "timeouts.create (1m)"},
		"ModifyRuleAttribute": {"Cannot update GAAP rule", "was last seen MODIFYING", "timeouts.update (1m)"},
		"DeleteRule":          {"Cannot delete GAAP rule", "was last seen DESTROYING", "timeouts.delete (1m)"},
	} {
		t.Run(action, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStuck})
				failed := false
				for _, config := range []string{block("test", within(headers("X-A=1")), to(one)), block("test", within(with(headers("X-A=1"), arguments{"path": `"/new"`})), to(one)), ""} {
					s.Configure(config)
					pending := len(s.Mock.PendingFaults()) > 0
					said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
					if said.HasErrors() != (pending && len(s.Mock.PendingFaults()) == 0) {
						t.Fatal(said.Render(s.Text()))
					}
					if !said.HasErrors() {
						continue
					}
					failed = true
					if text := said.Render(s.Text()); !acctest.Says(says...).MatchString(text) {
						t.Error(text)
					}
					o := s.State().Object(address)
					if o == nil || o.Text("id") != x.ID() || o.Tainted != (says[0] == "GAAP rule is not ready") {
						t.Errorf("the state holds %+v", o)
					}
					if action == "DeleteRule" {
						s.Mock.RemoveRule(x.ID())
					} else {
						x.outside(func(r *gaapmock.Rule) { r.Status = gaapmock.StatusRunning })()
					}
					s.Apply(plain)
				}
				if !failed {
					t.Error("nothing failed")
				}
			})
			x.Over()
		})
	}
}

// after has something done once, after the first call of an action.
func (x *test) after(action string, do func()) {
	var once sync.Once
	x.Hook().OnCall(func(called string) {
		if called == action {
			once.Do(do)
		}
	})
}

// Ctrl-C after a create: the rule is in the state, tainted, and the apply ends at
// once. A kill at that moment leaves it to the next apply, which names it.
func TestAccRule_interrupted(t *testing.T) {
	t.Parallel()
	t.Run("Ctrl-C", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Alone(func(s *acctest.Session) {
			x.after("CreateRule", func() { s.Interrupt(context.Background()) })
			s.Configure(block("test", nil, to(one)))
			start := s.Clock.Now()
			s.Fails(plain)
			if took := s.Clock.Now().Sub(start); took > 15*time.Second {
				t.Errorf("it took %s", took)
			}
			if o := s.State().Object(address); o == nil || o.Text("id") != x.ID() || !o.Tainted {
				t.Errorf("the state holds %+v", o)
			}
			s.Apply(plain)
			s.Empty()
		})
	})
	t.Run("killed", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Alone(func(s *acctest.Session) {
			x.after("CreateRule", s.Kill)
			s.Configure(block("test", nil, to(one)))
			s.PlanAndApply(s.T.Context(), s.Text(), plain)
			orphan := x.ID()
			s.Clock.Advance(time.Minute)
			s.Fails(plain, "GAAP rule exists already", orphan, "GAAP_ADOPT="+orphan)
			s.Configure(block("test", nil, to(one)), `adopt = ["`+orphan+`"]`)
			s.Apply(plain, "GAAP rule adopted: "+orphan)
			s.Configure(block("test", nil, to(one)))
			s.Empty()
			x.requireCreates(1, 1)
		})
	})
}

// A rule that is not found with the key of another account is not gone.
func TestAccRule_anotherAccount(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	other := x.Elsewhere(t, gaapmock.Options{AccountID: "200000000002"})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.ConfigureFor(other, block("test", nil))
		s.Fails(plain, "GAAP rule is not found, and may belong to another account", x.ID())
		s.Fails(tfcore.Options{Destroy: true, NoRefresh: true}, "GAAP rule")
		s.Configure(block("test", nil))
		s.Empty()
	})
}

// One that is deleted outside leaves the state with a warning, and is made again.
func TestAccRule_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotExist, gaapmock.UnknownNotFound, gaapmock.UnknownOmitted} {
		for name, outside := range map[string]func(x *test){
			"gone":             func(x *test) { x.Mock.RemoveRule(x.ID()) },
			"going":            func(x *test) { x.outside(func(r *gaapmock.Rule) { r.Status = gaapmock.StatusDestroying })() },
			"with its domain":  func(x *test) { x.Mock.RemoveDomain(x.domainOf(plainID)) },
			"with its parents": func(x *test) { x.Mock.RemoveListener(plainID) },
		} {
			t.Run(string(unknown)+" "+name, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{UnknownRule: unknown}})
				x.Alone(func(s *acctest.Session) {
					s.Configure(block("test", nil))
					s.Apply(plain)
					id := x.ID()
					outside(x)
					s.Planned(plain, "GAAP rule is gone: "+id)
					s.Mock.RemoveRule(id)
				})
			})
		}
	}
}

// One that goes between plan and apply is destroyed, too.
func TestAccRule_goneMeanwhile(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(x.Apply(block("test", nil)), before(resource.TestStep{Config: x.Config(block("test", nil)), Destroy: true}, func() {
		id := x.ID()
		x.Mock.OnCall(func(action string) {
			if action == "DeleteRule" {
				x.Mock.RemoveRule(id)
			}
		})
	}))
}

// A state that somebody edited may not name the listener: the id tells where the
// rule is.
func TestAccRule_noListener(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]tfcore.Options{"refreshed": {Destroy: true}, "as it is": {Destroy: true, NoRefresh: true}} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				all := s.State().Object(address).Value.AsValueMap()
				all["listener_id"] = cty.NullVal(cty.String)
				s.State().Object(address).Value = cty.ObjectVal(all)
				s.Apply(options)
			})
		})
	}
}
