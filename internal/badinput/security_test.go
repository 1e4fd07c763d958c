package badinput

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What security policies and their rules are tried with.
const (
	policyType       = "gaap_security_policy"
	securityRuleType = "gaap_security_rule"

	policyID = "sp-a1b2c3d4"
)

// addPolicy makes a proxy and its policy.
func addPolicy(mock *gaapmock.Server) string {
	aroundListener(mock)
	return mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: policyID, ProxyID: listenerProxy, DefaultAction: "DROP", Status: gaapmock.StatusBound})
}

func policyResource() resource {
	return resource{
		plain: func() map[string]cty.Value {
			return map[string]cty.Value{"proxy_id": cty.StringVal(listenerProxy), "action": cty.StringVal("DROP")}
		},
		arguments: func() map[string]argument {
			shared := listenerArguments()
			return map[string]argument{
				"proxy_id": shared["proxy_id"], "group_id": shared["group_id"], "timeouts": shared["timeouts"],
				"action": securityAction(), "enable": {several(cty.True, cty.False), nil},
			}
		},
		fit: func(t *rapid.T, config map[string]cty.Value) { // most belong to one thing
			if rapid.IntRange(0, 3).Draw(t, "parent") > 0 {
				delete(config, "group_id")
			} else if !config["group_id"].IsNull() {
				delete(config, "proxy_id")
			}
		},
		destroys: "DeleteSecurityPolicy", around: aroundListener, add: addPolicy,
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, p := range mock.SecurityPolicies() {
				ids = append(ids, p.ID)
			}
			return ids
		},
	}
}

func securityAction() argument {
	return argument{several("ACCEPT", "DROP"), several("Accept", "drop", "DENY", notIDs)}
}

// securityRuleArguments are the arguments of gaap_security_rule.
func securityRuleArguments() map[string]argument {
	long := strings.Repeat
	return map[string]argument{
		"policy_id": {several(policyID), several(notIDs, "sp", "sp-", "sp_a1")},
		"cidr_ip": {
			several("192.0.2.1", "192.0.2.1/32", "192.0.2.0/24", "10.0.0.0/8", "2001:db8::1", "2001:DB8::/32", "2001:db8::1/128"),
			several(notIDs, "192.0.2", "192.0.2.1/24", "192.0.2.0/33", "192.0.2.01", "192.0.2.0/024", "192.0.2.1 ", "fe80::1%eth0", "fe80::%eth0/64", "www.example.com", "ALL", "2001:db8::1/32"),
		},
		"action":   securityAction(),
		"name":     {several("", "x", "a b", long("道", 30), "%s%n"), several(long("x", 31), "a\nb", "\x00", " a", "a ")},
		"protocol": {several("TCP", "UDP", "ALL"), several("tcp", "ICMP", notIDs)},
		"port": {
			several("ALL", "1", "80", "65535", "80,443", "443,80", "1-65535", "3306-20000"),
			several(notIDs, "0", "65536", "080", "80,", "80,80", "80, 443", "90-80", "80-80", "80-90-100", "80-90,443", "all", "80.5", "+80", "٣"),
		},
		"timeouts": proxyArguments()["timeouts"],
	}
}

func securityRuleResource() resource {
	return resource{
		plain: func() map[string]cty.Value {
			return map[string]cty.Value{
				"policy_id": cty.StringVal(policyID), "cidr_ip": cty.StringVal("192.0.2.0/24"), "action": cty.StringVal("DROP"), "protocol": cty.StringVal("TCP"),
			}
		},
		arguments: securityRuleArguments,
		fit: func(t *rapid.T, config map[string]cty.Value) { // most have ports only with a protocol
			if protocol := config["protocol"]; rapid.IntRange(0, 6).Draw(t, "fits") > 0 && (protocol.IsNull() || !protocol.IsKnown() || protocol.AsString() == "ALL") {
				delete(config, "port")
			}
		},
		destroys: "DeleteSecurityRules", around: func(mock *gaapmock.Server) { addPolicy(mock) },
		add: func(mock *gaapmock.Server) string {
			return mock.AddSecurityRule(gaapmock.SecurityRule{PolicyID: addPolicy(mock), Source: "192.0.2.0/24", Action: "DROP", Protocol: "TCP"})
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, r := range mock.SecurityRules("") {
				ids = append(ids, r.ID)
			}
			return ids
		},
	}
}

// securityFilters are what rules are looked for by.
func securityFilters() map[string]argument {
	filters := map[string]argument{"policy_id": dataID(policyID), "rule_id": dataID("sr-a1b2c3d4"), "name": {several("bad", "道"), several("")}}
	for _, name := range []string{"cidr_ip", "action", "protocol", "port"} {
		filters[name] = securityRuleArguments()[name]
	}
	return filters
}
