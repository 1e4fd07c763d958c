package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// The resources that the demo looks at.
const (
	proxyAddress    = "gaap_proxy.demo"
	listenerAddress = "gaap_layer4_listener.web"
)

// savePlan writes tfplan and returns what the proxy is to be.
func (d *demo) savePlan(ctx context.Context) (map[string]any, error) {
	if _, err := d.terraform(ctx, "plan", "-out=tfplan"); err != nil {
		return nil, err
	}
	text, err := d.terraform(ctx, "show", "-json", "tfplan")
	if err != nil {
		return nil, err
	}
	var plan struct {
		ResourceChanges []struct {
			Address string
			Change  struct {
				Actions []string
				After   map[string]any
			}
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal([]byte(text), &plan); err != nil {
		return nil, fmt.Errorf("reading the plan: %w", err)
	}
	var proxy map[string]any
	for _, c := range plan.ResourceChanges {
		if !slices.Equal(c.Change.Actions, []string{"create"}) {
			return nil, fmt.Errorf("the plan would %s %s, want create", strings.Join(c.Change.Actions, " and "), c.Address)
		}
		if c.Address == proxyAddress {
			proxy = c.Change.After
		}
	}
	return proxy, nil
}

// applyNow applies what the configuration says, and returns what the plan was.
func (d *demo) applyNow(ctx context.Context) (planned []string, err error) {
	text, err := d.terraform(ctx, "apply", "-auto-approve", "-json")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(text) {
		var event struct {
			Type   string
			Change struct {
				Action   string
				Resource struct{ Addr string }
			}
		}
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			return nil, fmt.Errorf("reading what apply says: %w", err)
		}
		if event.Type == "planned_change" {
			planned = append(planned, event.Change.Action+" "+event.Change.Resource.Addr)
		}
	}
	return planned, nil
}

// state is what is in the state, by address.
func (d *demo) state() (map[string]stage.Object, error) {
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
