package gaapmock

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// object is what a kind of things must offer to be kept in a table.
type object[T any] interface {
	key() string                // the id, unique in the table; "" is none yet
	withID(id string) T         // the same with an id
	status() string             // the status; "" for a kind that has none
	withStatus(status string) T // what a step makes of it
	clone() T                   // a copy that shares nothing, with empty maps and lists for nil ones
	check() error               // refuses what the mock could not work with
	knownSince() time.Time      // since when all readers know one that is added behind the API's back

	// fill gives the empty fields of an object that is added behind the API's
	// back sensible values. It has an id.
	fill(w *store, now time.Time) T
}

// table holds the objects of one kind, each with the versions that a late
// reader may still see. All times are life-cycle time. The server's lock guards
// it; its exported fields are in the state file.
type table[T object[T]] struct {
	Draws   int64                 `json:"draws"`  // ids drawn
	Writes  int64                 `json:"writes"` // to this kind
	WriteAt time.Time             `json:"write_at"`
	Records map[string]*record[T] `json:"records"`

	kind
	numbered bool // the ids are numbers
	changed  bool // the running write touched one of them
}

// kind is what sets the objects of a table apart from others.
type kind struct {
	prefix string        // of their ids
	stream uint64        // of the numbers that these are drawn from
	lag    time.Duration // how late the Describe actions show them
}

// record is one object.
type record[T any] struct {
	Order    int64        `json:"order"` // creation order
	Versions []version[T] `json:"versions"`
}

// version is an object as one write left it, and what will become of it by itself.
type version[T any] struct {
	Write  int64     `json:"write"`
	At     time.Time `json:"at"`
	Object T         `json:"object"`
	Steps  []step    `json:"steps,omitempty"` // in order of time
	Gone   bool      `json:"gone,omitempty"`
}

// step is a transition at a point in time; Status "" means that the object is gone.
type step struct {
	At     time.Time `json:"at"`
	Status string    `json:"status"`
}

func newTable[T object[T]]() *table[T] { return &table[T]{Records: map[string]*record[T]{}} }

// isSettled says whether nothing is left to happen by itself after t.
func (v version[T]) isSettled(t time.Time) bool {
	return len(v.Steps) == 0 || !v.Steps[len(v.Steps)-1].At.After(t)
}

// at computes the object at time t, if it exists then. It shares maps and lists
// with the version.
func at[T object[T]](v version[T], t time.Time) (T, bool) {
	var none T
	if v.Gone {
		return none, false
	}
	o := v.Object
	for _, s := range v.Steps {
		if s.At.After(t) {
			break
		}
		if s.Status == "" {
			return none, false
		}
		o = o.withStatus(s.Status)
	}
	return o, true
}

// view is a table as one reader sees it: as of a time, and without the writes
// after a number.
type view[T object[T]] struct {
	of    *table[T]
	t     time.Time
	write int64
}

// current is what the service itself knows, and what writes act on.
func (t *table[T]) current(now time.Time) view[T] { return view[T]{t, now, math.MaxInt64} }

// asOfLag is what the Describe actions show, unless a read is stale.
func (t *table[T]) asOfLag(now time.Time) view[T] { return view[T]{t, now.Add(-t.lag), math.MaxInt64} }

// asShown is what the Describe actions show. A stale read shows what they did just
// before the latest write to the kind.
func (t *table[T]) asShown(c *call) view[T] {
	if c.fault.Kind == FaultStaleRead {
		return view[T]{t, t.WriteAt.Add(-t.lag), t.Writes - 1}
	}
	return t.asOfLag(c.now)
}

func (v view[T]) version(r *record[T]) (version[T], bool) {
	for _, ver := range slices.Backward(r.Versions) {
		if ver.Write <= v.write && !ver.At.After(v.t) {
			return ver, true
		}
	}
	return version[T]{}, false
}

func (v view[T]) get(id string) (o T, ok bool) {
	r, ok := v.of.Records[id]
	if !ok {
		return o, false
	}
	if o, ok = v.peek(r); ok {
		o = o.clone()
	}
	return o, ok
}

// peek returns an object that must not be changed.
func (v view[T]) peek(r *record[T]) (o T, ok bool) {
	ver, ok := v.version(r)
	if !ok {
		return o, false
	}
	return at(ver, v.t)
}

// list returns the objects in the order of their creation.
func (v view[T]) list() []T { return v.where(func(T) bool { return true }) }

// where returns those that a condition holds for, in the same order. The
// condition must not change them.
func (v view[T]) where(is func(T) bool) []T {
	type found struct {
		order  int64
		object T
	}
	var all []found
	for _, r := range v.of.Records {
		if o, ok := v.peek(r); ok && is(o) {
			all = append(all, found{r.Order, o})
		}
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Compare(a.order, b.order) })
	out := make([]T, len(all))
	for i, f := range all {
		out[i] = f.object.clone()
	}
	return out
}

// contains says whether a condition, which must not change them, holds for any.
func (v view[T]) contains(is func(T) bool) bool {
	for _, r := range v.of.Records {
		if o, ok := v.peek(r); ok && is(o) {
			return true
		}
	}
	return false
}

// isBusy says whether the service is still at work on an object, even while it
// reads as before (the lag of ModifyProxyConfiguration).
func (t *table[T]) isBusy(o T, now time.Time) bool {
	r, ok := t.Records[o.key()]
	if !ok {
		return false
	}
	ver, ok := t.current(now).version(r)
	return ok && (isTransient(o.status()) || !ver.isSettled(now))
}

// last is an object as the latest write left it, gone or not: what hung on it may
// be seen a little longer.
func (t *table[T]) last(id string) (o T, ok bool) {
	r, ok := t.Records[id]
	if !ok {
		return o, false
	}
	return r.Versions[len(r.Versions)-1].Object.clone(), true
}

// stepsAfter returns what is still going to happen to an object by itself.
func (t *table[T]) stepsAfter(id string, now time.Time) []step {
	ver, _ := t.current(now).version(t.Records[id])
	return slices.DeleteFunc(slices.Clone(ver.Steps), func(s step) bool { return !s.At.After(now) })
}
