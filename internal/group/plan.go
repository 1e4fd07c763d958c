package group

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// validate refuses one access region in two spellings.
func validate(config *model, diags *diag.Diagnostics) {
	seen := map[string]string{}
	for _, region := range slices.Sorted(maps.Keys(config.AccessRegions.Elements())) {
		if other, twice := seen[strings.ToLower(region)]; twice {
			diags.AddAttributeError(path.Root("access_regions").AtMapKey(region), "Access region is repeated", fmt.Sprintf(
				"%s and %s are one region. Take one of them out.", other, region))
		}
		seen[strings.ToLower(region)] = region
	}
}

// plan decides what access_regions are to be, and refuses groups that could not be
// told apart, and access regions that the service does not offer.
func plan(ctx context.Context, p *object.Plan[model]) {
	planAccess(p)
	m := p.Plan
	if p.State != nil && gaapapi.SameRegion(m.RealServerRegion.ValueString(), p.State.RealServerRegion.ValueString()) {
		m.RealServerRegion = p.State.RealServerRegion // another spelling is no change
	}
	if m.Name.IsUnknown() || m.ProjectID.IsUnknown() || m.RealServerRegion.IsUnknown() {
		return
	}
	p.PlanApart(m.key(), path.Root("name"), "one name, project and origin region")
	wanted, known := accessOf(m.AccessRegions)
	if p.State == nil && known && p.CanCall {
		for _, access := range wanted {
			p.Diags.Append(checkAccess(ctx, p, access)...)
		}
	}
}

// key is one text for all groups that this provider does not tell apart.
func (m *model) key() string {
	return strings.ToLower(m.RealServerRegion.ValueString()) + fmt.Sprintf(" %d ", m.ProjectID.ValueInt64()) + m.Name.ValueString()
}

// planAccess: access_regions are about the making of a group. What is left out of
// them later stays as it is; what is added would take another group. What is only
// known in the apply is for the next plan to look at: an apply cannot replace what the
// plan did not.
func planAccess(p *object.Plan[model]) {
	left := p.Config.AccessRegions.IsNull()
	switch {
	case p.State == nil && left:
		p.Plan.AccessRegions = types.MapValueMust(accessType, map[string]attr.Value{})
	case p.State == nil:
	case left:
		p.Plan.AccessRegions = p.State.AccessRegions
	case addsRegions(p.Plan.AccessRegions, p.State.AccessRegions):
		p.Replace.Append(path.Root("access_regions"))
	case !p.State.AccessRegions.IsNull():
		p.Plan.AccessRegions = p.State.AccessRegions
	}
}

const (
	summaryNoLookup = "Cannot check the access regions of a GAAP proxy group"
	summaryAccess   = "Access region is not available"
)

// checkAccess refuses an access region, or sizes, that the service does not offer.
// What the catalogue does not list may be possible all the same: sizes are opened for
// accounts. What cannot be looked up is left to the service.
func checkAccess(ctx context.Context, p *object.Plan[model], access gaapapi.Access) diag.Diagnostics {
	m, client := p.Plan, p.Data.Client
	in := gaapapi.CreateProxyInput{
		Name: m.Name.ValueString(), AccessRegion: access.Region, RealServerRegion: m.RealServerRegion.ValueString(),
		Bandwidth: access.Bandwidth, Concurrent: access.Concurrent, NetworkType: access.NetworkType,
		IPAddressVersion: m.IPAddressVersion.ValueString(), PackageType: m.PackageType.ValueString(),
	}
	pairs, err := client.AccessRegionsByDestRegion(ctx, in.RealServerRegion, in.IPAddressVersion, in.PackageType)
	problem := unlistedError(access, in.RealServerRegion, pairs)
	if problem == nil {
		return nil
	}
	possible := false
	if err == nil || isRefusal(err) {
		possible, err = client.CheckProxyCreate(ctx, in)
	}
	switch {
	case err != nil && !isRefusal(err):
		doing := fmt.Sprintf("Checking access region %s and origin region %s of proxy group %q", access.Region, in.RealServerRegion, in.Name)
		return diag.Diagnostics{diagnostics.About("proxy group").Warning(summaryNoLookup, doing, err)}
	case possible:
		return nil
	}
	return diag.Diagnostics{problem}
}

// isRefusal reports whether the error is the service's word on the values.
func isRefusal(err error) bool { return strings.HasPrefix(wire.CodeOf(err), "InvalidParameterValue") }

// unlistedError is what the catalogue does not list of an access region, nil for nothing.
func unlistedError(access gaapapi.Access, origin string, pairs []gaapapi.AccessRegion) diag.Diagnostic {
	at := path.Root("access_regions").AtMapKey(access.Region)
	var ids []string
	for _, pair := range pairs {
		ids = append(ids, pair.ID)
		if !gaapapi.SameRegion(pair.ID, access.Region) {
			continue
		}
		switch {
		case !slices.Contains(pair.Bandwidths, access.Bandwidth):
			return diag.NewAttributeErrorDiagnostic(at.AtName("bandwidth"), summaryAccess, fmt.Sprintf(
				"From %s to %s there is no bandwidth of %d Mbps. Allowed values: %s.", access.Region, origin, access.Bandwidth, listOf(pair.Bandwidths)))
		case !slices.Contains(pair.Concurrents, access.Concurrent):
			return diag.NewAttributeErrorDiagnostic(at.AtName("concurrent"), summaryAccess, fmt.Sprintf(
				"From %s to %s there is no concurrency of %d (x 10,000 connections). Allowed values: %s.", access.Region, origin, access.Concurrent, listOf(pair.Concurrents)))
		}
		return nil
	}
	return diag.NewAttributeErrorDiagnostic(at, summaryAccess, fmt.Sprintf(
		"%s does not reach the origin region %s with these features. The access regions that do: %s.", access.Region, origin, listOf(ids)))
}

// listOf are some values, sorted, in one line.
func listOf[V int64 | string](all []V) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(slices.Sorted(slices.Values(all))), " ", ", "), "[]")
}
