package httpdomain

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewListResource returns the list resource gaap_http_domain, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[domain, search]{
		Description: "Lists the domains of an HTTP or HTTPS listener that match all filters.",
		Attributes: map[string]schema.Attribute{
			"listener_id": schema.StringAttribute{
				MarkdownDescription: "Id of the listener.", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be an id such as listener-a1b2c3d4")},
			},
			"domain": schema.StringAttribute{MarkdownDescription: "Name of the domain, exactly.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
		},
		All: func(ctx context.Context, c *gaapapi.Client, s search) iter.Seq2[domain, error] { return s.all(ctx, c) },
	})
}

// search is what domains are looked for by, in a list block and in the data source.
type search struct {
	ListenerID types.String `tfsdk:"listener_id"`
	Domain     types.String `tfsdk:"domain"`
}

// all are the domains that match.
func (s search) all(ctx context.Context, c *gaapapi.Client) iter.Seq2[domain, error] {
	return func(yield func(domain, error) bool) {
		l, err := c.Layer7.Known(ctx, s.ListenerID.ValueString())
		var found []gaapapi.Domain
		if err == nil {
			found, err = c.Domains(ctx, l.ID)
		}
		if err != nil {
			yield(domain{}, err)
			return
		}
		for _, d := range found {
			if (s.Domain.IsNull() || s.Domain.ValueString() == d.Name) && !yield(domain{d, l.Protocol}, nil) {
				return
			}
		}
	}
}
