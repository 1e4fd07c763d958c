package gaapmock

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// newRecord is a body for a record of a domain, from North China to a proxy.
func newRecord(domain, proxy, changes string) string {
	return with(`{"DomainId":"`+domain+`","ProxyIdList":["`+proxy+`"],"NationCountryInnerCodes":["101001"]}`, changes)
}

// recordsShown are what DescribeGlobalDomainDns shows.
func (x *tester) recordsShown(domain string) []map[string]any {
	x.t.Helper()
	out := []map[string]any{}
	for _, r := range x.ok("DescribeGlobalDomainDns", ofDomain(domain, "")).fields["GlobalDnsList"].([]any) {
		out = append(out, r.(map[string]any))
	}
	return out
}

func (x *tester) wantRecord(domain string, status float64) {
	x.t.Helper()
	if got := x.recordsShown(domain); len(got) != 1 || got[0]["Status"] != status {
		x.t.Errorf("%v, want status %v", got, status)
	}
}

func TestDNSRecordLife(t *testing.T) {
	x := newTester(t)
	id, proxy := x.globalDomain(""), x.AddProxy(Proxy{AccessRegion: "Guangzhou", IP: "203.0.113.21"})
	a := x.ok("CreateGlobalDomainDns", newRecord(id, proxy, ""))
	if len(a.fields) != 1 {
		t.Errorf("the answer has more than a RequestId: %s", a.body)
	}
	shown := x.recordsShown(id)[0]
	number := shown["DnsRecordId"].(float64)
	want := map[string]any{
		"DnsRecordId": number, "Status": 2.0,
		"CountryAreaList": []any{map[string]any{
			"NationCountryName": "North China", "NationCountryInnerCode": "101001", "GeographicalZoneName": "East Asia", "GeographicalZoneInnerCode": "101000",
			"ContinentName": "Asia", "ContinentInnerCode": "100000", "Remark": "Beijing, Tianjin, Hebei, Shanxi, Inner Mongolia",
		}},
		"AccessList": []any{map[string]any{
			"RegionId": "Guangzhou", "RegionName": "Guangzhou", "ProxyId": proxy, "Vip": "203.0.113.21", "SourceRegionIdcType": "dc",
			"VipList": []any{map[string]any{"IP": "203.0.113.21", "Provider": "BGP", "Bandwidth": 10.0}},
		}},
	}
	if !reflect.DeepEqual(shown, want) || number < 1e7 || number >= 1e8 {
		t.Errorf("%v, want %v", shown, want)
	}
	byNumber := func(changes string) string { return with(fmt.Sprintf(`{"DnsRecordId":%.0f}`, number), changes) }
	x.fails("FailedOperation", "DeleteGlobalDomainDns", byNumber(""))
	x.Advance(3 * time.Second)
	x.wantRecord(id, 1)
	if got := x.globalDomainsShown("")[0]["ProxyCount"]; got != 1.0 {
		t.Errorf("%v proxies", got)
	}
	second := x.AddProxy(Proxy{})
	x.ok("ModifyGlobalDomainDns", byNumber(newRecord(id, second, `{"NationCountryInnerCodes":["102001","401000","102001"]}`)))
	x.wantRecord(id, 3)
	if r := x.DNSRecords(id)[0]; !reflect.DeepEqual(r.Countries, []string{"102001", "401000"}) || !reflect.DeepEqual(r.ProxyIDs, []string{second}) {
		t.Errorf("%+v", r)
	}
	x.Advance(3 * time.Second)
	x.ok("DeleteGlobalDomainDns", byNumber(""))
	x.wantRecord(id, 4)
	x.Advance(3 * time.Second)
	if got := x.recordsShown(id); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if a := x.fails("FailedOperation", "DeleteGlobalDomainDns", byNumber("")); !strings.Contains(a.body, "dns record not exits") {
		t.Error(a.body)
	}
}

