package wire

import (
	"context"
	"errors"
	"sync"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// Memo keeps answers that stay true in the life of a client. Each is looked up
// once, for all who ask; a failure reaches all who wait, and is not kept.
type Memo[K comparable, V any] struct {
	action string // what look calls, for errors
	look   func(ctx context.Context, key K) (V, error)

	mu      sync.Mutex
	lookups map[K]*lookup[V]
}

// lookup finds out one value, for all who ask for it at once.
type lookup[V any] struct {
	done     chan struct{} // closed when the answer is there
	watchers *watchers     // who waits for it
	value    V
	err      error
}

// NewMemo returns a memo of what look finds out. action is what look calls, for errors.
func NewMemo[K comparable, V any](action string, look func(context.Context, K) (V, error)) *Memo[K, V] {
	return &Memo[K, V]{action: action, look: look, lookups: map[K]*lookup[V]{}}
}

// Get returns the answer about a key.
func (m *Memo[K, V]) Get(ctx context.Context, key K) (V, error) {
	for {
		l, mine := m.lookup(ctx, key)
		if mine {
			l.value, l.err = m.look(l.watchers.attach(ctx), key)
			if l.err != nil {
				m.Forget(key)
			}
			close(l.done)
			return l.value, l.err
		}
		select {
		case <-l.done:
		case <-ctx.Done():
			var none V
			return none, interruptedError(ctx, m.action, false, ctx.Err())
		}
		if _, ended := errors.AsType[*InterruptedError](l.err); !ended {
			return l.value, copyError(l.err)
		} // the one who asked gave up, which is no answer
	}
}

// GetUntil is Get until this process has written. After that each caller looks
// for itself: what it asks about may be what was written.
func (m *Memo[K, V]) GetUntil(ctx context.Context, written func() bool, key K) (V, error) {
	if !written() {
		value, err := m.Get(ctx, key)
		if err != nil || !written() {
			return value, err
		}
	}
	return m.look(ctx, key)
}

// lookup returns the lookup of a key; mine tells the caller to do it.
func (m *Memo[K, V]) lookup(ctx context.Context, key K) (l *lookup[V], mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if l = m.lookups[key]; l == nil {
		l, mine = &lookup[V]{done: make(chan struct{}), watchers: newWatchers(ctx)}, true
		m.lookups[key] = l
	} else if !wait.IsClosed(l.done) {
		l.watchers.add(watchersOf(ctx).list())
	}
	return l, mine
}

// Put keeps an answer that was had in another way.
func (m *Memo[K, V]) Put(key K, value V) {
	l := &lookup[V]{done: make(chan struct{}), value: value}
	close(l.done)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.lookups[key] = l
}

// Forget makes the next who asks about a key look it up.
func (m *Memo[K, V]) Forget(key K) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.lookups, key)
}
