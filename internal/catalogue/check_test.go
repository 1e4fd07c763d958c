package catalogue_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const (
	shanghai = "realserver_region = \"Shanghai\"\nbandwidth = 20\nconcurrent = 5\n"
	korea    = shanghai + "access_region = \"Korea\"\n"
)

func TestAccCheckProxyCreate(t *testing.T) {
	t.Parallel()
	checks := func(arguments, sends, available string) acctest.DataSource {
		return acctest.DataSource{
			Type: "gaap_check_proxy_create", Arguments: arguments, Shows: map[string]string{"available": available},
			Action: "CheckProxyCreate", Sends: `{"RealServerRegion":"Shanghai","Bandwidth":20,"Concurrent":5,` + sends + `}`,
		}
	}
	env := acctest.New(t, gaapmock.Options{})
	acctest.DataSources{
		"yes": checks(shanghai+`access_region = "Hongkong"`, `"AccessRegion":"Hongkong"`, "true"),
		"no":  checks(shanghai+`access_region = "Taipei"`, `"AccessRegion":"Taipei"`, "false"),
		"in a group": checks(shanghai+"access_region = \"Hongkong\"\ngroup_id = \"lg-demo0001\"",
			`"AccessRegion":"Hongkong","GroupId":"lg-demo0001"`, "true"),
		"with features": checks(korea+"ip_address_version = \"IPv4\"\nnetwork_type = \"cn2\"\npackage_type = \"Accelerator\"",
			`"AccessRegion":"Korea","IPAddressVersion":"IPv4","NetworkType":"cn2","PackageType":"Accelerator"`, "false"),
	}.Run(t, env)
	if n := len(env.Mock.Proxies()); n > 0 {
		t.Errorf("%d proxies were made", n)
	}
}

func TestAccCheckProxyCreate_fails(t *testing.T) {
	t.Parallel()
	fails := func(arguments string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_check_proxy_create", Arguments: arguments, Fails: phrases}
	}
	acctest.DataSources{
		"region": fails(shanghai+`access_region = "Atlantis"`,
			"Cannot check a GAAP proxy", `access_region = "Atlantis"`, "Checking 20 Mbps and 50,000 connections from Atlantis to Shanghai: CheckProxyCreate failed",
			"Code: InvalidParameterValue.UnknownAccessRegion", "RequestId:", "gaap_access_regions_by_dest_region"),
		"group":   fails(korea+`group_id = "group"`, `group_id = "group"`, "must be an id such as lg-a1b2c3d4"),
		"network": fails(korea+`network_type = "triple"`, `network_type = "triple"`),
	}.Run(t, acctest.New(t, gaapmock.Options{}))
}
