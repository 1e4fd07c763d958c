package certificate_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// One life: create, an empty plan, a change in place, import,
// drift, replacement, gone.
func TestAccCertificate_life(t *testing.T) {
	t.Parallel()
	start := acctest.NewClock().Now()
	want := certtest.Wanted{Name: "www.example.com", From: start.AddDate(-1, 0, 0), To: start.AddDate(50, 0, 0)}
	one, two := certtest.New(t, want), certtest.New(t, want)
	acctest.Lives(t, gaapmock.Options{Seed: 1}, func(e *acctest.Environment) []resource.TestStep {
		id := ""
		same := func(s *terraform.State) error {
			now := s.RootModule().Resources[address].Primary.ID
			if id != "" && id != now {
				return fmt.Errorf("the certificate is %s, not %s any more", now, id)
			}
			id = now
			return nil
		}
		config := func(c certtest.Certificate, name string) string {
			return e.Config(block("test", with(site(c), arguments{"name": fmt.Sprintf("%q", name)})))
		}
		does := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		return []resource.TestStep{
			{Config: config(one, "first"), Check: same},
			{Config: config(one, "renamed"), Check: same, ConfigPlanChecks: does(plancheck.ResourceActionUpdate)},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"key"}},
			{Config: config(one, "renamed"), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
			{
				PreConfig: func() {
					e.Mock.UpdateCertificate(id, func(c *gaapmock.Certificate) { c.Name = "drifted" })
				},
				Config: config(one, "renamed"), Check: same,
			},
			{Config: config(two, "renamed"), ConfigPlanChecks: does(plancheck.ResourceActionReplace), Check: func(s *terraform.State) error { id = ""; return same(s) }},
			{PreConfig: func() { e.Mock.RemoveCertificate(id) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: config(two, "renamed")},
			{Config: config(two, "renamed"), Destroy: true},
		}
	})
}
