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
	"certificate": {
		"FailedOperation.CertificateIsUsing":                  {"", "A listener or a domain uses the certificate. Lead it to another one, then apply again."},
		"InvalidParameterValue.CertificateContentNotMatchKey": {"key", "The key does not fit the certificate. Use the key that the certificate was made with; of a chain, the first certificate counts."},
		"InvalidParameterValue.InvalidCertificateContent":     {"content", "The service cannot use the content: certificates in PEM, or for type BASIC lines of user:hash. Check that it is whole, and has not ended."},
		"InvalidParameterValue.InvalidCertificateKey":         {"key", "The service cannot use the key: a private key in PEM, without a passphrase. Try it as RSA of 2048 bits."},
		"ResourceNotFound": {"", "The certificate does not exist: it was deleted outside of Terraform, or is another account's."},
	},
	"security policy": {
		"FailedOperation.GroupStatusNotInRuning":     {"group_id", "The group is not running, or is being destroyed. Wait for it or open it, then apply again."},
		"FailedOperation.NonStandardProxy":           {"proxy_id", "This kind of proxy takes no security policy. Use another proxy, or open a ticket."},
		"FailedOperation.ProxySecurityPolicyExisted": {"", "The proxy or group has a policy already. Apply again: the provider says which, and what to do."},
		"ResourceNotFound":                           {"", "The proxy or group does not exist, or the policy was deleted outside of Terraform. Check proxy_id or group_id, and whose key the provider uses."},
		"UnsupportedOperation":                       {"", "The service deletes a policy only when it is closed. Apply again."},
	},
	"security rule": {
		"FailedOperation.NonStandardProxy":                  {"policy_id", "This kind of proxy takes no security rules. Use another proxy, or open a ticket."},
		"FailedOperation.ProxySecurityPolicyDefaultRule":    {"", "A rule cannot drop everything. Give the policy the action DROP, and let rules accept what is to come in."},
		"FailedOperation.ProxySecurityPolicyDuplicatedRule": {"", "The policy has a rule for the same source, protocol and ports. If this run changes or destroys that one, apply again; else change one of the two."},
		"FailedOperation.ProxySecurityPolicyOperating":      {"", waitAndRun},
		"LimitExceeded":    {"", "The policy has as many rules as it can have: 100 unless raised. Destroy what is not needed, or ask for a higher quota."},
		"ResourceNotFound": {"", "The policy or the rule does not exist: it was deleted outside of Terraform, or is another account's. Check policy_id."},
	},
}

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
