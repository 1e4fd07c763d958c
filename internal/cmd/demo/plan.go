package main

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// planned is what the demo reads of a plan in JSON.
type planned struct {
	ResourceChanges []struct {
		Address string
		Change  struct {
			Actions       []string
			Before, After map[string]any
		}
	} `json:"resource_changes"`
}

// stored is what the demo reads of a state in JSON.
type stored struct {
	Values struct {
		RootModule struct {
			Resources []struct {
				Address string
				Values  map[string]any
			}
		} `json:"root_module"`
	}
}

// check demands that the plan holds one resource and does to it what action says.
func (p *planned) check(action string) error {
	if n := len(p.ResourceChanges); n != 1 {
		return fmt.Errorf("the plan has %d resources, want 1", n)
	}
	if got := p.ResourceChanges[0].Change.Actions; !slices.Equal(got, []string{action}) {
		return fmt.Errorf("the plan would %s the proxy, want %s", strings.Join(got, " and "), action)
	}
	return nil
}

// after is a planned attribute; "" if it is not known yet.
func (p *planned) after(name string) string {
	text, _ := p.ResourceChanges[0].Change.After[name].(string)
	return text
}

// changed names the attributes whose planned value is another one.
func (p *planned) changed() []string {
	var names []string
	change := p.ResourceChanges[0].Change
	for name, before := range change.Before {
		if after, known := change.After[name]; known && !reflect.DeepEqual(before, after) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// proxy returns the values of the only resource in the state.
func (s *stored) proxy() (map[string]any, error) {
	resources := s.Values.RootModule.Resources
	if len(resources) != 1 {
		return nil, errors.New("the state does not hold exactly one proxy")
	}
	return resources[0].Values, nil
}
