package check_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const shanghai = "realserver_region = \"Shanghai\"\nbandwidth = 20\nconcurrent = 5\n"

func TestAccCheckProxyCreate(t *testing.T) {
	t.Parallel()
	const size = `"RealServerRegion":"Shanghai","Bandwidth":20,"Concurrent":5`
	for name, c := range map[string]struct {
		arguments, sent, available string
	}{
		"yes": {`access_region = "Hongkong"`, `{"AccessRegion":"Hongkong",` + size + `}`, "true"},
		"no":  {`access_region = "Taipei"`, `{"AccessRegion":"Taipei",` + size + `}`, "false"},
		"in a group": {
			"access_region = \"Hongkong\"\ngroup_id = \"lg-demo0001\"", `{"AccessRegion":"Hongkong","GroupId":"lg-demo0001",` + size + `}`, "true",
		},
		"with features": {
			"access_region = \"Korea\"\nip_address_version = \"IPv4\"\nnetwork_type = \"cn2\"\npackage_type = \"Accelerator\"",
			`{"AccessRegion":"Korea","IPAddressVersion":"IPv4","NetworkType":"cn2","PackageType":"Accelerator",` + size + `}`, "false",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := acctest.New(t, gaapmock.Options{})
			acctest.DataSource{
				Type: "gaap_check_proxy_create", Arguments: shanghai + c.arguments, Shows: map[string]string{"available": c.available},
			}.Run(t, env)
			env.CheckCalls(t, "CheckProxyCreate", c.sent)
			if n := len(env.Mock.Proxies()); n > 0 {
				t.Errorf("%d proxies were made", n)
			}
		})
	}
}

func TestAccCheckProxyCreate_fails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arguments string
		fails     []string
	}{
		"region": {
			shanghai + `access_region = "Atlantis"`,
			[]string{
				"Cannot check a GAAP proxy", `access_region = "Atlantis"`, "Checking 20 Mbps and 50,000 connections from Atlantis to Shanghai: CheckProxyCreate failed",
				"Code: InvalidParameterValue.UnknownAccessRegion", "RequestId:", "gaap_access_regions_by_dest_region",
			},
		},
		"group":   {shanghai + "access_region = \"Korea\"\ngroup_id = \"group\"", []string{`group_id = "group"`, "must be an id such as lg-a1b2c3d4"}},
		"network": {shanghai + "access_region = \"Korea\"\nnetwork_type = \"triple\"", []string{`network_type = "triple"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := acctest.New(t, gaapmock.Options{})
			acctest.DataSource{Type: "gaap_check_proxy_create", Arguments: c.arguments, Fails: c.fails}.Run(t, env)
		})
	}
}
