package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

// modifyProxiesAttribute renames proxies, at once and in any status.
//
// Assumption: without a name there is nothing to do, which is MissingParameter.
func modifyProxiesAttribute(c *call, in *gaap.ModifyProxiesAttributeRequestParams) (any, *apiError) {
	if in.ProxyName == nil {
		return nil, missing("ProxyName")
	}
	if err := checkName(*in.ProxyName); err != nil {
		return nil, err
	}
	proxies, err := c.targets(in.ProxyIds, in.InstanceIds)
	if err != nil {
		return nil, err
	}
	for _, p := range proxies {
		p.Name = *in.ProxyName
		c.store.Proxies.edit(c, p)
	}
	return none{}, nil
}

// modifyProxiesProject moves proxies to a project, at once and in any status.
//
// Assumption: members of a group can be moved alone.
func modifyProxiesProject(c *call, in *gaap.ModifyProxiesProjectRequestParams) (any, *apiError) {
	// The page lists no ProjectIdNotBelong for this action; its parent stays.
	if err := c.checkProject(*in.ProjectId); err != nil {
		return nil, errorf("InvalidParameterValue", "%s", err.message)
	}
	proxies, err := c.targets(in.ProxyIds, in.InstanceIds)
	if err != nil {
		return nil, err
	}
	for _, p := range proxies {
		p.ProjectID = *in.ProjectId
		c.store.Proxies.edit(c, p)
	}
	return none{}, nil
}

// modifyProxyConfiguration is ModifyProxyConfiguration. The
// proxy reads as before for ConfigLag, then ADJUSTING, then as it was.
//
// Assumption: the new values show from the start of ADJUSTING; equal values
// are adjusted like others.
func modifyProxyConfiguration(c *call, in *gaap.ModifyProxyConfigurationRequestParams) (any, *apiError) {
	id := in.ProxyId
	if id == nil {
		id = in.InstanceId
	}
	if val(id) == "" {
		return nil, missing("ProxyId")
	}
	p, ok := c.store.Proxies.current(c.now).get(*id)
	if !ok {
		return nil, notFound(*id)
	}
	next, err := c.newConfig(p, in)
	if err != nil {
		return nil, err
	}
	if err := c.checkAdjustable(p); err != nil {
		return nil, err
	}
	start := c.now.Add(c.opts.ConfigLag)
	end := start.Add(c.opts.AdjustDuration)
	p.Next = next
	c.store.Proxies.begin(c, p, step{start, StatusAdjusting}, step{end, p.Status})
	c.startTask(end, false)
	return none{}, nil
}

// newConfig checks the wanted values against the pair.
//
// Assumption: a size that the pair does not offer is InvalidParameterValue,
// because the page lists no more special code.
func (c *call) newConfig(p Proxy, in *gaap.ModifyProxyConfigurationRequestParams) (*Sizes, *apiError) {
	if in.Bandwidth == nil && in.Concurrent == nil {
		return nil, missing("Bandwidth")
	}
	if !isFlag(in.BillingType) {
		return nil, invalidValue("BillingType")
	}
	access, okAccess := findRegion(p.AccessRegion)
	origin, okOrigin := findRegion(p.RealServerRegion)
	offer, connected := findPair(access, origin)
	known := okAccess && okOrigin && connected // a proxy of AddProxy may stand anywhere
	next := &Sizes{p.Bandwidth, p.Concurrent, p.BillingType, c.now}
	if n := in.Bandwidth; n != nil {
		if known && !offer.hasBandwidth(*n) {
			return nil, invalidValue("Bandwidth")
		}
		next.Bandwidth = int64(*n) //nolint:gosec // checked, or a number that no service has
	}
	if n := in.Concurrent; n != nil {
		if known && !offer.hasConcurrent(*n) {
			return nil, invalidValue("Concurrent")
		}
		next.Concurrent = int64(*n) //nolint:gosec // likewise
	}
	if in.BillingType != nil || c.opts.OmittedBillingResets {
		next.BillingType = val(in.BillingType)
	}
	return next, nil
}

// checkAdjustable says whether the proxy can be adjusted now.
func (c *call) checkAdjustable(p Proxy) *apiError {
	switch {
	case p.Scalarable != 1:
		return errorf("FailedOperation.NotSupportScalar", "The proxy `%s` cannot be scaled.", p.ID)
	case c.store.Proxies.isBusy(p, c.now):
		return errorf("FailedOperation.ActionIsDoing", "The proxy `%s` has an action under way.", p.ID)
	case p.Status == StatusRunning, p.Status == StatusClosed && c.opts.ModifyClosedAllowed:
		return nil
	}
	return errorf("FailedOperation.InstanceStatusNotInRuning", "The proxy `%s` is %s, not RUNNING.", p.ID, p.Status)
}
