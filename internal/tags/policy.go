// Package tags says which tags a proxy is to have, from what the resource and
// the provider block say, and which of those that it has are whose. All of it
// is pure.
package tags

import (
	"maps"
	"slices"
	"strings"
)

// Policy is what the provider block says about tags. The zero value has no
// defaults and ignores nothing.
type Policy struct {
	Defaults       map[string]string // put on every proxy, unless its resource has another value
	IgnoreKeys     []string          // keys that belong to somebody else
	IgnorePrefixes []string          // keys that start with one of these do, too

	// Unsettled is set while some of the defaults are only known after apply:
	// those are missing.
	HasUnknowns bool
}

// Ignores reports whether tags with the key belong to somebody else.
func (p Policy) Ignores(key string) bool {
	return slices.Contains(p.IgnoreKeys, key) ||
		slices.ContainsFunc(p.IgnorePrefixes, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
}

// Visible returns the tags that are not ignored.
func (p Policy) Visible(all map[string]string) map[string]string {
	visible := map[string]string{}
	for key, value := range all {
		if !p.Ignores(key) {
			visible[key] = value
		}
	}
	return visible
}

// Merge returns the tags that a proxy is to have whose resource asks for own:
// these, and the defaults of other keys.
func (p Policy) Merge(own map[string]string) map[string]string {
	merged := maps.Clone(p.Defaults)
	if merged == nil {
		merged = map[string]string{}
	}
	maps.Copy(merged, own)
	return p.Visible(merged)
}

// Own returns those of all tags of a proxy that count as the resource's own.
// own and before are what the resource had, and all that the proxy had, when
// it was seen last; before is nil if it was not seen yet, as in an import.
//
// What was the resource's own stays so. What is new is its own, so that the
// next plan shows that nobody asked for it, unless it is a default. What was
// there before and not its own was a default once.
func (p Policy) Own(all, own, before map[string]string) map[string]string {
	result := p.Visible(all)
	maps.DeleteFunc(result, func(key, value string) bool {
		if _, mine := own[key]; mine {
			return false
		}
		standard, isDefault := p.Defaults[key]
		if before == nil {
			return isDefault && standard == value
		}
		_, old := before[key]
		return isDefault || old
	})
	return result
}

// Change returns what to set and what to remove, sorted, on a proxy that has
// some tags and is to have others. Ignored tags are left alone.
func (p Policy) Change(have, want map[string]string) (set map[string]string, remove []string) {
	set, have = p.Visible(want), p.Visible(have)
	for _, key := range slices.Sorted(maps.Keys(have)) {
		value, keep := set[key]
		switch {
		case !keep:
			remove = append(remove, key)
		case value == have[key]:
			delete(set, key)
		}
	}
	return set, remove
}

// Changed reports whether a change shows in the tags of a proxy.
func Changed(tags, set map[string]string, remove []string) bool {
	for key, value := range set {
		if got, there := tags[key]; !there || got != value {
			return false
		}
	}
	return !slices.ContainsFunc(remove, func(key string) bool {
		_, there := tags[key]
		return there
	})
}
