package tfcore

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"
)

// The members of the schemas of the tables. Texts are written as attributes of type string.
func argument(name string) *tfprotov6.SchemaAttribute {
	return &tfprotov6.SchemaAttribute{Name: name, Type: tftypes.String, Optional: true}
}

func computed(name string) *tfprotov6.SchemaAttribute {
	return &tfprotov6.SchemaAttribute{Name: name, Type: tftypes.String, Computed: true}
}

func either(name string) *tfprotov6.SchemaAttribute {
	return &tfprotov6.SchemaAttribute{Name: name, Type: tftypes.String, Optional: true, Computed: true}
}

func nestedIn(mode nesting, a *tfprotov6.SchemaAttribute, attributes ...*tfprotov6.SchemaAttribute) *tfprotov6.SchemaAttribute {
	a.Type, a.NestedType = nil, &tfprotov6.SchemaObject{Nesting: tfprotov6.SchemaObjectNestingMode(mode), Attributes: attributes}
	return a
}

func blocksIn(mode nesting, name string, attributes ...*tfprotov6.SchemaAttribute) *tfprotov6.Schema {
	return &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{BlockTypes: []*tfprotov6.SchemaNestedBlock{
		{TypeName: name, Nesting: mode, Block: &tfprotov6.SchemaBlock{Attributes: attributes}},
	}}}
}

func schemaOf(attributes ...*tfprotov6.SchemaAttribute) *tfprotov6.Schema {
	return &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Attributes: attributes}}
}

// Their values: an object is pairs of names and values, of which a nil is a null string.
func values(pairs ...any) cty.Value {
	all := map[string]cty.Value{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i].(string)] = valueOf(pairs[i+1])
	}
	return cty.ObjectVal(all)
}

func valueOf(v any) cty.Value {
	switch v := v.(type) {
	case nil:
		return cty.NullVal(cty.String)
	case string:
		return cty.StringVal(v)
	default:
		return v.(cty.Value)
	}
}

func listOf(objects ...cty.Value) cty.Value { return cty.ListVal(objects) }
func setOf(objects ...cty.Value) cty.Value  { return cty.SetVal(objects) }

// pair has an argument and a computed attribute, as most nested objects below.
func pair(a, c any) cty.Value { return values("a", a, "c", c) }

var (
	someText   = cty.UnknownVal(cty.String)
	pairType   = cty.Object(map[string]cty.Type{"a": cty.String, "c": cty.String})
	pairFields = []*tfprotov6.SchemaAttribute{argument("a"), computed("c")}
	modeSingle = tfprotov6.SchemaNestedBlockNestingModeSingle
	modeGroup  = tfprotov6.SchemaNestedBlockNestingModeGroup
)

