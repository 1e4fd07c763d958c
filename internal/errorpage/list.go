package errorpage

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewListResource returns the list resource gaap_domain_error_page, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.ErrorPage, search]{
		Description: "Lists the error pages of a domain, or of all domains of a listener.",
		Attributes: map[string]schema.Attribute{
			"listener_id": schema.StringAttribute{MarkdownDescription: "Id of the listener.", Required: true, Validators: []validator.String{listenerID}},
			"domain":      schema.StringAttribute{MarkdownDescription: "Name of the domain; all by default.", Optional: true, Validators: []validator.String{domain}},
		},
		All: func(ctx context.Context, c *gaapapi.Client, s search) iter.Seq2[gaapapi.ErrorPage, error] {
			return s.all(ctx, c)
		},
	})
}

// search is what error pages are looked for by, in a list block and in the data source.
type search struct {
	ListenerID types.String `tfsdk:"listener_id"`
	Domain     types.String `tfsdk:"domain"`
}

var (
	listenerID = providerdata.Matches(providerdata.ObjectID, "must be the id of a listener such as listener-a1b2c3d4")
	domain     = providerdata.Matches(domainForm, "must be a domain of 3 to 80 small letters, digits, and . - _")
)

// all are the pages that match, of one domain after the other, by their ids: the
// service promises no order.
func (s search) all(ctx context.Context, c *gaapapi.Client) iter.Seq2[gaapapi.ErrorPage, error] {
	return func(yield func(gaapapi.ErrorPage, error) bool) {
		domains, err := s.domains(ctx, c)
		if err != nil {
			yield(gaapapi.ErrorPage{}, err)
			return
		}
		for _, name := range domains {
			found, err := c.ErrorPages(ctx, s.ListenerID.ValueString(), name)
			if err != nil {
				yield(gaapapi.ErrorPage{}, err)
				return
			}
			slices.SortFunc(found, func(a, b gaapapi.ErrorPage) int { return cmp.Compare(a.ID, b.ID) })
			for _, page := range found {
				if !yield(page, nil) {
					return
				}
			}
		}
	}
}

// domains are the names of the domains that are looked at.
func (s search) domains(ctx context.Context, c *gaapapi.Client) ([]string, error) {
	if !s.Domain.IsNull() {
		return []string{s.Domain.ValueString()}, nil
	}
	all, err := c.Domains(ctx, s.ListenerID.ValueString())
	var names []string
	for _, d := range all {
		names = append(names, d.Name)
	}
	slices.Sort(names)
	return names, err
}
