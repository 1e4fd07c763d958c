package gaapmock

// groupActions are those of proxy groups.
func groupActions() map[string]action {
	return map[string]action{
		"CreateProxyGroup":          writes("gaap", createProxyGroup, "ProjectId", "GroupName", "RealServerRegion"),
		"DescribeProxyGroupList":    reads("gaap", describeProxyGroupList, "Offset", "Limit", "ProjectId"),
		"DescribeProxyGroupDetails": reads("gaap", describeProxyGroupDetails, "GroupId"),
		"ModifyProxyGroupAttribute": writes("gaap", modifyProxyGroupAttribute, "GroupId"),
		"OpenProxyGroup":            writes("gaap", openProxyGroup, "GroupId"),
		"CloseProxyGroup":           writes("gaap", closeProxyGroup, "GroupId"),
		"DeleteProxyGroup":          writes("gaap", deleteProxyGroup, "GroupId"),
	}
}

// globalDomainActions are those of unified domains and their DNS records.
func globalDomainActions() map[string]action {
	return map[string]action{
		"CreateGlobalDomain":          writes("gaap", createGlobalDomain, "ProjectId", "DefaultValue").mainlandOnly(),
		"ModifyGlobalDomainAttribute": writes("gaap", modifyGlobalDomainAttribute, "DomainId", "ProjectId").mainlandOnly(),
		"DeleteGlobalDomain":          writes("gaap", deleteGlobalDomain, "DomainId").mainlandOnly(),
		"EnableGlobalDomain":          writes("gaap", enableGlobalDomain, "DomainId").mainlandOnly(),
		"DisableGlobalDomain":         writes("gaap", disableGlobalDomain, "DomainId").mainlandOnly(),
		"DescribeGlobalDomains":       reads("gaap", describeGlobalDomains, "ProjectId", "Offset", "Limit").mainlandOnly(),

		"CreateGlobalDomainDns":      writes("gaap", createGlobalDomainDNS, "DomainId").mainlandOnly(),
		"ModifyGlobalDomainDns":      writes("gaap", modifyGlobalDomainDNS, "DnsRecordId", "DomainId").mainlandOnly(),
		"DeleteGlobalDomainDns":      writes("gaap", deleteGlobalDomainDNS, "DnsRecordId").mainlandOnly(),
		"DescribeGlobalDomainDns":    reads("gaap", describeGlobalDomainDNS, "DomainId").mainlandOnly(),
		"DescribeCountryAreaMapping": reads("gaap", describeCountryAreaMapping),
	}
}

// securityPolicyActions are those of security policies and their rules.
func securityPolicyActions() map[string]action {
	return map[string]action{
		"CreateSecurityPolicy":         writes("gaap", createSecurityPolicy, "DefaultAction"),
		"OpenSecurityPolicy":           writes("gaap", openSecurityPolicy),
		"CloseSecurityPolicy":          writes("gaap", closeSecurityPolicy),
		"DeleteSecurityPolicy":         writes("gaap", deleteSecurityPolicy, "PolicyId"),
		"DescribeSecurityPolicyDetail": reads("gaap", describeSecurityPolicyDetail, "PolicyId"),

		"CreateSecurityRules":   writes("gaap", createSecurityRules, "PolicyId", "RuleList"),
		"ModifySecurityRule":    writes("gaap", modifySecurityRule, "RuleId", "PolicyId", "AliasName"),
		"DeleteSecurityRules":   writes("gaap", deleteSecurityRules, "PolicyId", "RuleIdList"),
		"DescribeSecurityRules": reads("gaap", describeSecurityRules, "SecurityRuleIds"),
	}
}