func TestProposed(t *testing.T) {
	secret := argument("wo")
	secret.WriteOnly = true
	flat := schemaOf(argument("a"), computed("c"), either("e"))
	inList := schemaOf(nestedIn(nestedList, argument("o"), pairFields...))
	inSet := schemaOf(nestedIn(nestedSet, argument("o"), argument("a"), either("c")))
	single := schemaOf(nestedIn(modeSingle, either("o"), pairFields...))
	deepNull := cty.NullVal(cty.Object(map[string]cty.Type{"n": cty.Object(map[string]cty.Type{"a": cty.String})}))
	for name, c := range map[string]struct {
		schema              *tfprotov6.Schema
		prior, config, want cty.Value
	}{
		"new: nothing is unknown yet": {
			flat, cty.NullVal(ImpliedType(flat)),
			values("a", "x", "c", nil, "e", nil),
			values("a", "x", "c", nil, "e", nil),
		},
		"computed is kept, arguments are as configured": {
			flat, values("a", "x", "c", "id", "e", "chosen"),
			values("a", "y", "c", nil, "e", nil),
			values("a", "y", "c", "id", "e", "chosen"),
		},
		"an argument that is removed is null": {
			flat, values("a", "x", "c", "id", "e", "x"),
			values("a", nil, "c", nil, "e", "y"),
			values("a", nil, "c", "id", "e", "y"),
		},
		"unknown as configured": {
			flat, values("a", "x", "c", "id", "e", "x"),
			values("a", someText, "c", nil, "e", someText),
			values("a", someText, "c", "id", "e", someText),
		},
		"the end": {
			flat, values("a", "x", "c", "id", "e", "x"), cty.NullVal(ImpliedType(flat)), cty.NullVal(ImpliedType(flat)),
		},
		"write-only as configured": {
			schemaOf(secret), values("wo", nil), values("wo", "secret"), values("wo", "secret"),
		},
		"single": {
			single, values("o", pair("x", "1")), values("o", pair("y", nil)), values("o", pair("y", "1")),
		},
		"single, removed: it has an argument": {
			single, values("o", pair("x", "1")), values("o", cty.NullVal(pairType)), values("o", cty.NullVal(pairType)),
		},
		"single, removed: it has an argument deep inside": {
			schemaOf(nestedIn(modeSingle, either("o"), nestedIn(modeSingle, computed("n"), argument("a")))),
			values("o", values("n", values("a", "x"))), values("o", deepNull), values("o", deepNull),
		},
		"single, computed": {
			single, values("o", pair(nil, "1")), values("o", cty.NullVal(pairType)), values("o", pair(nil, "1")),
		},
		"single, unknown": {
			single, values("o", pair("x", "1")), values("o", cty.UnknownVal(pairType)), values("o", cty.UnknownVal(pairType)),
		},
		"list by index": {
			inList, values("o", listOf(pair("x", "1"), pair("y", "2"))),
			values("o", listOf(pair("y", nil), pair("x", nil), pair("z", nil))),
			values("o", listOf(pair("y", "1"), pair("x", "2"), pair("z", nil))),
		},
		"an unknown element of a list": {
			inList, values("o", listOf(pair("x", "1"))),
			values("o", listOf(cty.UnknownVal(pairType), cty.UnknownVal(pairType))),
			values("o", listOf(pair(someText, someText), cty.UnknownVal(pairType))),
		},
		"an empty list": {
			inList, values("o", listOf(pair("x", "1"))), values("o", cty.ListValEmpty(pairType)), values("o", cty.ListValEmpty(pairType)),
		},
		"map by key": {
			schemaOf(nestedIn(nestedMap, argument("o"), pairFields...)),
			values("o", cty.MapVal(map[string]cty.Value{"k": pair("x", "1"), "l": pair("y", "2")})),
			values("o", cty.MapVal(map[string]cty.Value{"l": pair("z", nil), "m": pair("x", nil)})),
			values("o", cty.MapVal(map[string]cty.Value{"l": pair("z", "2"), "m": pair("x", nil)})),
		},
		"set by what is configured": {
			inSet, values("o", setOf(pair("x", "1"), pair("y", "2"), pair("z", "3"))),
			values("o", setOf(pair("y", nil), pair("w", nil), pair("z", "4"))),
			values("o", setOf(pair("y", "2"), pair("w", nil), pair("z", "4"))),
		},
		"set, one object of two": {
			inSet, values("o", setOf(pair("x", "1"), pair("x", "2"))),
			values("o", setOf(pair("x", nil), pair("y", nil))),
			values("o", setOf(pair("x", "1"), pair("y", nil))),
		},
		"block list": {
			blocksIn(nestedList, "b", pairFields...), values("b", listOf(pair("x", "1"), pair("y", "2"))),
			values("b", listOf(pair("y", nil))), values("b", listOf(pair("y", "1"))),
		},
		"block set": {
			blocksIn(nestedSet, "b", pairFields...), values("b", setOf(pair("x", "1"), pair("y", "2"))),
			values("b", setOf(pair("y", nil))), values("b", setOf(pair("y", "2"))),
		},
		"block map": {
			blocksIn(nestedMap, "b", pairFields...), values("b", cty.MapVal(map[string]cty.Value{"k": pair("x", "1")})),
			values("b", cty.MapVal(map[string]cty.Value{"k": pair("y", nil)})), values("b", cty.MapVal(map[string]cty.Value{"k": pair("y", "1")})),
		},
		"single block, removed": {
			blocksIn(modeSingle, "b", pairFields...), values("b", pair("x", "1")), values("b", cty.NullVal(pairType)), values("b", cty.NullVal(pairType)),
		},
		"group block": {
			blocksIn(modeGroup, "b", pairFields...), values("b", pair("x", "1")), values("b", pair(nil, nil)), values("b", pair(nil, "1")),
		},
		"dynamic block": {
			blocksIn(nestedList, "b", pairFields...), values("b", listOf(pair("x", "1"))),
			values("b", cty.UnknownVal(cty.List(pairType))), values("b", cty.UnknownVal(cty.List(pairType))),
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Proposed(c.schema, c.prior, c.config); !got.RawEquals(c.want) {
				t.Errorf("got  %#v\nwant %#v", got, c.want)
			}
		})
	}
}

