package securitypolicy_test

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
	proxyID = "link-edge0001"
	groupID = "lg-demo0001"

	address = "gaap_security_policy.test"
)

type arguments = acctest.Arguments

// block is a policy of the proxy that drops, but for the changes. An empty argument
// is taken out.
func block(label string, changes arguments) string {
	all := arguments{"proxy_id": `"` + proxyID + `"`, "action": `"DROP"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_security_policy", label, all)
}

var (
	ofGroup = arguments{"proxy_id": "", "group_id": `"` + groupID + `"`}
	closed  = arguments{"enable": "false"}
)

// tested are the objects that the tests make.
var tested = acctest.Tested{Address: address, IDs: policyIDs, Objects: func(mock *gaapmock.Server) map[string]string {
	all := map[string]string{}
	for _, p := range mock.SecurityPolicies() {
		all[p.ID] = fmt.Sprintf("%+v", p)
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
	x.Mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	x.Clock.Advance(time.Hour)
	return x
}

var plain = tfcore.Options{}

func withPlan(step resource.TestStep, action plancheck.ResourceActionType) resource.TestStep {
	return acctest.Planned(step, address, action)
}

var policyIDs = regexp.MustCompile(`g?sp-[0-9a-z]{8}`)

func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
}
