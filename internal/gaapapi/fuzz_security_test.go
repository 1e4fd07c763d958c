package gaapapi_test

import (
	"context"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const (
	askedPolicy       = "sp-a1b2c3d4"
	askedSecurityRule = "sr-a1b2c3d4"
)

// FuzzSecurity is about what comes of answers about security policies and rules.
func FuzzSecurity(f *testing.F) {
	proxy := gaapapi.ListenerParent{ProxyID: requestedTags}
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		if id, err := c.CreateSecurityPolicy(ctx, proxy, "DROP"); err == nil {
			rule, _ := c.CreateSecurityRule(ctx, id, ruleOf("80"))
			_, _ = c.DescribeSecurityRule(ctx, "", rule)
			_, _ = c.DescribeSecurityPolicy(ctx, id)
			_ = c.DeleteSecurityRule(ctx, id, rule)
		}
	})
	for _, answer := range []string{
		`"PolicyId":"` + askedPolicy + `","ProxyId":null,"Status":"BOUND","DefaultAction":"Accept","RuleList":[null,{"RuleId":"` + askedSecurityRule + `","SourceCidr":"::/0","Action":"DROP"}]`,
		`"PolicyId":"` + askedPolicy + `","Status":"BOUND","DefaultAction":"DROP","RuleList":[{"RuleId":"` + askedSecurityRule + `","PolicyId":"sp-other","SourceCidr":"x","Action":"DROP"}]`,
		`"PolicyId":"sp-other","Status":"BOUND","DefaultAction":"DROP"`,
		`"TotalCount":1,"SecurityRuleSet":[{"RuleId":"` + askedSecurityRule + `","PolicyId":"` + askedPolicy + `","SourceCidr":"192.0.2.1","Action":"DROP","AliasName":null}]`,
		`"RuleIdList":["` + askedSecurityRule + `"]`, `"RuleIdList":["` + askedSecurityRule + `","` + askedSecurityRule + `"]`,
		`"Error":{"Code":"InvalidParameter","Message":"SecurityRuleId(sr-1) Not Exist."}`,
	} {
		f.Add(false, inEnvelope(answer))
	}
	check := func(t *testing.T, r gaapapi.SecurityRule) {
		t.Helper()
		if !idShape.MatchString(r.ID) || !idShape.MatchString(r.PolicyID) || r.Source == "" || r.Protocol == "" || r.Ports == "" || !textShape(r.Source+r.Action+r.Protocol+r.Ports) {
			t.Errorf("the rule is %+v", r)
		}
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		p, err := client.DescribeSecurityPolicy(t.Context(), askedPolicy)
		checkOutcome(t, err, broken, "DescribeSecurityPolicyDetail")
		if err == nil && (p.ID != askedPolicy || p.Status == "" || p.DefaultAction == "" || !textShape(p.Status+p.DefaultAction+p.Parent.ProxyID)) {
			t.Errorf("the policy is %+v", p)
		}
		for _, r := range p.Rules {
			check(t, r)
		}
		r, err := client.DescribeSecurityRule(t.Context(), "", askedSecurityRule)
		if checkOutcome(t, err, broken, "DescribeSecurityRules"); err == nil {
			check(t, r)
		}
		id, err := client.CreateSecurityPolicy(t.Context(), proxy, "DROP")
		if checkOutcome(t, err, broken, "CreateSecurityPolicy"); (err == nil) != idShape.MatchString(id) {
			t.Errorf("%q, %v", id, err)
		}
		id, err = client.CreateSecurityRule(t.Context(), askedPolicy, ruleOf("80"))
		if checkOutcome(t, err, broken, "CreateSecurityRules"); (err == nil) != idShape.MatchString(id) {
			t.Errorf("%q, %v", id, err)
		}
		checkOutcome(t, client.OpenSecurityPolicy(t.Context(), proxy, askedPolicy), broken, "OpenSecurityPolicy")
		checkOutcome(t, client.DeleteSecurityRule(t.Context(), askedPolicy, askedSecurityRule), broken, "DeleteSecurityRules")
		_, err = client.SecurityPolicyOf(t.Context(), gaapapi.ListenerParent{GroupID: "lg-a1b2c3d4"})
		checkOutcome(t, err, broken, "Describe")
	})
}
