// Package acctest starts a mock and a provider for acceptance tests. Only
// tests import it.
package acctest

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

const (
	// quiet is for how long nothing may happen before time moves on.
	quiet = time.Millisecond
	// patience is for how long a call under way holds up the time.
	patience = 50 * time.Millisecond
)

// Clock is shared by a provider and a mock in one process. When all that
// happens is that somebody sleeps, time leaps to the first who wakes up: nobody
// waits, and those who sleep at the same time share the time that passes.
type Clock struct {
	*gaapmock.ManualClock

	mu        sync.Mutex
	deadlines map[*deadline]struct{}
	sleepers  map[*sleeper]struct{}
	calls     int       // under way
	since     time.Time // when the first of the sleepers fell asleep, on the wall
	timer     *time.Timer
}

var _ wait.Clock = (*Clock)(nil)

// NewClock returns a clock that starts at the present second.
func NewClock() *Clock {
	start := time.Now().Truncate(time.Second)
	return &Clock{
		ManualClock: gaapmock.NewManualClock(start),
		deadlines:   map[*deadline]struct{}{}, sleepers: map[*sleeper]struct{}{},
	}
}

// sleeper is somebody who sleeps until at.
type sleeper struct {
	at   time.Time
	wake chan struct{}
}

// Sleep returns nil once the clock has moved by d, or the context's error as
// soon as it ends.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil || d <= 0 {
		return err
	}
	s := c.fallAsleep(d)
	select {
	case <-s.wake:
	case <-ctx.Done():
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.sleepers, s)
	}
	return ctx.Err()
}

func (c *Clock) fallAsleep(d time.Duration) *sleeper {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := &sleeper{at: c.Now().Add(d), wake: make(chan struct{})}
	if len(c.sleepers) == 0 {
		c.since = time.Now()
	}
	c.sleepers[s] = struct{}{}
	c.settle()
	return s
}

// settle lets the clock leap once nothing has happened for a moment. The caller
// holds the lock.
func (c *Clock) settle() {
	if c.timer == nil {
		c.timer = time.AfterFunc(quiet, c.leap)
		return
	}
	c.timer.Reset(quiet)
}

// leap moves the time to the first sleeper or deadline.
func (c *Clock) leap() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sleepers) == 0 {
		return
	}
	if c.calls > 0 && time.Since(c.since) < patience {
		c.settle()
		return
	}
	var next time.Time
	for s := range c.sleepers {
		if next.IsZero() || s.at.Before(next) {
			next = s.at
		}
	}
	for end := range c.deadlines {
		if end.at.Before(next) {
			next = end.at
		}
	}
	c.Advance(max(0, next.Sub(c.Now())))
	c.wakeUp()
	c.since = time.Now()
	c.settle()
}

// wakeUp ends the sleeps and the contexts whose time has come.
func (c *Clock) wakeUp() {
	now := c.Now()
	for end := range c.deadlines {
		if !end.at.After(now) {
			delete(c.deadlines, end)
			end.expire()
		}
	}
	for s := range c.sleepers {
		if !s.at.After(now) {
			delete(c.sleepers, s)
			close(s.wake)
		}
	}
}

// WithTimeout is context.WithTimeout on this clock.
func (c *Clock) WithTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	end := &deadline{Context: ctx, at: c.Now().Add(d), expire: func() { cancel(context.DeadlineExceeded) }}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deadlines[end] = struct{}{}
	return end, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.deadlines, end)
		cancel(context.Canceled)
	}
}

// deadline is a context that ends at a time of a Clock.
type deadline struct {
	context.Context

	at     time.Time
	expire func()
}

// Err tells a passed deadline from a cancellation.
func (d *deadline) Err() error {
	if err := d.Context.Err(); err != nil {
		return context.Cause(d.Context)
	}
	return nil
}

// watch makes calls to a handler hold up the time.
func (c *Clock) watch(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.count(1)
		defer c.count(-1)
		handler.ServeHTTP(w, r)
	})
}

func (c *Clock) count(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls += n
	if len(c.sleepers) > 0 {
		c.settle()
	}
}
