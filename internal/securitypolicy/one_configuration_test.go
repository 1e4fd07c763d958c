package securitypolicy_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// A policy and its rules are made and destroyed with what they protect in one
// configuration, in the right order: a proxy, and a group with a proxy of its own.
func TestAccSecurityPolicy_whole(t *testing.T) {
	t.Parallel()
	group := acctest.Resource("gaap_proxy_group", "test", arguments{"name": `"edge"`, "realserver_region": `"Shanghai"`}) +
		acctest.Block("test", arguments{"group_id": "gaap_proxy_group.test.id", "realserver_region": ""})
	for name, c := range map[string]struct {
		base     string
		parent   arguments
		destroys string
	}{
		"a proxy": {acctest.Block("test", nil), arguments{"proxy_id": "gaap_proxy.test.id"}, "DestroyProxies"},
		"a group": {group, arguments{"proxy_id": "", "group_id": "gaap_proxy_group.test.id"}, "DeleteProxyGroup"},
	} {
		for mode, options := range map[string]gaapmock.SecurityOptions{"": {}, ", the other mode": {RulesBlock: true, OrphanKept: true, MembersShow: true, RuleDuration: 1e9}} {
			t.Run(name+mode, func(t *testing.T) {
				t.Parallel()
				x := &test{Case: tested.In(t, acctest.New(t, gaapmock.Options{Security: options, EarlyDestroy: gaapmock.EarlyDestroyAllowed}))}
				config := c.base + block("test", c.parent)
				for i, action := range []string{"ACCEPT", "DROP", "ACCEPT"} {
					config += acctest.Resource("gaap_security_rule", fmt.Sprintf("r%d", i), arguments{
						"policy_id": address + ".id", "action": `"` + action + `"`, "cidr_ip": fmt.Sprintf(`"192.0.2.%d"`, i),
					})
				}
				x.RunAlone(func(s *acctest.Session) {
					s.Parallelism = 10
					s.Configure(config)
					s.Apply(plain)
					s.RequireSettled(address, x.ID())
					if rules := s.Mock.SecurityRules(x.ID()); len(rules) != 3 {
						t.Errorf("%+v", rules)
					}
					s.Apply(tfcore.Options{Destroy: true})
					if left := s.Mock.Proxies(); len(left) > 0 {
						t.Errorf("%+v is left", left)
					}
					checkOrder(t, s.Mock.Calls(""), "CreateSecurityPolicy", "OpenSecurityPolicy", "CreateSecurityRules", "DeleteSecurityRules", "CloseSecurityPolicy", "DeleteSecurityPolicy", c.destroys)
				})
			})
		}
	}
}

// checkOrder demands that writes were carried out in an order: the last of each
// action before the first of the next.
func checkOrder(t *testing.T, calls []gaapmock.Call, want ...string) {
	t.Helper()
	var order []string
	for _, call := range calls {
		if call.Committed && slices.Contains(want, call.Action) {
			order = append(order, call.Action)
		}
	}
	if got := slices.Compact(order); !slices.Equal(got, want) {
		t.Errorf("%v were carried out, want %v", got, want)
	}
}
