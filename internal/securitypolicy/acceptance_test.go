package securitypolicy_test

import (
	"fmt"
	"maps"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

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

// test is a mock, the provider, and the steps of a test.
type test struct {
	*acctest.Environment

	t     *testing.T
	first string // the id of the first policy, see same
}

func newTest(t *testing.T, options gaapmock.SecurityOptions) *test {
	t.Helper()
	t.Parallel()
	x := &test{Environment: acctest.New(t, gaapmock.Options{Security: options}), t: t}
	x.Mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	x.Clock.Advance(time.Hour)
	return x
}

// run runs the steps, destroys what is there in the end, and demands that no policy
// is left and all faults happened.
func (x *test) run(steps ...resource.TestStep) {
	x.t.Helper()
	x.Test(x.t, resource.TestCase{Steps: steps})
	x.over()
}

func (x *test) over() {
	x.t.Helper()
	for _, p := range x.Mock.SecurityPolicies() {
		x.t.Errorf("%+v is left", p)
	}
	x.CheckFaults(x.t)
}

var plain = tfcore.Options{}

// alone runs commands in a bubble, and demands that nothing is left in the end.
func (x *test) alone(run func(s *acctest.Session)) {
	x.t.Helper()
	x.Session(x.t, func(s *acctest.Session) {
		run(s)
		s.Configure("")
		s.Apply(plain)
	})
	x.over()
}

// apply is a step that applies a configuration. The next plan must be empty, which
// the engine checks.
func (x *test) apply(config string, checks ...resource.TestCheckFunc) resource.TestStep {
	return resource.TestStep{Config: x.Config(config), Check: resource.ComposeAggregateTestCheckFunc(checks...)}
}

// fails is a step that applies and must fail with the phrases.
func (x *test) fails(config string, phrases ...string) resource.TestStep {
	return resource.TestStep{Config: x.Config(config), ExpectError: acctest.Says(phrases...)}
}

func planned(step resource.TestStep, action plancheck.ResourceActionType) resource.TestStep {
	return acctest.Planned(step, address, action)
}

var policyIDs = regexp.MustCompile(`g?sp-[0-9a-z]{8}`)

// wrote checks the writes since the journal began, with ID for ids of policies. Then
// the journal begins anew.
func (x *test) wrote(want ...string) resource.TestCheckFunc {
	return func(*terraform.State) error { return acctest.DifferentWrites(x.Writes(policyIDs), want) }
}

func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
}

// same checks that the state holds the only policy there is, and that it is the one
// of the first such check.
func (x *test) same() resource.TestCheckFunc {
	return func(state *terraform.State) error {
		id := state.RootModule().Resources[address].Primary.ID
		if x.first == "" {
			x.first = id
		}
		if all := x.Mock.SecurityPolicies(); len(all) != 1 || all[0].ID != id || id != x.first {
			return fmt.Errorf("the state holds %s, it was %s, there are %+v", id, x.first, all)
		}
		return nil
	}
}
