// Package headers is what resources with custom headers have in common: their
// attributes, what a header may be, who sets those of a rule, and how they are
// compared. Values are never in an error: they may be secrets.
package headers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const (
	nameAttribute  = "header_name"
	valueAttribute = "header_value"
)

// Type is the type of a header in a set.
var Type = types.ObjectType{AttrTypes: map[string]attr.Type{nameAttribute: types.StringType, valueAttribute: types.StringType}}

// Attributes are those of a header, in a nested block or a nested attribute. What
// they may be is for the [Validator] of the set to say.
func Attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		nameAttribute: schema.StringAttribute{
			MarkdownDescription: "Name of the header, 1 to 100 letters, digits, spaces and `-` `_` `:`. Names are unique within a rule, whatever their case.", Required: true,
		},
		valueAttribute: schema.StringAttribute{
			MarkdownDescription: "Value of the header, 1 to 100 characters of ASCII. `$remote_addr` stands for the address of the client; `$` stands nowhere else.", Required: true,
		},
	}
}

// Of are the headers of a set, but for those that are not known as a whole.
func Of(set types.Set) []gaapapi.Header {
	var all []gaapapi.Header
	for _, e := range entries(set) {
		if !e.name.IsUnknown() && !e.value.IsUnknown() {
			all = append(all, gaapapi.Header{Name: e.name.ValueString(), Value: e.value.ValueString()})
		}
	}
	return all
}

// Set is the set of some headers. An answer may have one twice, and may write a
// name in another case than is known of it: that would be drift that nobody can
// mend.
func Set(all []gaapapi.Header, known types.Set) types.Set {
	written := map[string]string{}
	for _, h := range Of(known) {
		written[fold(h.Name)] = h.Name
	}
	elements := make([]attr.Value, 0, len(all))
	seen := map[gaapapi.Header]bool{}
	for _, h := range all {
		h.Name = cmp.Or(written[fold(h.Name)], h.Name)
		if !seen[h] {
			seen[h] = true
			elements = append(elements, types.ObjectValueMust(Type.AttrTypes, map[string]attr.Value{
				nameAttribute: types.StringValue(h.Name), valueAttribute: types.StringValue(h.Value),
			}))
		}
	}
	return types.SetValueMust(Type, elements)
}

// Differences says in what some headers are not those that are wanted. Order does
// not matter, nor does the case of names.
func Differences(wanted, shown []gaapapi.Header) []string {
	var found []string
	want, have := byName(wanted), byName(shown)
	said := map[string]bool{}
	for _, h := range append(slices.Clone(wanted), shown...) {
		name := fold(h.Name)
		switch {
		case said[name]:
		case len(have[name]) == 0:
			found = append(found, "header "+h.Name+" is not set")
		case len(want[name]) == 0:
			found = append(found, "header "+h.Name+" is set, too")
		case !slices.Equal(want[name], have[name]):
			found = append(found, "header "+h.Name+" has another value")
		}
		said[name] = true
	}
	return found
}

// Names are the names of some headers, for texts.
func Names(all []gaapapi.Header) string {
	names := make([]string, 0, len(all))
	for _, h := range all {
		names = append(names, h.Name)
	}
	return strings.Join(names, ", ")
}

// byName are the values that some headers have, sorted, by their names.
func byName(all []gaapapi.Header) map[string][]string {
	found := map[string][]string{}
	for _, h := range all {
		found[fold(h.Name)] = append(found[fold(h.Name)], h.Value)
	}
	for _, values := range found {
		slices.Sort(values)
	}
	return found
}

// fold is a name whatever its case.
func fold(name string) string { return strings.ToLower(name) }

// entry is a header of a configuration, of which a part may not be known.
type entry struct{ name, value types.String }

func entries(set types.Set) []entry {
	var all []entry
	for _, element := range set.Elements() {
		if o, ok := element.(basetypes.ObjectValue); ok && !o.IsUnknown() && !o.IsNull() {
			name, _ := o.Attributes()[nameAttribute].(types.String)
			value, _ := o.Attributes()[valueAttribute].(types.String)
			all = append(all, entry{name, value})
		}
	}
	return all
}
