package realserver

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewListDataSource returns the data source gaap_realservers.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[gaapapi.RealServer, search]{
		Type:        "_realservers",
		Field:       "realservers",
		Description: "Lists origin servers, by their ids. Without arguments these are all origins of the account.",
		Arguments: map[string]schema.Attribute{
			"ip": schema.StringAttribute{
				MarkdownDescription: "IP address of the origin, however it is written.",
				Optional:            true,
				Validators:          []validator.String{providerdata.IPAddress(), stringvalidator.ConflictsWith(path.MatchRoot("domain"))},
			},
			"domain": schema.StringAttribute{
				MarkdownDescription: "Domain name of the origin, in whatever case.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the origins, exactly. Several can have the same one.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"project_id": providerdata.ProjectFilter(),
			"tags":       providerdata.TagsFilter(),
		},
		Find: find,
	})
}

// search are the arguments of gaap_realservers.
type search struct {
	IP        types.String      `tfsdk:"ip"`
	Domain    types.String      `tfsdk:"domain"`
	Name      types.String      `tfsdk:"name"`
	ProjectID types.Int64       `tfsdk:"project_id"`
	Tags      map[string]string `tfsdk:"tags"`
}

// find lists the origins, sorted: the service promises no order.
func find(ctx context.Context, client *gaapapi.Client, s search) ([]gaapapi.RealServer, diag.Diagnostic) {
	query := gaapapi.RealServerQuery{
		ProjectID: providerdata.Project(s.ProjectID), Address: gaapapi.CanonicalAddress(cmp.Or(s.IP.ValueString(), s.Domain.ValueString())),
		Name: s.Name.ValueString(), Tags: s.Tags,
	}
	found, err := withAddress(ctx, client, query)
	if err != nil {
		return nil, diagnostics.About("origin", "project_id", "tags").Error("Cannot list GAAP origins", "Listing origins", err)
	}
	slices.SortFunc(found, func(a, b gaapapi.RealServer) int { return cmp.Compare(a.ID, b.ID) })
	return found, nil
}
