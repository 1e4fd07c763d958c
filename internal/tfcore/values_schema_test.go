package tfcore

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"
)

// Schemas and values for property tests. There are few different values, so that they meet often.

var plainTypes = []tftypes.Type{
	tftypes.String,
	tftypes.Number,
	tftypes.Bool,
	tftypes.List{ElementType: tftypes.String},
	tftypes.Set{ElementType: tftypes.String},
	tftypes.Map{ElementType: tftypes.String},
	tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.String, "b": tftypes.Number}},
}

// shape says what schemas are drawn.
type shape struct {
	writeOnly  bool
	simpleSets bool // objects of sets are told apart by arguments with plain types
}

// anything is what Terraform allows.
var anything = shape{writeOnly: true}

func (s shape) drawSchema(t *rapid.T) *tfprotov6.Schema {
	return &tfprotov6.Schema{Block: s.drawBlock(t, 2, false)}
}

func (s shape) drawBlock(t *rapid.T, depth int, inSet bool) *tfprotov6.SchemaBlock {
	block := &tfprotov6.SchemaBlock{Attributes: s.drawAttributes(t, depth, false, inSet)}
	for i := range rapid.IntRange(0, depth).Draw(t, "blocks") {
		nesting := tfprotov6.SchemaNestedBlockNestingMode(rapid.Int32Range(1, 5).Draw(t, "nesting"))
		block.BlockTypes = append(block.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: fmt.Sprintf("block%d", i),
			Nesting:  nesting,
			Block:    s.drawBlock(t, s.inside(nesting, depth), inSet || nesting == nestedSet),
		})
	}
	return block
}

func (s shape) drawAttributes(t *rapid.T, depth int, computed, inSet bool) []*tfprotov6.SchemaAttribute {
	var all []*tfprotov6.SchemaAttribute
	for i := range rapid.IntRange(1, 3).Draw(t, "attributes") {
		a := &tfprotov6.SchemaAttribute{Name: fmt.Sprintf("attr%d", i), Sensitive: rapid.IntRange(0, 7).Draw(t, "sensitive") == 0}
		switch mode := rapid.IntRange(0, 4).Draw(t, "mode"); {
		case computed || mode == 0:
			a.Computed = true
		case mode == 1:
			a.Optional, a.Computed = true, !s.simpleSets || !inSet
		case mode == 2:
			a.Required = true
		default:
			a.Optional = true
			a.WriteOnly = s.writeOnly && !inSet && mode == 4 // Terraform refuses them in sets
		}
		if depth > 0 && !a.WriteOnly && rapid.Bool().Draw(t, "nested") {
			a.NestedType = s.drawNested(t, depth, a, inSet)
		} else {
			a.Type = rapid.SampledFrom(plainTypes).Draw(t, "type")
			if s.simpleSets && inSet && a.Computed {
				a.Type = tftypes.String
			}
		}
		all = append(all, a)
	}
	return all
}

func (s shape) drawNested(t *rapid.T, depth int, a *tfprotov6.SchemaAttribute, inSet bool) *tfprotov6.SchemaObject {
	mode := tfprotov6.SchemaObjectNestingMode(rapid.Int32Range(1, 4).Draw(t, "nesting"))
	inside := s
	inside.writeOnly = s.writeOnly && !a.Computed
	return &tfprotov6.SchemaObject{
		Nesting:    mode,
		Attributes: inside.drawAttributes(t, s.inside(nesting(mode), depth), a.Computed && !a.Optional, inSet || nesting(mode) == nestedSet),
	}
}

// inside is the depth of what an object has.
func (s shape) inside(mode nesting, depth int) int {
	if s.simpleSets && mode == nestedSet {
		return 0
	}
	return depth - 1
}

// drawAny draws a known value of a type, not null.
func drawAny(t *rapid.T, kind cty.Type) cty.Value {
	few := rapid.IntRange(0, 2)
	switch {
	case kind == cty.String:
		return cty.StringVal(string(rune('a' + few.Draw(t, "text"))))
	case kind == cty.Number:
		return cty.NumberIntVal(int64(few.Draw(t, "number")))
	case kind == cty.Bool:
		return cty.BoolVal(rapid.Bool().Draw(t, "bool"))
	case kind.IsObjectType():
		values := map[string]cty.Value{}
		for _, name := range slices.Sorted(maps.Keys(kind.AttributeTypes())) {
			values[name] = drawAny(t, kind.AttributeType(name))
		}
		return cty.ObjectVal(values)
	default:
		var elements []cty.Value
		for range few.Draw(t, "elements") {
			elements = append(elements, drawAny(t, kind.ElementType()))
		}
		return collect(kind, elements, rapid.IntRange(0, 1).Draw(t, "first"))
	}
}

