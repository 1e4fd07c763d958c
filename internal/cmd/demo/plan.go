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

// The resources that the demo looks at.
const (
	proxyAddress    = "gaap_proxy.demo"
	listenerAddress = "gaap_layer4_listener.web"
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
		ResourceChanges []struct {
			Address string
			Change  change
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal([]byte(text), &plan); err != nil {
		return change{}, fmt.Errorf("reading the plan: %w", err)
	}
	var planned change
	for _, c := range plan.ResourceChanges {
		switch {
		case c.Address == proxyAddress:
			planned = c.Change
		case action == "update" && !slices.Equal(c.Change.Actions, []string{"no-op"}):
			return change{}, fmt.Errorf("the plan would %s %s, which has not changed", strings.Join(c.Change.Actions, " and "), c.Address)
		}
	}
	if !slices.Equal(planned.Actions, []string{action}) {
		return change{}, fmt.Errorf("the plan would %s the proxy, want %s", strings.Join(planned.Actions, " and "), action)
	}
	return planned, nil
}

// applyPlan applies tfplan and returns what is in the state, by address.
func (d *demo) applyPlan(ctx context.Context) (map[string]stage.Object, error) {
	if _, err := d.terraform(ctx, "apply", "tfplan"); err != nil {
		return nil, err
	}
	objects, err := d.folder.State()
	if err == nil && len(objects) != 4 {
		err = fmt.Errorf("the state holds %d objects, want 4", len(objects))
	}
	if err != nil {
		return nil, err
	}
	state := map[string]stage.Object{}
	for _, o := range objects {
		state[o.Address] = o
	}
	return state, nil
}

// report prints what the mock saw, and demands that nothing is left.
func (d *demo) report(ctx context.Context) error {
	calls, err := d.mock.Calls(ctx, "")
	if err != nil {
		return err
	}
	left, err := d.left(ctx)
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
	fmt.Printf("   %4d  refused\n%s   objects left: %d\n", strings.Count(refused, "\n"), refused, left)
	if left != 0 {
		return errors.New("something is left behind")
	}
	return nil
}

// left is how many objects there are.
func (d *demo) left(ctx context.Context) (int, error) {
	proxies, err := d.mock.Proxies(ctx)
	if err != nil {
		return 0, err
	}
	listeners, err := d.mock.Listeners(ctx)
	if err != nil {
		return 0, err
	}
	origins, err := d.mock.RealServers(ctx)
	return len(proxies) + len(listeners) + len(origins), err
}
