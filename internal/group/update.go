package group

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// steps are the calls of an update in their order.
func steps(c *change) []step {
	name, project, enable := c.Plan.Name.ValueString(), c.Plan.ProjectID.ValueInt64(), c.Plan.Enable.ValueBool()
	return []step{
		c.Call(step{
			Doing: "Moving to another project", Needed: object.Changes(c.Plan.ProjectID, c.State.ProjectID),
			Shows: func(g gaapapi.ProxyGroup) bool { return g.ProjectID == project }, NotYet: "the new project does not show yet",
		}, func(ctx context.Context) error { return c.Client.MoveProxyGroup(ctx, c.ID, project) }),
		c.Call(step{
			Doing: "Renaming", Needed: object.Changes(c.Plan.Name, c.State.Name),
			Shows: func(g gaapapi.ProxyGroup) bool { return g.Name == name }, NotYet: "the new name does not show yet",
		}, func(ctx context.Context) error { return c.Client.RenameProxyGroup(ctx, c.ID, name) }),
		{
			Doing: map[bool]string{true: "Enabling", false: "Disabling"}[enable], Needed: object.Changes(c.Plan.Enable, c.State.Enable),
			Do: func(ctx context.Context) error { return setEnabled(ctx, c, enable) },
			Shows: func(g gaapapi.ProxyGroup) bool {
				enabled, known := enabledBy(g.Status)
				return known && enabled == enable
			},
			NotYet: "the new status does not show yet",
		},
	}
}

// setEnabled opens or closes a group and waits until it is so.
func setEnabled(ctx context.Context, c *change, enable bool) error {
	call, target := c.Client.CloseProxyGroup, gaapapi.GroupClosed
	if enable {
		call, target = c.Client.OpenProxyGroup, gaapapi.GroupRunning
	}
	return c.WriteUntil(ctx, target,
		func(ctx context.Context) error { return call(ctx, c.ID) },
		func(g gaapapi.ProxyGroup) bool { return g.Status == target })
}

// remove destroys a group. One that waits for a proxy which could not be made does not
// go before that.
func remove(ctx context.Context, c *gaapapi.Client, m *model) error {
	id, force := m.ID.ValueString(), m.ForceDestroy.ValueBool()
	refusal := c.DeleteProxyGroup(ctx, id, force)
	if !force || !object.IsParentDown(refusal) {
		return refusal
	}
	group, err := c.DescribeProxyGroup(ctx, id)
	if err != nil || facts(group).Status != unfinished {
		return refusal
	}
	for _, p := range group.Members {
		if p.Status != gaapapi.StatusCreateFailed {
			continue
		}
		if err := c.DestroyProxies(ctx, p.ID, true); err != nil && wire.ClassOf(err) != wire.Gone {
			return err
		}
	}
	return refusal
}

// holders says what keeps a group from being destroyed: proxies that are in it, and
// stay.
func holders(ctx context.Context, c *gaapapi.Client, m *model) string {
	members, err := c.ListProxies(ctx, gaapapi.ProxyFilter{ProjectID: gaapapi.AllProjects, GroupID: m.ID.ValueString()})
	stay := slices.DeleteFunc(members, func(p gaapapi.Proxy) bool { return p.Status == gaapapi.StatusDestroying })
	if err != nil || len(stay) == 0 || m.ForceDestroy.ValueBool() {
		return ""
	}
	var all []string
	for _, p := range oldestFirst(stay) {
		all = append(all, fmt.Sprintf("%s (%s, %s)", p.ID, p.AccessRegion, p.Status))
	}
	return fmt.Sprintf("These proxies are still in it: %s. Destroy them first; or apply force_destroy = true on the group, and then destroy it with them. "+
		"If it is tainted, terraform untaint comes before that.", strings.Join(all, ", "))
}
