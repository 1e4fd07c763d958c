package proxy_test

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const address = acctest.Address

type arguments = acctest.Arguments

// block is a gaap_proxy: an ordinary one but for the changes.
var block = acctest.Block

// test is a mock, the provider, and the steps of a test.
type test struct {
	*acctest.Environment

	t     *testing.T
	needs []tfversion.TerraformVersionCheck // what the configuration asks of the CLI
	first string                            // the id of the first proxy, see sameProxy
}

func newTest(t *testing.T, options gaapmock.Options) *test {
	t.Helper()
	t.Parallel()
	return &test{Environment: acctest.New(t, options), t: t}
}

// needsTerraformData skips the test with a CLI that has no terraform_data, which
// makes values that are only known after apply.
func (x *test) needsTerraformData() {
	x.needs = []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_4_0)}
}

// run runs the steps, destroys what is there in the end, and demands that
// nothing is left and all faults happened.
func (x *test) run(steps ...resource.TestStep) {
	x.t.Helper()
	x.Test(x.t, resource.TestCase{TerraformVersionChecks: x.needs, Steps: steps})
	for _, p := range x.Mock.Proxies() {
		x.t.Errorf("%s (%s) is left", p.ID, p.Name)
	}
	x.CheckFaults(x.t)
}

// apply is a step that applies an ordinary proxy with changes. The next plan
// must be empty, which resource.Test checks.
func (x *test) apply(changes arguments, checks ...resource.TestCheckFunc) resource.TestStep {
	return resource.TestStep{Config: x.Config(block("test", changes)), Check: resource.ComposeAggregateTestCheckFunc(checks...)}
}

// fails is a step that applies the same and must fail with the phrases.
func (x *test) fails(changes arguments, phrases ...string) resource.TestStep {
	return resource.TestStep{Config: x.Config(block("test", changes)), ExpectError: says(phrases...)}
}

// plans is a step that plans without applying, and checks the action.
func (x *test) plans(changes arguments, action plancheck.ResourceActionType, checks ...plancheck.PlanCheck) resource.TestStep {
	return resource.TestStep{
		Config: x.Config(block("test", changes)), PlanOnly: true, ExpectNonEmptyPlan: action != plancheck.ResourceActionNoop,
		ConfigPlanChecks: resource.ConfigPlanChecks{
			PostApplyPostRefresh: slices.Concat(checks, []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}),
		},
	}
}

// withPlan adds a demand on the plan that a step applies.
func withPlan(step resource.TestStep, action plancheck.ResourceActionType, checks ...plancheck.PlanCheck) resource.TestStep {
	return acctest.Planned(step, address, action, checks...)
}

// before adds something to do before a step.
var before = acctest.Before

// id is that of the only proxy.
func (x *test) id() string {
	x.t.Helper()
	all := x.Mock.Proxies()
	if len(all) != 1 {
		x.t.Fatalf("there are %d proxies, want 1", len(all))
	}
	return all[0].ID
}

// outside changes the only proxy behind Terraform's back.
func (x *test) outside(change func(*gaapmock.Proxy)) func() {
	return func() { x.Mock.UpdateProxy(x.id(), change) }
}

// forget makes the journal begin here.
func (x *test) forget() { x.Mock.ResetJournal() }

// wrote checks the writes since the journal began, in their order: the action,
// and its parameters without token. Every write that can have a token has one
// of its own. Then the journal begins anew.
func (x *test) wrote(want ...string) resource.TestCheckFunc {
	return func(*terraform.State) error {
		tokens := map[string]bool{}
		for _, call := range x.Mock.Journal() {
			if token := call.ClientToken; call.Write && call.Service == "gaap" && (token == "" || tokens[token]) {
				return fmt.Errorf("%s has the token %q, which is empty or that of another write", call.Action, token)
			}
			tokens[call.ClientToken] = true
		}
		return acctest.DifferentWrites(x.Writes(proxyID, "ClientToken"), want)
	}
}

var proxyID = regexp.MustCompile(`link-[0-9a-z]{8}`)

// parameters are those of a call, without the token and with ID for the ids of proxies.
func parameters(call gaapmock.Call) string { return acctest.Parameters(call, proxyID, "ClientToken") }

// attributes checks attributes of the proxy in the state.
func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
}

// says matches what the CLI prints, see [acctest.Says].
func says(phrases ...string) *regexp.Regexp { return acctest.Says(phrases...) }

// keepToken stores the token of a plan, which must be known.
func keepToken(into *string) plancheck.PlanCheck {
	return acctest.PlanCheck{Address: address, Check: func(after, _ map[string]any) error {
		if *into, _ = after["client_token"].(string); *into == "" {
			return fmt.Errorf("the token is not known in the plan")
		}
		return nil
	}}
}

// sameProxy checks that the state holds the only proxy there is, and that it is
// the one of the first such check.
func (x *test) sameProxy() resource.TestCheckFunc {
	return func(state *terraform.State) error {
		id := state.RootModule().Resources[address].Primary.ID
		if x.first == "" {
			x.first = id
		}
		if all := x.Mock.Proxies(); len(all) != 1 || all[0].ID != id || id != x.first {
			return fmt.Errorf("the state holds %s, it was %s, there are %d proxies", id, x.first, len(all))
		}
		return nil
	}
}
