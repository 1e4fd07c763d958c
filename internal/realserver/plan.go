package realserver

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

func validate(config *model, diags *diag.Diagnostics) {
	const summary = "Origin without one address"
	switch {
	case config.IP.IsNull() && config.Domain.IsNull():
		diags.AddAttributeError(path.Root("ip"), summary, "An origin needs an address: set ip, or domain.")
	case !config.IP.IsNull() && !config.Domain.IsNull() && !config.IP.IsUnknown() && !config.Domain.IsUnknown():
		diags.AddAttributeError(path.Root("domain"), summary, "An origin has one address: set ip or domain, not both.")
	}
}

// plan refuses two origins with one address, and warns of an address that cannot
// be changed as long as something has the origin bound.
func plan(ctx context.Context, p *object.Plan[model]) {
	if p.Plan.IP.IsUnknown() || p.Plan.Domain.IsUnknown() {
		return
	}
	address := p.Plan.address()
	p.PlanKey("address "+address, path.Root(attributeOf(p.Plan)), fmt.Sprintf("the address %s", quote.Text(address)))
	if p.State == nil || !p.CanCall || address == p.State.address() {
		return
	}
	id := p.State.ID.ValueString()
	if status, err := p.Data.Client.RealServersStatus(ctx, id); err == nil && status.Bound {
		p.Diags.AddWarning("GAAP origin is bound: "+id, fmt.Sprintf(
			"Origin %s (%s) gets another address, so it is replaced, but listeners or rules have it bound, and the service does not remove such an origin. "+
				"Set lifecycle { create_before_destroy = true } on it, if it is not set.", quote.Text(p.State.Name.ValueString()), id))
	}
}

// attributeOf is the argument that has the address.
func attributeOf(m *model) string {
	if m.IP.IsNull() {
		return "domain"
	}
	return "ip"
}
