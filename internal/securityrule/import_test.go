package securityrule_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// others are rules that nobody has made with Terraform, and the configuration of each.
var others = map[string]struct {
	rule gaapmock.SecurityRule
	as   arguments
}{
	"all":      {gaapmock.SecurityRule{PolicyID: policyID, Source: "198.51.100.0/24", Action: "DROP", Name: "bad", Protocol: "TCP", Ports: "80,443"}, nil},
	"least":    {gaapmock.SecurityRule{PolicyID: policyID, Source: "198.51.100.0/24", Action: "DROP"}, least},
	"one host": {gaapmock.SecurityRule{PolicyID: policyID, Source: "192.0.2.1/32", Action: "DROP", Name: "bad", Protocol: "TCP", Ports: "443,80"}, arguments{"cidr_ip": `"192.0.2.1/32"`}},
}

// After an import by id the plan is empty, and nothing is written.
func TestAccSecurityRule_import(t *testing.T) {
	t.Parallel()
	for name, c := range others {
		for mode, options := range map[string]gaapmock.SecurityOptions{
			"": {}, ", the other mode": {UnknownRule: gaapmock.UnknownNotFound, Unknown: gaapmock.UnknownNotFound, HostPrefixShown: true}, ", left out": {UnknownRule: gaapmock.UnknownOmitted},
		} {
			t.Run(name+mode, func(t *testing.T) {
				x := newTest(t, options)
				id, config := x.Mock.AddSecurityRule(c.rule), block("test", c.as)
				imports := resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStatePersist: true, ImportStateId: "sr-missing0", ExpectError: acctest.Says("No GAAP security rule to import")}
				good := imports
				good.ImportStateId, good.ExpectError = id, nil
				x.Run(imports, good, withPlan(x.Apply(config, x.Same(), x.Wrote(), attributes(map[string]string{"id": id, "policy_id": policyID})), plancheck.ResourceActionNoop))
			})
		}
	}
}

// A rule of the official provider is taken over with an empty plan.
func TestAccSecurityRule_moved(t *testing.T) {
	t.Parallel()
	for name, c := range others {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			id := x.Mock.AddSecurityRule(c.rule)
			r, _ := x.Mock.SecurityRule(id)
			text, _ := json.Marshal(map[string]any{"id": id, "policy_id": policyID, "cidr_ip": r.Source, "action": r.Action, "name": r.Name, "protocol": r.Protocol, "port": r.Ports})
			x.Alone(func(s *acctest.Session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				got, said := server.Move(s.T.Context(), "gaap_security_rule", "tencentcloud_gaap_security_rule", "registry.terraform.io/tencentcloudstack/tencentcloud", text)
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
