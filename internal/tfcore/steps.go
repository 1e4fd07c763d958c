package tfcore

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// Test runs a test case as resource.Test does, in process. It is called in a
// bubble. The version checks of the case do not matter: what newer CLIs can do,
// this one can.
func Test(t testing.TB, w *Workspace, c resource.TestCase) {
	t.Helper()
	s := &stepper{t: t, ctx: t.Context(), ws: w, c: c}
	w.Providers = c.ProtoV6ProviderFactories
	unsupported(t, c, "ProtoV6ProviderFactories", "TerraformVersionChecks", "Steps", "ErrorCheck", "CheckDestroy", "AdditionalCLIOptions")
	defer s.destroy()
	for n, step := range c.Steps {
		s.n = n + 1
		unsupported(t, step, "Config", "PreConfig", "Check", "PlanOnly", "ExpectNonEmptyPlan", "ExpectError", "ConfigPlanChecks", "ConfigStateChecks", "Destroy",
			"RefreshState", "RefreshPlanChecks", "ResourceName", "ImportState", "ImportStateId", "ImportStatePersist", "ImportStateVerify", "ImportStateVerifyIgnore",
			"SkipFunc", "Taint")
		s.run(step)
	}
}

// unsupported fails the test if fields other than the known ones are set: they
// would be passed over in silence.
func unsupported(t testing.TB, of any, known ...string) {
	t.Helper()
	v := reflect.ValueOf(of)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; !v.Field(i).IsZero() && !slices.Contains(known, name) {
			t.Fatalf("the engine in process does not know %s.%s", v.Type(), name)
		}
	}
}

// stepper plays the steps of a case.
type stepper struct {
	t      testing.TB
	ctx    context.Context //nolint:containedctx // that of the test
	ws     *Workspace
	c      resource.TestCase
	n      int
	config string // in the folder
}

func (s *stepper) run(step resource.TestStep) {
	s.t.Helper()
	if step.PreConfig != nil {
		step.PreConfig()
	}
	if step.SkipFunc != nil {
		skip, err := step.SkipFunc()
		if err != nil {
			s.t.Fatalf("Error calling TestStep SkipFunc: %s", err)
		}
		if skip {
			return
		}
	}
	for _, addr := range step.Taint {
		if err := s.ws.Taint(addr); err != nil {
			s.t.Fatalf("Step %d/%d error tainting resources: %s", s.n, len(s.c.Steps), err)
		}
	}
	mode := s.runConfig
	switch {
	case step.ImportState:
		mode = s.runImport
	case step.RefreshState:
		mode = s.runRefresh
	}
	err := mode(step)
	switch {
	case step.ExpectError != nil && err == nil:
		s.t.Fatalf("Step %d/%d, expected an error but got none", s.n, len(s.c.Steps))
	case step.ExpectError != nil:
		if !step.ExpectError.MatchString(err.Error()) {
			s.t.Fatalf("Step %d/%d, expected an error with pattern %s, no match on: %s", s.n, len(s.c.Steps), step.ExpectError, err)
		}
		return
	case err != nil && s.c.ErrorCheck != nil:
		err = s.c.ErrorCheck(err)
	}
	if err != nil {
		s.t.Fatalf("Step %d/%d error: %s", s.n, len(s.c.Steps), err)
	}
}

// failure is the error of a command, in the CLI's words.
func (s *stepper) failure(said Diagnostics) error {
	var problems Diagnostics
	for _, d := range said {
		if d.Error {
			problems = append(problems, d)
		}
	}
	if len(problems) == 0 {
		return nil
	}
	return errors.New("exit status 1\n" + problems.Render(s.config))
}

func (s *stepper) plan(options Options) (*Plan, error) {
	if s.c.AdditionalCLIOptions != nil && s.c.AdditionalCLIOptions.Plan.NoRefresh {
		options.NoRefresh = true
	}
	plan, said := s.ws.Plan(s.ctx, s.config, options)
	return plan, s.failure(said)
}

