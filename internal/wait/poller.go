package wait

import (
	"context"
	"math"
	"time"
)

// Backoff is a series of growing pauses.
type Backoff struct {
	First  time.Duration // the first pause
	Max    time.Duration // no pause is longer
	Factor float64       // each pause is this much longer than the one before
	Jitter float64       // part of a pause that is random: 0.2 means 20 % less up to 20 % more
}

// Pause returns pause number n, counted from 0; random is in [0,1).
func (b Backoff) Pause(n int, random float64) time.Duration {
	pause := math.Min(float64(b.First)*math.Pow(b.Factor, float64(n)), float64(b.Max))
	return time.Duration(pause * (1 + b.Jitter*(2*random-1)))
}

// Poller asks again and again, in the rhythm of a Backoff.
type Poller struct {
	Clock  Clock
	Random func() float64 // in [0,1); spreads the pauses of many pollers
}

// Sleep waits for pause number n of the backoff, or until the context ends.
func (p Poller) Sleep(ctx context.Context, b Backoff, n int) error {
	return p.Clock.Sleep(ctx, b.Pause(n, p.Random()))
}

// Until calls check at once and then after each pause, until it is done, fails,
// or the context ends. It returns check's error or the context's.
func (p Poller) Until(ctx context.Context, b Backoff, check func(context.Context) (bool, error)) error {
	for n := 0; ; n++ {
		done, err := check(ctx)
		if done || err != nil {
			return err
		}
		if err := p.Sleep(ctx, b, n); err != nil {
			return err
		}
	}
}

// IsClosed reports whether a channel on which nothing is sent is closed: whether what it
// stands for is over.
func IsClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
