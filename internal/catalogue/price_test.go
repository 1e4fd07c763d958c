package catalogue_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// arguments are those of an ordinary proxy.
const arguments = `
	access_region     = "Hongkong"
	realserver_region = "Shanghai"
	bandwidth         = 20
	concurrent        = 5
`

// source is one that is asked with arguments, and more of them.
func source(more, sends string, shows map[string]string) acctest.DataSource {
	return acctest.DataSource{
		Type: "gaap_proxy_price", Arguments: arguments + more, Shows: shows, Action: "InquiryPriceCreateProxy",
		Sends: `{"AccessRegion":"Hongkong","RealServerRegion":"Shanghai","Bandwidth":20,"Concurrent":5` + sends + `}`,
	}
}

func TestAccProxyPrice(t *testing.T) {
	t.Parallel()
	acctest.DataSources{
		"by bandwidth": source(``, ``, map[string]string{
			"currency": "CNY", "proxy_daily_price": "80.64", "discount_proxy_daily_price": "60.48", "flow_unit_price": "", "discount_flow_unit_price": "",
			"cn2_bandwidth_price": "0", "discount_cn2_bandwidth_price": "0", "bandwidth_unit_prices.#": "5",
			"bandwidth_unit_prices.0.from": "0", "bandwidth_unit_prices.0.to": "20", "bandwidth_unit_prices.0.unit_price": "130", "bandwidth_unit_prices.0.discount_unit_price": "97.5",
			"bandwidth_unit_prices.4.from": "2000", "bandwidth_unit_prices.4.to": "", "bandwidth_unit_prices.4.unit_price": "50",
		}),
		"by traffic": source(`billing_type = 1`, `,"BillingType":1`, map[string]string{
			"proxy_daily_price": "80.64", "flow_unit_price": "0.8", "discount_flow_unit_price": "0.6", "bandwidth_unit_prices.#": "0",
		}),
		"cn2": source(
			"billing_type = 0\nip_address_version = \"IPv4\"\nnetwork_type = \"cn2\"\npackage_type = \"Accelerator\"",
			`,"BillingType":0,"IPAddressVersion":"IPv4","NetworkType":"cn2","PackageType":"Accelerator"`,
			map[string]string{"cn2_bandwidth_price": "55", "discount_cn2_bandwidth_price": "41.25", "bandwidth_unit_prices.#": "5"}),
	}.Run(t, acctest.New(t, gaapmock.Options{}))
}

func TestAccProxyPrice_fails(t *testing.T) {
	t.Parallel()
	fails := func(arguments, fault string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_proxy_price", Arguments: arguments, Action: "InquiryPriceCreateProxy", Fault: fault, Fails: phrases}
	}
	const pair = "access_region = \"Hongkong\"\nrealserver_region = \"Shanghai\"\n"
	acctest.DataSources{
		"no argument": fails(``, "", "Missing required argument", `"realserver_region" is required`),
		"zero":        fails(pair+"concurrent = 2\nbandwidth = 0", "", "bandwidth = 0", "at least 1"),
		"network":     fails(arguments+`network_type = "triple"`, "", `network_type = "triple"`, "cn2"),
		"bandwidth": fails(pair+"bandwidth = 15\nconcurrent = 2", "",
			"Cannot inquire about the price of a GAAP proxy", "bandwidth = 15", "Inquiring about 15 Mbps and 20,000 connections from Hongkong to Shanghai: InquiryPriceCreateProxy failed",
			"Code: InvalidParameterValue.InvalidBandwidth", "RequestId:", "gaap_access_regions_by_dest_region lists what it offers"),
		"refused": fails(arguments, "AuthFailure.UnauthorizedOperation", "InquiryPriceCreateProxy failed", "CAM policy"),
	}.Run(t, acctest.New(t, gaapmock.Options{}))
}

// Prices are the decimal fractions that the service writes, also in sums.
func TestAccProxyPrice_decimal(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	env.Test(t, resource.TestCase{
		Steps: []resource.TestStep{{
			Config: env.Config(`
				data "gaap_proxy_price" "test" {
				` + arguments + `
				}
				output "equal" {
					value = data.gaap_proxy_price.test.proxy_daily_price == 80.64
				}
				output "month" {
					value = 30 * data.gaap_proxy_price.test.discount_proxy_daily_price
				}
			`),
			Check: resource.ComposeAggregateTestCheckFunc(resource.TestCheckOutput("equal", "true"), resource.TestCheckOutput("month", "1814.4")),
		}},
	})
}
