package gaapmock

import "testing"

func TestRegionLists(t *testing.T) {
	x := newTester(t)
	for action, field := range map[string]string{"DescribeAccessRegions": "AccessRegionSet", "DescribeDestRegions": "DestRegionSet"} {
		a := x.ok(action, "")
		if a.fields["TotalCount"] != 32.0 || len(a.fields[field].([]any)) != 32 {
			t.Errorf("%s: %s", action, a.body)
		}
		for _, r := range a.fields[field].([]any) {
			if id := r.(map[string]any)["RegionId"]; id == "SouthChina" {
				t.Errorf("%s lists an older id", action)
			}
		}
	}
}

func TestAccessRegionsByDestRegion(t *testing.T) {
	x := newTester(t)
	for _, c := range []struct {
		body        string
		count       float64
		with, never string
	}{
		{`{"DestRegion":"Shanghai"}`, 31, "Hongkong", "Taipei"},
		{`{"DestRegion":"Taipei"}`, 26, "Hongkong", "Shanghai"},
		{`{"DestRegion":"Hongkong"}`, 32, "Taipei", "SouthChina"},
		{`{"DestRegion":"SouthChina"}`, 31, "Hongkong", "Taipei"},
		{`{"DestRegion":"Hongkong","IPAddressVersion":"IPv6"}`, 6, "Beijing", "Hongkong"},
		{`{"DestRegion":"Hongkong","PackageType":"Accelerator"}`, 32, "Beijing", ""},
	} {
		a := x.ok("DescribeAccessRegionsByDestRegion", c.body)
		found := map[string]map[string]any{}
		for _, r := range a.fields["AccessRegionSet"].([]any) {
			found[r.(map[string]any)["RegionId"].(string)] = r.(map[string]any)
		}
		if a.fields["TotalCount"] != c.count || found[c.with] == nil || found[c.never] != nil {
			t.Errorf("%s: %v regions, want %v with %s and without %s", c.body, a.fields["TotalCount"], c.count, c.with, c.never)
		}
		for id, r := range found {
			concurrents, bandwidths := 12, 7
			if id == "Chongqing" && found["Taipei"] != nil {
				concurrents = 5 // the pair of Tencent's example
			}
			if len(r["ConcurrentList"].([]any)) != concurrents && c.count == 32 || len(r["BandwidthList"].([]any)) != bandwidths {
				t.Errorf("%s: %s offers %v", c.body, id, r)
			}
		}
	}
	x.fails("InvalidParameterValue.UnknownDestRegion", "DescribeAccessRegionsByDestRegion", `{"DestRegion":"Atlantis"}`)
	x.fails("InvalidParameterValue", "DescribeAccessRegionsByDestRegion", `{"DestRegion":"Shanghai","IPAddressVersion":"IPv5"}`)
	x.fails("InvalidParameterValue", "DescribeAccessRegionsByDestRegion", `{"DestRegion":"Shanghai","PackageType":"Gold"}`)
}

func TestCheckProxyCreate(t *testing.T) {
	x := newTester(t)
	base := func(change string) string {
		return standardProxy(`{"ProjectId":null,"ProxyName":null` + change + `}`)
	}
	for change, want := range map[string]any{
		``:                                1.0,
		`,"Bandwidth":2000`:               1.0,
		`,"AccessRegion":"SouthChina"`:    1.0,
		`,"RealServerRegion":"EastChina"`: 1.0,
		`,"Bandwidth":2000,"AccessRegion":"Japan"`: 0.0,
		`,"AccessRegion":"Taipei"`:                 0.0,
		`,"IPAddressVersion":"IPv6"`:               0.0,
		`,"NetworkType":"cn2"`:                     1.0,
		`,"AccessRegion":"Chongqing","RealServerRegion":"Hongkong","Concurrent":40`: 0.0,
		`,"Bandwidth":15`:                "InvalidParameterValue.InvalidBandwidth",
		`,"Concurrent":3`:                "InvalidParameterValue.InvalidConcurrency",
		`,"AccessRegion":"Atlantis"`:     "InvalidParameterValue.UnknownAccessRegion",
		`,"RealServerRegion":"Atlantis"`: "InvalidParameterValue.UnknownDestRegion",
		`,"NetworkType":"triple"`:        "InvalidParameterValue",
		`,"PackageType":"Gold"`:          "InvalidParameterValue",
		`,"Http3Supported":3`:            "InvalidParameterValue",
	} {
		a := x.call("CheckProxyCreate", base(change))
		if a.fields["CheckFlag"] != want && a.code != want {
			t.Errorf("%s: %s, want %v", change, a.body, want)
		}
	}
}
