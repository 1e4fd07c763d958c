package httprule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// around are two origins, and a rule with these arguments.
func around(arguments ...string) string {
	return `
resource "gaap_realserver" "one" {
  ip   = "192.0.2.1"
  name = "one"
}

resource "gaap_realserver" "two" {
  ip         = "192.0.2.2"
  name       = "two"
  depends_on = [gaap_realserver.one] # so that ids, by which sets are sorted, have the same order on both engines
}

resource "gaap_http_rule" "test" {
  listener_id = "` + plainID + `"
  domain      = "` + domain + `"
  ` + strings.Join(arguments, "\n  ") + "\n}\n"
}

func origin(name string, more string) string {
	return fmt.Sprintf("realservers {\n    id = gaap_realserver.%s.id\n    port = 80\n    %s\n  }", name, more)
}

func will(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

// One life: create, an empty plan, changes in place, drift,
// import, replacement, gone.
func TestAccRule_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		e.Mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge"})
		e.Mock.AddListener(gaapmock.Listener{ID: plainID, ProxyID: proxyID, Name: "web", Protocol: "HTTP", Port: 80})
		e.Mock.AddDomain(gaapmock.Domain{ListenerID: plainID, Name: domain})
		id := ""
		same := func(s *terraform.State) error {
			now := s.RootModule().Resources[address].Primary.ID
			if id != "" && id != now {
				return fmt.Errorf("the rule is %s, not %s any more", now, id)
			}
			id = now
			return nil
		}
		first := e.Config(around(`path = "/"`, `realserver_type = "IP"`, `health_check = true`, origin("one", ""), origin("two", "")))
		changed := e.Config(around(`path = "/new"`, `realserver_type = "IP"`, `health_check = true`, `scheduler = "wrr"`, `interval = 10`,
			`headers = [{ header_name = "X-A", header_value = "1" }]`, origin("one", "weight = 5")))
		other := e.Config(around(`path = "/new"`, `realserver_type = "DOMAIN"`, `health_check = false`))
		return []resource.TestStep{
			{Config: first, Check: same},
			{Config: changed, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: changed, ConfigPlanChecks: will(plancheck.ResourceActionNoop)},
			{
				PreConfig: func() {
					e.Mock.UpdateRule(id, func(r *gaapmock.Rule) { r.Scheduler, r.Headers = "rr", nil })
				},
				Config: changed, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate),
			},
			{Config: other, ConfigPlanChecks: will(plancheck.ResourceActionReplace), Check: func(s *terraform.State) error { id = ""; return same(s) }},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"headers"}},
			{PreConfig: func() { e.Mock.RemoveRule(id) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: other},
			{Config: other, Destroy: true},
		}
	})
}
