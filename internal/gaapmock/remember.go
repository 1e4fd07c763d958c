package gaapmock

import (
	"maps"
	"slices"
	"time"
)

// maxRemembered bounds the tokens, and the tasks, that are kept in memory and
// in the state file.
const maxRemembered = 100_000

// dropOldest removes the oldest tenth of a map that has more than most items.
func dropOldest[V any](items map[string]V, most int, at func(V) time.Time) {
	if len(items) <= most {
		return
	}
	oldest := slices.SortedFunc(maps.Keys(items), func(a, b string) int { return at(items[a]).Compare(at(items[b])) })
	for _, key := range oldest[:len(items)-most+most/10] {
		delete(items, key)
	}
}
