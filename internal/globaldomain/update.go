package globaldomain

import (
	"context"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// steps are the calls of an update in their order.
func steps(c *change) []step {
	enable := c.Plan.Enable.ValueBool()
	return []step{
		modify(c),
		{
			Doing: map[bool]string{true: "Enabling", false: "Disabling"}[enable], Needed: object.Changes(c.Plan.Enable, c.State.Enable),
			Do: func(ctx context.Context) error { return setEnabled(ctx, c, enable) },
			Shows: func(d gaapapi.GlobalDomain) bool {
				enabled, known := enabledBy(d.Status)
				return known && enabled == enable
			},
			NotYet: "the new status does not show yet",
		},
	}
}

// modify changes alias, default value and project, in one call.
func modify(c *change) step {
	alias, entry, project := c.Plan.Alias.ValueString(), c.Plan.DefaultValue.ValueString(), c.Plan.ProjectID.ValueInt64()
	to := gaapapi.GlobalDomainSettings{
		ProjectID: project, Alias: object.IfChanged(c.Plan.Alias, c.State.Alias, &alias), DefaultValue: object.IfChanged(c.Plan.DefaultValue, c.State.DefaultValue, &entry),
	}
	moves := object.Changes(c.Plan.ProjectID, c.State.ProjectID)
	s := step{
		Doing: "Changing alias, default value or project", Needed: to.Alias != nil || to.DefaultValue != nil || moves,
		Shows: func(d gaapapi.GlobalDomain) bool {
			return (to.Alias == nil || d.Alias == alias) && (to.DefaultValue == nil || gaapapi.SameAddress(d.DefaultValue, entry)) && (!moves || d.ProjectID == project)
		},
		NotYet: "the new values do not show yet",
	}
	s.Do = func(ctx context.Context) error {
		if !moves { // it is sent all the same, and would undo what somebody else has done
			shown, err := c.Await(ctx, func(gaapapi.GlobalDomain) string { return "" })
			if err != nil {
				return err
			}
			to.ProjectID = shown.ProjectID
		}
		return c.Write(ctx, func(ctx context.Context) error { return c.Client.ModifyGlobalDomain(ctx, c.ID, to) }, s.Shows)
	}
	return s
}

// setEnabled opens or closes a domain and waits until it is so. One on its way takes
// neither call.
func setEnabled(ctx context.Context, c *change, enable bool) error {
	call, target := c.Client.DisableGlobalDomain, gaapapi.GlobalDomainClosed
	if enable {
		call, target = c.Client.EnableGlobalDomain, gaapapi.GlobalDomainRunning
	}
	there := func(d gaapapi.GlobalDomain) bool { return d.Status == target }
	shown, err := c.Await(ctx, func(d gaapapi.GlobalDomain) string {
		if !statuses.IsStable(d.Status) {
			return "it is still " + d.Status
		}
		return ""
	})
	if err != nil || there(shown) {
		return err
	}
	return c.WriteUntil(ctx, target, func(ctx context.Context) error { return call(ctx, c.ID) }, there)
}