// Objects of a set belong together if the prior one can have come from the configured one.
func TestProposed_sets(t *testing.T) {
	list, one := nestedIn(nestedList, argument("l"), pairFields...), nestedIn(modeSingle, argument("o"), pairFields...)
	tags := &tfprotov6.SchemaAttribute{Name: "s", Type: tftypes.Set{ElementType: tftypes.String}, Optional: true, Computed: true}
	schema := schemaOf(nestedIn(nestedSet, argument("set"), computed("c"), either("e"), list, tags, one))
	// of is an object of the set with one attribute that is not empty.
	of := func(computed any, name string, v any) cty.Value {
		all := values("c", computed, "e", nil, "l", cty.ListValEmpty(pairType), "s", cty.NullVal(cty.Set(cty.String)), "o", cty.NullVal(pairType)).AsValueMap()
		all[name] = valueOf(v)
		return cty.ObjectVal(all)
	}
	for name, c := range map[string]struct {
		attribute     string
		prior, config any
		match         bool
	}{
		"the same":                {"e", "x", "x", true},
		"chosen by the provider":  {"e", "x", nil, true},
		"another choice":          {"e", "x", "y", false},
		"unknown":                 {"e", "x", someText, false},
		"computed inside":         {"l", listOf(pair("x", "2")), listOf(pair("x", nil)), true},
		"another argument inside": {"l", listOf(pair("x", "2")), listOf(pair("y", nil)), false},
		"fewer inside":            {"l", listOf(pair("x", "2")), cty.ListValEmpty(pairType), false},
		"more inside":             {"l", listOf(pair("x", "2")), listOf(pair("x", nil), pair("y", nil)), true},
		"none inside":             {"l", listOf(pair("x", "2")), cty.NullVal(cty.List(pairType)), false},
		"unknown inside":          {"l", listOf(pair("x", "2")), cty.UnknownVal(cty.List(pairType)), false},
		"object":                  {"o", pair("x", "2"), pair("x", nil), true},
		"another object":          {"o", pair("x", "2"), pair("y", nil), false},
		"an unknown object":       {"o", pair("x", "2"), pair(someText, nil), false},
		"no object any more":      {"o", pair(nil, "2"), cty.NullVal(pairType), false},
		"a new object":            {"o", cty.NullVal(pairType), pair("x", nil), true},
		"a set inside, computed":  {"s", setOf(cty.StringVal("x")), cty.NullVal(cty.Set(cty.String)), false},
	} {
		t.Run(name, func(t *testing.T) {
			prior, config := values("set", setOf(of("1", c.attribute, c.prior))), values("set", setOf(of(nil, c.attribute, c.config)))
			objects := Proposed(schema, prior, config).GetAttr("set").AsValueSlice()
			if match := !objects[0].GetAttr("c").IsNull(); len(objects) != 1 || match != c.match {
				t.Errorf("got %#v, a match: %t, want %t", objects, match, c.match)
			}
		})
	}
	t.Run("once", func(t *testing.T) {
		config := values("set", setOf(of(nil, "l", listOf(pair("x", nil))), of(nil, "l", listOf(pair("x", nil), pair("y", nil)))))
		var matches int
		for _, object := range Proposed(schema, values("set", setOf(of("1", "l", cty.ListValEmpty(pairType)))), config).GetAttr("set").AsValueSlice() {
			if !object.GetAttr("c").IsNull() {
				matches++
			}
		}
		if matches != 1 {
			t.Errorf("one prior object went to %d configured ones", matches)
		}
	})
}

func TestProposed_unchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		schema := shape{simpleSets: true}.drawSchema(t)
		config := drawConfig(t, schema, false)
		state := drawResult(t, schema, config, Proposed(schema, cty.NullVal(ImpliedType(schema)), config))
		if got := Proposed(schema, state, config); !got.RawEquals(state) {
			t.Errorf("config %#v\nstate  %#v\ngot    %#v", config, state, got)
		}
	})
}

func TestProposed_type(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		schema := anything.drawSchema(t)
		prior, config := drawPrior(t, schema), drawConfig(t, schema, true)
		if got, want := Proposed(schema, prior, config).Type(), ImpliedType(schema); !got.Equals(want) {
			t.Errorf("got %#v\nwant %#v", got, want)
		}
	})
}
