package gaapmock

import "maps"

// Writes says whether an action changes anything when it succeeds; known is
// false for one that the mock does not serve. Call.Write says the same of a
// call in the journal.
func Writes(name string) (writes, known bool) {
	a, known := actions()[name]
	return a.writes, known
}

// actions are all actions that are served, by name, with their required
// parameters. Whatever else Tencent offers is InvalidAction here.
func actions() map[string]action {
	all := map[string]action{
		"CreateProxy":              writes("gaap", createProxy, "ProjectId", "ProxyName", "AccessRegion", "Bandwidth", "Concurrent"),
		"DescribeProxies":          reads("gaap", describeProxies),
		"DescribeProxiesStatus":    reads("gaap", describeProxiesStatus),
		"DescribeProxyDetail":      reads("gaap", describeProxyDetail, "ProxyId"),
		"ModifyProxiesAttribute":   writes("gaap", modifyProxiesAttribute),
		"ModifyProxiesProject":     writes("gaap", modifyProxiesProject, "ProjectId"),
		"ModifyProxyConfiguration": writes("gaap", modifyProxyConfiguration),
		"OpenProxies":              writes("gaap", openProxies),
		"CloseProxies":             writes("gaap", closeProxies),
		"DestroyProxies":           writes("gaap", destroyProxies, "Force"),

		"CheckProxyCreate":                  reads("gaap", checkProxyCreate, "AccessRegion", "RealServerRegion", "Bandwidth", "Concurrent"),
		"DescribeAccessRegionsByDestRegion": reads("gaap", describeAccessRegionsByDestRegion, "DestRegion"),
		"DescribeAccessRegions":             reads("gaap", describeAccessRegions),
		"DescribeDestRegions":               reads("gaap", describeDestRegions),
		"InquiryPriceCreateProxy":           reads("gaap", inquiryPriceCreateProxy, "AccessRegion", "Bandwidth"),
		"DescribeTaskStatus":                reads("gaap", describeTaskStatus).mainlandOnly(),
		"DescribeResourcesByTag":            reads("gaap", describeResourcesByTag, "TagKey", "TagValue"),
		"DescribeRegionAndPrice":            reads("gaap", describeRegionAndPrice),

		"CreateTag":          writes("tag", createTag, "TagKey", "TagValue"),
		"ModifyResourceTags": writes("tag", modifyResourceTags, "Resource"),

		"AssumeRole":                reads(serviceSTS, assumeRole, "RoleArn", "RoleSessionName"),
		"AssumeRoleWithWebIdentity": reads(serviceSTS, assumeRoleWithWebIdentity, "ProviderId", "WebIdentityToken", "RoleArn", "RoleSessionName"),
		"GetCallerIdentity":         reads(serviceSTS, getCallerIdentity),
	}
	maps.Copy(all, layer4Actions())
	maps.Copy(all, layer7Actions())
	maps.Copy(all, certificateActions())
	maps.Copy(all, groupActions())
	maps.Copy(all, securityPolicyActions())
	maps.Copy(all, globalDomainActions())
	return all
}

func layer4Actions() map[string]action {
	return map[string]action{
		"DescribeTCPListeners":   reads("gaap", describeTCPListeners),
		"DescribeUDPListeners":   reads("gaap", describeUDPListeners),
		"DescribeHTTPListeners":  reads("gaap", describeHTTPListeners),
		"DescribeHTTPSListeners": reads("gaap", describeHTTPSListeners),

		"CreateTCPListeners":          writes("gaap", createTCPListeners, "ListenerName", "Ports", "Scheduler", "HealthCheck", "RealServerType"),
		"CreateUDPListeners":          writes("gaap", createUDPListeners, "ListenerName", "Ports", "Scheduler", "RealServerType"),
		"ModifyTCPListenerAttribute":  writes("gaap", modifyTCPListenerAttribute, "ListenerId"),
		"ModifyUDPListenerAttribute":  writes("gaap", modifyUDPListenerAttribute, "ListenerId"),
		"DeleteListeners":             writes("gaap", deleteListeners, "ListenerIds", "Force"),
		"BindListenerRealServers":     writes("gaap", bindListenerRealServers, "ListenerId"),
		"DescribeListenerRealServers": reads("gaap", describeListenerRealServers, "ListenerId"),

		"AddRealServers":            writes("gaap", addRealServers, "ProjectId", "RealServerIP", "RealServerName"),
		"DescribeRealServers":       reads("gaap", describeRealServers, "ProjectId").withQuota(50),
		"ModifyRealServerName":      writes("gaap", modifyRealServerName, "RealServerId", "RealServerName"),
		"RemoveRealServers":         writes("gaap", removeRealServers, "RealServerIds"),
		"DescribeRealServersStatus": reads("gaap", describeRealServersStatus, "RealServerIds"),
	}
}

// certificateActions are those of certificates.
func certificateActions() map[string]action {
	return map[string]action{
		"CreateCertificate":           writes("gaap", createCertificate, "CertificateType", "CertificateContent"),
		"ModifyCertificateAttributes": writes("gaap", modifyCertificateAttributes, "CertificateId"),
		"DeleteCertificate":           writes("gaap", deleteCertificate, "CertificateId"),
		"DescribeCertificates":        reads("gaap", describeCertificates),
		"DescribeCertificateDetail":   reads("gaap", describeCertificateDetail, "CertificateId"),
	}
}
