package httpheader_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

var noIDs = regexp.MustCompile(`\bnone\b`) // the ids are those of the test

// One life: create, an empty plan, a change, import, drift, gone,
// replacement.
func TestAccCustomHeader_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		x := &test{Case: tested.In(t, e)}
		x.stand()
		first, second := x.Config(one("X-Real-IP=$remote_addr", "X-A=1")), x.Config(one("X-A=2"))
		moved := x.Config(block("test", otherRule, nil, "X-A=2"))
		will := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		return []resource.TestStep{
			{Config: first, ConfigPlanChecks: will(plancheck.ResourceActionCreate), Check: acctest.Attributes(address, map[string]string{"id": ruleID, "rule_id": ruleID, "headers.#": "2"})},
			{Config: second, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{PreConfig: func() { x.outside(ruleID, "X-A=3", "X-B=4") }, Config: second, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{PreConfig: func() { x.outside(ruleID) }, Config: second, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{Config: moved, ConfigPlanChecks: will(plancheck.ResourceActionReplace)},
			{Config: moved, Destroy: true},
		}
	})
}

// What is sent, and what is stored.
func TestAccCustomHeader_changes(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	has := func(want ...string) resource.TestCheckFunc {
		return func(*terraform.State) error {
			if got := fmt.Sprint(x.headers(ruleID)); got != fmt.Sprint(want) {
				return fmt.Errorf("the rule has %s, want %s", got, want)
			}
			return nil
		}
	}
	x.Run(
		withPlan(x.Apply(one("X-B=2", "X-A=1"), has("X-A=1", "X-B=2"), x.Wrote(sends(ruleID, "X-A=1", "X-B=2"))), plancheck.ResourceActionCreate),
		withPlan(x.Apply(one("X-A=1", "X-B=2"), x.Wrote()), plancheck.ResourceActionNoop),
		withPlan(x.Apply(one("X-A=1", "X-B=3"), has("X-A=1", "X-B=3"), x.Wrote(sends(ruleID, "X-A=1", "X-B=3"))), plancheck.ResourceActionUpdate),
		withPlan(x.Apply(one("x-a=1", "X-B=3"), x.Wrote(sends(ruleID, "X-B=3", "x-a=1"))), plancheck.ResourceActionUpdate),
		withPlan(x.Apply(block("test", otherRule, nil, "X-A=1"), has(), x.Wrote(sends(ruleID), sends(otherRule, "X-A=1"))), plancheck.ResourceActionReplace),
	)
	if err := x.Wrote(sends(otherRule))(nil); err != nil {
		t.Error(err)
	}
}

// The order in which the service shows headers does not matter, nor the case in
// which it writes names.
func TestAccCustomHeader_sorted(t *testing.T) {
	x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{HeadersSorted: true, EmptyListRefused: true}})
	x.Run(
		x.Apply(one("X-B=2", "X-A=1")),
		acctest.Before(withPlan(x.Apply(one("X-B=2", "X-A=1")), plancheck.ResourceActionNoop), func() { x.outside(ruleID, "x-a=1", "x-b=2") }),
		acctest.Before(withPlan(x.Apply(one("X-B=2", "X-A=1"), x.Wrote(sends(ruleID, "X-A=1", "X-B=2"), sends(ruleID, "X-A=1", "X-B=2"))), plancheck.ResourceActionUpdate),
			func() { x.outside(ruleID, "x-a=1", "x-b=3") }),
	)
}

// A refresh takes one call, and so does the look at the forbidden names, which
// only new names need.
func TestAccCustomHeader_calls(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		s.Configure(one("X-A=1") + block("next", otherRule, nil, "X-A=1"))
		s.Apply(plain)
		s.Mock.ResetJournal()
		s.Empty()
		calls := map[string]int{}
		for _, call := range s.Mock.Journal() {
			calls[call.Action]++
		}
		if fmt.Sprint(calls) != "map[DescribeCustomHeader:2]" {
			t.Errorf("a refresh takes %v", calls)
		}
		s.Mock.ResetJournal()
		s.Configure(one("X-A=1", "X-B=2") + block("next", otherRule, nil, "X-C=1"))
		s.Planned(plain)
		if n := len(s.Mock.Calls("DescribeBlackHeader")); n != 1 {
			t.Errorf("the forbidden names are looked up %d times", n)
		}
	})
}

// A rule that is gone has no headers, in whatever way the service says so.
func TestAccCustomHeader_ruleGone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotExist, gaapmock.UnknownNotFound} {
		t.Run(string(unknown), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{UnknownRule: unknown}})
			x.Alone(func(s *acctest.Session) {
				s.Configure(one("X-A=1"))
				s.Apply(plain)
				s.Mock.RemoveRule(ruleID)
				s.Planned(plain, "GAAP header list is gone: "+ruleID)
				s.Fails(plain, "Cannot create GAAP header list", "rule_id", "There is no such rule")
				s.Apply(tfcore.Options{Destroy: true})
			})
		})
	}
}

// A rule that goes between plan and apply takes its headers along.
func TestAccCustomHeader_goneMeanwhile(t *testing.T) {
	t.Parallel()
	for _, invalid := range []bool{false, true} {
		t.Run(fmt.Sprint(invalid), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{UnknownInvalidValue: invalid}})
			x.Alone(func(s *acctest.Session) {
				s.Configure(one("X-A=1"))
				s.Apply(plain)
				s.Configure("")
				plan := s.Planned(plain)
				s.Mock.RemoveRule(ruleID)
				s.Saved(plan)
			})
		})
	}
}
