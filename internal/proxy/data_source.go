package proxy

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

const (
	summaryLookup  = "Cannot look up GAAP proxy"
	summaryNone    = "No such GAAP proxy"
	summarySeveral = "Several GAAP proxies have this name"
)

var _ datasource.DataSourceWithConfigure = (*proxyDataSource)(nil)

type proxyDataSource struct{ providerdata.DataSource }

// NewDataSource returns the data source gaap_proxy.
func NewDataSource() datasource.DataSource { return &proxyDataSource{} }

// Metadata names the data source.
func (d *proxyDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + typeSuffix
}

// Schema describes the data source.
func (d *proxyDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = dataSourceSchema()
}

// Read looks the proxy up.
func (d *proxyDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config shownModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	look, key := d.byID, config.ID.ValueString()
	if config.ID.IsNull() {
		look, key = d.byName, config.Name.ValueString()
	}
	proxy, problem := look(ctx, key)
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	state := newShown(proxy)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

func (d *proxyDataSource) byID(ctx context.Context, id string) (gaapapi.Proxy, diag.Diagnostic) {
	proxy, err := d.Data.Client.RefreshProxy(ctx, id)
	switch {
	case err == nil && gone(proxy, err):
		return proxy, diag.NewAttributeErrorDiagnostic(path.Root("id"), summaryNone, fmt.Sprintf("Proxy %s is being destroyed.", id))
	case gone(proxy, err):
		return proxy, diagnostics.Arguments{"": "id"}.Error(summaryNone, "Looking up proxy "+id, err)
	case err != nil:
		return proxy, diagnostics.Arguments{}.Error(summaryLookup, "Looking up proxy "+id, err)
	}
	return proxy, nil
}

// byName goes through the account: the service cannot look for a name.
func (d *proxyDataSource) byName(ctx context.Context, name string) (gaapapi.Proxy, diag.Diagnostic) {
	all, err := d.Data.Client.RefreshAccount(ctx)
	if err != nil {
		return gaapapi.Proxy{}, diagnostics.Arguments{}.Error(summaryLookup, "Looking up proxy "+quote.Text(name), err)
	}
	found := slices.DeleteFunc(all, func(p gaapapi.Proxy) bool { return p.Name != name || gone(p, nil) })
	switch len(found) {
	case 0:
		return gaapapi.Proxy{}, diag.NewAttributeErrorDiagnostic(path.Root("name"), summaryNone, fmt.Sprintf(
			"None of the account's proxies that these credentials may see has the name %s.", quote.Text(name)))
	case 1:
		return found[0], nil
	}
	return gaapapi.Proxy{}, diag.NewAttributeErrorDiagnostic(path.Root("name"), summarySeveral, fmt.Sprintf(
		"These proxies have the name %s:\n%s\nLook one up by its id, or all of them with gaap_proxies.", quote.Text(name), choices(found)))
}

// choices lists proxies with what tells them apart.
func choices(all []gaapapi.Proxy) string {
	slices.SortFunc(all, func(a, b gaapapi.Proxy) int { return cmp.Compare(a.ID, b.ID) })
	var b strings.Builder
	for _, p := range all {
		fmt.Fprintf(&b, "  - %s, %s, project %d, %s to %s\n", p.ID, p.Status, p.ProjectID, p.AccessRegion, p.RealServerRegion)
	}
	return b.String()
}
