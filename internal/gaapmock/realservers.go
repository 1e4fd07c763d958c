package gaapmock

import (
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// newRealServer is NewRealServer of the API.
type newRealServer struct {
	RealServerID string `json:"RealServerId"`
	RealServerIP string `json:"RealServerIP"`
}

type newRealServers struct {
	RealServerSet []newRealServer `json:"RealServerSet"`
}

// Assumption: a batch may mix addresses and domains, and has at most 100; an
// address twice in a batch is DuplicateRS; what is no address is
// InvalidParameterValue; there is no quota that anybody meets.
func addRealServers(c *call, in *gaap.AddRealServersRequestParams) (any, *apiError) {
	project := int64(min(*in.ProjectId, 1<<62))
	if err := c.checkProject(project); err != nil {
		return nil, err
	}
	if err := c.opts.checkLongName("RealServerName", *in.RealServerName); err != nil {
		return nil, err
	}
	tags, err := c.newTags(in.TagSet)
	if err != nil {
		return nil, err
	}
	if err := c.checkAddresses(vals(in.RealServerIP)); err != nil {
		return nil, err
	}
	out, made := newRealServers{}, []RealServer{}
	for _, address := range vals(in.RealServerIP) {
		r := RealServer{Name: *in.RealServerName, ProjectID: project, Address: address, Tags: tags}
		same, taken := c.sameOrigin(r)
		if taken && c.opts.RealServer.ExistingAddress != AddressFirstID {
			return nil, errorf("InvalidParameterValue.DuplicateRS", "The origin server `%s` exists.", address)
		}
		r.ID = same.ID
		if !taken {
			r.ID = c.store.RealServers.newID(c.store.Seed)
			made = append(made, r)
		}
		out.RealServerSet = append(out.RealServerSet, newRealServer{r.ID, address})
	}
	for _, r := range made {
		c.store.RealServers.put(r, c.now)
	}
	return out, nil
}

func (c *call) checkAddresses(addresses []string) *apiError {
	switch n := len(addresses); {
	case n == 0:
		return missing("RealServerIP")
	case n > maxIDs:
		return invalidValue("RealServerIP")
	case len(c.store.RealServers.Records)+n > maxAdded:
		return errorf("FailedOperation", "There are too many origin servers.")
	}
	for i, address := range addresses {
		if addressType(address) == "" {
			return invalidValue("RealServerIP")
		}
		if slices.ContainsFunc(addresses[:i], func(other string) bool { return sameAddress(address, other) }) {
			return errorf("InvalidParameterValue.DuplicateRS", "The origin server `%s` is there twice.", address)
		}
	}
	return nil
}

// sameOrigin finds the origin that has the address already.
func (c *call) sameOrigin(r RealServer) (RealServer, bool) {
	perProject := c.opts.RealServer.ExistingAddress == AddressPerProject
	same := c.store.RealServers.current(c.now).where(func(other RealServer) bool {
		return sameAddress(other.Address, r.Address) && (!perProject || other.ProjectID == r.ProjectID)
	})
	if len(same) == 0 {
		return RealServer{}, false
	}
	return same[0], true
}

// realServerInfo is BindRealServerInfo of the API.
type realServerInfo struct {
	RealServerIP   string    `json:"RealServerIP"`
	RealServerID   string    `json:"RealServerId"`
	RealServerName string    `json:"RealServerName"`
	ProjectID      int64     `json:"ProjectId"`
	TagSet         []tagPair `json:"TagSet"`
}

type realServerList struct {
	RealServerSet []realServerInfo `json:"RealServerSet"`
	TotalCount    int              `json:"TotalCount"`
}

func newRealServerList(page []RealServer, total int) realServerList {
	out := realServerList{[]realServerInfo{}, total}
	for _, r := range page {
		out.RealServerSet = append(out.RealServerSet, realServerInfo{r.Address, r.ID, r.Name, r.ProjectID, tagPairs(r.Tags)})
	}
	return out
}

// realServerField knows the names of the filters.
//
// Assumption: they compare exactly.
func realServerField(name string) (func(RealServer) string, bool) {
	switch name {
	case "RealServerName":
		return func(r RealServer) string { return r.Name }, true
	case "RealServerIP":
		return func(r RealServer) string { return r.Address }, true
	}
	return nil, false
}

// Assumption: the order is that of their creation; a Limit of 0 gives the
// TotalCount alone; a project of somebody else has no origins.
func describeRealServers(c *call, in *gaap.DescribeRealServersRequestParams) (any, *apiError) {
	const all = -1
	project := *in.ProjectId
	if project < all {
		return nil, invalidValue("ProjectId")
	}
	limit, err := c.limit(in.Limit, 50)
	if err != nil {
		return nil, err
	}
	filters, err := newFilters(in.Filters, realServerField)
	if err != nil {
		return nil, err
	}
	tags, err := newTagSet(in.TagSet)
	if err != nil {
		return nil, err
	}
	found := c.store.RealServers.asShown(c).where(func(r RealServer) bool {
		return (project == all || r.ProjectID == project) && (val(in.SearchValue) == "" || c.opts.matchesSearch(r.Address, *in.SearchValue)) &&
			matchesAll(r, filters) && hasAnyTag(r.Tags, tags)
	})
	return newRealServerList(cut(found, val(in.Offset), limit), len(found)), nil
}

func modifyRealServerName(c *call, in *gaap.ModifyRealServerNameRequestParams) (any, *apiError) {
	if err := c.opts.checkLongName("RealServerName", *in.RealServerName); err != nil {
		return nil, err
	}
	r, ok := c.store.RealServers.current(c.now).get(*in.RealServerId)
	switch {
	case ok:
		r.Name = *in.RealServerName
		c.store.RealServers.edit(c, r)
	case !c.opts.RealServer.UnknownIgnored:
		return nil, invalidValue("RealServerId")
	}
	return none{}, nil
}

// Assumption: a listener that is being deleted still holds its origins.
func removeRealServers(c *call, in *gaap.RemoveRealServersRequestParams) (any, *apiError) {
	found, err := c.originsNamed(in.RealServerIds, c.store.RealServers.current(c.now))
	if err != nil {
		return nil, err
	}
	free := slices.DeleteFunc(slices.Clone(found), func(r RealServer) bool { return len(c.holders(r.ID, c.store.Listeners.current(c.now))) > 0 })
	if len(free) < len(found) {
		err = errorf("FailedOperation.RealServerAlreadyBound", "%d of the origin servers are bound.", len(found)-len(free))
	}
	if err == nil || c.opts.RealServer.FreeRemoved {
		for _, r := range free {
			c.store.RealServers.remove(r.ID, c.now)
		}
	}
	return none{}, err
}

// originsNamed finds the origins that a call names.
func (c *call) originsNamed(list []*string, in view[RealServer]) ([]RealServer, *apiError) {
	ids, err := mergeIDs(list, nil)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, missing("RealServerIds")
	}
	var found []RealServer
	for _, id := range ids {
		r, ok := in.get(id)
		switch {
		case ok:
			found = append(found, r)
		case !c.opts.RealServer.UnknownIgnored:
			return nil, errorf("ResourceNotFound", "The origin server `%s` is not found.", id)
		}
	}
	return found, nil
}

