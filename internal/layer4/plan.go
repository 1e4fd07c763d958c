package layer4

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
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
	parent := m.ProxyID.ValueString() + m.GroupID.ValueString()
	where := fmt.Sprintf("%s port %d of %s", m.Protocol.ValueString(), m.Port.ValueInt64(), parent)
	p.PlanKey(where, path.Root("port"), where)
}

// planClientIP: TOA is what a new TCP listener gets; one that exists keeps what it
// has, and UDP has nothing of it.
func planClientIP(p *object.Plan[model]) {
	if !p.Config.ClientIPMethod.IsNull() {
		return
	}
	switch {
	case p.Plan.Protocol.IsUnknown():
	case p.Plan.Protocol.ValueString() == "UDP":
		p.Plan.ClientIPMethod = types.Int64Null()
	case p.State == nil || p.State.ClientIPMethod.IsNull():
		p.Plan.ClientIPMethod = types.Int64Value(0)
	default:
		p.Plan.ClientIPMethod = p.State.ClientIPMethod
	}
}

// planBindings completes weights and addresses. An address that can be looked up
// only once the origin is there stays unknown.
func planBindings(ctx context.Context, p *object.Plan[model]) {
	if p.Config.RealServerBindSet.IsUnknown() {
		return
	}
	addresses := map[string]types.String{}
	if p.State != nil {
		for _, b := range p.State.bindings() {
			addresses[b.ID.ValueString()] = b.IP
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
		if !b.IP.IsNull() {
			continue
		}
		b.IP = types.StringUnknown()
		if known, there := addresses[b.ID.ValueString()]; there {
			b.IP = known
		} else if !b.ID.IsUnknown() && p.CanCall {
			if address, err := p.Data.Client.RealServerAddress(ctx, b.ID.ValueString()); err == nil {
				b.IP = types.StringValue(address)
			}
		}
	}
	p.Plan.RealServerBindSet = bindingSet(all)
}

// keeps reports whether an update leaves alone what the service shows of a
// listener: what checks say of other origins, or by other rules, is not known.
func keeps(plan, state *model) bool {
	return plan.RealServerBindSet.Equal(state.RealServerBindSet) && plan.HealthCheck.Equal(state.HealthCheck) &&
		plan.CheckType.Equal(state.CheckType) && plan.CheckPort.Equal(state.CheckPort) && statuses.Stable(state.Status.ValueString())
}
