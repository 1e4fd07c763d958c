package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

// regionDetail is RegionDetail of the API.
type regionDetail struct {
	RegionID       string          `json:"RegionId"`
	RegionName     string          `json:"RegionName"`
	RegionArea     string          `json:"RegionArea"`
	RegionAreaName string          `json:"RegionAreaName"`
	IDCType        string          `json:"IDCType"`
	FeatureBitmap  int64           `json:"FeatureBitmap"`
	SupportFeature *supportFeature `json:"SupportFeature"`
}

type supportFeature struct {
	NetworkType []string `json:"NetworkType"`
}

// newRegionDetail describes an id that may come from AddProxy and be unknown.
func newRegionDetail(id string) regionDetail {
	r, ok := findRegion(id)
	if !ok {
		r = region{id: id, name: id}
	}
	return regionDetail{r.id, r.name, r.area, r.area, "dc", r.bitmap, nil}
}

type accessRegionSet struct {
	TotalCount      int            `json:"TotalCount"`
	AccessRegionSet []regionDetail `json:"AccessRegionSet"`
}

type destRegionSet struct {
	TotalCount    int            `json:"TotalCount"`
	DestRegionSet []regionDetail `json:"DestRegionSet"`
}

func regionDetails() []regionDetail {
	out := []regionDetail{}
	for _, r := range listedRegions() {
		out = append(out, newRegionDetail(r.id))
	}
	return out
}

// Assumption: this list says which networks a region has; other answers that
// describe a region leave SupportFeature null, as Tencent's examples do.
func describeAccessRegions(*call, *gaap.DescribeAccessRegionsRequestParams) (any, *apiError) {
	list := regionDetails()
	for i, r := range listedRegions() {
		networks := []string{}
		for _, network := range []string{"normal", "cn2", "triple"} {
			if (features{network: network}).isSupportedBy(r) {
				networks = append(networks, network)
			}
		}
		list[i].SupportFeature = &supportFeature{networks}
	}
	return accessRegionSet{len(list), list}, nil
}

// Assumption: gold (0) and silver (1) quality list the same regions.
func describeDestRegions(_ *call, in *gaap.DescribeDestRegionsRequestParams) (any, *apiError) {
	if val(in.QualityType) > 1 {
		return nil, invalidValue("QualityType")
	}
	list := regionDetails()
	return destRegionSet{len(list), list}, nil
}

// accessRegion is an access region with what it offers to one origin.
type accessRegion struct {
	RegionID       string  `json:"RegionId"`
	RegionName     string  `json:"RegionName"`
	ConcurrentList []int64 `json:"ConcurrentList"`
	BandwidthList  []int64 `json:"BandwidthList"`
	RegionArea     string  `json:"RegionArea"`
	RegionAreaName string  `json:"RegionAreaName"`
	IDCType        string  `json:"IDCType"`
	FeatureBitmap  int64   `json:"FeatureBitmap"`
}

type accessRegions struct {
	TotalCount      int            `json:"TotalCount"`
	AccessRegionSet []accessRegion `json:"AccessRegionSet"`
}

// Assumption: every package type lists the same pairs, and an older, unlisted
// origin id is still understood.
func describeAccessRegionsByDestRegion(_ *call, in *gaap.DescribeAccessRegionsByDestRegionRequestParams) (any, *apiError) {
	f := newFeatures(in.IPAddressVersion, nil, in.PackageType)
	if err := f.checkEnums("normal"); err != nil {
		return nil, err
	}
	origin, ok := findRegion(val(in.DestRegion))
	if !ok {
		return nil, errorf("InvalidParameterValue.UnknownDestRegion", "Unknown origin region `%s`.", val(in.DestRegion))
	}
	list := []accessRegion{}
	for _, r := range listedRegions() {
		p, ok := findPair(r, origin)
		if ok && f.isSupportedBy(r) {
			list = append(list, accessRegion{r.id, r.name, p.concurrents, p.bandwidths, r.area, r.area, "dc", r.bitmap})
		}
	}
	return accessRegions{len(list), list}, nil
}

// Assumption: it has no prices, as in the current example, and lists the same
// regions for every package and version.
func describeRegionAndPrice(_ *call, in *gaap.DescribeRegionAndPriceRequestParams) (any, *apiError) {
	if err := newFeatures(in.IPAddressVersion, nil, in.PackageType).checkEnums("normal"); err != nil {
		return nil, err
	}
	list := regionDetails()
	return map[string]any{"TotalCount": len(list), "DestRegionSet": list, "BandwidthUnitPrice": []priceGradient{}, "Currency": ""}, nil
}
