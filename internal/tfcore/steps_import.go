package tfcore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

// runImport imports into the state, or into an empty one of its own.
func (s *stepper) runImport(step resource.TestStep) error {
	state := s.ws.State().Legacy()
	id := step.ImportStateId
	if id == "" {
		old := state.RootModule().Resources[step.ResourceName]
		if old == nil {
			s.t.Fatalf("there is no %s to import again", step.ResourceName)
		}
		id = old.Primary.ID
	}
	if step.Config != "" {
		s.config = step.Config
	}
	ws := s.ws
	if !step.ImportStatePersist {
		own := *s.ws
		own.state = newState()
		ws = &own
	}
	if err := s.failure(ws.Import(s.ctx, s.config, step.ResourceName, id)); err != nil {
		return err
	}
	if step.ImportStateVerify {
		return verify(state, ws.State().Legacy(), step)
	}
	return nil
}

// verify compares what was imported with what the state has.
func verify(had, got *terraform.State, step resource.TestStep) error {
	for addr, imported := range got.RootModule().Resources {
		old := had.RootModule().Resources[addr]
		if old == nil {
			return fmt.Errorf("Failed state verification, resource with ID %s not found", imported.Primary.ID) //nolint:staticcheck // the words of resource.Test
		}
		want, is := compared(old, step), compared(imported, step)
		for name := range want {
			if is[name] != want[name] {
				return fmt.Errorf("ImportStateVerify attributes not equivalent: %s is %q, was %q", name, is[name], want[name])
			}
		}
		for name := range is {
			if _, ok := want[name]; !ok {
				return fmt.Errorf("ImportStateVerify attributes not equivalent: %s is %q, was not there", name, is[name])
			}
		}
	}
	return nil
}

func compared(r *terraform.ResourceState, step resource.TestStep) map[string]string {
	all := map[string]string{}
	for name, value := range r.Primary.Attributes {
		if !empty(name, value) && !slices.ContainsFunc(step.ImportStateVerifyIgnore, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
			all[name] = value
		}
	}
	return all
}

// empty tells whether an attribute counts elements and there are none.
func empty(name, value string) bool {
	return value == "0" && (strings.HasSuffix(name, ".#") || strings.HasSuffix(name, ".%"))
}
