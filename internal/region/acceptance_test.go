package region_test

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
	for name, c := range map[string]struct {
		acctest.DataSource

		action, sent string
	}{
		"access": {
			acctest.DataSource{Type: "gaap_access_regions", Shows: with(map[string]string{
				"ids.#": "32", "regions.#": "32", "regions.0.network_types.#": "2", "regions.0.network_types.1": "cn2",
			})},
			"DescribeAccessRegions", `{}`,
		},
		"origin": {
			acctest.DataSource{Type: "gaap_dest_regions", Shows: with(map[string]string{"ids.#": "32", "regions.#": "32", "quality_type": ""})},
			"DescribeDestRegions", `{}`,
		},
		"origin, gold": {
			acctest.DataSource{Type: "gaap_dest_regions", Arguments: `quality_type = 0`, Shows: with(map[string]string{"quality_type": "0"})},
			"DescribeDestRegions", `{}`,
		},
		"origin, silver": {
			acctest.DataSource{Type: "gaap_dest_regions", Arguments: `quality_type = 1`, Shows: with(map[string]string{"quality_type": "1"})},
			"DescribeDestRegions", `{"QualityType":1}`,
		},
		"pairs": {
			acctest.DataSource{Type: "gaap_access_regions_by_dest_region", Arguments: `dest_region = "Shanghai"`, Shows: with(map[string]string{
				"ids.#": "31", "regions.#": "31", "regions.0.bandwidths.#": "7", "regions.0.bandwidths.6": "1000", "regions.0.concurrents.#": "12", "regions.0.concurrents.0": "2",
			})},
			"DescribeAccessRegionsByDestRegion", `{"DestRegion":"Shanghai"}`,
		},
		"pairs with features": {
			acctest.DataSource{
				Type: "gaap_access_regions_by_dest_region", Arguments: "dest_region = \"Hongkong\"\nip_address_version = \"IPv6\"\npackage_type = \"Accelerator\"",
				Shows: map[string]string{"ids.#": "6", "ids.0": "Beijing", "regions.5.id": "Chongqing", "regions.5.concurrents.#": "5"},
			},
			"DescribeAccessRegionsByDestRegion", `{"DestRegion":"Hongkong","IPAddressVersion":"IPv6","PackageType":"Accelerator"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := acctest.New(t, gaapmock.Options{})
			c.Run(t, env)
			env.CheckCalls(t, c.action, c.sent)
		})
	}
}

// What cannot be right is refused before anything is sent.
func TestAccRegions_invalid(t *testing.T) {
	t.Parallel()
	const (
		origins = "gaap_dest_regions"
		pairs   = "gaap_access_regions_by_dest_region"
	)
	for wrong, source := range map[string]acctest.DataSource{
		`quality_type = 2`:            {Type: origins},
		`dest_region = "Hong Kong"`:   {Type: pairs},
		`ip_address_version = "IPv5"`: {Type: pairs, Arguments: "dest_region = \"Shanghai\"\n"},
		`package_type = "Titanium"`:   {Type: pairs, Arguments: "dest_region = \"Shanghai\"\n"},
	} {
		t.Run(wrong, func(t *testing.T) {
			t.Parallel()
			env := acctest.New(t, gaapmock.Options{})
			source.Arguments += wrong
			source.Fails = []string{"with data." + source.Type + ".test", wrong}
			source.Run(t, env)
			if calls := env.Mock.Calls(""); len(calls) > 0 {
				t.Errorf("%s was called", calls[0].Action)
			}
		})
	}
}

// An error of the service has its code, RequestId and advice, and points at the
// argument that it is about, whatever that is called in gaap_proxy.
func TestAccRegions_errors(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	acctest.DataSource{
		Type: "gaap_access_regions_by_dest_region", Arguments: `dest_region = "Atlantis"`,
		Fails: []string{
			"Cannot list GAAP access regions", `dest_region = "Atlantis"`, "Listing access regions of origin region Atlantis: DescribeAccessRegionsByDestRegion failed",
			"Code: InvalidParameterValue.UnknownDestRegion", "RequestId:", "gaap_dest_regions lists those that do",
		},
	}.Run(t, env)
	for action, source := range map[string]acctest.DataSource{
		"DescribeAccessRegions": {Type: "gaap_access_regions", Fails: []string{"Cannot list GAAP access regions", "DescribeAccessRegions failed", "FailedOperation.ResourceUpgrading", "in transition"}},
		"DescribeDestRegions":   {Type: "gaap_dest_regions", Fails: []string{"Cannot list GAAP origin regions", "DescribeDestRegions failed", "FailedOperation.ResourceUpgrading", "in transition"}},
	} {
		env.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "FailedOperation.ResourceUpgrading"})
		source.Run(t, env)
	}
}
