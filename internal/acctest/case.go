package acctest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Tested is a kind of object as its tests look at it.
type Tested struct {
	Address string         // of the resource in the steps
	IDs     *regexp.Regexp // in what is sent
	// Objects are those in the mock that were made by a test, by their ids, with words
	// for who reads a failure.
	Objects func(*gaapmock.Server) map[string]string
}

// In is the kind in an environment.
func (k Tested) In(t *testing.T, e *Environment) *Case {
	t.Helper()
	return &Case{Environment: e, T: t, kind: k}
}

// Case is an environment in which steps or commands make objects of one kind.
type Case struct {
	*Environment

	T     *testing.T
	kind  Tested
	first string // the id of the first object, see [Case.CheckSame]
}

// Run runs the steps, destroys what is there in the end, and demands that nothing is
// left and all faults happened.
func (c *Case) Run(steps ...resource.TestStep) {
	c.T.Helper()
	c.Test(c.T, resource.TestCase{Steps: steps})
	c.RequireNothingLeft()
}

// RunAlone runs commands in a bubble, and demands that nothing is left in the end.
func (c *Case) RunAlone(run func(s *Session)) {
	c.T.Helper()
	c.Session(c.T, func(s *Session) {
		run(s)
		s.Configure("")
		s.Apply(tfcore.Options{})
	})
	c.RequireNothingLeft()
}

// RequireNothingLeft demands that nothing is left and all faults happened.
func (c *Case) RequireNothingLeft() {
	c.T.Helper()
	for id, words := range c.kind.Objects(c.Mock) {
		c.T.Errorf("%s is left: %s", id, words)
	}
	c.CheckFaults(c.T)
}

// Apply is a step that applies a configuration. The next plan must be empty, which
// the engine checks.
func (c *Case) Apply(config string, checks ...resource.TestCheckFunc) resource.TestStep {
	return resource.TestStep{Config: c.Config(config), Check: resource.ComposeAggregateTestCheckFunc(checks...)}
}

// Fails is a step that applies and must fail with the phrases.
func (c *Case) Fails(config string, phrases ...string) resource.TestStep {
	return resource.TestStep{Config: c.Config(config), ExpectError: Says(phrases...)}
}

// CheckWrites checks the writes since the journal began, with ID for ids of the kind. Then
// the journal begins anew.
func (c *Case) CheckWrites(want ...string) resource.TestCheckFunc {
	return func(*terraform.State) error { return DifferentWrites(c.Writes(c.kind.IDs), want) }
}

// ID is that of the only object there is.
func (c *Case) ID() string {
	c.T.Helper()
	all := c.kind.Objects(c.Mock)
	if len(all) != 1 {
		c.T.Fatalf("there are %d objects, want 1: %v", len(all), all)
	}
	return slices.Collect(maps.Keys(all))[0]
}

// CheckSame checks that the state holds the only object there is, and that it is the one
// of the first such check.
func (c *Case) CheckSame() resource.TestCheckFunc {
	return func(state *terraform.State) error {
		id := state.RootModule().Resources[c.kind.Address].Primary.ID
		if c.first == "" {
			c.first = id
		}
		if all := c.kind.Objects(c.Mock); len(all) != 1 || all[id] == "" || id != c.first {
			return fmt.Errorf("the state holds %s, it was %s, there are %v", id, c.first, all)
		}
		return nil
	}
}

// First is the id of the object that [Case.CheckSame] saw first.
func (c *Case) First() string { return c.first }
