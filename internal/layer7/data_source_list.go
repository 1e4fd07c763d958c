package layer7

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewListDataSource returns the data source gaap_layer7_listeners.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[gaapapi.HTTPListener, listener.Search]{
		Type:        "_layer7_listeners",
		Field:       "listeners",
		Description: "Lists the HTTP and HTTPS listeners of a proxy or a group, by protocol and port.",
		Arguments:   listener.Arguments(protocols...),
		Find:        find,
	})
}

// find lists the listeners, sorted: the service promises no order.
func find(ctx context.Context, client *gaapapi.Client, s listener.Search) ([]gaapapi.HTTPListener, diag.Diagnostic) {
	found, err := wire.Collect(all(ctx, client, s))
	if err != nil {
		return nil, diagnostics.About("listener", "proxy_id", "group_id").Error("Cannot list GAAP listeners", "Listing listeners", err)
	}
	slices.SortFunc(found, func(a, b gaapapi.HTTPListener) int {
		return cmp.Or(cmp.Compare(a.Protocol, b.Protocol), cmp.Compare(a.Port, b.Port))
	})
	return found, nil
}

// shown are the arguments that data sources show.
var shown = map[string]string{
	"name":                   "Name of the listener.",
	"protocol":               "`HTTP` or `HTTPS`.",
	"port":                   "Port where traffic enters.",
	"proxy_id":               "Id of the proxy, if it belongs to one.",
	"group_id":               "Id of the proxy group, if it belongs to one.",
	"certificate_id":         "Id of the certificate that clients are shown.",
	"forward_protocol":       "Protocol to the origins.",
	"auth_type":              "Whether clients have to show a certificate: `0` or `1`.",
	"client_certificate_ids": "Ids of the certificates that verify those of clients.",
	"client_certificate_id":  "The one of `client_certificate_ids`, if there is one.",
	"http3_supported":        "Whether it takes HTTP/3, too.",
	"tls_support_versions":   "Versions of TLS that it takes.",
	"tls_ciphers":            "Ciphers that it takes.",
}
