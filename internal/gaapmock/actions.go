package gaapmock

// actions are all actions that are served, by name, with their required
// parameters. Whatever else Tencent offers is InvalidAction here.
func actions() map[string]action {
	return map[string]action{
		"CreateProxy":              on("gaap", createProxy, "ProjectId", "ProxyName", "AccessRegion", "Bandwidth", "Concurrent"),
		"DescribeProxies":          on("gaap", describeProxies),
		"DescribeProxiesStatus":    on("gaap", describeProxiesStatus),
		"DescribeProxyDetail":      on("gaap", describeProxyDetail, "ProxyId"),
		"ModifyProxiesAttribute":   on("gaap", modifyProxiesAttribute),
		"ModifyProxiesProject":     on("gaap", modifyProxiesProject, "ProjectId"),
		"ModifyProxyConfiguration": on("gaap", modifyProxyConfiguration),
		"OpenProxies":              on("gaap", openProxies),
		"CloseProxies":             on("gaap", closeProxies),
		"DestroyProxies":           on("gaap", destroyProxies, "Force"),

		"CheckProxyCreate":                  on("gaap", checkProxyCreate, "AccessRegion", "RealServerRegion", "Bandwidth", "Concurrent"),
		"DescribeAccessRegionsByDestRegion": on("gaap", describeAccessRegionsByDestRegion, "DestRegion"),
		"DescribeAccessRegions":             on("gaap", describeAccessRegions),
		"DescribeDestRegions":               on("gaap", describeDestRegions),
		"InquiryPriceCreateProxy":           on("gaap", inquiryPriceCreateProxy, "AccessRegion", "Bandwidth"),
		"DescribeTaskStatus":                on("gaap", describeTaskStatus),

		"DescribeProxyGroupList":    on("gaap", describeProxyGroupList, "Offset", "Limit", "ProjectId"),
		"DescribeProxyGroupDetails": on("gaap", describeProxyGroupDetails, "GroupId"),

		"DescribeTCPListeners":   on("gaap", describeTCPListeners),
		"DescribeUDPListeners":   on("gaap", describeUDPListeners),
		"DescribeHTTPListeners":  on("gaap", describeHTTPListeners),
		"DescribeHTTPSListeners": on("gaap", describeHTTPSListeners),

		"CreateTag":          on("tag", createTag, "TagKey", "TagValue"),
		"ModifyResourceTags": on("tag", modifyResourceTags, "Resource"),

		"AssumeRole":                on(serviceSTS, assumeRole, "RoleArn", "RoleSessionName"),
		"AssumeRoleWithWebIdentity": on(serviceSTS, assumeRoleWithWebIdentity, "ProviderId", "WebIdentityToken", "RoleArn", "RoleSessionName"),
		"GetCallerIdentity":         on(serviceSTS, getCallerIdentity),
	}
}
