package layer4_test

import (
	"context"
	"fmt"
	"strings"
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

// Whatever happens once to an action, the listener ends as it is planned, and
// there is one.
func TestAccLayer4_faults(t *testing.T) {
	t.Parallel()
	for _, action := range []string{
		"BindListenerRealServers", "ModifyTCPListenerAttribute", "DeleteListeners", "DescribeTCPListeners", "DescribeRealServers", "DescribeRealServersStatus",
	} {
		for _, kind := range []gaapmock.FaultKind{
			gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultCutBody, gaapmock.FaultHTML, gaapmock.FaultHTMLBefore, gaapmock.FaultEmpty,
			gaapmock.FaultHang, gaapmock.FaultHangBefore, gaapmock.FaultThrottle, gaapmock.FaultError, gaapmock.FaultErrorAfterCommit, gaapmock.FaultForeign,
		} {
			if kind == gaapmock.FaultForeign && strings.HasPrefix(action, "DescribeRealServers") {
				continue // the plan says that there is no such origin, and nothing happens
			}
			t.Run(fmt.Sprintf("%s %s", action, kind), func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: kind})
				x.Run(
					x.Apply(block("test", nil, to(one)), x.Same()),
					withPlan(x.Apply(block("test", arguments{"name": `"new"`}, to(two)), x.Same()), plancheck.ResourceActionUpdate),
				)
			})
		}
	}
}

// Reads from before a write start nothing anew.
func TestAccLayer4_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 8 {
		t.Run(fmt.Sprint(skip), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: "DescribeTCPListeners", Kind: gaapmock.FaultStaleRead, Skip: skip})
				s.Configure(block("test", nil, to(one)))
				s.Apply(plain)
				s.Configure(block("test", arguments{"name": `"new"`}, to(two)))
				s.Apply(plain)
				s.Mock.ClearFaults()
				s.Apply(plain)
				s.Empty()
				x.requireCreates("TCP", 1, 1)
			})
		})
	}
}

// What the service refuses for good is told at once, at the argument.
func TestAccLayer4_refusedByTheService(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		action, code string
		says         []string
	}{
		{"CreateTCPListeners", "FailedOperation.LimitNumofListener", []string{"Cannot create GAAP listener", "as many listeners as it can have"}},
		{"CreateTCPListeners", "FailedOperation.NonStandardProxy", []string{"Cannot create GAAP listener", "proxy_id"}},
		{"CreateTCPListeners", "UnauthorizedOperation", []string{"Cannot create GAAP listener", "CAM policy"}},
		{"CreateTCPListeners", "UnsupportedOperation", []string{"Cannot create GAAP listener"}},
		{"BindListenerRealServers", "InvalidParameterValue.HitBanBlacklist", []string{"GAAP listener is not ready", "exists as listener-", "tainted", "banned"}},
		{"BindListenerRealServers", "FailedOperation.LimitRealServerNum", []string{"GAAP listener is not ready", "100 origins"}},
		{"ModifyTCPListenerAttribute", "UnauthorizedOperation", []string{"Cannot update GAAP listener", "Changing the settings", "CAM policy"}},
		{"DeleteListeners", "UnauthorizedOperation", []string{"Cannot delete GAAP listener", "CAM policy"}},
		{"DescribeTCPListeners", "UnauthorizedOperation", []string{"Cannot", "GAAP listener", "CAM policy"}},
	} {
		t.Run(c.action+" "+c.code, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				steps := []string{block("test", nil, to(one)), block("test", arguments{"name": `"new"`}, to(one)), ""}
				failed := 0
				s.Mock.Inject(gaapmock.Fault{Action: c.action, Kind: gaapmock.FaultError, Code: c.code})
				for _, config := range steps {
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

// A listener that does not get ready is in the state, tainted; one that does not
// change, or go, stays there.
func TestAccLayer4_timeouts(t *testing.T) {
	t.Parallel()
	for action, says := range map[string][]string{
		"CreateTCPListeners":         {"GAAP listener is not ready", "was last seen CREATING", "timeouts.create (1m)"},
		"BindListenerRealServers":    {"GAAP listener is not ready", "was last seen BINDING", "timeouts.create (1m)"},
		"ModifyTCPListenerAttribute": {"Cannot update GAAP listener", "was last seen MODIFYING", "timeouts.update (1m)"},
		"DeleteListeners":            {"Cannot delete GAAP listener", "was last seen DESTROYING", "timeouts.delete (1m)"},
	} {
		t.Run(action, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStuck})
				failed := false
				for _, config := range []string{block("test", within(arguments{}), to(one)), block("test", within(arguments{"name": `"new"`}), to(one)), ""} {
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
					if o == nil || o.Text("id") != x.ID() || o.Tainted != (says[0] == "GAAP listener is not ready") {
						t.Errorf("the state holds %+v", o)
					}
					if action == "DeleteListeners" {
						s.Mock.RemoveListener(x.ID())
					} else {
						x.outside(func(l *gaapmock.Listener) { l.Status = gaapmock.StatusRunning })()
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

// Ctrl-C after a create: the listener is in the state, tainted, and the apply
// ends at once. A kill at that moment leaves it to the next apply, which names it.
func TestAccLayer4_interrupted(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"CreateTCPListeners", "BindListenerRealServers"} {
		t.Run(action, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				x.after(action, func() { s.Interrupt(context.Background()) })
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
				s.Configure("")
				s.Apply(plain)
			})
			x.Over()
		})
	}
	t.Run("killed", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Alone(func(s *acctest.Session) {
			x.after("CreateTCPListeners", s.Kill)
			s.Configure(block("test", nil, to(one)))
			s.PlanAndApply(s.T.Context(), s.Text(), plain)
			orphan := x.ID()
			s.Clock.Advance(time.Minute)
			s.Fails(plain, "GAAP listener exists already", orphan, "GAAP_ADOPT="+orphan)
			s.Configure(block("test", nil, to(one)), `adopt = ["`+orphan+`"]`)
			s.Apply(plain, "GAAP listener adopted: "+orphan)
			s.Configure(block("test", nil, to(one)))
			s.Empty()
			x.requireCreates("TCP", 1, 1)
		})
	})
}

// A listener that is not found with the key of another account is not gone.
func TestAccLayer4_anotherAccount(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	other := x.Elsewhere(t, gaapmock.Options{AccountID: "200000000002"})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.ConfigureFor(other, block("test", nil))
		s.Fails(plain, "GAAP listener is not found, and may belong to another account", x.ID())
		s.Fails(tfcore.Options{Destroy: true, NoRefresh: true}, "GAAP listener")
		s.Configure(block("test", nil))
		s.Empty()
	})
}

