package layer4_test

import (
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

func (x *test) proxyIs(status string) {
	x.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.Status = status })
}

// settles lets the proxy run in a while.
func (x *test) settles(after time.Duration) {
	time.AfterFunc(after, func() { x.proxyIs(gaapmock.StatusRunning) })
}

// Below a proxy that is on its way, each write waits until it runs.
func TestAccLayer4_proxyOnItsWay(t *testing.T) {
	t.Parallel()
	for _, status := range []string{gaapmock.StatusAdjusting, gaapmock.StatusCreating, gaapmock.StatusOpening, gaapmock.StatusMoving} {
		for _, protocol := range []string{"TCP", "UDP"} {
			t.Run(status+" "+protocol, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.RunAlone(func(s *acctest.Session) {
					for _, config := range []string{
						block("test", arguments{"protocol": `"` + protocol + `"`}, to(one)),
						block("test", arguments{"protocol": `"` + protocol + `"`, "name": `"new"`}, to(two)),
						"",
					} {
						s.Configure(config)
						plan := s.MustPlan(plain)
						x.proxyIs(status)
						x.settles(time.Minute)
						start := s.Clock.Now()
						s.ApplySaved(plan)
						if took := s.Clock.Now().Sub(start); took < time.Minute || took > 2*time.Minute {
							t.Errorf("it took %s", took)
						}
					}
				})
			})
		}
	}
}

// A proxy is resized in the apply that makes, changes and destroys listeners.
func TestAccLayer4_proxyAdjusting(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	config := func(bandwidth, listeners string) resource.TestStep {
		return x.Apply(acctest.Block("test", arguments{"bandwidth": bandwidth}) + listeners)
	}
	at := func(label, port, name string) string {
		return block(label, arguments{"proxy_id": "gaap_proxy.test.id", "port": port, "name": name}, to(one))
	}
	x.Run(
		config("10", at("test", "80", `"a"`)),
		config("20", at("test", "80", `"b"`)+at("next", "81", `"n"`)),
		config("50", at("next", "81", `"n"`)),
		config("20", ""),
	)
}

// Below a closed proxy a write is an error at once, which says what to do.
func TestAccLayer4_proxyClosed(t *testing.T) {
	t.Parallel()
	for _, status := range []string{gaapmock.StatusClosed, gaapmock.StatusIsolated} {
		t.Run(status, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.RunAlone(func(s *acctest.Session) {
				at := func(config string, phrases ...string) {
					t.Helper()
					s.Configure(config)
					x.proxyIs(status)
					start := s.Clock.Now()
					s.Fails(plain, append(phrases, "proxy "+proxyID+" is "+status, "enable = true", "removed block", "force_destroy = true")...)
					if took := s.Clock.Now().Sub(start); took > 10*time.Second {
						t.Errorf("it took %s", took)
					}
					x.proxyIs(gaapmock.StatusRunning)
				}
				at(block("test", nil), "Cannot create GAAP listener", "NotInRuning")
				s.Apply(plain)
				at(block("test", arguments{"name": `"new"`}), "Cannot update GAAP listener")
				at(block("test", nil, to(one)), "Cannot update GAAP listener")
				s.Configure(block("test", nil))
				s.RequireEmptyPlan()
				at("", "Cannot delete GAAP listener")
				at(block("test", udp), "Cannot delete GAAP listener")
			})
		})
	}
}

// A closed proxy goes with its listeners in the way that the error names.
func TestAccLayer4_leftToItsProxy(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	x.Session(t, func(s *acctest.Session) {
		proxy := func(enable string) string {
			return acctest.Block("test", arguments{"enable": enable, "force_destroy": "true"})
		}
		s.Configure(proxy("true") + block("test", arguments{"proxy_id": "gaap_proxy.test.id"}, to(one)))
		s.Apply(plain)
		s.Configure(proxy("false") + block("test", arguments{"proxy_id": "gaap_proxy.test.id"}, to(one)))
		s.Apply(plain)
		s.RequireEmptyPlan()
		s.Fails(tfcore.Options{Destroy: true}, "Cannot delete GAAP listener", "is CLOSED", "removed block")
		if err := s.Forget(address); err != nil { // what a removed block does
			t.Fatal(err)
		}
		s.Configure("")
		s.Apply(plain)
		if n := len(s.Mock.Proxies()); n != 1 {
			t.Errorf("there are %d proxies", n)
		}
	})
	x.RequireNothingLeft()
}

