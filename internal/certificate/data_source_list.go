package certificate

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewListDataSource returns the data source gaap_certificates.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[gaapapi.Certificate, filters]{
		Type:        "_certificates",
		Field:       "certificates",
		Description: "Lists certificates, by their ids, without contents and keys. Without arguments these are all certificates of the account.",
		Arguments: map[string]schema.Attribute{
			"id": providerdata.IDFilter("Id of the one certificate to list.", "cert-a1b2c3d4"),
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the certificates, exactly. Several can have the same one.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"type": providerdata.WordFilter("Type of the certificates; all by default.", typeNames...),
		},
		Find: find,
	})
}

// find lists the certificates, sorted: the service promises no order.
func find(ctx context.Context, client *gaapapi.Client, f filters) ([]gaapapi.Certificate, diag.Diagnostic) {
	found, err := wire.Collect(client.Certificates(ctx, f.query()))
	if err != nil {
		return nil, diagnostics.About("certificate", "type").Error("Cannot list GAAP certificates", "Listing certificates", err)
	}
	slices.SortFunc(found, func(a, b gaapapi.Certificate) int { return cmp.Compare(a.ID, b.ID) })
	return found, nil
}
