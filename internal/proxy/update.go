package proxy

import (
	"context"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

type (
	change = object.Change[model, gaapapi.Proxy]
	step   = object.Step[gaapapi.Proxy]
)

const lateStatus = "the new status does not show yet"

// steps are the calls of an update in their order. The configuration of a closed
// proxy may not be changed, so a proxy that shall run is opened first, and one
// that shall not is closed afterwards.
func steps(c *change) []step {
	opens := c.Plan.Enable.ValueBool()
	switches := object.Changes(c.Plan.Enable, c.State.Enable)
	toggle := func(ctx context.Context) error { return setEnabled(ctx, c, opens) }
	toggled := func(p gaapapi.Proxy) bool {
		enabled, known := enabledBy(p.Status)
		return known && enabled == opens
	}
	return []step{
		move(c),
		rename(c),
		{Doing: "Enabling", Needed: switches && opens, Do: toggle, Shows: toggled, NotYet: lateStatus},
		resize(c),
		{Doing: "Disabling", Needed: switches && !opens, Do: toggle, Shows: toggled, NotYet: lateStatus},
	}
}

func move(c *change) step {
	project := c.Plan.ProjectID.ValueInt64()
	return c.Call(step{
		Doing: "Moving to another project", Needed: object.Changes(c.Plan.ProjectID, c.State.ProjectID),
		Shows: func(p gaapapi.Proxy) bool { return p.ProjectID == project }, NotYet: "the new project does not show yet",
	}, func(ctx context.Context) error { return c.Client.ModifyProxiesProject(ctx, c.ID, project) })
}

func rename(c *change) step {
	name := c.Plan.Name.ValueString()
	return c.Call(step{
		Doing: "Renaming", Needed: object.Changes(c.Plan.Name, c.State.Name),
		Shows: func(p gaapapi.Proxy) bool { return p.Name == name }, NotYet: "the new name does not show yet",
	}, func(ctx context.Context) error { return c.Client.ModifyProxiesAttribute(ctx, c.ID, name) })
}

// setEnabled opens or closes a proxy and waits until it is so.
func setEnabled(ctx context.Context, c *change, enable bool) error {
	call, passing, target := c.Client.CloseProxies, gaapapi.StatusClosing, gaapapi.StatusClosed
	if enable {
		call, passing, target = c.Client.OpenProxies, gaapapi.StatusOpening, gaapapi.StatusRunning
	}
	return c.WriteUntil(ctx, string(target),
		func(ctx context.Context) error { return call(ctx, c.ID) },
		func(p gaapapi.Proxy) bool { return p.Status == passing || p.Status == target })
}
