package proxy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What somebody else changed is seen, and put right with the calls for it.
func TestAccProxy_drift(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	written := arguments{"billing_type": "0", "tags": `{ a = "1" }`}
	drift := func(change func(*gaapmock.Proxy), writes ...string) resource.TestStep {
		return before(x.updates(written, writes...), x.outside(change))
	}
	resize := `ModifyProxyConfiguration {"Bandwidth":10,"BillingType":0,"ProxyId":"ID"}`
	tags := func(parameters string) string {
		return `ModifyResourceTags {` + parameters + `"Resource":"qcs::gaap::uin/:proxy/ID"}`
	}
	x.run(
		x.apply(written, x.sameProxy(), func(*terraform.State) error { x.forget(); return nil }),
		drift(func(p *gaapmock.Proxy) { p.Name, p.ProjectID = "other", 1205 },
			`ModifyProxiesProject {"ProjectId":0,"ProxyIds":["ID"]}`, `ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"test"}`),
		drift(func(p *gaapmock.Proxy) { p.Bandwidth = 100 }, resize),
		drift(func(p *gaapmock.Proxy) { p.Concurrent = 100 }, `ModifyProxyConfiguration {"BillingType":0,"Concurrent":2,"ProxyId":"ID"}`),
		drift(func(p *gaapmock.Proxy) { p.BillingType = 1 }, resize),
		drift(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusClosed }, `OpenProxies {"ProxyIds":["ID"]}`),
		drift(func(p *gaapmock.Proxy) { delete(p.Tags, "a") }, `ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`),
		drift(func(p *gaapmock.Proxy) { p.Tags["a"], p.Tags["b"] = "2", "2" }, tags(`"DeleteTags":[{"TagKey":"b"}],"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],`)),
	)
}

// What differs and cannot be changed is replaced.
func TestAccProxy_driftReplaces(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	written := arguments{"network_type": `"normal"`, "ip_address_version": `"IPv4"`, "package_type": `"Thunder"`}
	steps := []resource.TestStep{x.apply(written)}
	for _, change := range []func(*gaapmock.Proxy){
		func(p *gaapmock.Proxy) { p.AccessRegion = "Korea" },
		func(p *gaapmock.Proxy) { p.RealServerRegion = "Japan" },
		func(p *gaapmock.Proxy) { p.GroupID = "lg-demo0001" },
		func(p *gaapmock.Proxy) { p.NetworkType = "cn2" },
		func(p *gaapmock.Proxy) { p.IPAddressVersion = "IPv6" },
		func(p *gaapmock.Proxy) { p.PackageType = "Accelerator" },
	} {
		step := x.plans(written, plancheck.ResourceActionReplace)
		steps = append(steps, before(step, x.outside(func(p *gaapmock.Proxy) {
			p.AccessRegion, p.RealServerRegion, p.GroupID = "Hongkong", "Shanghai", ""
			p.NetworkType, p.IPAddressVersion, p.PackageType = "normal", "IPv4", "Thunder"
			change(p)
		})))
	}
	x.run(steps...)
}

// What is only shown may change without a plan to change anything.
func TestAccProxy_driftOfComputed(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.run(
		x.apply(arguments{}),
		before(withPlan(x.apply(arguments{}, attributes(map[string]string{
			"policy_id": "sp-new", "ban_status": "BANNED", "version": "4.0", "scalable": "false", "http3_supported": "false", "billing_type": "1",
			"related_global_domains.0": "dm-1", "support_protocols.#": "1", "ip": "203.0.113.99", "forward_ip": "198.51.100.99;",
		})), plancheck.ResourceActionNoop), x.outside(func(p *gaapmock.Proxy) {
			p.PolicyID, p.BanStatus, p.Version, p.Scalarable, p.Http3Supported, p.BillingType = "sp-new", "BANNED", "4.0", 0, 0, 1
			p.RelatedGlobalDomains, p.SupportProtocols, p.IP, p.ForwardIP = []string{"dm-1"}, []string{"TCP"}, "203.0.113.99", "198.51.100.99;"
		})),
	)
}

