package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// checkQuery is what CheckProxyCreate is asked; empty strings are not sent.
type checkQuery struct {
	accessRegion, realServerRegion, groupID    string
	bandwidth, concurrent                      int64
	ipAddressVersion, networkType, packageType string
}

// CheckProxyCreate asks whether CreateProxy would accept these parameters. It
// makes nothing, and "no" comes without a reason. Until this process has
// written something, equal parameters are checked once; a failure is not kept.
func (c *Client) CheckProxyCreate(ctx context.Context, in CreateProxyInput) (bool, error) {
	return c.proxies.checks.GetUntil(ctx, c.proxies.refresh.IsDropped, checkQuery{
		in.AccessRegion, in.RealServerRegion, in.GroupID, in.Bandwidth, in.Concurrent, in.IPAddressVersion, in.NetworkType, in.PackageType,
	})
}

func (c *Client) checkProxyCreate(ctx context.Context, query checkQuery) (bool, error) {
	req := gaap.NewCheckProxyCreateRequest()
	req.AccessRegion, req.RealServerRegion = &query.accessRegion, &query.realServerRegion
	req.Bandwidth, req.Concurrent = toUnsigned(query.bandwidth), toUnsigned(query.concurrent)
	req.GroupId = pointer(query.groupID)
	req.IPAddressVersion = pointer(query.ipAddressVersion)
	req.NetworkType = pointer(query.networkType)
	req.PackageType = pointer(query.packageType)
	resp := gaap.NewCheckProxyCreateResponse()
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		return present(resp.Response.CheckFlag)
	})
	if err != nil {
		return false, err
	}
	return *resp.Response.CheckFlag == 1, nil
}
