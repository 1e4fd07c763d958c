package httprule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// plan completes what the configuration leaves to the provider, and refuses two
// rules for one path.
func plan(ctx context.Context, p *object.Plan[model]) {
	m := p.Plan
	if p.State != nil {
		keepUnconfigured(p)
		planDomain(p)
	}
	binding.Plan(ctx, origins, p, func(m *model) *types.Set { return &m.RealServers }, m.RealServerType.ValueString())
	planHeaders(ctx, p)
	if m.ListenerID.IsUnknown() || m.Domain.IsUnknown() || m.Path.IsUnknown() {
		return
	}
	p.PlanKey(m.where(), path.Root("path"), m.where())
}

// keepUnconfigured leaves what the configuration does not say as the service has it.
func keepUnconfigured(p *object.Plan[model]) {
	for _, part := range []struct {
		config, state types.String
		plan          *types.String
	}{
		{p.Config.HealthCheckDomain, p.State.HealthCheckDomain, &p.Plan.HealthCheckDomain},
		{p.Config.ForwardProtocol, p.State.ForwardProtocol, &p.Plan.ForwardProtocol},
		{p.Config.SNISwitch, p.State.SNISwitch, &p.Plan.SNISwitch},
		{p.Config.SNI, p.State.SNI, &p.Plan.SNI},
	} {
		if part.config.IsNull() {
			*part.plan = part.state
		}
	}
	for _, part := range []struct {
		config, state types.Int64
		plan          *types.Int64
	}{
		{p.Config.FailedCountInter, p.State.FailedCountInter, &p.Plan.FailedCountInter},
		{p.Config.FailedThreshold, p.State.FailedThreshold, &p.Plan.FailedThreshold},
		{p.Config.BlockInter, p.State.BlockInter, &p.Plan.BlockInter},
	} {
		if part.config.IsNull() {
			*part.plan = part.state
		}
	}
}

// planDomain: a rule goes along with a domain that this run renames, and so does
// the domain of its checks that nobody has chosen. With another domain it is
// another rule.
func planDomain(p *object.Plan[model]) {
	from, to := p.State.Domain, p.Plan.Domain
	switch {
	case to.Equal(from):
	case to.IsUnknown() || !object.IsRenamed(p.Data, p.State.ListenerID.ValueString(), from.ValueString(), to.ValueString()):
		p.Replace = append(p.Replace, path.Root("domain"))
	case p.Config.HealthCheckDomain.IsNull() && p.State.HealthCheckDomain.Equal(from):
		p.Plan.HealthCheckDomain = types.StringUnknown()
	}
}

// keepsComputed reports whether an update leaves alone what the service shows of a rule:
// what checks say of other origins, or by other rules, is not known.
func keepsComputed(plan, state *model) bool {
	return plan.RealServers.Equal(state.RealServers) && plan.HealthCheck.Equal(state.HealthCheck) && !changesCheck(plan, state) &&
		plan.Domain.Equal(state.Domain) && listener.Statuses.IsStable(state.Status.ValueString())
}
