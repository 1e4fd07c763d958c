package wire

import (
	"context"
	"sync"
	"time"
)

// Snapshots are lists for callers to whom one is good that is not old, whatever
// was written meanwhile: they share it.
type Snapshots[K comparable, V any] struct {
	client *Client
	lists  *Memo[snapshotKey[K], Snapshot[V]]

	mu     sync.Mutex
	latest map[K]numbered
}

// Snapshot is what a list showed.
type Snapshot[V any] struct {
	At  time.Time // when the list was asked for, by this machine's clock
	All []V
}

// snapshotKey tells the lists of one key apart.
type snapshotKey[K comparable] struct {
	of     K
	number int
}

// numbered is the latest list of a key.
type numbered struct {
	number int
	at     time.Time
}

// NewSnapshots returns snapshots of the lists that read reads. action is what
// read calls, for errors.
func NewSnapshots[K comparable, V any](c *Client, action string, read func(ctx context.Context, key K) ([]V, error)) *Snapshots[K, V] {
	look := func(ctx context.Context, key snapshotKey[K]) (Snapshot[V], error) {
		at := c.Clock().Now()
		all, err := read(ctx, key.of)
		return Snapshot[V]{at, all}, err
	}
	return &Snapshots[K, V]{client: c, lists: NewMemo(action, look), latest: map[K]numbered{}}
}

// Get returns a list that is younger than so much.
func (s *Snapshots[K, V]) Get(ctx context.Context, key K, younger time.Duration) (Snapshot[V], error) {
	return s.lists.Get(ctx, s.freshKey(key, younger))
}

func (s *Snapshots[K, V]) freshKey(of K, younger time.Duration) snapshotKey[K] {
	s.mu.Lock()
	defer s.mu.Unlock()
	last, now := s.latest[of], s.client.Clock().Now()
	if last.number == 0 || now.Sub(last.at) >= younger {
		s.lists.Forget(snapshotKey[K]{of, last.number})
		last = numbered{last.number + 1, now}
		s.latest[of] = last
	}
	return snapshotKey[K]{of, last.number}
}
