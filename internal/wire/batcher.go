package wire

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// Gatherer answers the questions of many callers with few calls. While a call
// is under way, questions gather for the next one; so each is answered by a
// call that was sent after it was asked. There is no goroutine behind it: one
// of those who ask sends for all, and if it gives up, another takes its place.
type Gatherer[K comparable, V any] struct {
	action string // what send calls, for errors
	most   int    // how many different keys one send can take
	// before waits until the next send may begin; others join in meanwhile.
	before func(ctx context.Context) error
	// send answers every key.
	send func(ctx context.Context, keys []K) map[K]Result[V]
	turn chan struct{} // holds one token: whoever has it sends
	// late is for how long one who gives up waits for the answer to what was sent for
	// it: what a write makes, somebody has to know. nil: a read, which makes nothing.
	late func(ctx context.Context) (context.Context, context.CancelFunc)

	mu    sync.Mutex
	queue []*question[K, V]
}

// Result is a value or an error.
type Result[V any] struct {
	Value V
	Err   error
}

// question is what one caller asked.
type question[K comparable, V any] struct {
	key      K
	sent     bool          // a call about it is under way, or over
	left     bool          // the caller gave up
	asking   []*operation  // the operations that ask
	answered chan struct{} // closed when the answer is there
	answer   Result[V]
}

// NewGatherer returns a gatherer of a client. send answers every key, and is given
// as many different ones as most at once.
func NewGatherer[K comparable, V any](c *Client, action string, most int, send func(context.Context, []K) map[K]Result[V]) *Gatherer[K, V] {
	return newGatherer(action, most, c.gather, send)
}

func newGatherer[K comparable, V any](
	action string, most int, before func(context.Context) error, send func(context.Context, []K) map[K]Result[V],
) *Gatherer[K, V] {
	g := &Gatherer[K, V]{action: action, most: most, before: before, send: send, turn: make(chan struct{}, 1)}
	g.turn <- struct{}{}
	return g
}

// Ask returns the answer of a call that is sent after this moment.
func (g *Gatherer[K, V]) Ask(ctx context.Context, key K) (V, error) {
	q := g.join(ctx, key)
	for {
		select {
		case <-q.answered:
			return q.answer.Value, q.answer.Err
		case <-ctx.Done():
			if g.leave(q) && g.late != nil {
				return g.hearOut(ctx, q)
			}
			var none V
			return none, interrupted(ctx, g.action, false, ctx.Err())
		case <-g.turn:
			if !isClosed(q.answered) {
				g.serve(ctx)
			}
			g.turn <- struct{}{}
		}
	}
}

// serve sends one call for those who wait the longest.
func (g *Gatherer[K, V]) serve(ctx context.Context) {
	if g.before(ctx) != nil {
		return
	}
	keys, batch := g.take()
	all := newWatchers(ctx)
	for _, q := range batch {
		all.add(q.asking)
	}
	answers := g.send(all.attach(ctx), keys)
	g.answer(ctx, batch, answers)
}

// answer gives each question its answer. That the sender gave up before it sent
// something is none: those who still wait ask anew, before all others.
func (g *Gatherer[K, V]) answer(ctx context.Context, batch []*question[K, V], answers map[K]Result[V]) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var again []*question[K, V]
	for _, q := range batch {
		given := answers[q.key]
		if _, ended := errors.AsType[*InterruptedError](given.Err); ended && ctx.Err() != nil && !q.left {
			q.sent = false
			again = append(again, q)
			continue
		}
		q.answer = Result[V]{given.Value, ownError(given.Err)}
		close(q.answered)
	}
	g.queue = append(again, g.queue...)
}

// hearOut waits for the answer to a write that is under way, but not for long.
func (g *Gatherer[K, V]) hearOut(ctx context.Context, q *question[K, V]) (V, error) {
	late, cancel := g.late(context.WithoutCancel(ctx))
	defer cancel()
	select {
	case <-q.answered:
		return q.answer.Value, q.answer.Err
	case <-late.Done():
		var none V
		return none, interrupted(ctx, g.action, true, ctx.Err())
	}
}

func (g *Gatherer[K, V]) join(ctx context.Context, key K) *question[K, V] {
	g.mu.Lock()
	defer g.mu.Unlock()
	q := &question[K, V]{key: key, asking: watchersOf(ctx).list(), answered: make(chan struct{})}
	g.queue = append(g.queue, q)
	return q
}

// leave takes a question back, and reports whether it was sent.
func (g *Gatherer[K, V]) leave(q *question[K, V]) (sent bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	q.left = true
	g.queue = slices.DeleteFunc(g.queue, func(other *question[K, V]) bool { return other == q })
	return q.sent
}

// take removes the first questions from the queue, and returns their keys, each once.
func (g *Gatherer[K, V]) take() (keys []K, batch []*question[K, V]) {
	g.mu.Lock()
	defer g.mu.Unlock()
	taken := map[K]bool{}
	var left []*question[K, V]
	for _, q := range g.queue {
		switch {
		case taken[q.key]:
		case len(keys) == g.most:
			left = append(left, q)
			continue
		default:
			taken[q.key] = true
			keys = append(keys, q.key)
		}
		q.sent = true
		batch = append(batch, q)
	}
	g.queue = left
	return keys, batch
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// ownError is a copy for one of several callers.
func ownError(err error) error {
	if api, ok := errors.AsType[*Error](err); ok {
		own := *api
		return &own
	}
	return err
}
