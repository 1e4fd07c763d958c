package gaapmock

import (
	"slices"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// normaliseRegions writes the regions of a request as the catalogue does, for
// Options.RegionCaseIgnored.
func normaliseRegions(in any) {
	var ids []*string
	switch in := in.(type) {
	case *gaap.CreateProxyRequestParams:
		ids = []*string{in.AccessRegion, in.RealServerRegion}
	case *gaap.CreateProxyGroupRequestParams:
		ids = []*string{in.RealServerRegion}
		for _, a := range in.AccessRegionSet {
			ids = append(ids, a.AccessRegion)
		}
	case *gaap.CheckProxyCreateRequestParams:
		ids = []*string{in.AccessRegion, in.RealServerRegion}
	case *gaap.InquiryPriceCreateProxyRequestParams:
		ids = []*string{in.AccessRegion, in.RealServerRegion, in.DestRegion}
	case *gaap.DescribeAccessRegionsByDestRegionRequestParams:
		ids = []*string{in.DestRegion}
	case *gaap.DescribeProxiesRequestParams:
		ids = regionsOf(in.Filters)
	case *gaap.DescribeProxyGroupListRequestParams:
		ids = regionsOf(in.Filters)
	}
	for _, id := range ids {
		i := slices.IndexFunc(catalogue[:], func(r region) bool { return strings.EqualFold(r.id, val(id)) })
		if i >= 0 {
			*id = catalogue[i].id
		}
	}
}

func regionsOf(filters []*gaap.Filter) (ids []*string) {
	for _, f := range filters {
		if strings.HasSuffix(val(f.Name), "Region") {
			ids = append(ids, f.Values...)
		}
	}
	return ids
}
