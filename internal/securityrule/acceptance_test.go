package securityrule_test

import (
	"fmt"
	"maps"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What stands in the mock before each test.
const (
	policyID = "sp-edge0001"

	address = "gaap_security_rule.test"
)

type arguments = acctest.Arguments

// block is a rule of the policy, but for the changes. An empty argument is taken out.
func block(label string, changes arguments) string {
	all := arguments{"policy_id": `"` + policyID + `"`, "cidr_ip": `"198.51.100.0/24"`, "action": `"DROP"`, "name": `"bad"`, "protocol": `"TCP"`, "port": `"80,443"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_security_rule", label, all)
}

// least is a rule with what is required only.
var least = arguments{"name": "", "protocol": "", "port": ""}

// tested are the objects that the tests make.
var tested = acctest.Tested{Address: address, IDs: ruleIDs, Objects: func(mock *gaapmock.Server) map[string]string {
	all := map[string]string{}
	for _, r := range mock.SecurityRules("") {
		all[r.ID] = fmt.Sprintf("%+v", r)
	}
	return all
}}

// test is a mock, the provider, and the steps of a test.
type test struct {
	*acctest.Case
}

func newTest(t *testing.T, options gaapmock.SecurityOptions) *test {
	t.Helper()
	t.Parallel()
	x := &test{Case: tested.In(t, acctest.New(t, gaapmock.Options{Security: options}))}
	x.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: policyID, ProxyID: x.Mock.AddProxy(gaapmock.Proxy{}), Status: gaapmock.StatusBound})
	x.Mock.UpdateSecurityPolicy(policyID, func(*gaapmock.SecurityPolicy) {}) // a stale read is from before the last write
	x.Clock.Advance(time.Hour)
	return x
}

var plain = tfcore.Options{}

func withPlan(step resource.TestStep, action plancheck.ResourceActionType) resource.TestStep {
	return acctest.Planned(step, address, action)
}

var ruleIDs = regexp.MustCompile(`sr-[0-9a-z]{8}`)

func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
}
