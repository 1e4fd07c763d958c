package acctest

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// epoch is the time at which environments begin.
var epoch = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// Clock is that of a mock and a provider in a bubble of synctest, where time
// passes when all are asleep. Outside of the bubble it stands still.
type Clock struct {
	mu     sync.Mutex
	inside bool
	now    time.Time // outside
}

var _ wait.Clock = (*Clock)(nil)

// NewClock returns a clock that stands still.
func NewClock() *Clock { return &Clock{now: epoch} }

// Now returns the current time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.inside {
		return time.Now()
	}
	return c.now
}

// Sleep returns nil after d, or the context's error as soon as it ends.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	if !c.inside {
		defer c.mu.Unlock()
		c.now = c.now.Add(max(0, d))
		return ctx.Err()
	}
	c.mu.Unlock()
	return wait.System{}.Sleep(ctx, d)
}

// WithTimeout is context.WithTimeout on this clock.
func (c *Clock) WithTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, d)
}

// Advance lets time pass.
func (c *Clock) Advance(d time.Duration) { _ = c.Sleep(context.Background(), d) }

// bubble runs a function in a bubble that begins when the last one ended.
func (c *Clock) bubble(t *testing.T, run func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		_ = wait.System{}.Sleep(t.Context(), time.Until(c.Now()))
		c.enter(true)
		defer c.enter(false)
		run(t)
	})
}

func (c *Clock) enter(inside bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inside, c.now = inside, time.Now()
}
