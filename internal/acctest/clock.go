// Package acctest starts a mock and a provider for acceptance tests. Only
// tests import it.
package acctest

import (
	"context"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// Clock is shared by a provider and a mock in one process: where the provider
// would sleep, time moves on for both, and nobody waits.
type Clock struct {
	*gaapmock.ManualClock

	mu        sync.Mutex
	deadlines map[*deadline]struct{}
}

var _ wait.Clock = (*Clock)(nil)

// NewClock returns a clock that starts at the present second.
func NewClock() *Clock {
	start := time.Now().Truncate(time.Second)
	return &Clock{ManualClock: gaapmock.NewManualClock(start), deadlines: map[*deadline]struct{}{}}
}

// Sleep moves the time by d, and ends the contexts whose deadline passes.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.Advance(d)
	for end := range c.deadlines {
		if !c.Now().Before(end.at) {
			end.expire()
		}
	}
	return ctx.Err()
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
