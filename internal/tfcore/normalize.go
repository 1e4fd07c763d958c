package tfcore

import (
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// same compares two values. What is known of an unknown value, as the prefix of a text, does not count: a provider that
// returns an unknown value need not repeat it.
func same(a, b cty.Value) bool {
	return unrefined(a).RawEquals(unrefined(b))
}

func unrefined(v cty.Value) cty.Value {
	plain, err := cty.Transform(v, func(_ cty.Path, v cty.Value) (cty.Value, error) {
		if !v.IsKnown() {
			return cty.UnknownVal(v.Type()), nil
		}
		return v, nil
	})
	if err != nil {
		panic(err) // the function above returns none
	}
	return plain
}

// WriteOnlyPaths finds the write-only attributes that have a value. A provider never returns any: of a plan, the CLI
// refuses them before it compares anything, in words of its own.
func WriteOnlyPaths(schema *tfprotov6.Schema, value cty.Value) []cty.Path {
	return writeOnlyPaths(nil, members(schema), value)
}

func writeOnlyPaths(path cty.Path, all []member, object cty.Value) (paths []cty.Path) {
	for _, m := range all {
		here, v := path.GetAttr(m.name), attr(object, m.name)
		switch {
		case m.writeOnly && !v.IsNull():
			paths = append(paths, here)
		case m.nesting == nestedNot || v.IsNull() || !v.IsKnown():
		case m.single():
			paths = append(paths, writeOnlyPaths(here, m.members, v)...)
		default:
			for key, inner := range v.Elements() {
				if inner.IsKnown() || !m.block {
					paths = append(paths, writeOnlyPaths(here.Index(key), m.members, inner)...)
				}
			}
		}
	}
	return paths
}

// FormatPath writes a path the way the CLI does: .timeouts.create, .tags["a"], .ip_list[0].ip
func FormatPath(path cty.Path) string {
	var b strings.Builder
	for _, step := range path {
		switch step := step.(type) {
		case cty.GetAttrStep:
			b.WriteString("." + step.Name)
		case cty.IndexStep:
			b.WriteString("[" + formatKey(step.Key) + "]")
		}
	}
	return b.String()
}

func formatKey(key cty.Value) string {
	switch {
	case key.IsNull():
		return "null"
	case !key.IsKnown():
		return "(not yet known)"
	case key.Type() == cty.String:
		return strconv.Quote(key.AsString())
	case key.Type() == cty.Number:
		return key.AsBigFloat().Text('g', -1)
	default:
		return "..." // an element of a set
	}
}
