package acctest

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Before adds something to do before a step.
func Before(step resource.TestStep, do func()) resource.TestStep {
	step.PreConfig = do
	return step
}

// WithPlan adds a demand on the plan that a step applies: what becomes of the
// resource at an address.
func WithPlan(step resource.TestStep, address string, action plancheck.ResourceActionType, checks ...plancheck.PlanCheck) resource.TestStep {
	step.ConfigPlanChecks.PreApply = slices.Concat(checks, []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)})
	return step
}

// Attributes checks attributes of a resource in the state, "" for those that must
// not be there.
func Attributes(address string, want map[string]string) resource.TestCheckFunc {
	var checks []resource.TestCheckFunc
	for name, value := range want {
		if value == "" {
			checks = append(checks, resource.TestCheckNoResourceAttr(address, name))
		} else {
			checks = append(checks, resource.TestCheckResourceAttr(address, name, value))
		}
	}
	return resource.ComposeAggregateTestCheckFunc(checks...)
}

// CheckWarned checks that there was a warning with the phrases since the last check,
// and none of another kind; without phrases, none at all.
func (e *Environment) CheckWarned(phrases ...string) resource.TestCheckFunc {
	return func(*terraform.State) error {
		all := e.TakeWarnings()
		if len(phrases) == 0 && len(all) > 0 || len(phrases) > 0 && len(all) == 0 {
			return fmt.Errorf("the warnings are %q, want %q", all, phrases)
		}
		for _, w := range all {
			for _, phrase := range phrases {
				if !strings.Contains(w.Summary+": "+w.Detail, phrase) {
					return fmt.Errorf("%q is not in the warning %q", phrase, w)
				}
			}
		}
		return nil
	}
}

// PlanCheck is a plancheck.PlanCheck from a function of the planned attributes of
// a resource, and of those that are not known yet.
type PlanCheck struct {
	Address string
	Check   func(after, unknown map[string]any) error
}

// CheckPlan looks for the resource.
func (c PlanCheck) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	for _, planned := range req.Plan.ResourceChanges {
		if planned.Address == c.Address {
			after, _ := planned.Change.After.(map[string]any)
			unknown, _ := planned.Change.AfterUnknown.(map[string]any)
			resp.Error = c.Check(after, unknown)
			return
		}
	}
	resp.Error = fmt.Errorf("%s is not in the plan", c.Address)
}

// Writes are the writes since the journal began, in their order: the action, and
// its parameters in alphabetical order without those of the names, with ID for ids
// of a form. What the service refused counts, too. Then the journal begins anew.
func (e *Environment) Writes(ids *regexp.Regexp, without ...string) []string {
	defer e.Mock.ResetJournal()
	var all []string
	for _, call := range e.Mock.Journal() {
		if call.Write {
			all = append(all, call.Action+" "+Parameters(call, ids, without...))
		}
	}
	return all
}

// Parameters are those of a call, as [Environment.Writes] has them.
func Parameters(call gaapmock.Call, ids *regexp.Regexp, without ...string) string {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(call.Body, &fields); err != nil {
		return err.Error()
	}
	for _, name := range without {
		delete(fields, name)
	}
	text, _ := json.Marshal(fields) // what was just decoded can be encoded
	return ids.ReplaceAllString(string(text), "ID")
}

// DifferentWrites is the error about writes that are not those that were wanted,
// nil if they are.
func DifferentWrites(got, want []string) error {
	if slices.Equal(got, want) {
		return nil
	}
	return fmt.Errorf("the writes are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
}