// sortedParts sorts what ends with a semicolon each.
func sortedParts(text string) string {
	parts := strings.Split(strings.TrimSuffix(text, ";"), ";")
	slices.Sort(parts)
	return strings.Join(parts, ";") + ";"
}

// The service promises no order for what it lists: another one is no change,
// for what uses the lists neither, and data sources and lists show the same.
func TestAccProxy_orderOfLists(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := x.Config(block("test", nil) + `
		data "gaap_proxy" "one" {
			id = gaap_proxy.test.id
		}
		data "gaap_proxies" "all" {
			name       = gaap_proxy.test.name
			depends_on = [gaap_proxy.test]
		}
		output "lists" {
			value = jsonencode([for p in [gaap_proxy.test, data.gaap_proxy.one, data.gaap_proxies.all.proxies[0]] : [
				p.ip_list[*].ip, p.forward_ip, tolist(p.support_protocols), tolist(p.related_global_domains),
			]])
		}
	`)
	shows := func(state *terraform.State) error {
		one := `[["203.0.113.1","203.0.113.2","203.0.113.3"],"198.51.100.1;198.51.100.2;198.51.100.3;",["HTTP","TCP","UDP"],["dm-1","dm-2","dm-3"]]`
		if got := state.RootModule().Outputs["lists"].Value; got != fmt.Sprintf("[%s,%[1]s,%[1]s]", one) {
			return fmt.Errorf("the lists are %s", got)
		}
		return nil
	}
	steps := []resource.TestStep{x.apply(nil)}
	for i, order := range [][]string{{"1", "2", "3"}, {"3", "1", "2"}, {"2", "3", "1"}, {"3", "2", "1"}} {
		shuffle := x.outside(func(p *gaapmock.Proxy) {
			p.IPList, p.ForwardIP, p.SupportProtocols, p.RelatedGlobalDomains = nil, "", nil, nil
			for _, n := range order {
				p.IPList = append(p.IPList, "203.0.113."+n)
				p.ForwardIP += "198.51.100." + n + ";"
				p.SupportProtocols = append(p.SupportProtocols, map[string]string{"1": "TCP", "2": "UDP", "3": "HTTP"}[n])
				p.RelatedGlobalDomains = append(p.RelatedGlobalDomains, "dm-"+n)
			}
		})
		if i > 0 {
			steps = append(steps, before(resource.TestStep{Config: config, PlanOnly: true}, shuffle))
		}
		steps = append(steps, before(resource.TestStep{Config: config, Check: shows}, shuffle))
	}
	x.run(steps...)
}

// A proxy that is gone, or going, leaves the state with a warning and is made
// again.
func TestAccProxy_goneOutside(t *testing.T) {
	t.Parallel()
	destroying := func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusDestroying }
	for name, c := range map[string]struct {
		options gaapmock.Options
		going   bool
	}{
		"gone": {gaapmock.Options{}, false},
		"gone, in other words": {gaapmock.Options{
			UnknownInList: gaapmock.UnknownNotFound, UnknownInDetail: gaapmock.UnknownCannotAccess, UnknownInStatus: gaapmock.UnknownNotFound, ErrorHTTPStatus: 500,
		}, false},
		"going":               {gaapmock.Options{}, true},
		"token answers again": {gaapmock.Options{Replay: gaapmock.ReplayFirstID}, false},
		"token is forgotten":  {gaapmock.Options{TokenWindow: 1}, false},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, c.options)
			var first string
			again := x.apply(arguments{}, func(state *terraform.State) error {
				if c.going {
					x.Mock.RemoveProxy(first)
				}
				if id := state.RootModule().Resources[address].Primary.ID; id != x.id() || id == first {
					return fmt.Errorf("the state holds %s, there is %s, the first was %s", id, x.id(), first)
				}
				for _, w := range x.TakeWarnings() {
					if w.Summary == "GAAP proxy is gone: "+first {
						return nil
					}
				}
				return fmt.Errorf("there was no warning")
			})
			x.run(
				x.apply(arguments{}),
				before(withPlan(again, plancheck.ResourceActionCreate), func() {
					first = x.id()
					if c.going {
						x.Mock.UpdateProxy(first, destroying)
					} else {
						x.Mock.RemoveProxy(first)
					}
				}),
			)
		})
	}
}

