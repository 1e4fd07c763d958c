package errorpage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewListDataSource returns the data source gaap_domain_error_pages.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[gaapapi.ErrorPage, search]{
		Type:        "_domain_error_pages",
		Field:       "error_pages",
		Description: "Lists the error pages of a domain, or of all domains of a listener, by their domains and ids.",
		Arguments: map[string]schema.Attribute{
			"listener_id": schema.StringAttribute{MarkdownDescription: "Id of the listener.", Required: true, Validators: []validator.String{listenerID}},
			"domain":      schema.StringAttribute{MarkdownDescription: "Name of the domain; all by default.", Optional: true, Validators: []validator.String{domain}},
		},
		ByIDs: true,
		Find:  find,
	})
}

func find(ctx context.Context, client *gaapapi.Client, s search) ([]gaapapi.ErrorPage, diag.Diagnostic) {
	found, err := wire.Collect(s.all(ctx, client))
	if err != nil {
		return nil, diagnostics.About("error page", "listener_id").Error("Cannot list GAAP error pages", "Listing error pages", err)
	}
	return found, nil
}

// shown are the arguments that data sources show.
var shown = map[string]string{
	"listener_id":      "Id of the listener.",
	"domain":           "Name of the domain.",
	"error_codes":      "Codes that the page stands for.",
	"body":             "Body of the answer.",
	"new_error_code":   "Code of the answer; null: that of the error.",
	"clear_headers":    "Names of headers that are taken out of the answer.",
	"set_headers":      "Values of headers that the answer gets, by their names.",
	"repeated_headers": "Values of headers that the answer gets more than once, by their names.",
}
