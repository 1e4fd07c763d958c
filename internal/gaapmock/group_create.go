package gaapmock

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// maxGroupName is in characters.
const maxGroupName = 30

// createProxyGroup is CreateProxyGroup: a group, with a proxy for each access
// region.
//
// Assumption: its domain reads null, because groups have had none of their own
// since there are unified domains; members have the project of the group, no
// tags, and are billed by bandwidth; they count for the quota of proxies.
func createProxyGroup(c *call, in *gaap.CreateProxyGroupRequestParams) (any, *apiError) {
	g := Group{
		Name: c.opts.groupName(*in.GroupName), RealServerRegion: *in.RealServerRegion, ProjectID: int64(min(*in.ProjectId, 1<<62)),
		IPAddressVersion: val(in.IPAddressVersion), PackageType: val(in.PackageType), Status: StatusRunning, CreateTime: c.now,
	}
	f := newFeatures(in.IPAddressVersion, nil, in.PackageType)
	g.IPAddressVersion, g.PackageType = f.ipVersion, f.pack
	if err := c.checkNewGroup(g, in.Http3Supported); err != nil {
		return nil, err
	}
	tags, err := c.groupTags(in.TagSet)
	if err != nil {
		return nil, err
	}
	g.Tags = tags
	members, err := c.newMembers(g, in.AccessRegionSet)
	if err != nil {
		return nil, err
	}
	g.ID = c.store.Groups.newID(c.store.Seed)
	c.makeMembers(g, members)
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		c.keepTag(Tag{key, tags[key]})
	}
	return map[string]string{"GroupId": g.ID}, nil
}

// groupName is a name as it is kept, see GroupOptions.NameCut.
func (o *Options) groupName(name string) string {
	if r := []rune(name); len(r) > maxGroupName && o.Group.NameCut {
		return string(r[:maxGroupName])
	}
	return name
}

// checkNewGroup refuses what a group cannot be.
//
// Assumption: a group of CrossBorder, and an empty name, are InvalidParameterValue.
func (c *call) checkNewGroup(g Group, http3 *int64) *apiError {
	_, known := findRegion(g.RealServerRegion)
	switch {
	case g.Name == "":
		return invalidValue("GroupName")
	case !known:
		return invalidValue("RealServerRegion")
	case g.PackageType == "CrossBorder":
		return invalidValue("PackageType")
	case !isFlag(http3):
		return invalidValue("Http3Supported")
	}
	if err := (features{g.IPAddressVersion, "normal", g.PackageType}).checkEnums("normal"); err != nil {
		return err
	}
	return c.checkGroupProject(g.ProjectID)
}

// checkGroupProject is checkProject with the code that the pages of groups list.
func (c *call) checkGroupProject(id int64) *apiError {
	if err := c.checkProject(id); err != nil {
		return errorf("InvalidParameterValue", "%s", err.message)
	}
	return nil
}

// groupTags checks the tags of a new group, see GroupOptions.TagsMade.
func (c *call) groupTags(set []*gaap.TagPair) (map[string]string, *apiError) {
	if c.opts.Group.TagsMade {
		return wellFormedTags(set)
	}
	return c.newTags(set)
}

// newMembers checks the access regions of a new group.
//
// Assumption: nothing tells a bad size from a bad region there.
func (c *call) newMembers(g Group, set []*gaap.AccessConfiguration) ([]Proxy, *apiError) {
	members := []Proxy{}
	if most := c.opts.Group.MaxMembers; most >= 0 && len(set) > most {
		return nil, c.badMembers("FailedOperation.LimitNumofProxiesInGroup", "A group has up to "+strconv.Itoa(most)+" proxies.")
	}
	for _, a := range set {
		if a.AccessRegion == nil || a.Bandwidth == nil || a.Concurrent == nil {
			return nil, missing("AccessRegionSet.AccessRegion")
		}
		f := newFeatures(&g.IPAddressVersion, a.NetworkType, &g.PackageType)
		err := f.checkEnums("normal", "cn2")
		if err == nil {
			err = checkPair(&gaap.CreateProxyRequestParams{AccessRegion: a.AccessRegion, Bandwidth: a.Bandwidth, Concurrent: a.Concurrent}, f, g.RealServerRegion)
		}
		if err != nil {
			return nil, c.badMember(err)
		}
		if slices.ContainsFunc(members, func(p Proxy) bool { return p.AccessRegion == *a.AccessRegion }) {
			return nil, c.badMembers("InvalidParameterValue", "The region `"+*a.AccessRegion+"` is there twice.")
		}
		members = append(members, Proxy{
			AccessRegion: *a.AccessRegion, RealServerRegion: g.RealServerRegion, ProjectID: g.ProjectID, NetworkType: f.network,
			IPAddressVersion: g.IPAddressVersion, PackageType: g.PackageType,
			Bandwidth: int64(*a.Bandwidth), Concurrent: int64(*a.Concurrent), //nolint:gosec // checked: one of the pair's sizes
		})
	}
	if quota := c.opts.MaxProxies; quota >= 0 && len(c.store.Proxies.current(c.now).list())+len(members) > quota {
		return nil, errorf(c.opts.QuotaCode, "The quota of %d proxies is used up.", quota)
	}
	return members, nil
}

