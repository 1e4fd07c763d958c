package realserver

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

func validate(config *model, diags *diag.Diagnostics) {
	const summary = "Invalid address of a GAAP origin"
	switch {
	case config.IP.IsNull() && config.Domain.IsNull():
		diags.AddAttributeError(path.Root("ip"), summary, "An origin needs an address: set ip, or domain.")
	case !config.IP.IsNull() && !config.Domain.IsNull() && !config.IP.IsUnknown() && !config.Domain.IsUnknown():
		diags.AddAttributeError(path.Root("domain"), summary, "An origin has one address: set ip or domain, not both.")
	}
}

// plan leaves an address as it is written in the state if it is the same, refuses
// two origins with one, and warns of an address that cannot be changed as long as
// something has the origin bound.
func plan(ctx context.Context, p *object.Plan[model]) {
	if p.Plan.IP.IsUnknown() || p.Plan.Domain.IsUnknown() {
		return
	}
	address := p.Plan.address()
	p.PlanKey("address "+address, path.Root(attributeOf(p.Plan)), fmt.Sprintf("the address %s", quote.Text(address)))
	if p.State == nil {
		return
	}
	same := address == p.State.address()
	if same {
		p.Plan.IP, p.Plan.Domain = p.State.IP, p.State.Domain
	}
	if p.CanCall && (!same || object.Changes(p.Plan.ProjectID, p.State.ProjectID)) {
		warnOfBindings(ctx, p, same)
	}
}

// warnOfBindings tells of a replacement that the service will refuse.
func warnOfBindings(ctx context.Context, p *object.Plan[model], sameAddress bool) {
	id := p.State.ID.ValueString()
	if !providerdata.ObjectID.MatchString(id) {
		return // the state was edited: the refresh, or the apply, says so
	}
	status, err := p.Data.Client.RealServersStatus(ctx, id)
	if err != nil || !status.Bound {
		return
	}
	way := "Set lifecycle { create_before_destroy = true } on it, if it is not set."
	if sameAddress {
		way = "Unbind it first: its address is unique, so the new one cannot be made before it."
	}
	p.Diags.AddWarning("GAAP origin is bound: "+id, fmt.Sprintf(
		"Origin %s (%s) is replaced, but listeners or rules have it bound, and the service does not remove such an origin. %s", quote.Text(p.State.Name.ValueString()), id, way))
}

// attributeOf is the argument that has the address.
func attributeOf(m *model) string {
	if m.IP.IsNull() {
		return "domain"
	}
	return "ip"
}
