package gaapmock

import (
	"fmt"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// maxAsked is the most ids of rules, or of error pages, that a read may name.
const maxAsked = 10

// Assumption: the ids may be of different listeners; more than 10 are
// InvalidParameterValue.
func describeRulesByRuleIDs(c *call, in *gaap.DescribeRulesByRuleIdsRequestParams) (any, *apiError) {
	ids, err := mergeIDs(in.RuleIds, nil)
	switch {
	case err != nil:
		return nil, err
	case len(ids) == 0:
		return nil, missing("RuleIds")
	case len(ids) > maxAsked:
		return nil, invalidValue("RuleIds")
	}
	set := []map[string]any{}
	for _, id := range ids {
		r, ok := c.store.Rules.asShown(c).get(id)
		d, known := c.store.Domains.last(r.DomainID)
		switch {
		case ok && known:
			set = append(set, c.ruleInfo(r, d))
		case c.opts.Layer7.UnknownRule != UnknownOmitted:
			return nil, c.noRule(id)
		}
	}
	return map[string]any{"TotalCount": len(set), "RuleSet": set}, nil
}

// noRule is the answer to a read for a rule that is not there.
func (c *call) noRule(id string) *apiError {
	if c.opts.Layer7.UnknownRule == UnknownNotFound {
		return errorf("ResourceNotFound", "The rule `%s` is not found.", id)
	}
	return errorf("InvalidParameter", "ruleId(%s) Not Exist.", id)
}

// asListener is a rule as far as bindings go; its BindStatus is as that of TCP.
func (r Rule) asListener() Listener {
	return Listener{Protocol: "TCP", RealServerType: r.RealServerType, Scheduler: r.Scheduler, HealthCheck: r.HealthCheck, RealServers: r.RealServers}
}

// ruleInfo is RuleInfo
func (c *call) ruleInfo(r Rule, d Domain) map[string]any {
	bound, status := c.bound(r.asListener())
	check := map[string]any{
		"DelayLoop": r.Check.DelayLoop, "ConnectTimeout": r.Check.ConnectTimeout, "Path": r.Check.Path, "Method": r.Check.Method,
		"StatusCode": r.Check.StatusCodes, "Domain": r.Check.Domain,
	}
	if r.Check.Domain == "" {
		check["Domain"] = d.Name
	}
	for name, n := range map[string]int64{"FailedCountInter": r.Check.FailedCount, "FailedThreshold": r.Check.FailedThreshold, "BlockInter": r.Check.BlockTime} {
		if n != 0 {
			check[name] = n
		}
	}
	return map[string]any{
		"RuleId": r.ID, "ListenerId": d.ListenerID, "Domain": d.Name, "Path": r.Path, "RealServerType": r.RealServerType, "Scheduler": r.Scheduler,
		"HealthCheck": r.HealthCheck, "RuleStatus": listenerStatus(r.Status), "CheckParams": check, "RealServerSet": bound, "BindStatus": status,
		"ForwardHost": r.ForwardHost, "ForwardProtocol": r.ForwardProtocol, "ForcedRedirect": r.ForcedRedirect,
		"ServerNameIndicationSwitch": r.SNISwitch, "ServerNameIndication": r.SNI,
	}
}

// bindRuleRealServers is BindRuleRealServers. The set replaces the old one.
func bindRuleRealServers(c *call, in *gaap.BindRuleRealServersRequestParams) (any, *apiError) {
	r, _, on, err := c.writableRule("", *in.RuleId)
	switch n := len(in.RealServerBindSet); {
	case err != nil:
		return nil, err
	case in.RealServerBindSet != nil && n == 0 && c.opts.Layer7.EmptyListRefused:
		return nil, invalidValue("RealServerBindSet")
	case n > maxBound:
		return nil, errorf("FailedOperation.LimitRealServerNum", "A rule has up to %d origin servers.", maxBound)
	}
	r.RealServers = []Binding{}
	for i, wanted := range in.RealServerBindSet {
		b, err := c.binding(r.asListener(), on, wanted, fmt.Sprintf("RealServerBindSet.%d.", i))
		if err != nil {
			return nil, err
		}
		r.RealServers = append(r.RealServers, b)
	}
	c.beginRule(r, StatusBinding, c.opts.Listener.BindDuration)
	return none{}, nil
}

// Assumption: pages are of the origins that can be bound.
func describeRuleRealServers(c *call, in *gaap.DescribeRuleRealServersRequestParams) (any, *apiError) {
	limit, err := c.limit(in.Limit, 1000)
	if err != nil {
		return nil, err
	}
	r, ok := c.store.Rules.asShown(c).get(*in.RuleId)
	d, known := c.store.Domains.last(r.DomainID)
	l, found := c.store.Listeners.last(d.ListenerID)
	if !ok || !known || !found {
		return nil, c.noRule(*in.RuleId)
	}
	set := c.bindable(r.RealServerType, c.parentOf(l.ProxyID, l.GroupID))
	bound, _ := c.bound(r.asListener())
	return map[string]any{
		"TotalCount": len(set), "RealServerSet": cut(set, val(in.Offset), limit), "BindRealServerTotalCount": len(bound), "BindRealServerSet": bound,
	}, nil
}
