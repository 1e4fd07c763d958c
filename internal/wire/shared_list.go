package wire

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// listBackoff is how long one list keeps off the next: while many ask, each
// list answers more of them. It does not grow for callers that come one after
// the other: there is nobody to wait for.
var listBackoff = wait.Backoff{First: 250 * time.Millisecond, Max: 2 * time.Second, Factor: 2, Jitter: 0.2}

// SharedLists are lists that are read whole for all who ask for them, one for
// each key.
type SharedLists[K comparable, V any] struct {
	client *Client
	action string
	read   func(ctx context.Context, key K) ([]V, error)

	mu    sync.Mutex
	lists map[K]*sharedList[V]
}

// NewSharedLists returns lists that read reads. action is what read calls, for errors.
func NewSharedLists[K comparable, V any](c *Client, action string, read func(ctx context.Context, key K) ([]V, error)) *SharedLists[K, V] {
	return &SharedLists[K, V]{client: c, action: action, read: read, lists: map[K]*sharedList[V]{}}
}

// Get returns the list of a key, which is read after this moment.
func (s *SharedLists[K, V]) Get(ctx context.Context, key K) ([]V, error) {
	l := s.list(key)
	l.callers.Add(1)
	all, err := l.Do(ctx, struct{}{})
	return slices.Clone(all), err // callers rearrange their list
}

func (s *SharedLists[K, V]) list(key K) *sharedList[V] {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lists[key]
	if l == nil {
		l = &sharedList[V]{poller: s.client.poller}
		l.Batcher = newBatcher(s.action, 1, l.awaitOthers, func(ctx context.Context, _ []struct{}) map[struct{}]Result[[]V] {
			all, err := s.read(ctx, key)
			return map[struct{}]Result[[]V]{{}: {all, err}}
		})
		s.lists[key] = l
	}
	return l
}

// sharedList reads one list for all who ask for it.
type sharedList[V any] struct {
	*Batcher[struct{}, []V]

	poller  wait.Poller
	callers atomic.Int64 // how many have asked since the last list began
	// What follows belongs to whoever has the batcher's turn.
	sent   time.Time // when the last list was asked for
	streak int       // how many lists followed each other closely
}

// awaitOthers lets more who want the list join in, if another one was read just now.
func (l *sharedList[V]) awaitOthers(ctx context.Context) error {
	clock := l.poller.Clock
	if l.callers.Swap(0) < 2 {
		l.streak = 0
	}
	due := l.sent.Add(listBackoff.Pause(l.streak, l.poller.Random()))
	pause := due.Sub(clock.Now())
	if l.sent.IsZero() || pause <= 0 {
		l.streak = 0
	} else {
		if err := clock.Sleep(ctx, pause); err != nil {
			return err
		}
		l.streak++
	}
	l.sent = clock.Now()
	return nil
}
