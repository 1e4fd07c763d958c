package layer4

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// plan completes what the configuration leaves to the provider, and refuses two
// listeners at one port.
func plan(ctx context.Context, p *object.Plan[model]) {
	planClientIP(p)
	binding.Plan(ctx, origins, p, (*model).bindSet, p.Plan.RealServerType.ValueString())
	m := p.Plan
	if m.ProxyID.IsUnknown() || m.GroupID.IsUnknown() || m.Port.IsUnknown() || m.Protocol.IsUnknown() {
		return
	}
	listener.PlanKey(p, listener.Transport(m.Protocol.ValueString()), m.Port.ValueInt64(), m.of().Parent)
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

// keepsComputed reports whether an update leaves alone what the service shows of a
// listener: what checks say of other origins, or by other rules, is not known.
func keepsComputed(plan, state *model) bool {
	return plan.RealServerBindSet.Equal(state.RealServerBindSet) && plan.HealthCheck.Equal(state.HealthCheck) &&
		plan.CheckType.Equal(state.CheckType) && plan.CheckPort.Equal(state.CheckPort) && listener.Statuses.IsStable(state.Status.ValueString())
}
