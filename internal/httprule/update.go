package httprule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// steps are the calls of an update in their order: weights need the scheduler that
// they are for. A domain that was renamed takes its rules along, which has to show.
func steps(c *change) []step {
	to := settings(c.Plan, c.State)
	checks := changesCheck(c.Plan, c.State)
	c.State.renewed = object.Changes(c.Plan.Headers, c.State.Headers)
	renamed := func(s seen) bool { return s.Domain == c.Plan.Domain.ValueString() }
	return []step{
		{
			Doing: "Waiting for the new name of the domain", Needed: object.Changes(c.Plan.Domain, c.State.Domain),
			Do:    func(ctx context.Context) error { return c.AwaitOthers(ctx, renamed) },
			Shows: renamed, NotYet: "its domain does not have the new name yet",
		},
		{
			Doing: "Changing the settings", Needed: checks || to != (gaapapi.RuleSettings{}),
			Do: func(ctx context.Context) error {
				if checks {
					now, err := c.Read(ctx)
					if err != nil {
						return err
					}
					to.Check = new(checkOf(c.Plan, c.State, now.Check))
				}
				return modify(ctx, c, to)
			},
			Shows: func(s seen) bool { return shows(to, s.Rule) }, NotYet: "the new settings do not show yet",
		},
		{
			Doing: "Binding origins", Needed: binding.MustSend(c.Plan.RealServers, c.Plan.Scheduler.ValueString(), c.State.RealServers, c.State.Scheduler.ValueString()),
			Do:    func(ctx context.Context) error { return bind(ctx, c) },
			Shows: areBound(c), NotYet: "the new origins do not show yet",
		},
		{
			Doing: "Setting headers", Needed: c.State.renewed,
			Do:    func(ctx context.Context) error { return setHeaders(ctx, c) },
			Shows: func(s seen) bool { return len(lacksHeaders(c.Plan, s)) == 0 }, NotYet: "the new headers do not show yet",
		},
	}
}

func modify(ctx context.Context, c *change, to gaapapi.RuleSettings) error {
	send := func(ctx context.Context) error {
		return c.Client.ModifyRule(ctx, c.Plan.ListenerID.ValueString(), c.ID, to)
	}
	return c.WriteUntil(ctx, listener.Running, send, func(s seen) bool { return shows(to, s.Rule) })
}

// bind binds the origins of the plan and no others.
func bind(ctx context.Context, c *change) error {
	all, err := binding.Requests(ctx, c.Client, c.Plan.RealServers, c.Plan.Scheduler.ValueString())
	if err != nil {
		return err
	}
	send := func(ctx context.Context) error {
		return c.Client.BindRuleRealServers(ctx, c.Plan.ListenerID.ValueString(), c.ID, all)
	}
	return c.WriteUntil(ctx, listener.Running, send, areBound(c))
}

func areBound(c *change) func(seen) bool {
	return func(s seen) bool { return len(origins.Lacks(c.Plan.RealServers, s.RealServers, s.Scheduler)) == 0 }
}

// settings are what to send for a plan: all that it sets, or what is not in the
// state; but for checks, which are sent as a whole. A redirect that the state has
// and the plan does not is cleared.
func settings(plan, state *model) gaapapi.RuleSettings {
	if state == nil {
		state = &model{}
	}
	text := func(planned, stored types.String) *string {
		return object.IfChanged(planned, stored, planned.ValueStringPointer())
	}
	to := gaapapi.RuleSettings{
		Path: text(plan.Path, state.Path), Scheduler: text(plan.Scheduler, state.Scheduler),
		HealthCheck:     object.IfChanged(plan.HealthCheck, state.HealthCheck, plan.HealthCheck.ValueBoolPointer()),
		ForwardProtocol: text(plan.ForwardProtocol, state.ForwardProtocol), ForwardHost: text(plan.ForwardHost, state.ForwardHost),
		SNISwitch: text(plan.SNISwitch, state.SNISwitch), SNI: text(plan.SNI, state.SNI), ForcedRedirect: text(plan.ForcedRedirect, state.ForcedRedirect),
	}
	if plan.ForcedRedirect.IsNull() && state.ForcedRedirect.ValueString() != "" {
		to.ForcedRedirect = new("")
	}
	return to
}

// shows reports whether a rule has what was sent.
func shows(to gaapapi.RuleSettings, r gaapapi.Rule) bool {
	return isShown(to.Path, &r.Path) && isShown(to.Scheduler, &r.Scheduler) && isShown(to.HealthCheck, &r.HealthCheck) &&
		isShown(to.ForwardProtocol, pointer(r.ForwardProtocol)) && isShown(to.ForwardHost, pointer(r.ForwardHost)) &&
		isShown(to.SNISwitch, pointer(r.SNISwitch)) && isShown(to.SNI, &r.SNI) && isShown(to.ForcedRedirect, &r.ForcedRedirect) &&
		(to.Check == nil || showsCheck(*to.Check, r.Check))
}

// isShown reports whether what was sent is shown, which it is if nothing was. What the
// service does not show cannot be waited for.
func isShown[V comparable](sent, shown *V) bool {
	return sent == nil || shown == nil || *sent == *shown
}

func pointer(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
