package wire

import (
	"context"
	"sync"
)

// Joined are writes of many callers that go in few calls, as what [Gatherer] reads
// does: those to one place that come at the same moment, and those that come while
// a call for it is under way, join the next one. So a place, too, gets one call at
// a time.
type Joined[P, K comparable, V any] struct {
	client *Client
	action string
	most   int
	send   func(ctx context.Context, place P, keys []K) map[K]Result[V]

	mu     sync.Mutex
	places map[P]*Gatherer[K, V]
}

// NewJoined returns writes that send sends, as many different ones as most at once.
// It answers every key. What may have been done although its caller gave up, is not
// sent again.
func NewJoined[P, K comparable, V any](c *Client, action string, most int, send func(context.Context, P, []K) map[K]Result[V]) *Joined[P, K, V] {
	return &Joined[P, K, V]{client: c, action: action, most: most, send: send, places: map[P]*Gatherer[K, V]{}}
}

// Do writes to a place. Who gives up while others send for it waits for their
// answer, but not for long.
func (j *Joined[P, K, V]) Do(ctx context.Context, place P, key K) (V, error) {
	return j.at(place).Ask(ctx, key)
}

func (j *Joined[P, K, V]) at(place P) *Gatherer[K, V] {
	j.mu.Lock()
	defer j.mu.Unlock()
	g := j.places[place]
	if g == nil {
		g = NewGatherer(j.client, j.action, j.most, func(ctx context.Context, keys []K) map[K]Result[V] { return j.send(ctx, place, keys) })
		g.heard = func(ctx context.Context) (context.Context, context.CancelFunc) {
			return j.client.poller.Clock.WithTimeout(ctx, hearingOut)
		}
		j.places[place] = g
	}
	return g
}
