package diagnostics

import "strings"

// kinds is what codes mean for objects of one kind, where that is not what they
// mean for all: the rows by the kind's noun.
var kinds = map[string]map[string]row{
	"proxy": {
		"FailedOperation.BelongDifferentGroup":                {"group_id", reportBug},
		"FailedOperation.DuplicatedRequest":                   {"client_token", "The service has seen this ClientToken before. If no proxy of this configuration is missing from the state, set another client_token."},
		"FailedOperation.InstanceStatusNotInRuning":           {"enable", "The proxy is not running. Set enable = true to change it; disable it again afterwards."},
		"FailedOperation.LimitNumofListener":                  {"cloned_proxy_id", "The copy would have more listeners than the account may have. Remove some, or ask for a higher limit."},
		"FailedOperation.NonStandardProxy":                    {"", "The service does not change this kind of proxy through its API. Open a ticket, or replace the proxy."},
		"FailedOperation.NotSupportOldVersionProxy":           {"", "The proxy is of an old version that cannot do this. Replace it: terraform apply -replace=ADDRESS."},
		"FailedOperation.NotSupportScalar":                    {"bandwidth", "This proxy's size cannot be changed. Replace it: terraform apply -replace=ADDRESS."},
		"FailedOperation.ProxySellOut":                        {"access_region", "The link between these regions is sold out. Choose another access_region, or open a ticket."},
		"FailedOperation.ProxyStatusNotInRuning":              {"enable", waitAndRun},
		"FailedOperation.RealServerAlreadyBound":              {"force_destroy", "Listeners of the proxy have origin servers bound. Unbind them, or apply force_destroy = true first."},
		"InvalidParameterValue.FeatureConflict":               {"package_type", "The features do not go together. Check network_type, ip_address_version and package_type."},
		"InvalidParameterValue.InvalidBandwidth":              {"bandwidth", "This pair of regions does not offer the bandwidth. The data source gaap_access_regions_by_dest_region lists what it offers."},
		"InvalidParameterValue.InvalidConcurrency":            {"concurrent", "This pair of regions does not offer the concurrency. The data source gaap_access_regions_by_dest_region lists what it offers."},
		"InvalidParameterValue.ProxyAndGroupFeatureConflict":  {"group_id", "The proxy's features are not those of the group. Check network_type, ip_address_version and package_type."},
		"InvalidParameterValue.ProxyAndRegionFeatureConflict": {"access_region", "The region does not offer these features. Check network_type, ip_address_version and package_type."},
		"InvalidParameterValue.UnknownAccessRegion":           {"access_region", "The access region does not exist, or does not reach this origin region. The data source gaap_access_regions_by_dest_region lists those that do."},
		"InvalidParameterValue.UnknownDestRegion":             {"realserver_region", "The origin region does not exist. The data source gaap_dest_regions lists those that do."},
		"LimitExceeded":        {"", "A quota of the account is used up: 50 proxies unless raised. Destroy what is not needed, or ask for a higher quota."},
		"ResourceInsufficient": {"access_region", "The region has no capacity left. Choose another access_region, or open a ticket."},
		"ResourceNotFound":     {"", "Something that the request names does not exist: check group_id and cloned_proxy_id, and whether the proxy was destroyed outside of Terraform."},
		"ResourceUnavailable":  {"", "Something that the request names is not in a usable state. Check group_id and cloned_proxy_id in the console."},
	},
	"origin": {
		"FailedOperation.RealServerAlreadyBound":    {"", "Listeners or rules have the origin bound. Unbind it, then apply again."},
		"FailedOperation.RealServerNotInProject":    {"", "The origin is of a project that these credentials may not use. Ask the account's administrator."},
		"InvalidParameterValue.DuplicateRS":         {"", "An origin of the account has this address. Apply again: the provider says which, and what to do."},
		"InvalidParameterValue.RealServerNotBelong": {"", "The origin is not of this account, or was removed outside of Terraform. Check its id, and whose key the provider uses."},
		"ResourceNotFound":                          {"", "The origin does not exist: it was removed outside of Terraform, or is another account's."},
		"ResourceUnavailable":                       {"", "The origin is not in a usable state. Look at it in the console."},
	},
	"listener": {
		"FailedOperation.GroupStatusNotInRuning":       {"group_id", "The group is not running, so its listeners cannot be changed. Wait for it or open it, then apply again."},
		"FailedOperation.InstanceStatusNotInRuning":    {"proxy_id", "The proxy is not running, so its listeners cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.LimitNumofListener":           {"", "The proxy has as many listeners as it can have: 200, or 20 on nodes of partners. Remove some, or ask for a higher limit."},
		"FailedOperation.LimitRealServerNum":           {"realserver_bind_set", "A listener can have 100 origins. Take some out."},
		"FailedOperation.NonStandardProxy":             {"proxy_id", "The service does not change the listeners of this kind of proxy through its API. Open a ticket, or use another proxy."},
		"FailedOperation.NotSupportOldVersionProxy":    {"proxy_id", "The proxy is of an old version, whose HTTP and HTTPS listeners the service does not show or change through its API. Use a new proxy."},
		"FailedOperation.NotSupportProxyGroup":         {"group_id", "The service does not do this for listeners of groups. Use a proxy of its own."},
		"FailedOperation.NotSupportScalar":             {"tls_support_versions", "The TLS of this proxy's listeners cannot be chosen. Take tls_support_versions and tls_ciphers out, or use another proxy."},
		"FailedOperation.OperateLimitNumofListener":    {"port", reportBug},
		"FailedOperation.ProxyStatusNotInRuning":       {"proxy_id", "The proxy is not running, so its listeners cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.RealServerAlreadyBound":       {"realserver_bind_set", "The listener, or a rule below it, has origins bound. Unbind them, then destroy it."},
		"InvalidParameterValue.DuplicatedListenerPort": {"port", "Another listener of the proxy or group has this port. TCP, HTTP and HTTPS share their ports, UDP has its own. Choose another port, or import that listener."},
		"InvalidParameterValue.HitBanBlacklist":        {"realserver_bind_set", "Tencent Cloud has banned the address of one of the origins. Take it out, or open a ticket."},
		"InvalidParameterValue.InvalidCertificateId":   {"certificate_id", "One of the certificates does not exist, or is not of the type that it is used as: certificate_id takes one of type SERVER, client_certificate_ids take type CLIENT."},
		"InvalidParameterValue.InvalidListenerPort":    {"port", "A listener has one of the ports 1 to 64999, but not 21."},
		"InvalidParameterValue.RealServerNotBelong":    {"realserver_bind_set", "One of the origins is not of this account, or does not exist. Check their ids."},
		"ResourceNotFound":                             {"", "Something that the request names does not exist: check proxy_id or group_id and the ids of the origins, and whether the listener was destroyed outside of Terraform."},
		"ResourceUnavailable":                          {"", "The proxy or group, or one of the origins, is not in a usable state. Look at them in the console."},
	},
	"proxy group": {
		"FailedOperation.DeleteProxyGroupProxyRemained": {"force_destroy", "The group has proxies. Destroy them first, or apply force_destroy = true on the group."},
		"FailedOperation.GroupStatusNotInRuning":        {"", waitAndRun},
		"FailedOperation.LimitNumofProxiesInGroup":      {"access_regions", "A group can have 20 proxies. Take some out."},
		"FailedOperation.RealServerAlreadyBound":        {"force_destroy", "Listeners of the group have origin servers bound. Unbind them, or apply force_destroy = true first."},
		"InvalidParameterValue.FeatureConflict":         {"package_type", "The features do not go together. Check package_type, ip_address_version and network_type."},
		"ResourceNotFound":                              {"", "The group does not exist: it was destroyed outside of Terraform, or is another account's."},
		"ResourceUnavailable":                           {"", "The group is not in a usable state. Look at it in the console."},
	},
	"rule": {
		"FailedOperation.DomainStatusNotInRunning":  {"domain", "The domain is being changed, or deleted. Apply again when that is over."},
		"FailedOperation.GroupStatusNotInRuning":    {"listener_id", "The group of the listener is not running, so its rules cannot be changed. Wait for it or open it, then apply again."},
		"FailedOperation.InstanceStatusNotInRuning": {"listener_id", "The proxy of the listener is not running, so its rules cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.InvalidListenerProtocol":   {"listener_id", "The listener is neither HTTP nor HTTPS. Use one that is."},
		"FailedOperation.LimitNumofRules":           {"domain", "A domain can have 20 rules. Take some out."},
		"FailedOperation.LimitRealServerNum":        {"realservers", "A rule can have 100 origins. Take some out."},
		"FailedOperation.NonStandardProxy":          {"listener_id", "The service does not change the rules of this kind of proxy through its API. Open a ticket, or use another proxy."},
		"FailedOperation.NotSupportOldVersionProxy": {"listener_id", "The proxy of the listener is of an old version that cannot do this. Use another proxy."},
		"FailedOperation.NotSupportProxyGroup":      {"listener_id", "The service does not do this with listeners of a proxy group. Use a listener of a proxy."},
		"FailedOperation.ProxyStatusNotInRuning":    {"listener_id", "The proxy of the listener is not running, so its rules cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.RealServerAlreadyBound":    {"realservers", "The rule has origins bound. Take them out of realservers and apply, then destroy it."},
		"FailedOperation.RuleAlreadyExisted":        {"path", "Another rule of the domain has this path. Choose another path, or import that rule."},
		"InvalidParameterValue.HitBanBlacklist":     {"realservers", "Tencent Cloud has banned the address of one of the origins. Take it out, or open a ticket."},
		"InvalidParameterValue.HitBlacklist":        {"headers", "The service does not let a rule set one of these headers. The data source gaap_black_header lists their names."},
		"InvalidParameterValue.RealServerNotBelong": {"realservers", "One of the origins is not of this account, or does not exist. Check their ids."},
		"LimitExceeded":       {"headers", "A rule can have 10 headers. Take some out."},
		"ResourceNotFound":    {"", "Something that the request names does not exist: check listener_id, domain and the ids of the origins, and whether the rule was deleted outside of Terraform."},
		"ResourceUnavailable": {"", "The listener or the proxy, or one of the origins, is not in a usable state. Look at them in the console."},
	},
	"domain": {
		"FailedOperation.DomainAlreadyExisted":            {"domain", "Another domain of the listener has this name. Choose another name, or import that domain. If this run renames or destroys the resource that has it, apply again."},
		"FailedOperation.DomainStatusNotInRunning":        {"", waitAndRun},
		"FailedOperation.GroupStatusNotInRuning":          {"listener_id", "The group of the listener is not running, so its domains cannot be changed. Wait for it or open it, then apply again."},
		"FailedOperation.InstanceStatusNotInRuning":       {"listener_id", "The proxy of the listener is not running, so its domains cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.InvalidListenerProtocol":         {"listener_id", "The listener's protocol does not fit: certificates and authentication are for domains of HTTPS listeners."},
		"FailedOperation.NonStandardProxy":                {"listener_id", "The service does not change the domains of this kind of proxy through its API. Open a ticket, or use another proxy."},
		"FailedOperation.ProxyStatusNotInRuning":          {"listener_id", "The proxy of the listener is not running, so its domains cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.ProxyVersionNotSupport":          {"listener_id", "Domains need a proxy of version 3.0. Replace the proxy: terraform apply -replace=ADDRESS."},
		"FailedOperation.RealServerAlreadyBound":          {"", "Rules of the domain have origins bound. Destroy the rules first, then apply again."},
		"InvalidParameterValue.CertificateNotMatchDomain": {"certificate_id", "The certificate, the listener's if certificate_id is default, is not for this name. Use one that names the domain."},
		"InvalidParameterValue.DomainInIcpBlacklist":      {"domain", "The domain may not be served: its ICP filing was revoked. Resolve that, or use another domain."},
		"InvalidParameterValue.DomainNotRegister":         {"domain", "The domain has no ICP filing, which regions in mainland China demand. File it, or use another domain."},
		"InvalidParameterValue.InvalidCertificateId":      {"", "One of the certificates does not exist, or is of another type than its argument takes. Check their ids, and whose key the provider uses."},
		"InvalidParameterValue.L7DomainHitBanBlacklist":   {"domain", "Tencent Cloud has banned the domain. Use another one, or open a ticket."},
		"ResourceNotFound":                                {"", "Something that the request names does not exist: check listener_id and the ids of certificates, and whether the domain was deleted outside of Terraform."},
	},
	"certificate": {
		"FailedOperation.CertificateIsUsing":                  {"", "A listener or a domain uses the certificate. Switch it to another one, then apply again."},
		"InvalidParameterValue.CertificateContentNotMatchKey": {"key", "The key does not fit the certificate. Use the key that the certificate was made with; of a chain, the first certificate counts."},
		"InvalidParameterValue.InvalidCertificateContent":     {"content", "The service cannot use the content: certificates in PEM, or for type BASIC lines of user:hash. Check that it is whole, and has not ended."},
		"InvalidParameterValue.InvalidCertificateKey":         {"key", "The service cannot use the key: a private key in PEM, without a passphrase. Try it as RSA of 2048 bits."},
		"ResourceNotFound": {"", "The certificate does not exist: it was deleted outside of Terraform, or is another account's."},
	},
	"header list": {
		"FailedOperation.GroupStatusNotInRuning":    {"rule_id", "The group is not running, so the headers of its rules cannot be changed. Wait for it or open it, then apply again."},
		"FailedOperation.InstanceStatusNotInRuning": {"rule_id", "The proxy is not running, so the headers of its rules cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.InvalidListenerProtocol":   {"rule_id", "The rule is not one of an HTTP or HTTPS listener. Check rule_id."},
		"FailedOperation.NonStandardProxy":          {"rule_id", "The service does not change the headers of this kind of proxy through its API. Open a ticket, or use another proxy."},
		"FailedOperation.ProxyStatusNotInRuning":    {"rule_id", "The proxy is not running, so the headers of its rules cannot be changed. Set enable = true on it, then apply again."},
		"InvalidParameter":                          {"rule_id", "There is no such rule, or the service refuses a parameter: the message says which."},
		"InvalidParameterValue.HitBlacklist":        {"headers", "The service does not let a rule set one of the headers. The data source gaap_black_header lists all such names."},
		"LimitExceeded":                             {"headers", "A rule can have 10 headers. Take some out."},
		"ResourceNotFound":                          {"rule_id", "There is no such rule: that of rule_id does not exist, or was deleted outside of Terraform."},
	},
	"error page": {
		"FailedOperation.DomainAlreadyExisted":      {"error_codes", "The domain has an error page for one of the codes. Apply again: the provider says which, and what to do."},
		"FailedOperation.GroupStatusNotInRuning":    {"listener_id", "The group is not running, so the error pages of its domains cannot be changed. Wait for it or open it, then apply again."},
		"FailedOperation.InstanceStatusNotInRuning": {"listener_id", "The proxy is not running, so the error pages of its domains cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.InvalidListenerProtocol":   {"listener_id", "The listener is not an HTTP or HTTPS listener. Check listener_id."},
		"FailedOperation.NotSupportProxyGroup":      {"listener_id", "The service has no error pages for listeners of groups. Use a listener of a proxy."},
		"FailedOperation.ProxyStatusNotInRuning":    {"listener_id", "The proxy is not running, so the error pages of its domains cannot be changed. Set enable = true on it, then apply again."},
		"FailedOperation.ProxyVersionNotSupport":    {"listener_id", "Only proxies of version 3.0 have error pages. Use another proxy."},
		"ResourceNotFound":                          {"domain", "Something that the request names does not exist: check listener_id and domain, and whether the error page was deleted outside of Terraform."},
	},
	"unified domain": {
		"FailedOperation":                                   {"", "The service has this code for all that it refuses of unified domains; its message says why. Check project_id and default_value; if it stays, open a ticket with the RequestId."},
		"FailedOperation.UserNotInWhitelist":                {"", notWhitelisted},
		"InvalidAction":                                     {"", chinaOnly},
		"InvalidParameterValue.GlobalDomainHitBanBlacklist": {"default_value", "Tencent Cloud has banned this address or name. Use another one, or open a ticket."},
		"LimitExceeded.Domain":                              {"", "An account can have five unified domains. Destroy one that is not needed, or ask for a higher quota in a ticket."},
		"ResourceNotFound":                                  {"", "The unified domain does not exist: it was deleted outside of Terraform, or is another account's."},
	},
	"DNS record": {
		"FailedOperation":                       {"", "The service has this code for all that it refuses of records; its message says why. Check that the domain and the proxies exist, and that no other record of the domain has one of the countries."},
		"FailedOperation.UserNotInWhitelist":    {"", notWhitelisted},
		"InvalidAction":                         {"", chinaOnly},
		"InvalidParameterValue.HitBanBlacklist": {"proxy_id_list", "Tencent Cloud has banned one of the proxies. Take it out, or open a ticket."},
		"ResourceNotFound":                      {"", "The record or its domain does not exist: it was deleted outside of Terraform, or is another account's."},
	},
	"security policy": {
		"FailedOperation.GroupStatusNotInRuning":     {"group_id", "The group is not running, or is being destroyed. Wait for it or open it, then apply again."},
		"FailedOperation.NonStandardProxy":           {"proxy_id", "This kind of proxy takes no security policy. Use another proxy, or open a ticket."},
		"FailedOperation.ProxySecurityPolicyExisted": {"", "The proxy or group has a policy already. Apply again: the provider says which, and what to do."},
		"InvalidParameter":                           {"", "The policy does not exist, or the service refuses a parameter: the message says which."},
		"ResourceNotFound":                           {"", "The proxy or group does not exist, or the policy was deleted outside of Terraform. Check proxy_id or group_id, and whose key the provider uses."},
		"UnsupportedOperation":                       {"", "The service deletes a policy only when it is closed. Apply again."},
	},
	"security rule": {
		"FailedOperation.NonStandardProxy":                  {"policy_id", "This kind of proxy takes no security rules. Use another proxy, or open a ticket."},
		"FailedOperation.ProxySecurityPolicyDefaultRule":    {"", "A rule cannot drop everything. Give the policy the action DROP, and let rules accept what is to come in."},
		"FailedOperation.ProxySecurityPolicyDuplicatedRule": {"", "The policy has a rule for the same source, protocol and ports. If this run changes or destroys that one, apply again; else change one of the two."},
		"FailedOperation.ProxySecurityPolicyOperating":      {"", waitAndRun},
		"InvalidParameter":                                  {"policy_id", "There is no such policy, or the service refuses a parameter: the message says which. Check policy_id, and whose key the provider uses."},
		"LimitExceeded":                                     {"", "The policy has as many rules as it can have: 100 unless raised. Destroy what is not needed, or ask for a higher quota."},
		"ResourceNotFound":                                  {"policy_id", "The policy or the rule does not exist: it was deleted outside of Terraform, or is another account's. Check policy_id."},
	},
}

const (
	notWhitelisted = "Tencent Cloud opens unified domains for single accounts. Ask for it in a ticket, from an account of the Chinese site, cloud.tencent.com; then apply again."
	chinaOnly      = "Only the Chinese site, cloud.tencent.com, has unified domains. The key must be one of an account there, and domain or endpoint of the provider must lead to its API."
)

// rowOf is what a code means for objects of a kind, "" for none.
func rowOf(kind, code string) row {
	prefix, _, _ := strings.Cut(code, ".")
	for _, name := range []string{code, prefix} {
		if r, ok := kinds[kind][name]; ok {
			return r
		}
		if r, ok := rows[name]; ok {
			return r
		}
	}
	return row{}
}
