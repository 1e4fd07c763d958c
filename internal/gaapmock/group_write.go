package gaapmock

import (
	"slices"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// groupBusy refuses a write on a group whose status does not permit it.
func groupBusy(g Group) *apiError {
	return errorf("FailedOperation.GroupStatusNotInRuning", "The group `%s` is %s.", g.ID, g.Status)
}

// Assumption: it works at once, in any status but DESTROYING.
func modifyProxyGroupAttribute(c *call, in *gaap.ModifyProxyGroupAttributeRequestParams) (any, *apiError) {
	g, err := c.group(*in.GroupId)
	if err != nil {
		return nil, err
	}
	switch {
	case g.Status == StatusDestroying:
		return nil, groupBusy(g)
	case in.GroupName == nil && in.ProjectId == nil && !c.opts.Group.NothingTaken:
		return nil, missing("GroupName")
	}
	if in.GroupName != nil {
		if err := c.opts.checkGroupName(*in.GroupName); err != nil {
			return nil, err
		}
		g.Name = c.opts.groupName(*in.GroupName)
	}
	if in.ProjectId != nil {
		g.ProjectID = int64(min(*in.ProjectId, 1<<62))
		if err := c.checkGroupProject(g.ProjectID); err != nil {
			return nil, err
		}
		c.moveMembers(g)
	}
	c.store.Groups.edit(c, g)
	return none{}, nil
}

// moveMembers takes the members along to another project, see
// GroupOptions.MembersStay.
func (c *call) moveMembers(g Group) {
	for _, p := range c.members(g.ID) {
		if p.ProjectID != g.ProjectID && !c.opts.Group.MembersStay {
			p.ProjectID = g.ProjectID
			c.store.Proxies.edit(c, p)
		}
	}
}

func openProxyGroup(c *call, in *gaap.OpenProxyGroupRequestParams) (any, *apiError) {
	return c.toggleGroup(batch{[]string{StatusClosed}, StatusOpening, StatusRunning, c.opts.OpenDuration}, *in.GroupId)
}

func closeProxyGroup(c *call, in *gaap.CloseProxyGroupRequestParams) (any, *apiError) {
	return c.toggleGroup(batch{[]string{StatusRunning}, StatusClosing, StatusClosed, c.opts.CloseDuration}, *in.GroupId)
}

// toggleGroup is OpenProxyGroup and CloseProxyGroup.
//
// Assumption: the group reads as before until its members have arrived, and stays
// what it is if one of them is refused; without members it arrives as well.
func (c *call) toggleGroup(b batch, id string) (any, *apiError) {
	g, err := c.group(id)
	if err != nil {
		return nil, err
	}
	if g.Status != StatusRunning && g.Status != StatusClosed {
		return nil, groupBusy(g)
	}
	members, out := c.members(id), &batchResult{[]string{}, []string{}}
	there := func(p Proxy) bool { return p.Status == b.via || p.Status == b.end }
	others := slices.DeleteFunc(slices.Clone(members), there)
	if accepted := c.runBatch(b, members, out); len(accepted) == len(others) {
		c.store.Groups.begin(c, g, step{c.now.Add(b.duration), b.end})
	}
	return out, nil
}

// deleteProxyGroup is DeleteProxyGroup. Listeners without origins are no
// obstacle.
//
// Assumption: with Force 1 members go whatever their status and age are, and the
// group goes when they do.
func deleteProxyGroup(c *call, in *gaap.DeleteProxyGroupRequestParams) (any, *apiError) {
	force := val(in.Force)
	if force > 1 {
		return nil, invalidValue("Force")
	}
	g, err := c.group(*in.GroupId)
	if err != nil {
		return nil, err
	}
	deletable := []string{StatusRunning, StatusClosed}
	if c.opts.Group.ChangingDeleted {
		deletable = append(deletable, StatusChanging)
	}
	if !slices.Contains(deletable, g.Status) {
		return nil, groupBusy(g)
	}
	members := c.members(g.ID)
	if err := c.checkEmpty(g, members); err != nil && force == 0 {
		return nil, err
	}
	for _, p := range members {
		if err := c.checkUnused(p.ID); err != nil {
			return nil, err
		}
	}
	end := c.now.Add(c.opts.DestroyDuration)
	if c.opts.Group.DeletedAtOnce {
		end = c.now
	}
	for _, p := range members {
		p.Status = StatusDestroying
		c.store.Proxies.begin(c, p, step{end, ""})
		c.destroyOn(p.ID, end)
	}
	g.Status = StatusDestroying
	c.store.Groups.begin(c, g, step{end, ""})
	c.destroyOn(g.ID, end)
	return none{}, nil
}

// checkEmpty says what of a group only Force 1 deletes.
//
// Assumption: members that are being destroyed still remain.
func (c *call) checkEmpty(g Group, members []Proxy) *apiError {
	code := ""
	switch {
	case len(members) > 0:
		code = "FailedOperation.DeleteProxyGroupProxyRemained"
	case c.hasBindings(g.ID):
		code = codeBound
	default:
		return nil
	}
	if c.opts.Group.RemainingFailed {
		code = "FailedOperation"
	}
	return errorf(code, "The group `%s` has proxies, or origin servers bound.", g.ID)
}

// destroyOn makes what hangs on a proxy or group go with it.
func (c *call) destroyOn(parent string, end time.Time) {
	c.destroyListeners(parent, end)
	c.destroyPolicy(parent, end)
}
