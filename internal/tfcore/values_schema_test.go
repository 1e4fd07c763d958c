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

func drawSchema(t *rapid.T) *tfprotov6.Schema {
	return &tfprotov6.Schema{Block: drawBlock(t, 2, true)}
}

func drawBlock(t *rapid.T, depth int, writeOnly bool) *tfprotov6.SchemaBlock {
	block := &tfprotov6.SchemaBlock{Attributes: drawAttributes(t, depth, false, writeOnly)}
	for i := range rapid.IntRange(0, depth).Draw(t, "blocks") {
		nesting := rapid.SampledFrom([]tfprotov6.SchemaNestedBlockNestingMode{
			tfprotov6.SchemaNestedBlockNestingModeSingle, tfprotov6.SchemaNestedBlockNestingModeGroup, tfprotov6.SchemaNestedBlockNestingModeList,
			tfprotov6.SchemaNestedBlockNestingModeSet, tfprotov6.SchemaNestedBlockNestingModeMap,
		}).Draw(t, "nesting")
		block.BlockTypes = append(block.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: fmt.Sprintf("block%d", i),
			Nesting:  nesting,
			Block:    drawBlock(t, depth-1, writeOnly && nesting != tfprotov6.SchemaNestedBlockNestingModeSet),
		})
	}
	return block
}

