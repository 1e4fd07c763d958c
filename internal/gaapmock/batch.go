package gaapmock

import (
	"slices"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// batchResult is the response of Open-, Close- and DestroyProxies: the ids in
// neither set were accepted.
type batchResult struct {
	InvalidStatusInstanceSet   []string `json:"InvalidStatusInstanceSet"`
	OperationFailedInstanceSet []string `json:"OperationFailedInstanceSet"`
}

// batch is what the three actions have in common.
type batch struct {
	from     []string // statuses that permit the action
	via, end string   // end "" means gone
	duration time.Duration
}

func openProxies(c *call, in *gaap.OpenProxiesRequestParams) (any, *apiError) {
	b := batch{[]string{StatusClosed}, StatusOpening, StatusRunning, c.opts.OpenDuration}
	proxies, out, err := c.batchTargets(in.ProxyIds, in.InstanceIds)
	if err != nil {
		return nil, err
	}
	c.runBatch(b, proxies, out)
	return out, nil
}

func closeProxies(c *call, in *gaap.CloseProxiesRequestParams) (any, *apiError) {
	b := batch{[]string{StatusRunning}, StatusClosing, StatusClosed, c.opts.CloseDuration}
	proxies, out, err := c.batchTargets(in.ProxyIds, in.InstanceIds)
	if err != nil {
		return nil, err
	}
	c.runBatch(b, proxies, out)
	return out, nil
}

// Assumption: RUNNING, CLOSED, CREATE_FAILED and ISOLATED can be destroyed.
func destroyProxies(c *call, in *gaap.DestroyProxiesRequestParams) (any, *apiError) {
	if !isFlag(in.Force) {
		return nil, invalidValue("Force")
	}
	proxies, out, err := c.batchTargets(in.ProxyIds, in.InstanceIds)
	if err != nil {
		return nil, err
	}
	for _, p := range proxies {
		if p.GroupID != proxies[0].GroupID {
			return nil, errorf("FailedOperation.BelongDifferentGroup", "The proxies are not all of one group.")
		}
		if err := c.checkUnused(p.ID); err != nil {
			return nil, err
		}
		if *in.Force == 0 && c.hasBindings(p.ID) {
			return nil, errorf("FailedOperation.RealServerAlreadyBound", "The proxy `%s` has origin servers bound.", p.ID)
		}
	}
	b := batch{[]string{StatusRunning, StatusClosed, StatusCreateFailed, StatusIsolated}, StatusDestroying, "", c.opts.DestroyDuration}
	if proxies, err = c.oldEnough(b, proxies, out); err != nil {
		return nil, err
	}
	for _, p := range c.runBatch(b, proxies, out) {
		c.destroyOn(p.ID, c.now.Add(b.duration))
		c.settleGroup(p.GroupID, c.now.Add(b.duration))
	}
	return out, nil
}

// oldEnough sorts out the proxies that could be destroyed but for their age.
func (c *call) oldEnough(b batch, proxies []Proxy, out *batchResult) ([]Proxy, *apiError) {
	if c.opts.EarlyDestroy == EarlyDestroyAllowed {
		return proxies, nil
	}
	old := []Proxy{}
	for _, p := range proxies {
		if !c.isPermitted(b, p) || c.now.Sub(p.CreateTime) >= c.opts.EarlyDestroyAge {
			old = append(old, p)
			continue
		}
		if c.opts.EarlyDestroy == EarlyDestroyTooQuickly {
			return nil, errorf("FailedOperation.ActionOperateTooQuickly", "The proxy `%s` was created a moment ago.", p.ID)
		}
		out.InvalidStatusInstanceSet = append(out.InvalidStatusInstanceSet, p.ID)
	}
	return old, nil
}

// batchTargets finds the proxies; unknown ids end the call or up in the result.
func (c *call) batchTargets(proxyIDs, instanceIDs []*string) ([]Proxy, *batchResult, *apiError) {
	out := &batchResult{[]string{}, []string{}}
	ids, err := targetIDs(proxyIDs, instanceIDs)
	if err != nil {
		return nil, nil, err
	}
	found := []Proxy{}
	for _, id := range ids {
		p, ok := c.store.Proxies.current(c.now).get(id)
		switch {
		case ok:
			found = append(found, p)
		case c.opts.UnknownInBatch == UnknownInvalidStatus:
			out.InvalidStatusInstanceSet = append(out.InvalidStatusInstanceSet, id)
		default:
			return nil, nil, notFound(id)
		}
	}
	return found, out, nil
}

// isPermitted says whether the status permits the action. A proxy about to be
// adjusted still reads RUNNING, but is not (Assumption).
func (c *call) isPermitted(b batch, p Proxy) bool {
	return slices.Contains(b.from, p.Status) && !c.store.Proxies.isBusy(p, c.now)
}

// runBatch returns the proxies that were accepted.
func (c *call) runBatch(b batch, proxies []Proxy, out *batchResult) (accepted []Proxy) {
	for _, p := range proxies {
		switch {
		case !c.isPermitted(b, p):
			out.InvalidStatusInstanceSet = append(out.InvalidStatusInstanceSet, p.ID)
		case c.fault.Kind == FaultOperationFailed:
			out.OperationFailedInstanceSet = append(out.OperationFailedInstanceSet, p.ID)
		default:
			p.Status = b.via
			c.store.Proxies.begin(c, p, step{c.now.Add(b.duration), b.end})
			accepted = append(accepted, p)
		}
	}
	return accepted
}
