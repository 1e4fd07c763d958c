package layer7_test

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

// One life: create, an empty plan, changes in place, drift,
// import, replacement, gone.
func TestAccLayer7Listener_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, func(e *acctest.Environment) []resource.TestStep {
		now := e.Clock.Now()
		cert := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: now, To: now.AddDate(5, 0, 0)})
		for id, kind := range map[string]int64{site: gaapmock.CertificateServer, next: gaapmock.CertificateServer, client1: gaapmock.CertificateClient} {
			e.Mock.AddCertificate(gaapmock.Certificate{ID: id, Name: id, Type: kind, Content: cert.PEM, Key: cert.Key})
		}
		id := ""
		same := func(s *terraform.State) error {
			now := s.RootModule().Resources[address].Primary.ID
			if id != "" && id != now {
				return fmt.Errorf("the listener is %s, not %s any more", now, id)
			}
			id = now
			return nil
		}
		config := func(as arguments) string {
			return e.Config(acctest.Block("test", nil) + block("test", with(as, arguments{"proxy_id": "gaap_proxy.test.id"})))
		}
		will := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		changed := config(with(mutual, arguments{"name": `"new"`, "certificate_id": `"` + next + `"`, "tls_support_versions": `["TLSv1.2", "TLSv1.3"]`}))
		return []resource.TestStep{
			{Config: config(mutual), Check: same},
			{Config: changed, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: changed, ConfigPlanChecks: will(plancheck.ResourceActionNoop)},
			{
				PreConfig: func() {
					e.Mock.UpdateListener(id, func(l *gaapmock.Listener) { l.Name, l.CertificateID = "drifted", site })
				},
				Config: changed, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate),
			},
			{Config: config(nil), ConfigPlanChecks: will(plancheck.ResourceActionReplace), Check: func(s *terraform.State) error { id = ""; return same(s) }},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{PreConfig: func() { e.Mock.RemoveListener(id) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: config(nil)},
			{Config: config(nil), Destroy: true},
		}
	})
}