// collect makes a collection; the keys of a map count from first.
func collect(kind cty.Type, elements []cty.Value, first int) cty.Value {
	switch {
	case kind.IsListType() && len(elements) == 0:
		return cty.ListValEmpty(kind.ElementType())
	case kind.IsListType():
		return cty.ListVal(elements)
	case kind.IsSetType() && len(elements) == 0:
		return cty.SetValEmpty(kind.ElementType())
	case kind.IsSetType():
		return cty.SetVal(elements)
	case len(elements) == 0:
		return cty.MapValEmpty(kind.ElementType())
	}
	keyed := map[string]cty.Value{}
	for i, v := range elements {
		keyed[fmt.Sprintf("k%d", first+i)] = v
	}
	return cty.MapVal(keyed)
}

// choice is the value of an attribute, or NilVal if any known one will do.
type choice func(m member, kind cty.Type) cty.Value

// drawConfig draws what a user may write for a schema; unknown values are what other resources will tell.
func drawConfig(t *rapid.T, schema *tfprotov6.Schema, unknown bool) cty.Value {
	return drawObject(t, members(schema), ImpliedType(schema), func(m member, kind cty.Type) cty.Value {
		switch {
		case m.computed && !m.optional, m.optional && rapid.Bool().Draw(t, "null"):
			return cty.NullVal(kind)
		case unknown && rapid.IntRange(0, 7).Draw(t, "unknown") == 0:
			return cty.UnknownVal(kind)
		default:
			return cty.NilVal
		}
	})
}

// drawState draws what a provider may have in the state.
func drawState(t *rapid.T, schema *tfprotov6.Schema) cty.Value {
	return drawObject(t, members(schema), ImpliedType(schema), func(m member, kind cty.Type) cty.Value {
		if m.writeOnly || ((m.optional || m.computed) && rapid.IntRange(0, 3).Draw(t, "null") == 0) {
			return cty.NullVal(kind)
		}
		return cty.NilVal
	})
}

// drawPrior draws a state that may be null.
func drawPrior(t *rapid.T, schema *tfprotov6.Schema) cty.Value {
	if rapid.IntRange(0, 3).Draw(t, "new") == 0 {
		return cty.NullVal(ImpliedType(schema))
	}
	return drawState(t, schema)
}

func drawObject(t *rapid.T, all []member, kind cty.Type, choose choice) cty.Value {
	values := map[string]cty.Value{}
	for _, m := range all {
		values[m.name] = drawMember(t, m, kind.AttributeType(m.name), choose)
	}
	return cty.ObjectVal(values)
}

func drawMember(t *rapid.T, m member, kind cty.Type, choose choice) cty.Value {
	if m.nesting == tfprotov6.SchemaNestedBlockNestingModeSingle && m.block && rapid.Bool().Draw(t, "no block") {
		return cty.NullVal(kind)
	}
	if !m.block {
		if v := choose(m, kind); v != cty.NilVal {
			return v
		}
	}
	switch {
	case m.nesting == nestedNot:
		return drawAny(t, kind)
	case m.single():
		return drawObject(t, m.members, kind, choose)
	}
	var elements []cty.Value
	for range rapid.IntRange(0, 2).Draw(t, "objects") {
		one := cty.NilVal
		if !m.block {
			one = choose(member{}, kind.ElementType())
		}
		if one == cty.NilVal {
			one = drawObject(t, m.members, kind.ElementType(), choose)
		}
		elements = append(elements, one)
	}
	return collect(kind, elements, rapid.IntRange(0, 1).Draw(t, "first"))
}

// drawPlan draws what a provider may plan: computed attributes that the configuration leaves null are as proposed,
// unknown or any value.
func drawPlan(t *rapid.T, schema *tfprotov6.Schema, config, proposed cty.Value) cty.Value {
	return completed(members(schema), config, proposed, func(m member, proposed cty.Value) cty.Value {
		switch rapid.IntRange(0, 2).Draw(t, "plan") {
		case 0:
			return proposed
		case 1:
			return cty.UnknownVal(proposed.Type())
		default:
			return drawMember(t, m, proposed.Type(), func(m member, kind cty.Type) cty.Value {
				if m.computed && rapid.Bool().Draw(t, "unknown") {
					return cty.UnknownVal(kind)
				}
				return cty.NilVal
			})
		}
	})
}

