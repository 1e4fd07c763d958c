package proxy_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/proxy"
)

// seed is the example of the CreateProxy page.
var seed = arguments{"access_region": `"SouthChina"`, "realserver_region": "", "group_id": `"lg-xxxx"`}

const (
	seedBody     = `CreateProxy {"AccessRegion":"SouthChina","Bandwidth":10,"Concurrent":2,"GroupId":"lg-xxxx","ProjectId":0,"ProxyName":"test"}`
	ordinaryBody = `CreateProxy {"AccessRegion":"Hongkong","Bandwidth":10,"Concurrent":2,"ProjectId":0,"ProxyName":"test","RealServerRegion":"Shanghai"}`
)

// The page's example ends with a running proxy, the planned token on the wire,
// and an empty second plan; in the end nothing is left.
func TestAccProxy_seedExample(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	var token string
	create := x.apply(seed,
		x.wrote(seedBody),
		attributes(map[string]string{
			"status": "RUNNING", "project_id": "0", "realserver_region": "Hongkong", "group_id": "lg-xxxx", "enable": "true", "force_destroy": "false",
			"billing_type": "0", "ip_address_version": "IPv4", "network_type": "normal", "package_type": "Thunder", "tags.%": "", "tags_all.%": "0",
		}),
		func(state *terraform.State) error {
			p, ok := x.Mock.Proxy(x.id())
			attributes := state.RootModule().Resources[address].Primary.Attributes
			if !ok || p.Status != gaapmock.StatusRunning || attributes["id"] != p.ID {
				return fmt.Errorf("the proxy is %+v, the state is %v", p, attributes)
			}
			if want := proxy.DeriveToken("", gaapapi.CreateProxyInput{Name: "test", AccessRegion: "SouthChina", Bandwidth: 10, Concurrent: 2, GroupID: "lg-xxxx"}); token != want {
				return fmt.Errorf("the planned token is %s, want %s", token, want)
			}
			if p.ClientToken != token || attributes["client_token"] != token {
				return fmt.Errorf("planned %s, sent %s, stored %s", token, p.ClientToken, attributes["client_token"])
			}
			return nil
		},
		x.Warned(),
	)
	second := x.apply(seed, x.wrote())
	second.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}
	x.run(withPlan(create, plancheck.ResourceActionCreate, keepToken(&token)), second)
	if err := x.wrote(`DestroyProxies {"Force":0,"ProxyIds":["ID"]}`)(nil); err != nil {
		t.Error(err)
	}
}

