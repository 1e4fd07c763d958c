package catalogue

import "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"

// regionModel is a region in a list.
type regionModel struct {
	ID            string   `tfsdk:"id"`
	Name          string   `tfsdk:"name"`
	Area          string   `tfsdk:"area"`
	AreaName      string   `tfsdk:"area_name"`
	IDCType       string   `tfsdk:"idc_type"`
	Features      []string `tfsdk:"features"`
	FeatureBitmap int64    `tfsdk:"feature_bitmap"`
}

// featureNames are the words for the bits of a FeatureBitmap, from the right.
// Those beyond them are not documented.
var featureNames = [...]string{"layer4", "layer7", "http3", "ipv6", "cn2", "triple", "qos"}

func newRegion(r gaapapi.Region) regionModel {
	return regionModel{
		ID: r.ID, Name: r.Name, Area: r.Area, AreaName: r.AreaName, IDCType: r.IDCType,
		Features: features(r.Features), FeatureBitmap: r.Features,
	}
}

func features(bitmap int64) []string {
	names := []string{}
	for bit, name := range featureNames {
		if bitmap>>bit&1 == 1 {
			names = append(names, name)
		}
	}
	return names
}

// accessRegionModel is a region where traffic can enter.
type accessRegionModel struct {
	regionModel

	NetworkTypes []string `tfsdk:"network_types"`
}

func newAccessRegion(r gaapapi.Region) accessRegionModel {
	return accessRegionModel{newRegion(r), r.Networks}
}

// pairModel is an access region with what it offers to one origin region.
type pairModel struct {
	regionModel

	Bandwidths  []int64 `tfsdk:"bandwidths"`
	Concurrents []int64 `tfsdk:"concurrents"`
}

func newPair(r gaapapi.AccessRegion) pairModel {
	return pairModel{newRegion(r.Region), r.Bandwidths, r.Concurrents}
}

// listed maps what the service lists, in its order.
func listed[T, M any](regions []T, id func(T) string, model func(T) M) (ids []string, models []M) {
	ids, models = make([]string, 0, len(regions)), make([]M, 0, len(regions))
	for _, r := range regions {
		ids, models = append(ids, id(r)), append(models, model(r))
	}
	return ids, models
}

func idOf(r gaapapi.Region) string { return r.ID }
