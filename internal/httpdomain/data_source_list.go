package httpdomain

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

// NewListDataSource returns the data source gaap_http_domains.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[domain, search]{
		Type:        "_http_domains",
		Field:       "domains",
		Description: "Lists the domains of an HTTP or HTTPS listener, by their names.",
		Arguments: map[string]schema.Attribute{
			"listener_id": schema.StringAttribute{
				MarkdownDescription: "Id of the listener.", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be an id such as listener-a1b2c3d4")},
			},
			"domain": schema.StringAttribute{
				MarkdownDescription: "Name of the domain, exactly.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
		Find: find,
	})
}

// find lists the domains, sorted: the service promises no order.
func find(ctx context.Context, client *gaapapi.Client, s search) ([]domain, diag.Diagnostic) {
	found, err := wire.Collect(s.all(ctx, client))
	if err != nil {
		return nil, diagnostics.About("domain", "listener_id").Error("Cannot list GAAP domains", "Listing domains", err)
	}
	slices.SortFunc(found, func(a, b domain) int { return cmp.Compare(a.Name, b.Name) })
	return found, nil
}

// shown are the arguments that data sources show.
var shown = map[string]string{
	"listener_id":                   "Id of the listener.",
	"domain":                        "Name of the domain.",
	"is_default_server":             "Whether requests for names that no domain of the listener has come here.",
	"http3_supported":               "Whether clients may use HTTP/3.",
	"certificate_id":                "Id of the certificate; `default` is that of the listener.",
	"client_certificate_ids":        "Ids of the CAs that verify the certificates of clients; `default` is those of the listener.",
	"basic_auth":                    "Whether clients need a name and a password.",
	"basic_auth_id":                 "Id of the users.",
	"gaap_auth":                     "Whether the proxy shows a certificate to origins.",
	"gaap_auth_id":                  "Id of that certificate.",
	"realserver_auth":               "Whether the proxy checks the certificates of origins.",
	"realserver_certificate_ids":    "Ids of the CAs that verify the certificates of origins.",
	"realserver_certificate_domain": "Name that the certificates of origins are for.",
	"tls_support_versions":          "TLS versions that clients may use; none: those of the listener.",
	"tls_ciphers":                   "Cipher suites that clients may use; empty: those of the listener.",
}
