package acctest

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Lives plays steps in process, and on the CLI too if ACCTEST_ENGINE is cli: then
// both must agree.
func Lives(t *testing.T, options gaapmock.Options, steps func(e *Environment) []resource.TestStep) {
	t.Helper()
	if chosenCLI() {
		Agree(t, options, steps)
		return
	}
	e := New(t, options)
	e.testInProcess(t, resource.TestCase{Steps: steps(e)})
}

// Agree plays steps in process and on the CLI, and demands that all states, plans
// and writes of both are the same. It is what the engine in process is measured
// by; a step on the CLI takes more than a second.
func Agree(t *testing.T, options gaapmock.Options, steps func(e *Environment) []resource.TestStep) {
	t.Helper()
	options.Seed = 1 // the same ids
	var seen [2][]string
	for i, play := range []func(*Environment, *testing.T, resource.TestCase){(*Environment).testInProcess, (*Environment).TestCLI} {
		e := New(t, options)
		r := &recorder{mock: e.Mock, names: map[string]string{}}
		play(e, t, resource.TestCase{Steps: r.record(steps(e))})
		seen[i] = append(r.seen, "writes\n"+r.writes(e.Mock.Journal()))
	}
	demandEqual(t, seen[0], seen[1])
}

// demandEqual compares what was seen in process and on the CLI.
func demandEqual(t *testing.T, inside, outside []string) {
	t.Helper()
	for n := range max(len(inside), len(outside)) {
		if n >= len(inside) || n >= len(outside) || inside[n] != outside[n] {
			a, b := difference(at(inside, n), at(outside, n))
			t.Fatalf("the engines disagree; in process:\n%s\non the CLI:\n%s", a, b)
		}
	}
}

func at(all []string, n int) string {
	if n < len(all) {
		return all[n]
	}
	return "nothing"
}

// difference is where two texts begin to differ, with what stands around it.
func difference(a, b string) (inA, inB string) {
	const around = 15
	linesA, linesB := strings.Split(a, "\n"), strings.Split(b, "\n")
	n := 0
	for n < min(len(linesA), len(linesB)) && linesA[n] == linesB[n] {
		n++
	}
	excerpt := func(lines []string) string {
		return lines[0] + "\n...\n" + strings.Join(lines[min(max(0, n-around), len(lines)):min(n+around, len(lines))], "\n")
	}
	return excerpt(linesA), excerpt(linesB)
}

// recorder writes down what checks see.
type recorder struct {
	seen  []string
	mock  *gaapmock.Server
	names map[string]string // of objects, by id
}

// random are addresses that the mock makes up, and ids of terraform_data.
var random = regexp.MustCompile(`\d+\.\d+\.\d+\.\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// anonymous puts names in the place of ids, which depend on the order in which
// objects are made, and something fixed in the place of what is random.
func (r *recorder) anonymous(text string) string {
	name := func(id, name string) {
		if r.names[id] == "" {
			r.names[id] = name
		}
	}
	for _, p := range r.mock.Proxies() {
		name(p.ID, p.Name)
		for _, l := range r.mock.Listeners(p.ID) {
			name(l.ID, l.Name)
		}
	}
	for _, origin := range r.mock.RealServers() {
		name(origin.ID, origin.Name)
	}
	for id, name := range r.names {
		text = strings.ReplaceAll(text, id, "the id of "+name)
	}
	return random.ReplaceAllString(text, "something random")
}

// record adds checks to steps that change nothing but write all down.
func (r *recorder) record(steps []resource.TestStep) []resource.TestStep {
	for i := range steps {
		step := &steps[i]
		if step.ImportState || step.ExpectError != nil {
			continue
		}
		if !step.RefreshState {
			step.ConfigStateChecks = append(step.ConfigStateChecks, noted{r, fmt.Sprintf("step %d, state", i)})
		}
		if step.RefreshState {
			step.RefreshPlanChecks.PostRefresh = append(step.RefreshPlanChecks.PostRefresh, noted{r, fmt.Sprintf("step %d, plan", i)})
			continue
		}
		checks := &step.ConfigPlanChecks
		if !step.PlanOnly {
			checks.PreApply = append(checks.PreApply, noted{r, fmt.Sprintf("step %d, plan", i)})
		}
		checks.PostApplyPostRefresh = append(checks.PostApplyPostRefresh, noted{r, fmt.Sprintf("step %d, next plan", i)})
	}
	return steps
}

func (r *recorder) note(what string, value any) {
	text, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		panic(err) // it came from JSON
	}
	r.seen = append(r.seen, what+" "+r.anonymous(string(text)))
}

// noted is a check that passes.
type noted struct {
	recorder *recorder
	what     string
}

// CheckPlan writes the changes down.
func (n noted) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, _ *plancheck.CheckPlanResponse) {
	changes := map[string]any{}
	for _, c := range req.Plan.ResourceChanges {
		changes[c.Address+c.DeposedKey] = []any{c.Change.Actions, timeless(c.Change.Before), timeless(c.Change.After), c.Change.AfterUnknown, anyOrder(c.Change.ReplacePaths)}
	}
	outputs := map[string]any{}
	for name, c := range req.Plan.OutputChanges {
		if !slices.Equal(c.Actions, tfjson.Actions{tfjson.ActionNoop}) {
			outputs[name] = []any{c.Actions, c.Before, c.After}
		}
	}
	n.recorder.note(n.what, []any{changes, outputs})
}

// timeless leaves out when objects were made: the CLI takes time in between.
func timeless(value any) any {
	switch value := value.(type) {
	case map[string]any:
		all := map[string]any{}
		for name, inner := range value {
			if name != "create_time" {
				all[name] = timeless(inner)
			}
		}
		return all
	case []any:
		all := make([]any, len(value))
		for i, inner := range value {
			all[i] = timeless(inner)
		}
		return all
	}
	return value
}

// CheckState writes the objects and outputs down.
func (n noted) CheckState(_ context.Context, req statecheck.CheckStateRequest, _ *statecheck.CheckStateResponse) {
	all := map[string]any{}
	if values := req.State.Values; values != nil {
		for _, o := range values.RootModule.Resources {
			all[o.Address+o.DeposedKey] = []any{o.Type, o.Tainted, timeless(o.AttributeValues)}
		}
		for name, o := range values.Outputs {
			all["output."+name] = o.Value
		}
	}
	n.recorder.note(n.what, all)
}

// writes lists what was sent to change something, whatever its order.
func (r *recorder) writes(calls []gaapmock.Call) string {
	var all []string
	for _, call := range calls {
		if call.Write {
			all = append(all, r.anonymous(call.Action+" "+token.ReplaceAllString(string(call.Body), "a token")))
		}
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// token is a ClientToken that was made up for one write.
var token = regexp.MustCompile(`tfgaap-[0-9a-z]+`)

// anyOrder are the paths that make a replacement, which have no order.
func anyOrder(paths []any) []string {
	texts := make([]string, 0, len(paths))
	for _, path := range paths {
		texts = append(texts, fmt.Sprint(path))
	}
	slices.Sort(texts)
	return texts
}
