package gaapapi_test

import (
	"fmt"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const groupsAction = "DescribeProxyGroupList"

func groupsOf(t *testing.T, s *service, query gaapapi.GroupQuery) []gaapapi.ProxyGroup {
	t.Helper()
	var found []gaapapi.ProxyGroup
	for group, err := range s.client.ProxyGroups(t.Context(), query) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, group)
	}
	return found
}

func TestProxyGroups(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{Groups: []gaapmock.Group{
			{ID: "lg-1", Name: "edge", RealServerRegion: "Shanghai", ProjectID: 1204, PackageType: "Accelerator", Tags: map[string]string{"a": "1", "b": "2"}},
			{ID: "lg-2", RealServerRegion: "Shanghai", ProjectID: 1204, PackageType: "Accelerator", Tags: map[string]string{"a": "1"}},
		}})
		found := groupsOf(t, s, gaapapi.GroupQuery{
			ProjectID: 1204, RealServerRegion: "Shanghai", PackageType: "Accelerator", Tags: map[string]string{"a": "1", "b": "2"},
		})
		want := []gaapapi.ProxyGroup{{
			ID: "lg-1", Name: "edge", ProjectID: 1204, Domain: "lg-1.gaapqcloud.com", RealServerRegion: "Shanghai", Status: "RUNNING",
			Tags: map[string]string{"a": "1", "b": "2"}, Version: "3.0", CreateTime: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), HTTP3Supported: true,
		}}
		if !reflect.DeepEqual(found, want) {
			t.Errorf("%+v, want %+v", found, want)
		}
		s.CheckBodies(groupsAction, `{"Offset":0,"Limit":100,"ProjectId":1204,"TagSet":[{"TagKey":"a","TagValue":"1"}],
			"Filters":[{"Name":"RealServerRegion","Values":["Shanghai"]},{"Name":"PackageType","Values":["Accelerator"]}]}`)
	})
}

func TestProxyGroups_pages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var groups []gaapmock.Group
		for i := range 120 {
			groups = append(groups, gaapmock.Group{ID: fmt.Sprintf("lg-%d", i), RealServerRegion: "Shanghai"})
		}
		s := newService(t, gaapmock.Options{Groups: groups})
		if n := len(groupsOf(t, s, gaapapi.GroupQuery{ProjectID: gaapapi.AllProjects})); n != 120 {
			t.Errorf("%d groups, want 120", n)
		}
		s.CheckBodies(groupsAction, `{"Offset":0,"Limit":100,"ProjectId":-1}`, `{"Offset":100,"Limit":100,"ProjectId":-1}`)
	})
}

func TestProxyGroups_fails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Inject(gaapmock.Fault{Action: groupsAction, Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
		for _, err := range s.client.ProxyGroups(t.Context(), gaapapi.GroupQuery{}) {
			if wire.CodeOf(err) != "UnauthorizedOperation" {
				t.Errorf("the error is %v", err)
			}
		}
		s.CheckNoFaults()
	})
}
