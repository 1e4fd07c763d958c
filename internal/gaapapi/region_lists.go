package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

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
	return c.accesses.get(ctx, struct{}{})
}

// DestRegions lists all regions where origin servers can be. The service is
// asked once for each quality in the life of the client; a failure is not kept.
func (c *Client) DestRegions(ctx context.Context, quality Quality) ([]Region, error) {
	return c.origins.get(ctx, quality)
}

func (c *Client) describeAllAccessRegions(ctx context.Context, _ struct{}) ([]Region, error) {
	req := gaap.NewDescribeAccessRegionsRequest()
	resp := gaap.NewDescribeAccessRegionsResponse()
	if _, err := c.call(ctx, req, resp, func() error { return present(resp.Response) }); err != nil {
		return nil, err
	}
	return newRegions(resp.Response.AccessRegionSet), nil
}

func (c *Client) describeDestRegions(ctx context.Context, quality Quality) ([]Region, error) {
	req := gaap.NewDescribeDestRegionsRequest()
	req.QualityType = pointer(uint64(quality)) //nolint:gosec // 0 or 1
	resp := gaap.NewDescribeDestRegionsResponse()
	if _, err := c.call(ctx, req, resp, func() error { return present(resp.Response) }); err != nil {
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
