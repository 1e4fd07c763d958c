package diagnostics

import (
	"maps"
	"slices"
)

// Codes are the codes that have a row for a kind, "" for all kinds.
func Codes(kind string) []string {
	if kind == "" {
		return slices.Sorted(maps.Keys(rows))
	}
	return slices.Sorted(maps.Keys(kinds[kind]))
}

// Kinds are the kinds that have rows.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }
