package layer4

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
)

// origins is the block of the origins of a listener.
var origins = binding.Block{Name: "realserver_bind_set", Noun: "listener", Roles: true}

func (m *model) bindSet() *types.Set { return &m.RealServerBindSet }

// bindings are the origins of a model, sorted.
func (m *model) bindings() []binding.Binding { return binding.Of(m.RealServerBindSet) }

func lacksBindings(plan *model, l gaapapi.Listener) []string {
	return origins.Lacks(plan.RealServerBindSet, l.RealServers, l.Scheduler)
}

func hasBindings(plan *model, l gaapapi.Listener) bool { return len(lacksBindings(plan, l)) == 0 }

func mustBind(plan, state *model) bool {
	return binding.MustSend(plan.RealServerBindSet, plan.Scheduler.ValueString(), state.RealServerBindSet, state.Scheduler.ValueString())
}

// bind binds the origins of the plan and no others.
func bind(ctx context.Context, c *change) error {
	all, err := binding.Requests(ctx, c.Client, c.Plan.RealServerBindSet, c.Plan.Scheduler.ValueString())
	if err != nil {
		return err
	}
	send := func(ctx context.Context) error {
		return c.Client.BindListenerRealServers(ctx, c.Plan.of().Parent, c.ID, all)
	}
	return c.WriteUntil(ctx, listener.Running, send, func(l gaapapi.Listener) bool { return hasBindings(c.Plan, l) })
}
