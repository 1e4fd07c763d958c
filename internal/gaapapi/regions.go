package gaapapi

import (
	"context"
	"errors"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// SameRegion reports whether two ids are those of one region. Case tells none
// apart: whether the service heeds it is not documented, and its own examples
// spell an id in two ways.
func SameRegion(a, b string) bool { return strings.EqualFold(a, b) }

// AccessRegion is a region from which an origin region can be reached, with
// the sizes that this pair of regions allows.
type AccessRegion struct {
	Region

	Bandwidths  []int64 // Mbps
	Concurrents []int64 // 10,000 connections
}

// regionQuery is what the catalogue is asked for; empty fields are not sent.
type regionQuery struct{ origin, ipAddressVersion, packageType string }

// AccessRegionsByDestRegion lists the access regions of an origin region. The
// catalogue is asked once in the life of the client; a failure is not kept.
func (c *Client) AccessRegionsByDestRegion(ctx context.Context, origin, ipAddressVersion, packageType string) ([]AccessRegion, error) {
	return c.regions.get(ctx, regionQuery{origin, ipAddressVersion, packageType})
}

func (c *Client) describeAccessRegions(ctx context.Context, query regionQuery) ([]AccessRegion, error) {
	req := gaap.NewDescribeAccessRegionsByDestRegionRequest()
	req.DestRegion = &query.origin
	req.IPAddressVersion = pointer(query.ipAddressVersion)
	req.PackageType = pointer(query.packageType)
	resp := gaap.NewDescribeAccessRegionsByDestRegionResponse()
	if _, err := c.call(ctx, req, resp, func() error { return present(resp.Response) }); err != nil {
		return nil, err
	}
	regions := make([]AccessRegion, 0, len(resp.Response.AccessRegionSet))
	for _, region := range resp.Response.AccessRegionSet {
		if region != nil {
			regions = append(regions, AccessRegion{
				Region: Region{
					ID:       quote.Printable(value(region.RegionId), maxCode),
					Name:     value(region.RegionName),
					Area:     value(region.RegionArea),
					AreaName: value(region.RegionAreaName),
					IDCType:  value(region.IDCType),
					Features: value(region.FeatureBitmap),
				},
				Bandwidths:  values(region.BandwidthList),
				Concurrents: values(region.ConcurrentList),
			})
		}
	}
	return regions, nil
}

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
	return untilWritten(ctx, c, c.checks, checkQuery{
		in.AccessRegion, in.RealServerRegion, in.GroupID, in.Bandwidth, in.Concurrent, in.IPAddressVersion, in.NetworkType, in.PackageType,
	})
}

func (c *Client) checkProxyCreate(ctx context.Context, query checkQuery) (bool, error) {
	req := gaap.NewCheckProxyCreateRequest()
	req.AccessRegion, req.RealServerRegion = &query.accessRegion, &query.realServerRegion
	req.Bandwidth, req.Concurrent = unsigned(query.bandwidth), unsigned(query.concurrent)
	req.GroupId = pointer(query.groupID)
	req.IPAddressVersion = pointer(query.ipAddressVersion)
	req.NetworkType = pointer(query.networkType)
	req.PackageType = pointer(query.packageType)
	resp := gaap.NewCheckProxyCreateResponse()
	_, err := c.call(ctx, req, resp, func() error {
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

// present checks that an answer has a part that it needs.
func present[T any](part *T) error {
	if part == nil {
		return errors.New("the answer lacks a part")
	}
	return nil
}
