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
			"id": schema.StringAttribute{
				MarkdownDescription: "Id of the one certificate to list.", Optional: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be an id such as cert-a1b2c3d4")},
			},
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
	ID   types.String `tfsdk:"id"`
	Name types.String `tfsdk:"name"`
	Type types.String `tfsdk:"type"`
}

// query: no type is the one that stands for all.
func (f filters) query() gaapapi.CertificateQuery {
	return gaapapi.CertificateQuery{ID: f.ID.ValueString(), Type: typeOf(f.Type), Name: f.Name.ValueString()}
}
