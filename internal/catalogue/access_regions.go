package catalogue

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

var _ datasource.DataSourceWithConfigure = (*accessRegions)(nil)

type accessRegions struct{ providerdata.DataSource }

type accessRegionsModel struct {
	IDs     []string            `tfsdk:"ids"`
	Regions []accessRegionModel `tfsdk:"regions"`
}

// NewAccessRegions returns the data source gaap_access_regions.
func NewAccessRegions() datasource.DataSource { return &accessRegions{} }

// Metadata names the data source.
func (d *accessRegions) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_access_regions"
}

// Schema describes the data source.
func (d *accessRegions) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = listSchema(
		"Lists the regions where traffic can enter. Which of them reach an origin region is what `gaap_access_regions_by_dest_region` lists.",
		map[string]schema.Attribute{
			"network_types": providerdata.Texts("Values of `network_type` that the region has; null if the service does not say."),
		}, nil)
}

// Read lists the regions.
func (d *accessRegions) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Ready(&resp.Diagnostics) {
		return
	}
	regions, err := d.Data.Client.AccessRegions(ctx)
	if err != nil {
		resp.Diagnostics.Append(diagnostics.About("proxy").Error("Cannot list GAAP access regions", "Listing access regions", err))
		return
	}
	var state accessRegionsModel
	state.IDs, state.Regions = listed(regions, idOf, newAccessRegion)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
