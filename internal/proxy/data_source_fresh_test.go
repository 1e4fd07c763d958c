package proxy_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What data sources read in an apply is not what others have read before it
// changed something: they show a proxy as it was made, renamed or replaced.
func TestAccProxyDataSource_afterWrite(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	x.needsTerraformData()
	x.Mock.AddProxy(gaapmock.Proxy{ID: "link-bystander", Name: "bystander", AccessRegion: "Korea"})
	lookUps := func(label, after string) string {
		return fmt.Sprintf(`
			data "gaap_proxies" %[1]q {
				access_region = "Hongkong"
				depends_on    = [%[2]s]
			}
			data "gaap_proxy" %[1]q {
				name       = "bystander"
				depends_on = [%[2]s]
			}
			data "gaap_proxy" "id_%[1]s" {
				id         = "link-bystander"
				depends_on = [%[2]s]
			}
		`, label, after)
	}
	config := func(run, name, network string) string {
		return x.Config(fmt.Sprintf(`
			resource "terraform_data" "run" {
				input = %q
			}
			`, run) + lookUps("before", "terraform_data.run") + fmt.Sprintf(`
			data "gaap_proxy" "changing" {
				id         = "link-bystander"
				depends_on = [data.gaap_proxies.before, data.gaap_proxy.before, data.gaap_proxy.id_before]
			}
			resource "gaap_proxy" "test" {
				name              = %q
				access_region     = "Hongkong"
				realserver_region = "Shanghai"
				bandwidth         = 10
				concurrent        = 2
				network_type      = %q
				depends_on        = [data.gaap_proxy.changing]
			}
			data "gaap_proxy" "named" {
				name       = %[1]q
				depends_on = [gaap_proxy.test]
			}
			data "gaap_proxy" "by_id" {
				id         = gaap_proxy.test.id
				depends_on = [gaap_proxy.test]
			}
		`, name, network) + lookUps("after", "gaap_proxy.test"))
	}
	shows := func(before resource.TestCheckFunc, name string) resource.TestCheckFunc {
		checks := []resource.TestCheckFunc{
			resource.TestCheckResourceAttr("data.gaap_proxies.after", "proxies.#", "1"),
			resource.TestCheckResourceAttr("data.gaap_proxies.after", "proxies.0.name", name),
			resource.TestCheckResourceAttrPair("data.gaap_proxies.after", "proxies.0.id", address, "id"),
			resource.TestCheckResourceAttrPair("data.gaap_proxy.named", "id", address, "id"),
			resource.TestCheckResourceAttrPair("data.gaap_proxy.named", "network_type", address, "network_type"),
			resource.TestCheckResourceAttr("data.gaap_proxy.by_id", "name", name),
		}
		return resource.ComposeAggregateTestCheckFunc(append(checks, before)...)
	}
	none := resource.TestCheckResourceAttr("data.gaap_proxies.before", "proxies.#", "0")
	first := resource.TestCheckResourceAttr("data.gaap_proxies.before", "proxies.0.name", "first")
	either := resource.TestCheckResourceAttrSet("data.gaap_proxies.before", "proxies.#") // what is replaced may be gone by then
	x.Test(t, resource.TestCase{TerraformVersionChecks: x.needs, Steps: []resource.TestStep{
		{Config: config("make", "first", "normal"), Check: shows(none, "first")},
		{Config: config("rename", "second", "normal"), Check: shows(first, "second")},
		{Config: config("replace", "second", "cn2"), Check: shows(either, "second")},
	}})
}
