package catalogue

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const priceSuffix = "_proxy_price"

var _ datasource.DataSourceWithConfigure = (*priceDataSource)(nil)

type priceDataSource struct{ providerdata.DataSource }

// NewPrice returns the data source gaap_proxy_price.
func NewPrice() datasource.DataSource { return &priceDataSource{} }

// Metadata names the data source.
func (d *priceDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + priceSuffix
}

// Schema describes the data source.
func (d *priceDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = priceSchema()
}

// Read inquires about the price.
func (d *priceDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state priceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	query := state.query()
	price, err := d.Data.Client.ProxyPrice(ctx, query)
	if err != nil {
		subject := diagnostics.About("proxy", "access_region", "realserver_region", "bandwidth", "concurrent", "package_type")
		resp.Diagnostics.Append(subject.Error("Cannot inquire about the price of a GAAP proxy", fmt.Sprintf(
			"Inquiring about %d Mbps and %d0,000 connections from %s to %s", query.Bandwidth, query.Concurrent, query.AccessRegion, query.RealServerRegion), err))
		return
	}
	state.fromAPI(price)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
