package gaapapi

import (
	"context"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// regionReads are the lists of regions, each read once.
type regionReads struct {
	pairs    *wire.Memo[regionQuery, []AccessRegion]
	accesses *wire.Memo[struct{}, []Region]
	origins  *wire.Memo[Quality, []Region]
}

func newRegionReads(c *Client) regionReads {
	return regionReads{
		pairs:    wire.NewMemo("DescribeAccessRegionsByDestRegion", c.describeAccessRegions),
		accesses: wire.NewMemo("DescribeAccessRegions", c.describeAllAccessRegions),
		origins:  wire.NewMemo("DescribeDestRegions", c.describeDestRegions),
	}
}

// SameRegion reports whether two ids are those of one region. Case tells none
// apart: whether the service heeds it is not documented, and its own examples
// spell an id in two ways.
func SameRegion(a, b string) bool { return strings.EqualFold(a, b) }

// Region is a place where traffic enters or leaves (type RegionDetail,
// https://cloud.tencent.com/document/api/608/37023).
type Region struct {
	ID       string
	Name     string
	Area     string // id of the part of the world
	AreaName string
	IDCType  string   // dc: data centre, ec: edge
	Features int64    // FeatureBitmap, a bit for each
	Networks []string // such as normal and cn2; nil if the service does not say
}

// Quality is the class of the links to an origin region.
type Quality int64

// The classes of links.
const (
	Gold Quality = iota // the service's default
	Silver
)

// AccessRegions lists all regions where traffic can enter. The service is asked
// once in the life of the client; a failure is not kept.
func (c *Client) AccessRegions(ctx context.Context) ([]Region, error) {
	return c.regions.accesses.Get(ctx, struct{}{})
}

// DestRegions lists all regions where origin servers can be. The service is
// asked once for each quality in the life of the client; a failure is not kept.
func (c *Client) DestRegions(ctx context.Context, quality Quality) ([]Region, error) {
	return c.regions.origins.Get(ctx, quality)
}

func (c *Client) describeAllAccessRegions(ctx context.Context, _ struct{}) ([]Region, error) {
	req := gaap.NewDescribeAccessRegionsRequest()
	resp := gaap.NewDescribeAccessRegionsResponse()
	if _, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error { return present(resp.Response) }); err != nil {
		return nil, err
	}
	return newRegions(resp.Response.AccessRegionSet), nil
}

func (c *Client) describeDestRegions(ctx context.Context, quality Quality) ([]Region, error) {
	req := gaap.NewDescribeDestRegionsRequest()
	req.QualityType = pointer(uint64(quality)) //nolint:gosec // 0 or 1
	resp := gaap.NewDescribeDestRegionsResponse()
	if _, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error { return present(resp.Response) }); err != nil {
		return nil, err
	}
	return newRegions(resp.Response.DestRegionSet), nil
}

func newRegions(details []*gaap.RegionDetail) []Region {
	regions := make([]Region, 0, len(details))
	for _, detail := range values(details) {
		regions = append(regions, newRegion(detail))
	}
	return regions
}

func newRegion(detail gaap.RegionDetail) Region {
	region := Region{
		ID:       value(detail.RegionId),
		Name:     value(detail.RegionName),
		Area:     value(detail.RegionArea),
		AreaName: value(detail.RegionAreaName),
		IDCType:  value(detail.IDCType),
		Features: int64(value(detail.FeatureBitmap)), //nolint:gosec // few bits
	}
	if detail.SupportFeature != nil {
		region.Networks = values(detail.SupportFeature.NetworkType)
	}
	return region
}

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
	return c.regions.pairs.Get(ctx, regionQuery{origin, ipAddressVersion, packageType})
}

func (c *Client) describeAccessRegions(ctx context.Context, query regionQuery) ([]AccessRegion, error) {
	req := gaap.NewDescribeAccessRegionsByDestRegionRequest()
	req.DestRegion = &query.origin
	req.IPAddressVersion = pointer(query.ipAddressVersion)
	req.PackageType = pointer(query.packageType)
	resp := gaap.NewDescribeAccessRegionsByDestRegionResponse()
	if _, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error { return present(resp.Response) }); err != nil {
		return nil, err
	}
	regions := make([]AccessRegion, 0, len(resp.Response.AccessRegionSet))
	for _, region := range resp.Response.AccessRegionSet {
		if region != nil {
			regions = append(regions, AccessRegion{
				Region: Region{
					ID:       word(region.RegionId),
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
