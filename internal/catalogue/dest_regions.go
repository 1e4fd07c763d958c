package catalogue

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

var _ datasource.DataSourceWithConfigure = (*destRegions)(nil)

type destRegions struct{ providerdata.DataSource }

type destRegionsModel struct {
	QualityType types.Int64   `tfsdk:"quality_type"`
	IDs         []string      `tfsdk:"ids"`
	Regions     []regionModel `tfsdk:"regions"`
}

// NewDestRegions returns the data source gaap_dest_regions.
func NewDestRegions() datasource.DataSource { return &destRegions{} }

// Metadata names the data source.
func (d *destRegions) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_dest_regions"
}

// Schema describes the data source.
func (d *destRegions) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = listSchema("Lists the regions where origin servers can be.", nil, map[string]schema.Attribute{
		"quality_type": schema.Int64Attribute{
			MarkdownDescription: "Class of the links to the regions: `0` gold, the default, or `1` silver.", Optional: true,
			Validators: []validator.Int64{int64validator.OneOf(int64(gaapapi.Gold), int64(gaapapi.Silver))},
		},
	})
}

// Read lists the regions.
func (d *destRegions) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state destRegionsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	regions, err := d.Data.Client.DestRegions(ctx, gaapapi.Quality(state.QualityType.ValueInt64()))
	if err != nil {
		resp.Diagnostics.Append(diagnostics.About("proxy").Error("Cannot list GAAP origin regions", "Listing origin regions", err))
		return
	}
	state.IDs, state.Regions = listed(regions, idOf, newRegion)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
