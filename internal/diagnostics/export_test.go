package diagnostics

import (
	"maps"
	"slices"
)

// Codes are the codes that have a row.
func Codes() []string { return slices.Sorted(maps.Keys(rows)) }
