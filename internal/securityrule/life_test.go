package securityrule_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// One life: create, an empty plan, a change in place, drift, import,
// replacement, gone.
func TestAccSecurityRule_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		proxy := e.Mock.AddProxy(gaapmock.Proxy{})
		e.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: policyID, ProxyID: proxy, Status: gaapmock.StatusBound})
		e.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: "sp-other001", ProxyID: e.Mock.AddProxy(gaapmock.Proxy{})})
		will := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		id := func() string { return e.Mock.SecurityRules("")[0].ID }
		changed := e.Config(block("test", least))
		other := e.Config(block("test", arguments{"policy_id": `"sp-other001"`}))
		return []resource.TestStep{
			{Config: e.Config(block("test", nil))},
			{Config: changed, ConfigPlanChecks: will(plancheck.ResourceActionUpdate), Check: attributes(map[string]string{"protocol": "ALL", "port": "ALL"})},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: changed, ConfigPlanChecks: will(plancheck.ResourceActionNoop)},
			{
				PreConfig: func() { e.Mock.UpdateSecurityRule(id(), func(r *gaapmock.SecurityRule) { r.Action = "ACCEPT" }) },
				Config:    changed, ConfigPlanChecks: will(plancheck.ResourceActionUpdate),
			},
			{Config: other, ConfigPlanChecks: will(plancheck.ResourceActionReplace)},
			{PreConfig: func() { e.Mock.RemoveSecurityRule(id()) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: other},
			{Config: other, Destroy: true},
		}
	})
}

// sent is a write with all that a rule says.
func sent(source, action, name, protocol, ports string) string {
	return fmt.Sprintf(`ModifySecurityRule {"AliasName":%q,"DestPortRange":%q,"PolicyId":%q,"Protocol":%q,"RuleAction":%q,"RuleId":"ID","SourceCidr":%q}`, name, ports, policyID, protocol, action, source)
}

// Every argument changes in place, and is found when it drifts.
func TestAccSecurityRule_changes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as     arguments
		writes string
		drift  func(*gaapmock.SecurityRule)
	}{
		"cidr_ip":  {arguments{"cidr_ip": `"2001:db8::/32"`}, sent("2001:db8::/32", "DROP", "bad", "TCP", "80,443"), func(r *gaapmock.SecurityRule) { r.Source = "203.0.113.1" }},
		"action":   {arguments{"action": `"ACCEPT"`}, sent("198.51.100.0/24", "ACCEPT", "bad", "TCP", "80,443"), func(r *gaapmock.SecurityRule) { r.Action = "DROP" }},
		"name":     {arguments{"name": ""}, sent("198.51.100.0/24", "DROP", "", "TCP", "80,443"), func(r *gaapmock.SecurityRule) { r.Name = "x" }},
		"protocol": {arguments{"protocol": `"UDP"`}, sent("198.51.100.0/24", "DROP", "bad", "UDP", "80,443"), func(r *gaapmock.SecurityRule) { r.Protocol = "TCP" }},
		"port":     {arguments{"port": `"8000-9000"`}, sent("198.51.100.0/24", "DROP", "bad", "TCP", "8000-9000"), func(r *gaapmock.SecurityRule) { r.Ports = "80" }},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			changed := block("test", c.as)
			x.Run(
				x.Apply(block("test", nil), x.Same(), x.Wrote(
					`CreateSecurityRules {"PolicyId":"`+policyID+`","RuleList":[{"SourceCidr":"198.51.100.0/24","Action":"DROP","AliasName":"bad","Protocol":"TCP","DestPortRange":"80,443"}]}`)),
				withPlan(x.Apply(changed, x.Same(), x.Wrote(c.writes)), plancheck.ResourceActionUpdate),
				withPlan(acctest.Before(x.Apply(changed, x.Same(), x.Wrote(c.writes)), func() { x.Mock.UpdateSecurityRule(x.First(), c.drift) }), plancheck.ResourceActionUpdate),
			)
		})
	}
}

// Another way to write a rule is no change, whoever writes it.
func TestAccSecurityRule_sameRule(t *testing.T) {
	t.Parallel()
	for _, shown := range []bool{false, true} {
		t.Run(fmt.Sprint(shown), func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{HostPrefixShown: shown})
			x.Run(
				x.Apply(block("test", arguments{"cidr_ip": `"192.0.2.1/32"`, "port": `"443,80"`}), x.Same(), attributes(map[string]string{"cidr_ip": "192.0.2.1/32", "port": "443,80"})),
				withPlan(x.Apply(block("test", arguments{"cidr_ip": `"192.0.2.1"`}), x.Same()), plancheck.ResourceActionNoop),
				withPlan(acctest.Before(x.Apply(block("test", arguments{"cidr_ip": `"192.0.2.1"`}), x.Same()), func() {
					x.Mock.UpdateSecurityRule(x.First(), func(r *gaapmock.SecurityRule) { r.Ports = "80,443" })
				}), plancheck.ResourceActionNoop),
			)
		})
	}
}

// several are rules that are counted, one for each port.
func several(ports ...string) string {
	list := ""
	for _, port := range ports {
		list += `"` + port + `",`
	}
	return "locals {\n  ports = [" + list + "]\n}\n" + block("test", arguments{"count": "length(local.ports)", "port": "local.ports[count.index]"})
}

// Rules that come together go in one call, and so do those that go; where the policy is
// busy after each, the next waits. One that is taken out of a counted list moves all
// behind it.
func TestAccSecurityRule_together(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.SecurityOptions{"at once": {}, "busy": {RuleDuration: time.Second}} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, options)
			x.Alone(func(s *acctest.Session) {
				s.Configure(several("80", "81", "82", "83", "84"))
				s.Apply(plain)
				if n := len(x.Mock.SecurityRules("")); n != 5 {
					t.Errorf("%d rules", n)
				}
				if name == "at once" {
					acctest.Sent(t, s.Mock.Journal(), "CreateSecurityRules", 1, 1)
				}
				s.Configure(several("81", "82", "83", "84"))
				s.Apply(plain)
				s.Empty()
				s.Mock.ResetJournal()
				s.Configure("")
				s.Apply(plain)
				if name == "at once" {
					acctest.Sent(t, s.Mock.Journal(), "DeleteSecurityRules", 1, 1)
				}
			})
		})
	}
}