// Every argument has its parameter, and every attribute is filled.
func TestAccProxy_full(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	source := x.Mock.AddProxy(gaapmock.Proxy{ID: "link-source00", PolicyID: "sp-12345678"})
	all := arguments{
		"name": `"全部 edge-hk-sh"`, "project_id": "1204", "bandwidth": "20", "concurrent": "5",
		"tags": `{ team = "net", env = "prod" }`, "billing_type": "1", "ip_address_version": `"IPv4"`, "network_type": `"cn2"`,
		"package_type": `"Accelerator"`, "cloned_proxy_id": `"link-source00"`, "client_token": `"my token"`, "enable": "true", "force_destroy": "true",
		"timeouts": `{
    create = "5m"
    update = "6m"
    delete = "7m"
  }`,
	}
	want := map[string]string{
		"name": "全部 edge-hk-sh", "project_id": "1204", "access_region": "Hongkong", "realserver_region": "Shanghai", "bandwidth": "20", "concurrent": "5",
		"tags.%": "2", "tags.team": "net", "tags.env": "prod", "tags_all.%": "2", "tags_all.team": "net", "tags_all.env": "prod",
		"billing_type": "1", "ip_address_version": "IPv4", "network_type": "cn2", "package_type": "Accelerator", "cloned_proxy_id": "link-source00",
		"client_token": "my token", "enable": "true", "force_destroy": "true", "timeouts.create": "5m", "timeouts.update": "6m", "timeouts.delete": "7m",
		"group_id": "", "status": "RUNNING", "version": "3.0", "scalable": "true", "support_protocols.#": "4", "policy_id": "sp-12345678",
		"http3_supported": "true", "ban_status": "RECOVER", "related_global_domains.#": "0", "ip_list.#": "1", "ip_list.0.provider": "BGP", "ip_list.0.bandwidth": "20",
	}
	x.run(
		resource.TestStep{Config: x.Config(block("test", all)), Check: resource.ComposeAggregateTestCheckFunc(
			x.wrote(`CreateProxy {"AccessRegion":"Hongkong","Bandwidth":20,"BillingType":1,"ClonedProxyId":"ID","Concurrent":5,"IPAddressVersion":"IPv4","NetworkType":"cn2","PackageType":"Accelerator","ProjectId":1204,"ProxyName":"全部 edge-hk-sh","RealServerRegion":"Shanghai","TagSet":[{"TagKey":"env","TagValue":"prod"},{"TagKey":"team","TagValue":"net"}]}`),
			attributes(want),
			func(state *terraform.State) error {
				got := state.RootModule().Resources[address].Primary.Attributes
				p, ok := x.Mock.Proxy(got["id"])
				if !ok || p.ClientToken != "my token" || p.ClonedProxyID != source {
					return fmt.Errorf("the proxy is %+v", p)
				}
				same := map[string]string{
					"domain": p.Domain, "ip": p.IP, "forward_ip": sortedParts(p.ForwardIP), "ip_list.0.ip": p.IP,
					"create_time": p.CreateTime.UTC().Truncate(time.Second).Format(time.RFC3339),
				}
				for name, value := range same {
					if got[name] != value || value == "" {
						return fmt.Errorf("%s is %q, want %q", name, got[name], value)
					}
				}
				x.Mock.RemoveProxy(source)
				return nil
			},
			x.Warned(),
		)},
	)
}

// A proxy that shall not be enabled is made, then closed.
func TestAccProxy_createDisabled(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	off := arguments{"enable": "false"}
	x.run(x.apply(off, x.wrote(ordinaryBody, `CloseProxies {"ProxyIds":["ID"]}`), attributes(map[string]string{"status": "CLOSED", "enable": "false"})))
}

// An absent, a null and an empty map of tags are the same to the service, and
// are kept as they are written.
func TestAccProxy_noTags(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	noop := func(changes arguments) resource.TestStep {
		return withPlan(x.apply(changes, x.wrote()), plancheck.ResourceActionNoop)
	}
	empty, null := arguments{"tags": "{}"}, arguments{"tags": "null"}
	rewritten := withPlan(x.apply(null, x.wrote()), plancheck.ResourceActionUpdate)
	x.run(
		x.apply(empty, x.wrote(ordinaryBody), attributes(map[string]string{"tags.%": "0", "tags_all.%": "0"})),
		noop(empty), rewritten, noop(arguments{}),
	)
}

// A plan that was saved makes what it showed, much later and in another process.
func TestAccProxy_savedPlan(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	var first, second, third string
	pause := acctest.PlanCheck{Address: address, Check: func(map[string]any, map[string]any) error {
		x.Clock.Advance(30 * 24 * time.Hour)
		return nil
	}}
	again := x.plans(arguments{}, plancheck.ResourceActionCreate, keepToken(&second))
	again.ConfigPlanChecks.PostApplyPreRefresh = []plancheck.PlanCheck{keepToken(&first)}
	x.run(again, withPlan(x.apply(arguments{}, x.wrote(ordinaryBody), func(*terraform.State) error {
		p, _ := x.Mock.Proxy(x.id())
		if first != second || second != third || p.ClientToken != third {
			return fmt.Errorf("planned the tokens %s, %s and %s, sent %s", first, second, third, p.ClientToken)
		}
		return nil
	}), plancheck.ResourceActionCreate, keepToken(&third), pause))
}

