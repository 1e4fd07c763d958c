package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// All data sources show the same to both engines, and so does what is computed
// from them.
func TestAccDataSources_life(t *testing.T) {
	t.Parallel()
	const size = "access_region = \"Hongkong\"\nrealserver_region = \"Shanghai\"\nbandwidth = 10\nconcurrent = 2\n"
	acctest.Lives(t, gaapmock.Options{}, 1, func(e *acctest.Environment) []resource.TestStep {
		e.Mock.AddProxy(gaapmock.Proxy{ID: "link-a1b2c3d4", Name: "edge", Tags: map[string]string{"team": "net"}})
		e.Mock.AddRealServer(gaapmock.RealServer{ID: "rs-a1b2c3d4", Name: "web", Address: "192.0.2.1", Tags: map[string]string{"team": "net"}})
		config := e.Config(`
			data "gaap_proxy" "all" {
				id = "link-a1b2c3d4"
			}
			data "gaap_proxies" "all" {
				tags = data.gaap_proxy.all.tags
			}
			data "gaap_realservers" "all" {
				tags = data.gaap_proxy.all.tags
			}
			data "gaap_proxy_groups" "all" {}
			data "gaap_global_domains" "all" {}
			data "gaap_country_area_mapping" "all" {}
			data "gaap_access_regions" "all" {}
			data "gaap_dest_regions" "all" {}
			data "gaap_access_regions_by_dest_region" "all" {
				dest_region = "Shanghai"
			}
			data "gaap_proxy_price" "all" {
				` + size + `
			}
			data "gaap_check_proxy_create" "all" {
				` + size + `
			}
			output "month" {
				value = 30 * data.gaap_proxy_price.all.proxy_daily_price
			}
		`)
		return []resource.TestStep{{Config: config}}
	})
}
