package badinput

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// What arguments of several data sources take.
func dataRegion() argument {
	return argument{several("Hongkong", "Shanghai", "SL_AZURE_EastUS", strings.Repeat("x", 1000)), notIDs}
}

func dataID(good ...any) argument {
	return argument{several(append(good, "link-unknown1")...), several(notIDs, "link", "link-", "link-a1b2c3d4\n", "link_a1")}
}

// listedIDs are the ids of objects that a data source is to list.
func listedIDs(good string) argument {
	ids := func(all ...string) cty.Value {
		var values []cty.Value
		for _, id := range all {
			values = append(values, cty.StringVal(id))
		}
		return cty.ListVal(values)
	}
	return argument{
		several(ids(good), ids(good, "link-unknown1")),
		several(cty.ListValEmpty(cty.String), ids(""), ids(good, good), ids(good, "link_a1"), cty.ListVal([]cty.Value{cty.NullVal(cty.String)})),
	}
}

func dataWord(words ...any) argument {
	return argument{several(words...), several(notIDs, strings.ToUpper(words[0].(string))+"x", strings.Repeat("x", 1<<16))}
}

func dataSize(good int) argument {
	return argument{several(good, 20, cty.NumberIntVal(1<<62)), several(0, notNumbers)}
}

// projects start at least, -1 for data sources that take it as all.
func projects(least int) argument {
	return argument{several(least, 0, 1204, cty.NumberIntVal(1<<62)), several(least-1, notNumbers[:3])}
}

func dataTags() argument {
	long := strings.Repeat
	return argument{
		several(tags("team", "net"), tags("qcs:x", "v"), tags("项目", "道"), tags("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6"), tags(long("道", 127), long("é", 255))),
		several(tags(), tags("", "v"), tags("team", "net", "", "v"), nothing("team"), tags(long("k", 128), "v"), tags("k", long("v", 256))),
	}
}

func name() argument {
	return argument{several("edge", "道", "%s", "a\nb", "\x00", strings.Repeat("x", 1<<16)), several("")}
}