func TestDNSRecordRefused(t *testing.T) {
	x := newTester(t)
	id, other, proxy := x.globalDomain(""), x.globalDomain(""), x.AddProxy(Proxy{})
	banned, going := x.AddProxy(Proxy{InBanBlacklist: 1}), x.AddProxy(Proxy{Status: StatusDestroying})
	record := x.AddDNSRecord(DNSRecord{DomainID: id, Countries: []string{"101002"}, ProxyIDs: []string{proxy}})
	const failed, missing = "FailedOperation", "MissingParameter"
	for _, c := range []struct{ action, body, code string }{
		{"CreateGlobalDomainDns", newRecord("dm-none0000", proxy, ""), failed},
		{"CreateGlobalDomainDns", newRecord(id, "link-none0000", ""), failed},
		{"CreateGlobalDomainDns", newRecord(id, going, ""), failed},
		{"CreateGlobalDomainDns", newRecord(id, banned, ""), "InvalidParameterValue.HitBanBlacklist"},
		{"CreateGlobalDomainDns", newRecord(id, proxy, `{"ProxyIdList":[]}`), missing},
		{"CreateGlobalDomainDns", newRecord(id, proxy, `{"ProxyIdList":null}`), missing},
		{"CreateGlobalDomainDns", newRecord(id, proxy, `{"NationCountryInnerCodes":[]}`), missing},
		{"CreateGlobalDomainDns", newRecord(id, proxy, `{"NationCountryInnerCodes":["101002"]}`), failed},
		{"CreateGlobalDomainDns", newRecord(id, proxy, `{"NationCountryInnerCodes":["101000"]}`), failed},
		{"CreateGlobalDomainDns", newRecord(id, proxy, `{"NationCountryInnerCodes":["1000000"]}`), failed},
		{"CreateGlobalDomainDns", newRecord(other, proxy, `{"NationCountryInnerCodes":["101002"]}`), ""},
		{"ModifyGlobalDomainDns", newRecord(other, proxy, `{"DnsRecordId":`+record+`}`), failed},
		{"ModifyGlobalDomainDns", newRecord(id, proxy, `{"DnsRecordId":`+record+`,"ProxyIdList":null}`), missing},
		{"ModifyGlobalDomainDns", newRecord(id, proxy, `{"DnsRecordId":1}`), failed},
		{"ModifyGlobalDomainDns", newRecord(id, proxy, `{"DnsRecordId":"1"}`), "InvalidParameter"},
		{"DeleteGlobalDomainDns", `{"DnsRecordId":1,"DomainId":"` + id + `"}`, "UnknownParameter"},
	} {
		x.fails(c.code, c.action, c.body)
	}
	if got := x.DNSRecords(id); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

// Each switch has two settings.
func TestDNSRecordOptions(t *testing.T) {
	for _, on := range []bool{false, true} {
		x := newTester(t, func(o *Options) {
			g := &o.GlobalDomain
			g.CountriesShared, g.AreasExpanded, g.OmittedListKept, g.UsedNotDestroyed = on, on, on, on
			o.EarlyDestroy = EarlyDestroyAllowed
			if on {
				g.Unknown = UnknownOmitted
			}
		})
		id, group := x.globalDomain(""), x.AddGroup(Group{})
		proxy, member := x.AddProxy(Proxy{}), x.AddProxy(Proxy{GroupID: group})
		record := x.AddDNSRecord(DNSRecord{DomainID: id, Countries: []string{"101001"}, ProxyIDs: []string{proxy}})
		x.AddDNSRecord(DNSRecord{DomainID: id, Countries: []string{"101002"}, ProxyIDs: []string{member}})
		for what, is := range map[string]bool{
			"shares countries":       x.call("CreateGlobalDomainDns", newRecord(id, proxy, "")).code == "",
			"expands areas":          x.call("CreateGlobalDomainDns", newRecord(id, proxy, `{"NationCountryInnerCodes":["400000"]}`)).code == "",
			"keeps the other list":   x.call("ModifyGlobalDomainDns", ofDomain(id, `{"DnsRecordId":`+record+`,"ProxyIdList":["`+proxy+`"]}`)).code == "",
			"keeps a proxy":          x.call("DestroyProxies", `{"ProxyIds":["`+proxy+`"],"Force":1}`).code == "FailedOperation",
			"keeps a member":         x.call("DeleteProxyGroup", onGroup(group, `{"Force":1}`)).code == "FailedOperation",
			"omits a missing domain": x.call("DescribeGlobalDomainDns", ofDomain("dm-none0000", "")).code == "",
		} {
			if is != on {
				t.Errorf("%v: %s: %v", on, what, is)
			}
		}
		x.fails("FailedOperation", "EnableGlobalDomain", ofDomain("dm-none0000", ""))
		x.Advance(time.Minute)
		first := x.recordsShown(id)[0]
		if first["Status"] != map[bool]float64{true: 1}[on] || (len(first["AccessList"].([]any)) == 1) != on {
			t.Errorf("%v: %v", on, first)
		}
		if on && len(x.DNSRecords(id)[3].Countries) != 3 {
			t.Errorf("%+v", x.DNSRecords(id))
		}
	}
}

// A record can come late, a change be stuck.
func TestDNSRecordFaults(t *testing.T) {
	x := newTester(t, func(o *Options) { o.GlobalDomain.RecordLag = time.Second })
	id, proxy := x.globalDomain(""), x.AddProxy(Proxy{})
	x.Inject(Fault{Action: "CreateGlobalDomainDns", Kind: FaultStuck})
	x.ok("CreateGlobalDomainDns", newRecord(id, proxy, ""))
	if got := x.recordsShown(id); len(got) != 0 {
		t.Errorf("%v", got)
	}
	x.Advance(time.Hour)
	x.wantRecord(id, 2)
	x.Inject(Fault{Action: "DescribeGlobalDomainDns", Kind: FaultStaleRead})
	if got := x.recordsShown(id); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestDescribeCountryAreaMapping(t *testing.T) {
	list := newTester(t).ok("DescribeCountryAreaMapping", "").fields["CountryAreaMappingList"].([]any)
	seen := map[any]bool{}
	for _, c := range list {
		code := c.(map[string]any)["NationCountryInnerCode"]
		if len(code.(string)) != 6 || seen[code] {
			t.Errorf("code %v", code)
		}
		seen[code] = true
	}
	if !seen["101001"] || !seen["401012"] || seen["101000"] {
		t.Errorf("%v", seen)
	}
}

func TestDescribeResourcesByTag(t *testing.T) {
	x := newTester(t)
	tags := map[string]string{"a": "1"}
	want := []any{}
	for _, c := range [][2]string{{"Proxy", x.AddProxy(Proxy{Tags: tags})}, {"ProxyGroup", x.AddGroup(Group{Tags: tags})}, {"RealServer", x.AddRealServer(RealServer{Tags: tags})}, {"domain", x.AddGlobalDomain(GlobalDomain{Tags: tags})}} {
		want = append(want, map[string]any{"ResourceType": c[0], "ResourceId": c[1]})
	}
	x.AddProxy(Proxy{Tags: map[string]string{"a": "2"}})
	if a := x.ok("DescribeResourcesByTag", `{"TagKey":"a","TagValue":"1"}`); !reflect.DeepEqual(a.fields["ResourceSet"], want) || a.fields["TotalCount"] != 4.0 {
		t.Error(a.body)
	}
	if a := x.ok("DescribeResourcesByTag", `{"TagKey":"a","TagValue":"1","ResourceType":"ProxyGroup"}`); !reflect.DeepEqual(a.fields["ResourceSet"], want[1:2]) {
		t.Error(a.body)
	}
	if a := x.ok("DescribeResourcesByTag", `{"TagKey":"b","TagValue":"1"}`); a.fields["TotalCount"] != 0.0 {
		t.Error(a.body)
	}
	x.fails("InvalidParameterValue", "DescribeResourcesByTag", `{"TagKey":"a","TagValue":"1","ResourceType":"proxy"}`)
	x.fails("MissingParameter", "DescribeResourcesByTag", `{"TagKey":"a"}`)
}

func TestDescribeRegionAndPrice(t *testing.T) {
	x := newTester(t)
	a := x.ok("DescribeRegionAndPrice", `{"IPAddressVersion":"IPv6","PackageType":"Accelerator"}`)
	if len(a.fields["DestRegionSet"].([]any)) != 32 || a.fields["TotalCount"] != 32.0 || a.fields["Currency"] != "" || len(a.fields["BandwidthUnitPrice"].([]any)) != 0 {
		t.Error(a.body)
	}
	x.fails("InvalidParameterValue", "DescribeRegionAndPrice", `{"IPAddressVersion":"IPv5"}`)
}
