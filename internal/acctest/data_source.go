package acctest

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

// DataSource is a test of one data source: what it is asked, and what it shows
// or says.
type DataSource struct {
	Type      string            // such as gaap_proxies
	Arguments string            // HCL
	Shows     map[string]string // attributes; an empty value wants null
	Fails     []string          // phrases of the error, in their order; nil: none
}

// Run reads the data source through the CLI.
func (d DataSource) Run(t *testing.T, env *Environment) {
	t.Helper()
	step := resource.TestStep{Config: env.Config(fmt.Sprintf("data %q \"test\" {\n%s\n}\n", d.Type, d.Arguments))}
	if d.Fails != nil {
		step.ExpectError = Says(d.Fails...)
	}
	var checks []resource.TestCheckFunc
	for name, value := range d.Shows {
		check := resource.TestCheckResourceAttr("data."+d.Type+".test", name, value)
		if value == "" {
			check = resource.TestCheckNoResourceAttr("data."+d.Type+".test", name)
		}
		checks = append(checks, check)
	}
	step.Check = resource.ComposeAggregateTestCheckFunc(checks...)
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: env.Factories(), Steps: []resource.TestStep{step}})
	if left := env.Mock.PendingFaults(); len(left) > 0 {
		t.Errorf("these faults did not happen: %+v", left)
	}
}
