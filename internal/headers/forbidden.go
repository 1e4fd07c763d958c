package headers

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// CheckNames refuses names of planned headers that the service does not let a rule
// set. Those that are stored it has taken already. Without a client, and if the
// names cannot be looked up, the apply finds out.
func CheckNames(ctx context.Context, client *gaapapi.Client, planned, stored types.Set, at path.Path, diags *diag.Diagnostics) {
	names := newNames(planned, stored)
	if client == nil || len(names) == 0 {
		return
	}
	black, err := client.BlackHeaders(ctx)
	if err != nil {
		diags.Append(diagnostics.About("rule").Warning("Cannot check the headers of a GAAP rule", "Looking up which headers rules cannot set", err))
		return
	}
	forbidden := map[string]bool{}
	for _, name := range black {
		forbidden[fold(name)] = true
	}
	for _, name := range names {
		if forbidden[fold(name)] {
			diags.AddAttributeError(at, "Forbidden header", fmt.Sprintf(
				"The service does not let a rule set header %s. The data source gaap_black_header lists all such names.", quote.Text(name)))
		}
	}
}

// newNames are the names that are planned and not stored.
func newNames(planned, stored types.Set) []string {
	known := map[string]bool{}
	for _, e := range entries(stored) {
		known[fold(e.name.ValueString())] = true
	}
	var names []string
	for _, e := range entries(planned) {
		if name := e.name.ValueString(); name != "" && !known[fold(name)] {
			names = append(names, name)
		}
	}
	return names
}
