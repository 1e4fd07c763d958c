package tfcore

import (
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// ImpliedType is the type of the values of a schema. It panics if the schema has a type that the protocol cannot carry.
//
// Lists and maps of nested objects are cty lists and maps: a schema with a dynamic attribute inside of a collection,
// which the plugin framework refuses too, is not supported.
func ImpliedType(schema *tfprotov6.Schema) cty.Type {
	signature, err := json.Marshal(schema.ValueType())
	if err != nil {
		panic(fmt.Sprintf("writing the type of a schema: %v", err))
	}
	implied, err := ctyjson.UnmarshalType(signature)
	if err != nil {
		panic(fmt.Sprintf("reading the type of a schema: %v", err))
	}
	return implied
}

// nesting is how the objects of a block type or of a nested attribute are held. The protocol numbers both alike; an
// attribute with a plain type has none.
type nesting = tfprotov6.SchemaNestedBlockNestingMode

const (
	nestedNot  = tfprotov6.SchemaNestedBlockNestingModeInvalid
	nestedList = tfprotov6.SchemaNestedBlockNestingModeList
	nestedSet  = tfprotov6.SchemaNestedBlockNestingModeSet
	nestedMap  = tfprotov6.SchemaNestedBlockNestingModeMap
)

// member is an attribute or a block type of an object, with what the rules ask of it.
type member struct {
	name    string
	nesting nesting
	members []member // of the nested objects

	block     bool
	optional  bool
	computed  bool
	sensitive bool
	writeOnly bool
}

// single tells whether there is one object, and not a collection of them.
func (m member) single() bool {
	return m.nesting == tfprotov6.SchemaNestedBlockNestingModeSingle || m.nesting == tfprotov6.SchemaNestedBlockNestingModeGroup
}

// members lists what a schema consists of, attributes first.
func members(schema *tfprotov6.Schema) []member {
	if schema == nil {
		return nil
	}
	return blockMembers(schema.Block)
}

func blockMembers(block *tfprotov6.SchemaBlock) []member {
	if block == nil {
		return nil
	}
	all := attributeMembers(block.Attributes)
	for _, nested := range block.BlockTypes {
		all = append(all, member{
			name:    nested.TypeName,
			nesting: nested.Nesting,
			members: blockMembers(nested.Block),
			block:   true,
		})
	}
	return all
}

func attributeMembers(attributes []*tfprotov6.SchemaAttribute) []member {
	var all []member
	for _, a := range attributes {
		one := member{
			name:      a.Name,
			optional:  a.Optional,
			computed:  a.Computed,
			sensitive: a.Sensitive,
			writeOnly: a.WriteOnly,
		}
		if a.NestedType != nil {
			one.nesting = nesting(a.NestedType.Nesting)
			one.members = attributeMembers(a.NestedType.Attributes)
		}
		all = append(all, one)
	}
	return all
}

// attr is an attribute of an object, null if the object is null and unknown if it is unknown.
func attr(object cty.Value, name string) cty.Value {
	if object.IsNull() {
		return cty.NullVal(object.Type().AttributeType(name))
	}
	return object.GetAttr(name)
}

// element is the object of a list or map at a key, null if there is none.
func element(collection, key cty.Value) cty.Value {
	if collection.IsNull() || !has(collection, key) {
		return cty.NullVal(collection.Type().ElementType())
	}
	return collection.Index(key)
}

// has tells whether a list or map is known to have a key.
func has(collection, key cty.Value) bool {
	found := collection.HasIndex(key)
	return found.IsKnown() && found.True()
}
