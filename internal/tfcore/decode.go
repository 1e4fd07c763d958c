package tfcore

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/dynblock"
	"github.com/hashicorp/hcl/v2/hcldec"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// decode evaluates a body by the form of a schema.
func decode(body hcl.Body, f form, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	value, diags := hcldec.Decode(dynblock.Expand(body, ctx), f.spec, ctx)
	if diags.HasErrors() {
		return cty.UnknownVal(f.typ), diags
	}
	value, _ = value.UnmarkDeep()
	value, err := convert.Convert(value, f.typ)
	if err != nil { // the spec is made of the same schema
		return cty.UnknownVal(f.typ), append(diags, &hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Invalid configuration", Detail: err.Error()})
	}
	return value, diags
}

// variables are the references in a body.
func variables(body hcl.Body, f form) []hcl.Traversal {
	return append(hcldec.Variables(body, f.spec), dynblock.VariablesHCLDec(body, f.spec)...)
}

func specOf(block *tfprotov6.SchemaBlock) hcldec.ObjectSpec {
	spec := hcldec.ObjectSpec{}
	for _, a := range block.Attributes {
		spec[a.Name] = &hcldec.AttrSpec{Name: a.Name, Type: configType(a), Required: a.Required}
	}
	for _, b := range block.BlockTypes {
		spec[b.TypeName] = blockSpec(b)
	}
	return spec
}

func blockSpec(b *tfprotov6.SchemaNestedBlock) hcldec.Spec {
	nested := specOf(b.Block)
	switch b.Nesting {
	case tfprotov6.SchemaNestedBlockNestingModeList:
		return &hcldec.BlockListSpec{TypeName: b.TypeName, Nested: nested, MinItems: int(b.MinItems), MaxItems: int(b.MaxItems)}
	case tfprotov6.SchemaNestedBlockNestingModeSet:
		return &hcldec.BlockSetSpec{TypeName: b.TypeName, Nested: nested, MinItems: int(b.MinItems), MaxItems: int(b.MaxItems)}
	case tfprotov6.SchemaNestedBlockNestingModeMap:
		return &hcldec.BlockMapSpec{TypeName: b.TypeName, Nested: nested, LabelNames: []string{"key"}}
	default: // single and group
		return &hcldec.BlockSpec{TypeName: b.TypeName, Nested: nested, Required: b.MinItems > 0}
	}
}

// configType is the type that an expression is converted to: of nested objects
// what is not required may be left out.
func configType(a *tfprotov6.SchemaAttribute) cty.Type {
	if a.NestedType == nil {
		return typeOf(a.Type)
	}
	types := map[string]cty.Type{}
	var optional []string
	for _, nested := range a.NestedType.Attributes {
		types[nested.Name] = configType(nested)
		if !nested.Required {
			optional = append(optional, nested.Name)
		}
	}
	object := cty.ObjectWithOptionalAttrs(types, optional)
	switch a.NestedType.Nesting {
	case tfprotov6.SchemaObjectNestingModeList:
		return cty.List(object)
	case tfprotov6.SchemaObjectNestingModeSet:
		return cty.Set(object)
	case tfprotov6.SchemaObjectNestingModeMap:
		return cty.Map(object)
	default:
		return object
	}
}