// What is only known after apply leaves the token unknown, and nothing else;
// then the token is that of the values.
func TestAccProxy_unknownInputs(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.needsTerraformData()
	var config strings.Builder
	var unknown []plancheck.PlanCheck
	for argument, source := range map[string]string{
		"name": `"unknown"`, "project_id": "1204", "access_region": `"Korea"`, "realserver_region": `"Japan"`, "bandwidth": "20", "concurrent": "5",
		"tags": `{ env = "prod" }`, "group_id": `"lg-demo0001"`, "billing_type": "1", "ip_address_version": `"IPv4"`, "network_type": `"normal"`,
		"package_type": `"Thunder"`, "cloned_proxy_id": `"link-source00"`, "client_token": `"mine"`,
	} {
		fmt.Fprintf(&config, "resource \"terraform_data\" %q {\n  input = %s\n}\n", argument, source)
		changes := arguments{"name": `"` + argument + `"`}
		changes[argument] = "terraform_data." + argument + ".output"
		switch argument {
		case "tags":
			changes[argument] = `{ env = terraform_data.tags.output.env }`
		case "group_id":
			changes["realserver_region"] = ""
		}
		config.WriteString(block(argument, changes))
		unknown = append(unknown, acctest.PlanCheck{Address: "gaap_proxy." + argument, Check: func(after, unknown map[string]any) error {
			if token := after["client_token"]; token != nil || unknown["client_token"] != true {
				return fmt.Errorf("with an unknown %s the token is planned as %v", argument, token)
			}
			return nil
		}})
	}
	x.Mock.AddProxy(gaapmock.Proxy{ID: "link-source00"})
	x.run(resource.TestStep{
		Config:           x.Config(config.String()),
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: unknown},
		Check: func(state *terraform.State) error {
			x.Mock.RemoveProxy("link-source00")
			made := 0
			for name, r := range state.RootModule().Resources {
				if r.Type != "gaap_proxy" {
					continue
				}
				made++
				got := r.Primary.Attributes
				if p, ok := x.Mock.Proxy(got["id"]); !ok || got["client_token"] == "" || got["client_token"] != p.ClientToken {
					return fmt.Errorf("%s: sent the token %q, stored %q", name, p.ClientToken, got["client_token"])
				}
			}
			if made != len(unknown) {
				return fmt.Errorf("%d proxies were made, want %d", made, len(unknown))
			}
			return x.Warned()(nil)
		},
	})
}

// One proxy can be named by another's attributes.
func TestAccProxy_fedByAnother(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	other := block("other", arguments{"name": `"other"`})
	copied := block("test", arguments{"cloned_proxy_id": "gaap_proxy.other.id", "tags": "{ of = gaap_proxy.other.id }"})
	x.run(resource.TestStep{Config: x.Config(other + copied), Check: resource.ComposeAggregateTestCheckFunc(
		resource.TestCheckResourceAttrPair(address, "cloned_proxy_id", "gaap_proxy.other", "id"),
		resource.TestCheckResourceAttrPair(address, "tags_all.of", "gaap_proxy.other", "id"),
	)})
}

// Regions and sizes that no list has are put to the service before they are refused.
func TestAccProxy_unlistedButValid(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	asked := func(n int) resource.TestCheckFunc {
		return func(*terraform.State) error {
			if got := len(x.Mock.Calls("CheckProxyCreate")); (got > 0) != (n > 0) {
				return fmt.Errorf("CheckProxyCreate was called %d times", got)
			}
			return nil
		}
	}
	x.run(
		x.apply(arguments{"bandwidth": "2000"}, asked(1), attributes(map[string]string{"bandwidth": "2000"})),
		before(x.apply(arguments{"access_region": `"SouthChina"`}, asked(1), attributes(map[string]string{"access_region": "SouthChina"})), x.forget),
		before(x.apply(arguments{"access_region": `"SouthChina"`, "name": `"new"`}, asked(0)), x.forget),
	)
}

// A lookup that fails is no reason not to plan.
func TestAccProxy_failingLookup(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "DescribeAccessRegionsByDestRegion", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
	x.run(x.apply(arguments{}, x.wrote(ordinaryBody), x.Warned("Cannot check the regions", "Hongkong", "UnauthorizedOperation", "CAM policy")))
}

// Nor is one that only fails in the second question.
func TestAccProxy_failingCheck(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "CheckProxyCreate", Kind: gaapmock.FaultError, Code: "FailedOperation", Times: -1})
	x.run(x.apply(arguments{"bandwidth": "2000"}, x.Warned("Cannot check the regions", "CheckProxyCreate failed", "FailedOperation")))
}
