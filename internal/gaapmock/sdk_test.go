package gaapmock_test

import (
	"errors"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	sdkerrors "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/errors"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// sdk is a mock on the network with the real clients of the Go SDK.
type sdk struct {
	*gaapmock.Server
	t       *testing.T
	profile *profile.ClientProfile
	gaap    *gaap.Client
	tag     *tag.Client
}

func newSDK(t *testing.T, o gaapmock.Options, method string) *sdk {
	t.Helper()
	s, err := gaapmock.New(o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	p := profile.NewClientProfile()
	p.HttpProfile.Scheme = "HTTP"
	p.HttpProfile.Endpoint = strings.TrimPrefix(server.URL, "http://")
	p.HttpProfile.ReqMethod = method
	p.HttpProfile.ReqTimeout = 1
	key := common.NewCredential(gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey)
	g, err := gaap.NewClient(key, "", p)
	if err != nil {
		t.Fatal(err)
	}
	tags, err := tag.NewClient(key, "ap-guangzhou", p)
	if err != nil {
		t.Fatal(err)
	}
	return &sdk{s, t, p, g, tags}
}

func (x *sdk) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *sdk) wantCode(err error, code string) {
	x.t.Helper()
	var e *sdkerrors.TencentCloudSDKError
	if !errors.As(err, &e) || e.Code != code {
		x.t.Errorf("error %v, want code %s", err, code)
	}
}

func newCreate(token string) *gaap.CreateProxyRequest {
	r := gaap.NewCreateProxyRequest()
	r.ProjectId = common.Int64Ptr(0)
	r.ProxyName = common.StringPtr("edge <hk>")
	r.AccessRegion = common.StringPtr("Hongkong")
	r.RealServerRegion = common.StringPtr("Shanghai")
	r.Bandwidth = common.Uint64Ptr(20)
	r.Concurrent = common.Uint64Ptr(5)
	r.ClientToken = common.StringPtr(token)
	r.TagSet = []*gaap.TagPair{{TagKey: common.StringPtr("team"), TagValue: common.StringPtr("net")}}
	return r
}

func (x *sdk) info(id string) *gaap.ProxyInfo {
	x.t.Helper()
	r := gaap.NewDescribeProxiesRequest()
	r.ProxyIds = common.StringPtrs([]string{id})
	out, err := x.gaap.DescribeProxies(r)
	x.must(err)
	if len(out.Response.ProxySet) == 0 {
		return nil
	}
	return out.Response.ProxySet[0]
}

func (x *sdk) wantStatus(id, want string) {
	x.t.Helper()
	if got := *x.info(id).Status; got != want {
		x.t.Errorf("status %s, want %s", got, want)
	}
}

func TestSDKLifeCycle(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		t.Run(method, func(t *testing.T) {
			x := newSDK(t, gaapmock.Options{}, method)
			made, err := x.gaap.CreateProxy(newCreate("token-1"))
			x.must(err)
			id := *made.Response.InstanceId
			_, err = x.gaap.CreateProxy(newCreate("token-1"))
			x.wantCode(err, "FailedOperation.DuplicatedRequest")
			x.wantStatus(id, "CREATING")
			x.Advance(3 * time.Minute)
			task := gaap.NewDescribeTaskStatusRequest()
			task.TaskId = made.Response.RequestId
			done, err := x.gaap.DescribeTaskStatus(task)
			x.must(err)
			if *done.Response.Status != "SUCCESS" {
				t.Errorf("task %s", *done.Response.Status)
			}
			if info := x.info(id); *info.Status != "RUNNING" || *info.ProxyName != "edge <hk>" || *info.TagSet[0].TagValue != "net" || *info.Bandwidth != 20 {
				t.Errorf("proxy %+v", info)
			}
			x.modify(id)
			x.closeOpenDestroy(id)
		})
	}
}

