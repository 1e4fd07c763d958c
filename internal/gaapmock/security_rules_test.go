package gaapmock

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// ruleIn is a rule of CreateSecurityRules: TCP 80 from 198.51.100.0/24, dropped.
func ruleIn(changes string) string {
	return with(`{"SourceCidr":"198.51.100.0/24","Action":"DROP","AliasName":"bad","Protocol":"TCP","DestPortRange":"80"}`, changes)
}

// newRules is the body of a CreateSecurityRules.
func newRules(policy string, rules ...string) string {
	return `{"PolicyId":"` + policy + `","RuleList":[` + strings.Join(rules, ",") + `]}`
}

// secured adds a policy of its own proxy.
func (x *tester) secured() string {
	return x.AddSecurityPolicy(SecurityPolicy{ProxyID: x.AddProxy(Proxy{})})
}

func TestSecurityRuleLife(t *testing.T) {
	x := newTester(t)
	id := x.secured()
	ids := x.ok("CreateSecurityRules", newRules(id, ruleIn(""), `{"SourceCidr":"192.0.2.1/32","Action":"ACCEPT"}`)).fields["RuleIdList"].([]any)
	first, second := ids[0].(string), ids[1].(string)
	if !strings.HasPrefix(first, "sr-") || len(first) != 11 {
		t.Errorf("id %s", first)
	}
	rules := []any{
		map[string]any{"RuleId": first, "PolicyId": id, "SourceCidr": "198.51.100.0/24", "Action": "DROP", "AliasName": "bad", "Protocol": "TCP", "DestPortRange": "80"},
		map[string]any{"RuleId": second, "PolicyId": id, "SourceCidr": "192.0.2.1", "Action": "ACCEPT", "AliasName": "", "Protocol": "ALL", "DestPortRange": "ALL"},
	}
	if got := x.policyDetail(id)["RuleList"]; !reflect.DeepEqual(got, rules) {
		t.Errorf("%v, want %v", got, rules)
	}
	a := x.ok("DescribeSecurityRules", `{"SecurityRuleIds":["`+second+`","`+first+`"]}`)
	if got := []any{rules[1], rules[0]}; !reflect.DeepEqual(a.fields["SecurityRuleSet"], got) || a.fields["TotalCount"] != 2.0 {
		t.Error(a.body)
	}
	x.ok("ModifySecurityRule", policyBody(id, `{"RuleId":"`+first+`","AliasName":"`+strings.Repeat("好", 31)+`"}`))
	if r, _ := x.SecurityRule(first); r.Name != strings.Repeat("好", 30) || r.Ports != "80" || r.Action != "DROP" {
		t.Errorf("%+v", r)
	}
	x.ok("ModifySecurityRule", policyBody(id, `{"RuleId":"`+first+`","AliasName":"","RuleAction":"accept","SourceCidr":"2001:db8::/32","Protocol":"UDP","DestPortRange":"1-65535"}`))
	if r, _ := x.SecurityRule(first); r != (SecurityRule{first, id, "", "2001:db8::/32", "ACCEPT", "UDP", "1-65535"}) {
		t.Errorf("%+v", r)
	}
	if a := x.ok("DescribeSecurityRules", `{"SecurityRuleIds":["`+first+`"]}`); !strings.Contains(a.body, `"SourceCidr":"2001:db8::/32"`) {
		t.Error(a.body)
	}
	x.ok("DeleteSecurityRules", policyBody(id, `{"RuleIdList":["`+first+`"]}`))
	if a := x.fails("InvalidParameter", "DescribeSecurityRules", `{"SecurityRuleIds":["`+first+`"]}`); !strings.Contains(a.body, "SecurityRuleId("+first+") Not Exist.") {
		t.Error(a.body)
	}
}

