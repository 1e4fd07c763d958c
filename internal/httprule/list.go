package httprule

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

// NewListResource returns the list resource gaap_http_rule, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[seen, search]{
		Description: "Lists the rules of an HTTP or HTTPS listener that match all filters.",
		Attributes: map[string]schema.Attribute{
			"listener_id": schema.StringAttribute{
				MarkdownDescription: "Id of the listener.", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be an id such as listener-a1b2c3d4")},
			},
			"domain": schema.StringAttribute{MarkdownDescription: "Domain of the rules, exactly.", Optional: true, Validators: domainValidators()},
			"path":   schema.StringAttribute{MarkdownDescription: "Path of the rules, exactly.", Optional: true, Validators: pathValidators()},

			"forward_host": schema.StringAttribute{MarkdownDescription: "Host that the rules ask origins for, exactly.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
		},
		All: func(ctx context.Context, c *gaapapi.Client, s search) iter.Seq2[seen, error] { return s.all(ctx, c) },
	})
}

// search is what rules are looked for by, in a list block and in the data source.
type search struct {
	ListenerID types.String `tfsdk:"listener_id"`
	Domain     types.String `tfsdk:"domain"`
	Path       types.String `tfsdk:"path"`

	ForwardHost types.String `tfsdk:"forward_host"`
}

// all are the rules that match, without their headers.
func (s search) all(ctx context.Context, c *gaapapi.Client) iter.Seq2[seen, error] {
	return func(yield func(seen, error) bool) {
		domains, err := c.Domains(ctx, s.ListenerID.ValueString())
		if err != nil {
			yield(seen{}, err)
			return
		}
		for _, d := range domains {
			for _, r := range d.Rules {
				if s.matches(r) && !yield(seen{Rule: r}, nil) {
					return
				}
			}
		}
	}
}

func (s search) matches(r gaapapi.Rule) bool {
	return (s.Domain.IsNull() || s.Domain.ValueString() == r.Domain) && (s.Path.IsNull() || s.Path.ValueString() == r.Path) &&
		(s.ForwardHost.IsNull() || s.ForwardHost.ValueString() == r.ForwardHost)
}
