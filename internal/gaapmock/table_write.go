package gaapmock

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// edit stores a changed object; what is under way with it goes on.
func (t *table[T]) edit(c *call, o T) {
	t.put(o, c.now, t.stepsAfter(o.key(), c.now)...)
}

// begin puts an object on its way through the steps. With a stuck fault the last
// one never comes.
func (t *table[T]) begin(c *call, o T, steps ...step) {
	if c.fault.Kind == FaultStuck {
		steps = steps[:len(steps)-1]
	}
	t.put(o, c.now, steps...)
}

// put stores a new version of an object, valid from at.
func (t *table[T]) put(o T, at time.Time, steps ...step) {
	r := t.Records[o.key()]
	if r == nil {
		r = &record[T]{Order: int64(len(t.Records)) + 1}
		for _, other := range t.Records {
			r.Order = max(r.Order, other.Order+1)
		}
		t.Records[o.key()] = r
	}
	t.add(r, version[T]{At: at, Object: o.clone(), Steps: steps})
}

// remove makes an object vanish.
func (t *table[T]) remove(id string, at time.Time) {
	r := t.Records[id]
	last := r.Versions[len(r.Versions)-1]
	t.add(r, version[T]{At: at, Object: last.Object, Gone: true})
}

func (t *table[T]) add(r *record[T], v version[T]) {
	v.Write = t.Writes + 1
	r.prune(v.At.Add(-t.lag))
	r.Versions = append(r.Versions, v)
	t.changed = true
}

// prune drops the versions that no reader can see any more: all before the one
// that is current for the latest reader.
func (r *record[T]) prune(latest time.Time) {
	for i, v := range slices.Backward(r.Versions) {
		if !v.At.After(latest) {
			r.Versions = slices.Clone(r.Versions[i:])
			return
		}
	}
}

// commit closes a write: the changes since the last commit get one number. It
// returns false if there are none.
func (t *table[T]) commit(now time.Time) bool {
	if !t.changed {
		return false
	}
	t.changed = false
	t.Writes++
	t.WriteAt = now
	before := now.Add(-t.lag)
	for id, r := range t.Records {
		last := r.Versions[len(r.Versions)-1]
		if last.Write == t.Writes || last.At.After(before) {
			continue
		}
		if _, alive := at(last, before); !alive {
			delete(t.Records, id)
		}
	}
	return true
}

// newID draws an id that was never used before: the prefix and 8 characters of
// [0-9a-z], or a number.
func (t *table[T]) newID(seed int64) string {
	letters := "0123456789abcdefghijklmnopqrstuvwxyz"
	if t.numbered {
		letters = letters[1:10]
	}
	for {
		t.Draws++
		rng := draw(seed, t.stream, t.Draws)
		id := []byte(t.prefix)
		for range 8 {
			id = append(id, letters[rng.IntN(len(letters))])
		}
		if _, taken := t.Records[string(id)]; !taken {
			return string(id)
		}
	}
}

// load refuses what no server has written and this one could not work with, and
// makes up for empty collections.
func (t *table[T]) load() error {
	if t == nil || t.Records == nil {
		return errors.New("something is null that must not be")
	}
	for id, r := range t.Records {
		if r == nil || len(r.Versions) == 0 {
			return fmt.Errorf("%q has no versions", id)
		}
		for i, v := range r.Versions {
			if v.Object.key() != id {
				return fmt.Errorf("%q is called %q as well", id, v.Object.key())
			}
			if err := v.Object.check(); err != nil {
				return fmt.Errorf("%q: %w", id, err)
			}
			r.Versions[i].Object = v.Object.clone()
		}
	}
	return nil
}
