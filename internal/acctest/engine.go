package acctest

import (
	"cmp"
	"context"
	"hash/fnv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const (
	// engineVariable chooses the engine: cli is the Terraform CLI.
	engineVariable = "ACCTEST_ENGINE"
	// seedVariable varies what is arbitrary in Terraform.
	seedVariable = "ACCTEST_SEED"
)

// Test runs the steps of a test case with the provider of the environment: in
// process, or with the Terraform CLI if ACCTEST_ENGINE is cli. In both cases
// provider and mock live in a bubble of synctest. What is arbitrary in Terraform
// is decided by the test's name and ACCTEST_SEED.
func (e *Environment) Test(t *testing.T, c resource.TestCase) {
	t.Helper()
	if chosenCLI() {
		e.TestCLI(t, c)
		return
	}
	e.testInProcess(t, c)
}

// chosenCLI reports whether all steps are to run on the CLI.
func chosenCLI() bool { return os.Getenv(engineVariable) == "cli" }

func (e *Environment) testInProcess(t *testing.T, c resource.TestCase) {
	t.Helper()
	c.ProtoV6ProviderFactories = e.Factories()
	e.Clock.bubble(t, func(t *testing.T) {
		t.Helper()
		tfcore.Test(t, &tfcore.Workspace{Choose: tfcore.Seeded(seed(t))}, c)
	})
}

// TestCLI runs the steps of a test case with the Terraform CLI, whatever
// ACCTEST_ENGINE says. It is skipped unless TF_ACC is set.
func (e *Environment) TestCLI(t *testing.T, c resource.TestCase) {
	t.Helper()
	b := newBridge()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		e.Clock.bubble(t, func(*testing.T) { b.serve() })
	}()
	defer func() {
		b.close()
		<-ended
	}()
	c.ProtoV6ProviderFactories = e.factories(b)
	resource.Test(t, b.withHooks(c))
}

// withHooks lets the functions of a test case run inside.
func (b *bridge) withHooks(c resource.TestCase) resource.TestCase {
	c.Steps = append([]resource.TestStep(nil), c.Steps...)
	for i := range c.Steps {
		step := &c.Steps[i]
		if prepare := step.PreConfig; prepare != nil {
			step.PreConfig = func() { b.do(prepare) }
		}
		step.Check = b.check(step.Check)
		checks := &step.ConfigPlanChecks
		for _, all := range []*[]plancheck.PlanCheck{&checks.PreApply, &checks.PostApplyPreRefresh, &checks.PostApplyPostRefresh, &step.RefreshPlanChecks.PostRefresh} {
			*all = b.planChecks(*all)
		}
		for n, check := range step.ConfigStateChecks {
			step.ConfigStateChecks[n] = stateCheck{b, check}
		}
	}
	if check := c.ErrorCheck; check != nil {
		c.ErrorCheck = func(err error) (checked error) {
			b.do(func() { checked = check(err) })
			return checked
		}
	}
	c.CheckDestroy = b.check(c.CheckDestroy)
	return c
}

func (b *bridge) check(check resource.TestCheckFunc) resource.TestCheckFunc {
	if check == nil {
		return nil
	}
	return func(state *terraform.State) (err error) {
		b.do(func() { err = check(state) })
		return err
	}
}

func (b *bridge) planChecks(checks []plancheck.PlanCheck) (all []plancheck.PlanCheck) {
	for _, check := range checks {
		all = append(all, planCheck{b, check})
	}
	return all
}

// planCheck runs inside.
type planCheck struct {
	bridge *bridge
	check  plancheck.PlanCheck
}

// CheckPlan runs the check.
func (c planCheck) CheckPlan(ctx context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	c.bridge.do(func() { c.check.CheckPlan(ctx, req, resp) })
}

// stateCheck runs inside.
type stateCheck struct {
	bridge *bridge
	check  statecheck.StateCheck
}

// CheckState runs the check.
func (c stateCheck) CheckState(ctx context.Context, req statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	c.bridge.do(func() { c.check.CheckState(ctx, req, resp) })
}

// seed decides about the order of a test and the ids of its mocks.
func seed(t *testing.T, of ...string) uint64 {
	t.Helper()
	variable := os.Getenv(seedVariable)
	n, err := strconv.ParseUint(cmp.Or(variable, "0"), 10, 64)
	if err != nil {
		t.Fatalf("%s=%s is no number", seedVariable, variable)
	}
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(strings.Join(append(of, t.Name()), " ")))
	return hash.Sum64() ^ n
}
