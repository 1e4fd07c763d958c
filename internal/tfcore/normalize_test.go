package tfcore

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

func TestFormatPath(t *testing.T) {
	for want, path := range map[string]cty.Path{
		"":                      nil,
		".timeouts.create":      cty.GetAttrPath("timeouts").GetAttr("create"),
		`.tags["a"]`:            cty.GetAttrPath("tags").IndexString("a"),
		`.tags["a \"b\""]`:      cty.GetAttrPath("tags").IndexString(`a "b"`),
		".ip_list[0].ip":        cty.GetAttrPath("ip_list").IndexInt(0).GetAttr("ip"),
		".set[...].ip":          cty.GetAttrPath("set").Index(pair("x", "y")).GetAttr("ip"),
		`.set["a"]`:             cty.GetAttrPath("set").Index(cty.StringVal("a")),
		".set[(not yet known)]": cty.GetAttrPath("set").Index(someText),
		".set[null]":            cty.GetAttrPath("set").Index(cty.NullVal(cty.String)),
	} {
		if got := FormatPath(path); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestWriteOnlyPaths(t *testing.T) {
	secret := argument("wo")
	secret.WriteOnly = true
	schema := blocksIn(nestedList, "b", secret, argument("a"))
	schema.Block.Attributes = append(schema.Block.Attributes, secret,
		nestedIn(nestedMap, argument("m"), secret), nestedIn(modeSingle, argument("o"), secret, computed("c")))
	inner := cty.Object(map[string]cty.Type{"wo": cty.String})
	block := cty.Object(map[string]cty.Type{"wo": cty.String, "a": cty.String})
	// The CLI looks into unknown objects of attributes, not into unknown blocks.
	value := values(
		"wo", someText,
		"m", cty.MapVal(map[string]cty.Value{"k": values("wo", "x"), "l": values("wo", nil), "u": cty.UnknownVal(inner)}),
		"o", values("wo", "x", "c", "y"),
		"b", listOf(values("wo", nil, "a", "x"), values("wo", "x", "a", nil), cty.UnknownVal(block)),
	)
	if !value.Type().Equals(ImpliedType(schema)) {
		t.Fatalf("%#v is not of the schema", value)
	}
	var got []string
	for _, path := range WriteOnlyPaths(schema, value) {
		got = append(got, FormatPath(path))
	}
	if want := []string{".wo", `.m["k"].wo`, `.m["u"].wo`, ".o.wo", ".b[1].wo"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestImpliedType(t *testing.T) {
	free := argument("d")
	free.Type = tftypes.DynamicPseudoType
	schema := blocksIn(nestedSet, "b", argument("a"))
	schema.Block.Attributes = append(schema.Block.Attributes, free, nestedIn(nestedMap, argument("m"), argument("a")))
	object := cty.Object(map[string]cty.Type{"a": cty.String})
	want := cty.Object(map[string]cty.Type{"d": cty.DynamicPseudoType, "m": cty.Map(object), "b": cty.Set(object)})
	if got := ImpliedType(schema); !got.Equals(want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
	if got := ImpliedType(nil); !got.Equals(cty.EmptyObject) {
		t.Errorf("got %#v without a schema", got)
	}
}
