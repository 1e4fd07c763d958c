package group

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
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
	var state search
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	found, err := wire.Collect(d.Data.Client.ProxyGroups(ctx, state.query()))
	if err == nil {
		err = addMembers(ctx, d.Data.Client, found)
	}
	if err != nil {
		subject := diagnostics.About("proxy group", "project_id", "realserver_region", "package_type", "tags")
		resp.Diagnostics.Append(subject.Error("Cannot list GAAP proxy groups", "Listing proxy groups", err))
		return
	}
	state.fromAPI(found)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// addMembers gives groups their proxies, which are listed for all of them together.
func addMembers(ctx context.Context, c *gaapapi.Client, groups []gaapapi.ProxyGroup) error {
	if len(groups) == 0 {
		return nil
	}
	alone := false
	query := gaapapi.ProxyQuery{ProxyFilter: gaapapi.ProxyFilter{ProjectID: gaapapi.AllProjects}, Independent: &alone}
	if len(groups) == 1 {
		query.GroupID = groups[0].ID
	}
	all, err := wire.Collect(c.Proxies(ctx, query))
	for i, group := range groups {
		for _, p := range all {
			if p.GroupID == group.ID {
				groups[i].Members = append(groups[i].Members, p)
			}
		}
	}
	return err
}
