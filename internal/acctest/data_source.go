package acctest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// DataSource is what one data source is asked, and what it shows or says.
type DataSource struct {
	Type      string            // such as gaap_proxies
	Arguments string            // HCL
	Action    string            // that it calls
	Sends     string            // JSON of that call; empty: not looked at
	Shows     map[string]string // attributes; an empty value wants null
	Fails     []string          // phrases of the error, in their order; nil: none
	Fault     string            // code that the mock answers to the action
}

// DataSources are tested together, each below a name of its own.
type DataSources map[string]DataSource

// Run reads all that succeed in one configuration, and then those that fail, one
// by one: nearly all of the time goes into starts of the CLI.
func (all DataSources) Run(t *testing.T, env *Environment) {
	t.Helper()
	var config string
	var checks []resource.TestCheckFunc
	var failing []resource.TestStep
	sent := map[string][]string{}
	noLabel := regexp.MustCompile(`\W+`)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		d := all[name]
		if d.Sends != "" && !slices.Contains(sent[d.Action], d.Sends) {
			sent[d.Action] = append(sent[d.Action], d.Sends)
		}
		if d.Fails != nil {
			failing = append(failing, d.failing(env))
			continue
		}
		label := noLabel.ReplaceAllString(name, "_")
		config += d.block(label)
		checks = append(checks, d.checks(label)...)
	}
	var steps []resource.TestStep
	if config != "" {
		steps = append(steps, resource.TestStep{Config: env.Config(config), Check: resource.ComposeAggregateTestCheckFunc(checks...)})
	}
	env.Test(t, resource.TestCase{Steps: append(steps, failing...)})
	for action, bodies := range sent {
		env.CheckCalls(t, action, bodies...)
	}
	if left := env.Mock.PendingFaults(); len(left) > 0 {
		t.Errorf("these faults did not happen: %+v", left)
	}
}

func (d DataSource) block(label string) string {
	return fmt.Sprintf("data %q %q {\n%s\n}\n", d.Type, label, d.Arguments)
}

func (d DataSource) checks(label string) (checks []resource.TestCheckFunc) {
	address := "data." + d.Type + "." + label
	for name, value := range d.Shows {
		if value == "" {
			checks = append(checks, resource.TestCheckNoResourceAttr(address, name))
			continue
		}
		checks = append(checks, resource.TestCheckResourceAttr(address, name, value))
	}
	return checks
}

// failing is the step of one that fails; its label is test.
func (d DataSource) failing(env *Environment) resource.TestStep {
	step := resource.TestStep{Config: env.Config(d.block("test")), ExpectError: Says(d.Fails...)}
	if d.Fault != "" {
		step.PreConfig = func() {
			env.Mock.Inject(gaapmock.Fault{Action: d.Action, Kind: gaapmock.FaultError, Code: d.Fault})
		}
	}
	return step
}
