package realserver

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

// NewListResource returns the list resource gaap_realserver, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.RealServer, listFilters]{
		Description: "Lists the origins of the account that match all filters; without filters, all of them.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{MarkdownDescription: "Name of the origins, exactly.", Optional: true},
			"project_id": schema.Int64Attribute{
				MarkdownDescription: "Id of a project; `0` is the default project.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(0)},
			},
			"tags": schema.MapAttribute{
				MarkdownDescription: "Tags that an origin must have, with these values.",
				ElementType:         types.StringType, Optional: true,
				Validators: providerdata.SearchTags(),
			},
		},
		All: func(ctx context.Context, c *gaapapi.Client, f listFilters) iter.Seq2[gaapapi.RealServer, error] {
			return c.RealServers(ctx, gaapapi.RealServerQuery{
				ProjectID: providerdata.Project(f.ProjectID), Name: f.Name.ValueString(), Tags: object.TagsOf(f.Tags),
			})
		},
	})
}

// listFilters is the configuration of a list block.
type listFilters struct {
	Name      types.String `tfsdk:"name"`
	ProjectID types.Int64  `tfsdk:"project_id"`
	Tags      types.Map    `tfsdk:"tags"`
}
