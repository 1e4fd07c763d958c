package proxy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	summaryNoLookup   = "Cannot check the regions of a GAAP proxy"
	summaryRegions    = "Regions are not available"
	summaryBandwidth  = "Bandwidth is not available"
	summaryConcurrent = "Concurrency is not available"
)

// checkPair refuses a pair of regions, or sizes, that the service does not
// offer, for a new proxy and for another size. What cannot be looked up is left
// to the service.
func checkPair(ctx context.Context, p *object.Plan[model]) {
	plan, state := p.Plan, p.State
	known := !plan.AccessRegion.IsUnknown() && !plan.Bandwidth.IsUnknown() && !plan.Concurrent.IsUnknown() && !plan.GroupID.IsUnknown()
	if !known || !p.CanCall || state != nil && !changesSize(plan, state) {
		return
	}
	in, _ := createInput(plan, plan)
	if in.GroupID != "" && state == nil { // else the state has what the group decides
		var problem diag.Diagnostic
		if in, problem = lookUpGroup(ctx, p.Data.Client, in); problem != nil {
			p.Diags.Append(problem)
			return
		}
	}
	if in.RealServerRegion == "" {
		return
	}
	for _, problem := range checkRegions(ctx, p.Data.Client, in) {
		// A proxy that exists leads where it leads, listed or not, and however
		// the configuration writes its regions.
		if state == nil || problem.Summary() != summaryRegions {
			p.Diags.Append(problem)
		}
	}
}

// changesSize reports whether a proxy gets another size. One that is to be in
// another group is replaced, and planned once more, as a new proxy.
func changesSize(plan, state *model) bool {
	return plan.GroupID.Equal(state.GroupID) && (!plan.Bandwidth.Equal(state.Bandwidth) || !plan.Concurrent.Equal(state.Concurrent))
}

// checkRegions asks the catalogue, and where it does not list what is wanted,
// CheckProxyCreate: older region ids and sizes that were opened for an account
// are valid although no list has them.
func checkRegions(ctx context.Context, client *gaapapi.Client, in gaapapi.CreateProxyInput) diag.Diagnostics {
	doing := fmt.Sprintf("Checking access region %s and origin region %s of proxy %q", in.AccessRegion, in.RealServerRegion, in.Name)
	regions, err := client.AccessRegionsByDestRegion(ctx, in.RealServerRegion, in.IPAddressVersion, in.PackageType)
	if err != nil && !isRefusal(err) {
		return diag.Diagnostics{diagnostics.About("proxy").Warning(summaryNoLookup, doing, err)}
	}
	problem := compareWithCatalogue(in, regions)
	if problem == nil {
		return nil
	}
	possible, err := client.CheckProxyCreate(ctx, in)
	if err != nil && !isRefusal(err) {
		return diag.Diagnostics{diagnostics.About("proxy").Warning(summaryNoLookup, doing, err)}
	}
	if possible {
		return nil
	}
	return diag.Diagnostics{problem}
}

// isRefusal reports whether the error is the service's word on the values.
func isRefusal(err error) bool {
	api, ok := errors.AsType[*wire.Error](err)
	return ok && strings.HasPrefix(api.Code, "InvalidParameterValue")
}

// compareWithCatalogue returns what the catalogue does not list, or nil.
func compareWithCatalogue(in gaapapi.CreateProxyInput, regions []gaapapi.AccessRegion) diag.Diagnostic {
	i := slices.IndexFunc(regions, func(region gaapapi.AccessRegion) bool { return region.ID == in.AccessRegion })
	if i < 0 {
		if len(regions) == 0 {
			return diag.NewAttributeErrorDiagnostic(path.Root("realserver_region"), summaryRegions, fmt.Sprintf(
				"No access region reaches the origin region %s with these features. The data source gaap_dest_regions lists the origin regions.", in.RealServerRegion))
		}
		return diag.NewAttributeErrorDiagnostic(path.Root("access_region"), summaryRegions, fmt.Sprintf(
			"%s does not reach the origin region %s. The access regions that do: %s.", in.AccessRegion, in.RealServerRegion, regionIDs(regions)))
	}
	pair := regions[i]
	if !slices.Contains(pair.Bandwidths, in.Bandwidth) {
		return diag.NewAttributeErrorDiagnostic(path.Root("bandwidth"), summaryBandwidth, fmt.Sprintf(
			"From %s to %s there is no bandwidth of %d Mbps. Allowed values: %s.", in.AccessRegion, in.RealServerRegion, in.Bandwidth, numbers(pair.Bandwidths)))
	}
	if !slices.Contains(pair.Concurrents, in.Concurrent) {
		return diag.NewAttributeErrorDiagnostic(path.Root("concurrent"), summaryConcurrent, fmt.Sprintf(
			"From %s to %s there is no concurrency of %d (x 10,000 connections). Allowed values: %s.", in.AccessRegion, in.RealServerRegion, in.Concurrent, numbers(pair.Concurrents)))
	}
	return nil
}

func regionIDs(regions []gaapapi.AccessRegion) string {
	ids := make([]string, 0, len(regions))
	for _, region := range regions {
		ids = append(ids, region.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, ", ")
}

func numbers(values []int64) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(slices.Sorted(slices.Values(values))), " ", ", "), "[]")
}