func TestSecurityRuleRefused(t *testing.T) {
	x := newTester(t)
	id, other := x.secured(), x.secured()
	rule := x.AddSecurityRule(SecurityRule{PolicyID: id, Source: "198.51.100.7/24", Protocol: "TCP", Ports: "80"})
	second := x.AddSecurityRule(SecurityRule{PolicyID: id, Source: "192.0.2.1"})
	foreign := x.AddSecurityRule(SecurityRule{PolicyID: other})
	busy := x.AddSecurityPolicy(SecurityPolicy{ProxyID: x.AddProxy(Proxy{}), Status: StatusBinding})
	const value, twice = "InvalidParameterValue", "FailedOperation.ProxySecurityPolicyDuplicatedRule"
	for _, c := range []struct{ action, body, code string }{
		{"CreateSecurityRules", newRules(id, ruleIn("")), twice},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"Action":"ACCEPT"}`)), twice},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"SourceCidr":"192.0.2.1/32","Protocol":null,"DestPortRange":null}`)), twice},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"DestPortRange":"81"}`), ruleIn(`{"DestPortRange":"81"}`)), twice},
		{"CreateSecurityRules", newRules(id), "MissingParameter"},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"Action":null}`)), "MissingParameter"},
		{"CreateSecurityRules", newRules(id, strings.Split(strings.Repeat(ruleIn("")+"\n", 100)+ruleIn(""), "\n")...), value},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"Action":"DENY"}`)), value},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"RuleAction":"DROP"}`)), "UnknownParameter"},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"SourceCidr":"192.0.2.0/33"}`)), value},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"SourceCidr":"fe80::1%eth0"}`)), value},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"Protocol":"ICMP"}`)), value},
		{"CreateSecurityRules", newRules(id, ruleIn(`{"SourceCidr":"0.0.0.0/0","Protocol":"ALL","DestPortRange":"ALL"}`)), "FailedOperation.ProxySecurityPolicyDefaultRule"},
		{"CreateSecurityRules", newRules("sp-none0000", ruleIn("")), "InvalidParameter"},
		{"CreateSecurityRules", newRules(busy, ruleIn("")), "FailedOperation.ProxySecurityPolicyOperating"},
		{"ModifySecurityRule", policyBody(id, `{"RuleId":"`+rule+`"}`), "MissingParameter"},
		{"ModifySecurityRule", policyBody(id, `{"RuleId":"`+rule+`","AliasName":"a","RuleAction":"DENY"}`), value},
		{"ModifySecurityRule", policyBody(id, `{"RuleId":"`+rule+`","AliasName":"a","SourceCidr":"192.0.2.1","Protocol":"ALL","DestPortRange":"ALL"}`), twice},
		{"ModifySecurityRule", policyBody(id, `{"RuleId":"`+foreign+`","AliasName":"a"}`), "InvalidParameter"},
		{"DeleteSecurityRules", policyBody(id, `{"RuleIdList":["`+second+`","`+foreign+`"]}`), "InvalidParameter"},
		{"ModifySecurityRule", policyBody("sp-none0000", `{"RuleId":"`+rule+`","AliasName":"a"}`), "InvalidParameter"},
		{"DeleteSecurityRules", policyBody(busy, `{"RuleIdList":["`+rule+`"]}`), "FailedOperation.ProxySecurityPolicyOperating"},
		{"DeleteSecurityRules", policyBody(id, `{"RuleIdList":[]}`), "MissingParameter"},
		{"DescribeSecurityRules", `{"SecurityRuleIds":[]}`, "MissingParameter"},
		{"DescribeSecurityRules", `{"SecurityRuleIds":["` + strings.Repeat(`a","`, 20) + `b"]}`, value},
	} {
		x.fails(c.code, c.action, c.body)
	}
	for _, ports := range []string{"0", "65536", "80-", "90-80", "1-2-3", "80,", "80,90-91", "all", "-1", "+1"} {
		x.fails(value, "CreateSecurityRules", newRules(id, ruleIn(`{"SourceCidr":"203.0.113.0/24","DestPortRange":"`+ports+`"}`)))
	}
	if len(x.SecurityRules(id)) != 2 {
		t.Errorf("%+v", x.SecurityRules(id))
	}
}

// Each switch has two settings.
func TestSecurityRuleOptions(t *testing.T) {
	for _, on := range []bool{false, true} {
		t.Run(fmt.Sprint(on), func(t *testing.T) {
			x := newTester(t, func(o *Options) {
				s := &o.Security
				s.RulesWhileChanging, s.HostPrefixShown, s.DropAllTaken, s.ActionTellsApart, s.QuotaFailed = on, on, on, on, on
				s.MaxRules = 3
				if on {
					s.UnknownRule, s.RuleDuration = UnknownNotFound, time.Second
				}
			})
			id := x.AddSecurityPolicy(SecurityPolicy{ProxyID: x.AddProxy(Proxy{}), Status: StatusBinding})
			full := x.secured()
			for i := range 3 {
				x.AddSecurityRule(SecurityRule{PolicyID: full, Source: fmt.Sprint("192.0.2.", i)})
			}
			both := newRules(x.secured(), ruleIn(""), ruleIn(`{"Action":"ACCEPT"}`))
			one := x.AddSecurityRule(SecurityRule{PolicyID: id, Source: "192.0.2.1/32"})
			all := newRules(x.secured(), `{"SourceCidr":"::/0","Action":"DROP"}`)
			for what, is := range map[string]bool{
				"writes while binding":          x.call("CreateSecurityRules", newRules(id, ruleIn(""))).code == "",
				"shows a prefix":                strings.Contains(x.ok("DescribeSecurityRules", `{"SecurityRuleIds":["`+one+`"]}`).body, "192.0.2.1/32"),
				"drops all":                     x.call("CreateSecurityRules", all).code == "",
				"tells rules apart":             x.call("CreateSecurityRules", both).code == "",
				"calls the quota a failure":     x.call("CreateSecurityRules", newRules(full, ruleIn(""))).code == "FailedOperation",
				"calls a missing one not found": x.call("DescribeSecurityRules", `{"SecurityRuleIds":["sr-none0000"]}`).code == "ResourceNotFound",
				"keeps the next write out":      x.keepsOut(),
			} {
				if is != on {
					t.Errorf("%s: %v", what, is)
				}
			}
			if !on {
				x.fails("LimitExceeded", "CreateSecurityRules", newRules(full, ruleIn("")))
			}
		})
	}
	x := newTester(t, func(o *Options) { o.Security.UnknownRule, o.Security.MaxRules = UnknownOmitted, -1 })
	if a := x.ok("DescribeSecurityRules", `{"SecurityRuleIds":["sr-none0000"]}`); a.fields["TotalCount"] != 0.0 || len(a.fields["SecurityRuleSet"].([]any)) != 0 {
		t.Error(a.body)
	}
	id := x.secured()
	x.fails("InvalidParameter", "DeleteSecurityRules", policyBody(id, `{"RuleIdList":["sr-none0000"]}`))
	for i := range 101 {
		x.ok("CreateSecurityRules", newRules(id, ruleIn(fmt.Sprintf(`{"DestPortRange":"%d"}`, i+1))))
	}
}

// keepsOut says whether a write of rules keeps the next one out for a second.
func (x *tester) keepsOut() bool {
	x.t.Helper()
	id := x.secured()
	x.ok("CreateSecurityRules", newRules(id, ruleIn("")))
	code := x.call("DeleteSecurityRules", policyBody(id, `{"RuleIdList":["`+x.SecurityRules(id)[0].ID+`"]}`)).code
	x.Advance(time.Second)
	x.ok("CreateSecurityRules", newRules(id, ruleIn(`{"SourceCidr":"203.0.113.1"}`)))
	return code == "FailedOperation.ProxySecurityPolicyOperating"
}

// Policies and rules are in the state file.
func TestSecurityState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	start := func() *tester { return newTester(t, func(o *Options) { o.StateFile = path }) }
	x := start()
	id := x.policy(x.AddProxy(Proxy{}), "DROP")
	x.ok("CreateSecurityRules", newRules(id, ruleIn("")))
	x.ok("OpenSecurityPolicy", policyBody(id, ""))
	policies, rules := x.SecurityPolicies(), x.SecurityRules("")
	x = start()
	if !reflect.DeepEqual(x.SecurityPolicies(), policies) || !reflect.DeepEqual(x.SecurityRules(""), rules) {
		t.Errorf("%+v and %+v", x.SecurityPolicies(), x.SecurityRules(""))
	}
	x.Advance(3 * time.Second)
	x.wantPolicy(id, "BOUND")
}
