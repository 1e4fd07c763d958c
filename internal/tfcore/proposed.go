package tfcore

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// Proposed merges a configuration into the prior state, as Terraform proposes it to PlanResourceChange. What the
// configuration sets is proposed. A computed attribute that it leaves null keeps its prior value; there is none for a
// new object, so that the attribute is null: it is the provider that makes it unknown. Objects of lists and maps are
// matched by index and key, those of sets by what the configuration says of them. Write-only attributes are proposed
// as configured; it is the provider that plans null for them.
//
// The prior state is wholly known, the configuration may have unknown values. Without a configuration nothing is
// proposed: the value is null, as Terraform plans the end of an object.
func Proposed(schema *tfprotov6.Schema, prior, config cty.Value) cty.Value {
	return proposedObject(members(schema), prior, config)
}

func proposedObject(all []member, prior, config cty.Value) cty.Value {
	if config.IsNull() {
		return config
	}
	values := make(map[string]cty.Value, len(all))
	for _, m := range all {
		values[m.name] = proposedMember(m, attr(prior, m.name), attr(config, m.name))
	}
	return cty.ObjectVal(values)
}

func proposedMember(m member, prior, config cty.Value) cty.Value {
	switch {
	case m.computed && config.IsNull():
		// An object with arguments comes from a configuration. To keep it would keep what the user has removed.
		if m.optional && hasArgument(m, prior) {
			return config
		}
		return prior
	case m.nesting == nestedNot || config.IsNull() || !config.IsKnown():
		return config
	case m.single():
		return proposedObject(m.members, prior, config)
	case config.LengthInt() == 0:
		return config
	case m.nesting == nestedSet:
		return proposedSet(m, prior, config)
	default:
		return proposedElements(m, prior, config)
	}
}

// proposedElements merges lists by index and maps by key.
func proposedElements(m member, prior, config cty.Value) cty.Value {
	var list []cty.Value
	keyed := map[string]cty.Value{}
	for key, object := range config.Elements() {
		merged := object
		if before := element(prior, key); !before.IsNull() {
			merged = proposedObject(m.members, before, object)
		}
		if m.nesting == nestedMap {
			keyed[key.AsString()] = merged
		} else {
			list = append(list, merged)
		}
	}
	if m.nesting == nestedMap {
		return cty.MapVal(keyed)
	}
	return cty.ListVal(list)
}

// proposedSet gives each object of the configuration the first prior object that could have become of it, and no prior
// object to two of them.
func proposedSet(m member, prior, config cty.Value) cty.Value {
	var left []cty.Value
	if !prior.IsNull() {
		left = prior.AsValueSlice()
	}
	var merged []cty.Value
	for _, object := range config.AsValueSlice() {
		match := cty.NullVal(config.Type().ElementType())
		for i, candidate := range left {
			if couldBecome(m.members, object, candidate) {
				match = candidate
				left = append(left[:i:i], left[i+1:]...)
				break
			}
		}
		merged = append(merged, proposedObject(m.members, match, object))
	}
	return cty.SetVal(merged)
}

// couldBecome tells whether a prior object of a set can have come from this object of the configuration: they differ in
// what the provider computes alone. Sets inside of it have to be equal, as nothing tells which of their objects belong
// together.
func couldBecome(all []member, config, prior cty.Value) bool {
	for _, m := range all {
		if !memberCouldBecome(m, attr(config, m.name), attr(prior, m.name)) {
			return false
		}
	}
	return true
}

func memberCouldBecome(m member, config, prior cty.Value) bool {
	switch {
	case same(config, prior):
		return true
	case config.Type().IsSetType():
		return false
	case m.nesting == nestedNot:
		return m.computed && config.IsNull()
	case prior.IsNull():
		return true // the CLI looks at what the prior object has
	case m.single():
		return !config.IsNull() && couldBecome(m.members, config, prior)
	}
	for key, object := range prior.Elements() {
		if config.IsNull() || !has(config, key) || !couldBecome(m.members, config.Index(key), object) {
			return false
		}
	}
	return true
}

// hasArgument tells whether one of the objects of a nested attribute has a value that a provider cannot have computed.
func hasArgument(m member, value cty.Value) bool {
	for _, object := range nestedObjects(m, value) {
		for _, inner := range m.members {
			v := attr(object, inner.name)
			if !v.IsNull() && (!inner.computed || hasArgument(inner, v)) {
				return true
			}
		}
	}
	return false
}

// nestedObjects lists the nested objects of a member's value.
func nestedObjects(m member, value cty.Value) []cty.Value {
	switch {
	case m.nesting == nestedNot || value.IsNull() || !value.IsKnown():
		return nil
	case m.single():
		return []cty.Value{value}
	default:
		return value.AsValueSlice()
	}
}
