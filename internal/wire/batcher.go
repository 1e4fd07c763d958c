package wire

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// Batcher serves many callers with few calls. While a call is under way, callers
// queue for the next one; so each gets the answer of a call that was sent after it
// asked. There is no goroutine behind it: one of the callers sends for all, and if
// it gives up, another takes its place.
type Batcher[K comparable, V any] struct {
	action string // what send calls, for errors
	most   int    // how many different keys one send can take
	// before waits until the next send may begin; others join in meanwhile.
	before func(ctx context.Context) error
	// send answers every key.
	send func(ctx context.Context, keys []K) map[K]Result[V]
	turn chan struct{} // holds one token: whoever has it sends
	// grace is for how long one who gives up waits for the answer to what was sent for
	// it: what a write makes, somebody has to know. nil: a read, which makes nothing.
	grace func(ctx context.Context) (context.Context, context.CancelFunc)

	mu    sync.Mutex
	queue []*waiter[K, V]
}

// Result is a value or an error.
type Result[V any] struct {
	Value V
	Err   error
}

// waiter is one caller who waits for the answer about a key.
type waiter[K comparable, V any] struct {
	key        K
	sent       bool // a call about it is under way, or over
	gaveUp     bool
	operations []*operation  // the operations that wait
	answered   chan struct{} // closed when the answer is there
	answer     Result[V]
}

// NewBatcher returns a batcher of a client. send answers every key, and is given
// as many different ones as most at once.
func NewBatcher[K comparable, V any](c *Client, action string, most int, send func(context.Context, []K) map[K]Result[V]) *Batcher[K, V] {
	return newBatcher(action, most, c.awaitBatch, send)
}

// Batchers are a [Batcher] for each place, such as a proxy: a call is about one place.
type Batchers[P, K comparable, V any] struct {
	create func(place P) *Batcher[K, V]

	mu      sync.Mutex
	byPlace map[P]*Batcher[K, V]
}

// NewBatchers returns batchers of a client. send answers every key, and is given as many
// different ones as most at once.
func NewBatchers[P, K comparable, V any](
	c *Client, action string, most int, send func(ctx context.Context, place P, keys []K) map[K]Result[V],
) *Batchers[P, K, V] {
	return newBatchers(func(place P) *Batcher[K, V] {
		return NewBatcher(c, action, most, func(ctx context.Context, keys []K) map[K]Result[V] { return send(ctx, place, keys) })
	})
}

func newBatchers[P, K comparable, V any](create func(P) *Batcher[K, V]) *Batchers[P, K, V] {
	return &Batchers[P, K, V]{create: create, byPlace: map[P]*Batcher[K, V]{}}
}

// At is the batcher of a place.
func (b *Batchers[P, K, V]) At(place P) *Batcher[K, V] {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.byPlace[place] == nil {
		b.byPlace[place] = b.create(place)
	}
	return b.byPlace[place]
}

func newBatcher[K comparable, V any](
	action string, most int, before func(context.Context) error, send func(context.Context, []K) map[K]Result[V],
) *Batcher[K, V] {
	b := &Batcher[K, V]{action: action, most: most, before: before, send: send, turn: make(chan struct{}, 1)}
	b.turn <- struct{}{}
	return b
}

// Do returns the answer of a call that is sent after this moment.
func (b *Batcher[K, V]) Do(ctx context.Context, key K) (V, error) {
	w := b.join(ctx, key)
	for {
		select {
		case <-w.answered:
			return w.answer.Value, w.answer.Err
		case <-ctx.Done():
			if b.leave(w) && b.grace != nil {
				return b.awaitSent(ctx, w)
			}
			var none V
			return none, interruptedError(ctx, b.action, false, ctx.Err())
		case <-b.turn:
			if !wait.IsClosed(w.answered) {
				b.sendBatch(ctx)
			}
			b.turn <- struct{}{}
		}
	}
}

// sendBatch sends one call for those who wait the longest.
func (b *Batcher[K, V]) sendBatch(ctx context.Context) {
	if b.before(ctx) != nil {
		return
	}
	keys, batch := b.next()
	all := newWatchers(ctx)
	for _, w := range batch {
		all.add(w.operations)
	}
	answers := b.send(all.attach(ctx), keys)
	b.answer(ctx, batch, answers)
}

// answer gives each waiter its answer. That the sender gave up before it sent
// something is none: those who still wait ask anew, before all others.
func (b *Batcher[K, V]) answer(ctx context.Context, batch []*waiter[K, V], answers map[K]Result[V]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var again []*waiter[K, V]
	for _, w := range batch {
		given := answers[w.key]
		if _, ended := errors.AsType[*InterruptedError](given.Err); ended && ctx.Err() != nil && !w.gaveUp {
			w.sent = false
			again = append(again, w)
			continue
		}
		w.answer = Result[V]{given.Value, copyError(given.Err)}
		close(w.answered)
	}
	b.queue = append(again, b.queue...)
}

// awaitSent waits for the answer to a write that is under way, but not for long.
func (b *Batcher[K, V]) awaitSent(ctx context.Context, w *waiter[K, V]) (V, error) {
	late, cancel := b.grace(context.WithoutCancel(ctx))
	defer cancel()
	select {
	case <-w.answered:
		return w.answer.Value, w.answer.Err
	case <-late.Done():
		var none V
		return none, interruptedError(ctx, b.action, true, ctx.Err())
	}
}

func (b *Batcher[K, V]) join(ctx context.Context, key K) *waiter[K, V] {
	b.mu.Lock()
	defer b.mu.Unlock()
	w := &waiter[K, V]{key: key, operations: watchersOf(ctx).list(), answered: make(chan struct{})}
	b.queue = append(b.queue, w)
	return w
}

// leave takes a waiter out of the queue, and reports whether it was sent.
func (b *Batcher[K, V]) leave(w *waiter[K, V]) (sent bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	w.gaveUp = true
	b.queue = slices.DeleteFunc(b.queue, func(other *waiter[K, V]) bool { return other == w })
	return w.sent
}

// next removes the first waiters from the queue, and returns their keys, each once.
func (b *Batcher[K, V]) next() (keys []K, batch []*waiter[K, V]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	taken := map[K]bool{}
	var left []*waiter[K, V]
	for _, w := range b.queue {
		switch {
		case taken[w.key]:
		case len(keys) == b.most:
			left = append(left, w)
			continue
		default:
			taken[w.key] = true
			keys = append(keys, w.key)
		}
		w.sent = true
		batch = append(batch, w)
	}
	b.queue = left
	return keys, batch
}

// copyError is a copy for one of several callers.
func copyError(err error) error {
	if api, ok := errors.AsType[*Error](err); ok {
		own := *api
		return &own
	}
	return err
}
