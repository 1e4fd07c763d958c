package badinput

import (
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What unified domains and their records are tried with.
const (
	globalType = "gaap_global_domain"
	recordType = "gaap_global_domain_dns"

	globalID    = "dm-a1b2c3d4"
	globalProxy = "link-a1b2c3d4"
)

func globalResource() resource {
	return resource{
		plain: func() map[string]cty.Value {
			return map[string]cty.Value{"default_value": cty.StringVal("203.0.113.5"), "alias": cty.StringVal("edge")}
		},
		arguments: func() map[string]argument {
			long, shared := strings.Repeat, proxyArguments()
			return map[string]argument{
				"default_value": {
					several("192.0.2.1", "2001:db8::1", "www.example.com", "a.example.com;B.example.com", "_a.b-c.example.com"),
					several(notIDs, "example", "192.0.2.1;192.0.2.2", "a.example.com;", ";", "a.example.com; b.example.com", "fe80::1%eth0", "a..b", "道.cn", long("a23456789.", 26)+"cn"),
				},
				"alias":      {append(several(""), shared["name"].good...), shared["name"].bad[1:]}, // which may be empty
				"project_id": shared["project_id"], "enable": shared["enable"], "tags": shared["tags"], "timeouts": shared["timeouts"],
			}
		},
		fit: func(*rapid.T, map[string]cty.Value) {}, destroys: "DeleteGlobalDomain", number: "project_id",
		add: func(mock *gaapmock.Server) string { return mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "edge"}) },
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, d := range mock.GlobalDomains() {
				ids = append(ids, d.ID)
			}
			return ids
		},
	}
}

// aroundRecord makes the domain of a record, and its proxies.
func aroundRecord(mock *gaapmock.Server) {
	mock.AddGlobalDomain(gaapmock.GlobalDomain{ID: globalID})
	for _, id := range []string{globalProxy, "link-b1b2c3d4"} {
		mock.AddProxy(gaapmock.Proxy{ID: id})
	}
}

func recordResource() resource {
	return resource{
		plain: func() map[string]cty.Value {
			return map[string]cty.Value{"domain_id": cty.StringVal(globalID), "proxy_id_list": set(globalProxy), "nation_country_inner_codes": set("101001")}
		},
		arguments: func() map[string]argument {
			return map[string]argument{
				"domain_id":     {several(globalID), notIDs},
				"proxy_id_list": {several(set(globalProxy), set("link-b1b2c3d4", globalProxy)), several(set(), set(""), set(globalProxy, "x"), set("道"), set(nil))},
				"nation_country_inner_codes": {
					several(set("101001"), set("401000", "601001")),
					several(set(), set(""), set("1"), set("101001", "China"), set("12345678"), set("١٠١٠٠١"), set(nil)),
				},
				"timeouts": proxyArguments()["timeouts"],
			}
		},
		fit: func(*rapid.T, map[string]cty.Value) {}, destroys: "DeleteGlobalDomainDns", around: aroundRecord, ids: regexp.MustCompile(`^[a-z]+-[a-z0-9]+#[0-9]+$`),
		add: func(mock *gaapmock.Server) string {
			aroundRecord(mock)
			return globalID + "#" + mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: globalID, Countries: []string{"101001"}, ProxyIDs: []string{globalProxy}})
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, r := range mock.DNSRecords("") {
				ids = append(ids, r.ID)
			}
			return ids
		},
	}
}

// areaFilters are what countries are narrowed by.
func areaFilters() map[string]argument {
	code := argument{several("101000", "600000", "1000000"), several(notIDs, "1", "12345678", "Asia", "101000 ")}
	return map[string]argument{"geographical_zone_inner_code": code, "continent_inner_code": code}
}
