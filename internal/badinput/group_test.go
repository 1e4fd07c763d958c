package badinput

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What groups are tried with.
const groupType = "gaap_proxy_group"

func plainGroup() map[string]cty.Value {
	return map[string]cty.Value{"name": cty.StringVal("edge"), "realserver_region": cty.StringVal("Shanghai")}
}

// entered is an access_regions of one region.
func entered(region string, bandwidth, concurrent int64, network cty.Value) cty.Value {
	return cty.MapVal(map[string]cty.Value{region: cty.ObjectVal(map[string]cty.Value{
		"bandwidth": cty.NumberIntVal(bandwidth), "concurrent": cty.NumberIntVal(concurrent), "network_type": network,
	})})
}

// groupArguments are the arguments of gaap_proxy_group.
func groupArguments() map[string]argument {
	shared, none := proxyArguments(), cty.NullVal(cty.String)
	all := map[string]argument{"access_regions": {
		several(entered("Japan", 10, 2, none), entered("Japan", 20, 5, cty.StringVal("normal"))),
		several(entered("", 10, 2, none), entered("道", 10, 2, none), entered("Japan", 0, 2, none), entered("Japan", 10, -1, none),
			entered("Japan", 10, 2, cty.StringVal("triple")), entered("Japan", 10, 2, cty.StringVal(""))),
	}}
	for _, name := range []string{"name", "project_id", "realserver_region", "ip_address_version", "package_type", "enable", "force_destroy", "tags", "timeouts"} {
		all[name] = shared[name]
	}
	return all
}

// withMembers: a group with proxies is destroyed with them, or not at all.
func withMembers(_ *rapid.T, config map[string]cty.Value) {
	if !config["access_regions"].IsNull() {
		config["force_destroy"] = cty.True
	}
}

func groupResource() resource {
	return resource{
		plain: plainGroup, arguments: groupArguments, destroys: "DeleteProxyGroup", number: "project_id", fit: withMembers,
		add: func(mock *gaapmock.Server) string { return mock.AddGroup(gaapmock.Group{Name: "edge"}) },
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, g := range mock.Groups() {
				if !strings.HasPrefix(g.ID, "lg-demo") && g.ID != "lg-xxxx" { // which every mock has
					ids = append(ids, g.ID)
				}
			}
			return ids
		},
	}
}
