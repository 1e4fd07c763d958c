package gaapapi

import (
	"context"
	"errors"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// AccessRegion is a region from which an origin region can be reached, with
// the sizes that this pair of regions allows.
type AccessRegion struct {
	ID          string
	Bandwidths  []int64 // Mbps
	Concurrents []int64 // 10,000 connections
}

// regionQuery is what the catalogue is asked for; empty fields are not sent.
type regionQuery struct{ origin, ipAddressVersion, packageType string }

// regionLookup is one question to the catalogue, which all who ask it share.
type regionLookup struct {
	done    chan struct{} // closed when the answer is there
	regions []AccessRegion
	err     error
}

// AccessRegionsByDestRegion lists the access regions of an origin region. The
// catalogue is asked once in the life of the client; a failure is not kept.
func (c *Client) AccessRegionsByDestRegion(ctx context.Context, origin, ipAddressVersion, packageType string) ([]AccessRegion, error) {
	query := regionQuery{origin, ipAddressVersion, packageType}
	for {
		lookup, mine := c.regionLookup(query)
		if mine {
			lookup.regions, lookup.err = c.describeAccessRegions(ctx, query)
			if lookup.err != nil {
				c.forgetRegions(query)
			}
			close(lookup.done)
			return lookup.regions, lookup.err
		}
		select {
		case <-lookup.done:
		case <-ctx.Done():
			return nil, interrupted("DescribeAccessRegionsByDestRegion", false, ctx.Err())
		}
		if _, ended := errors.AsType[*InterruptedError](lookup.err); !ended {
			return lookup.regions, lookup.err
		} // the one who asked gave up, which is no answer
	}
}

// regionLookup returns the lookup of a query; mine tells the caller to do it.
func (c *Client) regionLookup(query regionQuery) (lookup *regionLookup, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if lookup = c.regions[query]; lookup == nil {
		lookup, mine = &regionLookup{done: make(chan struct{})}, true
		c.regions[query] = lookup
	}
	return lookup, mine
}

func (c *Client) forgetRegions(query regionQuery) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.regions, query)
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
				ID:          value(region.RegionId),
				Bandwidths:  values(region.BandwidthList),
				Concurrents: values(region.ConcurrentList),
			})
		}
	}
	return regions, nil
}

// CheckProxyCreate asks whether CreateProxy would accept these parameters. It
// makes nothing, and "no" comes without a reason.
func (c *Client) CheckProxyCreate(ctx context.Context, in CreateProxyInput) (bool, error) {
	req := gaap.NewCheckProxyCreateRequest()
	req.AccessRegion, req.RealServerRegion = &in.AccessRegion, &in.RealServerRegion
	req.Bandwidth, req.Concurrent = unsigned(in.Bandwidth), unsigned(in.Concurrent)
	req.GroupId = pointer(in.GroupID)
	req.IPAddressVersion = pointer(in.IPAddressVersion)
	req.NetworkType = pointer(in.NetworkType)
	req.PackageType = pointer(in.PackageType)
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