// holders are the listeners that an origin is bound to, or to a rule of theirs.
func (c *call) holders(id string, in view[Listener]) []Listener {
	of := func(b Binding) bool { return b.ID == id }
	below := c.store.boundBelow(c.now, of)
	return in.where(func(l Listener) bool {
		return below[l.ID] || slices.ContainsFunc(l.RealServers, of)
	})
}

// realServerStatus is RealServerStatus of the API.
type realServerStatus struct {
	RealServerID string `json:"RealServerId"`
	BindStatus   int    `json:"BindStatus"` // 1 bound
	ProxyID      string `json:"ProxyId"`
	GroupID      string `json:"GroupId"`
}

// Assumption: of several proxies and groups, that of the oldest listener shows.
func describeRealServersStatus(c *call, in *gaap.DescribeRealServersStatusRequestParams) (any, *apiError) {
	found, err := c.originsNamed(in.RealServerIds, c.store.RealServers.asOfLag(c.now))
	if err != nil {
		return nil, err
	}
	set := []realServerStatus{}
	for _, r := range found {
		s := realServerStatus{RealServerID: r.ID}
		if holders := c.holders(r.ID, c.store.Listeners.asShown(c)); len(holders) > 0 {
			s.BindStatus, s.ProxyID, s.GroupID = 1, holders[0].ProxyID, holders[0].GroupID
		}
		set = append(set, s)
	}
	return map[string]any{"TotalCount": len(set), "RealServerStatusSet": set}, nil
}
