package layer4

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// steps are the calls of an update in their order: weights and roles need the
// scheduler and the switch that they are for.
func steps(c *change) []step {
	to := settings(c.Plan, c.State)
	modified := func(l gaapapi.Listener) bool { return shows(to, l) }
	return []step{
		{
			Doing: "Changing the settings", Needed: to != (gaapapi.ListenerSettings{}),
			Do: func(ctx context.Context) error {
				send := func(ctx context.Context) error { return c.Client.ModifyListener(ctx, c.State.of(), c.ID, to) }
				return c.WriteUntil(ctx, listener.Running, send, modified)
			},
			Shows: modified, NotYet: "the new settings do not show yet",
		},
		{
			Doing: "Binding origins", Needed: mustBind(c.Plan, c.State),
			Do:    func(ctx context.Context) error { return bind(ctx, c) },
			Shows: func(l gaapapi.Listener) bool { return hasBindings(c.Plan, l) }, NotYet: "the new origins do not show yet",
		},
	}
}

// settings are what to send for a plan: all that it sets, or what is not in the
// state. What the state has and the plan does not is cleared.
func settings(plan, state *model) gaapapi.ListenerSettings {
	if state == nil {
		state = &model{}
	}
	text := func(planned, stored types.String) *string {
		if planned.IsNull() && stored.ValueString() != "" {
			return new("")
		}
		return object.IfChanged(planned, stored, planned.ValueStringPointer())
	}
	number := func(planned, stored types.Int64) *int64 {
		if planned.IsNull() && stored.ValueInt64() != 0 {
			return new(int64(0))
		}
		return object.IfChanged(planned, stored, planned.ValueInt64Pointer())
	}
	flag := func(planned, stored types.Bool) *bool {
		return object.IfChanged(planned, stored, planned.ValueBoolPointer())
	}
	return gaapapi.ListenerSettings{
		Name: text(plan.Name, state.Name), Scheduler: text(plan.Scheduler, state.Scheduler),
		FailoverSwitch: flag(plan.FailoverSwitch, state.FailoverSwitch), HealthCheck: flag(plan.HealthCheck, state.HealthCheck),
		DelayLoop: number(plan.Interval, state.Interval), ConnectTimeout: number(plan.ConnectTimeout, state.ConnectTimeout),
		HealthyThreshold:   number(plan.HealthyThreshold, state.HealthyThreshold),
		UnhealthyThreshold: number(plan.UnhealthyThreshold, state.UnhealthyThreshold),
		CheckType:          text(plan.CheckType, state.CheckType), CheckPort: number(plan.CheckPort, state.CheckPort),
		ContextType: text(plan.ContextType, state.ContextType),
		SendContext: text(plan.SendContext, state.SendContext), RecvContext: text(plan.RecvContext, state.RecvContext),
	}
}

// shows reports whether a listener has what was sent.
func shows(to gaapapi.ListenerSettings, l gaapapi.Listener) bool {
	return isShown(to.Name, &l.Name) && isShown(to.Scheduler, &l.Scheduler) && isShown(to.FailoverSwitch, &l.FailoverSwitch) && isShown(to.HealthCheck, &l.HealthCheck) &&
		isShown(to.DelayLoop, l.DelayLoop) && isShown(to.ConnectTimeout, l.ConnectTimeout) &&
		isShown(to.HealthyThreshold, l.HealthyThreshold) && isShown(to.UnhealthyThreshold, l.UnhealthyThreshold) &&
		isShown(to.CheckType, &l.CheckType) && isShown(to.CheckPort, l.CheckPort) && isShown(to.ContextType, &l.ContextType) &&
		isShown(to.SendContext, &l.SendContext) && isShown(to.RecvContext, &l.RecvContext)
}

// isShown reports whether what was sent is shown, which it is if nothing was. What is
// not shown is zero.
func isShown[V comparable](sent, shown *V) bool {
	var zero V
	if shown == nil {
		shown = &zero
	}
	return sent == nil || *sent == *shown
}
