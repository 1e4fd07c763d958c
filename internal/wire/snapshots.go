package wire

import (
	"context"
	"sync"
	"time"
)

// Sightings are lists for callers to whom one is good that is not old, whatever
// was written meanwhile: they share it.
type Sightings[K comparable, V any] struct {
	client *Client
	seen   *Memo[sightingKey[K], Sighting[V]]

	mu     sync.Mutex
	latest map[K]numbered
}

// Sighting is what a list showed.
type Sighting[V any] struct {
	At  time.Time // when the list was asked for, by this machine's clock
	All []V
}

// sightingKey tells the lists of one key apart.
type sightingKey[K comparable] struct {
	of     K
	number int
}

// numbered is the latest list of a key.
type numbered struct {
	number int
	at     time.Time
}

// NewSightings returns sightings of the lists that read reads. action is what
// read calls, for errors.
func NewSightings[K comparable, V any](c *Client, action string, read func(ctx context.Context, key K) ([]V, error)) *Sightings[K, V] {
	look := func(ctx context.Context, key sightingKey[K]) (Sighting[V], error) {
		at := c.Clock().Now()
		all, err := read(ctx, key.of)
		return Sighting[V]{at, all}, err
	}
	return &Sightings[K, V]{client: c, seen: NewMemo(action, look), latest: map[K]numbered{}}
}

// Get returns a list that is younger than so much.
func (s *Sightings[K, V]) Get(ctx context.Context, key K, younger time.Duration) (Sighting[V], error) {
	return s.seen.Get(ctx, s.key(key, younger))
}

func (s *Sightings[K, V]) key(of K, younger time.Duration) sightingKey[K] {
	s.mu.Lock()
	defer s.mu.Unlock()
	last, now := s.latest[of], s.client.Clock().Now()
	if last.number == 0 || now.Sub(last.at) >= younger {
		s.seen.Forget(sightingKey[K]{of, last.number})
		last = numbered{last.number + 1, now}
		s.latest[of] = last
	}
	return sightingKey[K]{of, last.number}
}
