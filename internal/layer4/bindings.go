package layer4

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// binding is an origin in realserver_bind_set.
type binding struct {
	ID           types.String
	Port         types.Int64
	IP           types.String
	Weight       types.Int64
	FailoverRole types.String
}

var bindingType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"id": types.StringType, "port": types.Int64Type, "ip": types.StringType, "weight": types.Int64Type, "failover_role": types.StringType,
}}

// bindings are the origins of a model, sorted. There are none while the whole set
// is not known.
func (m *model) bindings() []binding {
	var all []binding
	for _, element := range m.RealServerBindSet.Elements() {
		o, ok := element.(basetypes.ObjectValue)
		if !ok || o.IsUnknown() {
			continue
		}
		parts := o.Attributes()
		b := binding{
			ID: part[types.String](parts, "id"), Port: part[types.Int64](parts, "port"), IP: part[types.String](parts, "ip"),
			Weight: part[types.Int64](parts, "weight"), FailoverRole: part[types.String](parts, "failover_role"),
		}
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b binding) int {
		return cmp.Or(cmp.Compare(a.ID.ValueString(), b.ID.ValueString()), cmp.Compare(a.Port.ValueInt64(), b.Port.ValueInt64()))
	})
	return all
}

func part[V attr.Value](parts map[string]attr.Value, name string) V {
	value, _ := parts[name].(V)
	return value
}

func bindingSet(all []binding) types.Set {
	elements := make([]attr.Value, 0, len(all))
	for _, b := range all {
		elements = append(elements, types.ObjectValueMust(bindingType.AttrTypes, map[string]attr.Value{
			"id": b.ID, "port": b.Port, "ip": b.IP, "weight": b.Weight, "failover_role": b.FailoverRole,
		}))
	}
	return types.SetValueMust(bindingType, elements)
}

// takeBindings takes the origins that the service shows. A weight counts with wrr
// only, and an address stays as it is written, if it is the same: else it would be
// drift that nobody can mend.
func (m *model) takeBindings(l gaapapi.Listener) {
	before := map[string]binding{}
	for _, b := range m.bindings() {
		before[b.key()] = b
	}
	var all []binding
	for _, s := range l.RealServers {
		b := binding{
			ID: types.StringValue(s.ID), Port: types.Int64Value(s.Port), IP: object.Text(s.Address), Weight: types.Int64Value(s.Weight), FailoverRole: object.Text(s.Role),
		}
		known, there := before[b.key()]
		if l.Scheduler != "wrr" {
			b.Weight = types.Int64Value(1)
			if there && !known.Weight.IsNull() && !known.Weight.IsUnknown() {
				b.Weight = known.Weight
			}
		}
		if there && gaapapi.SameAddress(known.IP.ValueString(), s.Address) {
			b.IP = known.IP
		}
		all = append(all, b)
	}
	m.RealServerBindSet = bindingSet(all)
}

// key tells the bindings of a listener apart.
func (b binding) key() string { return fmt.Sprintf("%s:%d", b.ID.ValueString(), b.Port.ValueInt64()) }

// lacksBindings says which origins of the plan a listener does not have as
// planned, and which it has beside them.
func lacksBindings(plan *model, l gaapapi.Listener) []string {
	shown := *plan
	shown.take(l)
	planned, seen := keyed(plan.bindings()), keyed(shown.bindings())
	var found []string
	for _, key := range slices.Sorted(maps.Keys(planned)) {
		p := planned[key]
		s, there := seen[key]
		switch {
		case !there:
			found = append(found, "origin "+key+" is not bound")
		case l.Scheduler == "wrr" && !p.Weight.Equal(s.Weight):
			found = append(found, fmt.Sprintf("the weight of origin %s is %s, not %s", key, s.Weight, p.Weight))
		case !p.FailoverRole.Equal(s.FailoverRole):
			found = append(found, fmt.Sprintf("the failover_role of origin %s is %s, not %s", key, s.FailoverRole, p.FailoverRole))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(seen)) {
		if _, there := planned[key]; !there {
			found = append(found, "origin "+key+" is bound, too")
		}
	}
	return found
}

func hasBindings(plan *model, l gaapapi.Listener) bool { return len(lacksBindings(plan, l)) == 0 }

func keyed(all []binding) map[string]binding {
	found := map[string]binding{}
	for _, b := range all {
		found[b.key()] = b
	}
	return found
}

// bind binds the origins of the plan and no others.
func bind(ctx context.Context, c *change) error {
	var all []gaapapi.RealServerBinding
	for _, b := range c.Plan.bindings() {
		address, err := addressOf(ctx, c.Client, b)
		if err != nil {
			return err
		}
		to := gaapapi.RealServerBinding{ID: b.ID.ValueString(), Address: address, Port: b.Port.ValueInt64(), Role: b.FailoverRole.ValueString()}
		if c.Plan.Scheduler.ValueString() == "wrr" {
			to.Weight = b.Weight.ValueInt64Pointer()
		}
		all = append(all, to)
	}
	send := func(ctx context.Context) error {
		return c.Client.BindListenerRealServers(ctx, c.Plan.of().Parent, c.ID, all)
	}
	return c.WriteUntil(ctx, running, send, func(l gaapapi.Listener) bool { return hasBindings(c.Plan, l) })
}

// addressOf is the address that an origin is bound with.
func addressOf(ctx context.Context, client *gaapapi.Client, b binding) (string, error) {
	if ip := b.IP.ValueString(); ip != "" {
		return ip, nil
	}
	address, err := client.RealServerAddress(ctx, b.ID.ValueString())
	if err != nil {
		return "", fmt.Errorf("looking up the address of origin %s: %w", b.ID.ValueString(), err)
	}
	return address, nil
}
