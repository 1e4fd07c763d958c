package gaapmock

import (
	"strings"
	"testing"
)

// A region in another case is none, or that of the catalogue.
func TestRegionCase(t *testing.T) {
	const regions = `"AccessRegion":"HONGKONG","RealServerRegion":"shanghai"`
	const size = `,"Bandwidth":10,"Concurrent":2`
	for ignored, want := range map[bool]map[string]string{
		false: {
			"CreateProxy": "InvalidParameterValue", "CheckProxyCreate": "InvalidParameterValue.UnknownAccessRegion",
			"InquiryPriceCreateProxy": "InvalidParameterValue.UnknownAccessRegion", "DescribeAccessRegionsByDestRegion": "InvalidParameterValue.UnknownDestRegion",
		},
		true: {"CreateProxy": "", "CheckProxyCreate": "", "InquiryPriceCreateProxy": "", "DescribeAccessRegionsByDestRegion": ""},
	} {
		x := newTester(t, func(o *Options) { o.RegionCaseIgnored = ignored })
		x.create(`{}`)
		x.fails(want["CreateProxy"], "CreateProxy", `{"ProjectId":0,"ProxyName":"test",`+regions+size+`}`)
		x.fails(want["CheckProxyCreate"], "CheckProxyCreate", `{`+regions+size+`}`)
		x.fails(want["InquiryPriceCreateProxy"], "InquiryPriceCreateProxy", `{`+regions+size+`}`)
		x.fails(want["DescribeAccessRegionsByDestRegion"], "DescribeAccessRegionsByDestRegion", `{"DestRegion":"shanghai"}`)
		for _, p := range x.Proxies() {
			if p.AccessRegion != "Hongkong" || p.RealServerRegion != "Shanghai" {
				t.Errorf("case ignored: %v: a proxy is %+v", ignored, p)
			}
		}
		for _, list := range []struct{ action, body string }{
			{"DescribeProxies", `{"Filters":[{"Name":"AccessRegion","Values":["hongkong"]}]}`},
			{"DescribeProxyGroupList", `{"Offset":0,"Limit":20,"ProjectId":-1,"Filters":[{"Name":"RealServerRegion","Values":["hongkong"]}]}`},
		} {
			if empty := strings.Contains(x.ok(list.action, list.body).body, `"TotalCount":0`); empty == ignored {
				t.Errorf("case ignored: %v: the answer of %s is empty: %v", ignored, list.action, empty)
			}
		}
	}
}
