package binding

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// weighted is the scheduler with which weights count.
const weighted = "wrr"

// Binding is an origin in the block.
type Binding struct {
	ID           types.String
	Port         types.Int64
	IP           types.String
	Weight       types.Int64
	FailoverRole types.String // null in a block without roles
}

// Key tells the bindings of a block apart.
func (b Binding) Key() string { return fmt.Sprintf("%s:%d", b.ID.ValueString(), b.Port.ValueInt64()) }

// Of are the origins of a block, sorted. There are none while the whole set is not
// known.
func Of(set types.Set) []Binding {
	var all []Binding
	for _, element := range set.Elements() {
		o, ok := element.(basetypes.ObjectValue)
		if !ok || o.IsUnknown() {
			continue
		}
		parts := o.Attributes()
		b := Binding{
			ID: attributeOf[types.String](parts, "id"), Port: attributeOf[types.Int64](parts, "port"), IP: attributeOf[types.String](parts, "ip"),
			Weight: attributeOf[types.Int64](parts, "weight"), FailoverRole: attributeOf[types.String](parts, "failover_role"),
		}
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b Binding) int {
		return cmp.Or(cmp.Compare(a.ID.ValueString(), b.ID.ValueString()), cmp.Compare(a.Port.ValueInt64(), b.Port.ValueInt64()))
	})
	return all
}

func attributeOf[V attr.Value](parts map[string]attr.Value, name string) V {
	value, _ := parts[name].(V)
	return value
}

// Set is the block with these origins.
func (b Block) Set(all []Binding) types.Set {
	form := b.form()
	elements := make([]attr.Value, 0, len(all))
	for _, o := range all {
		parts := map[string]attr.Value{"id": o.ID, "port": o.Port, "ip": o.IP, "weight": o.Weight}
		if b.Roles {
			parts["failover_role"] = o.FailoverRole
		}
		elements = append(elements, types.ObjectValueMust(form.AttrTypes, parts))
	}
	return types.SetValueMust(form, elements)
}

// FromAPI is the block with the origins that the service shows. A weight counts with
// wrr only, and an address stays as it is written, if it is the same: else it would
// be drift that nobody can mend.
func (b Block) FromAPI(known types.Set, bound []gaapapi.BoundRealServer, scheduler string) types.Set {
	before := byKey(known)
	var all []Binding
	for _, s := range bound {
		o := Binding{
			ID: types.StringValue(s.ID), Port: types.Int64Value(s.Port), IP: object.Text(s.Address), Weight: types.Int64Value(s.Weight), FailoverRole: object.Text(s.Role),
		}
		was, there := before[o.Key()]
		if scheduler != weighted {
			o.Weight = types.Int64Value(1)
			if there && object.IsSet(was.Weight) {
				o.Weight = was.Weight
			}
		}
		if there && gaapapi.SameAddress(was.IP.ValueString(), s.Address) {
			o.IP = was.IP
		}
		all = append(all, o)
	}
	return b.Set(all)
}

// Lacks says which origins of the plan are not bound as planned, and which are
// bound beside them. The scheduler is the one that the service shows.
func (b Block) Lacks(plan types.Set, bound []gaapapi.BoundRealServer, scheduler string) []string {
	planned, seen := byKey(plan), byKey(b.FromAPI(plan, bound, scheduler))
	var found []string
	for _, key := range slices.Sorted(maps.Keys(planned)) {
		p := planned[key]
		s, there := seen[key]
		switch {
		case !there:
			found = append(found, "origin "+key+" is not bound")
		case scheduler == weighted && !p.Weight.Equal(s.Weight):
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

func byKey(set types.Set) map[string]Binding {
	found := map[string]Binding{}
	for _, b := range Of(set) {
		found[b.Key()] = b
	}
	return found
}
