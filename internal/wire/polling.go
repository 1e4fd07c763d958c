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
}

// Polling is polling that has an interval at first: [PollSlow] or [PollFast].
func (c *Client) Polling(first time.Duration) Polling { return Polling{client: c, first: first} }

// ForOperation are moments for an operation that others do not wait for at the same time:
// by how long the same one took before in this run, in place of the common rhythm.
func (p Polling) ForOperation(operation string) Polling {
	p.operation = operation
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
// once: it does not look before the first poll.
func (p Polling) WatchFrom(ctx context.Context, begun time.Time, check func(context.Context) (bool, error)) error {
	if p.operation == "" {
		if err := p.AwaitNext(ctx, 0); err != nil {
			return err
		}
		return p.Watch(ctx, check)
	}
	clock, known := p.client.poller.Clock, p.client.history.samplesOf(p.operation)
	var took bounds
	for {
		if err := p.client.WaitUntil(ctx, begun.Add(known.next(clock.Now().Sub(begun)))); err != nil {
			return err
		}
		took.early, took.done = took.done, clock.Now().Sub(begun)
		done, err := check(ctx)
		if err != nil {
			return err
		}
		if done {
			p.client.history.add(p.operation, took)
			return nil
		}
	}
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
	interval := PollSlow
	if waited < fastFor {
		interval = first
	}
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

// awaitBatch waits a moment for others to join in.
func (c *Client) awaitBatch(ctx context.Context) error {
	return c.poller.Clock.Sleep(ctx, batchDelay)
}
