package layer4

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// plan completes what the configuration leaves to the provider, and refuses two
// listeners at one port.
func plan(ctx context.Context, p *object.Plan[model]) {
	planClientIP(p)
	planBindings(ctx, p)
	m := p.Plan
	if m.ProxyID.IsUnknown() || m.GroupID.IsUnknown() || m.Port.IsUnknown() || m.Protocol.IsUnknown() {
		return
	}
	where := m.where()
	p.PlanKey(where, path.Root("port"), where)
}

// planClientIP: TOA is what a new TCP listener gets, and UDP has nothing of it. One
// that exists keeps what is known: after a move that may be nothing, or a zero of UDP.
func planClientIP(p *object.Plan[model]) {
	switch {
	case !p.Config.ClientIPMethod.IsNull() || p.Plan.Protocol.IsUnknown():
	case p.State != nil:
		p.Plan.ClientIPMethod = p.State.ClientIPMethod
	case p.Plan.Protocol.ValueString() == "UDP":
		p.Plan.ClientIPMethod = types.Int64Null()
	default:
		p.Plan.ClientIPMethod = types.Int64Value(0)
	}
}

// planBindings completes weights and addresses. An address that can be looked up
// only once the origin is there stays unknown.
func planBindings(ctx context.Context, p *object.Plan[model]) {
	if p.Config.RealServerBindSet.IsUnknown() {
		return
	}
	known := map[string]types.String{} // addresses by id
	if p.State != nil {
		for _, b := range p.State.bindings() {
			known[b.ID.ValueString()] = b.IP
		}
	}
	all := p.Config.bindings()
	if len(all) != len(p.Config.RealServerBindSet.Elements()) {
		return // some of them are not known as a whole
	}
	for i := range all {
		b := &all[i]
		if b.Weight.IsNull() {
			b.Weight = types.Int64Value(1)
		}
		address, there := known[b.ID.ValueString()]
		if !there {
			address = lookUp(ctx, p, b.ID)
		}
		if b.IP.IsNull() {
			b.IP = address
		}
		checkAddress(p, *b, address)
	}
	p.Plan.RealServerBindSet = bindingSet(all)
}

// lookUp is the address of an origin, unknown if it cannot be looked up yet.
func lookUp(ctx context.Context, p *object.Plan[model], id types.String) types.String {
	if id.IsUnknown() || !p.CanCall {
		return types.StringUnknown()
	}
	address, err := p.Data.Client.RealServerAddress(ctx, id.ValueString())
	switch {
	case err == nil:
		return types.StringValue(address)
	case wire.ClassOf(err) == wire.Gone:
		p.Diags.AddAttributeError(path.Root("realserver_bind_set"), "No such GAAP origin", fmt.Sprintf(
			"There is no origin %s in the account of the provider's key. Check the id, and whose key the provider uses.", id.ValueString()))
	default:
		p.Diags.Append(diagnostics.About("origin").Warning(
			"Cannot check an origin of a GAAP listener: "+id.ValueString(), "Looking up the address of origin "+id.ValueString(), err))
	}
	return types.StringUnknown()
}

// checkAddress refuses an origin of another kind than the listener takes, and an
// address that is not the origin's.
func checkAddress(p *object.Plan[model], b binding, address types.String) {
	if address.IsUnknown() {
		address = b.IP
	}
	refuse := func(text string, args ...any) {
		p.Diags.AddAttributeError(path.Root("realserver_bind_set"), "Invalid origin of a GAAP listener", fmt.Sprintf(text, args...))
	}
	written, kind := b.IP.ValueString(), p.Plan.RealServerType.ValueString()
	switch _, notIP := netip.ParseAddr(address.ValueString()); {
	case address.ValueString() == "" || kind == "":
	case kind == "IP" && notIP != nil:
		refuse("Origin %s has the domain %s, and realserver_type is IP. Bind origins with an ip, or set realserver_type = \"DOMAIN\".", b.ID, quote.Text(address.ValueString()))
	case kind == "DOMAIN" && notIP == nil:
		refuse("Origin %s has the address %s, and realserver_type is DOMAIN. Bind origins with a domain, or set realserver_type = \"IP\".", b.ID, quote.Text(address.ValueString()))
	case written != "" && !gaapapi.SameAddress(written, address.ValueString()):
		refuse("Origin %s has the address %s, not %s. Leave ip out: the provider knows it by the id.", b.ID, quote.Text(address.ValueString()), quote.Text(written))
	}
}

// keeps reports whether an update leaves alone what the service shows of a
// listener: what checks say of other origins, or by other rules, is not known.
func keeps(plan, state *model) bool {
	return plan.RealServerBindSet.Equal(state.RealServerBindSet) && plan.HealthCheck.Equal(state.HealthCheck) &&
		plan.CheckType.Equal(state.CheckType) && plan.CheckPort.Equal(state.CheckPort) && statuses.Stable(state.Status.ValueString())
}
