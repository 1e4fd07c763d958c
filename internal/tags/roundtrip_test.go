package tags_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

var keys = []string{"a", "b", "c", "d", "org:e", "org:f"}

// some draws a few tags. The keys are few, so that they meet.
func some(t *rapid.T, label string, from []string) set {
	return rapid.MapOfN(rapid.SampledFrom(from), rapid.SampledFrom([]string{"1", "2"}), 0, len(from)).Draw(t, label)
}

// life is a proxy in the service, and what the state shows of it.
type life struct {
	actual  set // in the service
	own     set // tags in the state
	all     set // tags_all in the state; nil after an import
	changes int // calls that changed something
}

func (l *life) refresh(p tags.Policy) {
	l.own, l.all = p.Own(l.actual, l.own, l.all), p.Visible(l.actual)
}

// empty says whether the plan for a configuration has nothing to do.
func (l *life) empty(p tags.Policy, own set) bool {
	return maps.Equal(l.own, own) && maps.Equal(l.all, p.Merge(own))
}

func (l *life) apply(p tags.Policy, own set) {
	want := p.Merge(own)
	set, remove := p.Change(l.all, want)
	if len(set)+len(remove) > 0 {
		l.changes++
	}
	for _, key := range remove {
		delete(l.actual, key)
	}
	maps.Copy(l.actual, set)
	l.own, l.all = maps.Clone(own), want
}

// Whatever happens to the configuration and to the proxy, one apply makes the
// next plan empty, and what is ignored is left alone.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := life{actual: some(t, "before the import", keys)}
		for range rapid.IntRange(1, 6).Draw(t, "rounds") {
			p := tags.Policy{}
			allowed := keys
			if rapid.Bool().Draw(t, "ignore") {
				p.IgnorePrefixes, allowed = []string{"org:"}, keys[:4]
			}
			p.Defaults = some(t, "defaults", allowed)
			own := some(t, "own", allowed)
			l.changes = 0
			fresh := rapid.IntRange(0, 4).Draw(t, "stale") > 0 || l.all == nil
			if fresh {
				l.refresh(p)
			}
			others := maps.Clone(l.actual)
			maps.DeleteFunc(others, func(key, _ string) bool { return !p.Ignores(key) })
			planned := l.empty(p, own)
			l.apply(p, own)
			if planned && l.changes > 0 {
				t.Fatalf("an empty plan made a call")
			}
			l.refresh(p)
			l.refresh(p)
			if fresh && !l.empty(p, own) {
				t.Fatalf("the next plan is not empty; tags %v of %v, in the state %v and %v", own, l.actual, l.own, l.all)
			}
			for key, value := range others {
				if l.actual[key] != value {
					t.Fatalf("%s is ignored and was changed", key)
				}
			}
			// Somebody else has a hand in it.
			maps.Copy(l.actual, some(t, "added", keys))
			for key := range some(t, "removed", keys) {
				delete(l.actual, key)
			}
		}
	})
}

// An import of what the configuration says needs no change, unless it says
// again what is a default; then the change is to the state alone.
func TestRoundTrip_import(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := tags.Policy{Defaults: some(t, "defaults", keys[:4]), IgnorePrefixes: []string{"org:"}}
		own := some(t, "own", keys[:4])
		l := life{actual: p.Merge(own)}
		maps.Copy(l.actual, some(t, "others", keys[4:]))
		l.refresh(p)
		repeated := slices.ContainsFunc(slices.Collect(maps.Keys(own)), func(key string) bool {
			standard, ok := p.Defaults[key]
			return ok && standard == own[key]
		})
		if l.empty(p, own) == repeated {
			t.Fatalf("the plan after the import is empty: %v; tags %v, in the state %v and %v", !repeated, own, l.own, l.all)
		}
		l.apply(p, own)
		if l.refresh(p); l.changes > 0 || !l.empty(p, own) {
			t.Fatalf("%d calls; tags %v, in the state %v and %v", l.changes, own, l.own, l.all)
		}
	})
}

// A tag may move between tags and default_tags without a call.
func TestRoundTrip_move(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := tags.Policy{Defaults: some(t, "defaults", keys)}
		own := some(t, "own", keys)
		l := life{actual: before.Merge(own)}
		l.refresh(before)
		l.apply(before, own)
		all := before.Merge(own)
		after, rest := tags.Policy{Defaults: set{}}, set{}
		for key, value := range all {
			where := rapid.IntRange(0, 2).Draw(t, key) // a default, its own, or both
			if where != 1 {
				after.Defaults[key] = value
			}
			if where != 0 {
				rest[key] = value
			}
		}
		l.changes = 0
		l.refresh(after)
		l.apply(after, rest)
		if l.refresh(after); l.changes > 0 || !l.empty(after, rest) {
			t.Fatalf("%d calls; tags %v, in the state %v and %v", l.changes, rest, l.own, l.all)
		}
	})
}
