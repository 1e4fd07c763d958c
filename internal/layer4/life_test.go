package layer4_test

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

const address = "gaap_layer4_listener.test"

// around is a proxy with two origins, and a listener with these arguments.
func around(arguments ...string) string {
	return acctest.Block("test", nil) + `
resource "gaap_realserver" "one" {
  ip   = "192.0.2.1"
  name = "one"
}

resource "gaap_realserver" "two" {
  ip         = "192.0.2.2"
  name       = "two"
  depends_on = [gaap_realserver.one] # so that ids, by which sets are sorted, have the same order on both engines
}

resource "gaap_layer4_listener" "test" {
  proxy_id        = gaap_proxy.test.id
  realserver_type = "IP"
  ` + strings.Join(arguments, "\n  ") + "\n}\n"
}

func origin(name string, more string) string {
	return fmt.Sprintf("realserver_bind_set {\n    id = gaap_realserver.%s.id\n    port = 80\n    %s\n  }", name, more)
}

func will(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

// One life: create, an empty plan, changes in place, drift,
// import, replacement, gone.
func TestAccLayer4Listener_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, func(e *acctest.Environment) []resource.TestStep {
		id := ""
		same := func(s *terraform.State) error {
			now := s.RootModule().Resources[address].Primary.ID
			if id != "" && id != now {
				return fmt.Errorf("the listener is %s, not %s any more", now, id)
			}
			id = now
			return nil
		}
		first := e.Config(around(`protocol = "TCP"`, `port = 80`, `name = "web"`, `health_check = true`, origin("one", ""), origin("two", "")))
		changed := e.Config(around(`protocol = "TCP"`, `port = 80`, `name = "renamed"`, `scheduler = "wrr"`, `health_check = true`, `interval = 10`, origin("one", "weight = 5")))
		udp := e.Config(around(`protocol = "UDP"`, `port = 80`, `name = "renamed"`, `health_check = true`, `check_type = "PORT"`, `check_port = 81`,
			`context_type = "TEXT"`, `send_context = "ping"`, `recv_context = "pong"`, origin("one", "")))
		ping := e.Config(around(`protocol = "UDP"`, `port = 80`, `name = "renamed"`, `health_check = true`, `check_type = "PING"`, origin("one", "")))
		return []resource.TestStep{
			{Config: first, Check: same},
			{Config: changed, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: changed, ConfigPlanChecks: will(plancheck.ResourceActionNoop)},
			{
				PreConfig: func() {
					e.Mock.UpdateListener(id, func(l *gaapmock.Listener) { l.Name, l.Scheduler = "drifted", "rr" })
				},
				Config: changed, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate),
			},
			{Config: udp, ConfigPlanChecks: will(plancheck.ResourceActionReplace), Check: func(s *terraform.State) error { id = ""; return same(s) }},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: ping, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{PreConfig: func() { e.Mock.RemoveListener(id) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: ping},
			{Config: ping, Destroy: true},
		}
	})
}