func (x *sdk) modify(id string) {
	x.t.Helper()
	name := gaap.NewModifyProxiesAttributeRequest()
	name.ProxyIds, name.ProxyName = common.StringPtrs([]string{id}), common.StringPtr("new")
	_, err := x.gaap.ModifyProxiesAttribute(name)
	x.must(err)
	project := gaap.NewModifyProxiesProjectRequest()
	project.ProxyIds, project.ProjectId = common.StringPtrs([]string{id}), common.Int64Ptr(1204)
	_, err = x.gaap.ModifyProxiesProject(project)
	x.must(err)
	size := gaap.NewModifyProxyConfigurationRequest()
	size.ProxyId, size.Bandwidth, size.Concurrent = &id, common.Uint64Ptr(50), common.Uint64Ptr(10)
	_, err = x.gaap.ModifyProxyConfiguration(size)
	x.must(err)
	x.Advance(3 * time.Second)
	x.wantStatus(id, "ADJUSTING")
	tags := tag.NewModifyResourceTagsRequest()
	tags.Resource = common.StringPtr("qcs::gaap::uin/:proxy/" + id)
	tags.ReplaceTags = []*tag.Tag{{TagKey: common.StringPtr("env"), TagValue: common.StringPtr("dev")}}
	tags.DeleteTags = []*tag.TagKeyObject{{TagKey: common.StringPtr("team")}}
	_, err = x.tag.ModifyResourceTags(tags)
	x.must(err)
	x.Advance(20 * time.Second)
	info := x.info(id)
	if *info.ProxyName != "new" || *info.ProjectId != 1204 || *info.Bandwidth != 50 || *info.Concurrent != 10 || *info.TagSet[0].TagKey != "env" {
		x.t.Errorf("proxy %+v", info)
	}
}

func (x *sdk) closeOpenDestroy(id string) {
	x.t.Helper()
	shut := gaap.NewCloseProxiesRequest()
	shut.ProxyIds = common.StringPtrs([]string{id})
	_, err := x.gaap.CloseProxies(shut)
	x.must(err)
	x.Advance(10 * time.Second)
	x.wantStatus(id, "CLOSED")
	open := gaap.NewOpenProxiesRequest()
	open.ProxyIds = common.StringPtrs([]string{id})
	_, err = x.gaap.OpenProxies(open)
	x.must(err)
	x.Advance(10 * time.Second)
	x.wantStatus(id, "RUNNING")
	destroy := gaap.NewDestroyProxiesRequest()
	destroy.ProxyIds, destroy.Force = common.StringPtrs([]string{id}), common.Int64Ptr(0)
	out, err := x.gaap.DestroyProxies(destroy)
	x.must(err)
	if len(out.Response.InvalidStatusInstanceSet) != 0 {
		x.t.Error("not destroyed")
	}
	x.Advance(10 * time.Second)
	if x.info(id) != nil {
		x.t.Error("the proxy is still there")
	}
}

func TestSDKErrors(t *testing.T) {
	x := newSDK(t, gaapmock.Options{}, "POST")
	for _, c := range []struct {
		fault gaapmock.Fault
		code  string
	}{
		{gaapmock.Fault{Kind: gaapmock.FaultLostAfter}, "ClientError.NetworkError"},
		{gaapmock.Fault{Kind: gaapmock.FaultLostBefore}, "ClientError.NetworkError"},
		{gaapmock.Fault{Kind: gaapmock.FaultHang}, "ClientError.NetworkError"},
		{gaapmock.Fault{Kind: gaapmock.FaultHTML}, "ClientError.ParseJsonError"},
		{gaapmock.Fault{Kind: gaapmock.FaultCutBody}, "ClientError.ParseJsonError"},
		{gaapmock.Fault{Kind: gaapmock.FaultEmpty}, "ClientError.ParseJsonError"},
		{gaapmock.Fault{Kind: gaapmock.FaultThrottle}, "RequestLimitExceeded"},
		{gaapmock.Fault{Kind: gaapmock.FaultError, Code: "FailedOperation.ProxySellOut"}, "FailedOperation.ProxySellOut"},
	} {
		x.Inject(c.fault)
		_, err := x.gaap.DescribeProxies(gaap.NewDescribeProxiesRequest())
		x.wantCode(err, c.code)
	}
	if left := x.PendingFaults(); len(left) != 0 {
		t.Errorf("faults left: %+v", left)
	}
	wrong, err := gaap.NewClient(common.NewCredential(gaapmock.DefaultSecretID, "wrong"), "", x.profile)
	x.must(err)
	_, err = wrong.DescribeProxies(gaap.NewDescribeProxiesRequest())
	x.wantCode(err, "AuthFailure.SignatureFailure")
}

func TestConcurrentUse(t *testing.T) {
	x := newSDK(t, gaapmock.Options{RatePerSecond: -1, MaxProxies: -1}, "POST")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 10 {
				if _, err := x.gaap.CreateProxy(newCreate("")); err != nil {
					t.Error(err)
				}
				x.Advance(time.Second)
				x.Proxies()
				x.Journal()
			}
		})
	}
	group.Wait()
	if n := len(x.Proxies()); n != 80 {
		t.Errorf("%d proxies, want 80", n)
	}
}
