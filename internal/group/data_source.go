// Package group is the data source gaap_proxy_groups.
package group

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const typeSuffix = "_proxy_groups"

var _ datasource.DataSourceWithConfigure = (*groupsDataSource)(nil)

type groupsDataSource struct{ providerdata.DataSource }

// NewDataSource returns the data source gaap_proxy_groups.
func NewDataSource() datasource.DataSource { return &groupsDataSource{} }

// Metadata names the data source.
func (d *groupsDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + typeSuffix
}

// Schema describes the data source.
func (d *groupsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = groupsSchema()
}

// Read lists the groups.
func (d *groupsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	var found []gaapapi.ProxyGroup
	for group, err := range d.Data.Client.ProxyGroups(ctx, state.query()) {
		if err != nil {
			subject := diagnostics.About("proxy group", "project_id", "realserver_region", "package_type", "tags")
			resp.Diagnostics.Append(subject.Error("Cannot list GAAP proxy groups", "Listing proxy groups", err))
			return
		}
		found = append(found, group)
	}
	state.take(found)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
