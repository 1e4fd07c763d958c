package object

import (
	"testing"
	"time"
)

// What is waited for goes on until the last change in its scope has ended, and
// that is when it is quiet from.
func TestActivity(t *testing.T) {
	t.Parallel()
	a, start := &activity{}, time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	now := start
	clock := func() time.Time { return now }
	ask := func(scope string, since time.Time, quiet bool) {
		t.Helper()
		if got, still := a.quietSince(scope, start); !got.Equal(since) || still != quiet {
			t.Errorf("%s is quiet: %t, since %s, want %t since %s", scope, still, got.Sub(start), quiet, since.Sub(start))
		}
	}
	ask("link-1", start, true)
	first := a.begin(clock, []string{"link-1", "rs-1"})
	second := a.begin(clock, []string{"link-1"})
	ask("link-1", start, false)
	ask("rs-1", start, false)
	ask("rs-2", start, true)
	now = start.Add(time.Minute)
	first()
	ask("link-1", now, false)
	ask("rs-1", now, true)
	now = start.Add(2 * time.Minute)
	second()
	ask("link-1", now, true)
	ask("rs-1", start.Add(time.Minute), true)
}

// Two instances of one key are refused if one of them is new, in any order, but
// not what is replaced.
func TestPlannedKeys(t *testing.T) {
	t.Parallel()
	type entry struct {
		key      string
		owner    keyOwner
		replaces string
	}
	stays, fresh, other := entry{"k", keyOwner{"id-1", "a"}, ""}, entry{"k", keyOwner{"", "b"}, ""}, entry{"k", keyOwner{"id-2", "c"}, ""}
	for name, test := range map[string]struct {
		entries   []entry
		duplicate bool
	}{
		"two new ones":                   {[]entry{fresh, fresh}, true},
		"one that stays and a new one":   {[]entry{stays, fresh}, true},
		"a new one and one that stays":   {[]entry{fresh, stays}, true},
		"two that stay":                  {[]entry{stays, other}, false},
		"other keys":                     {[]entry{fresh, {"l", fresh.owner, ""}}, false},
		"a replacement of the same":      {[]entry{stays, {"k", keyOwner{"", "a"}, "id-1"}}, false},
		"a replacement of another one":   {[]entry{stays, {"k", keyOwner{"", "c"}, "id-2"}}, true},
		"one that moves out of the way":  {[]entry{{"l", stays.owner, ""}, fresh}, false},
		"a replacement of a replacement": {[]entry{stays, {"k", keyOwner{"", "a"}, "id-1"}, fresh}, true},
	} {
		keys, found := &plannedKeys{}, false
		for _, e := range test.entries {
			_, duplicate := keys.plan(e.key, e.owner, e.replaces)
			found = found || duplicate
		}
		if found != test.duplicate {
			t.Errorf("%s: duplicates %t, want %t", name, found, test.duplicate)
		}
	}
}
