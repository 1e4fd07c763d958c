package proxy_test

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const lookup = "data.gaap_proxy.test"

// full is a proxy of which everything is known.
func full() gaapmock.Proxy {
	return gaapmock.Proxy{
		ID: "link-a1b2c3d4", Name: "edge", ProjectID: 1204, AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 20, Concurrent: 5,
		GroupID: "lg-demo0001", BillingType: 1, IPAddressVersion: "IPv4", NetworkType: "cn2", PackageType: "Accelerator",
		Tags: map[string]string{"team": "network", "env": "prod"}, Status: gaapmock.StatusClosed, Domain: "edge.example.com", IP: "203.0.113.7",
		ForwardIP: "198.51.100.7;", Version: "3.0", Scalarable: 1, SupportProtocols: []string{"TCP", "UDP"}, PolicyID: "sp-a1b2c3d4",
		Http3Supported: 1, BanStatus: "RECOVER", RelatedGlobalDomains: []string{"dm-1"}, CreateTime: time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC),
		ModifyConfigTime: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC), ProxyType: 103, ClientIPMethods: []int64{1}, InBanBlacklist: 1, IsAutoScaleProxy: 1, NoTLSChoice: true,
	}
}

// shown are the attributes of the full proxy.
var shown = map[string]string{
	"id": "link-a1b2c3d4", "name": "edge", "project_id": "1204", "access_region": "Hongkong", "realserver_region": "Shanghai", "bandwidth": "20", "concurrent": "5",
	"group_id": "lg-demo0001", "billing_type": "1", "ip_address_version": "IPv4", "network_type": "cn2", "package_type": "Accelerator",
	"tags.%": "2", "tags.team": "network", "tags.env": "prod", "status": "CLOSED", "enable": "false", "domain": "edge.example.com", "ip": "203.0.113.7",
	"ip_list.#": "1", "ip_list.0.ip": "203.0.113.7", "ip_list.0.provider": "BGP", "ip_list.0.bandwidth": "20",
	"forward_ip": "198.51.100.7;", "version": "3.0", "scalable": "true", "support_protocols.#": "2", "support_protocols.0": "TCP", "support_protocols.1": "UDP",
	"policy_id": "sp-a1b2c3d4", "http3_supported": "true", "ban_status": "RECOVER", "related_global_domains.#": "1", "related_global_domains.0": "dm-1",
	"create_time": "2026-02-03T04:05:06Z",
}

// details are those that its resource does not have.
var details = map[string]string{
	"modify_config_time": "2026-03-04T05:06:07Z", "proxy_type": "103", "client_ip_methods.#": "1", "client_ip_methods.0": "1",
	"in_ban_blacklist": "true", "auto_scale": "true", "tls_choice_supported": "false", "security_supported": "true", "feature_bitmap": "23",
	"access_region_name": "Hong Kong", "realserver_region_name": "Shanghai",
}

func shownAndDetails() map[string]string {
	both := maps.Clone(shown)
	maps.Copy(both, details)
	return both
}

func TestAccProxyDataSource_byID(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.AddProxy(full())
	x.Mock.AddProxy(gaapmock.Proxy{Name: "other"})
	acctest.DataSources{"by id": {
		Type: "gaap_proxy", Arguments: `id = "link-a1b2c3d4"`, Action: "DescribeProxies", Sends: `{"ProxyIds":["link-a1b2c3d4"],"Limit":100}`, Shows: shownAndDetails(),
	}}.Run(t, x.Environment)
}

// A name is looked for in all projects. What is being destroyed does not count.
func TestAccProxyDataSource_byName(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.AddProxy(full())
	x.Mock.AddProxy(gaapmock.Proxy{Name: "edge", Status: gaapmock.StatusDestroying})
	x.Mock.AddProxy(gaapmock.Proxy{Name: "edge-2"})
	acctest.DataSources{"by name": {
		Type: "gaap_proxy", Arguments: `name = "edge"`, Action: "DescribeProxies", Sends: `{"Offset":0,"Limit":100}`, Shows: shownAndDetails(),
	}}.Run(t, x.Environment)
}

// What the service does not know yet, or leaves empty, is null.
func TestAccProxyDataSource_empty(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.AddProxy(gaapmock.Proxy{ID: "link-new", Status: gaapmock.StatusCreating})
	acctest.DataSources{"new": {Type: "gaap_proxy", Arguments: `id = "link-new"`, Shows: map[string]string{
		"status": "CREATING", "tags.%": "0", "ip_list.#": "0", "project_id": "0",
		"enable": "true", "domain": "", "ip": "", "forward_ip": "", "group_id": "", "policy_id": "",
	}}}.Run(t, x.Environment)
}