// badMember is an error of a proxy as CreateProxyGroup tells it.
func (c *call) badMember(err *apiError) *apiError {
	if strings.HasSuffix(err.code, "FeatureConflict") {
		return c.badMembers("InvalidParameterValue.FeatureConflict", err.message)
	}
	return c.badMembers("InvalidParameterValue", err.message)
}

// badMembers refuses a list of members, see GroupOptions.MembersFailed.
func (c *call) badMembers(code, message string) *apiError {
	if c.opts.Group.MembersFailed {
		code = "FailedOperation"
	}
	return &apiError{code, message}
}

// makeMembers puts a group and its members on their way. A group without any is
// there at once; one with a member that fails stays CHANGING, see settleGroup.
func (c *call) makeMembers(g Group, members []Proxy) {
	if len(members) == 0 {
		c.store.Groups.put(g, c.now)
		return
	}
	changing := c.now.Add(c.opts.Group.CreateDuration)
	var ready time.Time
	var fail bool
	for _, p := range members {
		p.ID, p.GroupID, p.Name = c.store.Proxies.newID(c.store.Seed), g.ID, "default"
		if c.opts.Group.MembersNamed {
			p.Name = g.Name + "-" + p.AccessRegion
		}
		p.Status, p.CreateTime = StatusCreating, c.now
		ready, fail = c.beginCreation(fillProxy(p, c.now))
	}
	steps := []step{{changing, StatusChanging}}
	if ready.Before(changing) {
		ready = changing
	}
	if !fail {
		steps = append(steps, step{ready, StatusRunning})
	}
	g.Status = StatusCreating
	c.store.Groups.begin(c, g, steps...)
}

// settleGroup makes a group whole once the members that failed are destroyed.
func (c *call) settleGroup(groupID string, end time.Time) {
	g, _ := c.store.Groups.current(c.now).get(groupID)
	unfinished := func(p Proxy) bool { return p.Status == StatusCreateFailed || p.Status == StatusCreating }
	if g.Status == StatusChanging && !slices.ContainsFunc(c.members(groupID), unfinished) {
		c.store.Groups.begin(c, g, step{end, StatusRunning})
	}
}

// members are the proxies of a group.
func (c *call) members(groupID string) []Proxy {
	return c.store.Proxies.current(c.now).where(func(p Proxy) bool { return p.GroupID == groupID })
}

// checkRoom refuses a further member of a group.
//
// Assumption: CreateProxy has the code that CreateProxyGroup lists; a group that
// is being destroyed takes nobody; any other reads as before while one joins.
func (c *call) checkRoom(g Group) *apiError {
	most := c.opts.Group.MaxMembers
	switch {
	case g.Status == StatusDestroying:
		return groupBusy(g)
	case most >= 0 && len(c.members(g.ID)) >= most:
		return errorf("FailedOperation.LimitNumofProxiesInGroup", "A group has up to %d proxies.", most)
	}
	return nil
}

// checkGroupName refuses a name that ModifyProxyGroupAttribute does not take.
func (o *Options) checkGroupName(name string) *apiError {
	if n := utf8.RuneCountInString(o.groupName(name)); n < 1 || n > maxGroupName {
		return errorf("InvalidParameterValue", "GroupName must have 1 to %d characters.", maxGroupName)
	}
	return nil
}
