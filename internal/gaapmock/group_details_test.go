package gaapmock

import (
	"reflect"
	"testing"
)

// groupDetail is what DescribeProxyGroupDetails shows.
func (x *tester) groupDetail(id string) map[string]any {
	x.t.Helper()
	return x.ok("DescribeProxyGroupDetails", `{"GroupId":"`+id+`"}`).fields["ProxyGroupDetail"].(map[string]any)
}

func TestDescribeProxyGroupDetails(t *testing.T) {
	x := newTester(t, func(o *Options) {
		o.Groups = []Group{
			{ID: "lg-1", Name: "edge", RealServerRegion: "Shanghai", ProjectID: 1204, Tags: map[string]string{"a": "1"}},
			{ID: "lg-2", RealServerRegion: "Hongkong", PackageType: "Accelerator", IPAddressVersion: "IPv6"},
		}
	})
	x.AddProxy(Proxy{GroupID: "lg-1"})
	x.AddProxy(Proxy{GroupID: "lg-1", Status: StatusCreateFailed})
	x.AddProxy(Proxy{})
	for id, want := range map[string]map[string]any{
		"lg-1": {
			"GroupId": "lg-1", "GroupName": "edge", "ProjectId": 1204.0, "ProxyNum": 2.0, "Status": 0.0, "OwnerUin": DefaultAccountID, "Domain": "lg-1.gaapqcloud.com",
			"IPAddressVersion": "IPv4", "PackageType": "Thunder", "Http3Supported": 1.0, "TagSet": []any{map[string]any{"TagKey": "a", "TagValue": "1"}},
		},
		"lg-2": {
			"GroupId": "lg-2", "GroupName": "lg-2", "ProjectId": 0.0, "ProxyNum": 0.0, "Status": 0.0, "IPAddressVersion": "IPv6", "PackageType": "Accelerator",
			"Http3Supported": 0.0, "TagSet": []any{}, "IsOldGroup": false,
		},
	} {
		got := x.groupDetail(id)
		for name, value := range want {
			if !reflect.DeepEqual(got[name], value) {
				t.Errorf("%s: %s is %v, want %v", id, name, got[name], value)
			}
		}
		if region := got["RealServerRegionInfo"].(map[string]any)["RegionId"]; region != map[string]string{"lg-1": "Shanghai", "lg-2": "Hongkong"}[id] {
			t.Errorf("%s leads to %v", id, region)
		}
	}
	x.fails("ResourceNotFound", "DescribeProxyGroupDetails", `{"GroupId":"lg-none"}`)
	x.fails("InvalidParameter", "DescribeProxyGroupDetails", `{"GroupId":1}`)
}
