package group

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// usualNetwork is what a proxy has if nothing is said.
const usualNetwork = "normal"

var accessType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"bandwidth": types.Int64Type, "concurrent": types.Int64Type, "network_type": types.StringType,
}}

// accessMap is access_regions of a group that has these proxies.
func accessMap(members []gaapapi.Proxy) types.Map {
	elements := map[string]attr.Value{}
	for _, p := range members {
		elements[p.AccessRegion] = types.ObjectValueMust(accessType.AttrTypes, map[string]attr.Value{
			"bandwidth": types.Int64Value(p.Bandwidth), "concurrent": types.Int64Value(p.Concurrent), "network_type": types.StringValue(p.NetworkType),
		})
	}
	return types.MapValueMust(accessType, elements)
}

// accessOf are the access regions of a map, sorted. known is false while anything of
// them is not known.
func accessOf(all types.Map) (found []gaapapi.Access, known bool) {
	known = !all.IsUnknown()
	elements := all.Elements()
	for _, region := range slices.Sorted(maps.Keys(elements)) {
		entry, ok := elements[region].(types.Object)
		if !ok || entry.IsUnknown() {
			known = false
			continue
		}
		a := gaapapi.Access{Region: region}
		for name, value := range entry.Attributes() {
			known = known && !value.IsUnknown()
			switch number, text := value.(types.Int64); {
			case !text:
				network, _ := value.(types.String)
				a.NetworkType = network.ValueString()
			case name == "bandwidth":
				a.Bandwidth = number.ValueInt64()
			default:
				a.Concurrent = number.ValueInt64()
			}
		}
		found = append(found, a)
	}
	return found, known
}

// contains reports whether one of some access regions is what another one is.
func contains(all []gaapapi.Access, wanted gaapapi.Access) bool {
	return slices.ContainsFunc(all, func(a gaapapi.Access) bool {
		return gaapapi.SameRegion(a.Region, wanted.Region) && a.Bandwidth == wanted.Bandwidth && a.Concurrent == wanted.Concurrent && cmp.Or(a.NetworkType, usualNetwork) == cmp.Or(wanted.NetworkType, usualNetwork)
	})
}

// addsRegions reports whether a plan has an access region that the state does not have. A
// state that has none at all is of a group that was moved: nobody knows.
func addsRegions(plan, state types.Map) bool {
	planned, known := accessOf(plan)
	before, _ := accessOf(state)
	return known && !state.IsNull() && slices.ContainsFunc(planned, func(a gaapapi.Access) bool { return !contains(before, a) })
}

// lacksAccess are the access regions of an order for which there is no proxy.
func lacksAccess(wanted []gaapapi.Access, members []gaapapi.Proxy) []string {
	var there []gaapapi.Access
	for _, p := range members {
		there = append(there, gaapapi.Access{Region: p.AccessRegion, Bandwidth: p.Bandwidth, Concurrent: p.Concurrent, NetworkType: p.NetworkType})
	}
	var found []string
	for _, a := range wanted {
		if !contains(there, a) {
			found = append(found, fmt.Sprintf("no proxy from %s has %d Mbps, %d x 10,000 connections and network %s", a.Region, a.Bandwidth, a.Concurrent, cmp.Or(a.NetworkType, usualNetwork)))
		}
	}
	return found
}