// A proxy that was just made is shown as its resource shows it, by id and by
// name, in the same apply.
func TestAccProxyDataSource_ofResource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := block("test", arguments{"tags": `{ a = "1" }`, "network_type": `"cn2"`}) + `
		data "gaap_proxy" "test" {
			id = gaap_proxy.test.id
		}
		data "gaap_proxy" "named" {
			name       = gaap_proxy.test.name
			depends_on = [gaap_proxy.test]
		}
	`
	var checks []resource.TestCheckFunc
	for _, source := range []string{lookup, "data.gaap_proxy.named"} {
		for name := range shown {
			if name == "tags.team" || name == "tags.env" || name == "group_id" || name == "policy_id" || name == "related_global_domains.0" {
				continue // not of this proxy
			}
			checks = append(checks, resource.TestCheckResourceAttrPair(source, name, address, name))
		}
		checks = append(checks, resource.TestCheckResourceAttr(source, "tags.a", "1"), resource.TestCheckResourceAttr(source, "status", "RUNNING"))
	}
	x.run(resource.TestStep{Config: x.Config(config), Check: resource.ComposeAggregateTestCheckFunc(checks...)})
}

func TestAccProxyDataSource_refuses(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.AddProxy(gaapmock.Proxy{ID: "link-one", Name: "twin"})
	x.Mock.AddProxy(gaapmock.Proxy{ID: "link-two", Name: "twin", ProjectID: 1204, AccessRegion: "Korea", Status: gaapmock.StatusClosed})
	x.Mock.AddProxy(gaapmock.Proxy{ID: "link-going", Name: "going", Status: gaapmock.StatusDestroying})
	fails := func(argument string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_proxy", Arguments: argument, Fails: phrases}
	}
	refused := func(code string, d acctest.DataSource) acctest.DataSource {
		d.Action, d.Fault = "DescribeProxies", code
		return d
	}
	acctest.DataSources{
		"nothing": fails(``, "Invalid Attribute Combination", "[id,name]"),
		"both":    fails("id = \"link-one\"\n  name = \"twin\"", `id = "link-one"`, "[id,name]"),
		"no id":   fails(`id = "one"`, `id = "one"`, "must be the id of a proxy such as link-a1b2c3d4"),
		"no name": fails(`name = ""`, `name = ""`, "at least 1"),
		"several": fails(`name = "twin"`, "Several GAAP proxies have this name", `name = "twin"`,
			"link-one, RUNNING, project 0, Hongkong to Shanghai", "link-two, CLOSED, project 1204, Korea to Shanghai", "gaap_proxies"),
		"nobody":     fails(`name = "nobody"`, "No such GAAP proxy", `name = "nobody"`, `has the name "nobody"`),
		"going name": fails(`name = "going"`, "No such GAAP proxy"),
		"none":       fails(`id = "link-none"`, "No such GAAP proxy", `id = "link-none"`, "Looking up proxy link-none: DescribeProxyDetail failed", "ResourceNotFound", "RequestId:"),
		"going":      fails(`id = "link-going"`, "No such GAAP proxy", `id = "link-going"`, "being destroyed"),
		"denied": refused("UnauthorizedOperation", fails(`id = "link-one"`, "Cannot look up GAAP proxy", "with data.gaap_proxy.test",
			"Looking up proxy link-one: DescribeProxies failed", "Code: UnauthorizedOperation", "RequestId:", "CAM policy")),
		"failed": refused("FailedOperation", fails(`name = "twin"`, "Cannot look up GAAP proxy", `Looking up proxy "twin": DescribeProxies failed`,
			"Code: FailedOperation", "RequestId:")),
	}.Run(t, x.Environment)
}

// Many proxies are looked up in few calls, by name in lists of the account.
func TestAccProxyDataSource_many(t *testing.T) {
	t.Parallel()
	for name, argument := range map[string]string{"by name": `name = "edge-${count.index}"`, "by id": `id = "link-edge${count.index}"`} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{MaxProxies: -1})
			for i := range 40 {
				x.Mock.AddProxy(gaapmock.Proxy{ID: fmt.Sprintf("link-edge%d", i), Name: fmt.Sprintf("edge-%d", i)})
			}
			x.Test(t, resource.TestCase{Steps: []resource.TestStep{{
				Config: x.Config("data \"gaap_proxy\" \"test\" {\n  count = 40\n  " + argument + "\n}\n"),
				Check: resource.ComposeAggregateTestCheckFunc(
					resource.TestCheckResourceAttr(lookup+".39", "name", "edge-39"), resource.TestCheckResourceAttr(lookup+".39", "id", "link-edge39")),
			}}})
			// A test reads each about five times, each time in another process.
			if n := len(x.Mock.Calls("DescribeProxies")); n > 20 {
				t.Errorf("%d calls for 40 proxies, want them to be shared", n)
			}
		})
	}
}
