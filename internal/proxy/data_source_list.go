package proxy

import (
	"cmp"
	"context"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const (
	listTypeSuffix = "_proxies"

	summaryRegex = "Invalid regular expression"
)

var _ datasource.DataSourceWithConfigure = (*listDataSource)(nil)

type listDataSource struct{ providerdata.DataSource }

// NewListDataSource returns the data source gaap_proxies.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

// Metadata names the data source.
func (d *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + listTypeSuffix
}

// Schema describes the data source.
func (d *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = listSchema()
}

// Read lists the proxies.
func (d *listDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state listModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	named, err := state.named()
	if err != nil { // known only now, else the validator has refused it
		resp.Diagnostics.AddAttributeError(path.Root("name_regex"), summaryRegex, err.Error())
		return
	}
	var found []gaapapi.Proxy
	for proxy, err := range d.Data.Client.Proxies(ctx, state.query()) {
		if err != nil {
			arguments := diagnostics.Same("project_id", "access_region", "realserver_region", "group_id", "package_type", "tags")
			resp.Diagnostics.Append(arguments.Error("Cannot list GAAP proxies", "Listing proxies", err))
			return
		}
		if !gone(proxy, nil) && named(proxy.Name) {
			found = append(found, proxy)
		}
	}
	state.take(found)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// query is what the service can look for.
func (m *listModel) query() gaapapi.ProxyQuery {
	return gaapapi.ProxyQuery{
		ProxyFilter: gaapapi.ProxyFilter{
			ProjectID:        providerdata.Project(m.ProjectID),
			AccessRegion:     m.AccessRegion.ValueString(),
			RealServerRegion: m.RealServerRegion.ValueString(),
			GroupID:          m.GroupID.ValueString(),
			IPAddressVersion: m.IPAddressVersion.ValueString(),
			PackageType:      m.PackageType.ValueString(),
		},
		Tags:        m.Tags,
		Independent: m.Independent.ValueBoolPointer(),
	}
}

// named returns what decides about a name, which the service cannot look for.
func (m *listModel) named() (func(name string) bool, error) {
	if !m.Name.IsNull() {
		return func(name string) bool { return name == m.Name.ValueString() }, nil
	}
	expression, err := regexp.Compile(m.NameRegex.ValueString())
	if err != nil {
		return nil, err
	}
	return expression.MatchString, nil
}

// take fills in the result, the oldest first: what is new comes last, and the
// order of the others stays.
func (m *listModel) take(found []gaapapi.Proxy) {
	slices.SortFunc(found, func(a, b gaapapi.Proxy) int {
		return cmp.Or(a.CreateTime.Compare(b.CreateTime), cmp.Compare(a.ID, b.ID))
	})
	m.IDs, m.Proxies = make([]string, 0, len(found)), make([]shownModel, 0, len(found))
	for _, proxy := range found {
		m.IDs = append(m.IDs, proxy.ID)
		m.Proxies = append(m.Proxies, newShown(proxy))
	}
}