// drawResult draws what a configuration may become. Nested objects that a provider computes as a whole have no
// arguments: Terraform would propose to remove them.
func drawResult(t *rapid.T, schema *tfprotov6.Schema, config, proposed cty.Value) cty.Value {
	return completed(members(schema), config, proposed, func(m member, proposed cty.Value) cty.Value {
		if rapid.IntRange(0, 3).Draw(t, "null") == 0 {
			return proposed
		}
		return drawMember(t, m, proposed.Type(), func(m member, kind cty.Type) cty.Value {
			if m.name != "" && !m.computed {
				return cty.NullVal(kind)
			}
			return cty.NilVal
		})
	})
}

// completed replaces the computed attributes of a proposal that the configuration leaves null.
func completed(all []member, config, proposed cty.Value, compute func(m member, proposed cty.Value) cty.Value) cty.Value {
	if config.IsNull() || !config.IsKnown() {
		return proposed
	}
	values := map[string]cty.Value{}
	for _, m := range all {
		values[m.name] = completedMember(m, attr(config, m.name), attr(proposed, m.name), compute)
	}
	return cty.ObjectVal(values)
}

func completedMember(m member, config, proposed cty.Value, compute func(m member, proposed cty.Value) cty.Value) cty.Value {
	switch {
	case m.writeOnly:
		return cty.NullVal(proposed.Type())
	case m.computed && config.IsNull():
		return compute(m, proposed)
	case m.nesting == nestedNot || config.IsNull() || !config.IsKnown():
		return proposed
	case m.single():
		return completed(m.members, config, proposed, compute)
	case m.nesting == nestedMap && config.LengthInt() > 0:
		keyed := proposed.AsValueMap()
		for key, object := range config.Elements() {
			keyed[key.AsString()] = completed(m.members, object, keyed[key.AsString()], compute)
		}
		return cty.MapVal(keyed)
	}
	configured, objects := config.AsValueSlice(), proposed.AsValueSlice()
	if m.nesting == nestedSet {
		configured = slices.Clone(objects) // there may be fewer, in another order
	}
	for i, object := range configured {
		objects[i] = completed(m.members, object, objects[i], compute)
	}
	return collect(proposed.Type(), objects, 0)
}

// drawMutation changes one of so many values inside of an object.
func drawMutation(t *rapid.T, value cty.Value, of int) cty.Value {
	changed, err := cty.Transform(value, func(path cty.Path, v cty.Value) (cty.Value, error) {
		if len(path) == 0 || rapid.IntRange(1, of).Draw(t, "change") > 1 {
			return v, nil
		}
		switch to := rapid.IntRange(0, 3).Draw(t, "to"); {
		case to == 0 && !isElement(path, v):
			return cty.NullVal(v.Type()), nil
		case to == 1:
			return cty.UnknownVal(v.Type()), nil
		default:
			return drawAny(t, v.Type()), nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// isElement tells whether a value is an object in a collection. The CLI crashes if a provider makes it null.
func isElement(path cty.Path, v cty.Value) bool {
	_, ok := path[len(path)-1].(cty.IndexStep)
	return ok && v.Type().IsObjectType()
}

// drawKnown replaces unknown values.
func drawKnown(t *rapid.T, value cty.Value) cty.Value {
	known, err := cty.Transform(value, func(_ cty.Path, v cty.Value) (cty.Value, error) {
		if !v.IsKnown() {
			return drawAny(t, v.Type()), nil
		}
		return v, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// drawChange changes one text, number or bool and tells which; the path is empty if there is none.
func drawChange(t *rapid.T, value cty.Value) (changed cty.Value, at cty.Path) {
	var leaves []cty.Path
	for path, v := range cty.DeepValues(value) {
		if v.Type().IsPrimitiveType() {
			leaves = append(leaves, path.Copy())
		}
	}
	if len(leaves) == 0 {
		return value, nil
	}
	at = rapid.SampledFrom(leaves).Draw(t, "leaf")
	changed, err := cty.Transform(value, func(path cty.Path, v cty.Value) (cty.Value, error) {
		if !path.Equals(at) {
			return v, nil
		}
		if !v.IsNull() && rapid.Bool().Draw(t, "null") {
			return cty.NullVal(v.Type()), nil
		}
		return rapid.Custom(func(t *rapid.T) cty.Value { return drawAny(t, v.Type()) }).
			Filter(func(other cty.Value) bool { return !other.RawEquals(v) }).Draw(t, "other"), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return changed, at
}
