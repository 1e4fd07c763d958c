package wire

import (
	"context"
	"errors"
)

// codeGaveUp is the code of a write of several callers, of whom the one who sent it
// gave up before the answer.
const codeGaveUp = "ClientError.SenderGaveUp"

// BatchedWrites are writes of many callers that go in few calls, as what [Batcher] reads
// does: those to one place that come at the same moment, and those that come while
// a call for it is under way, join the next one. So a place, too, gets one call at
// a time.
type BatchedWrites[P, K comparable, V any] struct {
	client *Client
	action string
	places *Batchers[P, K, V]
}

// NewBatchedWrites returns writes that send sends, as many different ones as most at
// once. It answers every key.
func NewBatchedWrites[P, K comparable, V any](c *Client, action string, most int, send func(context.Context, P, []K) map[K]Result[V]) *BatchedWrites[P, K, V] {
	return &BatchedWrites[P, K, V]{client: c, action: action, places: newBatchers(func(place P) *Batcher[K, V] {
		b := NewBatcher(c, action, most, func(ctx context.Context, keys []K) map[K]Result[V] {
			return sentIsFinal(action, send(ctx, place, keys))
		})
		b.grace = func(ctx context.Context) (context.Context, context.CancelFunc) {
			return c.poller.Clock.WithTimeout(ctx, gracePeriod)
		}
		return b
	})}
}

// Do writes to a place. What was sent before somebody gave up is not sent again: an
// error says to each who shared the call that it may have been done. Who gives up
// while another sends for it has the grace period as if it had sent alone.
func (w *BatchedWrites[P, K, V]) Do(ctx context.Context, place P, key K) (V, error) {
	value, err := w.places.At(place).Do(ctx, key)
	ended, isEnd := errors.AsType[*InterruptedError](err)
	if maybe := CodeOf(err) == codeGaveUp || isEnd && ended.MaybeDone; ctx.Err() != nil && (maybe || isEnd) {
		return value, interruptedError(ctx, w.action, maybe, ctx.Err()) // its own end, not that of the sender
	}
	return value, err
}

// sentIsFinal makes an answer, for all who share the call, of the sender's end after it
// was sent: else those who go on would send it again.
func sentIsFinal[K comparable, V any](action string, answers map[K]Result[V]) map[K]Result[V] {
	for key, given := range answers {
		if ended, ok := errors.AsType[*InterruptedError](given.Err); ok && ended.MaybeDone {
			answers[key] = Result[V]{Err: &Error{
				Action: action, Code: codeGaveUp, Message: "the operation that sent this shared call ended before the answer", Attempts: 1, Resent: true, MaybeDone: true,
			}}
		}
	}
	return answers
}

// OneByOne answers every key, where one call is done for all or for none. If it fails
// because of some of them, which concernsOne decides ([MayConcernOneID]), each has a
// call of its own: [Bisect] would give up on two halves that are refused with one code,
// and on what is good in them.
func OneByOne[K comparable, V any](keys []K, concernsOne func(error) bool, ask func([]K) (map[K]Result[V], error)) map[K]Result[V] {
	answers, err := ask(keys)
	if err == nil {
		return answers
	}
	answers = map[K]Result[V]{}
	apart := len(keys) > 1 && concernsOne(err)
	for i, key := range keys {
		if !apart {
			answers[key] = Result[V]{Err: err}
		} else if one, err := ask(keys[i : i+1]); err != nil {
			answers[key] = Result[V]{Err: err}
		} else {
			answers[key] = one[key]
		}
	}
	return answers
}
