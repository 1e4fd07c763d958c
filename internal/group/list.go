package group

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

// NewListResource returns the list resource gaap_proxy_group, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.ProxyGroup, listFilters]{
		Description: "Lists the proxy groups of the account that match all filters; without filters, all of them. IP version, package type, policy and proxies are not read.",
		Attributes: map[string]schema.Attribute{
			"project_id": schema.Int64Attribute{
				MarkdownDescription: "Id of the project; `0` is the default project.", Optional: true,
				Validators: []validator.Int64{int64validator.AtLeast(0)},
			},
			"realserver_region": schema.StringAttribute{
				MarkdownDescription: "Region of the origin servers, such as `Shanghai`.", Optional: true,
				Validators: []validator.String{providerdata.Matches(providerdata.RegionID, "must be a region id such as Shanghai")},
			},
			"package_type": schema.StringAttribute{
				MarkdownDescription: "Kind of proxies: `Thunder` or `Accelerator`.", Optional: true,
				Validators: []validator.String{providerdata.OneOf("Thunder", "Accelerator")},
			},
			"tags": schema.MapAttribute{
				MarkdownDescription: "Tags that a group must have, with these values.",
				ElementType:         types.StringType, Optional: true, Validators: providerdata.SearchTags(),
			},
		},
		All: func(ctx context.Context, c *gaapapi.Client, f listFilters) iter.Seq2[gaapapi.ProxyGroup, error] {
			return c.ProxyGroups(ctx, gaapapi.GroupQuery{
				ProjectID: providerdata.Project(f.ProjectID), RealServerRegion: f.RealServerRegion.ValueString(),
				PackageType: f.PackageType.ValueString(), Tags: object.TagsOf(f.Tags),
			})
		},
	})
}

// listFilters is the configuration of a list block.
type listFilters struct {
	ProjectID        types.Int64  `tfsdk:"project_id"`
	RealServerRegion types.String `tfsdk:"realserver_region"`
	PackageType      types.String `tfsdk:"package_type"`
	Tags             types.Map    `tfsdk:"tags"`
}
