package gaapmock

import (
	"sync"
	"time"
)

// Clock tells the mock the time; tests drive it.
type Clock interface {
	Now() time.Time
}

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

// ManualClock is a Clock that moves only when told to. It is safe for
// concurrent use.
type ManualClock struct {
	mu  sync.Mutex
	now time.Time
}

// NewManualClock returns a clock that stands at start.
func NewManualClock(start time.Time) *ManualClock {
	return &ManualClock{now: start}
}

// Now returns the time the clock stands at.
func (c *ManualClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock by d.
func (c *ManualClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// lifeClock is life-cycle time: it runs Speed times as fast as the wire clock
// and can be pushed forward. The server's lock guards it.
type lifeClock struct {
	wire     Clock
	speed    float64
	wireBase time.Time
	lifeBase time.Time
}

func newLifeClock(wire Clock, speed float64) *lifeClock {
	now := wire.Now()
	return &lifeClock{wire: wire, speed: speed, wireBase: now, lifeBase: now.Round(0).UTC()}
}

func (c *lifeClock) now() time.Time {
	passed := max(c.wire.Now().Sub(c.wireBase), 0)
	return c.lifeBase.Add(time.Duration(float64(passed) * c.speed))
}

func (c *lifeClock) advance(d time.Duration) {
	c.lifeBase = c.lifeBase.Add(d)
}

// resume continues from a saved pair of times, so that life-cycle time never
// runs backwards over a restart, even when Speed was changed.
func (c *lifeClock) resume(wire, life time.Time) {
	c.wireBase, c.lifeBase = wire, life
}
