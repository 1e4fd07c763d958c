package gaapapi

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

const (
	// window is the span in which the service counts requests.
	window = time.Second
	// unanswered is after how long a request without an answer no longer counts.
	unanswered = 5 * time.Second
)

// limiter keeps the requests of one action within a quota. The service counts
// a request when it arrives, at some time between its sending and its answer;
// so a request holds its slot until one window after its answer, and no window
// of the service sees more requests than there are slots, however the network
// stretches them.
//
// A throttled answer means that others use the quota too: it halves the slots,
// and each window without one gives a slot back. Callers are served in order.
type limiter struct {
	clock wait.Clock
	quota int
	turn  chan struct{} // holds one token: whoever has it is first in line

	mu      sync.Mutex
	allowed int
	changed time.Time // when allowed last changed
	slots   []*slot
	wake    context.CancelFunc // ends the sleep of the first in line
}

// slot is one request that counts, until the time free.
type slot struct{ free time.Time }

func newLimiter(clock wait.Clock, quota int) *limiter {
	l := &limiter{clock: clock, quota: quota, allowed: quota, turn: make(chan struct{}, 1)}
	l.turn <- struct{}{}
	return l
}

// acquire waits until a request may be sent. It fails only if the context ends.
func (l *limiter) acquire(ctx context.Context) (*slot, error) {
	select {
	case <-l.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { l.turn <- struct{}{} }()
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		sleep, cancel := context.WithCancel(ctx)
		taken, pause := l.take(cancel)
		if taken == nil {
			_ = l.clock.Sleep(sleep, pause) // woken early or not, look again
		}
		cancel()
		if taken != nil {
			return taken, nil
		}
	}
}

// take returns a slot, or how long it takes until one is free at the latest.
func (l *limiter) take(wake context.CancelFunc) (*slot, time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	for l.allowed < l.quota && now.Sub(l.changed) >= window {
		l.allowed++
		l.changed = l.changed.Add(window)
	}
	l.slots = slices.DeleteFunc(l.slots, func(s *slot) bool { return !s.free.After(now) })
	if len(l.slots) < l.allowed {
		taken := &slot{free: now.Add(unanswered)}
		l.slots = append(l.slots, taken)
		return taken, 0
	}
	l.wake = wake
	next := slices.MinFunc(l.slots, func(a, b *slot) int { return a.free.Compare(b.free) })
	return nil, next.free.Sub(now)
}

// release tells that the answer of a request is here.
func (l *limiter) release(s *slot, throttled bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	s.free = now.Add(window)
	// Answers to requests that were under way together are one sign, not many.
	if throttled && (l.allowed == l.quota || now.Sub(l.changed) >= window) {
		l.allowed = max(1, l.allowed/2)
		l.changed = now
	}
	if l.wake != nil {
		l.wake()
		l.wake = nil
	}
}
