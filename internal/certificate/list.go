package certificate

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

// NewListResource returns the list resource gaap_certificate, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.Certificate, filters]{
		Description: "Lists the certificates of the account that match all filters; without filters, all of them. Contents and keys are not read.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{MarkdownDescription: "Name of the certificates, exactly.", Optional: true},
			"type": schema.StringAttribute{
				MarkdownDescription: "Type of the certificates, such as `SERVER`.", Optional: true,
				Validators: []validator.String{providerdata.OneOf(typeNames...)},
			},
		},
		All: func(ctx context.Context, c *gaapapi.Client, f filters) iter.Seq2[gaapapi.Certificate, error] {
			return c.Certificates(ctx, f.query())
		},
	})
}

// filters are what certificates are looked for by.
type filters struct {
	Name types.String `tfsdk:"name"`
	Type types.String `tfsdk:"type"`
}

// query: no type is the one that stands for all.
func (f filters) query() gaapapi.CertificateQuery {
	return gaapapi.CertificateQuery{Type: typeOf(f.Type), Name: f.Name.ValueString()}
}
