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
// list answers more of them. Callers that come one after the other have nobody to wait
// for: if theirs grew, what they wait for would seem to take that long.
var listBackoff = wait.Backoff{First: 250 * time.Millisecond, Max: 2 * time.Second, Factor: 2, Jitter: 0.2}

// lonePause is listBackoff for a caller who comes alone.
const lonePause = 150 * time.Millisecond

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
		l = &sharedList[V]{client: s.client}
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

	client  *Client
	callers atomic.Int64 // how many have asked since the last list was sent
	// What follows belongs to whoever has the batcher's turn.
	sent   time.Time // when the last list was asked for
	streak int       // how many lists followed each other closely
}

// awaitOthers lets more who want the list join in, if another one was read just now.
func (l *sharedList[V]) awaitOthers(ctx context.Context) error {
	poller := l.client.poller
	full := l.sent.Add(listBackoff.Pause(l.streak, poller.Random()))
	if l.sent.IsZero() || !poller.Clock.Now().Before(full) {
		l.streak = 0
	} else if err := l.client.WaitUntil(ctx, l.sent.Add(lonePause)); err != nil {
		return err
	} else if l.callers.Load() < 2 {
		l.streak = 0
	} else if err := l.client.WaitUntil(ctx, full); err != nil {
		return err
	} else {
		l.streak++
	}
	l.callers.Store(0)
	l.sent = poller.Clock.Now()
	return nil
}
