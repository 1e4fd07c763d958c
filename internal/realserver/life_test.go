package realserver_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const address = "gaap_realserver.test"

// block is a gaap_realserver with these arguments.
func block(arguments string) string {
	return fmt.Sprintf("resource \"gaap_realserver\" \"test\" {\n%s\n}", arguments)
}

// One life: create, an empty plan, changes in place, drift,
// import, replacement, gone.
func TestAccRealServer_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		id := ""
		same := func(s *terraform.State) error {
			now := s.RootModule().Resources[address].Primary.ID
			if id != "" && id != now {
				return fmt.Errorf("the origin is %s, not %s any more", now, id)
			}
			id = now
			return nil
		}
		first := e.Config(block(`  ip = "192.0.2.1"
  name = "origin"
  tags = { team = "net" }`))
		changed := e.Config(block(`  ip = "192.0.2.1"
  name = "renamed"
  tags = { team = "edge", env = "prod" }`))
		elsewhere := e.Config(block(`  domain = "origin.example.com"
  name = "renamed"`))
		return []resource.TestStep{
			{Config: first, Check: same},
			{Config: changed, Check: same, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
			}}},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: changed, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
			{
				PreConfig: func() {
					e.Mock.UpdateRealServer(id, func(r *gaapmock.RealServer) { r.Name, r.Tags = "drifted", map[string]string{"team": "x"} })
				},
				Config: changed, Check: same,
			},
			{Config: elsewhere, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace),
			}}, Check: func(s *terraform.State) error { id = ""; return same(s) }},
			{PreConfig: func() { e.Mock.RemoveRealServer(id) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: elsewhere},
			{Config: elsewhere, Destroy: true},
		}
	})
}
