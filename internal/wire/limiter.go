package wire

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

// respite is for how long nothing is sent after a throttled answer; chance
// keeps runs that were throttled together from going on together.
var respite = wait.Backoff{First: 350 * time.Millisecond, Max: 350 * time.Millisecond, Factor: 1, Jitter: 0.7}

// limiter keeps the requests of one action within a quota. The service counts
// a request when it arrives, at some time between its sending and its answer;
// so a request holds its slot until one window after its answer, and no window
// of the service sees more requests than there are slots, however the network
// stretches them.
//
// Others may use the quota, too: so requests are also spread over time, at a rate
// ([rateControl]) that throttled answers slow down. Callers are served in order.
type limiter struct {
	poller wait.Poller
	quota  int
	turn   chan struct{} // holds one token: whoever has it is first in line

	mu    sync.Mutex
	rate  rateControl
	next  time.Time // when the rate allows the next request
	slots []*slot
	wake  context.CancelFunc // ends the sleep of the first in line
}

// slot is one request that counts, until the time free.
type slot struct{ sent, free time.Time }

// newLimiter allows so many requests a second of an account that has a quota.
func newLimiter(poller wait.Poller, allowed, quota int) *limiter {
	l := &limiter{poller: poller, quota: allowed, rate: rateControl{quota: float64(allowed), start: float64(quota) * startRate}, turn: make(chan struct{}, 1)}
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
		taken, pause := l.tryAcquire(cancel)
		if taken == nil {
			_ = l.poller.Clock.Sleep(sleep, pause) // woken early or not, look again
		}
		cancel()
		if taken != nil {
			return taken, nil
		}
	}
}

// tryAcquire returns a slot, or how long it takes until one is free at the latest.
func (l *limiter) tryAcquire(wake context.CancelFunc) (*slot, time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.poller.Clock.Now()
	l.rate.begin(now)
	l.slots = slices.DeleteFunc(l.slots, func(s *slot) bool { return !s.free.After(now) })
	pause := l.next.Sub(now)
	if len(l.slots) >= l.quota {
		first := slices.MinFunc(l.slots, func(a, b *slot) int { return a.free.Compare(b.free) })
		pause = max(pause, first.free.Sub(now))
	}
	if pause > 0 {
		l.wake = wake
		return nil, pause
	}
	// A sleep that was a little too long does not lower the rate.
	interval := l.rate.interval(now)
	if earliest := now.Add(-interval); l.next.Before(earliest) {
		l.next = earliest
	}
	l.next = l.next.Add(interval)
	taken := &slot{sent: now, free: now.Add(unanswered)}
	l.slots = append(l.slots, taken)
	return taken, 0
}

// release tells that the answer of a request is here.
func (l *limiter) release(s *slot, throttled bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.poller.Clock.Now()
	s.free = now.Add(window)
	if throttled && l.rate.reduce(s.sent, now) {
		if again := now.Add(respite.Pause(0, l.poller.Random())); l.next.Before(again) {
			l.next = again
		}
	}
	if l.wake != nil {
		l.wake()
		l.wake = nil
	}
}
