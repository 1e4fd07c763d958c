package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// change is what a plan does to the proxy.
type change struct {
	Actions       []string
	Before, After map[string]any
}

// names are the attributes whose planned value is another one.
func (c change) names() []string {
	var names []string
	for name, before := range c.Before {
		if after, known := c.After[name]; known && !reflect.DeepEqual(before, after) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// savePlan writes tfplan and demands that it does the given to the proxy.
func (d *demo) savePlan(ctx context.Context, action string) (change, error) {
	if _, err := d.terraform(ctx, "plan", "-out=tfplan"); err != nil {
		return change{}, err
	}
	text, err := d.terraform(ctx, "show", "-json", "tfplan")
	if err != nil {
		return change{}, err
	}
	var plan struct {
		ResourceChanges []struct{ Change change } `json:"resource_changes"`
	}
	if err := json.Unmarshal([]byte(text), &plan); err != nil {
		return change{}, fmt.Errorf("reading the plan: %w", err)
	}
	if n := len(plan.ResourceChanges); n != 1 {
		return change{}, fmt.Errorf("the plan has %d resources, want 1", n)
	}
	planned := plan.ResourceChanges[0].Change
	if !slices.Equal(planned.Actions, []string{action}) {
		return change{}, fmt.Errorf("the plan would %s the proxy, want %s", strings.Join(planned.Actions, " and "), action)
	}
	return planned, nil
}

// applyPlan applies tfplan and returns the proxy in the state.
func (d *demo) applyPlan(ctx context.Context) (proxy stage.Object, err error) {
	if _, err := d.terraform(ctx, "apply", "tfplan"); err != nil {
		return proxy, err
	}
	objects, err := d.folder.State()
	if err == nil && len(objects) != 1 {
		err = errors.New("the state does not hold exactly one proxy")
	}
	if err != nil {
		return proxy, err
	}
	return objects[0], nil
}

// report prints what the mock saw, and demands that nothing is left.
func (d *demo) report(ctx context.Context) error {
	calls, err := d.mock.Calls(ctx, "")
	if err != nil {
		return err
	}
	left, err := d.mock.Proxies(ctx)
	if err != nil {
		return err
	}
	counts, refused := map[string]int{}, ""
	for _, call := range calls {
		counts[call.Action]++
		if call.Code != "" {
			refused += fmt.Sprintf("         %s: %s\n", call.Action, call.Code)
		}
	}
	fmt.Println("\nWhat the mock saw:")
	for _, action := range slices.Sorted(maps.Keys(counts)) {
		fmt.Printf("   %4d  %s\n", counts[action], action)
	}
	fmt.Printf("   %4d  refused\n%s   proxies left: %d\n", strings.Count(refused, "\n"), refused, len(left))
	if len(left) != 0 {
		return errors.New("a proxy is left behind")
	}
	return nil
}
