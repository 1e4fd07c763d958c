package globaldns

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
)

// NewListResource returns the list resource gaap_global_domain_dns, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.DNSRecord, search]{
		Description: "Lists the DNS records of a unified domain.",
		Attributes: map[string]schema.Attribute{
			"domain_id": schema.StringAttribute{
				MarkdownDescription: "Id of the unified domain.", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be an id such as dm-a1b2c3d4")},
			},
		},
		All: all,
	})
}

// search is the configuration of a list block.
type search struct {
	DomainID types.String `tfsdk:"domain_id"`
}

func all(ctx context.Context, c *gaapapi.Client, s search) iter.Seq2[gaapapi.DNSRecord, error] {
	return func(yield func(gaapapi.DNSRecord, error) bool) {
		records, err := c.DNSRecordsNow(ctx, s.DomainID.ValueString())
		if err != nil {
			yield(gaapapi.DNSRecord{}, err)
			return
		}
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}
