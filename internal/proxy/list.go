package proxy

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewListResource returns the list resource gaap_proxy, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.Proxy, listFilters]{
		Description: "Lists the proxies of the account that match all filters, the newest first; without filters, all of them. Proxies that are being destroyed are left out.",
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
				Validators: providerdata.SearchTags(),
			},
		},
		All: func(ctx context.Context, c *gaapapi.Client, f listFilters) iter.Seq2[gaapapi.Proxy, error] {
			return c.Proxies(ctx, f.query())
		},
	})
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
	query := gaapapi.ProxyQuery{Tags: object.TagsOf(f.Tags), ProxyFilter: gaapapi.ProxyFilter{
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
