package securitypolicy_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// One life: create, an empty plan, a change in place, drift, import,
// replacement, gone.
func TestAccSecurityPolicy_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, func(e *acctest.Environment) []resource.TestStep {
		config := func(as arguments) string {
			all := arguments{"proxy_id": "gaap_proxy.test.id"}
			for name, value := range as {
				all[name] = value
			}
			return e.Config(acctest.Block("test", nil) + block("test", all))
		}
		will := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		return []resource.TestStep{
			{Config: config(nil), Check: attributes(map[string]string{"status": "BOUND", "enable": "true"})},
			{Config: config(closed), ConfigPlanChecks: will(plancheck.ResourceActionUpdate), Check: attributes(map[string]string{"status": "UNBIND", "enable": "false"})},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: config(closed), ConfigPlanChecks: will(plancheck.ResourceActionNoop)},
			{
				PreConfig: func() {
					e.Mock.UpdateSecurityPolicy(e.Mock.SecurityPolicies()[0].ID, func(p *gaapmock.SecurityPolicy) { p.Status = gaapmock.StatusBound })
				},
				Config: config(closed), ConfigPlanChecks: will(plancheck.ResourceActionUpdate),
			},
			{Config: config(arguments{"action": `"ACCEPT"`}), ConfigPlanChecks: will(plancheck.ResourceActionReplace)},
			{PreConfig: func() { e.Mock.RemoveSecurityPolicy(e.Mock.SecurityPolicies()[0].ID) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: config(nil)},
			{Config: config(nil), Destroy: true},
		}
	})
}

// Each change sends itself only; a policy is closed before it is deleted.
func TestAccSecurityPolicy_writes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as                   arguments
		made, opened, closes string
	}{
		"of a proxy": {nil, `CreateSecurityPolicy {"DefaultAction":"DROP","ProxyId":"` + proxyID + `"}`, `OpenSecurityPolicy {"PolicyId":"ID","ProxyId":"` + proxyID + `"}`, `CloseSecurityPolicy {"PolicyId":"ID","ProxyId":"` + proxyID + `"}`},
		"of a group": {ofGroup, `CreateSecurityPolicy {"DefaultAction":"DROP","GroupId":"` + groupID + `"}`, `OpenSecurityPolicy {"PolicyId":"ID"}`, `CloseSecurityPolicy {"PolicyId":"ID"}`},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			off := arguments{"enable": "false"}
			for name, value := range c.as {
				off[name] = value
			}
			x.Run(
				x.Apply(block("test", c.as), x.Same(), x.Wrote(c.made, c.opened), attributes(map[string]string{"status": "BOUND"})),
				withPlan(x.Apply(block("test", off), x.Same(), x.Wrote(c.closes)), plancheck.ResourceActionUpdate),
				withPlan(x.Apply(block("test", c.as), x.Same(), x.Wrote(c.opened)), plancheck.ResourceActionUpdate),
				withPlan(acctest.Before(x.Apply(block("test", c.as), x.Same(), x.Wrote(c.opened)), func() {
					x.Mock.UpdateSecurityPolicy(x.First(), func(p *gaapmock.SecurityPolicy) { p.Status = gaapmock.StatusUnbind })
				}), plancheck.ResourceActionUpdate),
				resource.TestStep{Config: x.Config(block("test", c.as)), Destroy: true},
			)
			if err := x.Wrote(c.closes, `DeleteSecurityPolicy {"PolicyId":"ID"}`)(nil); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("closed", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{})
		x.Run(
			x.Apply(block("test", closed), x.Wrote(`CreateSecurityPolicy {"DefaultAction":"DROP","ProxyId":"`+proxyID+`"}`)),
			withPlan(x.Apply(block("test", arguments{"enable": "false", "action": `"ACCEPT"`}), x.Wrote(
				`DeleteSecurityPolicy {"PolicyId":"ID"}`, `CreateSecurityPolicy {"DefaultAction":"ACCEPT","ProxyId":"`+proxyID+`"}`)), plancheck.ResourceActionReplace),
		)
	})
}