func (s *stepper) runConfig(step resource.TestStep) error {
	s.config = step.Config
	if !step.PlanOnly {
		if err := s.applyStep(step); err != nil {
			return err
		}
	}
	for _, again := range []struct {
		what      string
		noRefresh bool
		checks    []plancheck.PlanCheck
	}{
		{"non-refresh plan", true, step.ConfigPlanChecks.PostApplyPreRefresh},
		{"refresh plan", false, step.ConfigPlanChecks.PostApplyPostRefresh},
	} {
		plan, err := s.plan(Options{Destroy: step.Destroy, NoRefresh: again.noRefresh})
		if err != nil {
			return fmt.Errorf("Error running %s: %w", again.what, err) //nolint:staticcheck // the words of resource.Test
		}
		if err := s.checkPlan(plan.JSON(), again.checks); err != nil {
			return fmt.Errorf("%s check(s) failed:\n%w", again.what, err)
		}
		if !plan.Empty() && !step.ExpectNonEmptyPlan {
			return fmt.Errorf("After applying this test step, the %s was not empty.\nstdout:\n\n%s", again.what, plan) //nolint:staticcheck // likewise
		}
		if plan.Empty() && step.ExpectNonEmptyPlan && !again.noRefresh {
			return errors.New("Expected a non-empty plan, but got an empty refresh plan") //nolint:staticcheck // likewise
		}
	}
	return nil
}

func (s *stepper) applyStep(step resource.TestStep) error {
	plan, err := s.plan(Options{Destroy: step.Destroy})
	if err != nil {
		return fmt.Errorf("Error running pre-apply plan: %w", err) //nolint:staticcheck // the words of resource.Test
	}
	if err := s.checkPlan(plan.JSON(), step.ConfigPlanChecks.PreApply); err != nil {
		return fmt.Errorf("Pre-apply plan check(s) failed:\n%w", err) //nolint:staticcheck // likewise
	}
	before := s.ws.State().Legacy()
	if err := s.failure(s.ws.Apply(s.ctx, plan)); err != nil {
		return fmt.Errorf("Error running apply: %w", err) //nolint:staticcheck // likewise
	}
	state := s.ws.State().Legacy()
	if step.Destroy {
		state = before
	}
	if step.Check != nil {
		if err := step.Check(state); err != nil {
			return fmt.Errorf("Check failed: %w", err) //nolint:staticcheck // likewise
		}
	}
	return s.checkState(step.ConfigStateChecks)
}

func (s *stepper) checkPlan(plan *tfjson.Plan, checks []plancheck.PlanCheck) error {
	var all []error
	for _, check := range checks {
		resp := plancheck.CheckPlanResponse{}
		check.CheckPlan(s.ctx, plancheck.CheckPlanRequest{Plan: plan}, &resp)
		all = append(all, resp.Error)
	}
	return errors.Join(all...)
}

func (s *stepper) checkState(checks []statecheck.StateCheck) error {
	var all []error
	for _, check := range checks {
		resp := statecheck.CheckStateResponse{}
		check.CheckState(s.ctx, statecheck.CheckStateRequest{State: s.ws.State().JSON()}, &resp)
		all = append(all, resp.Error)
	}
	return errors.Join(all...)
}

func (s *stepper) runRefresh(step resource.TestStep) error {
	if err := s.failure(s.ws.Refresh(s.ctx, s.config)); err != nil {
		return err
	}
	if step.Check != nil {
		if err := step.Check(s.ws.State().Legacy()); err != nil {
			s.t.Fatal(err)
		}
	}
	plan, err := s.plan(Options{})
	if err != nil {
		return fmt.Errorf("Error running post-refresh plan: %w", err) //nolint:staticcheck // the words of resource.Test
	}
	if err := s.checkPlan(plan.JSON(), step.RefreshPlanChecks.PostRefresh); err != nil {
		return fmt.Errorf("Post-refresh plan check(s) failed:\n%w", err) //nolint:staticcheck // likewise
	}
	if !plan.Empty() && !step.ExpectNonEmptyPlan {
		return fmt.Errorf("After refreshing state during this test step, a followup plan was not empty.\nstdout:\n\n%s", plan) //nolint:staticcheck // likewise
	}
	return nil
}

// destroy is the end of each test: what is left in the state is destroyed
// without a refresh.
func (s *stepper) destroy() {
	s.t.Helper()
	state := s.ws.State().Legacy()
	if !state.HasResources() { //nolint:staticcheck // what CheckDestroy takes
		return
	}
	said := s.ws.PlanAndApply(s.ctx, s.config, Options{Destroy: true, NoRefresh: true})
	if err := s.failure(said); err != nil {
		s.t.Errorf("Error running post-test destroy, there may be dangling resources: %s", err)
		return
	}
	if s.c.CheckDestroy != nil {
		if err := s.c.CheckDestroy(state); err != nil {
			s.t.Error(err)
		}
	}
}
