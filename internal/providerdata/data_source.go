package providerdata

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
)

// DataSource is the base that data sources embed.
type DataSource struct{ base }

// Configure takes the provider's data.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.use(req.ProviderData, &resp.Diagnostics)
}
