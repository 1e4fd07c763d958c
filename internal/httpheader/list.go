package httpheader

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewListResource returns the list resource gaap_custom_header, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[headerList, filters]{
		Description: "Lists the headers of the rules of a listener that have some. It takes a call for each rule.",
		Attributes: map[string]schema.Attribute{
			"listener_id": schema.StringAttribute{
				MarkdownDescription: "Id of the listener.", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a listener such as listener-a1b2c3d4")},
			},
			"domain": schema.StringAttribute{MarkdownDescription: "Name of the domain of the rules; all by default.", Optional: true},
		},
		All: func(ctx context.Context, c *gaapapi.Client, f filters) iter.Seq2[headerList, error] {
			return f.all(ctx, c)
		},
	})
}

// filters are what header lists are looked for by.
type filters struct {
	ListenerID types.String `tfsdk:"listener_id"`
	Domain     types.String `tfsdk:"domain"`
}

func (f filters) all(ctx context.Context, c *gaapapi.Client) iter.Seq2[headerList, error] {
	return func(yield func(headerList, error) bool) {
		domains, err := c.Domains(ctx, f.ListenerID.ValueString())
		if err != nil {
			yield(headerList{}, err)
			return
		}
		for _, d := range domains {
			if name := f.Domain.ValueString(); name != "" && name != d.Name {
				continue
			}
			for _, rule := range d.Rules {
				l, err := existing(ctx, c, rule.ID)
				if wire.ClassOf(err) != wire.Gone && !yield(l, err) {
					return
				}
			}
		}
	}
}
