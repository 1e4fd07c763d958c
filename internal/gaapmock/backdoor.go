package gaapmock

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// hand does to the objects of a kind what nobody asked the API for. Its methods
// take the server's lock.
type hand[T object[T]] struct {
	s    *Server
	t    *table[T]
	name string // of one, and with an s of several
	// fits refuses one that what it hangs on is not there for; nil: it hangs on nothing.
	fits func(o T, now time.Time) error
	// gone removes what hangs on one that is removed; nil: nothing.
	gone func(id string, now time.Time)
}

var errMissing = errors.New("no such")

func (h hand[T]) missing() error { return fmt.Errorf("%w %s", errMissing, h.name) }

// list returns all, in the order of their creation, as the service itself knows
// them (no lag).
func (h hand[T]) list() []T {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	return h.t.truth(h.s.life.now()).list()
}

func (h hand[T]) get(id string) (T, bool) {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	return h.t.truth(h.s.life.now()).get(id)
}

// add fills empty fields and stores an object. With the id of one that exists it
// replaces that.
func (h hand[T]) add(o T) (id string, err error) {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	now := h.s.life.now()
	if o.key() == "" {
		o = o.named(h.t.newID(h.s.world.Seed))
	}
	if h.fits != nil {
		if err := h.fits(o, now); err != nil {
			return "", err
		}
	}
	o = o.clone().fill(h.s.world, now)
	if err := o.check(); err != nil {
		return "", err
	}
	at := now
	if o.born().Before(now) {
		at = o.born() // an old one has long been visible, whatever the lag is
	}
	h.t.put(o, at)
	return o.key(), h.s.commit()
}

// update changes an object; its id stays. Another status ends a transition that
// is under way.
func (h hand[T]) update(id string, change func(*T) error) error {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	now := h.s.life.now()
	old, ok := h.t.truth(now).get(id)
	if !ok {
		return h.missing()
	}
	o := old.clone()
	if err := change(&o); err != nil {
		return err
	}
	o = o.named(id)
	if err := o.check(); err != nil {
		return err
	}
	var steps []step
	if o.state() == old.state() {
		steps = h.t.stepsAfter(id, now)
	}
	h.t.put(o, now, steps...)
	return h.s.commit()
}

// remove makes an object vanish at once. It returns false if there is none.
func (h hand[T]) remove(id string) bool {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	now := h.s.life.now()
	if _, ok := h.t.truth(now).get(id); !ok {
		return false
	}
	h.t.remove(id, now)
	if h.gone != nil {
		h.gone(id, now)
	}
	_ = h.s.commit() // see Advance
	return true
}

// merge changes the fields of an object that a JSON object has. Maps and lists
// are replaced; null leaves a field alone.
func merge[T any](into *T, changes json.RawMessage) error {
	var have, want map[string]json.RawMessage
	if err := json.Unmarshal(changes, &want); err != nil {
		return err
	}
	if err := json.Unmarshal(mustMarshal(into), &have); err != nil {
		return err
	}
	for name, value := range want {
		if string(value) != "null" {
			have[strings.ToLower(name)] = value
		}
	}
	var merged T
	if err := decodeKnown(mustMarshal(have), &merged); err != nil {
		return err
	}
	if secret, ok := any(&merged).(interface{ keepSecret(from T) }); ok {
		secret.keepSecret(*into)
	}
	*into = merged
	return nil
}
