package gaapmock_test

import (
	"testing"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The client of the Go SDK understands what the mock says of security policies.
func TestSDKSecurity(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		t.Run(method, func(t *testing.T) {
			x := newSDK(t, gaapmock.Options{}, method)
			create := gaap.NewCreateSecurityPolicyRequest()
			create.ProxyId, create.DefaultAction = common.StringPtr(x.AddProxy(gaapmock.Proxy{})), common.StringPtr("ACCEPT")
			made, err := x.gaap.CreateSecurityPolicy(create)
			x.must(err)
			id := made.Response.PolicyId
			_, err = x.gaap.CreateSecurityPolicy(create)
			x.wantCode(err, "FailedOperation.ProxySecurityPolicyExisted")

			rules := gaap.NewCreateSecurityRulesRequest()
			rules.PolicyId = id
			rules.RuleList = []*gaap.SecurityPolicyRuleIn{{
				SourceCidr: common.StringPtr("198.51.100.0/24"), Action: common.StringPtr("DROP"), AliasName: common.StringPtr("bad"),
				Protocol: common.StringPtr("TCP"), DestPortRange: common.StringPtr("80,443"),
			}}
			added, err := x.gaap.CreateSecurityRules(rules)
			x.must(err)
			modify := gaap.NewModifySecurityRuleRequest()
			modify.PolicyId, modify.RuleId, modify.AliasName = id, added.Response.RuleIdList[0], common.StringPtr("worse")
			_, err = x.gaap.ModifySecurityRule(modify)
			x.must(err)
			open := gaap.NewOpenSecurityPolicyRequest()
			open.PolicyId = id
			task, err := x.gaap.OpenSecurityPolicy(open)
			x.must(err)
			x.Advance(3 * time.Second)

			show := gaap.NewDescribeSecurityPolicyDetailRequest()
			show.PolicyId = id
			shown, err := x.gaap.DescribeSecurityPolicyDetail(show)
			x.must(err)
			if d := shown.Response; *d.Status != "BOUND" || *d.ProxyId != *create.ProxyId || *d.RuleList[0].AliasName != "worse" || *task.Response.TaskId == "" {
				t.Errorf("shown is %+v", d)
			}
			byID := gaap.NewDescribeSecurityRulesRequest()
			byID.SecurityRuleIds = added.Response.RuleIdList
			found, err := x.gaap.DescribeSecurityRules(byID)
			x.must(err)
			if r := found.Response.SecurityRuleSet[0]; *found.Response.TotalCount != 1 || *r.DestPortRange != "80,443" || *r.PolicyId != *id {
				t.Errorf("found is %+v", r)
			}
			remove := gaap.NewDeleteSecurityPolicyRequest()
			remove.PolicyId = id
			_, err = x.gaap.DeleteSecurityPolicy(remove)
			x.wantCode(err, "UnsupportedOperation")
			closing := gaap.NewCloseSecurityPolicyRequest()
			closing.PolicyId = id
			_, err = x.gaap.CloseSecurityPolicy(closing)
			x.must(err)
			x.Advance(3 * time.Second)
			less := gaap.NewDeleteSecurityRulesRequest()
			less.PolicyId, less.RuleIdList = id, byID.SecurityRuleIds
			_, err = x.gaap.DeleteSecurityRules(less)
			x.must(err)
			_, err = x.gaap.DeleteSecurityPolicy(remove)
			x.must(err)
			_, err = x.gaap.DescribeSecurityPolicyDetail(show)
			x.wantCode(err, "InvalidParameter")
		})
	}
}
