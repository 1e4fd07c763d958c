package gaapmock

import "testing"

func TestInquiryPriceCreateProxy(t *testing.T) {
	x := newTester(t)
	base := func(change string) string {
		return standardProxy(`{"ProjectId":null,"ProxyName":null` + change + `}`)
	}
	byBandwidth := x.ok("InquiryPriceCreateProxy", base(``)).fields
	ranges, _ := byBandwidth["BandwidthUnitPrice"].([]any)
	if len(ranges) != 5 || byBandwidth["FlowUnitPrice"] != nil || byBandwidth["ProxyDailyPrice"] != 80.64 || byBandwidth["Currency"] != "CNY" || byBandwidth["Cn2BandwidthPrice"] != 0.0 {
		t.Errorf("%v", byBandwidth)
	}
	byTraffic := x.ok("InquiryPriceCreateProxy", base(`,"BillingType":1,"NetworkType":"cn2"`)).fields
	if byTraffic["BandwidthUnitPrice"] != nil || byTraffic["FlowUnitPrice"] != 0.8 || byTraffic["Cn2BandwidthPrice"] != 55.0 {
		t.Errorf("%v", byTraffic)
	}
	x.ok("InquiryPriceCreateProxy", `{"AccessRegion":"Hongkong","DestRegion":"Shanghai","Bandwidth":10,"Concurrency":2}`)
	for change, code := range map[string]string{
		`,"AccessRegion":null`:           "MissingParameter",
		`,"Bandwidth":null`:              "MissingParameter",
		`,"RealServerRegion":null`:       "MissingParameter",
		`,"Concurrent":null`:             "MissingParameter",
		`,"ClientToken":"t"`:             "UnknownParameter",
		`,"Bandwidth":15`:                "InvalidParameterValue.InvalidBandwidth",
		`,"Bandwidth":-1`:                "InvalidParameterValue.InvalidBandwidth",
		`,"Concurrent":3`:                "InvalidParameterValue.InvalidConcurrency",
		`,"AccessRegion":"Atlantis"`:     "InvalidParameterValue.UnknownAccessRegion",
		`,"RealServerRegion":"Atlantis"`: "InvalidParameterValue.UnknownDestRegion",
		`,"AccessRegion":"Taipei"`:       "InvalidParameterValue",
		`,"IPAddressVersion":"IPv6"`:     "InvalidParameterValue",
		`,"NetworkType":"triple"`:        "InvalidParameterValue",
		`,"PackageType":"Gold"`:          "InvalidParameterValue",
		`,"BillingType":2`:               "InvalidParameterValue",
		`,"Http3Supported":2`:            "InvalidParameterValue",
	} {
		x.fails(code, "InquiryPriceCreateProxy", base(change))
	}
	for _, call := range x.Journal() {
		if call.Committed {
			t.Errorf("%s changed something", call.Body)
		}
	}
}

func TestDescribeProxyGroupList(t *testing.T) {
	x := newTester(t, func(o *Options) {
		o.Groups = []Group{
			{ID: "lg-1", Name: "edge", RealServerRegion: "Shanghai", Tags: map[string]string{"a": "1"}},
			{ID: "lg-2", RealServerRegion: "Hongkong", ProjectID: 1204, PackageType: "Accelerator", IPAddressVersion: "IPv6", Tags: map[string]string{"b": "2"}},
			{ID: "lg-3", RealServerRegion: "Shanghai"},
		}
	})
	list := func(more string) (ids []string, total any) {
		a := x.ok("DescribeProxyGroupList", `{"Offset":0,"Limit":100,"ProjectId":-1`+more+`}`)
		for _, g := range a.fields["ProxyGroupList"].([]any) {
			ids = append(ids, g.(map[string]any)["GroupId"].(string))
		}
		return ids, a.fields["TotalCount"]
	}
	for more, want := range map[string]int{
		``:                  3,
		`,"ProjectId":0`:    2,
		`,"ProjectId":1204`: 1,
		`,"ProjectId":99`:   0,
		`,"Filters":[{"Name":"RealServerRegion","Values":["Shanghai","Korea"]}]`:  2,
		`,"Filters":[{"Name":"PackageType","Values":["Accelerator"]}]`:            1,
		`,"TagSet":[{"TagKey":"a","TagValue":"1"},{"TagKey":"b","TagValue":"2"}]`: 2,
		`,"Filters":[{"Name":"GroupId","Values":["lg-2"]}]`:                       1,
		`,"TagSet":[{"TagKey":"a","TagValue":"2"}]`:                               0,
	} {
		if ids, total := list(more); len(ids) != want || total != float64(want) {
			t.Errorf("%s lists %q of %v, want %d", more, ids, total, want)
		}
	}
	if ids, total := list(`,"Offset":1,"Limit":1`); len(ids) != 1 || ids[0] != "lg-2" || total != 3.0 {
		t.Errorf("the second group is %q of %v", ids, total)
	}
	first := x.ok("DescribeProxyGroupList", `{"Offset":0,"Limit":1,"ProjectId":-1}`).fields["ProxyGroupList"].([]any)[0].(map[string]any)
	if first["GroupName"] != "edge" || first["Status"] != "RUNNING" || first["Http3Supported"] != 1.0 || first["Domain"] != "lg-1.gaapqcloud.com" {
		t.Errorf("%v", first)
	}
	for body, code := range map[string]string{
		`{"Offset":0,"Limit":20}`:                "MissingParameter",
		`{"Limit":20,"ProjectId":0}`:             "MissingParameter",
		`{"Offset":0,"ProjectId":0}`:             "MissingParameter",
		`{"Offset":0,"Limit":101,"ProjectId":0}`: "InvalidParameterValue",
		`{"Offset":-1,"Limit":20,"ProjectId":0}`: "InvalidParameterValue",
		`{"Offset":0,"Limit":20,"ProjectId":-2}`: "InvalidParameterValue",
		`{"Offset":0,"Limit":20,"ProjectId":0,"Filters":[{"Name":"Status","Values":["RUNNING"]}]}`: "InvalidParameterValue",
	} {
		x.fails(code, "DescribeProxyGroupList", body)
	}
}
