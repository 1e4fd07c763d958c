package proxy

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const summaryList = "Cannot list GAAP proxies"

var _ list.ListResourceWithConfigure = (*proxyList)(nil)

type proxyList struct{ providerdata.Resource }

// NewListResource returns the list resource gaap_proxy, for terraform query.
func NewListResource() list.ListResource { return &proxyList{} }

// Metadata names the list resource as what it lists.
func (l *proxyList) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + typeSuffix
}

// ListResourceConfigSchema describes the filters.
func (l *proxyList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the proxies of the account that match all filters, the newest first; without filters, all of them. Proxies that are being destroyed are left out.",
		Attributes: map[string]schema.Attribute{
			"project_id": schema.Int64Attribute{
				MarkdownDescription: "Id of a project; `0` is the default project.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(0)},
			},
			"access_region": schema.StringAttribute{
				MarkdownDescription: "Region where traffic enters, such as `Hongkong`.",
				Optional:            true,
				Validators:          []validator.String{providerdata.Matches(regionID, "must be a region id such as Hongkong")},
			},
			"realserver_region": schema.StringAttribute{
				MarkdownDescription: "Region of the origin servers, such as `Shanghai`.",
				Optional:            true,
				Validators:          []validator.String{providerdata.Matches(regionID, "must be a region id such as Shanghai")},
			},
			"group_id": schema.StringAttribute{
				MarkdownDescription: "Id of a proxy group.",
				Optional:            true,
				Validators:          []validator.String{providerdata.Matches(objectID, "must be the id of a proxy group such as lg-a1b2c3d4")},
			},
			"tags": schema.MapAttribute{
				MarkdownDescription: "Tags that a proxy must have, with these values.",
				ElementType:         types.StringType, Optional: true,
				Validators: providerdata.LookedFor(),
			},
		},
	}
}

// listFilters is the configuration of a list block.
type listFilters struct {
	ProjectID        types.Int64  `tfsdk:"project_id"`
	AccessRegion     types.String `tfsdk:"access_region"`
	RealServerRegion types.String `tfsdk:"realserver_region"`
	GroupID          types.String `tfsdk:"group_id"`
	Tags             types.Map    `tfsdk:"tags"`
}

func (f listFilters) query() gaapapi.ProxyQuery {
	query := gaapapi.ProxyQuery{Tags: tagsOf(f.Tags), ProxyFilter: gaapapi.ProxyFilter{
		ProjectID:        gaapapi.AllProjects,
		AccessRegion:     f.AccessRegion.ValueString(),
		RealServerRegion: f.RealServerRegion.ValueString(),
		GroupID:          f.GroupID.ValueString(),
	}}
	if !f.ProjectID.IsNull() {
		query.ProjectID = f.ProjectID.ValueInt64()
	}
	return query
}

// List yields proxies while Terraform takes them, and reads no page more than
// that takes.
func (l *proxyList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var filters listFilters
	diags := req.Config.Get(ctx, &filters)
	if diags.HasError() || !l.Ready(&diags) {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		pushed := int64(0)
		for proxy, err := range l.Data.Client.Proxies(ctx, filters.query()) {
			if err != nil {
				push(list.ListResult{Diagnostics: diag.Diagnostics{diagnostics.Error(summaryList, "Listing proxies", err)}})
				return
			}
			if proxy.Status == gaapapi.StatusDestroying {
				continue
			}
			if pushed++; !push(l.result(ctx, req, proxy)) || pushed == req.Limit {
				return
			}
		}
	}
}

// result is a proxy as it is listed, with all its attributes if they are asked for.
func (l *proxyList) result(ctx context.Context, req list.ListRequest, proxy gaapapi.Proxy) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = fmt.Sprintf("%s (%s)", strings.Map(printable, proxy.Name), proxy.ID)
	result.Diagnostics.Append(result.Identity.Set(ctx, identityOf(proxy.ID))...)
	if !req.IncludeResource {
		return result
	}
	var state model
	result.Diagnostics.Append(setAttributes(ctx, result.Resource, takenOver(proxy.ID))...)
	result.Diagnostics.Append(result.Resource.Get(ctx, &state)...)
	state.take(proxy, *l.Data.Tags)
	result.Diagnostics.Append(result.Resource.Set(ctx, &state)...)
	return result
}

// printable keeps a name from breaking the line that Terraform prints it on, or
// playing other tricks on a terminal.
func printable(char rune) rune {
	if unicode.IsPrint(char) {
		return char
	}
	return unicode.ReplacementChar
}
