package binding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

var (
	listener = binding.Block{Name: "realserver_bind_set", Noun: "listener", Roles: true}
	rule     = binding.Block{Name: "realservers", Noun: "rule"}
)

func origin(id string, weight int64) binding.Binding {
	return binding.Binding{ID: types.StringValue(id), Port: types.Int64Value(80), IP: types.StringValue("192.0.2.1"), Weight: types.Int64Value(weight)}
}

func shown(id string, weight int64, role string) gaapapi.BoundRealServer {
	return gaapapi.BoundRealServer{ID: id, Port: 80, Address: "192.0.2.1", Weight: weight, Role: role}
}

// What a block holds has the type that its schema says, with roles and without.
func TestForm(t *testing.T) {
	t.Parallel()
	for _, b := range []binding.Block{listener, rule} {
		block, _ := b.Schema().(schema.SetNestedBlock)
		if _, there := block.NestedObject.Attributes["failover_role"]; there != b.Roles {
			t.Errorf("%s: failover_role is there: %t", b.Name, there)
		}
		set := b.Set([]binding.Binding{origin("rs-2", 1), origin("rs-1", 1)})
		if !set.Type(t.Context()).Equal(block.Type()) {
			t.Errorf("%s is a %s, not a %s", b.Name, set.Type(t.Context()), block.Type())
		}
		if all := binding.Of(set); len(all) != 2 || all[0] != origin("rs-1", 1) {
			t.Errorf("%s has %v", b.Name, all)
		}
	}
}

// A role that the service shows counts only in a block with roles.
func TestLacks(t *testing.T) {
	t.Parallel()
	bound := []gaapapi.BoundRealServer{shown("rs-1", 7, "master"), shown("rs-2", 1, "")}
	planned := []binding.Binding{origin("rs-1", 5), origin("rs-3", 1)}
	missing, beside := "origin rs-3:80 is not bound", "origin rs-2:80 is bound, too"
	for _, test := range []struct {
		block     binding.Block
		scheduler string
		want      []string
	}{
		{rule, "rr", []string{missing, beside}},
		{rule, "wrr", []string{"the weight of origin rs-1:80 is 7, not 5", missing, beside}},
		{listener, "rr", []string{`the failover_role of origin rs-1:80 is "master", not <null>`, missing, beside}},
	} {
		if got := test.block.Lacks(test.block.Set(planned), bound, test.scheduler); !slices.Equal(got, test.want) {
			t.Errorf("%s, %s: %q, want %q", test.block.Name, test.scheduler, got, test.want)
		}
	}
}

func TestRebinds(t *testing.T) {
	t.Parallel()
	one, heavy := rule.Set([]binding.Binding{origin("rs-1", 1)}), rule.Set([]binding.Binding{origin("rs-1", 5)})
	master := origin("rs-1", 1)
	master.FailoverRole = types.StringValue("master")
	for _, test := range []struct {
		name              string
		plan, state       types.Set
		scheduler, before string
		want              bool
	}{
		{"nothing", one, one, "rr", "rr", false},
		{"a weight that does not count", heavy, one, "rr", "rr", false},
		{"a weight", heavy, one, "wrr", "wrr", true},
		{"a stored weight begins to count", heavy, heavy, "wrr", "rr", true},
		{"an origin more", one, rule.Set(nil), "rr", "rr", true},
		{"another origin", one, rule.Set([]binding.Binding{origin("rs-2", 1)}), "rr", "rr", true},
		{"a role", listener.Set([]binding.Binding{master}), listener.Set([]binding.Binding{origin("rs-1", 1)}), "rr", "rr", true},
	} {
		if got := binding.MustSend(test.plan, test.scheduler, test.state, test.before); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

func TestToSend(t *testing.T) {
	t.Parallel()
	for scheduler, weighs := range map[string]bool{"rr": false, "wrr": true} {
		all, err := binding.Requests(t.Context(), nil, rule.Set([]binding.Binding{origin("rs-1", 5)}), scheduler)
		if err != nil || len(all) != 1 || all[0].Address != "192.0.2.1" || all[0].Role != "" || (all[0].Weight != nil) != weighs {
			t.Errorf("%s: %+v, %v", scheduler, all, err)
		}
	}
}

// Errors name the block, and what it belongs to.
func TestPlan(t *testing.T) {
	t.Parallel()
	for _, b := range []binding.Block{listener, rule} {
		written := origin("rs-1", 1)
		written.Weight, written.IP = types.Int64Null(), types.StringNull()
		config, state := b.Set([]binding.Binding{written}), b.Set([]binding.Binding{origin("rs-1", 1)})
		for kind, refused := range map[string]bool{"IP": false, "DOMAIN": true} {
			var plan types.Set
			var diags diag.Diagnostics
			p := &object.Plan[types.Set]{Config: &config, Plan: &plan, State: &state, Diags: &diags}
			binding.Plan(t.Context(), b, p, func(set *types.Set) *types.Set { return set }, kind)
			if !plan.Equal(state) {
				t.Errorf("%s: planned %s", b.Name, plan)
			}
			if diags.HasError() != refused || refused && !strings.HasSuffix(diags[0].Summary(), b.Noun) {
				t.Errorf("%s, %s: %v", b.Name, kind, diags)
			}
		}
	}
}

func TestTwice(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	rule.RefuseRepeated(rule.Set([]binding.Binding{origin("rs-1", 1), origin("rs-1", 2)}), &diags)
	if len(diags) != 1 || diags[0].Summary() != "Invalid rule" || diags[0].Detail() != "realservers has origin rs-1:80 twice." {
		t.Error(diags)
	}
}
