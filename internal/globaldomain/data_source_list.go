package globaldomain

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewListDataSource returns the data source gaap_global_domains.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[gaapapi.GlobalDomain, search]{
		Type:        "_global_domains",
		Field:       "domains",
		Description: "Lists unified domains, the oldest first. Without arguments these are all unified domains of the account. Only the Chinese site has them.",
		Arguments:   map[string]schema.Attribute{"project_id": providerdata.ProjectFilter(), "tags": providerdata.TagsFilter()},
		Find:        find,
	})
}

// find lists the domains, the oldest first: what is new comes last, and the order of
// the others stays.
func find(ctx context.Context, client *gaapapi.Client, s search) ([]gaapapi.GlobalDomain, diag.Diagnostic) {
	found, err := wire.Collect(client.GlobalDomains(ctx, s.query()))
	if err != nil {
		return nil, diagnostics.About("unified domain", "project_id", "tags").Error("Cannot list GAAP unified domains", "Listing unified domains", err)
	}
	slices.SortFunc(found, func(a, b gaapapi.GlobalDomain) int {
		return cmp.Or(a.CreateTime.Compare(b.CreateTime), cmp.Compare(a.ID, b.ID))
	})
	return found, nil
}
