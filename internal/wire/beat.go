package wire

import (
	"context"
	"time"
)

// gathering is for how long the first who reads waits for others who read at
// the same moment: nothing beside a call, but enough for all who woke up with it.
const gathering = 20 * time.Millisecond

// longestBeat is the pause between two looks of those who have waited for long.
const longestBeat = 8 * time.Second

// Watch calls check at once and then on each beat, until it is done, fails, or
// the context ends. It returns check's error or the context's. All who watch
// keep one beat, so that they look at the same moments and share their reads.
func (c *Client) Watch(ctx context.Context, check func(context.Context) (bool, error)) error {
	start := c.poller.Clock.Now()
	for {
		done, err := check(ctx)
		if done || err != nil {
			return err
		}
		if err := c.Beat(ctx, c.poller.Clock.Now().Sub(start)); err != nil {
			return err
		}
	}
}

// Beat waits for the next beat of one who has waited for some time already.
func (c *Client) Beat(ctx context.Context, waited time.Duration) error {
	return ended(ctx, c.poller.Clock.Sleep(ctx, untilBeat(c.poller.Clock.Now().Sub(c.epoch), waited)))
}

// WaitUntil waits for a moment. It does not wait for one that has passed.
func (c *Client) WaitUntil(ctx context.Context, moment time.Time) error {
	pause := moment.Sub(c.poller.Clock.Now())
	if pause <= 0 {
		return nil
	}
	return ended(ctx, c.poller.Clock.Sleep(ctx, pause))
}

// untilBeat returns how long it is to the next beat. Beats are the multiples of
// an interval that doubles as the wait gets longer; so those who have waited
// for long meet those who have just begun. A beat that is too close is left out.
func untilBeat(now, waited time.Duration) time.Duration {
	interval := time.Second
	for _, after := range []time.Duration{4 * time.Second, 12 * time.Second, 30 * time.Second} {
		if waited >= after {
			interval *= 2
		}
	}
	pause := interval - now%interval
	if pause < interval/2 {
		pause += interval
	}
	return pause
}

// gather waits a moment for others to join in.
func (c *Client) gather(ctx context.Context) error {
	return c.poller.Clock.Sleep(ctx, gathering)
}
