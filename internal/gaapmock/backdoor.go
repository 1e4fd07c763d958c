package gaapmock

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// backdoor does to the objects of a kind what nobody asked the API for. Its methods
// take the server's lock.
type backdoor[T object[T]] struct {
	s    *Server
	t    *table[T]
	name string // of one, and with an s of several
	// fits refuses one that what it hangs on is not there for; nil: it hangs on nothing.
	fits func(o T, now time.Time) error
	// removeBelow removes what hangs on one that is removed; nil: nothing.
	removeBelow func(id string, now time.Time)
}

var errMissing = errors.New("no such")

func (b backdoor[T]) missing() error { return fmt.Errorf("%w %s", errMissing, b.name) }

// list returns all, in the order of their creation, as the service itself knows
// them (no lag).
func (b backdoor[T]) list() []T {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	return b.t.current(b.s.life.now()).list()
}

func (b backdoor[T]) get(id string) (T, bool) {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	return b.t.current(b.s.life.now()).get(id)
}

// add fills empty fields and stores an object. With the id of one that exists it
// replaces that.
func (b backdoor[T]) add(o T) (id string, err error) {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	now := b.s.life.now()
	if o.key() == "" {
		o = o.withID(b.t.newID(b.s.store.Seed))
	}
	if b.fits != nil {
		if err := b.fits(o, now); err != nil {
			return "", err
		}
	}
	o = o.clone().fill(b.s.store, now)
	if err := o.check(); err != nil {
		return "", err
	}
	at := now
	if o.knownSince().Before(now) {
		at = o.knownSince() // an old one has long been visible, whatever the lag is
	}
	b.t.put(o, at)
	return o.key(), b.s.commit()
}

// update changes an object; its id stays. Another status ends a transition that
// is under way.
func (b backdoor[T]) update(id string, change func(*T) error) error {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	now := b.s.life.now()
	old, ok := b.t.current(now).get(id)
	if !ok {
		return b.missing()
	}
	o := old.clone()
	if err := change(&o); err != nil {
		return err
	}
	o = o.withID(id)
	if err := o.check(); err != nil {
		return err
	}
	var steps []step
	if o.status() == old.status() {
		steps = b.t.stepsAfter(id, now)
	}
	b.t.put(o, now, steps...)
	return b.s.commit()
}

// remove makes an object vanish at once. It returns false if there is none.
func (b backdoor[T]) remove(id string) bool {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	now := b.s.life.now()
	if _, ok := b.t.current(now).get(id); !ok {
		return false
	}
	b.t.remove(id, now)
	if b.removeBelow != nil {
		b.removeBelow(id, now)
	}
	_ = b.s.commit() // see Advance
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
