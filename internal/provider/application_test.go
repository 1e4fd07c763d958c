package provider_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// application has each resource and each data source. One is made after the other,
// so that both engines make the same ids; all change when "one" becomes "two".
const application = `
resource "gaap_proxy" "a" {
  name              = "NUMBER"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
  tags              = { team = "net" }
}
resource "gaap_realserver" "a" {
  ip         = "192.0.2.1"
  name       = "NUMBER"
  depends_on = [gaap_proxy.a]
}
resource "gaap_certificate" "a" {
  type       = "SERVER"
  name       = "NUMBER"
  content    = CONTENT
  key        = KEY
  depends_on = [gaap_realserver.a]
}
resource "gaap_layer4_listener" "a" {
  proxy_id        = gaap_proxy.a.id
  name            = "NUMBER"
  protocol        = "TCP"
  port            = 80
  realserver_type = "IP"
  health_check    = true
  realserver_bind_set {
    id   = gaap_realserver.a.id
    port = 80
  }
  depends_on = [gaap_certificate.a]
}
resource "gaap_layer7_listener" "a" {
  proxy_id         = gaap_proxy.a.id
  name             = "NUMBER"
  protocol         = "HTTPS"
  port             = 443
  certificate_id   = gaap_certificate.a.id
  forward_protocol = "HTTP"
  depends_on       = [gaap_layer4_listener.a]
}
resource "gaap_http_domain" "a" {
  listener_id = gaap_layer7_listener.a.id
  domain      = "NUMBER.example.com"
}
resource "gaap_http_rule" "a" {
  listener_id     = gaap_http_domain.a.listener_id
  domain          = gaap_http_domain.a.domain
  path            = "/NUMBER"
  realserver_type = "IP"
  health_check    = false
  realservers {
    id   = gaap_realserver.a.id
    port = 8080
  }
}
resource "gaap_custom_header" "a" {
  rule_id = gaap_http_rule.a.id
  headers {
    header_name  = "X-Number"
    header_value = "NUMBER"
  }
}
resource "gaap_domain_error_page" "a" {
  listener_id = gaap_http_domain.a.listener_id
  domain      = gaap_http_domain.a.domain
  error_codes = [502]
  body        = "NUMBER"
  depends_on  = [gaap_custom_header.a]
}
resource "gaap_security_policy" "a" {
  proxy_id   = gaap_proxy.a.id
  action     = "DROP"
  enable     = "NUMBER" == "one"
  depends_on = [gaap_domain_error_page.a]
}
resource "gaap_security_rule" "a" {
  policy_id = gaap_security_policy.a.id
  name      = "NUMBER"
  cidr_ip   = "198.51.100.0/24"
  action    = "ACCEPT"
  protocol  = "TCP"
  port      = "80"
}
resource "gaap_proxy_group" "a" {
  name               = "NUMBER"
  realserver_region  = "Shanghai"
  ip_address_version = "IPv4"
  package_type       = "Thunder"
  depends_on         = [gaap_security_rule.a]
}
resource "gaap_global_domain" "a" {
  alias         = "NUMBER"
  default_value = "203.0.113.10"
  depends_on    = [gaap_proxy_group.a]
}
resource "gaap_global_domain_dns" "a" {
  domain_id                  = gaap_global_domain.a.id
  proxy_id_list              = [gaap_proxy.a.id]
  nation_country_inner_codes = ["NUMBER" == "one" ? "101001" : "102001"]
}

data "gaap_proxy" "a" {
  id         = gaap_proxy.a.id
  depends_on = [gaap_global_domain_dns.a]
}
data "gaap_proxies" "a" {
  tags       = data.gaap_proxy.a.tags
}
data "gaap_resources_by_tag" "a" {
  tag_key   = "team"
  tag_value = data.gaap_proxy.a.tags.team
}
data "gaap_realservers" "a" {
  name = data.gaap_proxy.a.name
}
data "gaap_certificates" "a" {
  name = data.gaap_proxy.a.name
}
data "gaap_layer4_listeners" "a" {
  proxy_id = data.gaap_proxy.a.id
}
data "gaap_layer7_listeners" "a" {
  proxy_id = data.gaap_proxy.a.id
}
data "gaap_listener_realservers" "a" {
  listener_id = data.gaap_layer4_listeners.a.ids[0]
}
data "gaap_http_domains" "a" {
  listener_id = data.gaap_layer7_listeners.a.ids[0]
}
data "gaap_http_rules" "a" {
  listener_id = data.gaap_layer7_listeners.a.ids[0]
}
data "gaap_rule_realservers" "a" {
  rule_id = data.gaap_http_rules.a.ids[0]
}
data "gaap_custom_header" "a" {
  rule_id = data.gaap_http_rules.a.ids[0]
}
data "gaap_domain_error_pages" "a" {
  listener_id = data.gaap_layer7_listeners.a.ids[0]
  domain      = data.gaap_http_domains.a.domains[0].domain
}
data "gaap_security_policies" "a" {
  proxy_id = data.gaap_proxy.a.id
}
data "gaap_security_rules" "a" {
  policy_id = data.gaap_security_policies.a.ids[0]
}
data "gaap_proxy_groups" "a" {}
data "gaap_global_domains" "a" {}
data "gaap_country_area_mapping" "a" {}
data "gaap_black_header" "a" {}
data "gaap_access_regions" "a" {}
data "gaap_dest_regions" "a" {}
data "gaap_access_regions_by_dest_region" "a" {
  dest_region = "Shanghai"
}
data "gaap_proxy_price" "a" {
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}
data "gaap_check_proxy_create" "a" {
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}
output "month" {
  value = 30 * data.gaap_proxy_price.a.proxy_daily_price
}
`

// All resources and data sources live on both engines, each through a creation, an
// empty plan, a change and its end. What else a resource goes through, its own
// package plays.
func TestAccApplication_life(t *testing.T) {
	t.Parallel()
	schemas := newServer(t).Schemas
	for kind := range schemas.DataSources {
		if !strings.Contains(application, `data "`+kind+`"`) {
			t.Errorf("%s is not read", kind)
		}
	}
	start := acctest.NewClock().Now()
	made := certtest.New(t, certtest.Wanted{Name: "*.example.com", From: start.AddDate(-1, 0, 0), To: start.AddDate(50, 0, 0)})
	acctest.Agree(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, func(e *acctest.Environment) []resource.TestStep {
		config := func(number string) string {
			return e.Config(strings.NewReplacer("NUMBER", number, "CONTENT", strconv.Quote(made.PEM), "KEY", strconv.Quote(made.Key)).Replace(application))
		}
		changes := resource.TestStep{Config: config("two")}
		for kind := range schemas.Resources {
			action := plancheck.ResourceActionUpdate
			if kind == "gaap_domain_error_page" {
				action = plancheck.ResourceActionReplace // there is no other way
			}
			changes.ConfigPlanChecks.PreApply = append(changes.ConfigPlanChecks.PreApply, plancheck.ExpectResourceAction(kind+".a", action))
		}
		return []resource.TestStep{{Config: config("one")}, changes}
	})
}
