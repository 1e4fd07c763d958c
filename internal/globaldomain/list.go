package globaldomain

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

// NewListResource returns the list resource gaap_global_domain, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.GlobalDomain, search]{
		Description: "Lists the unified domains of the account that match all filters; without filters, all of them.",
		Attributes: map[string]schema.Attribute{
			"project_id": schema.Int64Attribute{
				MarkdownDescription: "Id of the project; `0` is the default project.", Optional: true,
				Validators: []validator.Int64{int64validator.AtLeast(0)},
			},
			"tags": schema.MapAttribute{
				MarkdownDescription: "Tags that a domain must have, with these values.",
				ElementType:         types.StringType, Optional: true, Validators: providerdata.SearchTags(),
			},
		},
		All: func(ctx context.Context, c *gaapapi.Client, s search) iter.Seq2[gaapapi.GlobalDomain, error] {
			return c.GlobalDomains(ctx, s.query())
		},
	})
}

// search is what domains are looked for by, in a list block and in the data source.
type search struct {
	ProjectID types.Int64 `tfsdk:"project_id"`
	Tags      types.Map   `tfsdk:"tags"`
}

func (s search) query() gaapapi.GlobalDomainQuery {
	return gaapapi.GlobalDomainQuery{ProjectID: providerdata.Project(s.ProjectID), Tags: object.TagsOf(s.Tags)}
}
