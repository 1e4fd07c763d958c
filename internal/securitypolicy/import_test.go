package securitypolicy_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// After an import by id the plan is empty, and nothing is written: of a group's, too,
// which the service does not name.
func TestAccSecurityPolicy_import(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.SecurityOptions{
		"": {}, ", the other mode": {Unknown: gaapmock.UnknownNotFound, MembersShow: true, Tasks: true},
	} {
		for of, c := range map[string]struct {
			policy gaapmock.SecurityPolicy
			as     arguments
		}{
			"a proxy": {gaapmock.SecurityPolicy{ProxyID: proxyID, DefaultAction: "DROP", Status: "BOUND"}, nil},
			"closed":  {gaapmock.SecurityPolicy{ProxyID: proxyID, DefaultAction: "DROP"}, closed},
			"a group": {gaapmock.SecurityPolicy{GroupID: groupID, DefaultAction: "DROP", Status: "BOUND"}, ofGroup},
		} {
			t.Run(of+name, func(t *testing.T) {
				x := newTest(t, options)
				id, config := x.Mock.AddSecurityPolicy(c.policy), block("test", c.as)
				x.Run(
					resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true},
					withPlan(x.Apply(config, x.Same(), x.Wrote(), attributes(map[string]string{"id": id})), plancheck.ResourceActionNoop),
					resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateVerify: true},
				)
			})
		}
	}
	t.Run("missing", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{})
		imports := func(id string, phrases ...string) resource.TestStep {
			return resource.TestStep{
				Config: x.Config(block("test", nil)), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true, ExpectError: acctest.Says(phrases...),
			}
		}
		x.Run(imports("nonsense", "Invalid import id", "sp-a1b2c3d4"), imports("sp-missing0", "No GAAP security policy to import"), x.Apply(block("test", nil)))
	})
}

// A policy of the official provider is taken over with an empty plan.
func TestAccSecurityPolicy_moved(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status string
		as     arguments
	}{"open": {"BOUND", nil}, "closed": {"UNBIND", closed}} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			id := x.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ProxyID: proxyID, DefaultAction: "DROP", Status: c.status})
			text, _ := json.Marshal(map[string]any{"id": id, "proxy_id": proxyID, "action": "DROP", "enable": c.as == nil})
			x.Alone(func(s *acctest.Session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				got, said := server.Move(s.T.Context(), "gaap_security_policy", "tencentcloud_gaap_security_policy", "registry.terraform.io/tencentcloudstack/tencentcloud", text)
				if len(said) > 0 {
					t.Fatal(tfcore.Render(said))
				}
				s.State().Put(address, &tfcore.Object{Provider: "gaap", Value: got.Value, Identity: got.Identity})
				s.Configure(block("test", c.as))
				if plan := s.Planned(plain); !plan.Empty() {
					t.Errorf("the plan is not empty:\n%s", plan)
				}
				if err := x.Wrote()(nil); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