// A state that somebody edited may name two parents. Neither is asked about: the
// id tells where the listener is.
func TestAccLayer4_twoParents(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]tfcore.Options{"refreshed": {Destroy: true}, "as it is": {Destroy: true, NoRefresh: true}} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				o := s.State().Object(address)
				o.Value = edited(o.Value, "group_id", cty.StringVal("lg-a1b2c3d4"))
				s.Mock.ResetJournal()
				s.Apply(options)
				for _, call := range s.Mock.Calls("") {
					if strings.Contains(string(call.Body), "lg-a1b2c3d4") {
						t.Errorf("%s was asked about the group: %s", call.Action, call.Body)
					}
				}
			})
			x.Over()
		})
	}
}

// edited is an object with another value of an attribute.
func edited(object cty.Value, attribute string, value cty.Value) cty.Value {
	all := object.AsValueMap()
	all[attribute] = value
	return cty.ObjectVal(all)
}

// One that is destroyed outside leaves the state with a warning, and is made again.
func TestAccLayer4_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotExist, gaapmock.UnknownNotFound, gaapmock.UnknownOmitted} {
		for name, outside := range map[string]func(x *test){
			"gone":  func(x *test) { x.Mock.RemoveListener(x.ID()) },
			"going": func(x *test) { x.outside(func(l *gaapmock.Listener) { l.Status = gaapmock.StatusDestroying })() },
		} {
			t.Run(string(unknown)+" "+name, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{Unknown: unknown}})
				x.Alone(func(s *acctest.Session) {
					s.Configure(block("test", nil))
					s.Apply(plain)
					id := x.ID()
					outside(x)
					s.Planned(plain, "GAAP listener is gone: "+id)
					s.Mock.RemoveListener(id)
					s.Apply(plain)
					s.Empty()
				})
			})
		}
	}
}

// One that goes between plan and apply is destroyed, too.
func TestAccLayer4_goneMeanwhile(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(x.Apply(block("test", nil)), before(resource.TestStep{Config: x.Config(block("test", nil)), Destroy: true}, func() {
		id := x.ID()
		x.Mock.OnCall(func(action string) {
			if action == "DeleteListeners" {
				x.Mock.RemoveListener(id)
			}
		})
	}))
}

// A destruction that the service lists as failed is tried again.
func TestAccLayer4_deletionFails(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "DeleteListeners", Kind: gaapmock.FaultOperationFailed, Times: 2})
	x.Run(x.Apply(block("test", nil, to(one))))
}
