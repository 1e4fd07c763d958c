package catalogue_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// hongkong are the attributes of a region, the first in each list.
var hongkong = map[string]string{
	"ids.0": "Hongkong", "regions.0.id": "Hongkong", "regions.0.name": "Hong Kong", "regions.0.area": "Asia", "regions.0.area_name": "Asia", "regions.0.idc_type": "dc",
	"regions.0.feature_bitmap": "151", "regions.0.features.#": "4", "regions.0.features.0": "layer4", "regions.0.features.3": "cn2",
}

func with(more map[string]string) map[string]string {
	all := map[string]string{}
	for _, attributes := range []map[string]string{hongkong, more} {
		for name, value := range attributes {
			all[name] = value
		}
	}
	return all
}

func TestAccRegions(t *testing.T) {
	t.Parallel()
	const access, origins, pairs = "gaap_access_regions", "gaap_dest_regions", "gaap_access_regions_by_dest_region"
	acctest.DataSources{
		"access": {
			Type: access, Action: "DescribeAccessRegions", Sends: `{}`,
			Shows: with(map[string]string{"ids.#": "32", "regions.#": "32", "regions.0.network_types.#": "2", "regions.0.network_types.1": "cn2"}),
		},
		"origin": {
			Type: origins, Action: "DescribeDestRegions", Sends: `{}`,
			Shows: with(map[string]string{"ids.#": "32", "regions.#": "32", "quality_type": ""}),
		},
		"origin, gold": {
			Type: origins, Arguments: `quality_type = 0`, Action: "DescribeDestRegions", Sends: `{}`,
			Shows: with(map[string]string{"quality_type": "0"}),
		},
		"origin, silver": {
			Type: origins, Arguments: `quality_type = 1`, Action: "DescribeDestRegions", Sends: `{"QualityType":1}`,
			Shows: with(map[string]string{"quality_type": "1"}),
		},
		"pairs": {
			Type: pairs, Arguments: `dest_region = "Shanghai"`, Action: "DescribeAccessRegionsByDestRegion", Sends: `{"DestRegion":"Shanghai"}`,
			Shows: with(map[string]string{
				"ids.#": "31", "regions.#": "31", "regions.0.bandwidths.#": "7", "regions.0.bandwidths.6": "1000", "regions.0.concurrents.#": "12", "regions.0.concurrents.0": "2",
			}),
		},
		"pairs with features": {
			Type: pairs, Arguments: "dest_region = \"Hongkong\"\nip_address_version = \"IPv6\"\npackage_type = \"Accelerator\"",
			Action: "DescribeAccessRegionsByDestRegion", Sends: `{"DestRegion":"Hongkong","IPAddressVersion":"IPv6","PackageType":"Accelerator"}`,
			Shows: map[string]string{"ids.#": "6", "ids.0": "Beijing", "regions.5.id": "Chongqing", "regions.5.concurrents.#": "5"},
		},
	}.Run(t, acctest.New(t, gaapmock.Options{}))
}

// What cannot be right is refused before anything is sent.
func TestAccRegions_invalid(t *testing.T) {
	t.Parallel()
	const origins, pairs, shanghai = "gaap_dest_regions", "gaap_access_regions_by_dest_region", "dest_region = \"Shanghai\"\n"
	sources := acctest.DataSources{
		`quality_type = 2`:            {Type: origins},
		`dest_region = "Hong Kong"`:   {Type: pairs},
		`ip_address_version = "IPv5"`: {Type: pairs, Arguments: shanghai},
		`package_type = "Titanium"`:   {Type: pairs, Arguments: shanghai},
	}
	for wrong, source := range sources {
		source.Arguments += wrong
		source.Fails = []string{"with data." + source.Type + ".test", wrong}
		sources[wrong] = source
	}
	env := acctest.New(t, gaapmock.Options{})
	sources.Run(t, env)
	if calls := env.Mock.Calls(""); len(calls) > 0 {
		t.Errorf("%s was called", calls[0].Action)
	}
}

// An error of the service has its code, RequestId and advice, and points at the
// argument that it is about, whatever that is called in gaap_proxy.
func TestAccRegions_errors(t *testing.T) {
	t.Parallel()
	acctest.DataSources{
		"unknown": {
			Type: "gaap_access_regions_by_dest_region", Arguments: `dest_region = "Atlantis"`,
			Fails: []string{
				"Cannot list GAAP access regions", `dest_region = "Atlantis"`, "Listing access regions of origin region Atlantis: DescribeAccessRegionsByDestRegion failed",
				"Code: InvalidParameterValue.UnknownDestRegion", "RequestId:", "gaap_dest_regions lists those that do",
			},
		},
		"access": {
			Type: "gaap_access_regions", Action: "DescribeAccessRegions", Fault: "FailedOperation.ResourceUpgrading",
			Fails: []string{"Cannot list GAAP access regions", "DescribeAccessRegions failed", "FailedOperation.ResourceUpgrading", "in transition"},
		},
		"origins": {
			Type: "gaap_dest_regions", Action: "DescribeDestRegions", Fault: "FailedOperation.ResourceUpgrading",
			Fails: []string{"Cannot list GAAP origin regions", "DescribeDestRegions failed", "FailedOperation.ResourceUpgrading", "in transition"},
		},
	}.Run(t, acctest.New(t, gaapmock.Options{}))
}
