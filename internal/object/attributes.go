package object

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Text is a text that the service shows, null if it leaves it empty.
func Text(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}

// TextOr is [Text], but keeps what is known of an argument that the service
// leaves empty.
func TextOr(text string, known types.String) types.String {
	if text == "" && !known.IsUnknown() {
		return known
	}
	return Text(text)
}

// NumberOr is a number that the service shows, or what is known of one that it
// leaves out.
func NumberOr(number *int64, known types.Int64) types.Int64 {
	if number == nil && !known.IsUnknown() {
		return known
	}
	return types.Int64PointerValue(number)
}

// Time is a time in RFC 3339, null for none.
func Time(t time.Time) types.String {
	if t.IsZero() {
		return types.StringNull()
	}
	return types.StringValue(t.Format(time.RFC3339))
}

// TextSet is a set of texts, each once.
func TextSet(texts []string) types.Set {
	elements := make([]attr.Value, 0, len(texts))
	seen := map[string]bool{}
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			elements = append(elements, types.StringValue(text))
		}
	}
	return types.SetValueMust(types.StringType, elements)
}

// Texts are the texts of a set, but for those that are not known.
func Texts(set types.Set) []string {
	var all []string
	for _, element := range set.Elements() {
		if text, ok := element.(types.String); ok && !text.IsUnknown() {
			all = append(all, text.ValueString())
		}
	}
	return all
}

// IsSet reports whether a value is neither null nor still to be known.
func IsSet(value attr.Value) bool { return !value.IsNull() && !value.IsUnknown() }

// Known is a value, or another one if it is null or not known.
func Known[V attr.Value](value, other V) V {
	if IsSet(value) {
		return value
	}
	return other
}
