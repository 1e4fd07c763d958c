package price_test

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

func TestAccProxyPrice(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		more  string
		sent  string
		shows map[string]string
	}{
		"by bandwidth": {
			``, ``,
			map[string]string{
				"currency": "CNY", "proxy_daily_price": "80.64", "discount_proxy_daily_price": "60.48", "flow_unit_price": "", "discount_flow_unit_price": "",
				"cn2_bandwidth_price": "0", "discount_cn2_bandwidth_price": "0", "bandwidth_unit_prices.#": "5",
				"bandwidth_unit_prices.0.from": "0", "bandwidth_unit_prices.0.to": "20", "bandwidth_unit_prices.0.unit_price": "130", "bandwidth_unit_prices.0.discount_unit_price": "97.5",
				"bandwidth_unit_prices.4.from": "2000", "bandwidth_unit_prices.4.to": "", "bandwidth_unit_prices.4.unit_price": "50",
			},
		},
		"by traffic": {
			`billing_type = 1`, `,"BillingType":1`,
			map[string]string{"proxy_daily_price": "80.64", "flow_unit_price": "0.8", "discount_flow_unit_price": "0.6", "bandwidth_unit_prices.#": "0"},
		},
		"cn2": {
			"billing_type = 0\nip_address_version = \"IPv4\"\nnetwork_type = \"cn2\"\npackage_type = \"Accelerator\"",
			`,"BillingType":0,"IPAddressVersion":"IPv4","NetworkType":"cn2","PackageType":"Accelerator"`,
			map[string]string{"cn2_bandwidth_price": "55", "discount_cn2_bandwidth_price": "41.25", "bandwidth_unit_prices.#": "5"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := acctest.New(t, gaapmock.Options{})
			acctest.DataSource{Type: "gaap_proxy_price", Arguments: arguments + c.more, Shows: c.shows}.Run(t, env)
			env.CheckCalls(t, "InquiryPriceCreateProxy", `{"AccessRegion":"Hongkong","RealServerRegion":"Shanghai","Bandwidth":20,"Concurrent":5`+c.sent+`}`)
		})
	}
}

func TestAccProxyPrice_fails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arguments string
		code      string // of a fault
		fails     []string
	}{
		"no argument": {``, "", []string{"Missing required argument", `"realserver_region" is required`}},
		"zero":        {"access_region = \"Hongkong\"\nrealserver_region = \"Shanghai\"\nconcurrent = 2\nbandwidth = 0", "", []string{"bandwidth = 0", "at least 1"}},
		"network":     {arguments + `network_type = "triple"`, "", []string{`network_type = "triple"`, "cn2"}},
		"bandwidth": {
			"access_region = \"Hongkong\"\nrealserver_region = \"Shanghai\"\nbandwidth = 15\nconcurrent = 2", "",
			[]string{
				"Cannot inquire about the price of a GAAP proxy", "bandwidth = 15", "Inquiring about 15 Mbps and 20,000 connections from Hongkong to Shanghai: InquiryPriceCreateProxy failed",
				"Code: InvalidParameterValue.InvalidBandwidth", "RequestId:", "gaap_access_regions_by_dest_region lists what it offers",
			},
		},
		"refused": {arguments, "AuthFailure.UnauthorizedOperation", []string{"InquiryPriceCreateProxy failed", "CAM policy"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := acctest.New(t, gaapmock.Options{})
			if c.code != "" {
				env.Mock.Inject(gaapmock.Fault{Action: "InquiryPriceCreateProxy", Kind: gaapmock.FaultError, Code: c.code})
			}
			acctest.DataSource{Type: "gaap_proxy_price", Arguments: c.arguments, Fails: c.fails}.Run(t, env)
		})
	}
}

// Prices are the decimal fractions that the service writes, also in sums.
func TestAccProxyPrice_decimal(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: env.Factories(),
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
