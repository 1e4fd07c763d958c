package errorpage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// The headers of a page have one form, so that an import knows it: set_headers has
// those that are there once, and repeated_headers the others.

var valuesType = types.SetType{ElemType: types.StringType}

// headers are those that a model sets, sorted.
func (m *model) headers() []gaapapi.Header {
	var all []gaapapi.Header
	for name, element := range m.SetHeaders.Elements() {
		for _, value := range texts([]attr.Value{element}) {
			all = append(all, gaapapi.Header{Name: name, Value: value})
		}
	}
	for name, element := range m.RepeatedHeaders.Elements() {
		values, _ := element.(types.Set)
		for _, value := range texts(values.Elements()) {
			all = append(all, gaapapi.Header{Name: name, Value: value})
		}
	}
	slices.SortFunc(all, func(a, b gaapapi.Header) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value))
	})
	return all
}

// headersFromAPI takes the headers that the service shows. A name is as it is written,
// if it is the same but for its case: else it would be drift that nobody can mend.
func (m *model) headersFromAPI(all []gaapapi.Header) {
	written := map[string]string{}
	for _, h := range m.headers() {
		written[fold(h.Name)] = h.Name
	}
	values := map[string][]string{}
	for _, h := range all {
		name := cmp.Or(written[fold(h.Name)], h.Name)
		values[name] = append(values[name], h.Value)
	}
	once, repeated := map[string]attr.Value{}, map[string]attr.Value{}
	for name, found := range values {
		slices.Sort(found)
		if found = slices.Compact(found); len(found) == 1 {
			once[name] = types.StringValue(found[0])
		} else {
			repeated[name] = object.TextSet(found)
		}
	}
	m.SetHeaders = orNone(types.MapValueMust(types.StringType, once), m.SetHeaders, types.MapNull(types.StringType))
	m.RepeatedHeaders = orNone(types.MapValueMust(valuesType, repeated), m.RepeatedHeaders, types.MapNull(valuesType))
}

// orNone is what the service shows of a set or a map. If that is empty, it stays as
// it is written that there is none.
func orNone[V attr.Value](shown, known, none V) V {
	switch {
	case !isNone(shown):
		return shown
	case !known.IsNull() && isNone(known):
		return known
	}
	return none
}

// isNone reports whether a value is a set or a map of nothing, or null.
func isNone(value attr.Value) bool {
	switch v := value.(type) {
	case types.Set:
		return !v.IsUnknown() && len(v.Elements()) == 0
	case types.Map:
		return !v.IsUnknown() && len(v.Elements()) == 0
	}
	return false
}

func fold(name string) string { return strings.ToLower(name) }
