package headers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
)

// all are headers, each written as NAME=VALUE.
func all(pairs ...string) []gaapapi.Header {
	var list []gaapapi.Header
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		list = append(list, gaapapi.Header{Name: name, Value: value})
	}
	return list
}

func set(pairs ...string) types.Set { return headers.Set(all(pairs...), types.SetNull(headers.Type)) }

// some is a set with a header of which parts may not be known.
func some(name, value types.String) types.Set {
	return types.SetValueMust(headers.Type, []attr.Value{
		types.ObjectValueMust(headers.Type.AttrTypes, map[string]attr.Value{"header_name": name, "header_value": value}),
		types.ObjectUnknown(headers.Type.AttrTypes),
	})
}

func TestSet(t *testing.T) {
	t.Parallel()
	if got := headers.Of(set("X-B=2", "X-A=1", "X-B=2")); !slices.Equal(got, all("X-B=2", "X-A=1")) {
		t.Errorf("%v", got)
	}
	kept := headers.Of(headers.Set(all("x-a=2", "X-C=3"), set("X-A=1")))
	if !slices.Equal(kept, all("X-A=2", "X-C=3")) {
		t.Errorf("a name that is known in another case is %v", kept)
	}
	if got := headers.Of(some(types.StringValue("X-A"), types.StringUnknown())); got != nil {
		t.Errorf("of what is not known there is %v", got)
	}
	if empty := set(); empty.IsNull() || headers.Of(empty) != nil {
		t.Errorf("no headers are %v", empty)
	}
	if got := headers.Names(all("X-A=secret", "X-B=secret")); got != "X-A, X-B" {
		t.Errorf("the names are %s", got)
	}
}

func TestDifferences(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wanted, shown []gaapapi.Header
		want          string
	}{
		"none":                   {nil, nil, ""},
		"equal":                  {all("A=1", "B=2"), all("b=2", "A=1"), ""},
		"missing":                {all("A=1"), nil, "header A is not set"},
		"another value":          {all("A=1"), all("a=2"), "header A has another value"},
		"values differ in case":  {all("A=x"), all("A=X"), "header A has another value"},
		"one more":               {all("A=1"), all("A=1", "B=2"), "header B is set, too"},
		"twice":                  {all("A=1"), all("A=1", "A=2"), "header A has another value"},
		"two of one name":        {all("A=1", "A=2"), all("a=2", "A=1"), ""},
		"another of two":         {all("A=1", "A=2"), all("A=2", "A=3"), "header A has another value"},
		"all kinds":              {all("A=1", "B=2"), all("B=3", "C=4"), "header A is not set; header B has another value; header C is set, too"},
		"a value is never shown": {all("A=secret"), all("A=secret2", "B=secret"), "header A has another value; header B is set, too"},
	} {
		if got := strings.Join(headers.Differences(c.wanted, c.shown), "; "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
