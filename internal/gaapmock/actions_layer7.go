package gaapmock

// layer7Actions are those of HTTP and HTTPS listeners and of what hangs on them.
func layer7Actions() map[string]action {
	return map[string]action{
		"CreateHTTPListener":           writes("gaap", createHTTPListener, "ListenerName", "Port"),
		"CreateHTTPSListener":          writes("gaap", createHTTPSListener, "ListenerName", "Port", "CertificateId", "ForwardProtocol"),
		"ModifyHTTPListenerAttribute":  writes("gaap", modifyHTTPListenerAttribute, "ListenerId", "ListenerName"),
		"ModifyHTTPSListenerAttribute": writes("gaap", modifyHTTPSListenerAttribute, "ListenerId"),
		"SetTlsVersion":                writes("gaap", setTLSVersion, "ListenerId", "TLSSupportVersion", "TLSCiphers").mainlandOnly(),

		"CreateDomain":      writes("gaap", createDomain, "ListenerId", "Domain"),
		"ModifyDomain":      writes("gaap", modifyDomain, "ListenerId", "OldDomain", "NewDomain"),
		"DeleteDomain":      writes("gaap", deleteDomain, "ListenerId", "Domain", "Force"),
		"ModifyCertificate": writes("gaap", modifyCertificate, "ListenerId", "Domain", "CertificateId"),
		"SetAuthentication": writes("gaap", setAuthentication, "ListenerId", "Domain"),
		"DescribeRules":     reads("gaap", describeRules, "ListenerId"),

		"CreateRule":              writes("gaap", createRule, "ListenerId", "Domain", "Path", "RealServerType", "Scheduler", "HealthCheck"),
		"ModifyRuleAttribute":     writes("gaap", modifyRuleAttribute, "ListenerId", "RuleId"),
		"DeleteRule":              writes("gaap", deleteRule, "ListenerId", "RuleId", "Force"),
		"DescribeRulesByRuleIds":  reads("gaap", describeRulesByRuleIDs, "RuleIds"),
		"BindRuleRealServers":     writes("gaap", bindRuleRealServers, "RuleId"),
		"DescribeRuleRealServers": reads("gaap", describeRuleRealServers, "RuleId"),

		"CreateCustomHeader":   writes("gaap", createCustomHeader, "RuleId"),
		"DescribeCustomHeader": reads("gaap", describeCustomHeader, "RuleId"),
		"DescribeBlackHeader":  reads("gaap", describeBlackHeader),

		"CreateDomainErrorPageInfo":        writes("gaap", createDomainErrorPageInfo, "ListenerId", "Domain", "ErrorNos", "Body"),
		"DeleteDomainErrorPageInfo":        writes("gaap", deleteDomainErrorPageInfo, "ErrorPageId"),
		"DescribeDomainErrorPageInfo":      reads("gaap", describeDomainErrorPageInfo, "ListenerId", "Domain"),
		"DescribeDomainErrorPageInfoByIds": reads("gaap", describeDomainErrorPageInfoByIDs, "ErrorPageIds"),
	}
}
