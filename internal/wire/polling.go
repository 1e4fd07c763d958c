package wire

import (
	"context"
	"time"
)

// batchDelay is for how long the first who reads waits for others who read at
// the same moment: nothing beside a call, but enough for all who woke up with it.
const batchDelay = 20 * time.Millisecond

// longestInterval is the pause between two looks of those who have waited for long.
const longestInterval = 8 * time.Second

// The intervals of those who have just begun to wait.
const (
	PollSlow = time.Second            // for what takes half a minute
	PollFast = 500 * time.Millisecond // for what takes seconds
)

// fastFor is for how long an interval below a second lasts.
const fastFor = 3 * time.Second

// Polling are the moments at which those who wait look again. All who wait keep one
// rhythm, so that they look at the same moments and share their reads.
type Polling struct {
	client    *Client
	first     time.Duration
	operation string // what is waited for, if the waits learn how long it takes
	aligned   bool   // the polls are at multiples of an interval all the same
}

// Polling is polling that has an interval at first: [PollSlow] or [PollFast].
func (c *Client) Polling(first time.Duration) Polling { return Polling{client: c, first: first} }

// ForOperation are moments for an operation that others do not wait for at the same time:
// by how long the same one took before in this run, in place of the common rhythm.
func (p Polling) ForOperation(operation string) Polling {
	p.operation = operation
	return p
}

// ForOperationAligned is [Polling.ForOperation] for one that others may wait for at the
// same time: they share polls, which begin when the operation is expected to be done.
func (p Polling) ForOperationAligned(operation string) Polling {
	p.operation, p.aligned = operation, true
	return p
}

// Watch is [Polling.Watch] with [PollSlow].
func (c *Client) Watch(ctx context.Context, check func(context.Context) (bool, error)) error {
	return c.Polling(PollSlow).Watch(ctx, check)
}

// AwaitPoll is [Polling.AwaitNext] with [PollSlow].
func (c *Client) AwaitPoll(ctx context.Context, waited time.Duration) error {
	return c.Polling(PollSlow).AwaitNext(ctx, waited)
}

// Watch calls check at once and then at each poll, until it is done, fails, or
// the context ends. It returns check's error or the context's.
func (p Polling) Watch(ctx context.Context, check func(context.Context) (bool, error)) error {
	clock := p.client.poller.Clock
	start := clock.Now()
	for {
		done, err := check(ctx)
		if done || err != nil {
			return err
		}
		if err := p.AwaitNext(ctx, clock.Now().Sub(start)); err != nil {
			return err
		}
	}
}

// WatchFrom is [Polling.Watch] for what was begun at some moment and is not there at
// once: it does not look before the first poll, or before the operation is expected to
// be done.
func (p Polling) WatchFrom(ctx context.Context, begun time.Time, check func(context.Context) (bool, error)) error {
	if p.operation == "" {
		if err := p.AwaitNext(ctx, 0); err != nil {
			return err
		}
		return p.Watch(ctx, check)
	}
	clock, known := p.client.poller.Clock, p.client.history.samplesOf(p.operation)
	waited := func() time.Duration { return clock.Now().Sub(begun) }
	late := waited() > known.expected() // it may have been done for long
	var took bounds
	for looks := 0; ; looks++ {
		if !late || looks > 0 {
			if err := p.client.WaitUntil(ctx, p.pollAt(begun, known.next(waited()), waited())); err != nil {
				return err
			}
		}
		asked := waited()
		done, err := check(ctx)
		if err != nil {
			return err
		}
		if !done {
			took.early = asked
			continue
		}
		if took.done, took.answered = asked, waited(); !late {
			p.client.history.add(p.operation, took)
		}
		return nil
	}
}

// pollAt is when to look next, which is next after the begin; if polls are aligned, the
// first of them at about that time.
func (p Polling) pollAt(begun time.Time, next, waited time.Duration) time.Time {
	moment := begun.Add(next)
	if !p.aligned {
		return moment
	}
	if early := next * 7 / 8; waited < early { // a look that is a little too early costs less than the wait for the next poll
		moment = begun.Add(early)
	}
	interval := intervalAt(waited, p.first)
	return moment.Add((interval - moment.Sub(p.client.epoch)%interval) % interval)
}

// Duration is how long the operation takes, if it took as long as was expected the last
// times.
func (p Polling) Duration() (time.Duration, bool) {
	if p.operation == "" || p.aligned {
		return 0, false
	}
	return p.client.history.samplesOf(p.operation).duration()
}

// Record notes that the operation was done after some time, and not yet at an earlier
// moment: somebody was told so who did not watch it.
func (p Polling) Record(early, done time.Duration) {
	p.client.history.add(p.operation, bounds{early, done, done})
}

// AwaitNext waits for the next poll of one who has waited for some time already.
func (p Polling) AwaitNext(ctx context.Context, waited time.Duration) error {
	c := p.client
	return withTimeoutError(ctx, c.poller.Clock.Sleep(ctx, untilNextPoll(c.poller.Clock.Now().Sub(c.epoch), waited, p.first)))
}

// WaitUntil waits for a moment. It does not wait for one that has passed.
func (c *Client) WaitUntil(ctx context.Context, moment time.Time) error {
	pause := moment.Sub(c.poller.Clock.Now())
	if pause <= 0 {
		return nil
	}
	return withTimeoutError(ctx, c.poller.Clock.Sleep(ctx, pause))
}

// untilNextPoll returns how long it is to the next poll. Polls are at multiples of
// an interval that doubles as the wait gets longer; so those who have waited
// for long meet those who have just begun. A poll that is too close is left out.
func untilNextPoll(now, waited, first time.Duration) time.Duration {
	interval := intervalAt(waited, first)
	pause := interval - now%interval
	if pause < interval/2 {
		pause += interval
	}
	return pause
}

// intervalAt is the interval of the polls of one who has waited for some time.
func intervalAt(waited, first time.Duration) time.Duration {
	interval := PollSlow
	if waited < fastFor {
		interval = first
	}
	for _, after := range []time.Duration{4 * time.Second, 12 * time.Second, 30 * time.Second} {
		if waited >= after {
			interval *= 2
		}
	}
	return interval
}

// awaitBatch waits a moment for others to join in.
func (c *Client) awaitBatch(ctx context.Context) error {
	return c.poller.Clock.Sleep(ctx, batchDelay)
}