// A proxy that is not well, or in a status that nobody knows, stays in the
// state, with a warning where somebody should know, and without a plan.
func TestAccProxy_statusOutside(t *testing.T) {
	t.Parallel()
	for _, enabled := range []bool{true, false} {
		t.Run(fmt.Sprint(enabled), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			steps := []resource.TestStep{x.apply(arguments{"enable": fmt.Sprint(enabled)})}
			for status, warning := range map[string]string{
				gaapmock.StatusCreateFailed: "-replace=ADDRESS",
				gaapmock.StatusIsolated:     "overdue",
				gaapmock.StatusIsolating:    "overdue",
				"BRAND_NEW":                 "does not know this status",
			} {
				step := resource.TestStep{RefreshState: true, Check: resource.ComposeAggregateTestCheckFunc( // and the plan after it is empty
					attributes(map[string]string{"status": status, "enable": fmt.Sprint(enabled)}),
					func(*terraform.State) error {
						return x.CheckWarned("GAAP proxy needs attention: "+x.id(), x.id(), status, warning)(nil)
					},
				)}
				steps = append(steps, before(step, func() {
					x.TakeWarnings()
					x.outside(func(p *gaapmock.Proxy) { p.Status = status })()
				}))
			}
			steps = append(steps, before(resource.TestStep{RefreshState: true, ExpectNonEmptyPlan: !enabled}, x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })))
			x.run(steps...)
		})
	}
}

// Statuses that say whether a proxy is enabled show as that.
func TestAccProxy_enableByStatus(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	steps := []resource.TestStep{x.apply(arguments{})}
	for _, status := range []string{
		gaapmock.StatusAdjusting, gaapmock.StatusMoving, gaapmock.StatusClosed, gaapmock.StatusRecovering, gaapmock.StatusClosing,
		gaapmock.StatusCreating, gaapmock.StatusCloning, gaapmock.StatusOpening, gaapmock.StatusRunning,
	} {
		enabled := status != gaapmock.StatusClosed && status != gaapmock.StatusClosing
		warned := func(s *terraform.State) error {
			if status == gaapmock.StatusCreating || status == gaapmock.StatusCloning {
				return x.CheckWarned("GAAP proxy needs attention: "+x.id(), x.id(), status, "no domain")(s)
			}
			return x.CheckWarned()(s)
		}
		steps = append(steps, before(resource.TestStep{
			RefreshState: true, ExpectNonEmptyPlan: !enabled,
			Check: resource.ComposeAggregateTestCheckFunc(attributes(map[string]string{"status": status, "enable": fmt.Sprint(enabled)}), warned),
		}, func() {
			x.TakeWarnings()
			x.outside(func(p *gaapmock.Proxy) { p.Status = status })()
		}))
	}
	x.run(steps...)
}

// A read that fails keeps the state, and says why.
func TestAccProxy_readFails(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.run(
		x.apply(arguments{}, x.sameProxy()),
		before(x.fails(arguments{}, "Cannot read GAAP proxy", "Reading proxy link-", "DescribeProxies failed", "UnauthorizedOperation"), func() {
			x.Mock.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
		}),
		withPlan(x.apply(arguments{}, x.sameProxy()), plancheck.ResourceActionNoop),
	)
}

// A read that is behind does not make a second proxy.
func TestAccProxy_staleRead(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.run(
		x.apply(arguments{}, x.sameProxy()),
		before(withPlan(x.apply(arguments{}, x.sameProxy()), plancheck.ResourceActionNoop), func() {
			x.Mock.AddProxy(x.Mock.Proxies()[0]) // the latest write, so that a stale read does not show it
			x.Mock.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultStaleRead})
		}),
	)
}
