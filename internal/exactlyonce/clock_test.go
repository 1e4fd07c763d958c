package exactlyonce_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// inside is a mock and a provider in the test's process, on a clock that jumps.
type inside struct {
	*acctest.Environment

	t         *testing.T
	bystander string // an equal proxy of somebody else, which is in use
	owned     []string
}

func newInside(t *testing.T, replay gaapmock.ReplayMode) *inside {
	t.Helper()
	env := acctest.New(t, gaapmock.Options{Replay: replay})
	id := env.Mock.AddProxy(gaapmock.Proxy{
		Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: env.Clock.Now().Add(-time.Hour),
	})
	env.Mock.AddListener(gaapmock.Listener{ProxyID: id, RealServers: []gaapmock.Binding{{}}})
	return &inside{Environment: env, t: t, bystander: id}
}

// run plays the steps, and demands that nobody else's proxy was destroyed.
func (e *inside) run(steps ...resource.TestStep) {
	e.t.Helper()
	e.Test(e.t, resource.TestCase{Steps: steps})
	for _, call := range e.Mock.Calls("DestroyProxies") {
		if id := targetOf(e.t, call); !slices.Contains(e.owned, id) {
			e.t.Errorf("DestroyProxies was called for %s, which was in no state", id)
		}
	}
	if left := e.Mock.Proxies(); len(left) != 1 || left[0].ID != e.bystander || left[0].Status != gaapmock.StatusRunning {
		e.t.Errorf("in the end there are %+v", left)
	}
}

// owns demands that the proxies in the state are those that there are, each in
// one instance.
func (e *inside) owns(state *terraform.State) error {
	var alive, held []string
	for _, p := range e.Mock.Proxies() {
		if p.ID != e.bystander {
			alive = append(alive, p.ID)
		}
	}
	for _, r := range state.RootModule().Resources {
		held = append(held, r.Primary.ID)
	}
	slices.Sort(alive)
	slices.Sort(held)
	e.owned = append(e.owned, held...)
	if !slices.Equal(alive, held) {
		return fmt.Errorf("alive are %v, the state holds %v", alive, held)
	}
	return nil
}

// appliedStep is a step that applies, and then plans: there must be nothing to do.
func (e *inside) appliedStep(body string, before ...func()) resource.TestStep {
	return resource.TestStep{
		PreConfig: func() {
			for _, do := range before {
				do()
			}
		},
		Config:           e.Config(body),
		Check:            e.owns,
		ConfigPlanChecks: resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
	}
}

// Two answers of one order are lost, in every way in which one can be.
func TestAccLostAnswers(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		e := newInside(t, replay)
		var steps []resource.TestStep
		for i, kinds := range [][2]gaapmock.FaultKind{
			{gaapmock.FaultLostBefore, gaapmock.FaultLostAfter},
			{gaapmock.FaultCutBody, gaapmock.FaultHTML},
			{gaapmock.FaultErrorAfterCommit, gaapmock.FaultEmpty},
		} {
			// A token of its own for each makes each step replace the proxy.
			steps = append(steps, e.appliedStep(block("test", arguments{"client_token": fmt.Sprintf("%q", kinds[0])}), func() {
				e.requireSentThrice(i)
				for _, kind := range kinds {
					e.Mock.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: kind})
				}
			}))
		}
		e.run(steps...)
		e.requireSentThrice(3)
	})
}

// requireSentThrice demands three sendings with one token for each of n orders, one
// executed.
func (e *inside) requireSentThrice(n int) {
	e.t.Helper()
	calls := e.Mock.Calls("CreateProxy")
	if len(calls) != 3*n {
		e.t.Fatalf("CreateProxy was sent %d times for %d orders", len(calls), n)
	}
	for order := range slices.Chunk(calls, 3) {
		executed := 0
		for _, call := range order {
			if call.Committed {
				executed++
			}
			if call.ClientToken != order[0].ClientToken {
				e.t.Errorf("the tokens of one order are %q and %q", order[0].ClientToken, call.ClientToken)
			}
		}
		if executed != 1 {
			e.t.Errorf("the order %q was executed %d times", order[0].ClientToken, executed)
		}
	}
}

// Every life of the configuration has the same derived token, which the service
// has seen before.
func TestAccFiveLives(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		e := newInside(t, replay)
		body := block("test", nil)
		var steps []resource.TestStep
		for range 5 {
			steps = append(steps, e.appliedStep(body), resource.TestStep{Config: e.Config(body), Destroy: true})
		}
		e.run(steps...)
		executed := acctest.Executed(e.Mock.Calls("CreateProxy"))
		if distinct := len(slices.Compact(slices.Sorted(slices.Values(e.owned)))); executed != 5 || distinct != 5 {
			t.Errorf("%d orders were executed, and %d proxies were in the state; want 5", executed, distinct)
		}
	})
}