// dataArguments are the arguments of all data sources and list resources.
func dataArguments() map[string]map[string]argument {
	ipVersion, network, kind := dataWord("IPv4", "IPv6"), dataWord("normal", "cn2"), dataWord("Thunder", "Accelerator", "CrossBorder")
	proxyOfSize := func(more map[string]argument) map[string]argument {
		for name, values := range map[string]argument{
			"access_region": dataRegion(), "realserver_region": dataRegion(), "bandwidth": dataSize(10), "concurrent": dataSize(2),
			"ip_address_version": ipVersion, "network_type": network, "package_type": kind,
		} {
			more[name] = values
		}
		return more
	}
	expressions := argument{
		several("", ".*", "^edge$", "道+", `\x00`, "(?i)E", "%s"),
		several("(", "[", "*", `\`, "(?<n", "a{1001}", `\8`, "(?=x)", strings.Repeat("(", 5000), "((a{100}){100}){100}"),
	}
	return map[string]map[string]argument{
		"gaap_proxy": {"id": dataID("link-a1b2c3d4"), "name": name()},
		"gaap_proxies": {
			"project_id": projects(-1), "access_region": dataRegion(), "realserver_region": dataRegion(), "group_id": dataID("lg-demo0001"),
			"ip_address_version": ipVersion, "package_type": kind, "tags": dataTags(), "independent": {several(cty.True, cty.False), nil},
			"name": name(), "name_regex": expressions, "ids": listedIDs("link-a1b2c3d4"),
		},
		"gaap_proxy_groups":                  {"project_id": projects(-1), "realserver_region": dataRegion(), "package_type": dataWord("Thunder", "Accelerator"), "tags": dataTags()},
		"gaap_access_regions":                {},
		"gaap_dest_regions":                  {"quality_type": {several(0, 1), several(2, notNumbers)}},
		"gaap_access_regions_by_dest_region": {"dest_region": dataRegion(), "ip_address_version": ipVersion, "package_type": kind},
		"gaap_proxy_price":                   proxyOfSize(map[string]argument{"billing_type": {several(0, 1), several(2, notNumbers)}}),
		"gaap_check_proxy_create":            proxyOfSize(map[string]argument{"group_id": dataID("lg-demo0001")}),
		"gaap_resources_by_tag": {
			"tag_key":       {several("team", "道", strings.Repeat("é", 127)), several("", strings.Repeat("k", 128), strings.Repeat("x", 1<<16))},
			"tag_value":     {several("net", "道", strings.Repeat("é", 255)), several("", strings.Repeat("v", 256), strings.Repeat("x", 1<<16))},
			"resource_type": dataWord("Proxy", "ProxyGroup", "RealServer", "domain"),
		},
		"gaap_realservers": {
			"ip": originArguments()["ip"], "domain": {several("www.example.com", "x", "道"), several("")}, "name": name(), "project_id": projects(-1), "tags": dataTags(),
		},
		"gaap_http_domains":         domainFilters(),
		listing + domainType:        domainFilters(),
		"gaap_certificates":         {"id": dataID("cert-a1b2c3d4"), "name": name(), "type": dataWord("BASIC", "SERVER")},
		listing + certificateType:   {"id": dataID("cert-a1b2c3d4"), "name": {several("edge", "道", ""), nil}, "type": dataWord("BASIC", "SERVER")},
		"gaap_http_rules":           ruleFilters(),
		"gaap_rule_realservers":     {"rule_id": dataID(ruleID)},
		listing + ruleType:          ruleFilters(),
		"gaap_layer4_listeners":     listenerFilters("TCP", "UDP"),
		"gaap_layer7_listeners":     listenerFilters("HTTP", "HTTPS"),
		"gaap_listener_realservers": {"listener_id": dataID("listener-a1b2c3d4")},
		listing + listenerType:      listenerFilters("TCP", "UDP"),
		listing + layer7Type:        listenerFilters("HTTP", "HTTPS"),
		listing + groupType:         {"project_id": projects(0), "realserver_region": dataRegion(), "package_type": dataWord("Thunder", "Accelerator"), "tags": dataTags()},
		"gaap_global_domains":       {"project_id": projects(-1), "tags": dataTags()},
		"gaap_country_area_mapping": areaFilters(),
		listing + globalType:        {"project_id": projects(0), "tags": dataTags()},
		listing + recordType:        {"domain_id": dataID(globalID)},
		"gaap_security_policies":    {"id": dataID(policyID), "proxy_id": dataID(listenerProxy), "group_id": dataID("lg-demo0001")},
		listing + policyType:        {"proxy_id": dataID(listenerProxy), "group_id": dataID("lg-demo0001")},
		"gaap_security_rules":       securityFilters(),
		listing + securityRuleType:  {"policy_id": dataID(policyID)},
		"gaap_black_header":         {},
		"gaap_custom_header":        {"rule_id": dataID("rule-a1b2c3d4")},
		"gaap_domain_error_pages":   pagesByID(),
		listing + pageType:          pageFilters(),
		listing + headerType:        {"listener_id": dataID("listener-a1b2c3d4"), "domain": {several("www.example.com", "道", ""), nil}},
		listing + originType:        {"name": {several("edge", "道", ""), nil}, "project_id": projects(0), "tags": dataTags()},
		listing + proxyType: {
			"project_id": projects(0), "access_region": dataRegion(), "realserver_region": dataRegion(), "group_id": dataID("lg-demo0001"), "tags": dataTags(),
		},
	}
}

// plainData is what a data source needs; name is to be set as well.
func plainData(kind, name string) map[string]cty.Value {
	switch kind {
	case "gaap_proxy":
		if name != "name" {
			return map[string]cty.Value{"id": cty.StringVal("link-a1b2c3d4")}
		}
	case "gaap_access_regions_by_dest_region":
		return map[string]cty.Value{"dest_region": cty.StringVal("Shanghai")}
	case "gaap_layer4_listeners", listing + listenerType, "gaap_layer7_listeners", listing + layer7Type:
		if name != "group_id" {
			return map[string]cty.Value{"proxy_id": cty.StringVal("link-a1b2c3d4")}
		}
	case "gaap_http_rules", listing + ruleType:
		return map[string]cty.Value{"listener_id": cty.StringVal(ruleListener)}
	case "gaap_resources_by_tag":
		return map[string]cty.Value{"tag_key": cty.StringVal("team"), "tag_value": cty.StringVal("net")}
	case "gaap_rule_realservers":
		return map[string]cty.Value{"rule_id": cty.StringVal(ruleID)}
	case "gaap_security_policies":
		if name == "" {
			return map[string]cty.Value{"id": cty.StringVal(policyID)}
		}
	case "gaap_security_rules", listing + securityRuleType:
		return map[string]cty.Value{"policy_id": cty.StringVal(policyID)}
	case "gaap_custom_header":
		return map[string]cty.Value{"rule_id": cty.StringVal("rule-a1b2c3d4")}
	case "gaap_listener_realservers", "gaap_domain_error_pages", listing + pageType, listing + headerType, "gaap_http_domains", listing + domainType:
		return map[string]cty.Value{"listener_id": cty.StringVal("listener-a1b2c3d4")}
	case listing + recordType:
		return map[string]cty.Value{"domain_id": cty.StringVal(globalID)}
	case "gaap_proxy_price", "gaap_check_proxy_create":
		size := plain()
		delete(size, "name")
		return size
	}
	return map[string]cty.Value{}
}

// pageFilters are what error pages are looked for by.
func pageFilters() map[string]argument {
	return map[string]argument{"listener_id": dataID("listener-a1b2c3d4"), "domain": {several("www.example.com", "a_b"), several("", "a", "WWW.example.com", "道")}}
}

// pagesByID are those and the ids of pages.
func pagesByID() map[string]argument {
	all := pageFilters()
	all["ids"] = listedIDs("errorPage-a1b2c3d4")
	return all
}
