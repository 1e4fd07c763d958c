package gaapmock_test

import (
	"testing"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The client of the Go SDK understands what the mock says of origins and listeners.
func TestSDKLayer4(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		t.Run(method, func(t *testing.T) {
			x := newSDK(t, gaapmock.Options{}, method)
			add := gaap.NewAddRealServersRequest()
			add.ProjectId, add.RealServerName = common.Uint64Ptr(0), common.StringPtr("origin")
			add.RealServerIP = common.StringPtrs([]string{"192.0.2.1"})
			made, err := x.gaap.AddRealServers(add)
			x.must(err)
			origin := made.Response.RealServerSet[0]

			create := gaap.NewCreateTCPListenersRequest()
			create.ProxyId, create.ListenerName = common.StringPtr(x.AddProxy(gaapmock.Proxy{})), common.StringPtr("web")
			create.Ports, create.HealthCheck = []*uint64{common.Uint64Ptr(80)}, common.Uint64Ptr(1)
			create.Scheduler, create.RealServerType = common.StringPtr("wrr"), common.StringPtr("IP")
			created, err := x.gaap.CreateTCPListeners(create)
			x.must(err)
			id := created.Response.ListenerIds[0]
			x.Advance(2 * time.Second)

			bind := gaap.NewBindListenerRealServersRequest()
			bind.ListenerId = id
			bind.RealServerBindSet = []*gaap.RealServerBindSetReq{{
				RealServerId: origin.RealServerId, RealServerIP: origin.RealServerIP, RealServerPort: common.Uint64Ptr(9000), RealServerWeight: common.Uint64Ptr(7),
			}}
			_, err = x.gaap.BindListenerRealServers(bind)
			x.must(err)
			x.Advance(2 * time.Second)
			x.SetHealth(*origin.RealServerId, false)

			describe := gaap.NewDescribeTCPListenersRequest()
			describe.ProxyId = create.ProxyId
			shown, err := x.gaap.DescribeTCPListeners(describe)
			x.must(err)
			l := shown.Response.ListenerSet[0]
			bound := l.RealServerSet[0]
			if *l.ListenerId != *id || *l.ListenerStatus != 0 || *l.BindStatus != 0 || *l.DelayLoop != 5 || l.GroupId != nil || l.RealServerPort != nil ||
				*bound.RealServerWeight != 7 || *bound.RealServerStatus != 1 || *bound.DownIPList[0] != "192.0.2.1:9000" {
				t.Errorf("listener %+v with %+v", l, bound)
			}
			status := gaap.NewDescribeRealServersStatusRequest()
			status.RealServerIds = []*string{origin.RealServerId}
			is, err := x.gaap.DescribeRealServersStatus(status)
			x.must(err)
			if of := is.Response.RealServerStatusSet[0]; *of.BindStatus != 1 || *of.ProxyId != *create.ProxyId {
				t.Errorf("status %+v", of)
			}
			remove := gaap.NewRemoveRealServersRequest()
			remove.RealServerIds = status.RealServerIds
			_, err = x.gaap.RemoveRealServers(remove)
			x.wantCode(err, "FailedOperation.RealServerAlreadyBound")
		})
	}
}