// A group that is on its way is waited for.
func TestAccLayer4_groupOnItsWay(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := block("test", arguments{"proxy_id": "", "group_id": `"` + groupID + `"`})
	x.RunAlone(func(s *acctest.Session) {
		s.Configure(config)
		plan := s.MustPlan(plain)
		is := func(status string) func() {
			return func() { s.Mock.UpdateGroup(groupID, func(g *gaapmock.Group) { g.Status = status }) }
		}
		is("CREATING")()
		time.AfterFunc(time.Minute, is(gaapmock.StatusRunning))
		s.ApplySaved(plan)
		s.RequireEmptyPlan()
	})
}

// What somebody else does to a listener is waited for.
func TestAccLayer4_busy(t *testing.T) {
	t.Parallel()
	busy := func(code string, actions ...string) (faults []gaapmock.Fault) {
		for _, action := range actions {
			faults = append(faults, gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: code, Times: 3})
		}
		return faults
	}
	all := []string{"BindListenerRealServers", "ModifyTCPListenerAttribute", "DeleteListeners"}
	for name, faults := range map[string][]gaapmock.Fault{
		"ListenerHasTask":           busy("FailedOperation.ListenerHasTask", append(slices.Clone(all), "CreateTCPListeners")...),
		"ListenerStatusError":       busy("FailedOperation.ListenerStatusError", "ModifyTCPListenerAttribute"),
		"InstanceStatusNotInRuning": busy("FailedOperation.InstanceStatusNotInRuning", append(slices.Clone(all), "CreateTCPListeners")...),
		"ProxyStatusNotInRuning":    busy("FailedOperation.ProxyStatusNotInRuning", "CreateTCPListeners", "BindListenerRealServers"),
		"ResourceUpgrading":         busy("FailedOperation.ResourceUpgrading", "CreateTCPListeners"),
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Mock.Inject(faults...)
			x.Run(x.Apply(block("test", nil, to(one)), x.CheckSame()), x.Apply(block("test", arguments{"name": `"new"`}, to(two)), x.CheckSame(), x.CheckWarned()))
		})
	}
}

// A listener that somebody else is changing is written to when that is over.
func TestAccLayer4_changedMeanwhile(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.RunAlone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.Configure(block("test", arguments{"name": `"new"`}, to(one)))
		plan := s.MustPlan(plain)
		x.outside(func(l *gaapmock.Listener) { l.Status = gaapmock.StatusBinding })()
		id := x.ID()
		time.AfterFunc(time.Minute, func() {
			s.Mock.UpdateListener(id, func(l *gaapmock.Listener) { l.Status, l.DelayLoop = gaapmock.StatusRunning, 60 })
		})
		s.ApplySaved(plan)
		if l, _ := s.Mock.Listener(id); l.Name != "new" || l.DelayLoop != 60 || len(l.RealServers) != 1 {
			t.Errorf("the service has %+v", l)
		}
		s.Apply(plain)
		s.RequireEmptyPlan()
	})
}

// A proxy that is gone takes its listeners with it.
func TestAccLayer4_proxyGone(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.RunAlone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.Mock.RemoveProxy(proxyID)
		plan := s.MustPlan(plain, "GAAP listener is gone: listener-")
		if plan.Empty() {
			t.Error("the plan is empty")
		}
		s.Fails(plain, "Cannot create GAAP listener", "ResourceNotFound")
	})
}
