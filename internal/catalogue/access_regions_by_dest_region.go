package catalogue

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

var _ datasource.DataSourceWithConfigure = (*pairs)(nil)

type pairs struct{ providerdata.DataSource }

type pairsModel struct {
	DestRegion       types.String `tfsdk:"dest_region"`
	IPAddressVersion types.String `tfsdk:"ip_address_version"`
	PackageType      types.String `tfsdk:"package_type"`
	IDs              []string     `tfsdk:"ids"`
	Regions          []pairModel  `tfsdk:"regions"`
}

// NewAccessRegionsByDestRegion returns the data source gaap_access_regions_by_dest_region.
func NewAccessRegionsByDestRegion() datasource.DataSource { return &pairs{} }

// Metadata names the data source.
func (d *pairs) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_access_regions_by_dest_region"
}

// Schema describes the data source.
func (d *pairs) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = listSchema(
		"Lists the access regions that reach an origin region, with the values of `bandwidth` and `concurrent` that a proxy between them can have. "+
			"Sizes that Tencent Cloud has opened for a single account are not among them.",
		map[string]schema.Attribute{
			"bandwidths":  sizes("Values of `bandwidth` that the pair of regions has, in Mbps."),
			"concurrents": sizes("Values of `concurrent` that the pair of regions has, in units of 10,000 connections."),
		},
		map[string]schema.Attribute{
			"dest_region":        providerdata.RegionArgument("Region of the origin servers, such as `Shanghai`: `realserver_region` of a proxy."),
			"ip_address_version": providerdata.IPVersionArgument(),
			"package_type":       providerdata.PackageTypeArgument(),
		})
}

// Read lists the regions.
func (d *pairs) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state pairsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	regions, err := d.Data.Client.AccessRegionsByDestRegion(
		ctx, state.DestRegion.ValueString(), state.IPAddressVersion.ValueString(), state.PackageType.ValueString())
	if err != nil {
		subject := diagnostics.About("proxy", "package_type").Renamed("realserver_region", "dest_region")
		resp.Diagnostics.Append(subject.Error(
			"Cannot list GAAP access regions", fmt.Sprintf("Listing access regions of origin region %s", state.DestRegion.ValueString()), err))
		return
	}
	state.IDs, state.Regions = listed(regions, func(r gaapapi.AccessRegion) string { return r.ID }, newPair)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
