package catalogue

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const checkSuffix = "_check_proxy_create"

var _ datasource.DataSourceWithConfigure = (*checkDataSource)(nil)

type checkDataSource struct{ providerdata.DataSource }

type checkModel struct {
	AccessRegion     types.String `tfsdk:"access_region"`
	RealServerRegion types.String `tfsdk:"realserver_region"`
	Bandwidth        types.Int64  `tfsdk:"bandwidth"`
	Concurrent       types.Int64  `tfsdk:"concurrent"`
	GroupID          types.String `tfsdk:"group_id"`
	IPAddressVersion types.String `tfsdk:"ip_address_version"`
	NetworkType      types.String `tfsdk:"network_type"`
	PackageType      types.String `tfsdk:"package_type"`
	Available        types.Bool   `tfsdk:"available"`
}

// NewCheck returns the data source gaap_check_proxy_create.
func NewCheck() datasource.DataSource { return &checkDataSource{} }

// Metadata names the data source.
func (d *checkDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + checkSuffix
}

// Schema describes the data source.
func (d *checkDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = checkSchema()
}

// Read asks the service.
func (d *checkDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state checkModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	in := state.input()
	available, err := d.Data.Client.CheckProxyCreate(ctx, in)
	if err != nil {
		subject := diagnostics.About("proxy", "access_region", "realserver_region", "bandwidth", "concurrent", "group_id", "package_type")
		resp.Diagnostics.Append(subject.Error("Cannot check a GAAP proxy", fmt.Sprintf(
			"Checking %d Mbps and %d0,000 connections from %s to %s", in.Bandwidth, in.Concurrent, in.AccessRegion, in.RealServerRegion), err))
		return
	}
	state.Available = types.BoolValue(available)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

func (m *checkModel) input() gaapapi.CreateProxyInput {
	return gaapapi.CreateProxyInput{
		AccessRegion:     m.AccessRegion.ValueString(),
		RealServerRegion: m.RealServerRegion.ValueString(),
		Bandwidth:        m.Bandwidth.ValueInt64(),
		Concurrent:       m.Concurrent.ValueInt64(),
		GroupID:          m.GroupID.ValueString(),
		IPAddressVersion: m.IPAddressVersion.ValueString(),
		NetworkType:      m.NetworkType.ValueString(),
		PackageType:      m.PackageType.ValueString(),
	}
}
