package main

import (
	"encoding/json"
	"testing"
)

// All kinds of schemas are there, as the docs generator reads them.
func TestSchemas(t *testing.T) {
	t.Parallel()
	text, err := schemas(t.Context(), "example.com/ns/gaap")
	if err != nil {
		t.Fatal(err)
	}
	var printed any
	if err := json.Unmarshal(text, &printed); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		want any
		at   []string
	}{
		{"1.0", []string{"format_version"}},
		{true, []string{"provider", "block", "attributes", "secret_key", "sensitive"}},
		{true, []string{"resource_schemas", "gaap_proxy", "block", "attributes", "name", "required"}},
		{"string", []string{"resource_schemas", "gaap_proxy", "block", "attributes", "name", "type"}},
		{"list", []string{"resource_schemas", "gaap_proxy", "block", "attributes", "ip_list", "nested_type", "nesting_mode"}},
		{"number", []string{"resource_schemas", "gaap_proxy", "block", "attributes", "ip_list", "nested_type", "attributes", "bandwidth", "type"}},
		{"single", []string{"resource_schemas", "gaap_proxy", "block", "block_types", "timeouts", "nesting_mode"}},
		{true, []string{"resource_schemas", "gaap_proxy", "block", "block_types", "timeouts", "block", "attributes", "create", "optional"}},
		{"markdown", []string{"resource_schemas", "gaap_proxy", "block", "description_kind"}},
		{true, []string{"resource_identity_schemas", "gaap_proxy", "attributes", "id", "required_for_import"}},
		{true, []string{"list_resource_schemas", "gaap_proxy", "block", "attributes", "tags", "optional"}},
	} {
		here := printed
		if len(c.at) > 1 {
			here = here.(map[string]any)["provider_schemas"].(map[string]any)["example.com/ns/gaap"]
		}
		for _, name := range c.at {
			here = here.(map[string]any)[name]
		}
		if here != c.want {
			t.Errorf("%v is %v, want %v", c.at, here, c.want)
		}
	}
}
