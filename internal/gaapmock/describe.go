package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

// proxyList is the response of DescribeProxies; InstanceSet is the legacy copy.
type proxyList struct {
	TotalCount  int         `json:"TotalCount"`
	ProxySet    []proxyInfo `json:"ProxySet"`
	InstanceSet []proxyInfo `json:"InstanceSet"`
}

func newProxyList(page []Proxy, total int) proxyList {
	infos := []proxyInfo{}
	for _, p := range page {
		infos = append(infos, newProxyInfo(p))
	}
	return proxyList{total, infos, infos}
}

// withOthers adds what other objects say of proxies that are shown.
func (c *call) withOthers(shown []Proxy) []Proxy {
	for i := range shown {
		p := &shown[i]
		setDefault(&p.PolicyID, c.policyShown(p.ID))
		p.RelatedGlobalDomains = append(p.RelatedGlobalDomains, c.domainsOn(p.ID)...)
		if c.opts.Security.MembersShow {
			setDefault(&p.PolicyID, c.policyShown(p.GroupID))
		}
	}
	return shown
}

// Assumption: ids with Filters are InvalidParameterValue; Limit counts with ids
// too; a Limit of 0 gives the TotalCount alone.
func describeProxies(c *call, in *gaap.DescribeProxiesRequestParams) (any, *apiError) {
	ids, err := mergeIDs(in.ProxyIds, in.InstanceIds)
	if err != nil {
		return nil, err
	}
	if len(ids) > 0 && len(in.Filters) > 0 {
		return nil, errorf("InvalidParameterValue", "ProxyIds and Filters cannot be used together.")
	}
	keep, err := newSelection(in)
	if err != nil {
		return nil, err
	}
	order, err := newOrder(val(in.Order), val(in.OrderField))
	if err != nil {
		return nil, err
	}
	limit := uint64(20)
	if in.Limit != nil {
		limit = *in.Limit
	}
	if limit > 100 {
		return nil, invalidValue("Limit")
	}
	all, err := c.listed(ids)
	if err != nil {
		return nil, err
	}
	selected := keep.apply(all)
	order.sort(selected)
	start := min(val(in.Offset), uint64(len(selected)))
	end := min(start+limit, uint64(len(selected)))
	return newProxyList(c.withOthers(selected[start:end]), len(selected)), nil
}

// listed returns the proxies with the ids, or all if there are none.
func (c *call) listed(ids []string) ([]Proxy, *apiError) {
	if len(ids) == 0 {
		return c.store.Proxies.asShown(c).list(), nil
	}
	return c.find(ids, c.opts.UnknownInList)
}

// find returns the proxies that a reader sees.
func (c *call) find(ids []string, unknown UnknownMode) ([]Proxy, *apiError) {
	found := []Proxy{}
	for _, id := range ids {
		p, ok := c.store.Proxies.asShown(c).get(id)
		switch {
		case ok:
			found = append(found, p)
		case unknown == UnknownNotFound:
			return nil, notFound(id)
		}
	}
	return found, nil
}

type statusList struct {
	InstanceStatusSet []instanceStatus `json:"InstanceStatusSet"`
}

type instanceStatus struct {
	InstanceID string `json:"InstanceId"`
	Status     string `json:"Status"`
}

func newStatusList(proxies []Proxy) statusList {
	out := statusList{[]instanceStatus{}}
	for _, p := range proxies {
		out.InstanceStatusSet = append(out.InstanceStatusSet, instanceStatus{p.ID, p.Status})
	}
	return out
}

func describeProxiesStatus(c *call, in *gaap.DescribeProxiesStatusRequestParams) (any, *apiError) {
	ids, err := targetIDs(in.ProxyIds, in.InstanceIds)
	if err != nil {
		return nil, err
	}
	found, err := c.find(ids, c.opts.UnknownInStatus)
	if err != nil {
		return nil, err
	}
	return newStatusList(found), nil
}

type proxyDetail struct {
	ProxyDetail proxyInfo `json:"ProxyDetail"`
}

func describeProxyDetail(c *call, in *gaap.DescribeProxyDetailRequestParams) (any, *apiError) {
	p, ok := c.store.Proxies.asShown(c).get(val(in.ProxyId))
	if !ok && c.opts.UnknownInDetail == UnknownCannotAccess {
		return nil, errorf("FailedOperation.ResourceCanNotAccess", "The proxy `%s` cannot be accessed.", val(in.ProxyId))
	}
	if !ok {
		return nil, notFound(val(in.ProxyId))
	}
	return proxyDetail{newProxyInfo(c.withOthers([]Proxy{p})[0])}, nil
}
