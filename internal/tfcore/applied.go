package tfcore

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// CompatibleErrors tells where an actual object disagrees with what was planned: what was known is equal, and what was
// unknown may be anything of its type. The plan at apply ("Provider produced inconsistent final plan") and the result
// of it ("Provider produced inconsistent result after apply") follow the same rules. That a result has nothing unknown
// is another rule.
//
// Each error is a cty.PathError in the order of the schema. Its text is what the CLI writes after "new value: " and
// "new value for ", the path included. The objects of sets agree if each of either set agrees with one of the other.
func CompatibleErrors(schema *tfprotov6.Schema, planned, actual cty.Value) []error {
	var found problems
	compatibleBlock(&found, nil, members(schema), planned, actual)
	return found
}

func compatibleBlock(found *problems, path cty.Path, all []member, planned, actual cty.Value) {
	root := ""
	if len(path) == 0 {
		root = "Root object "
	}
	switch {
	case planned.IsNull() && actual.IsNull():
		return
	case planned.IsNull():
		found.add(path, "%swas absent, but now present", root)
		return
	case actual.IsNull():
		found.add(path, "%swas present, but now absent", root)
		return
	}
	for _, m := range all {
		check := compatibleAttribute
		if m.block {
			check = compatibleBlocks
		}
		check(found, path.GetAttr(m.name), m, attr(planned, m.name), attr(actual, m.name))
	}
}

func compatibleAttribute(found *problems, path cty.Path, m member, planned, actual cty.Value) {
	if !isSensitive(m, planned) && !isSensitive(m, actual) {
		compatibleValue(found, path, planned, actual)
		return
	}
	var hidden problems
	compatibleValue(&hidden, path, planned, actual)
	if len(hidden) > 0 {
		found.add(path, "inconsistent values for sensitive attribute")
	}
}

// isSensitive tells whether a value is sensitive or has something sensitive in it.
func isSensitive(m member, value cty.Value) bool {
	if m.sensitive {
		return true
	}
	for _, object := range nestedObjects(m, value) {
		for _, inner := range m.members {
			if object.IsKnown() && isSensitive(inner, attr(object, inner.name)) {
				return true
			}
		}
	}
	return false
}

// compatibleBlocks compares the blocks of one type. Unknown ones, of a dynamic block, may become any number.
func compatibleBlocks(found *problems, path cty.Path, m member, planned, actual cty.Value) {
	if m.single() {
		if planned.IsKnown() || !actual.IsNull() {
			compatibleBlock(found, path, m.members, planned, actual)
		}
		return
	}
	if !planned.IsKnown() || !actual.IsKnown() || planned.IsNull() || actual.IsNull() {
		return
	}
	before, now := planned.LengthInt(), actual.LengthInt()
	switch {
	case m.nesting == nestedSet:
		correlate(found, path, "block set length", planned, actual, func(inner *problems, planned, actual cty.Value) {
			compatibleBlock(inner, path.Index(actual), m.members, planned, actual)
		})
		return
	case before != now:
		found.add(path, "block count changed from %d to %d", before, now)
		return
	}
	for key, object := range planned.Elements() {
		if has(actual, key) { // the CLI does not notice a block with another key
			compatibleBlock(found, path.Index(key), m.members, object, actual.Index(key))
		}
	}
}

func compatibleValue(found *problems, path cty.Path, planned, actual cty.Value) {
	kind := planned.Type()
	switch {
	case kind == cty.DynamicPseudoType:
	case len(actual.Type().TestConformance(kind)) > 0:
		found.add(path, "wrong final value type: %s", convert.MismatchMessage(actual.Type(), kind))
	case !planned.IsKnown():
		if fits := planned.Range().Includes(actual); fits.IsKnown() && fits.False() {
			found.add(path, "final value %#v does not conform to planning placeholder %#v", actual, planned)
		}
	case planned.IsNull() && actual.IsNull():
	case actual.IsNull():
		found.add(path, "was %#v, but now null", planned)
	case planned.IsNull():
		found.add(path, "was null, but now %#v", actual)
	case !actual.IsKnown():
		found.add(path, "was known, but now unknown")
	case kind.IsPrimitiveType():
		if actual.Equals(planned).False() {
			found.add(path, "was %#v, but now %#v", planned, actual)
		}
	case kind.IsObjectType():
		for _, name := range slices.Sorted(maps.Keys(kind.AttributeTypes())) {
			compatibleValue(found, path.GetAttr(name), planned.GetAttr(name), actual.GetAttr(name))
		}
	case kind.IsSetType():
		correlate(found, path, "length", planned, actual, func(inner *problems, planned, actual cty.Value) {
			compatibleValue(inner, path.Index(actual), planned, actual)
		})
	default:
		compatibleElements(found, path, planned, actual)
	}
}

// compatibleElements compares lists, maps and tuples.
func compatibleElements(found *problems, path cty.Path, planned, actual cty.Value) {
	for key, value := range planned.Elements() {
		if !has(actual, key) {
			found.add(path, "element %s has vanished", formatKey(key))
			continue
		}
		compatibleValue(found, path.Index(key), value, actual.Index(key))
	}
	for key := range actual.Elements() {
		if !has(planned, key) {
			found.add(path, "new element %s has appeared", formatKey(key))
		}
	}
}

// correlate finds the elements of each set that agree with none of the other.
func correlate(found *problems, path cty.Path, length string, planned, actual cty.Value, compare func(found *problems, planned, actual cty.Value)) {
	before, now := planned.AsValueSlice(), actual.AsValueSlice()
	lost, added := slices.Clone(before), slices.Clone(now)
	for _, b := range before {
		for _, n := range now {
			var inner problems
			if compare(&inner, b, n); len(inner) == 0 {
				lost, added = without(lost, b), without(added, n)
			}
		}
	}
	for _, element := range lost {
		found.add(path, "planned set element %#v does not correlate with any element in actual", element)
	}
	if len(lost) == 0 { // else it would be told twice
		for _, element := range added {
			found.add(path, "actual set element %#v does not correlate with any element in plan", element)
		}
	}
	// Elements that turn out to be equal become one; none can become two.
	if len(before) < len(now) {
		found.add(path, "%s changed from %d to %d", length, len(before), len(now))
	}
}

func without(elements []cty.Value, one cty.Value) []cty.Value {
	return slices.DeleteFunc(elements, one.RawEquals)
}
