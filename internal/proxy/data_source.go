package proxy

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	summaryLookup  = "Cannot look up GAAP proxy"
	summaryNone    = "No such GAAP proxy"
	summarySeveral = "Several GAAP proxies have this name"
)

// NewDataSource returns the data source gaap_proxy.
func NewDataSource() datasource.DataSource {
	return object.NewDataSource(kind(), object.Lookup[gaapapi.Proxy]{
		Description: "Looks up an acceleration proxy by its id or by its name. A proxy that is being destroyed counts as gone.",
		Keys: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "Id of the proxy, such as `link-a1b2c3d4`. Either this or `name` is required.",
				Optional:            true, Computed: true,
				Validators: []validator.String{
					providerdata.Matches(objectID, "must be the id of a proxy such as link-a1b2c3d4"),
					stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name")),
				},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the proxy. Names need not be unique: it is an error if several proxies have this one.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
		Find: func(ctx context.Context, client *gaapapi.Client, key func(string) types.String) (gaapapi.Proxy, diag.Diagnostic) {
			if id := key("id"); !id.IsNull() {
				return byID(ctx, client, id.ValueString())
			}
			return byName(ctx, client, key("name").ValueString())
		},
	})
}

func byID(ctx context.Context, client *gaapapi.Client, id string) (gaapapi.Proxy, diag.Diagnostic) {
	proxy, err := client.RefreshProxy(ctx, id)
	switch {
	case err == nil && isBeingDestroyed(proxy):
		return proxy, diag.NewAttributeErrorDiagnostic(path.Root("id"), summaryNone, fmt.Sprintf("Proxy %s is being destroyed.", id))
	case wire.ClassOf(err) == wire.Gone:
		return proxy, diag.WithPath(path.Root("id"), diagnostics.About("proxy").Error(summaryNone, "Looking up proxy "+id, err))
	case err != nil:
		return proxy, diagnostics.About("proxy").Error(summaryLookup, "Looking up proxy "+id, err)
	}
	return proxy, nil
}

// byName goes through the account: the service cannot look for a name.
func byName(ctx context.Context, client *gaapapi.Client, name string) (gaapapi.Proxy, diag.Diagnostic) {
	all, err := client.RefreshAccount(ctx)
	if err != nil {
		return gaapapi.Proxy{}, diagnostics.About("proxy").Error(summaryLookup, "Looking up proxy "+quote.Text(name), err)
	}
	found := slices.DeleteFunc(all, func(p gaapapi.Proxy) bool { return p.Name != name || isBeingDestroyed(p) })
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
