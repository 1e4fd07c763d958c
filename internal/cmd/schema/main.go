// Command schema prints the provider's schemas as `terraform providers schema
// -json` of a new Terraform does. The docs are made from it, so that they do
// not depend on which CLI is at hand: only new ones know identities and lists.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

func main() {
	address := flag.String("address", provider.Address, "the provider's address in the output")
	flag.Parse()
	text, err := schemas(context.Background(), *address)
	if err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
	fmt.Println(string(text))
}

// object is a JSON object.
type object map[string]any

func schemas(ctx context.Context, address string) ([]byte, error) {
	server := provider.NewServer(provider.Options{})
	all, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, err
	}
	if problems := slices.Concat(all.Diagnostics, identities.Diagnostics); len(problems) > 0 {
		return nil, fmt.Errorf("%s: %s", problems[0].Summary, problems[0].Detail)
	}
	if len(all.Functions)+len(all.EphemeralResourceSchemas)+len(all.ActionSchemas)+len(all.StateStoreSchemas) > 0 {
		return nil, errors.New("the provider has kinds of objects that this command does not know yet")
	}
	return json.MarshalIndent(object{
		"format_version": "1.0",
		"provider_schemas": object{address: object{
			"provider":                  schema(all.Provider),
			"resource_schemas":          each(all.ResourceSchemas, schema),
			"data_source_schemas":       each(all.DataSourceSchemas, schema),
			"list_resource_schemas":     each(all.ListResourceSchemas, schema),
			"resource_identity_schemas": each(identities.IdentitySchemas, identity),
		}},
	}, "", "  ")
}

func each[S any](all map[string]S, of func(S) object) object {
	out := object{}
	for name, one := range all {
		out[name] = of(one)
	}
	return out
}

func schema(s *tfprotov6.Schema) object {
	return object{"version": s.Version, "block": block(s.Block)}
}

func block(b *tfprotov6.SchemaBlock) object {
	types := object{}
	for _, nested := range b.BlockTypes {
		types[nested.TypeName] = object{
			"nesting_mode": blockNesting[nested.Nesting], "block": block(nested.Block), "min_items": nested.MinItems, "max_items": nested.MaxItems,
		}
	}
	return described(object{"attributes": attributes(b.Attributes), "block_types": types}, b.Description, b.DescriptionKind, b.Deprecated)
}

func attributes(all []*tfprotov6.SchemaAttribute) object {
	out := object{}
	for _, a := range all {
		one := object{"required": a.Required, "optional": a.Optional, "computed": a.Computed, "sensitive": a.Sensitive, "write_only": a.WriteOnly}
		if a.NestedType != nil {
			one["nested_type"] = object{"nesting_mode": objectNesting[a.NestedType.Nesting], "attributes": attributes(a.NestedType.Attributes)}
		} else {
			one["type"] = a.Type
		}
		out[a.Name] = described(one, a.Description, a.DescriptionKind, a.Deprecated)
	}
	return out
}

func described(o object, text string, kind tfprotov6.StringKind, deprecated bool) object {
	o["description"], o["description_kind"], o["deprecated"] = text, "plain", deprecated
	if kind == tfprotov6.StringKindMarkdown {
		o["description_kind"] = "markdown"
	}
	return o
}

func identity(s *tfprotov6.ResourceIdentitySchema) object {
	all := object{}
	for _, a := range s.IdentityAttributes {
		all[a.Name] = object{
			"type": a.Type, "description": a.Description, "required_for_import": a.RequiredForImport, "optional_for_import": a.OptionalForImport,
		}
	}
	return object{"version": s.Version, "attributes": all}
}

var blockNesting = map[tfprotov6.SchemaNestedBlockNestingMode]string{
	tfprotov6.SchemaNestedBlockNestingModeSingle: "single",
	tfprotov6.SchemaNestedBlockNestingModeList:   "list",
	tfprotov6.SchemaNestedBlockNestingModeSet:    "set",
	tfprotov6.SchemaNestedBlockNestingModeMap:    "map",
	tfprotov6.SchemaNestedBlockNestingModeGroup:  "group",
}

var objectNesting = map[tfprotov6.SchemaObjectNestingMode]string{
	tfprotov6.SchemaObjectNestingModeSingle: "single",
	tfprotov6.SchemaObjectNestingModeList:   "list",
	tfprotov6.SchemaObjectNestingModeSet:    "set",
	tfprotov6.SchemaObjectNestingModeMap:    "map",
}
