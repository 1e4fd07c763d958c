package gaapmock_test

import (
	"testing"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The client of the Go SDK understands what the mock says of proxy groups.
func TestSDKGroup(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		t.Run(method, func(t *testing.T) {
			x := newSDK(t, gaapmock.Options{}, method)
			create := gaap.NewCreateProxyGroupRequest()
			create.ProjectId, create.GroupName, create.RealServerRegion = common.Uint64Ptr(0), common.StringPtr("edge"), common.StringPtr("Shanghai")
			create.AccessRegionSet = []*gaap.AccessConfiguration{{AccessRegion: common.StringPtr("Korea"), Bandwidth: common.Uint64Ptr(10), Concurrent: common.Uint64Ptr(2)}}
			create.TagSet = []*gaap.TagPair{{TagKey: common.StringPtr("team"), TagValue: common.StringPtr("net")}}
			made, err := x.gaap.CreateProxyGroup(create)
			x.must(err)
			id := made.Response.GroupId
			x.Advance(2 * time.Second)

			list := gaap.NewDescribeProxyGroupListRequest()
			list.Offset, list.Limit, list.ProjectId = common.Int64Ptr(0), common.Int64Ptr(100), common.Int64Ptr(-1)
			list.TagSet = create.TagSet
			listed, err := x.gaap.DescribeProxyGroupList(list)
			x.must(err)
			if g := listed.Response.ProxyGroupList[0]; *listed.Response.TotalCount != 1 || *g.GroupId != *id || *g.Status != "CHANGING" || g.Domain != nil || *g.TagSet[0].TagValue != "net" {
				t.Errorf("listed is %+v", g)
			}
			x.Advance(time.Minute)
			modify := gaap.NewModifyProxyGroupAttributeRequest()
			modify.GroupId, modify.GroupName = id, common.StringPtr("new")
			_, err = x.gaap.ModifyProxyGroupAttribute(modify)
			x.must(err)
			show := gaap.NewDescribeProxyGroupDetailsRequest()
			show.GroupId = id
			shown, err := x.gaap.DescribeProxyGroupDetails(show)
			x.must(err)
			if g := shown.Response.ProxyGroupDetail; *g.Status != 0 || *g.GroupName != "new" || *g.ProxyNum != 1 || g.PolicyId != nil || *g.IsSupportTLSChoice != 1 {
				t.Errorf("shown is %+v", g)
			}
			closing := gaap.NewCloseProxyGroupRequest()
			closing.GroupId = id
			closed, err := x.gaap.CloseProxyGroup(closing)
			x.must(err)
			x.Advance(time.Minute)
			open := gaap.NewOpenProxyGroupRequest()
			open.GroupId = id
			opened, err := x.gaap.OpenProxyGroup(open)
			x.must(err)
			if len(closed.Response.InvalidStatusInstanceSet)+len(opened.Response.OperationFailedInstanceSet) != 0 {
				t.Errorf("%+v, %+v", closed.Response, opened.Response)
			}
			x.Advance(time.Minute)
			remove := gaap.NewDeleteProxyGroupRequest()
			remove.GroupId = id
			_, err = x.gaap.DeleteProxyGroup(remove)
			x.wantCode(err, "FailedOperation.DeleteProxyGroupProxyRemained")
			remove.Force = common.Uint64Ptr(1)
			_, err = x.gaap.DeleteProxyGroup(remove)
			x.must(err)
			x.Advance(time.Minute)
			_, err = x.gaap.DescribeProxyGroupDetails(show)
			x.wantCode(err, "ResourceNotFound")
		})
	}
}