func drawAttributes(t *rapid.T, depth int, computed, writeOnly bool) []*tfprotov6.SchemaAttribute {
	var all []*tfprotov6.SchemaAttribute
	for i := range rapid.IntRange(1, 3).Draw(t, "attributes") {
		a := &tfprotov6.SchemaAttribute{Name: fmt.Sprintf("attr%d", i), Sensitive: rapid.IntRange(0, 7).Draw(t, "sensitive") == 0}
		switch mode := rapid.IntRange(0, 4).Draw(t, "mode"); {
		case computed || mode == 0:
			a.Computed = true
		case mode == 1:
			a.Computed, a.Optional = true, true
		case mode == 2:
			a.Required = true
		default:
			a.Optional = true
			a.WriteOnly = writeOnly && mode == 4
		}
		if depth > 0 && !a.WriteOnly && rapid.Bool().Draw(t, "nested") {
			nesting := rapid.SampledFrom([]tfprotov6.SchemaObjectNestingMode{
				tfprotov6.SchemaObjectNestingModeSingle, tfprotov6.SchemaObjectNestingModeList,
				tfprotov6.SchemaObjectNestingModeSet, tfprotov6.SchemaObjectNestingModeMap,
			}).Draw(t, "nesting")
			a.NestedType = &tfprotov6.SchemaObject{
				Nesting: nesting,
				Attributes: drawAttributes(t, depth-1, a.Computed && !a.Optional,
					writeOnly && !a.Computed && nesting != tfprotov6.SchemaObjectNestingModeSet),
			}
		} else {
			a.Type = rapid.SampledFrom(plainTypes).Draw(t, "type")
		}
		all = append(all, a)
	}
	return all
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

// drawConfig draws what a user may write for a schema; unknown values are what other resources will tell.
func drawConfig(t *rapid.T, schema *tfprotov6.Schema, unknown bool) cty.Value {
	return drawObject(t, members(schema), ImpliedType(schema), func(m member, kind cty.Type) (cty.Value, bool) {
		required := !m.optional && !m.computed
		switch {
		case m.computed && !m.optional, !required && rapid.Bool().Draw(t, "null"):
			return cty.NullVal(kind), true
		case unknown && rapid.IntRange(0, 7).Draw(t, "unknown") == 0:
			return cty.UnknownVal(kind), true
		default:
			return cty.NilVal, false
		}
	})
}

// drawState draws what a provider may have in the state.
func drawState(t *rapid.T, schema *tfprotov6.Schema) cty.Value {
	return drawObject(t, members(schema), ImpliedType(schema), func(m member, kind cty.Type) (cty.Value, bool) {
		required := !m.optional && !m.computed
		if !m.writeOnly && (required || rapid.IntRange(0, 3).Draw(t, "null") > 0) {
			return cty.NilVal, false
		}
		return cty.NullVal(kind), true
	})
}

// drawObject draws an object; attributes are what pick says, or known.
func drawObject(t *rapid.T, all []member, kind cty.Type, pick func(m member, kind cty.Type) (cty.Value, bool)) cty.Value {
	values := map[string]cty.Value{}
	for _, m := range all {
		values[m.name] = drawMember(t, m, kind.AttributeType(m.name), pick)
	}
	return cty.ObjectVal(values)
}

func drawMember(t *rapid.T, m member, kind cty.Type, pick func(m member, kind cty.Type) (cty.Value, bool)) cty.Value {
	if m.block {
		if m.nesting == tfprotov6.SchemaNestedBlockNestingModeSingle && rapid.Bool().Draw(t, "no block") {
			return cty.NullVal(kind)
		}
	} else if v, ok := pick(m, kind); ok {
		return v
	}
	switch m.nesting {
	case nestedNot:
		return drawAny(t, kind)
	case tfprotov6.SchemaNestedBlockNestingModeSingle, tfprotov6.SchemaNestedBlockNestingModeGroup:
		return drawObject(t, m.members, kind, pick)
	}
	var elements []cty.Value
	for range rapid.IntRange(0, 2).Draw(t, "objects") {
		one := cty.NilVal
		if !m.block {
			one, _ = pick(member{}, kind.ElementType())
		}
		if one == cty.NilVal {
			one = drawObject(t, m.members, kind.ElementType(), pick)
		}
		elements = append(elements, one)
	}
	return collect(kind, elements, rapid.IntRange(0, 1).Draw(t, "first"))
}

// drawCompletion draws what a provider may make of a proposal: computed attributes that the configuration leaves null
// are unknown, or any value, or as proposed.
func drawCompletion(t *rapid.T, all []member, config, proposed cty.Value, unknown bool) cty.Value {
	if config.IsNull() || !config.IsKnown() {
		return proposed
	}
	values := map[string]cty.Value{}
	for _, m := range all {
		values[m.name] = completedMember(t, m, attr(config, m.name), attr(proposed, m.name), unknown)
	}
	return cty.ObjectVal(values)
}

func completedMember(t *rapid.T, m member, config, proposed cty.Value, unknown bool) cty.Value {
	switch {
	case m.writeOnly:
		return cty.NullVal(proposed.Type())
	case m.computed && config.IsNull():
		switch rapid.IntRange(0, 3).Draw(t, "choice") {
		case 0:
			return proposed
		case 1:
			if unknown {
				return cty.UnknownVal(proposed.Type())
			}
		}
		return drawMember(t, m, proposed.Type(), func(m member, kind cty.Type) (cty.Value, bool) {
			if unknown && m.computed && rapid.Bool().Draw(t, "unknown") {
				return cty.UnknownVal(kind), true
			}
			return cty.NilVal, false
		})
	case m.nesting == nestedNot || config.IsNull() || !config.IsKnown():
		return proposed
	case m.single():
		return drawCompletion(t, m.members, config, proposed, unknown)
	case config.LengthInt() == 0:
		return proposed
	}
	var list []cty.Value
	keyed := map[string]cty.Value{}
	before, after := config.AsValueSlice(), proposed.AsValueSlice()
	if m.nesting == nestedSet && len(before) != len(after) {
		return proposed
	}
	keys := []string{}
	for key := range config.Elements() {
		if m.nesting == nestedMap {
			keys = append(keys, key.AsString())
		}
	}
	for i, object := range before {
		from := object
		if m.nesting == nestedSet {
			from = after[i] // any order will do
		}
		merged := drawCompletion(t, m.members, from, after[i], unknown)
		list = append(list, merged)
		if m.nesting == nestedMap {
			keyed[keys[i]] = merged
		}
	}
	if m.nesting == nestedMap {
		return cty.MapVal(keyed)
	}
	return collect(proposed.Type(), list, 0)
}

// drawMutation changes some of the values inside of an object.
func drawMutation(t *rapid.T, value cty.Value, often bool) cty.Value {
	odds := 11
	if often {
		odds = 3
	}
	changed, err := cty.Transform(value, func(path cty.Path, v cty.Value) (cty.Value, error) {
		if len(path) == 0 || rapid.IntRange(0, odds).Draw(t, "change") > 0 {
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
