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
		"CreateGlobalDomain":          writes("gaap", createGlobalDomain, "ProjectId", "DefaultValue").inChina(),
		"ModifyGlobalDomainAttribute": writes("gaap", modifyGlobalDomainAttribute, "DomainId", "ProjectId").inChina(),
		"DeleteGlobalDomain":          writes("gaap", deleteGlobalDomain, "DomainId").inChina(),
		"EnableGlobalDomain":          writes("gaap", enableGlobalDomain, "DomainId").inChina(),
		"DisableGlobalDomain":         writes("gaap", disableGlobalDomain, "DomainId").inChina(),
		"DescribeGlobalDomains":       reads("gaap", describeGlobalDomains, "ProjectId", "Offset", "Limit").inChina(),

		"CreateGlobalDomainDns":      writes("gaap", createGlobalDomainDNS, "DomainId").inChina(),
		"ModifyGlobalDomainDns":      writes("gaap", modifyGlobalDomainDNS, "DnsRecordId", "DomainId").inChina(),
		"DeleteGlobalDomainDns":      writes("gaap", deleteGlobalDomainDNS, "DnsRecordId").inChina(),
		"DescribeGlobalDomainDns":    reads("gaap", describeGlobalDomainDNS, "DomainId").inChina(),
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
