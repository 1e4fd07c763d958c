package gaapmock

// foreignRest is foreignBody for groups, unified domains, and security policies;
// nil for what is nothing of theirs. The call is for a store of its own.
func (c *call) foreignRest(action string) any {
	g := Group{ID: "lg-foreign0", Name: "foreign", CreateTime: c.now}.fill(c.store, c.now)
	policy := SecurityPolicy{ID: "sp-foreign0", ProxyID: "link-foreign0"}.fill(c.store, c.now)
	rule := SecurityRule{ID: "sr-foreign0", PolicyID: policy.ID}.fill(c.store, c.now)
	switch action {
	case "DescribeProxyGroupList":
		return groupList{1, []groupInfo{newGroupInfo(g)}}
	case "DescribeProxyGroupDetails":
		return groupDetails{c.newGroupDetail(g, 0)}
	case "DescribeGlobalDomains":
		return c.newGlobalDomains([]GlobalDomain{GlobalDomain{ID: "dm-foreign0"}.fill(c.store, c.now)}, 1)
	case "DescribeGlobalDomainDns":
		return c.newDNSRecords([]DNSRecord{{ID: "99999999", Countries: []string{"101001"}, Status: StatusRunning}})
	case "DescribeSecurityPolicyDetail":
		return c.opts.newPolicyDetail(policy, nil)
	case "DescribeSecurityRules":
		return securityRuleList{1, c.opts.newSecurityRules([]SecurityRule{rule})}
	}
	return nil
}
