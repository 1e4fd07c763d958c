package httprule

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

// NewListDataSource returns the data source gaap_http_rules.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[seen, search]{
		Type:        "_http_rules",
		Field:       "rules",
		Description: "Lists the rules of an HTTP or HTTPS listener, with their origins, by domain and path.",
		Arguments: map[string]schema.Attribute{
			"listener_id": schema.StringAttribute{
				MarkdownDescription: "Id of the listener.", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a listener such as listener-a1b2c3d4")},
			},
			"domain": schema.StringAttribute{MarkdownDescription: "Domain of the rules, exactly.", Optional: true, Validators: domainValidators()},
			"path":   schema.StringAttribute{MarkdownDescription: "Path of the rules, exactly.", Optional: true, Validators: pathValidators()},

			"forward_host": schema.StringAttribute{MarkdownDescription: "Host that the rules ask origins for, exactly.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
		},
		Find: find,
	})
}

// find lists the rules, sorted: the service promises no order.
func find(ctx context.Context, client *gaapapi.Client, s search) ([]seen, diag.Diagnostic) {
	found, err := wire.Collect(s.all(ctx, client))
	if err != nil {
		return nil, diagnostics.About("rule", "listener_id").Error("Cannot list GAAP rules", "Listing rules", err)
	}
	slices.SortFunc(found, func(a, b seen) int { return cmp.Or(cmp.Compare(a.Domain, b.Domain), cmp.Compare(a.Path, b.Path)) })
	return found, nil
}

// shown are the arguments that data sources show. Headers take a call for each
// rule: gaap_custom_header shows those of one.
var shown = map[string]string{
	"listener_id":               "Id of the listener.",
	"domain":                    "Domain that requests are for.",
	"path":                      "Path that requests begin with.",
	"realserver_type":           "What the addresses of its origins are: `IP` or `DOMAIN`.",
	"scheduler":                 "How requests are spread over the origins: `rr`, `wrr`, `lc` or `lrtt`.",
	"health_check":              "Whether origins are checked.",
	"interval":                  "Seconds between two checks.",
	"connect_timeout":           "Seconds until a check fails.",
	"health_check_path":         "Path that a check asks for.",
	"health_check_method":       "Method of a check: `HEAD` or `GET`.",
	"health_check_status_codes": "Classes of status codes with which an origin is healthy: `200` stands for 200 to 299, and so on.",
	"health_check_domain":       "Host that a check asks for.",
	"failed_count_inter":        "Seconds in which failures of requests to an origin are counted.",
	"failed_threshold":          "Failures after which an origin is left out.",
	"block_inter":               "Seconds for which it is left out.",
	"forward_host":              "Host that origins are asked for; `default` is what the client asked for.",
	"forward_protocol":          "Protocol to the origins, `HTTP` or `HTTPS`.",
	"sni_switch":                "Whether a server name (SNI) is sent to origins: `ON` or `OFF`.",
	"sni":                       "Server name (SNI) that is sent to origins.",
	"forced_redirect":           "Where requests are redirected to in place of an origin.",
	"realservers":               "Origins that get the requests, by their ids. `gaap_rule_realservers` shows the health of each.",
}
