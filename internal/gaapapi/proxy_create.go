package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// CreateProxyInput holds the parameters of CreateProxy but for the ClientToken
// (https://cloud.tencent.com/document/api/608/36971). Empty strings, an empty
// map and nil are not sent.
type CreateProxyInput struct {
	ProjectID        int64 // 0 is the default project
	Name             string
	AccessRegion     string
	RealServerRegion string // needed without GroupID
	Bandwidth        int64  // Mbps, one of the pair's BandwidthList
	Concurrent       int64  // 10,000 connections, one of the pair's ConcurrentList
	GroupID          string
	Tags             map[string]string
	ClonedProxyID    string // a running proxy whose configuration is copied
	BillingType      *int64 // 0 by bandwidth, 1 by traffic
	IPAddressVersion string // IPv4, IPv6
	NetworkType      string // normal, cn2, triple
	PackageType      string // Thunder, Accelerator, CrossBorder
}

// CreateProxyOutput is the answer of CreateProxy.
type CreateProxyOutput struct {
	ID        string
	RequestID string
	// Resent says that this or an earlier sending of the call made the proxy.
	Resent bool
}

// CreateProxy orders a proxy. It returns before the proxy runs: its status is
// CREATING, or CLONING. Every sending of one call carries the same token, at
// most 64 ASCII characters. Errors of note: [wire.Duplicate] if the service has seen
// the token before; [wire.Ambiguous], or an [wire.InterruptedError] with MaybeDone, if
// the proxy may exist although its id is unknown.
func (c *Client) CreateProxy(ctx context.Context, in CreateProxyInput, token string) (CreateProxyOutput, error) {
	req := gaap.NewCreateProxyRequest()
	req.ProjectId = &in.ProjectID
	req.ProxyName = &in.Name
	req.AccessRegion = &in.AccessRegion
	req.RealServerRegion = pointer(in.RealServerRegion)
	req.Bandwidth = toUnsigned(in.Bandwidth)
	req.Concurrent = toUnsigned(in.Concurrent)
	req.GroupId = pointer(in.GroupID)
	req.TagSet = tagPairs(in.Tags)
	req.ClonedProxyId = pointer(in.ClonedProxyID)
	req.BillingType = in.BillingType
	req.IPAddressVersion = pointer(in.IPAddressVersion)
	req.NetworkType = pointer(in.NetworkType)
	req.PackageType = pointer(in.PackageType)
	req.ClientToken = &token
	resp := gaap.NewCreateProxyResponse()
	done, err := c.writeProxy(ctx, wire.CreatesWithToken, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		return wire.CheckID("proxy", value(resp.Response.InstanceId))
	})
	if err != nil {
		return CreateProxyOutput{Resent: done.Resent}, err
	}
	return CreateProxyOutput{ID: *resp.Response.InstanceId, RequestID: done.RequestID, Resent: done.Resent}, nil
}
