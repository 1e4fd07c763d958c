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
	// heard bounds the wait of a caller who gives up for a call that is under way.
	// nil: it is not waited for, as it changes nothing.
	heard func(ctx context.Context) (context.Context, context.CancelFunc)

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
	sent     bool          // a call with it is, or was, under way
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
			if g.leave(q) && g.hearsOut(ctx, q) {
				return q.answer.Value, q.answer.Err
			}
			var none V
			return none, interrupted(ctx, g.action, g.leave(q) && g.heard != nil, ctx.Err())
		case <-g.turn:
			if !isClosed(q.answered) {
				g.serve(ctx, q)
			}
			g.turn <- struct{}{}
		}
	}
}

// serve sends one call for those who wait the longest. mine is what its caller asks.
func (g *Gatherer[K, V]) serve(ctx context.Context, mine *question[K, V]) {
	if g.before(ctx) != nil {
		return
	}
	keys, batch := g.take()
	all := newWatchers(ctx)
	for _, q := range batch {
		all.add(q.asking)
	}
	answers := g.send(all.attach(ctx), keys)
	var left []*question[K, V]
	for _, q := range batch {
		given := answers[q.key]
		ended, gaveUp := errors.AsType[*InterruptedError](given.Err)
		switch {
		case !gaveUp || ctx.Err() == nil:
		case !ended.MaybeDone:
			left = append(left, q) // the sender gave up, which is no answer
			continue
		case q != mine:
			given.Err = &Error{Action: ended.Action, Code: "ClientError", Message: "who had sent this for several gave up before the answer", Resent: true, MaybeDone: true}
		}
		q.answer = Result[V]{given.Value, ownError(given.Err)}
		close(q.answered)
	}
	g.giveBack(left)
}

// hearsOut waits for the answer to a write that is under way, for so long as one
// is heard out that its caller sends alone. It returns whether there is one.
func (g *Gatherer[K, V]) hearsOut(ctx context.Context, q *question[K, V]) bool {
	if g.heard == nil {
		return false
	}
	late, cancel := g.heard(context.WithoutCancel(ctx))
	defer cancel()
	select {
	case <-q.answered:
	case <-late.Done():
	}
	return isClosed(q.answered)
}

func (g *Gatherer[K, V]) join(ctx context.Context, key K) *question[K, V] {
	g.mu.Lock()
	defer g.mu.Unlock()
	q := &question[K, V]{key: key, asking: watchersOf(ctx).list(), answered: make(chan struct{})}
	g.queue = append(g.queue, q)
	return q
}

// leave takes a question out of the queue, and reports whether it was sent.
func (g *Gatherer[K, V]) leave(q *question[K, V]) (sent bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.queue = slices.DeleteFunc(g.queue, func(other *question[K, V]) bool { return other == q })
	q.left = true
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

// giveBack puts questions back to the front of the queue.
func (g *Gatherer[K, V]) giveBack(questions []*question[K, V]) {
	if len(questions) == 0 {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, q := range questions {
		q.sent = false
	}
	questions = slices.DeleteFunc(questions, func(q *question[K, V]) bool { return q.left }) // nobody would own what is made for them
	g.queue = append(questions, g.queue...)
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
