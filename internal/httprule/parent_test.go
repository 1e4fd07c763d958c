package httprule_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func (x *test) proxyIs(status string) {
	x.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.Status = status })
}

// Below a proxy that is on its way, each write waits until it runs.
func TestAccRule_proxyOnItsWay(t *testing.T) {
	t.Parallel()
	for _, status := range []string{gaapmock.StatusAdjusting, gaapmock.StatusOpening} {
		t.Run(status, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.RunAlone(func(s *acctest.Session) {
				for _, config := range []string{block("test", headers("X-A=1"), to(one)), block("test", with(headers("X-A=2"), arguments{"path": `"/new"`}), to(two)), ""} {
					s.Configure(config)
					plan := s.MustPlan(plain)
					x.proxyIs(status)
					time.AfterFunc(time.Minute, func() { x.proxyIs(gaapmock.StatusRunning) })
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

// Below a closed proxy a write is an error at once, which says what to do.
func TestAccRule_proxyClosed(t *testing.T) {
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
					s.Fails(plain, append(phrases, "proxy "+proxyID+" is "+status, "rules are made", "enable = true", "removed block", "force_destroy = true")...)
					if took := s.Clock.Now().Sub(start); took > 10*time.Second {
						t.Errorf("it took %s", took)
					}
					x.proxyIs(gaapmock.StatusRunning)
				}
				at(block("test", nil), "Cannot create GAAP rule", "NotInRuning")
				s.Apply(plain)
				at(block("test", arguments{"path": `"/new"`}), "Cannot update GAAP rule")
				at(block("test", headers("X-A=1")), "Cannot update GAAP rule")
				s.Configure(block("test", nil))
				s.RequireEmptyPlan()
				at("", "Cannot delete GAAP rule")
			})
		})
	}
}

// A domain that somebody is changing is waited for, and so is a listener that is busy.
func TestAccRule_busy(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"FailedOperation.ListenerHasTask", "FailedOperation.DomainStatusNotInRunning", "FailedOperation.InstanceStatusNotInRuning", "FailedOperation.ActionOperateTooQuickly"} {
		t.Run(code, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			for _, action := range []string{"CreateRule", "BindRuleRealServers", "ModifyRuleAttribute", "CreateCustomHeader", "DeleteRule"} {
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: code, Times: 3})
			}
			x.Run(
				x.Apply(block("test", headers("X-A=1"), to(one)), x.CheckSame()),
				x.Apply(block("test", with(headers("X-A=1"), arguments{"path": `"/new"`}), to(two)), x.CheckSame(), x.CheckWarned()),
			)
		})
	}
}

// An origin that is replaced goes when the rule has let go of it.
func TestAccRule_originReplaced(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := func(ip string) string {
		return acctest.Resource("gaap_realserver", "test", arguments{"ip": `"` + ip + `"`, "name": `"test"`, "lifecycle": "{\n    create_before_destroy = true\n  }"}) +
			block("test", nil, "id = gaap_realserver.test.id\n    port = 80")
	}
	x.RunAlone(func(s *acctest.Session) {
		s.Configure(config("192.0.2.77"))
		s.Apply(plain)
		s.Configure(config("192.0.2.78"))
		s.Apply(plain)
		s.RequireEmptyPlan()
	})
}

// A domain that was renamed outside is no domain of its rules any more: they are
// replaced, but not if the configuration says the new name.
func TestAccRule_renamedOutside(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	renamed := arguments{"domain": `"new.example.com"`}
	x.Run(
		x.Apply(block("test", nil), x.CheckSame()),
		resource.TestStep{
			PreConfig: func() {
				x.Mock.UpdateDomain(x.domainOf(plainID), func(d *gaapmock.Domain) { d.Name = "new.example.com" })
				x.Mock.ResetJournal()
			},
			Config: x.Config(block("test", renamed)), Check: x.CheckWrites(),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}},
		},
	)
}
