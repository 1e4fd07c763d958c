package proxy_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What the documents leave open is an option of the mock. These tests run the
// provider on both settings where others do not.

// The token of a failed creation may be spent or not: the next apply makes one
// proxy either way.
func TestAccProxy_failedToken(t *testing.T) {
	t.Parallel()
	for _, released := range []bool{false, true} {
		t.Run(fmt.Sprint(released), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{FailedTokenReleased: released})
			x.Mock.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultError, Code: "FailedOperation.ProxySellOut"})
			x.run(x.fails(arguments{}, "sold out"), x.apply(arguments{}, x.sameProxy(), x.CheckWarned()))
		})
	}
}

// A service that resets the billing when it is not sent has nothing to reset.
func TestAccProxy_billingResets(t *testing.T) {
	x := newTest(t, gaapmock.Options{OmittedBillingResets: true})
	x.run(
		x.apply(arguments{"billing_type": "1"}, x.sameProxy(), x.wrote(`CreateProxy {"AccessRegion":"Hongkong","Bandwidth":10,"BillingType":1,"Concurrent":2,"ProjectId":0,"ProxyName":"test","RealServerRegion":"Shanghai"}`)),
		x.updates(arguments{"bandwidth": "20"}, `ModifyProxyConfiguration {"Bandwidth":20,"BillingType":1,"ProxyId":"ID"}`),
		x.plans(arguments{"bandwidth": "20"}, plancheck.ResourceActionNoop),
	)
}

// A group that cannot be looked up may lead to another origin region than the
// proxy is to have. That is refused by the service, or by the provider when the
// service ignores it.
func TestAccProxy_groupRegion(t *testing.T) {
	t.Parallel()
	for _, checked := range []bool{false, true} {
		t.Run(fmt.Sprint(checked), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{GroupRegionChecked: checked, EarlyDestroy: gaapmock.EarlyDestroyAllowed})
			x.Mock.Inject(gaapmock.Fault{Action: "DescribeProxyGroupDetails", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
			wrong := arguments{"group_id": `"lg-demo0001"`, "realserver_region": `"Hongkong"`}
			fails := x.fails(wrong, "GAAP proxy is not ready", "the origin region is Shanghai, as that of the group")
			if checked {
				fails = x.fails(wrong, "Cannot create GAAP proxy", "group_id", "InvalidParameterValue.ProxyAndGroupFeatureConflict")
			}
			x.run(fails, x.apply(arguments{"group_id": `"lg-demo0001"`, "realserver_region": `"Shanghai"`},
				x.CheckWarned("Cannot check the regions of a GAAP proxy", "Looking up group lg-demo0001 of proxy", "UnauthorizedOperation", "CAM policy")))
		})
	}
}

// The service may take only tags that exist, when a proxy is made.
func TestAccProxy_knownTags(t *testing.T) {
	x := newTest(t, gaapmock.Options{KnownTags: []gaapmock.Tag{{Key: "team", Value: "net"}}})
	x.run(
		x.fails(arguments{"tags": `{ team = "edge" }`}, "Cannot create GAAP proxy", "tags = ", "InvalidParameterValue.InvalidTags", "A tag does not exist yet"),
		x.apply(arguments{"tags": `{ team = "net" }`}, x.sameProxy()),
		x.apply(arguments{"tags": `{ team = "edge" }`}, x.sameProxy()),
	)
}

// A quota that is used up is named, whatever its code.
func TestAccProxy_quota(t *testing.T) {
	x := newTest(t, gaapmock.Options{MaxProxies: 1, QuotaCode: "FailedOperation"})
	other := x.Mock.AddProxy(gaapmock.Proxy{Name: "other"})
	x.run(
		x.fails(arguments{}, "Cannot create GAAP proxy", "FailedOperation", "The quota of 1 proxies is used up."),
		before(x.apply(arguments{}, x.sameProxy()), func() { x.Mock.RemoveProxy(other) }),
	)
}

// More proxies than the rate allows at once are made, changed and destroyed
// without one refused call.
func TestAccProxy_many(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	config := func(bandwidth string) string {
		return x.Config(block("many", arguments{"count": "22", "name": `"proxy ${count.index}"`, "bandwidth": bandwidth}), "max_requests_per_second = 10")
	}
	x.run(resource.TestStep{Config: config("10")}, resource.TestStep{Config: config("20")})
	for _, call := range x.Mock.Journal() {
		if call.Code != "" && call.Code != "ResourceNotFound" { // the latter says that a proxy is gone
			t.Errorf("%s was refused with %s", call.Action, call.Code)
		}
	}
	for action, n := range map[string]int{"CreateProxy": 22, "ModifyProxyConfiguration": 22, "DestroyProxies": 22} {
		if got := len(x.Mock.Calls(action)); got != n {
			t.Errorf("%d calls of %s, want %d", got, action, n)
		}
	}
}
